"""The walk through a treatment: every step, and what comes between."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from console.core.events import (
    Continued,
    Deviated,
    EndpointSeen,
    Noted,
    PassDone,
    Paused,
    ProductUsed,
    ReactionSeen,
    StepDone,
    SubAreaMarked,
    Undone,
    ZoneLeftOut,
    ZoneTaken,
    ZoneUnplanned,
)
from console.ui.home.home_page import HomePage
from tests.screens.under_cream import other_couch
from tests.support.booth import Booth

LOST = "010401234567890217270630" + "10AB1221SER9"
"""A code whose separator a scanner has dropped, with a wrong check digit."""


def cleanse(booth: Booth) -> Iterator[str]:
    yield "cleanse"
    booth.act(ProductUsed("cleanser", "Gentle cleanser without perfume or colour", "24B117", "2027-03-31"))
    booth.press("Add a product")
    yield "cleanse-product"
    booth.page.prompt.close_sheet()
    booth.window.scanned.emit(LOST)
    booth.settle()
    yield "cleanse-scan-asked"
    booth.press("GTIN 04012345678902 · lot AB12")
    yield "cleanse-scan"
    booth.page.prompt.close_sheet()
    booth.window.scanned.emit("=A9999XYZ100T0944")
    booth.settle()
    yield "cleanse-scan-refused"
    booth.page.prompt.close_sheet()
    booth.act(StepDone("cleanse"))


def needling(booth: Booth) -> Iterator[str]:
    yield "needling-begin"
    booth.act(ZoneTaken("forehead"), ZoneLeftOut("forehead", "Client refused"))
    yield "needling-left-out"
    booth.act(Undone(), Undone())
    QTest.keyClick(booth.window, Qt.Key.Key_O)
    yield "needling-leave-out"
    booth.page.prompt.close_sheet()
    half = len(booth.state.plan) // 2
    booth.follow(lambda state: len(state.treated) == half)
    zone = booth.state.current
    booth.act(EndpointSeen(zone, "erythema"))
    yield "needling-half"
    yield from _on_the_map(booth)
    yield from other_couch(booth)
    booth.pass_min(21)
    yield "needling-alarm-of-another-couch"
    booth.pass_min(10)
    yield "needling-two-alarms"
    for _ in range(3):
        QTest.keyClick(booth.window, Qt.Key.Key_A)
        booth.settle()
        booth.tick()
    yield from in_hand(booth)
    yield from asked(booth)
    booth.follow(lambda state: not state.on)
    yield "needling-checks-asked-again"
    booth.follow(lambda state: booth.model.open_clinic.sessions.next_action(state.id).code == "finish-step")
    yield "needling-done"


def in_hand(booth: Booth) -> Iterator[str]:
    """What changes of device, cartridge and product; a serum lies under the passes."""
    QTest.keyClick(booth.window, Qt.Key.Key_D)
    yield "sheet-setup"
    booth.page.prompt.press(1)
    yield "sheet-setup-cartridge"
    booth.page.prompt.close_sheet()
    booth.act(ProductUsed("serum", "Hyaluronic serum without perfume, 1 %", "H7", volume_ul=2_000))
    QTest.keyClick(booth.window, Qt.Key.Key_D)
    booth.page.prompt.press(2)
    booth.page.prompt.press(0)
    yield "sheet-setup-under"
    booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_K)
    yield "sheet-mark-what"
    booth.page.prompt.press(0)
    booth.settle()
    yield "needling-marking"
    QTest.keyClick(booth.window, Qt.Key.Key_K)
    zone = booth.state.current
    booth.act(SubAreaMarked(zone, "scar", "face", 490, 540), ZoneUnplanned(f"{zone}/scar-1"))
    yield "needling-scar"


def _on_the_map(booth: Booth) -> Iterator[str]:
    body = booth.map
    never = next(zone.id for zone in booth.state.protocol.zones if zone.never)
    booth.map.pressed.emit(never if never in booth.state.protocol.zone else "eyelid-left")
    booth.settle()
    yield "needling-never-refused"
    body.set_reduced_motion(True)
    for zone in ("crow-feet-left", "upper-lip", "glabella", "under-eye-left", "lips"):
        if not body.zoomed:
            at = QPointF(body.zone_point(zone)).toPoint()
            QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
            booth.settle()
    assert body.zoomed
    yield "needling-zoomed"
    body.show_whole()
    for name in ("Body", "Back", "Scalp"):
        booth.press(name)
        yield f"needling-map-{name.lower()}"
    booth.press("Face")
    booth.act(ZoneTaken(booth.state.plan[0].zone), PassDone(booth.state.plan[0].zone))
    yield "needling-refused"
    booth.page.primary()
    booth.settle()


def asked(booth: Booth) -> Iterator[str]:
    """The sheets, a pause, and a full disk."""
    for key, name in ((Qt.Key.Key_R, "reaction"), (Qt.Key.Key_M, "more"), (Qt.Key.Key_N, "note")):
        QTest.keyClick(booth.window, key)
        yield f"sheet-{name}"
        booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_R)
    booth.page.prompt.press(1)
    yield "sheet-reaction-done"
    booth.page.prompt.press(0)
    booth.settle()
    yield "sheet-severity"
    booth.page.prompt.close_sheet()
    booth.act(ReactionSeen("Nausea or vomiting", (), "Watched until well"))
    QTest.keyClick(booth.window, Qt.Key.Key_P)
    yield "sheet-pause"
    booth.page.prompt.close_sheet()
    booth.act(Paused("Client needs a break"))
    booth.pass_min(1)
    yield "paused"
    booth.act(Continued(), Deviated("Cooled with a pack from the fridge for two minutes", "Client asked for it"))
    booth.store.full = True
    booth.act(Noted("calm"))
    yield "disk-full"
    booth.store.full = False
    booth.settle()
    QTest.keyClick(booth.window, Qt.Key.Key_M)
    booth.press("Correct")
    yield "sheet-correct-which"
    booth.page.prompt.press(0)
    yield "sheet-correct-how"
    for name, back in (("zone", 0), ("pass", 1), ("passes", 2), ("endpoint", 3)):
        booth.page.prompt.press(back)
        yield f"sheet-correct-{name}"
        booth.page.prompt.close_sheet()
        QTest.keyClick(booth.window, Qt.Key.Key_M)
        booth.press("Correct")
        booth.page.prompt.press(0)
    booth.page.prompt.press(1)
    booth.page.prompt.press(0)
    yield "sheet-correct-depth"
    booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_M)
    booth.press("Correct another entry")
    yield "sheet-correct-entry"
    booth.page.prompt.press(0)
    yield "sheet-correct-product"
    booth.page.prompt.press(1)
    yield "sheet-correct-product-amount"
    booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_M)
    booth.press("Pressed by mistake")
    yield "sheet-pressed-wrongly"
    booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_M)
    booth.press("Stop")
    yield "sheet-stop-why"
    booth.page.prompt.close_sheet()


def _read_to_the_question(booth: Booth) -> None:
    """Press on: where what deviates is out of sight, a press only shows more of it."""
    for _ in range(40):
        if booth.page.prompt.isHidden():
            booth.page.primary()
            booth.settle()
            booth.room.clock.advance(2000)


def ending(booth: Booth) -> Iterator[str]:
    booth.act(StepDone("needling"))
    yield "aftercare"
    booth.follow(lambda state: state.step == "sign-off")
    booth.act(Noted("Skin calm after ten minutes"))
    yield "sign-off-reasons-missing"
    booth.page.primary()
    yield "sheet-reason"
    booth.page.prompt.press(0)
    booth.settle()
    while booth.model.next_action().code == "give-reasons":
        booth.page.primary()
        booth.page.prompt.press(0)
        booth.settle()
        booth.tick()
    yield "sign-off"
    booth.console.home()
    yield "home-two-open"
    booth.one(HomePage).resume.emit(booth.on_couch("Couch 1"))
    booth.settle()
    booth.room.clock.advance(2000)
    _read_to_the_question(booth)
    yield "sheet-lot-missing"
    booth.page.prompt.press(1)
    booth.settle()
    booth.tick()
    yield "signed"
    booth.page.primary()
    booth.settle()
    yield "summary"
    booth.console.home()
    yield "home-one-signed"
