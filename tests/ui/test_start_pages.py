"""The pages around a session: the first start, signing in, settings, keys, About."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import Store, StoreError, StoreKind
from console.core.clock import SystemClock
from console.core.events import ClinicOpened
from console.core.people import RIGHTS, Operator
from console.core.protocol_check import numbers
from console.core.record import Record
from console.core.words import Words
from console.ui.keys import KEYS
from console.ui.look import Look
from console.ui.model import Model
from console.ui.pages.about import AboutPage
from console.ui.pages.first import FirstStart
from console.ui.pages.firststeps import plain
from console.ui.pages.keys import KeysPage
from console.ui.pages.people import People
from console.ui.pages.settings import SettingsPage
from console.ui.pages.signin import SignIn
from console.ui.parts import Paper, Parts
from console.ui.readings import readings
from console.ui.settings import Settings, load, save
from console.ui.widgets.basics import Elided
from db.keys import LIGHT_COST
from db.store import Store as Encrypted
from resources import table
from tests.bench.stage import protocol

WORDS = Words(table("i18n", "en.toml") | table("i18n", "window.en.toml") | table("i18n", "start.en.toml"))
SECRET = "four plain words"
Show = Callable[[QWidget], QWidget]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def parts(folder: Path) -> Parts:
    def create(where: Path, kind: StoreKind, passphrase: str) -> tuple[Store, str]:
        assert kind == "clinic"
        return Encrypted.create(where, "rehearsal", passphrase, LIGHT_COST)

    def paper(record: Record, size: Paper) -> bytes:
        raise AssertionError

    def example() -> Store:
        raise AssertionError

    return Parts(
        words=WORDS,
        clock=SystemClock(),
        random=system_random,
        folder=folder / "clinic",
        settings=folder / "settings.json",
        open_store=Encrypted.open,
        create_store=create,
        is_store=lambda where: (where / "keys.json").exists(),
        protocol=protocol,
        summary=paper,
        zone_name=lambda: "Europe/Berlin",
        example=example,
    )


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> Look:
    made = Look(qapp, "light", 1.0)
    made.load_scripts()
    return made


@pytest.fixture
def model(qapp: QApplication, tmp_path: Path) -> Iterator[Model]:
    made = Model(parts(tmp_path))
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, look: Look) -> Iterator[Show]:
    shown: list[QWidget] = []

    def put(page: QWidget) -> QWidget:
        qtbot.addWidget(page)
        shown.append(page)
        page.resize(1280, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield put
    for page in shown:
        page.hide()
    look.set("light", 1.0)


@pytest.fixture
def first(model: Model, look: Look, show: Show) -> Iterator[FirstStart]:
    page = FirstStart(model, look)
    show(page)
    yield page
    page.hide()
    model.close()
    page.leave()


def say(code: str, **facts: object) -> str:
    return WORDS.say("start", code, **facts)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def brought(signal: Any) -> Any:
    """The one thing that the signal carried."""
    return signal.args[0]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def write(text: str) -> None:
    field = focused()
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, text)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def at_code(qtbot: QtBot, first: FirstStart) -> None:
    """Up to the recovery code, by keys."""
    press(Qt.Key.Key_1)
    write("Skin & Co")
    press(Qt.Key.Key_Tab)
    write("Dr A. Osei")
    press(Qt.Key.Key_Return)
    write(SECRET)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    write(SECRET)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)


def at_adoption(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    press(Qt.Key.Key_Return)
    write(first.founding.code.replace("-", " ").lower())
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.adoption.isVisible)


def is_founded(store: Store) -> None:
    opened = [event.body for event in store.events("") if isinstance(event.body, ClinicOpened)]
    adopted = store.adopted()
    assert [body.name for body in opened] == ["Skin & Co"]
    assert [(each.name, each.rights) for each in store.people()] == [("Dr A. Osei", RIGHTS)]
    assert adopted is not None
    assert (adopted.by, adopted.digest) == ("Dr A. Osei", protocol().digest)
    assert len({event.actor for event in store.events("")[1:]}) == 1


def test_a_clinic_is_set_up_by_keys_alone(qtbot: QtBot, first: FirstStart, model: Model) -> None:
    at_adoption(qtbot, first)
    press(Qt.Key.Key_Return)
    assert first.adoption.trouble.isVisible()
    press(Qt.Key.Key_Space)
    assert first.foot.primary.text() == "Adopt as Dr A. Osei"
    with qtbot.waitSignal(first.done) as done:
        press(Qt.Key.Key_Return)
    store = brought(done)
    is_founded(store)
    store.close()


def test_a_clinic_is_set_up_by_mouse_alone(qtbot: QtBot, first: FirstStart) -> None:
    click(first._set_up)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    click(first.foot.primary)
    first.passphrase.first.edit.setText(SECRET)
    first.passphrase.again.edit.setText(SECRET)
    click(first.foot.primary)
    qtbot.waitUntil(first.code.isVisible)
    click(first.foot.primary)
    first.code.typed.edit.setText(first.founding.code)
    click(first.foot.primary)
    qtbot.waitUntil(first.adoption.isVisible)
    click(first.adoption.tick)
    with qtbot.waitSignal(first.done) as done:
        click(first.foot.primary)
    store = brought(done)
    is_founded(store)
    store.close()


def test_the_example_is_one_press(qtbot: QtBot, first: FirstStart) -> None:
    with qtbot.waitSignal(first.example):
        click(first._try)
    with qtbot.waitSignal(first.example):
        press(Qt.Key.Key_2)
    first._set_up.setFocus()
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(first.example):
        press(Qt.Key.Key_Return)


def test_names_are_needed(qtbot: QtBot, first: FirstStart) -> None:
    press(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert first.names.isVisible()
    assert first.names.clinic.trouble.text() == "⚠ A name is needed."
    assert first.names.person.trouble.isVisible()
    write("Skin & Co")
    assert not first.names.clinic.trouble.isVisible()


@pytest.mark.parametrize(("one", "two", "told"), [("short words", "short words", 0), (SECRET, "four plain word", 1)])
def test_a_passphrase_that_does_not_do(qtbot: QtBot, first: FirstStart, one: str, two: str, told: int) -> None:
    click(first._set_up)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    press(Qt.Key.Key_Return)
    fields = (first.passphrase.first, first.passphrase.again)
    for field, text in zip(fields, (one, two), strict=True):
        field.edit.setText(text)
    press(Qt.Key.Key_Return)
    assert fields[told].trouble.isVisible()
    assert fields[told].edit.hasFocus()
    assert not fields[1 - told].trouble.isVisible()
    assert not first._model.parts.folder.exists()


def test_another_code_than_the_one_shown_is_not_taken(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    press(Qt.Key.Key_Return)
    assert not any(chip.isVisible() for chip in first.code.findChildren(QLabel) if chip.text() in first.founding.code)
    write(first.founding.code[:-1] + ("0" if first.founding.code[-1] != "0" else "1"))
    press(Qt.Key.Key_Return)
    assert first.code.typed.trouble.text() == f"⚠ {say('code-differs')}"
    assert first.code.typed.edit.hasFocus()
    assert not first.founding.confirmed


def test_a_code_is_read_as_the_key_file_reads_it() -> None:
    assert plain(" abcde-o1i0l ") == plain("ABCDE01101")


def test_going_back_loses_nothing(qtbot: QtBot, first: FirstStart) -> None:
    at_adoption(qtbot, first)
    code = first.founding.code
    for page in (first.code, first.code, first.passphrase, first.names):
        click(first.foot.back)
        assert page.isVisible()
    assert (first.names.names().clinic, first.passphrase.again.text) == ("Skin & Co", SECRET)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)
    assert first.founding.code == code


def test_another_passphrase_makes_another_code(qtbot: QtBot, first: FirstStart) -> None:
    at_code(qtbot, first)
    code = first.founding.code
    click(first.foot.back)
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText("four other words")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.code.isVisible)
    assert first.founding.code != code
    first.founding.confirmed = True
    first.leave()
    with pytest.raises(StoreError, match="wrong-secret"):
        Encrypted.open(first._model.parts.folder, SECRET)


def test_a_folder_that_is_taken_is_said_on_the_step(qtbot: QtBot, first: FirstStart) -> None:
    folder = first._model.parts.folder
    folder.mkdir()
    (folder / "letter.txt").touch()
    press(Qt.Key.Key_1)
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    press(Qt.Key.Key_Return)
    for field in (first.passphrase.first, first.passphrase.again):
        field.edit.setText(SECRET)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(first.passphrase.trouble.isVisible)
    assert "letter.txt" in first.passphrase.trouble.text()
    assert (folder / "letter.txt").exists()


def test_a_store_whose_code_nobody_wrote_down_is_taken_away(qtbot: QtBot, first: FirstStart, model: Model) -> None:
    at_code(qtbot, first)
    folder = model.parts.folder
    assert folder.exists()
    first.hide()
    model.close()
    first.leave()
    assert not folder.exists()


@pytest.mark.parametrize("named", [True, False])
def test_a_set_up_that_was_cut_off_goes_on_with_the_numbers(
    qtbot: QtBot, model: Model, look: Look, show: Show, named: bool
) -> None:
    store, _ = model.parts.create_store(model.parts.folder, "clinic", SECRET)
    page = FirstStart(model, look)
    show(page)
    if named:
        clinic = Clinic(store, model.parts.clock, system_random)
        clinic.open("Skin & Co")
        clinic.add_person(Operator("", "Dr A. Osei", RIGHTS))
    page.adopt_only(store, "")
    if not named:
        qtbot.waitUntil(page.names.isVisible)
        write("Skin & Co")
        press(Qt.Key.Key_Tab)
        write("Dr A. Osei")
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.adoption.isVisible() and page.adoption.name == "Dr A. Osei")
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(page.done):
        press(Qt.Key.Key_Return)
    is_founded(store)
    store.close()


def test_every_number_is_read_with_its_source() -> None:
    shown, given = list(readings(WORDS, protocol())), list(numbers(protocol()))
    ranges = [zone for zone in protocol().zones if zone.suggest_mm]
    assert len(shown) == len(given) + len(ranges) > 80
    assert [each.source for each in shown if each.value and not each.source] == []
    assert not [each for each in shown if "_" in each.name]
    assert {WORDS.has("start", each.section) for each in shown} == {True}
    assert {WORDS.has("start", f"grade-{each.grade}") for each in shown if each.grade} == {True}


@pytest.fixture
def clinic(model: Model) -> str:
    """A store that stands, closed; gives its recovery code."""
    store, code = model.parts.create_store(model.parts.folder, "clinic", SECRET)
    store.close()
    return code


@pytest.mark.parametrize("by", ["passphrase", "recovery code"])
def test_both_secrets_open_the_clinic(qtbot: QtBot, model: Model, look: Look, show: Show, clinic: str, by: str) -> None:
    page = SignIn(model, look)
    show(page)
    write(SECRET if by == "passphrase" else clinic.lower())
    with qtbot.waitSignal(page.opened) as opened:
        press(Qt.Key.Key_Return)
    assert page.secret.text == ""
    store = brought(opened)
    store.close()


def test_a_wrong_secret_is_said_and_chosen(qtbot: QtBot, model: Model, look: Look, show: Show, clinic: str) -> None:
    page = SignIn(model, look)
    show(page)
    write("five plain words")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.secret.trouble.isVisible)
    assert page.secret.trouble.text() == f"⚠ {WORDS.say('store', 'wrong-secret')}"
    assert page.secret.edit.hasFocus()
    assert page.secret.edit.selectedText() != ""
    write(SECRET)
    with qtbot.waitSignal(page.opened) as opened:
        click(page.foot.primary)
    store = brought(opened)
    store.close()


def test_a_secret_is_hidden_until_it_is_asked_for(qtbot: QtBot, model: Model, look: Look, show: Show) -> None:
    page = SignIn(model, look)
    show(page)
    assert page.secret.edit.echoMode() == QLineEdit.EchoMode.Password
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert page.secret.edit.echoMode() == QLineEdit.EchoMode.Normal
    press(Qt.Key.Key_Space)
    assert page.secret.edit.echoMode() == QLineEdit.EchoMode.Password


PEOPLE = [
    Operator("a", "Dr A. Osei", RIGHTS),
    Operator("m", "M. Manager", ("print",)),
    Operator("b", "B. Öberg", RIGHTS),
]


@pytest.mark.parametrize(
    "keys", [[Qt.Key.Key_2], [Qt.Key.Key_Tab, Qt.Key.Key_Return], [Qt.Key.Key_Tab, Qt.Key.Key_Space]]
)
def test_who_treats_is_one_press(qtbot: QtBot, model: Model, look: Look, show: Show, keys: list[Qt.Key]) -> None:
    page = People(model, look)
    page.show_people(PEOPLE)
    show(page)
    with qtbot.waitSignal(page.chosen) as chosen:
        press(*keys)
    assert chosen.args == [PEOPLE[2]]


@pytest.mark.parametrize(
    "kept", [b"", b"{", b"\xff\xfe", b"[]", b'{"scale": 9}', b'{"scale": 1.1}', b'{"theme": "pink"}']
)
def test_damaged_settings_are_the_defaults(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "settings").write_bytes(kept)
    assert load(tmp_path / "settings") == Settings()


def test_settings_are_kept_whole(tmp_path: Path) -> None:
    there, wanted = tmp_path / "new" / "settings", Settings("dark", 1.75, False, "letter", False)
    save(there, wanted)
    assert load(there) == wanted
    assert [file.name for file in there.parent.iterdir()] == ["settings"]
    assert json.loads(there.read_text(encoding="utf-8"))["theme"] == "dark"
    assert load(tmp_path / "none") == Settings()


def test_each_change_counts_at_once(qtbot: QtBot, model: Model, look: Look, show: Show) -> None:
    page = SettingsPage(model, look, Settings("light"))
    show(page)
    for name, value in (("theme", "dark"), ("scale", 1.5), ("sounds", False), ("paper", "letter"), ("motion", False)):
        with qtbot.waitSignal(page.changed) as changed:
            click(page.options[name].buttons[value])
        settings = brought(changed)
        assert getattr(settings, name) == value
        assert page.options[name].buttons[value].text().startswith("✓")
    assert (look.resolved, look.scale, look.motion) == ("dark", 1.5, False)
    look.motion = True
    with qtbot.waitSignal(page.sound):
        click(page.test)
    with qtbot.waitSignal(page.closed):
        press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("kind", [KeysPage, AboutPage])
@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_what_is_only_read_closes(
    qtbot: QtBot, model: Model, look: Look, show: Show, kind: type[KeysPage] | type[AboutPage], key: Qt.Key
) -> None:
    page = kind(model, look)
    show(page)
    with qtbot.waitSignal(page.closed):
        press(key)


def test_every_key_has_its_name() -> None:
    missing = [name for name in KEYS if not name.startswith("digit-") and not WORDS.has("start", f"key-{name}")]
    assert missing == []


def test_about_says_what_it_is_for(model: Model, look: Look, show: Show) -> None:
    texts = "\n".join(each.text() for each in show(AboutPage(model, look)).findChildren(QLabel))
    for wanted in ("0.1.0", WORDS.say("command", "intended-use"), "Apache-2.0", "LGPL", "OFL", "LICENSE"):
        assert wanted in texts


def pages(model: Model, look: Look) -> Iterator[QWidget]:
    """Each page, and each step of the first start, as it looks when it is full."""
    first = FirstStart(model, look)
    first.names.clinic.trouble.say("A name is needed.")
    first.passphrase.again.trouble.say(WORDS.say("command", "not-the-same"))
    first.code.show_code("ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567")
    first.adoption.show_protocol(protocol(), "Dr A. Osei")
    for at in range(-1, 4):
        first._go(at)
        yield first
    first._go(2)
    first.code.check()
    first.code.check()
    yield first
    yield SignIn(model, look)
    people = People(model, look)
    people.show_people([*PEOPLE, Operator("k", "Konstantinos Papadopoulos-Wetherby of the Old Mill", RIGHTS)])
    yield people
    yield SettingsPage(model, look, Settings("light", 2.0))
    yield AboutPage(model, look)
    yield KeysPage(model, look)


def nameless(page: QWidget) -> list[str]:
    controls = [each for each in page.findChildren(QWidget) if isinstance(each, QAbstractButton | QLineEdit)]
    assert controls
    return [repr(each) for each in controls if each.isVisibleTo(page) and not each.accessibleName()]


def cropped(page: QWidget) -> list[str]:
    """Texts that have less room than they need, or stand beyond what holds them."""
    found = []
    for each in page.findChildren(QWidget):
        if not each.isVisible() or isinstance(each, Elided) or not isinstance(each, QLabel | QPushButton):
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            small = each.heightForWidth(each.width()) > each.height()
        else:
            small = each.sizeHint().width() > each.width() or each.minimumSizeHint().height() > each.height()
        holder = each.parentWidget()
        assert holder is not None
        if small or not holder.rect().contains(each.geometry()):
            found.append(f"{each.text() if isinstance(each, QLabel) else each.accessibleName()} {each.geometry()}")
    areas = [each for each in page.findChildren(QScrollArea) if each.isVisible()]
    wide = [each.widget() for each in areas if (inner := each.widget()) and inner.width() > each.viewport().width()]
    return found + [f"{each} is wider than its card" for each in wide]


def small(page: QWidget) -> list[str]:
    every = [each for each in page.findChildren(QWidget) if isinstance(each, QAbstractButton | QLineEdit)]
    return [each.accessibleName() for each in every if each.isVisible() and each.height() < 48]


@pytest.mark.parametrize(("wide", "high", "scale"), [(1920, 1080, 2.0), (1280, 800, 1.5), (1280, 800, 1.0)])
def test_everything_has_its_name_and_its_room(
    qtbot: QtBot, model: Model, look: Look, show: Show, wide: int, high: int, scale: float
) -> None:
    look.set("light", scale)
    for page in pages(model, look):
        show(page)
        page.resize(wide, high)
        qtbot.waitUntil(lambda page=page: cropped(page) == [])  # type: ignore[misc]
        assert nameless(page) == []
        assert small(page) == []
        page.hide()
