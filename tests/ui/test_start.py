"""The way from page to page in the whole console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QListView
from pytestqt.qtbot import QtBot

import main
from console.app.clinic import Clinic
from console.app.ports import Store
from console.core.clock import SystemClock
from console.core.people import RIGHTS, Operator, Profile
from console.ui.home.home_page import HomePage
from console.ui.input.scanner import Scanner
from console.ui.kit.page_notice import PageNotice
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell import preferences as kept
from console.ui.shell import routes
from console.ui.shell.preferences import Settings
from console.ui.shell.shell import Shell
from db.files import DATABASE, KEYS
from db.keys.store_keys import LIGHT_COST
from db.store import Store as Encrypted
from resources import Texts
from tests.support.left_open import discard
from tests.support.memory_store import MemoryStore
from tests.support.real_parts import SECRET, parts
from tests.support.stage import protocol


@pytest.fixture
def console(qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    made = Shell(qapp, parts(tmp_path))
    made.theme.load_scripts()
    yield made
    made.window.close()
    discard(made.window, made.theme, made)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A clinic where nothing is open."""
    made, _ = Encrypted.create(tmp_path / "clinic", "rehearsal", SECRET, LIGHT_COST)
    given = parts(tmp_path)
    clinic = Clinic(made, given.clock, given.random)
    clinic.open("Hautraum am Markt")
    clinic.add_person(Operator("", "A. Osei", RIGHTS))
    clinic.adopt(protocol(), "A. Osei")
    clinic.add_client(Profile("Maya Lindqvist", "1992-03-14", 3, ""))
    return made


def test_home_says_once_that_the_numbers_were_adopted(qtbot: QtBot, console: Shell, store: Store) -> None:
    console.window.show()
    console.way_in.adopted(store)

    def said() -> bool:
        return any("Adopted." in each.text() for each in console.window.findChildren(QLabel) if each.isVisible())

    qtbot.waitUntil(said)
    next(each for each in console.window.findChildren(PageNotice) if each.isVisible()).button.click()
    console.home()
    assert not said()
    console.way_in.adopted(store)
    qtbot.waitUntil(said)
    console.go(routes.SETTINGS)
    console.home()
    assert not said(), "it goes with the first page that is opened"


def test_home_and_clients_are_loaded_when_they_are_turned_to(qtbot: QtBot, console: Shell, store: Store) -> None:
    console.begin(store)
    console.window.show()

    def names() -> list[str]:
        return [each.accessibleName() for each in console.window.findChildren(QLabel) if each.isVisible()]

    qtbot.waitUntil(lambda: "Hautraum am Markt" in names())
    routes.show_clients(console)
    lists = console.window.findChildren(QListView)
    qtbot.waitUntil(lambda: any(each.isVisible() and each.model().rowCount() for each in lists))


def test_a_store_is_known_by_its_key_file() -> None:
    """Its name is written twice, since the first window must not wait for the database's modules."""
    assert (main.KEY_FILE, main.DATABASE_FILE) == (KEYS, DATABASE)


def test_a_group_of_texts_is_read_when_it_is_asked_for() -> None:
    texts = Texts("en")
    assert texts["start"]["people"]
    assert list(texts) == ["start"]
    assert "window" in texts.groups()
    with pytest.raises(KeyError):
        texts["no such group"]


def test_settings_that_cannot_be_kept_count_and_say_so(console: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "save", fails)
    page = console.go(routes.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.changed.emit(Settings("dark"))
    assert console.settings.theme == "dark"
    assert "No space left" in page.trouble.text()
    console.theme.set("light", 1.0)
    discard(page)


def test_nothing_looks_at_every_event_before_somebody_has_signed_in(
    qtbot: QtBot, console: Shell, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would have every kind of widget looked up in Python, and the first window waits for that."""
    looked: list[object] = []
    monkeypatch.setattr(Scanner, "watch", lambda self, felt=None: looked.append(felt))
    console.window.show()
    console.go(routes.ABOUT)
    assert looked == []
    console.begin(store)
    qtbot.waitUntil(lambda: isinstance(console.window.page, HomePage))
    assert len(looked) == 1


def test_the_window_tells_the_rooms_time_and_isolates_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    given = main._window_dependencies(tmp_path, SystemClock(), lambda: MemoryStore("example"))
    window, commands = given.words, main.wire().words
    assert window.clock_time(0) == commands.clock_time(0) == "09:00"
    assert (window.isolate("שירה"), commands.isolate("שירה")) == ("\u2068שירה\u2069", "שירה")
