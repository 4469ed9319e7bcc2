"""What is in hand changes while needling, by keys and by touch; before a sign-off a missing lot is asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from console.core.events import CheckAnswered, ProductUsed, StoppedEarly, ZoneLeftOut, ZonePlanned, ZoneTaken
from console.core.setup import setup_now, setup_of
from console.ui.kit.toast import Toast
from console.ui.session.panes.setup_strip import SetupStrip
from console.ui.session.panes.zone_card import ZoneCard
from tests.support.app_room import Room
from tests.support.pseudo import plain
from tests.support.start_points import numbed, prepared
from tests.support.window_room import RunScreenRoom
from tests.ui.test_corrections import one_zone

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


def in_aftercare(room: Room, session: str) -> None:
    """One zone was needled, the rest is left for another day."""
    one_zone(room, session)
    while room.sessions.state(session).kind != "sign-off":
        action = room.sessions.next_action(session)
        body = action.intent if action.code in ("finish-step", "cream-off") else None
        room.sessions.propose(session, body or answer(room, session, action.left))


def answer(room: Room, session: str, left: tuple[str, ...]) -> CheckAnswered | StoppedEarly:
    return CheckAnswered(left[0]) if left else StoppedEarly("as agreed")


def test_one_key_changes_what_is_in_hand_and_passes_keep_what_they_were_made_with(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, one_zone)
    desk.settle()
    desk.key("d", "3", "1", Qt.Key.Key_Down, ENTER, "Hyaluron", ENTER, "H7", ENTER, ENTER, "2", ENTER, ENTER)
    assert setup_now(desk.state).under == (ProductUsed("serum", "Hyaluron", "H7", volume_ul=2000),)
    desk.key(SPACE)
    first, *_, last = [setup_of(desk.state, each) for each in desk.state.zones["forehead"].passes]
    assert (first.under, [each.name for each in last.under]) == ((), ["Hyaluron"])
    strip = desk.page.findChild(SetupStrip)
    assert strip is not None
    assert "Hyaluron" in strip.accessibleName()
    strip.click()
    desk.key("4", "SP-1", ENTER)
    assert (desk.state.device, desk.state.serial) == ("skinpen", "SP-1")
    desk.key("d", "1", "2")
    assert desk.state.device == "dermapen-4"
    assert setup_now(desk.state).under, "what lies on the skin stays there"
    desk.key("d", "5")
    field = next(each for each in desk.page.prompt.findChildren(QLineEdit) if each.accessibleName().startswith("Speed"))
    field.setText("5")
    desk.click("Record it")
    desk.settle()
    assert setup_now(desk.state).speed_milli == 5000
    desk.key("d", "1", "1")
    assert (desk.state.device, desk.state.serial) == ("skinpen", "SP-1"), (
        "a device that is taken up again is the same one"
    )


def test_what_is_in_hand_is_read_whole_in_large_text_and_a_zone_left_out_looks_so(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, one_zone)
    desk.theme.set("light", 1.5)
    desk.window.resize(1024, 768)
    desk.settle()
    desk.key("d", "4", "SP-20417-A", ENTER, "d", "2", "Cartridge of 16", ENTER, "C16", ENTER, ENTER, ENTER, ENTER)
    strip, card = desk.page.findChild(SetupStrip), desk.page.findChild(ZoneCard)
    assert strip is not None
    assert card is not None
    told = strip.text_label
    assert told.text() == "SkinPen, serial SP-20417-A; Cartridge: Cartridge of 16, lot C16"
    assert told.height() >= told.heightForWidth(told.width())
    assert any(each.text().startswith("Device: SkinPen, serial SP-20417-A") for each in card.findChildren(QLabel))
    zone = desk.state.current
    for body in (ZoneTaken("glabella"), ZonePlanned("glabella"), ZoneLeftOut("glabella", "Sore")):
        desk.model.propose(body)
        desk.settle()
    assert zone != "glabella"
    assert "left out: Sore" in desk.button("Glabella").accessibleName()
    assert "planned" not in desk.button("Glabella").accessibleName()


def test_more_needles_than_can_be_are_told_and_not_left_out(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, one_zone)
    desk.settle()
    desk.key("d", "2", "Tip 12", ENTER, "C16", ENTER, ENTER, "1001", ENTER, ENTER)
    toast = desk.page.findChild(Toast)
    assert toast is not None
    assert "1 to 1000 needles" in toast.accessibleName()
    assert not desk.state.products


def test_a_missing_lot_is_asked_for_and_told_late_it_is_that_of_the_passes(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed, in_aftercare)
    desk.settle()
    assert desk.model.next_action().code == "sign-without-lot"
    desk.key(SPACE, "1", "Tip 12", ENTER, "C16", ENTER, ENTER, "12", ENTER, ENTER)
    used = [setup_of(desk.state, each).cartridge for each in desk.state.zones["forehead"].passes]
    assert {(each.lot, each.needles) for each in used if each} == {("C16", 12)}
    assert desk.model.next_action().code == "sign-off"
    desk.key(SPACE, seconds=2)
    assert desk.state.signed


def test_what_was_used_is_listed_with_all_that_is_recorded_of_it(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    for used in (
        ProductUsed("serum", "Hyaluron", "H7", "2030-06-30", volume_ul=2_500), ProductUsed("glide", "Gel", mass_mg=500),
    ):  # fmt: skip
        desk.model.propose(used)
    desk.settle()
    seen = [plain(each.text()) for each in desk.page.findChildren(QLabel) if each.isVisible()]
    assert {"Serum: Hyaluron, lot H7, expires 30 Jun 2030, 2.5 ml", "Glide: Gel, 0.5 g"} <= set(seen)
