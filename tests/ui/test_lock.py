"""The lock, by keys and clicks: what is hidden, what anybody may do, who comes back and where."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from console.core.events import (
    UNKNOWN,
    Acknowledged,
    CreamOff,
    CreamOn,
    DeviceChosen,
    HandedOver,
    Paused,
    PersonSwitched,
    PlannedZone,
    PlanSet,
    ScreeningAnswered,
)
from console.core.people import RIGHTS, Operator
from console.core.plan import next_action
from console.core.state import SessionState
from console.ui.pages.clients import Clients
from console.ui.pages.home import Home
from console.ui.pages.locked import Locked
from console.ui.pages.pin import PinPage
from console.ui.pages.session import SessionPage
from console.ui.pages.settings import SettingsPage
from console.ui.pages.summary import SummaryPage
from console.ui.settings import Settings
from tests.screens.booth import Booth
from tests.screens.walk import MAYA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SPACE, ENTER, DOWN, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape


class Hands(Booth):
    """Two practitioners and a manager, whose passphrases were given; Osei is signed in."""

    presses = 0

    def open(self) -> None:
        self.show((1280, 800))
        self.people("B. Lind")
        self.lind = self.store.people()[1]
        self.desk = self.clinic.add_person(Operator("", "C. Desk", ("print",)))
        for person in (self.osei, self.lind, self.desk):
            self.store.passphrases[f"words of {person.name}"] = person.id
            self.store.admitted.add(person.id)
        self.store.pins.keep(self.osei.id, "2580")
        self.store.pins.keep(self.lind.id, "1379")
        self.console.begin(self.store)
        self.settle()
        page = self.window.page
        page.findChildren(QAbstractButton)  # type: ignore[union-attr]
        self.press("A. Osei")
        self.presses = 0

    def begin(self) -> SessionState:
        self.model.begin(self.clinic.add_client(MAYA), "Couch 1")
        self.settle()
        return self.state

    def cream(self) -> None:
        """A session with cream on the skin."""
        self.begin()
        now_t = self.model.now_t
        self.follow(lambda state: next_action(state, now_t()).code == "choose-device")
        protocol = self.state.protocol
        self.act(DeviceChosen(protocol.devices[0].id), PlanSet("by hand", (PlannedZone("nose"), PlannedZone("chin"))))
        self.follow(lambda state: state.kind == "numbing")
        self.act(CreamOn(protocol.agents[0].id))

    def key(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            self.presses += 1
            target = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)
            self.settle()
            self.room.clock.advance(200)

    def press(self, name: str) -> None:
        self.presses += 1
        self.room.clock.advance(200)
        super().press(name)

    @property
    def locked(self) -> Locked:
        page = self.window.page
        assert isinstance(page, Locked), page
        return page

    @property
    def last(self) -> object:
        return self.model.open_sessions[-1].history[-1]

    def texts(self) -> list[str]:
        """All that can be seen in the window."""
        seen = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        shown = [each.text() for each in seen if isinstance(each, QLabel | QAbstractButton | QLineEdit)]
        return [*shown, *(each.accessibleName() for each in seen), *(each.toolTip() for each in seen)]


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    made = Hands(qapp, tmp_path, MAYA, Settings("light"))
    made.open()
    yield made
    made.close()


def read_aloud(top: QWidget) -> list[str]:
    """Names, values and descriptions of everything that a screen reader finds in the window."""
    found: list[str] = []

    def walk(one: QAccessibleInterface | None, depth: int = 0) -> None:
        if one is None or not one.isValid() or depth > 60:
            return
        found.extend(
            one.text(each) for each in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        )
        for at in range(one.childCount()):
            walk(one.child(at), depth + 1)

    walk(QAccessible.queryAccessibleInterface(top))
    return found


def test_what_is_of_the_client_is_neither_seen_nor_read_aloud(hands: Hands) -> None:
    hands.cream()
    assert any("Maya" in text for text in read_aloud(hands.window)), "the walk finds what is there"
    assert any("penicillin" in text for text in hands.texts())
    title = hands.window.windowTitle()
    hands.key("l")
    assert hands.window.page is hands.locked
    for text in (*read_aloud(hands.window), *hands.texts()):
        assert not [each for each in ("Maya", "Lindqvist", "penicillin", "1992") if each in text], text
    assert hands.window.windowTitle() == title
    assert any("Couch 1" in text for text in read_aloud(hands.window))


@pytest.mark.parametrize("name", ["home", "clients", "settings", "keys", "about", "summary"])
def test_every_page_goes_away_and_comes_back(hands: Hands, name: str) -> None:
    session = hands.begin().id
    hands.console.home()
    hands.settle()
    if name == "summary":
        hands.console.summary(session)
    elif name != "home":
        hands.console.show_page(name)
    if name == "clients":
        hands.console.clients()
        hands.settle()
        hands.one(Clients).search.setText("Maya")
    hands.settle()
    page = hands.window.page
    hands.console.lock.lock()
    hands.settle()
    assert hands.locked.isVisible()
    assert not [text for text in read_aloud(hands.window) if "Maya" in text or "Lindqvist" in text]
    if isinstance(page, SummaryPage):
        assert page.summary is None
    hands.key(*"2580")
    assert hands.window.page is page
    if isinstance(page, Clients):
        assert page.search.text() == ""
    if isinstance(page, SummaryPage):
        assert page.summary is not None


def test_keys_of_the_pages_below_do_nothing(hands: Hands) -> None:
    state = hands.begin()
    hands.key("p")
    assert not hands.page.choices.isHidden()
    hands.console.lock.lock()
    hands.settle()
    assert hands.page.choices.isHidden()
    before = hands.store.log[:]
    hands.key(SPACE, Qt.Key.Key_PageDown, "z", "r", "m", "n", "t", "d", "v", "+", ESCAPE, "x", "q")
    assert hands.store.log == before
    assert hands.locked.choices.isHidden()
    hands.key("2", "5", "8", "0")
    assert hands.window.page is hands.page
    assert hands.state == state


def test_a_late_answer_of_the_engine_shows_no_page_over_the_lock(hands: Hands) -> None:
    state = hands.begin()
    hands.console.home()
    hands.settle()
    hands.model.go_on(state.id)
    hands.console.lock.lock()
    hands.settle()
    assert hands.locked.isVisible()
    hands.console.show_page("home")
    assert hands.locked.isVisible()


def test_cream_comes_off_with_one_press_and_is_asked_for_after(hands: Hands) -> None:
    hands.cream()
    hands.pass_min(40)
    hands.key("l")
    hands.presses = 0
    hands.press("Cream off, Couch 1")
    assert hands.presses == 1
    event = hands.model.open_sessions[0].history[-1]
    assert isinstance(event.body, CreamOff)
    assert event.actor == UNKNOWN
    hands.key(*"2580")
    assert hands.window.page is hands.page
    assert "Who took the cream off" in hands.page.choices.accessibleName()
    hands.press("B. Lind")
    assert hands.state.named == {event.id: hands.lind}
    assert hands.page.choices.isHidden()
    assert hands.state.history[-2].actor == UNKNOWN


def test_each_deed_is_asked_for_once_and_again_at_sign_off(hands: Hands) -> None:
    hands.cream()
    hands.pass_min(40)
    hands.key("l")
    hands.press("Acknowledge, Couch 1")
    hands.press("Stop work, Couch 1")
    hands.press("Cream off, Couch 1")
    bodies = [type(event.body) for event in hands.model.open_sessions[0].history[-3:]]
    assert bodies == [Acknowledged, Paused, CreamOff]
    hands.key(*"2580")
    titles = []
    for _ in range(3):
        titles.append(hands.page.choices.accessibleName().split(" at ")[0])
        hands.press("Later")
    assert titles == ["Who acknowledged the alarm", "Who stopped work", "Who took the cream off"]
    assert hands.page.choices.isHidden()
    hands.key("l", *"2580")
    assert hands.page.choices.isHidden(), "once each"
    assert len(hands.state.unnamed) == 3


def test_early_cream_asks_for_the_reason_and_for_nothing_else(hands: Hands) -> None:
    hands.cream()
    hands.key("l")
    hands.press("Cream off, Couch 1")
    assert not hands.locked.choices.isHidden()
    hands.locked.choices.press(0)
    hands.settle()
    assert not hands.model.open_sessions[0].on
    assert hands.model.open_sessions[0].deviations[-1].reason


def test_the_clocks_go_on_and_the_pedal_waits(hands: Hands) -> None:
    hands.cream()
    hands.key("l")

    def figures() -> list[str]:
        return [each.text() for each in hands.locked.findChildren(QLabel) if each.property("lettering") == "far"]

    before = figures()
    hands.pass_min(1)
    assert len(before) >= 2
    assert all(one != other for one, other in zip(before, figures(), strict=True))


def test_time_without_a_touch_locks_by_the_boot_clock(hands: Hands) -> None:
    hands.begin()
    hands.room.clock.jump_wall(24 * 3_600_000)
    hands.tick()
    assert hands.window.page is hands.page, "a wall clock that is set locks nothing"
    hands.room.clock.advance(4 * 60_000 - 1)
    handle = hands.window.windowHandle()
    QTest.mouseMove(handle, hands.window.rect().center())
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    hands.tick()
    assert hands.window.page is hands.page
    hands.room.clock.advance(4 * 60_000)
    hands.tick()
    assert hands.locked.isVisible()


def test_the_first_touch_after_sleep_finds_it_locked_and_does_nothing(hands: Hands) -> None:
    hands.begin()
    hands.tick()
    before = hands.store.log[:]
    hands.room.clock.advance(2 * 3_600_000)
    QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_P)
    hands.settle()
    assert hands.locked.isVisible()
    assert hands.store.log == before


def test_minutes_are_set(hands: Hands) -> None:
    hands.console.show_page("settings")
    hands.one(SettingsPage).options["lock_min"].buttons[1].click()
    hands.settle()
    hands.room.clock.advance(60_000)
    hands.tick()
    assert hands.locked.isVisible()


def test_switching_takes_six_presses_and_is_written_down(hands: Hands) -> None:
    hands.presses = 0
    hands.key("l", DOWN, *"1379")
    assert hands.presses == 6
    assert hands.model.operator == hands.lind
    assert isinstance(hands.window.page, Home)
    event = hands.store.log[-1]
    assert (event.body, event.actor) == (PersonSwitched(hands.osei.id, hands.lind.id), hands.lind.id)
    hands.presses = 0
    hands.press("Lock the screen")
    hands.press("A. Osei")
    for digit in "2580":
        hands.press(digit)
    assert hands.presses == 6
    assert hands.model.operator == hands.osei


def test_another_person_goes_on_only_by_their_own_press(hands: Hands) -> None:
    hands.begin()
    hands.key("l", DOWN, *"1379")
    assert hands.window.page is hands.page
    assert hands.page.choices.accessibleName().startswith("Go on with this session?")
    assert hands.state.operator == hands.osei
    hands.key("1")
    assert isinstance(hands.state.history[-1].body, HandedOver)
    assert hands.state.operator == hands.lind
    hands.act(ScreeningAnswered({"keloid": "no"}))
    assert hands.state.history[-1].actor == hands.lind.id


@pytest.mark.parametrize("way", [ESCAPE, "2"])
def test_who_does_not_go_on_is_led_home(hands: Hands, way: Qt.Key | str) -> None:
    state = hands.begin()
    hands.key("l", DOWN, *"1379")
    hands.key(way)
    assert isinstance(hands.window.page, Home)
    assert hands.model.open_sessions[0].history == state.history
    hands.model.go_on(state.id)
    hands.settle()
    assert hands.page.choices.accessibleName().startswith("Go on with this session?")


def test_who_may_not_treat_is_told_so(hands: Hands) -> None:
    hands.begin()
    hands.key("l")
    hands.locked.unlocking.choose(hands.desk)
    hands.settle()
    QTest.keyClicks(hands.locked.unlocking.secret.edit, "words of C. Desk")
    hands.press("Unlock")
    assert "may not treat" in hands.page.choices.accessibleName()
    hands.key("1")
    assert isinstance(hands.window.page, Home)


def test_a_wrong_pin_waits_and_the_fifth_asks_for_the_passphrase(hands: Hands) -> None:
    hands.key("l")
    for wait_ms in (1_000, 2_000, 4_000, 8_000):
        hands.key(*"1111")
        assert hands.locked.unlocking.trouble.isVisible()
        hands.key(*"2580")
        assert hands.locked.isVisible(), "not before its time"
        hands.room.clock.advance(wait_ms)
        hands.tick()
    hands.key(*"1111")
    hands.room.clock.advance(60_000)
    assert hands.locked.unlocking.secret.isVisible()
    assert not hands.locked.unlocking.pad.isVisible()
    hands.key("words of A. Osei", ENTER)
    assert isinstance(hands.window.page, Home)


def test_whoever_has_not_given_a_passphrase_is_asked_for_it(hands: Hands) -> None:
    hands.store.admitted.discard(hands.lind.id)
    hands.key("l", DOWN)
    assert not hands.locked.unlocking.pad.isVisible()
    hands.key("1379", ENTER)
    assert hands.locked.isVisible()
    hands.locked.unlocking.secret.edit.setText("words of B. Lind")
    hands.key(ENTER)
    assert hands.model.operator == hands.lind
    hands.key("l", *"1379")
    assert isinstance(hands.window.page, Home)


def test_one_chooses_a_pin(hands: Hands) -> None:
    hands.console.show_page("settings")
    hands.press("Your PIN")
    page = hands.one(PinPage)
    hands.key(*"12", ENTER, *"12", ENTER)
    assert "4 to 8 digits" in page.trouble.text()
    hands.key(*"123456", ENTER, *"123457", ENTER)
    assert "not the same" in page.trouble.text()
    hands.key(*"123456", ENTER, *"123456", ENTER)
    assert hands.store.pins.known[hands.osei.id] == ("123456", 0)
    hands.key(ESCAPE, "l", *"123456")
    assert isinstance(hands.window.page, SettingsPage)


def test_everybody_is_signed_out_at_the_end_of_the_day(hands: Hands) -> None:
    hands.founded = True
    hands.begin()
    hands.console.home()
    hands.settle()
    hands.press("Sign everybody out")
    assert "A session is open" in hands.one(Home).choices.accessibleName()
    hands.one(Home).choices.close_sheet()
    hands.store.views.clear()
    hands.model.open_sessions = ()
    hands.press("Sign everybody out")
    hands.one(Home).choices.press(1)
    hands.settle()
    assert hands.store.closed
    assert hands.model.operator is None
    assert type(hands.window.page).__name__ == "SignIn"
    assert not [text for text in read_aloud(hands.window) if "Maya" in text]
    hands.key("l")
    assert type(hands.window.page).__name__ == "SignIn", "nothing to lock"


def test_the_systems_lock_is_ours_too(hands: Hands) -> None:
    hands.console.lock._system.locked.emit()
    hands.settle()
    assert hands.locked.isVisible()


class Seen(QObject):
    """What was shown as a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.windows: list[QWidget] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


def test_nothing_flashes_up(qapp: QApplication, hands: Hands) -> None:
    seen = Seen(qapp)
    hands.cream()
    hands.key("l", *"2580")
    hands.console.show_page("settings")
    qapp.removeEventFilter(seen)
    assert seen.windows == []
    assert hands.osei.rights == RIGHTS
    assert isinstance(hands.page, SessionPage)
