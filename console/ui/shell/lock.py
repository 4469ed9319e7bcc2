"""Whether the screen is locked: by key, by button, by time without a touch, by the system; and what is seen after."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.core.people import Operator
from console.core.state import SessionState
from console.ui.input.key_scope import KeyScope
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.clipboard import clear_clipboard
from console.ui.shell.leaving import ask_leave
from console.ui.shell.needling_setting import NeedlingLock, NeedlingLockHost
from console.ui.shell.pages import PageKey
from console.ui.shell.system_lock import SystemLock
from console.ui.shell.window import Window

if TYPE_CHECKING:
    from console.ui.lock_screen.locked_page import LockedPage

MINUTE_MS = 60_000
LOCKED: PageKey["LockedPage"] = PageKey()
DEAF_MS = 400
"""What was meant for the page before does nothing on the locked one, the rest of a touch or a click included."""


class LockHost(NeedlingLockHost, Protocol):
    """What the lock asks of the shell."""

    theme: Theme
    window: Window

    @property
    def lock_min(self) -> int:
        """Minutes without a touch after which the screen locks."""
        ...

    def cover(self) -> None:
        """Take off the pages what was searched for; remember what is shown."""
        ...

    def uncover(self, page: QWidget) -> None:
        """Show the page that stood there when the screen was locked."""
        ...

    def hand_to(self, person: str) -> None:
        """By id: this person goes on with the next session in hand without being asked; "" for nobody."""
        ...

    def home(self) -> None: ...


class Lock(QObject):
    """While it is on, the window holds the locked page alone: no other is shown, read aloud or listens to a key.

    Time without a touch is told by the boot clock, so that sleep counts: the first touch after it finds the screen
    locked, and does nothing else. Who needles has both hands on the client: then only the time in which the computer
    slept counts, unless the clinic wants it otherwise.
    """

    turned = Signal(bool)

    def __init__(self, host: LockHost) -> None:
        super().__init__(host.window)
        self._host, self._model, self._window = host, host.model, host.window
        self._clock = host.model.dependencies.clock
        self.on = False
        self._touched_ms = self._clock.now().boot_ms
        self._deaf_ms = 0
        self._ticked_ms = self._touched_ms
        self._session: SessionState | None = None
        self._heir = ""
        self._locks_needling = NeedlingLock(host)
        self._window.ticked.connect(self.tick)
        KeyScope(self._window, {"lock": self.lock})
        self._model.lock_asked.connect(self.lock)
        self._system = SystemLock(self)
        self._system.locked.connect(self.lock)

    def watch(self) -> None:
        """Somebody has signed in: from now on there is something to lock."""
        self.touch()
        self._locks_needling.read()
        self._system.listen()
        self._window.scan_routing.scanner.watch(self._felt)

    def touch(self) -> None:
        self._touched_ms = self._clock.now().boot_ms

    def tick(self) -> None:
        if self.on:
            self._locked_page().tick()
        elif self._idle():
            self.lock()
        self._ticked_ms = self._clock.now().boot_ms

    def _felt(self, event: QEvent) -> bool:
        """A touch; whether it reaches nobody, since the screen locks at it."""
        now = self._clock.now().boot_ms
        if self._idle():
            self._deaf_ms = now + DEAF_MS
            self.lock()
        if now < self._deaf_ms:
            event.accept()
            return True
        self.touch()
        return False

    def lock(self) -> None:
        """Where nobody is signed in there is nothing to lock."""
        if self.on or self._model.operator is None:
            return
        self.on = True
        self._put_away()
        page = self._locked_page()
        self._window.show_alone(page)
        page.begin()
        self._model.look_around()
        self.turned.emit(True)

    def show_danger(self) -> None:
        """Show the danger card on the locked page."""
        self._locked_page().show_danger()

    def ask_close(self) -> None:
        """Ask on the locked page whether the program ends, and what is lost by it."""
        say = self._model.words.say
        ask_leave(
            self._model, self._locked_page().prompt, say("home", "close-ask"), say("home", "close-program"),
            self._window.close_now,
        )  # fmt: skip

    def hand_over(self, person: Operator) -> None:
        """The session in hand goes to this person as soon as they have shown who they are: one PIN, and nothing else
        is asked. Whoever else comes back is asked as ever."""
        self.lock()
        if not self.on:
            return
        self._heir = person.id
        if self._model.open_clinic.pins.needs_no_pin:
            self.unlock(person)
        else:
            self._locked_page().unlock_panel.begin(person)

    def unlock(self, person: Operator) -> None:
        """The same person is where they were. Another one is signed in, and goes on only where they say so."""
        before = self._model.operator
        if not self.on or before is None:
            return
        same = before.id == person.id
        self.on = False
        self.touch()
        self._locked_page().forget()
        if not same:
            clinic = self._model.open_clinic.clinic
            self._model.operator = person
            self._model.run(lambda: clinic.switch(person.id), lambda _: None)
            self._locks_needling.read()
        self._model.drafts.come(person)
        self._model.sign_waiting(person)
        self._window.show_again()
        self._go_back(same)
        self.turned.emit(False)

    def _idle(self) -> bool:
        if self.on or self._model.operator is None:
            return False
        since = self._touched_ms if self._locks_needling.on or not self._needling() else self._ticked_ms
        return self._clock.now().boot_ms - max(since, self._touched_ms) >= self._host.lock_min * MINUTE_MS

    def _needling(self) -> bool:
        state = self._model.session
        return state is not None and state.kind == "needling" and not state.paused

    def _put_away(self) -> None:
        """Close what stands open over a page; forget what was copied or typed in secret; leave the session in hand."""
        from console.ui.kit.fields import SecretField

        close_all_but(self._window)
        clear_clipboard()
        for field in self._window.findChildren(SecretField):
            field.forget()
        for sheet in self._window.findChildren(Prompt):
            sheet.let_go()
        self._model.drafts.leave()
        self._host.cover()
        self._session = self._model.session
        self._model.leave()

    def _go_back(self, same: bool) -> None:
        held, self._session = self._session, None
        heir, self._heir = self._heir, ""
        stood = self._window.page
        self._host.hand_to("" if same else heir)
        if held is not None:
            now = (each for each in self._model.open_sessions if each.id == held.id)
            self._model.take_up(next(now, held))
        if same and stood is not None:
            self._host.uncover(stood)
        elif held is None:
            self._host.home()
        for sheet in self._window.findChildren(Prompt):
            sheet.typed.come_back(same and sheet.isHidden())

    def _locked_page(self) -> "LockedPage":
        return self._model.open_clinic.pages.page(LOCKED, self._make_page)

    def _make_page(self) -> "LockedPage":
        from console.ui.lock_screen.locked_page import LockedPage

        page = LockedPage(self._model, self._host.theme, self._window.bell)
        page.unlocked.connect(self.unlock)
        return page


def close_all_but(window: QWidget) -> None:
    """Dialogs, those over them, menus and tool tips: one that is closed leaves those below it open."""
    over = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
    for each in reversed(over):
        each.close()
