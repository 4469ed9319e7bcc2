"""Two practitioners and a manager at the window, who lock it and come back; and what a screen reader finds in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from console.core.events import (
    CreamOn,
    DeviceChosen,
    PlannedZone,
    PlanSet,
)
from console.core.next_action import next_action
from console.core.people import Operator
from console.core.state import SessionState
from console.ui.lock_screen.locked_page import LockedPage
from tests.screens.walk import MAYA
from tests.support.booth import Booth
from tests.support.keyboard import Keyboard, bring_untimed

SPACE, ENTER, DOWN, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape


class Hands(Booth):
    """Two practitioners and a manager, whose passphrases were given; Osei is signed in."""

    presses = 0
    keyboard: Keyboard

    def open(self) -> None:
        self.people("B. Lind")
        self.lind = self.store.people()[1]
        self.desk = self.clinic.add_person(Operator("", "C. Desk", ("print",)))
        for person in (self.osei, self.lind, self.desk):
            self.store.secrets[person.id] = f"words of {person.name}"
            self.store.admitted.add(person.id)
        self.store.pins.keep(self.osei.id, "2580")
        self.store.pins.keep(self.lind.id, "1379")
        self.show((1280, 800), self.store)

    def begin(self) -> SessionState:
        self.model.begin(self.clinic.add_client(MAYA), "Couch 1")
        self.settle()
        return self.state

    def cream(self, agent: str = "") -> None:
        """A session with cream on the skin, of the first agent or the one named."""
        self.begin()
        now_t = self.model.now_t
        self.follow(lambda state: next_action(state, now_t()).code == "choose-device")
        protocol = self.state.protocol
        self.act(DeviceChosen(protocol.devices[0].id), PlanSet("by hand", (PlannedZone("nose"), PlannedZone("chin"))))
        self.follow(lambda state: state.kind == "numbing")
        self.act(CreamOn(agent or protocol.agents[0].id))

    def key(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            self.presses += 1
            bring_untimed(self.window, key)
            self.settle()
            self.room.clock.advance(200)

    def press(self, name: str) -> None:
        self.presses += 1
        self.room.clock.advance(200)
        super().press(name)

    @property
    def locked(self) -> LockedPage:
        page = self.window.page
        assert isinstance(page, LockedPage), page
        return page

    @property
    def last(self) -> object:
        return self.model.open_sessions[-1].history[-1]

    def texts(self) -> list[str]:
        """All that can be seen in the window."""
        seen = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        shown = [each.text() for each in seen if isinstance(each, QLabel | QAbstractButton | QLineEdit)]
        return [*shown, *(each.accessibleName() for each in seen), *(each.toolTip() for each in seen)]


def read_aloud(top: QWidget) -> list[str]:
    """Names, values and descriptions of everything that a screen reader finds in the window."""
    found: list[str] = []

    def walk(one: QAccessibleInterface | None, depth: int = 0) -> None:
        if one is None or not one.isValid() or depth > 60:
            return
        found.extend(
            one.text(each) for each in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        )
        for at in range(one.childCount()):
            walk(one.child(at), depth + 1)

    walk(QAccessible.queryAccessibleInterface(top))
    return found
