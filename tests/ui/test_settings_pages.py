"""Settings, keys and About; and every page around a session has names for its controls and room for its texts."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.app.protocol_offer import Offer
from console.core.people import RIGHTS, Operator
from console.ui.input.keys import KEYS
from console.ui.kit.labels import ElidedLabel
from console.ui.kit.theme import Theme
from console.ui.people.person_choice import PersonChoice
from console.ui.people.pin_page import PinPage
from console.ui.settings.about_page import AboutPage
from console.ui.settings.keys_page import KeysPage
from console.ui.settings.settings_page import SettingsPage
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model
from console.ui.shell.preferences import Settings, load, save
from console.ui.start.first_start import FirstStart
from console.ui.start.sign_in import SignIn
from tests.support.real_parts import PEOPLE, Show, brought, click, press
from tests.support.stage import protocol
from tests.support.texts import WORDS

pytest_plugins = ["tests.support.page_fixtures"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize(
    "kept", [b"", b"{", b"\xff\xfe", b"[]", b'{"scale": 9}', b'{"scale": 1.1}', b'{"theme": "pink"}', b'{"volume": -1}']
)
def test_damaged_settings_are_the_defaults(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "settings").write_bytes(kept)
    assert load(tmp_path / "settings") == Settings()


def test_settings_are_kept_whole(tmp_path: Path) -> None:
    there, wanted = tmp_path / "new" / "settings", Settings("dark", 1.75, 50, "letter", False)
    save(there, wanted)
    assert load(there) == wanted
    assert [file.name for file in there.parent.iterdir()] == ["settings"]
    assert json.loads(there.read_text(encoding="utf-8"))["theme"] == "dark"
    assert load(tmp_path / "none") == Settings()


def test_each_change_counts_at_once(qtbot: QtBot, model: Model, theme: Theme, show: Show) -> None:
    page = SettingsPage(model, theme, Settings("light"), BackupScheduler(model))
    show(page)
    for name, value in (("theme", "dark"), ("scale", 1.5), ("volume", 50), ("paper", "letter"), ("motion", False)):
        with qtbot.waitSignal(page.changed) as changed:
            click(page.options[name].buttons[value])
        settings = brought(changed)
        assert getattr(settings, name) == value
        assert page.options[name].buttons[value].text().startswith("✓")
    assert (theme.shade, theme.scale, theme.motion) == ("dark", 1.5, False)
    theme.motion = True
    with qtbot.waitSignal(page.sound):
        click(page.test)
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Escape)


def test_text_grows_with_the_window(model: Model, theme: Theme, show: Show) -> None:
    page = SettingsPage(model, theme, Settings("light", 2.0), BackupScheduler(model))
    theme.set("light", 2.0)
    show(page)
    for width, height, scale in (
        (1280, 800, 2.0),
        (1093, 614, 1.5),
        (911, 512, 1.25),
        (1024, 680, 1.4),
        (1920, 1080, 2.0),
    ):
        theme.fit(width, height)
        assert theme.scale == scale
        assert page.room.isVisible() == (scale < 2.0)
        assert not page.room.isVisible() or f"{scale:.0%}".rstrip("%") in page.room.text()


@pytest.mark.parametrize("kind", [KeysPage, AboutPage])
@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_what_is_only_read_closes(
    qtbot: QtBot, model: Model, theme: Theme, show: Show, kind: type[KeysPage] | type[AboutPage], key: Qt.Key
) -> None:
    page = kind(model, theme)
    show(page)
    with qtbot.waitSignal(page.closed):
        press(key)


def test_every_key_has_its_name() -> None:
    missing = [
        name
        for name, key in KEYS.items()
        if key.group != "common" and not name.startswith("digit-") and not WORDS.has("keys", f"key-{name}")
    ]
    assert missing == []


def test_the_keys_of_home_the_clients_and_the_summaries_are_told(model: Model, theme: Theme, show: Show) -> None:
    told = {each.accessibleName() for each in show(KeysPage(model, theme)).findChildren(QWidget)}
    assert {
        "New session: N", "Clients: C", "Settings: S", "About: A", "New client: Ctrl+N", "Edit the client: Ctrl+E",
        "Save the client: Ctrl+Enter", "Save as PDF: Ctrl+S", "Print: Ctrl+P", "Back: Esc", "Write a note: N",
    } <= told  # fmt: skip


def test_about_says_what_it_is_for(model: Model, theme: Theme, show: Show) -> None:
    texts = "\n".join(each.text() for each in show(AboutPage(model, theme)).findChildren(QLabel))
    for wanted in ("0.1.0", WORDS.say("command", "intended-use"), "Apache-2.0", "LGPL", "OFL", "LICENSE"):
        assert wanted in texts


def pages(model: Model, theme: Theme) -> Iterator[QWidget]:
    """Each page, and each step of the first start, as it looks when it is full."""
    first = FirstStart(model, theme)
    first.names.clinic.trouble.set_text("A name is needed.")
    first.passphrase.again.trouble.set_text(WORDS.say("command", "not-the-same"))
    first.code.show_code("ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567")
    first.adoption.show_offer(Offer(protocol(), protocol()), "Dr A. Osei")
    for at in range(-1, 4):
        first._go(at)
        yield first
    first._go(2)
    first.code.check()
    first.code.check()
    yield first
    yield SignIn(model, theme)
    people = PersonChoice(model, theme)
    people.show_people([*PEOPLE, Operator("k", "Konstantinos Papadopoulos-Wetherby of the Old Mill", RIGHTS)])
    yield people
    yield SettingsPage(model, theme, Settings("light", 2.0), BackupScheduler(model))
    yield AboutPage(model, theme)
    yield KeysPage(model, theme)


def nameless(page: QWidget) -> list[str]:
    controls = [each for each in page.findChildren(QWidget) if isinstance(each, QAbstractButton | QLineEdit)]
    assert controls
    return [repr(each) for each in controls if each.isVisibleTo(page) and not each.accessibleName()]


def cropped(page: QWidget) -> list[str]:
    """Texts that have less room than they need, or stand beyond what holds them."""
    found = []
    for each in page.findChildren(QWidget):
        if not each.isVisible() or isinstance(each, ElidedLabel) or not isinstance(each, QLabel | QPushButton):
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            small = each.heightForWidth(each.width()) > each.height()
        else:
            small = each.sizeHint().width() > each.width() or each.fontMetrics().height() > each.height()
        holder = each.parentWidget()
        assert holder is not None
        if small or not holder.rect().contains(each.geometry()):
            found.append(f"{each.text() if isinstance(each, QLabel) else each.accessibleName()} {each.geometry()}")
    areas = [each for each in page.findChildren(QScrollArea) if each.isVisible()]
    wide = [each.widget() for each in areas if (inner := each.widget()) and inner.width() > each.viewport().width()]
    return found + [f"{each} is wider than its card" for each in wide]


def has_room(page: QWidget) -> None:
    """For waiting; says what is cropped when the wait is over."""
    assert cropped(page) == []


def small(page: QWidget) -> list[str]:
    every = [each for each in page.findChildren(QWidget) if isinstance(each, QAbstractButton | QLineEdit)]
    return [each.accessibleName() for each in every if each.isVisible() and each.height() < 48]


@pytest.mark.parametrize(("wide", "high", "scale"), [(1920, 1080, 2.0), (1280, 800, 1.5), (1280, 800, 1.0)])
def test_the_whole_pad_is_in_sight_in_large_text(
    qtbot: QtBot, model: Model, theme: Theme, wide: int, high: int, scale: float
) -> None:
    """A pad whose last row is below the fold has no 0 and no Done."""
    theme.set("light", scale)
    page = PinPage(model, theme)
    qtbot.addWidget(page)
    theme.dress(page)
    page.choose_for(PEOPLE[0])
    page.resize(wide, high)
    page.show()
    page.trouble.set_text(WORDS.say("lock", "pin-differs"))
    page.secret.refuse(WORDS.say("lock", "secret-needed"))
    qtbot.waitUntil(partial(has_room, page))
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    assert (bar.maximum(), bar.isVisible()) == (0, False)
    theme.set("light", 1.0)


@pytest.mark.parametrize(
    ("wide", "high", "scale"),
    [
        (1280, 800, 1.5),
        pytest.param(1920, 1080, 2.0, marks=pytest.mark.soak),
        pytest.param(1280, 800, 1.0, marks=pytest.mark.soak),
    ],
)
def test_everything_has_its_name_and_its_room(
    qtbot: QtBot, model: Model, theme: Theme, wide: int, high: int, scale: float
) -> None:
    theme.set("light", scale)
    for page in pages(model, theme):
        qtbot.addWidget(page)
        theme.dress(page)
        page.resize(wide, high)
        page.show()
        qtbot.waitUntil(partial(has_room, page))
        assert nameless(page) == []
        assert small(page) == []
        page.hide()
    theme.set("light", 1.0)
