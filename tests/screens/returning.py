"""The walk through a second visit: the plan taken over, its differences, and a zone's history."""

from collections.abc import Iterator

from console.core.events import (
    DeviceChosen,
    NumbingLeftOut,
    ScreeningAnswered,
    StoppedEarly,
    ZonePlanned,
    ZoneTaken,
    ZoneUnplanned,
)
from console.core.screening import open_questions
from console.ui.home.home_page import HomePage
from tests.support.booth import MINUTE, Booth

MONTH_MS = 28 * 24 * 60 * MINUTE


def again(booth: Booth) -> Iterator[str]:
    sessions = booth.model.open_clinic.sessions
    client = next(each.id for each in booth.store.clients() if each.sessions == 1 and each.profile.of("allergy"))
    booth.console.home()
    booth.room.clock.advance(MONTH_MS)
    booth.console.lock.touch()
    begun = booth.ask(lambda: sessions.begin(client, booth.osei, "Couch 1").id)
    booth.model.look_around()
    booth.settle()
    booth.one(HomePage).resume.emit(begun)
    booth.settle()
    booth.act(ScreeningAnswered(dict.fromkeys(open_questions(booth.state), "no")), DeviceChosen("skinpen"))
    booth.act(booth.ask(lambda: sessions.last_plan(begun)))
    booth.act(ZonePlanned("forehead", 500, 3), ZoneUnplanned("nose"), ZonePlanned("chin", 250, 2))
    yield "prepare-as-last-time"
    booth.follow(lambda state: state.step == "numbing")
    booth.act(NumbingLeftOut(booth.state.protocol.reason_texts("leave-out")[0]))
    booth.follow(lambda state: state.step == "needling")
    booth.act(ZoneTaken("chin"))
    yield "needling-zone-history"
    booth.act(StoppedEarly("Client felt unwell"))
    booth.follow(lambda state: state.signed is not None, session=begun)
    booth.console.home()
