"""Names and notes are only names and notes: to the database, to files, to papers, to the window."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.core.clock import SystemClock
from console.core.events import Noted
from console.core.names import readable_name
from console.core.people import RIGHTS, Operator, Profile
from console.core.refusal import Refusal
from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.support.paper_text import opened
from tests.support.sample_records import small
from tests.support.store_help import PASSPHRASE
from tests.support.window_room import RunScreenRoom

SQL = ("Robert'); DROP TABLE clients;--", "' OR 1=1 --", '" UNION SELECT * FROM log --', "%_\\", "?1 :name @x $y")
PATHS = ("../../etc/passwd", "/etc/passwd", "C:\\Windows", "CON", "NUL.txt", "a/b", "~root", "$HOME", "`id`", "|sh")
SHEETS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1")
MARKUP = (
    "<b>bold</b>", "&amp;", "<img src=file:///etc/passwd>", "<para>x</para>", "<a href='x'>y</a>", "</para><br/>",
    "<font color=red>r</font>", "{0} {name} %s", "<script>alert(1)</script>", "&#60;&#0;",
)  # fmt: skip
ALL = (*SQL, *PATHS, *SHEETS, *MARKUP)


def test_to_the_database_it_is_text(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with closing(Store.create(folder, "rehearsal", PASSPHRASE, LIGHT_COST)[0]) as store:
        clinic = Clinic(store, SystemClock(), system_random)
        clinic.open(SQL[0])
        clinic.add_person(Operator("", SQL[1], RIGHTS))
        ids = {text: clinic.add_client(Profile(text, "", 3, text, text)) for text in ALL}
    with closing(Store.open(folder, PASSPHRASE)) as store:
        kept = {client.id: client.profile for client in store.clients()}
        for text, client in ids.items():
            assert kept[client].allergies == text.strip()
            assert kept[client].name == text.strip()
            assert store.client(client) is not None
        assert store.client("' OR 1=1 --") is None
        assert store.events("' OR 1=1 --") == []
        assert store.verify() == []
    assert {each.name for each in tmp_path.iterdir()} == {"store"}


@pytest.mark.parametrize("name", ["", " \t", "\u200b", "\u202e"])
def test_a_name_that_shows_nothing_is_refused(name: str, tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "store", "rehearsal", PASSPHRASE, LIGHT_COST)[0]) as store:
        clinic = Clinic(store, SystemClock(), system_random)
        clinic.open("Hautraum")
        with pytest.raises(Refusal):
            clinic.add_client(Profile(name))


@pytest.mark.parametrize("name", ["Ann\u202eieso .A", "A.\u2066Osei\u2069", "Ann\u2028Signed off", "Ann\u2029"])
def test_a_name_that_reads_as_another_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="name-unreadable"):
        readable_name(f"{name} B.")
    assert readable_name("\u200fנועה לוי\u200f") == "\u200fנועה לוי\u200f", "marks of direction belong to scripts"


def test_to_the_paper_it_is_text() -> None:
    """Printed as it was typed, and no file is looked into."""
    record = small(Profile(MARKUP[0]), *[Noted(f"note {text} end") for text in MARKUP])
    printed = "".join(opened(record).text.split())
    for text in MARKUP:
        assert "".join(f"note {text} end".split()) in printed
    assert "root:x:0" not in printed


def test_to_the_window_it_is_text(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Whatever shows a name shows it as it was typed; the title shows none."""
    desk = RunScreenRoom(qtbot, qapp, tmp_path)
    desk.begin(Profile(MARKUP[0], "", 3, MARKUP[2]))
    labels = [each for each in desk.window.findChildren(QLabel) if "<" in each.text()]
    assert labels
    assert {each.textFormat() for each in labels} == {Qt.TextFormat.PlainText}
    assert not [each for each in desk.window.findChildren(QWidget) if any(text in each.toolTip() for text in MARKUP)]
    assert MARKUP[0] not in desk.window.windowTitle()
    desk.close()
