"""The danger card away from the run screen: over Home and any page, and on the locked screen."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from console.app.emergency_number import set_emergency_number
from console.core.events import UNKNOWN, CreamOff, Noted, OpenedByMistake, Sealed, SignedOff, StoppedEarly
from console.core.people import Profile
from console.ui.danger.danger_page import DangerPage
from console.ui.danger.danger_panel import DangerPanel
from console.ui.home.home_page import HomePage
from console.ui.shell import routes
from tests.support.lock_rooms import DOWN, ESCAPE, SPACE, Hands, read_aloud

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

F8 = Qt.Key.Key_F8


def with_number(hands: Hands) -> None:
    set_emergency_number(hands.store, hands.room.clock, hands.room.random, hands.osei, "144")


def test_it_opens_over_home_and_any_page_and_leads_back_and_records_nothing(hands: Hands) -> None:
    with_number(hands)
    before = hands.store.log[:]
    ways: list[Callable[[], object]] = [hands.console.home, lambda: hands.console.go(routes.STOCK)]
    for go in ways:
        go()
        below = hands.window.page
        hands.settle()
        hands.key(F8)
        assert isinstance(hands.window.page, DangerPage)
        assert {"144", "Call"} <= set(hands.texts())
        assert any("Numb mouth" in text for text in hands.texts())
        hands.key(F8, ESCAPE)
        assert hands.window.page is below
    hands.console.home()
    hands.press("Danger")
    hands.press("Methaemoglobin")
    assert any("Blue or grey lips" in text for text in hands.texts())
    hands.press("Back")
    assert isinstance(hands.window.page, HomePage)
    assert hands.store.log == before


def test_it_opens_on_the_locked_screen_and_names_no_client(hands: Hands) -> None:
    with_number(hands)
    hands.begin()
    hands.key("l", F8)
    assert hands.locked.isVisible()
    assert {"144", "Call"} <= set(hands.texts())
    assert any("Hives" in text for text in hands.texts())
    for text in (*read_aloud(hands.window), *hands.texts()):
        assert not [each for each in ("Maya", "Lindqvist", "penicillin") if each in text], text
    hands.key(ESCAPE, *"2580")
    assert hands.window.page is hands.page


def couches(hands: Hands, *names: str) -> list[str]:
    """Open sessions, of clients of these names, on a couch each; nobody has one in hand."""
    begun = []
    for number, name in enumerate(names, start=1):
        hands.room.clock.advance(1000)
        hands.model.begin(hands.clinic.add_client(Profile(name)), f"Couch {number}")
        hands.settle()
        begun.append(hands.state.id)
    hands.console.home()
    hands.settle()
    return begun


def test_with_several_couches_nothing_is_recorded_until_one_is_named_and_then_late(hands: Hands) -> None:
    _, second = couches(hands, "Ada Byron", "Bea Kahn")
    before = len(hands.store.log)
    hands.key(F8)
    assert any("Couch 2: Bea Kahn" in text for text in hands.texts())
    hands.pass_min(1)
    hands.press("Help called in the clinic")
    hands.press("Back")
    assert len(hands.store.log) == before
    hands.press("Danger: whose?")
    hands.pass_min(1)
    hands.key("2")
    state = hands.model.open_clinic.sessions.state(second)
    (card,) = state.dangers
    late = [(each.recorded_utc_ms - each.utc_ms) // 60_000 for each in (card.begun, card.done[0].at)]
    assert (late, [each.text for each in card.done]) == ([2, 1], ["Help called in the clinic"])
    hands.key("2")
    assert len(hands.model.open_clinic.sessions.state(second).dangers[0].done) == 2
    hands.key(ESCAPE, F8, F8)
    assert len(hands.model.open_clinic.sessions.state(second).dangers) == 1


def test_a_couch_keeps_its_digit_whichever_was_worked_on_last(hands: Hands) -> None:
    first, second = couches(hands, "Ada Byron", "Bea Kahn")
    hands.model.propose_for(first, Noted("calm"))
    hands.settle()
    hands.key(F8, "2")
    dangers = [len(hands.model.open_clinic.sessions.state(each).dangers) for each in (first, second)]
    assert dangers == [0, 1]


def test_one_open_couch_needs_no_press_and_a_stray_opening_without_any_leaves_nothing(hands: Hands) -> None:
    hands.console.home()
    hands.settle()
    before = len(hands.store.log)
    hands.key(F8, ESCAPE)
    assert len(hands.store.log) == before
    assert hands.model.open_clinic.late_danger is None
    (only,) = couches(hands, "Ada Byron")
    hands.key(F8)
    assert len(hands.model.open_clinic.sessions.state(only).dangers) == 1


def test_with_one_couch_left_of_two_the_first_key_tells_what_was_done_and_not_whose_it_is(hands: Hands) -> None:
    first, second = couches(hands, "Ada Byron", "Bea Kahn")
    hands.key(F8, ESCAPE)
    hands.model.propose_for(first, OpenedByMistake())
    hands.settle()
    hands.window.danger.emit()
    panel = hands.one(DangerPanel)
    assert panel.choice.isHidden()
    panel.digit(1)  # before the engine has answered
    hands.settle()
    (card,) = hands.model.open_clinic.sessions.state(second).dangers
    assert [each.text for each in card.done] == ["Help called in the clinic"]


def test_at_the_locked_screen_the_cream_comes_off_and_it_is_asked_once_who_it_was(hands: Hands) -> None:
    hands.cream()
    hands.key("l", F8, "1", SPACE)
    state = hands.model.open_sessions[0]
    assert not state.on
    assert any(": Not recorded, on at" in text and "off at" in text for text in hands.texts())
    assert [each.text for each in state.dangers[0].done] == ["Help called in the clinic", "Remove the cream"]
    assert {actor.actor for _, actor in state.unnamed} == {UNKNOWN}
    hands.key(ESCAPE, *"2580")
    assert "Who was at the danger card" in hands.page.prompt.accessibleName()
    hands.press("B. Lind")
    assert [kind for kind, _ in hands.state.unnamed] == ["cream-off"]


def two_locked_cards(hands: Hands, what: str) -> None:
    """Two dangers at the locked screen, five minutes apart, each over, and this said of what it was."""
    hands.begin()
    hands.key("l")
    for _ in range(2):
        hands.key(F8, "1")
        hands.press("The danger is over")
        hands.press(what)
        hands.pass_min(5)


def test_of_a_second_card_at_the_locked_screen_it_is_asked_by_itself(hands: Hands) -> None:
    two_locked_cards(hands, "Faint")
    assert [card.what for card in hands.model.open_sessions[0].dangers] == ["Faint", "Faint"]
    first, second = (card.begun.event for card in hands.model.open_sessions[0].dangers)
    asked = []
    hands.key(*"2580")
    for who in ("A. Osei", "B. Lind"):
        asked.append(hands.page.prompt.accessibleName())
        hands.press(who)
    assert len(set(asked)) == 2
    assert [hands.state.named[event].name for event in (first, second)] == ["A. Osei", "B. Lind"]
    assert hands.state.unnamed == ()


def test_whoever_takes_the_session_over_is_asked_of_each_card_too(hands: Hands) -> None:
    two_locked_cards(hands, "Leave it out")
    hands.key(DOWN, *"1379")
    assert hands.page.prompt.accessibleName().startswith("Go on with this session?")
    hands.key("1", "1", "2")
    assert hands.state.operator == hands.lind
    assert (hands.state.unnamed, hands.page.prompt.isHidden()) == ((), True)


def test_after_sign_off_it_is_durable_at_once_and_signed_by_whoever_signs_in_next(hands: Hands) -> None:
    hands.begin()
    hands.act(StoppedEarly("Client felt unwell"), SignedOff())
    session = hands.state.id
    hands.console.home()
    hands.settle()
    hands.key("l", F8)
    assert any("Couch 1, signed off at" in text for text in hands.texts())
    hands.key("1", "1")
    assert hands.store.unsigned() == [session]
    hands.key(ESCAPE)
    hands.press("B. Lind")
    hands.key(*"1379")
    seal = hands.store.events(session)[-1].body
    assert isinstance(seal, Sealed)
    assert seal.person == hands.lind.id
    assert hands.store.unsigned() == []


def number_in_sight(hands: Hands) -> QLabel:
    return next(each for each in hands.window.findChildren(QLabel) if each.isVisible() and each.text() == "144")


def test_the_number_is_in_sight_without_scrolling_in_the_least_window_and_the_largest_text(hands: Hands) -> None:
    with_number(hands)
    hands.window.resize(1024, 768)
    hands.console.change_settings(replace(hands.console.settings, scale=2.0))
    hands.cream()
    hands.key(F8)
    in_session = number_in_sight(hands)
    hands.key("l", F8)
    for number in (in_session, number_in_sight(hands)):
        above = [number]
        while above[-1].parentWidget() is not None:
            above.append(above[-1].parentWidget())  # type: ignore[arg-type]
        assert not [each for each in above if isinstance(each, QScrollArea)]
    box = QRect(number.mapTo(hands.window, QPoint(0, 0)), number.size())
    assert hands.window.rect().contains(box)
    assert number.height() >= number.heightForWidth(number.width())


def test_a_cream_of_another_session_that_day_is_thought_of_from_home_and_after_a_restart(hands: Hands) -> None:
    """What comes from cream is not put last, though this session has none."""
    hands.cream()
    client = hands.state.client
    hands.act(CreamOff(1, "Client asked"), StoppedEarly("Client asked"), SignedOff())
    hands.console.home()
    sessions = hands.model.open_clinic.sessions
    second = sessions.begin(client, hands.osei, "Couch 2").id
    hands.model.look_around()
    hands.settle()
    hands.key(F8)
    page = hands.window.page
    assert isinstance(page, DangerPage)
    (run,) = sessions.state(second).dangers
    assert run.over is None
    boards = [page.panel.board]
    hands.model.choose(second)  # the run screen finds a card that is open already
    hands.settle()
    boards.append(hands.page._danger.board)
    assert [board.guide.shown for board in boards] == ["toxicity", "toxicity"]
    order = [list(board.guide.events._made) for board in boards]
    assert order == [["toxicity", "methaemoglobinaemia", "anaphylaxis", "faint", "eye", "home"]] * 2


def test_who_turns_away_from_a_card_that_stays_open_is_told_so_and_where(hands: Hands) -> None:
    couches(hands, "Ada Byron")
    told = "The danger card stays open: Couch 1: Ada Byron. Where nobody meant it, press F8, then Z."
    ways: list[Callable[[], object]] = [hands.console.home, lambda: hands.console.go(routes.STOCK)]
    for go in ways:
        go()
        hands.settle()
        hands.key(F8, ESCAPE)
        assert told in hands.texts()
    hands.key(F8, "1", ESCAPE)
    assert "The danger card stays open: Couch 1: Ada Byron. F8 shows it." in hands.texts()
    hands.key("l")
    assert not any("stays open" in each for each in hands.texts())
    hands.key(F8, ESCAPE)
    assert "The danger card stays open: Couch 1. F8 shows it." in hands.texts()
    hands.key(F8)
    assert not any("stays open" in each for each in hands.texts())
    hands.press("The danger is over")
    hands.key(ESCAPE)
    assert not any("stays open" in each for each in hands.texts())


def test_who_turns_away_before_a_danger_has_a_name_is_told_that_it_waits(hands: Hands) -> None:
    couches(hands, "Ada Byron", "Bea Kahn")
    hands.key(F8, ESCAPE)
    assert not any("whose the danger is" in each for each in hands.texts())
    hands.key(F8)
    hands.press("Help called in the clinic")
    hands.key(ESCAPE)
    assert "Nobody has said yet whose the danger is. What was done waits: F8 shows it." in hands.texts()
    hands.console.go(routes.STOCK)
    hands.console.home()
    hands.settle()
    assert not any("whose the danger is" in each for each in hands.texts()), "said once; the button goes on saying it"
