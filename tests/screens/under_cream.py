"""The walk through numbing: the form, the ring, alarms, a second couch, the danger card."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from console.core.events import (
    Acknowledged,
    CreamOff,
    CreamOn,
    DangerOpened,
    DangerOver,
    DeviceChosen,
    NumbingLeftOut,
    PlannedZone,
    PlanSet,
    Undone,
)
from console.core.people import Profile
from console.ui.kit.fields import Tick
from tests.support.booth import Booth
from tests.support.pseudo import plain

AFTER = ("chin", "nose", "upper-lip", "lower-lip")
"""Zones with another cream, which is still on when needling begins."""


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
    stands_for_many = next(each.id for each in booth.state.protocol.agents if each.own_label)
    booth.act(CreamOn(stands_for_many, AFTER))
    yield "numbing-own-label"
    booth.page.prompt.press(0)
    yield "numbing-own-label-missing"
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
    for number, name in ((None, "what"), (1, "zones"), (3, "lot")):
        booth.press("Correct a cream")
        if number is not None:
            booth.page.prompt.press(number)
        yield f"cream-correct-{name}"
        booth.page.prompt.close_sheet()
    QTest.keyClick(booth.window, Qt.Key.Key_F8)
    booth.settle()
    booth.tick()
    yield "danger-card"
    booth.press("Show the step")
    yield "danger-beside-step"
    booth.press("Show the signs")
    booth.press("Adrenaline given")
    yield "danger-dose"
    booth.page.prompt.close_sheet()
    booth.press("Client laid flat")
    booth.pass_min(1)
    booth.press("Back to the step")
    booth.tick()
    yield "danger-out-of-sight"
    booth.press("Show the card")
    booth.press("The danger is over")
    yield "danger-what-it-was"
    booth.press("Leave it out")
    booth.pass_min(19)
    yield "numbing-effective"
    booth.press("Another")
    booth.press("Lidocaine 2.5 %")
    yield "numbing-another-form"
    booth.press("Under film")
    booth.press("Cream on now")
    booth.settle()
    yield "numbing-second-why"
    booth.press("Prescriber agreed")
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
