"""The danger card at the run screen: one key from every step, the cream off first, and no alarm hidden by it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from console.app.emergency_number import set_emergency_number
from console.app.ids import system_random
from console.core.alarms import alarms
from console.core.danger import open_card
from console.core.events import CreamOff, CreamOn, DangerAction, DepthSet, PassDone, Paused, ReactionSeen, ZoneTaken
from console.core.people import Profile
from console.ui.input.keys import BOUNCE_MS, DOUBLE_MS
from console.ui.kit.rows import Row
from console.ui.session.map.body_map import BodyMap
from tests.support.body_maps import click
from tests.support.start_points import cream_on, needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

F8 = Qt.Key.Key_F8


def seen(desk: RunScreenRoom, text: str) -> bool:
    return any(each.isVisible() and text in each.text() for each in desk.page.findChildren(QLabel))


def card_in_sight(desk: RunScreenRoom) -> bool:
    return any(each.isVisible() and each.text() == "Danger" for each in desk.page.findChildren(QLabel))


def over(desk: RunScreenRoom) -> None:
    """What it was is left out."""
    desk.click("The danger is over")
    desk.click("Leave it out")


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


def test_another_client_s_card_keeps_no_room_of_strips_that_the_first_had(desk: RunScreenRoom) -> None:
    creamed(desk)
    room = desk.page._banners
    desk.key(F8)
    least = room.height()
    for body in (ReactionSeen("Itching"), Paused("Toilet")):
        desk.model.propose(body)
        desk.settle()
    desk.settle()
    assert room.height() > least
    first = desk.state.id
    desk.begin(Profile("C. Other"))
    desk.key(F8)
    assert room.height() == least
    desk.model.choose(first)
    desk.settle()
    desk.settle()
    assert room.height() > least


def test_it_opens_over_a_sheet_and_while_a_text_is_typed(desk: RunScreenRoom) -> None:
    desk.key("n", "calm")
    desk.key(F8)
    assert card_in_sight(desk)
    assert not desk.page.prompt.isVisible()


def creamed(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    assert desk.state.on


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
    assert seen(desk, "over its maximum")
    desk.click("Client laid flat")
    desk.settle()
    assert seen(desk, "over its maximum")
    desk.click("Back to the step")
    assert seen(desk, "over its maximum")
    desk.model.propose(CreamOff(1))
    desk.settle()
    desk.page.tick()
    desk.settle()
    assert not seen(desk, "over its maximum")


def test_out_of_sight_it_stays_open_and_leads_back(desk: RunScreenRoom) -> None:
    desk.key(F8)
    desk.click("Back to the step", 60)
    assert not card_in_sight(desk)
    assert seen(desk, "The danger card is open: 1:0")
    desk.click("Show the card")
    assert card_in_sight(desk)
    assert not seen(desk, "The danger card is open: ")
    assert len(desk.state.dangers) == 1


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


def maps_in_sight(desk: RunScreenRoom) -> list[BodyMap]:
    return [each for each in desk.page.findChildren(BodyMap) if each.isVisible()]


def test_the_map_stays_beside_it_and_a_pedal_records_no_pass(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    passes = DepthSet("forehead", 500), PassDone("forehead")
    for body in (ZoneTaken("forehead"), *passes):
        desk.model.propose(body)
    desk.settle()
    desk.pass_time(2)
    desk.key(F8)
    assert not maps_in_sight(desk)
    desk.key("t")
    assert maps_in_sight(desk)
    assert seen(desk, "Help called")
    desk.key(" ", seconds=2)
    desk.click("Back to the step")
    assert desk.page.bar.main.accessibleName() == "Is the danger over?"
    for _ in range(2):
        desk.key(" ", seconds=2)
    assert len(desk.state.zones["forehead"].passes) == 1
    assert not card_in_sight(desk)
    desk.key("2")
    assert card_in_sight(desk)


def test_what_was_said_of_a_press_goes_with_the_card_and_a_pedal_asks_whether_the_danger_is_over(
    desk: RunScreenRoom,
) -> None:
    desk.key(F8, " ")
    assert seen(desk, "That press did nothing")
    desk.click("Back to the step", 2)
    assert not seen(desk, "That press did nothing")
    desk.key(" ")
    assert open_card(desk.state) is not None
    desk.key("1")
    assert open_card(desk.state) is None
    assert not seen(desk, "The danger card is open")
    assert desk.state.dangers[0].what == ""
    desk.key("4", F8)
    assert [each.what for each in desk.state.dangers] == ["Faint", ""]


def test_no_alarm_that_comes_or_goes_moves_what_may_be_pressed_on_the_card(desk: RunScreenRoom) -> None:
    creamed(desk)
    desk.model.propose(CreamOn("lidocaine-prilocaine", ("neck-front",)))
    desk.pass_time(5 * 3600 - 60)
    for _ in alarms(desk.state, desk.model.now_t()):
        desk.page._banners.alarms.acknowledge_first()
        desk.settle()
    desk.key(F8)
    over, places, raised = desk.button("The danger is over"), set[tuple[int, ...]](), set[tuple[str, ...]]()
    acts: list[Callable[[], None]] = [
        desk.settle, lambda: desk.click("Seen"), lambda: desk.pass_time(180), lambda: desk.click("Seen"),
        lambda: desk.pass_time(120), lambda: desk.key("t", "t"),
    ]  # fmt: skip
    for act in acts:
        act()
        desk.settle()
        places.add(over.mapTo(desk.window, over.rect().topLeft()).toTuple())
        raised.add(tuple(each.id for each in alarms(desk.state, desk.model.now_t()) if not each.quiet))
    assert len(places) == 1
    assert len(raised) >= 3
    desk.click("Back to the step")
    desk.click("Show the card")
    assert over.mapTo(desk.window, over.rect().topLeft()).toTuple() in places


def test_a_zone_is_taken_beside_the_open_card_and_says_where_its_depth_is_outside_what_is_published(
    desk: RunScreenRoom,
) -> None:
    desk.lead(prepared, numbed)
    desk.key(F8, "t")
    (body,) = maps_in_sight(desk)
    click(body, "forehead")
    desk.settle()
    assert (desk.state.current, open_card(desk.state) is not None) == ("forehead", True)
    assert not desk.state.treated
    assert seen(desk, "Help called")
    over(desk)
    desk.model.propose(ZoneTaken("cheek-left"))
    source = desk.state.protocol.zone["cheek-left"].source
    for depth_um, text, tone in (
        (250, f"0.25 mm: below the published 0.50–1.50 mm, {source}", "warn"),
        (500, f"published 0.50 mm to 1.50 mm, {source}", "soft"),
    ):
        desk.model.propose(DepthSet("cheek-left", depth_um))
        desk.settle()
        (told,) = (each for each in desk.page.findChildren(QLabel) if each.isVisible() and "ublished" in each.text())
        assert (told.text(), told.property("tone")) == (text, tone)


def test_every_action_has_a_key_and_the_cream_comes_off_where_there_is_some(desk: RunScreenRoom) -> None:
    desk.key(F8)
    assert not [each for each in desk.page.findChildren(QPushButton) if each.isVisible() and "Remove" in each.text()]
    actions = desk.state.protocol.danger.actions
    desk.key("1", "9", "0", "1", "0", "1")
    assert [each.text for each in open_card(desk.state).done] == [actions[at] for at in (0, 8, 9, 0)]  # type: ignore[union-attr]


def test_a_dose_is_one_press_and_a_reading_is_typed_after_the_press_was_recorded(desk: RunScreenRoom) -> None:
    desk.key(F8, "6")
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
