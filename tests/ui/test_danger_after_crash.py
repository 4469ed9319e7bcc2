"""What was noted at the locked screen's danger card when the program died stands, and it is asked who it was."""

import shutil
from contextlib import closing

from PySide6.QtWidgets import QAbstractButton

from console.app.late_danger import LateDanger, record_late
from console.core.events import UNKNOWN, DangerAction, DangerOver
from console.core.people import RIGHTS, Operator
from console.core.state import SessionState
from console.ui.home.home_page import HomePage
from console.ui.session.session_page import SessionPage
from db.store import Store
from tests.support.real_parts import SECRET
from tests.support.store_practice import led
from tests.support.window_practice import Practice

MIN = 60_000
DONE = "Help called in the clinic", "Client laid flat"


def locked_dangers(practice: Practice) -> SessionState:
    """Two cards in the one open session, the second open still; then the plug is pulled, and the computer starts."""
    pulled = practice.folder.with_name("pulled")
    store = Store.open(practice.folder, SECRET)
    with closing(store):
        clinic, sessions = led(store, practice.clock)
        clinic.add_person(Operator("", "B. Lind", RIGHTS))
        session = sessions.begin(store.clients()[0].id, store.people()[0], "Couch 1").id
        for what in DONE:
            practice.clock.advance(MIN)
            record_late(sessions, practice.clock, session, LateDanger(practice.clock.now()), UNKNOWN)
            sessions.propose(session, DangerAction(what), 0, UNKNOWN)
            if what != DONE[-1]:
                sessions.propose(session, DangerOver(), 0, UNKNOWN)
        left = sessions.state(session)
        shutil.copytree(practice.folder, pulled)
    shutil.rmtree(practice.folder)
    pulled.rename(practice.folder)
    practice.clock.reboot(5 * MIN)
    return left


def test_it_stands_and_of_each_card_it_is_asked_once(practice: Practice) -> None:
    practice.found()
    left = locked_dangers(practice)
    practice.begin()
    practice.sign_in()
    home, model = practice.page(HomePage), practice.console.model
    practice.wait(lambda: home.cards)
    seen = [each for each in home.findChildren(QAbstractButton) if each.isVisible()]
    next(each for each in seen if each.accessibleName().startswith("Maya Lindqvist: Yes")).click()
    practice.wait(lambda: not model.busy)
    home.resume.emit(left.id)
    page = practice.page(SessionPage)
    asked = []
    for number in range(2):
        practice.wait(page.prompt.isVisible)
        asked.append(page.prompt.accessibleName())
        page.prompt.press(number)
        practice.wait(lambda: not model.busy)
    assert ["10:01" in asked[0], "10:02" in asked[1]] == [True, True]
    state = model.session
    assert state is not None
    assert state.dangers == left.dangers
    assert [each.text for card in state.dangers for each in card.done] == list(DONE)
    named = [state.named[card.begun.event].name for card in state.dangers]
    assert (state.unnamed, named) == ((), ["A. Osei", "B. Lind"])
    assert page.prompt.isHidden()
