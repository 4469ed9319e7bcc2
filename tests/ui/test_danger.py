"""The danger card at the run screen: one key from every step, the cream off first, and no alarm hidden by it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from console.app.emergency_number import set_emergency_number
from console.app.ids import system_random
from console.core.alarms import alarms
from console.core.danger import open_card
from console.core.events import CreamOff, CreamOn, DangerAction
from console.ui.input.keys import BOUNCE_MS, DOUBLE_MS
from console.ui.kit.rows import Row
from tests.support.danger_cards import card_in_sight, creamed, over, seen
from tests.support.start_points import needled, prepared
from tests.support.window_room import RunScreenRoom

F8 = Qt.Key.Key_F8
NOTHING = "Nothing, opened by mistake"


def test_one_key_opens_it_from_every_step_and_a_second_press_opens_no_other(desk: RunScreenRoom) -> None:
    desk.key(F8, F8)
    assert (len(desk.state.dangers), card_in_sight(desk)) == (1, True)
    over(desk)
    assert not card_in_sight(desk)
    desk.lead(prepared)
    ways: list[Callable[[], None]] = [lambda: desk.key(" "), lambda: numbed_on(desk), lambda: desk.lead(needled)]
    for go_on in ways:
        before = len(desk.state.dangers)
        desk.key(F8)
        assert len(desk.state.dangers) == before + 1
        assert card_in_sight(desk)
        over(desk)
        go_on()
    desk.click("Danger")
    assert card_in_sight(desk)


def numbed_on(desk: RunScreenRoom) -> None:
    """By keys, the cleansing done."""
    desk.key("1", " ")
    desk.pass_time(35 * 60)
    desk.key("a", " ")
    desk.key(*"1234567", " ")


def test_who_turns_away_from_an_empty_card_is_told_that_it_is_open_still(desk: RunScreenRoom) -> None:
    desk.key(F8, Qt.Key.Key_Escape)
    assert not card_in_sight(desk)
    assert seen(desk, "The danger card is still open. Where nobody meant it, press F8, then Z.")
    desk.key(F8, "1", Qt.Key.Key_Escape)
    assert not desk.page._toast.isVisible()


def test_one_that_nobody_meant_is_closed_by_one_press_and_the_record_says_so(desk: RunScreenRoom) -> None:
    desk.key(F8, F8)
    assert "press Z" in desk.page._toast.accessibleName()
    desk.key("z")
    assert not card_in_sight(desk)
    assert [(each.what, each.done, each.over is None) for each in desk.state.dangers] == [(NOTHING, (), False)]
    assert not desk.state.reactions
    desk.key(F8)
    desk.click("Opened by mistake")
    assert desk.state.dangers[1].what == NOTHING
    desk.key(F8, "1", F8)
    assert "keeps what was recorded" in desk.page._toast.accessibleName()
    assert not desk.page._danger.board.mistake.isVisible()
    desk.click("The danger is over")
    named = desk.page.prompt._digits
    last = max(named)
    assert [named[each].accessibleName() for each in (last - 1, last)] == [NOTHING, "Leave it out"]
    assert named[last].text() == f"{last}.  Leave it out"
    desk.key(str(last))
    card = desk.state.dangers[2]
    assert (card.what, len(card.done), desk.page.prompt.isVisible()) == ("", 1, False)


def test_it_opens_over_a_sheet_and_while_a_text_is_typed(desk: RunScreenRoom) -> None:
    desk.key("n", "calm")
    desk.key(F8)
    assert card_in_sight(desk)
    assert not desk.page.prompt.isVisible()


def test_the_first_button_takes_every_cream_off_and_tells_the_card_as_the_reason(desk: RunScreenRoom) -> None:
    creamed(desk)
    desk.model.propose(CreamOn("lidocaine-prilocaine", ("neck-front",)))
    desk.settle()
    desk.key(F8)
    first = next(
        each for each in desk.page.findChildren(QPushButton) if each.isVisible() and each.property("kind") == "alarm"
    )
    assert first.accessibleName() == desk.state.protocol.danger.first
    help_called = desk.button("Help called in the clinic").geometry()
    desk.click(desk.state.protocol.danger.first)
    desk.settle()
    assert not desk.state.on
    assert {each.reason for each in desk.state.deviations} == {"Danger card: cream removed"}
    assert seen(desk, "There is no cream on the skin")
    assert desk.button("Help called in the clinic").geometry() == help_called
    desk.click("Client laid flat")
    done = [event.body for event in desk.state.history if isinstance(event.body, DangerAction)]
    assert [each.what for each in done] == ["Remove the cream", "Client laid flat"]
    made = desk.button("Client laid flat")
    assert isinstance(made, Row)
    assert "✓ " in made.text_label.text()


def test_cream_that_is_not_early_comes_off_without_that_reason(desk: RunScreenRoom) -> None:
    creamed(desk)
    desk.pass_time(6 * 3600)
    desk.key(F8)
    desk.click("Remove the cream")
    assert [(each.code, each.reason) for each in desk.state.deviations] == [("cream-overtime", "")]


def test_cream_over_its_maximum_goes_on_calling_over_the_card(desk: RunScreenRoom) -> None:
    creamed(desk)
    desk.key(F8)
    desk.pass_time(5 * 3600 + 60)
    desk.settle()
    raised = [each.id for each in alarms(desk.state, desk.model.now_t())]
    assert raised[0] == "overtime-1"
    assert card_in_sight(desk)
    assert seen(desk, "*** ")
    assert seen(desk, "its time is over. Take it off now")
    desk.click("Client laid flat")
    desk.settle()
    assert seen(desk, "its time is over. Take it off now")
    desk.click("Back to the step")
    assert seen(desk, "its time is over. Take it off now")
    desk.model.propose(CreamOff(1))
    desk.settle()
    desk.page.tick()
    desk.settle()
    assert not seen(desk, "its time is over")


def test_the_number_to_call_stands_large_and_is_asked_for_where_nobody_set_it(desk: RunScreenRoom) -> None:
    desk.key(F8)
    assert seen(desk, "No emergency number is set")
    room = desk.room
    set_emergency_number(room.store, room.clock, system_random, room.osei, "144")
    desk.begin(desk.room.store.clients()[0].profile)
    desk.key(F8)
    assert seen(desk, "144")
    assert not seen(desk, "No emergency number is set")


def test_the_steps_are_as_before(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(F8)
    over(desk)
    desk.key(" ")
    numbed_on(desk)
    assert desk.state.step == "needling"


def test_the_keys_are_the_cards_while_it_is_in_sight(desk: RunScreenRoom) -> None:
    """A pedal that is pressed in a fright takes the cream off, and then nothing; card and step stay as they are."""
    creamed(desk)
    step, checks = desk.state.step, desk.state.checks
    desk.key(F8)
    desk.key("3", "+", "t", "t")
    assert [each.text for each in open_card(desk.state).done] == [desk.state.protocol.danger.actions[2]]  # type: ignore[union-attr]
    desk.key(" ")
    desk.settle()
    assert not desk.state.on
    for key in (" ", Qt.Key.Key_PageDown):
        before = len(desk.state.history)
        desk.key(key)
        assert desk.page.bar.main.accessibleName() == "The step waits"
        assert (card_in_sight(desk), len(desk.state.history)) == (True, before)
        assert seen(desk, "That press did nothing: the danger card is open.")
        desk.key(Qt.Key.Key_Escape)
    assert desk.state.step == step
    assert desk.state.checks == checks
    assert card_in_sight(desk)
    desk.key(Qt.Key.Key_Escape)
    assert not card_in_sight(desk)
    assert desk.window.page is desk.page


def test_every_action_has_a_key_and_the_cream_comes_off_where_there_is_some(desk: RunScreenRoom) -> None:
    desk.key(F8)
    assert not [each for each in desk.page.findChildren(QPushButton) if each.isVisible() and "Remove" in each.text()]
    actions = desk.state.protocol.danger.actions
    desk.key("1", "9", "9", "0", "1", "0", "1")
    assert [each.text for each in open_card(desk.state).done] == [actions[at] for at in (0, 8, 9, 0)]  # type: ignore[union-attr]


def test_a_dose_is_one_press_and_a_reading_is_typed_after_the_press_was_recorded(desk: RunScreenRoom) -> None:
    desk.key(F8, "6", "6")
    assert [each.value for each in open_card(desk.state).done] == [""]  # type: ignore[union-attr]
    desk.click("500 µg")
    desk.key("0", "2", "8", "4", Qt.Key.Key_Return)
    done = open_card(desk.state).done  # type: ignore[union-attr]
    assert [(each.text, each.value) for each in done] == [
        ("Adrenaline given", "500 µg"),
        ("Pulse oximeter read", "84 %"),
    ]


def test_a_new_card_begins_anew_with_its_keys_and_what_is_in_sight(desk: RunScreenRoom) -> None:
    desk.key(F8, "0", Qt.Key.Key_Right, "t")
    over(desk)
    desk.key(F8, "1")
    danger = desk.state.protocol.danger
    card = open_card(desk.state)
    assert card is not None
    assert [each.text for each in card.done] == [danger.actions[0]]
    board = desk.page._danger.board
    assert board.guide.shown == "anaphylaxis"
    desk.key(Qt.Key.Key_Right)
    assert board.guide.shown == "faint"
    assert not desk.page._danger.beside_step


def test_an_action_pressed_twice_at_once_by_key_or_by_finger_was_done_once(desk: RunScreenRoom) -> None:
    """So soon after the first, the second is its double; a second later it is another."""
    desk.window.resize(1280, 1400)
    desk.key(F8)
    actions = desk.state.protocol.danger.actions
    for number, after in zip("12345789", [BOUNCE_MS + 5, 200, DOUBLE_MS - 1] * 3, strict=False):
        for later in (1000, after):
            desk.keyboard.wait(later)
            desk.keyboard.press(number)
            desk.keyboard.quiet()
    assert [each.text for each in desk.state.dangers[0].done] == [*actions[:5], *actions[6:9]]
    desk.pass_time(1)
    row = next(each for each in desk.page.findChildren(Row) if each.isVisible() and actions[1] in each.accessibleName())
    for after, count in ((0, 1), (DOUBLE_MS - 1, 1), (DOUBLE_MS - 1, 1), (DOUBLE_MS, 2)):
        desk.keyboard.wait(after)
        row.click()
        desk.settle()
        assert [each.text for each in desk.state.dangers[0].done].count(actions[1]) == 1 + count
