"""What was recorded wrongly is put right by touch: each part of a zone's record, and a press that nobody meant."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from console.core.events import (
    DepthSet,
    DeviceChosen,
    PassDone,
    ProductUsed,
    SettingsSet,
    SubAreaMarked,
    ZoneCorrected,
    ZonePlanned,
    ZoneTaken,
)
from console.core.setup import setup_now, setup_of
from console.ui.kit.fields import Tick
from tests.support.app_room import Room
from tests.support.start_points import cream_on, numbed, prepared
from tests.support.window_room import RunScreenRoom

ENTER = Qt.Key.Key_Return
OTHER = "Correct another entry …"


def one_zone(room: Room, session: str) -> None:
    """Two passes on the forehead, half a millimetre deep."""
    for body in (ZoneTaken("forehead"), DepthSet("forehead", 500), PassDone("forehead"), PassDone("forehead")):
        room.clock.advance(20_000)
        room.sessions.propose(session, body)


def correct(desk: RunScreenRoom, *presses: str) -> None:
    desk.key("m")
    for press in (*presses, "Wrong value"):
        desk.button(press, desk.page.prompt).click()
        desk.settle()


def treated(desk: RunScreenRoom) -> dict[str, list[int]]:
    return {each.zone: [done.depth_um for done in each.passes] for each in desk.state.treated}


def test_each_part_of_a_zone_is_put_right(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, one_zone)
    desk.settle()
    zone = desk.state.treated[0].zone
    name = desk.model.words.zone(desk.state.protocol, zone)
    correct(desk, "Correct a zone …", name, "The number of passes …", "3 passes")
    before = treated(desk)[zone]
    assert len(before) == 3
    correct(desk, "Correct a zone …", name, "The depth …", f"Pass 2: {desk.model.words.mm(before[1])}", "0.25 mm")
    assert treated(desk)[zone] == [before[0], 250, before[2]]
    correct(desk, "Correct a zone …", name, "The depth …", "Every pass", "0.75 mm")
    assert treated(desk)[zone] == [750, 750, 750]
    correct(desk, "Correct a zone …", name, "The endpoint …", "Excess")
    assert desk.state.zones[zone].endpoint == "excess"
    correct(desk, "Correct a zone …", name, "The depth …", "Every pass", "0.50 mm")
    correct(desk, "Correct a zone …", name, "The device …", "Pass 2: 0.50 mm", "Dermapen 4")
    made = [setup_of(desk.state, each).device for each in desk.state.treated[0].passes]
    assert made == ["skinpen", "dermapen-4", "skinpen"]


def test_one_that_was_not_treated_and_one_that_was_another(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, one_zone)
    desk.settle()
    zone = desk.state.treated[0].zone
    name = desk.model.words.zone(desk.state.protocol, zone)
    done = treated(desk)[zone]
    correct(desk, "Correct a zone …", name, "The zone …", "Chin")
    assert treated(desk) == {"chin": done}
    for body in (ZoneTaken("nose"), DepthSet("nose", 250), PassDone("nose")):
        desk.model.propose(body)
        desk.settle()
    correct(
        desk,
        "Correct a zone …",
        "Chin",
        "The zone …",
        "Nose: 1 pass",
        "Chin and Nose were mixed up: they change places",
    )
    assert treated(desk) == {"nose": done, "chin": [250]}
    correct(
        desk,
        "Correct a zone …",
        "Nose",
        "The zone of one pass …",
        f"Pass 2: {desk.model.words.mm(done[1])}",
        "Chin: 1 pass",
    )
    assert treated(desk) == {"nose": done[:1], "chin": [done[1], 250]}
    correct(
        desk, "Correct a zone …", "Nose", "The zone …", "Chin: 2 passes", "What is recorded of Nose was on Chin too"
    )
    assert treated(desk) == {"chin": [*done, 250]}
    desk.key("m")
    for press in ("Correct a zone …", "Chin", "It was not treated"):
        desk.click(press)
    desk.click("In own words …")
    desk.click("Take this reason")
    assert treated(desk), "without words there is no reason"
    (line,) = (each for each in desk.page.prompt.findChildren(QLineEdit) if each.isVisible())
    line.setText(" Stopped at the first touch ")
    line.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert treated(desk) == {}
    assert (desk.state.corrections[-1].reason, desk.page.prompt.isHidden()) == ("Stopped at the first touch", True)


def handled(room: Room, session: str) -> None:
    """One zone by a pen whose speed can be set, with a serum and a cartridge; a scar is marked, and waits."""
    for body in (
        DeviceChosen("dermapen-4"), SettingsSet(5_000), ProductUsed("serum", "Hy", "H7", mass_mg=2_500),
        ProductUsed("cartridge", "Tip"), SubAreaMarked("chin", "scar", "face", 500, 800),
    ):  # fmt: skip
        room.sessions.propose(session, body)
    one_zone(room, session)


def put_right(desk: RunScreenRoom, entry: str, *presses: str, fill: dict[str, str]) -> None:
    """The entry by a part of its name, then what is pressed before and after the lines are filled in."""
    desk.key("m")
    desk.click(OTHER)
    found = [each.accessibleName() for each in desk.page.prompt.findChildren(QAbstractButton)]
    for press in (next(name for name in found if entry in name), *presses):
        desk.click(press)
    for line in desk.page.prompt.findChildren(QLineEdit):
        if line.accessibleName() in fill:
            line.setText(fill[line.accessibleName()])
    for press in ("Put it right", "Wrong value") if fill else ():
        desk.click(press)


def test_products_and_settings_are_put_right_and_a_mark_is_taken_out(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, handled)
    desk.settle()
    put_right(desk, "Serum: Hy", "Lot or expiry …", fill={"Lot": "H8"})
    put_right(desk, "Serum: Hy", "Wrong amount …", fill={"Amount": "1.5"})
    put_right(desk, "Cartridge: Tip", "Needles or their length …", fill={"Needles": "12", "Length in mm": "1.5"})
    serum, tip = (used for used, _ in desk.state.products)
    assert (serum.lot, serum.mass_mg, serum.volume_ul) == ("H8", 1_500, None)
    assert (tip.needles, tip.length_um) == (12, 1_500)
    put_right(desk, "Settings", fill={"Speed, on its display": "6"})
    assert setup_now(desk.state).speed_milli == 6_000
    for entry, press in (
        ("Serum", "It was not used"),
        ("Cartridge", "It was not used"),
        ("Settings", "It was not set"),
    ):
        put_right(desk, entry, press, fill={})
    put_right(desk, "Chin (scar 1): its name …", fill={"Name": "From a bite"})
    assert [each.name for each in desk.state.sub_areas.values()] == ["From a bite"]
    put_right(desk, "Take out", fill={})
    assert (desk.state.products, setup_now(desk.state).speed_milli, desk.state.sub_areas) == ((), None, {})
    desk.key("m")
    assert desk.button(OTHER, desk.page.prompt).property("kind") == "idle"


def test_a_press_that_nobody_meant_is_not_for_ever(desk: RunScreenRoom) -> None:
    desk.key("r", "1", "3")
    desk.click("Not now")
    assert desk.state.reactions
    desk.key("m")
    desk.click("Pressed by mistake …")
    assert "the clocks run as though" in desk.page.prompt.accessibleName()
    desk.key("1")
    assert not desk.state.reactions
    assert [(each.of, each.field) for each in desk.state.corrections] == [("reaction-seen", "mistake")]
    desk.key("m")
    assert desk.button("Pressed by mistake …", desk.page.prompt).property("kind") == "idle"


def test_a_pass_on_the_wrong_zone_is_found_where_one_looks_for_a_press_made_by_mistake(desk: RunScreenRoom) -> None:
    """The list had creams alone, so that one of those was taken back in place of the pass."""
    desk.lead(prepared, numbed, one_zone)
    zone = desk.model.words.zone(desk.state.protocol, desk.state.treated[0].zone)
    desk.key("m")
    desk.click("Pressed by mistake …")
    desk.key("1")
    desk.click(zone)
    desk.click("It was not treated")
    assert desk.page.prompt.accessibleName().startswith(zone)
    desk.key("1")
    assert [each.field for each in desk.state.corrections] == ["passes"]


def test_what_nobody_did_at_the_danger_card_is_taken_back_or_gets_its_right_value(desk: RunScreenRoom) -> None:
    def take_back(*presses: str, typed: tuple[Qt.Key | str, ...] = ()) -> list[tuple[str, str]]:
        desk.key("m")
        for press in ("Pressed by mistake …", *presses):
            desk.click(press)
        desk.key(*typed)
        return [(each.text, each.value) for each in desk.state.dangers[0].done]

    desk.key(Qt.Key.Key_F8, "5")
    desk.click("Adrenaline given")
    desk.click("500 µg")
    desk.click("The danger is over")
    desk.click("Leave it out")
    flat, adrenaline = (each.text for each in desk.state.dangers[0].done)
    at = desk.model.words.clock_time(desk.state.dangers[0].done[1].at.utc_ms)
    told = f"{at}, {adrenaline}"
    assert take_back(f"{told}: 500 µg", "Another value …", typed=("300", ENTER)) == [(flat, ""), (adrenaline, "300 µg")]
    assert take_back(f"{told}: 300 µg", "It has no value") == [(flat, ""), (adrenaline, "")]
    assert take_back(told, "Another value …", "500 µg") == [(flat, ""), (adrenaline, "500 µg")]
    assert take_back(f"{told}: 500 µg", "It was not done") == [(flat, "")]
    assert take_back(f"{desk.model.words.clock_time(desk.state.dangers[0].done[0].at.utc_ms)}, {flat}") == []


def test_each_part_of_a_cream_is_put_right(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    emla = desk.state.protocol.agent["lidocaine-prilocaine"]
    correct(desk, "Correct a cream …", "Which cream it was …", emla.label)
    assert desk.state.applications[0].agent == emla.id
    desk.key("m")
    desk.click("Correct a cream …")
    desk.click("Which zones it was on …")
    for box in desk.page.prompt.findChildren(Tick):
        box.setChecked(box.accessibleName() == "Chin")
    for press in ("On the ticked ones", "Wrong value"):
        desk.click(press)
    assert desk.state.applications[0].zones == ("chin",)
    desk.key("m")
    desk.click("Correct a cream …")
    desk.click("Lot or expiry …")
    lot, *_ = desk.page.prompt.findChildren(QLineEdit)
    lot.setText("24B117")
    for press in ("Put it right", "Wrong value"):
        desk.click(press)
    assert desk.state.applications[0].lot == "24B117"
    assert [(each.of, each.field) for each in desk.state.corrections] == [
        ("cream-on", "agent"), ("cream-on", "zones"), ("cream-on", "lot"),
    ]  # fmt: skip


def test_passes_on_a_zone_can_have_been_on_a_mark_within_it_or_on_another_figure(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, one_zone)
    desk.settle()
    zone = desk.state.treated[0].zone
    name = desk.model.words.zone(desk.state.protocol, zone)
    desk.model.propose(SubAreaMarked("chin", "scar", "face", 500, 700))
    desk.model.propose(ZonePlanned("thigh-front-left", 1_500, 1))
    desk.settle()
    desk.key("m")
    for press in ("Correct a zone …", name, "The zone …"):
        desk.button(press, desk.page.prompt).click()
        desk.settle()
    assert desk.button("Left front of the thigh", desk.page.prompt).isVisible()
    desk.button("Chin (scar 1)", desk.page.prompt).click()
    desk.settle()
    desk.button("Wrong value", desk.page.prompt).click()
    desk.settle()
    assert list(treated(desk)) == ["chin/scar-1"]


def test_a_zone_that_was_touched_by_mistake_is_taken_out_by_touch(desk: RunScreenRoom) -> None:
    """After another zone was put right too: from the sheet that leaves it out, and from the list of presses."""
    desk.lead(prepared, numbed)
    zone = desk.state.plan[0].zone
    stray = "neck-right"
    for way in ("o", "m"):
        desk.page.context.propose(ZoneTaken(zone))
        desk.key(Qt.Key.Key_PageDown)
        desk.page.context.propose(ZoneTaken(stray))
        desk.settle()
        desk.page.context.propose(ZoneCorrected(zone, depth_um=700, reason="Wrong value"))
        desk.settle()
        assert stray in desk.state.zones
        desk.key(way)
        if way == "m":
            desk.click("Pressed by mistake …")
            desk.click("Right side of the neck: no pass, taken out again")
        else:
            desk.click("Pressed by mistake: take it out again")
        desk.settle()
        assert stray not in desk.state.zones
        assert not desk.state.zones_left_out
