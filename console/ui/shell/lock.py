"""Whether the screen is locked: by key, by button, by time without a touch, by the system; and what is seen after."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.core.people import Operator
from console.core.state import SessionState
from console.ui.input.keys import bind
from console.ui.kit.prompt import Choice, Prompt
from console.ui.shell.clipboard import clear_clipboard
from console.ui.shell.system_lock import SystemLock

if TYPE_CHECKING:
    from console.ui.lock_screen.locked_page import LockedPage
    from console.ui.shell.app import Shell

MINUTE_MS = 60_000
DEAF_MS = 400
"""What was meant for the page before does nothing on the locked one, the rest of a touch or a click included."""


class Lock(QObject):
    """While it is on, the window holds the locked page alone: no other is shown, read aloud or listens to a key.

    Time without a touch is told by the boot clock, so that sleep counts: the first touch after it finds the screen
    locked, and does nothing else.
    """

    turned = Signal(bool)

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell, self._model, self._window = shell, shell.model, shell.window
        self._clock = shell.dependencies.clock
        self.on = False
        self._touched_ms = self._clock.now().boot_ms
        self._deaf_ms = 0
        self._page: LockedPage | None = None
        self._session: SessionState | None = None
        self._summary = ""
        self._heir = ""
        self._window.ticked.connect(self.tick)
        self._keys = bind(self._window, {"lock": self.lock})
        self._system = SystemLock(self)
        self._system.locked.connect(self.lock)

    def watch(self) -> None:
        """Somebody has signed in: from now on there is something to lock."""
        self.touch()
        self._system.listen()
        self._window.scan_routing.scanner.watch(self._felt)

    def touch(self) -> None:
        self._touched_ms = self._clock.now().boot_ms

    def tick(self) -> None:
        if self.on and self._page is not None:
            self._page.tick()
        elif self._idle():
            self.lock()

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

    def hand_over(self, person: Operator) -> None:
        """The session in hand goes to this person as soon as they have shown who they are: one PIN, and nothing else
        is asked. Whoever else comes back is asked as ever."""
        self.lock()
        if self._page is None or not self.on:
            return
        self._heir = person.id
        if self._model.pins.needless:
            self.unlock(person)
        else:
            self._page.unlocking.begin(person)

    def unlock(self, person: Operator) -> None:
        """The same person is where they were. Another one is signed in, and goes on only where they say so."""
        before = self._model.operator
        if not self.on or before is None:
            return
        same = before.id == person.id
        self.on = False
        self.touch()
        if self._page is not None:
            self._page.forget()
        if not same:
            clinic = self._model.clinic
            self._model.operator = person
            self._model.run(lambda: clinic.switch(person.id), lambda _: None)
        self._window.show_again()
        self._go_back(same)
        self.turned.emit(False)

    def _idle(self) -> bool:
        if self.on or self._model.operator is None:
            return False
        return self._clock.now().boot_ms - self._touched_ms >= self._shell.settings.lock_min * MINUTE_MS

    def _put_away(self) -> None:
        """What stands open over a page, what was copied, typed in secret or searched for, and the session in hand."""
        from console.ui.clients.clients_page import ClientsPage
        from console.ui.kit.fields import SecretField
        from console.ui.records.summary_page import SummaryPage

        close_all_but(self._window)
        clear_clipboard()
        for field in self._window.findChildren(SecretField):
            field.forget()
        for sheet in self._window.findChildren(Prompt):
            if not sheet.isHidden():
                sheet.close_sheet()
        clients = self._shell.shelf.made("clients")
        if isinstance(clients, ClientsPage):
            clients.search.setText("")
        page = self._window.page
        self._summary = page.session if isinstance(page, SummaryPage) else ""
        self._session = self._model.session
        self._model.leave()
        self._shell.who.leave()

    def _go_back(self, same: bool) -> None:
        held, self._session = self._session, None
        self._shell.who.handed_to("" if same else self._heir)
        self._heir = ""
        stood = self._window.page
        if held is not None:
            now = (each for each in self._model.open_sessions if each.id == held.id)
            self._model.take_up(next(now, held))
        if self._summary and same:
            self._shell.summary(self._summary)
        elif same and stood is not None:
            self._window.show_page(stood)
            self._refresh(stood)
        elif held is None:
            self._shell.home()

    def _refresh(self, page: QWidget) -> None:
        from console.ui.home.home_page import HomePage

        if isinstance(page, HomePage):
            page.show_all()

    def _locked_page(self) -> "LockedPage":
        if self._page is None:
            from console.ui.lock_screen.locked_page import LockedPage

            self._page = LockedPage(self._model, self._shell.theme, self._window.bell)
            self._page.unlocked.connect(self.unlock)
        return self._page


def close_all_but(window: QWidget) -> None:
    """Dialogs, those over them, menus and tool tips: one that is closed leaves those below it open."""
    over = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
    for each in reversed(over):
        each.close()


def ask_sign_out(shell: "Shell", prompt: Prompt) -> None:
    """At the end of the day: only where no session is open, and not by a slip of the finger."""
    say = partial(shell.model.words.say, "lock")
    count = len(shell.model.open_sessions)
    if count:
        prompt.ask(say("sign-out-open", count=count), [Choice(say("stay"), lambda: None)])
        return
    asked = [Choice(say("stay"), lambda: None), Choice(say("sign-out"), shell.sign_out)]
    prompt.ask(say("sign-out-ask"), asked, say("sign-out-long"))
