"""A whole session by keys alone, with the fake clock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from console.core.events import CheckAnswered
from console.core.state import SessionState
from console.ui.session.first_notice import TOLD_MS
from console.ui.session.map.body_map import BodyMap
from console.ui.session.panes.zone_card import ZoneCard
from console.ui.session.thousandths_field import ThousandthsField
from tests.support.app_room import SORTED, Room
from tests.support.body_maps import click
from tests.support.start_points import cream_on, needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

SPACE, DOWN, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Escape


def bodies(state: SessionState) -> list[object]:
    return [event.body for event in state.history[1:]]


def prepare(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "1", SPACE, "3")  # the first question: no; then all others: no
    desk.key("d", "1", "v", "1")  # the first device; the first preset
    desk.key(*"1234567")
    desk.key(SPACE, "1", SPACE, "1")  # nothing is published for temples and jaw: they are asked for, both sides at once
    desk.key(SPACE, SPACE)  # all other depths are settled; on


def numb(desk: RunScreenRoom) -> None:
    desk.key(SPACE)  # cleansed
    desk.key("1", SPACE)  # the first cream, on now
    desk.pass_time(35 * 60)
    desk.key("a", SPACE)  # effective: seen; off
    desk.key(*"1234567", SPACE)


def needle(desk: RunScreenRoom) -> None:
    """The plan, zone after zone, by the pedal alone."""
    while desk.model.next_action().code != "finish-step":
        desk.key(SPACE, seconds=20)


def test_a_whole_session_by_keys(desk: RunScreenRoom) -> None:
    prepare(desk)
    assert desk.state.step == "cleanse"
    assert desk.state.device
    assert len(desk.state.plan) == 18
    numb(desk)
    assert desk.state.step == "needling"
    assert desk.state.applications[0].off is not None
    needle(desk)
    assert len(desk.state.treated) == 18
    assert all(len(record.passes) == 3 for record in desk.state.treated)
    led = Room(maya=SORTED)
    session = led.sessions.begin(led.maya, led.osei, "Couch 1").id
    for point in (prepared, numbed, needled):
        point(led, session)
    assert bodies(led.sessions.state(session)) == bodies(desk.state), "start points do what the keys do"
    desk.key(SPACE)
    assert desk.state.step == "aftercare"
    desk.key(*"1234567", SPACE)
    assert desk.state.step == "sign-off"
    desk.key(SPACE)
    assert desk.page.prompt.isVisible(), "first it says that no cartridge lot is recorded"
    desk.key("2")
    assert desk.state.signed is not None
    assert not desk.state.deviations


def test_depth_passes_and_zones_by_keys(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    zone = desk.state.current
    depth = desk.state.zones[zone].depth_um
    assert depth is not None
    desk.key("+")
    assert desk.state.zones[zone].depth_um == depth + 250
    desk.key("-")
    assert desk.state.zones[zone].depth_um == depth
    desk.key("2")
    assert len(desk.state.zones[zone].passes) == 2
    desk.key("z")
    assert len(desk.state.zones[zone].passes) == 0
    desk.key(Qt.Key.Key_Down, "t")
    assert desk.state.current not in ("", zone)


def test_a_touch_that_only_went_nearer_gives_nothing_to_the_zone_before(desk: RunScreenRoom) -> None:
    """He touched the cheek and pressed 2: the passes went to another zone, of which the card still told."""
    desk.theme.motion = False
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    body = next(each for each in desk.window.findChildren(BodyMap) if each.isVisible())
    card = next(each for each in desk.window.findChildren(ZoneCard) if each.isVisible())
    before = len(desk.state.history)
    desk.window.resize(911, 512)
    desk.settle()
    zone = "upper-lip"
    for back in (True, False):
        click(body, zone)
        assert body.zoomed
        desk.key("2", "+", "t", "o", SPACE)
        assert [each.body for each in desk.state.history[before:]] == []
        assert not desk.page.prompt.isVisible()
        assert card.zone == ""
        assert desk.page.bar.main.accessibleName() == "Zoomed in. Touch the zone."
        if back:
            desk.key(ESCAPE, ESCAPE)  # what Space was told is put away first
            assert card.zone == desk.state.current
            assert desk.page.isVisible()
            assert not desk.page.bar.main.accessibleName().startswith("Zoomed in")
            click(body, zone)
            desk.click("Body")
            desk.pass_time(1)
            assert card.zone == desk.state.current
            assert not desk.page.bar.main.accessibleName().startswith("Zoomed in")
            desk.click("Face")
    click(body, zone)
    desk.settle()
    assert desk.state.current == card.zone == zone
    desk.key("2")
    assert len(desk.state.zones[zone].passes) == 2


def test_pause_reaction_and_note_by_keys(desk: RunScreenRoom) -> None:
    desk.key("p", "1")
    assert [until for _, until in desk.state.pauses] == [None]
    desk.key(SPACE)
    assert all(until is not None for _, until in desk.state.pauses)
    desk.key("r", "2")
    desk.key("3")
    assert desk.state.reactions[0].what == desk.state.protocol.reactions.what[1]
    assert desk.state.reactions[0].action == desk.state.protocol.reactions.action[0]
    desk.key(ESCAPE, "n", "calm")
    assert desk.state.step == "prepare"
    desk.click("Save the note")
    assert desk.state.notes[0].text == "calm"


def test_space_says_what_is_left_and_changes_nothing(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3")
    before = len(desk.state.history)
    desk.key("1", SPACE)
    assert desk.button("Checks left: 2, 3, 4, 5, 6, 7").isVisible()
    assert len(desk.state.history) == before + 1


def test_space_leads_to_device_and_zones_before_the_step_is_done(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3", *"1234567")
    assert desk.button("Choose the device").isVisible()
    desk.key(SPACE, "1")
    assert desk.button("Choose the zones").isVisible()
    desk.key(SPACE, "6", SPACE)
    assert (desk.state.step, desk.state.plan_source, desk.state.plan) == ("cleanse", "touch", ())


def test_a_fast_second_press_finishes_no_step(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3", "d", "1", "v", "1", *"1234567")
    desk.key(SPACE, "1", SPACE, "1", SPACE)
    desk.key(SPACE, SPACE, seconds=0.05)
    assert desk.state.step == "cleanse"
    desk.pass_time(1)
    desk.key(SPACE)
    assert desk.state.step == "numbing"


def test_a_reason_opens_the_way(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(SPACE, "1", SPACE)
    desk.pass_time(60)
    desk.click("Off early")
    desk.key("2")
    assert desk.state.applications[0].off is not None
    assert desk.state.deviations[-1].reason


def test_escape_closes_the_sheet_and_then_goes_home(desk: RunScreenRoom) -> None:
    left: list[bool] = []
    desk.page.home.connect(lambda: left.append(True))
    desk.key("p", ESCAPE)
    assert not desk.state.paused
    assert left == []
    desk.key(ESCAPE)
    assert left == [True]


def test_each_answer_leads_to_the_next_question(desk: RunScreenRoom) -> None:
    """A digit that is meant for a question never falls on a check."""
    desk.key(SPACE, "1", "1", "1")
    assert len(desk.state.answers) == 3
    assert not any(desk.state.checks.values())
    desk.key("3")
    assert set(desk.state.answers.values()) == {"no"}
    assert not desk.page.prompt.isVisible()


def test_digits_in_quick_order_answer_no_question_that_nobody_has_read(desk: RunScreenRoom) -> None:
    desk.key(SPACE)
    desk.keyboard.person(*"1234567", after=350)
    assert list(desk.state.answers.values()) == ["no"]
    assert not desk.state.checks
    assert "Read it" in " ".join(each.text() for each in desk.page.prompt.findChildren(QLabel))
    desk.pass_time(1)
    desk.keyboard.person(*"34", after=350)
    assert set(desk.state.answers.values()) == {"no"}
    assert not desk.state.checks, "the 4 came right behind"
    assert "4 came right behind" in desk.page._toast.accessibleName()
    desk.pass_time(1)
    desk.key("z")
    assert len(desk.state.answers) == 1, "all that one digit answered goes with one press"


def test_the_bounce_of_a_pedal_records_one_pass(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    desk.key(SPACE)
    zone = desk.state.current
    before = len(desk.state.zones[zone].passes)
    desk.key(*[SPACE] * 5, seconds=0.03)
    assert len(desk.state.zones[zone].passes) == before + 1
    desk.pass_time(1)
    desk.key("z", "z", "z", seconds=0.03)
    assert len(desk.state.zones[zone].passes) == before


def test_an_amount_is_a_number_or_nothing(desk: RunScreenRoom) -> None:
    field = ThousandthsField()
    for typed, kept in (("1,5", 1500), ("1.5", 1500), ("-3", 3000), ("1e9", 19_000), ("abc", None), ("2.", 2000)):
        field.clear()
        QTest.keyClicks(field, typed)
        assert field.thousandths == kept


def test_without_a_plan_the_cream_asks_for_one(desk: RunScreenRoom) -> None:
    desk.key(SPACE, "3", "d", "1", "v", "6", *"1234567", SPACE, SPACE)
    desk.key("1")
    desk.click("No zone planned")
    desk.key("2")
    assert desk.state.plan
    desk.key(SPACE)
    assert desk.state.applications


def test_the_time_away_is_told_on_the_screen_where_it_is_more_than_a_start_takes(desk: RunScreenRoom) -> None:
    def told() -> list[QLabel]:
        return [each for each in desk.page.findChildren(QLabel) if each.isVisible() and "was away" in each.text()]

    def away(ms: int) -> None:
        desk.room.clock.advance(ms)
        desk.model.resume(desk.state.id)
        desk.settle()

    for ms in (0, TOLD_MS - 1):
        away(ms)
        assert not told()
    assert len(desk.state.interruptions) == 2, "it is recorded all the same"
    away(30_000)
    said = told()
    assert [each.text() for each in said] == ["The program was away for 0:30. The clocks went on."]
    desk.key("1")
    assert not said[0].isVisible()


def test_keys_work_again_after_the_page_was_left_with_a_sheet_open(desk: RunScreenRoom) -> None:
    desk.key("p")
    desk.page.hide()
    desk.page.show()
    desk.key("m", ESCAPE, "p", "1")
    assert desk.state.pauses


def test_a_wrong_time_of_cream_is_put_right_with_a_reason_of_the_protocol(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(SPACE, "1", SPACE)
    on = desk.state.on[0].on.utc_ms
    desk.click("Wrong time")
    desk.key("5", SPACE, "5")
    assert desk.state.on[0].on.utc_ms == on - 5 * 60_000
    assert desk.state.corrections[0].reason == desk.state.protocol.reason_texts("correction")[4]


@pytest.mark.parametrize("motion", [True, False])
def test_the_map_moves_only_where_motion_is_wanted(desk: RunScreenRoom, motion: bool) -> None:
    desk.theme.motion = motion
    desk.lead(prepared, numbed)
    body = next(each for each in desk.page.findChildren(BodyMap) if each.isVisible())
    at = body.zone_point("crow-feet-left").toPoint()
    before = body.zone_rect("crow-feet-left").width()
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
    assert (body.zone_rect("crow-feet-left").width() >= 2 * before) == (not motion)


def test_the_words_of_stopping_early_say_what_ends_and_what_follows(desk: RunScreenRoom) -> None:
    """Before any needling nothing of needling ends, and no aftercare follows."""
    desk.page._prompts.stop()
    assert "Prepare ends here. What follows: Sign-off." in desk.page.prompt.accessibleName()
    desk.key(ESCAPE)
    desk.lead(prepared, numbed, needled)
    desk.page._prompts.stop()
    assert "Needling ends here. What follows: Aftercare." in desk.page.prompt.accessibleName()


def test_a_new_cartridge_that_is_ticked_and_not_recorded_is_asked_for_at_once(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    desk.model.propose(CheckAnswered("new-cartridge"))
    desk.settle()
    assert "no cartridge is recorded" in desk.page._toast.accessibleName()
