"""The walk through a treatment: every step, and what comes between."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from console.core.events import (
    Acknowledged,
    Continued,
    CreamOff,
    CreamOn,
    DangerOpened,
    DangerOver,
    Deviated,
    DeviceChosen,
    EndpointSeen,
    Noted,
    NumbingLeftOut,
    PassDone,
    Paused,
    PlannedZone,
    PlanSet,
    ProductUsed,
    ReactionSeen,
    StepDone,
    Undone,
    ZoneTaken,
)
from console.core.people import Profile
from console.ui.home.home_page import HomePage
from console.ui.kit.fields import Tick
from tests.support.booth import Booth
from tests.support.pseudo import plain

AFTER = ("chin", "nose", "upper-lip", "lower-lip")
"""Zones with another cream, which is still on when needling begins."""


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
    booth.window.scanned.emit("+A123BJC5D6E71G")
    booth.settle()
    yield "cleanse-scan-refused"
    booth.press("Close")
    booth.act(StepDone("cleanse"))


def numbing(booth: Booth) -> Iterator[str]:
    yield "numbing-choose"
    QTest.keyClick(booth.window, Qt.Key.Key_1)
    yield "numbing-form"
    booth.one(QLineEdit, "Grams").setText("90")
    yield "dose-over-label"
    booth.page.primary()
    booth.settle()
    yield "dose-prescriber"
    booth.page.prompt.press(len(booth.model.open_clinic.store.people()))
    booth.settle()
    yield "dose-prescriber-typed"
    booth.page.prompt.close_sheet()
    booth.press("Less: Area")
    booth.one(QLineEdit, "Grams").setText("")
    booth.press("On 18")
    yield "numbing-zones"
    booth.page.prompt.close_sheet()
    booth.act(NumbingLeftOut(booth.state.protocol.reason_texts("leave-out")[0]))
    yield "numbing-left-out"
    booth.act(Undone())
    booth.press("On 18")
    for zone in AFTER:
        booth.one(Tick, plain(booth.model.words.zone(booth.state.protocol, zone))).setChecked(False)
    booth.page.prompt.press(0)
    booth.one(QLineEdit, "Lot").setText("24B117")
    booth.one(QLineEdit, "Grams").setText("6")
    booth.page.primary()
    booth.settle()
    booth.pass_min(12.5)
    yield "numbing-too-early"
    booth.press("Off early")
    yield "numbing-early-why"
    booth.page.prompt.close_sheet()
    booth.press("Wrong time")
    yield "numbing-correct"
    booth.page.prompt.close_sheet()
    booth.press("Wrong amount")
    yield "dose-correct"
    booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_F8)
    booth.settle()
    booth.tick()
    yield "danger-card"
    booth.press("Client laid flat")
    booth.pass_min(1)
    booth.press("Back to the step")
    booth.tick()
    yield "danger-out-of-sight"
    booth.press("Show the card")
    booth.press("The danger is over")
    booth.pass_min(19)
    yield "numbing-effective"
    booth.press("Another")
    QTest.keyClick(booth.window, Qt.Key.Key_2)
    yield "numbing-another-form"
    booth.press("Under film")
    booth.press("Cream on now")
    booth.settle()
    yield "numbing-second-why"
    booth.page.prompt.press(0)
    booth.settle()
    booth.pass_min(5)
    yield "numbing-two-creams"
    booth.pass_min(25)
    yield "numbing-remove"
    booth.pass_min(242)
    yield "numbing-overtime"
    yield from alarms(booth)
    booth.act(DangerOpened())
    booth.pass_min(1)
    yield "danger-and-overtime"
    booth.act(DangerOver())
    booth.act(CreamOff(1))
    yield "numbing-checks"
    booth.follow(lambda state: state.step == "needling")


def alarms(booth: Booth) -> Iterator[str]:
    """Muted, seen and still there, and where nothing can be heard."""
    booth.window.bell.mute()
    booth.tick()
    yield "alarm-muted"
    booth.window.bell.mute()
    booth.act(*(Acknowledged(alarm.id) for alarm in booth.model.alarms_of(booth.state)))
    yield "alarm-seen"
    booth.pass_min(2)
    booth.console.sound.able = False
    booth.tick()
    yield "alarm-no-sound"
    for able, name in ((False, "sheet-no-sound"), (True, "sheet-sound")):
        booth.console.sound.able = able
        QTest.keyClick(booth.window, Qt.Key.Key_M)
        booth.press("Sound of alarms")
        yield name
        booth.page.prompt.close_sheet()


def other_couch(booth: Booth) -> Iterator[str]:
    """Somebody else lies there under a cream, which calls."""
    sessions, clock = booth.model.open_clinic.sessions, booth.room.clock
    client = booth.clinic.add_client(Profile("Noor de Vries", "1985-05-05", 2, ""))

    def job() -> str:
        return sessions.begin(client, booth.osei, "Couch 2").id

    other = booth.ask(job)

    def on() -> None:
        state = sessions.state(other)
        zones = state.protocol.preset["scalp"].zones
        sessions.propose(other, DeviceChosen("skinpen"))
        sessions.propose(other, PlanSet("scalp", tuple(PlannedZone(zone) for zone in zones)))

    booth.ask(on)
    booth.follow(lambda state: state.step == "numbing", 0.1, other)
    zones = tuple(each.zone for each in booth.ask(lambda: sessions.state(other)).plan)
    booth.ask(lambda: sessions.propose(other, CreamOn("lidocaine-tetracaine", zones)))
    clock.advance(1000)
    booth.model.look_around()
    booth.settle()
    yield from ()


def needling(booth: Booth) -> Iterator[str]:
    yield "needling-begin"
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
    yield from asked(booth)
    booth.follow(lambda state: not state.on)
    yield "needling-checks-asked-again"
    booth.follow(lambda state: booth.model.open_clinic.sessions.next_action(state.id).code == "finish-step")
    yield "needling-done"


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
    booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_M)
    booth.press("Stop")
    yield "sheet-stop-why"
    booth.page.prompt.close_sheet()


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
    booth.page.primary()
    booth.settle()
    booth.tick()
    yield "signed"
    booth.page.primary()
    booth.settle()
    yield "summary"
    booth.console.home()
    yield "home-one-signed"
