"""The run screen: one page for every step of a session."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from console.app.ports import StoreError
from console.core.state import SessionState
from console.exchange.contents import Udi
from console.ui.alarms.bell import Bell
from console.ui.input.key_scope import KeyScope
from console.ui.input.keys import debounce
from console.ui.kit.layouts import column
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.kit.toast import Toast
from console.ui.kit.udi_text import pack_text
from console.ui.session.act_guard import ActGuard
from console.ui.session.action_bar import ActionBar
from console.ui.session.offered import Offered
from console.ui.session.pane_context import PaneContext
from console.ui.session.pane_stacks import PaneStacks
from console.ui.session.panes.pane import Pane, take_scan, takes_scan
from console.ui.session.reaction_prompts import ReactionPrompts
from console.ui.session.session_banners import SessionBanners
from console.ui.session.session_layout import SessionLayout
from console.ui.session.session_notices import SessionNotices
from console.ui.session.session_prompts import SessionPrompts
from console.ui.session.step_rail import Rail
from console.ui.session.top_bar import TopBar
from console.ui.shell.model import Model


class SessionPage(QWidget):
    """Shows what the engine published; everything pressed becomes an intent."""

    home = Signal()
    summary = Signal(str)
    hand_over = Signal(object)
    keys = Signal()
    lock = Signal()

    def __init__(self, model: Model, theme: Theme, bell: Bell, take_time: Callable[[], int]) -> None:
        """`take_time` gives once the time that the key which acts now carries itself, in ms; 0 where it has none."""
        super().__init__()
        self._model = model
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._keys = KeyScope(self)
        self.prompt = Prompt(model.words, self._keys, model.drafts, model.lock_asked.emit)
        self.prompt.typed.waits, self.prompt.typed.whose = True, self._whose
        self.context = PaneContext(model, theme, self.prompt, bell)
        self._reactions = ReactionPrompts(self.context)
        self._prompts = SessionPrompts(self.context, self._reactions, self.summary.emit, self.hand_over.emit)
        self._top, self._rail, self.bar = TopBar(model, theme), Rail(model, theme), ActionBar(self.context)
        self._banners = SessionBanners(self.context, self._reactions.end, self._prompts.pause)
        said = column()
        self._toast = Toast(self, self._rail, self.bar, said, self.context.say("dismiss"))
        self._notices = SessionNotices(self.context, self._toast, self._prompts.reason_for)
        self.context.tell = self._notices.tell
        self._panes = PaneStacks(self.context, self.tick)
        self._danger = self._panes.danger
        self._offered = Offered(model)
        middle, side = self._panes.middle, self._panes.side
        SessionLayout(self, theme, self._top, self._rail, self._banners, middle, side, said, self.bar)
        self._guard, self._take_time = ActGuard(model, self.bar.main, take_time), take_time
        self._wire()

    def _whose(self) -> tuple[str, str]:
        state = self._model.session
        return (state.client, state.id) if state else ("", "")

    def show_state(self, state: SessionState) -> None:
        """All of it anew, from the state alone."""
        self._notices.show_state(state)
        if state.closed:
            self.home.emit()
            return
        pane = self._panes.begun(state)
        if self._panes.middle.currentWidget() is not pane.middle and self.prompt.isHidden():
            self.setFocus()  # else what goes takes it on to a line of text, and digits with it
        self._danger.show_state(state)
        self._turn()
        self._top.show_state(state)
        self._rail.show_state(state)
        pane.show_state(state)
        self._banners.show_state(state)
        self.tick()

    def _turn(self) -> None:
        """The danger card where it is open and in sight, else the step."""
        state = self._model.session
        if state is not None:
            self._banners.beside_card(state.id if self._danger.shown else "")
            self._panes.show(state)

    def _remind(self) -> None:
        if not self._danger.shown:
            self._notices.remind(self._danger.tell_open)

    def open_danger(self) -> None:
        """Open the danger card, from every step and from a sheet."""
        if not self.prompt.isHidden():
            self.prompt.close_sheet()
        self._guard.forget()
        self._danger.open()

    def tick(self) -> None:
        """Four times a second at most: what shows time says it anew."""
        state = self._model.session
        self._banners.tick(state)
        self._toast.tick(self._model.dependencies.clock.now().boot_ms)
        if state is None or not self.isVisible():
            return
        if not state.signed:
            self._rail.tick(state)
            self._panes.pane(state.kind).tick(state)
        self._danger.tick(state)
        action = self._model.next_action()
        self._offered.tell(state, action)
        pane, shown = self._panes.pane(state.kind), self._danger.shown
        offer, asks = (self._danger.offer(state), "") if shown else (pane.offer(action.code), pane.asks(action.code))
        waits = "" if shown else pane.waits
        self.bar.undoes = self._danger.undoes
        self.bar.show_action(state, action, waits or offer, self._danger.rests or bool(waits), asks)

    def primary(self) -> None:
        """The next action; where it waits for something, what it waits for opens."""
        state = self._model.session
        if state is None:
            return
        action, at = self._model.next_action(), self.bar.main.pressed_at or self._take_time()
        pane = self._panes.pane(state.kind)
        code = self._danger.act(state) or pane.act(action.code)
        if self._danger.rests or not self._guard.lets(code, at):
            self._ignore()
            return
        if self._danger.shown:
            self._danger.primary()
        elif action.code in ("see-danger", "end-danger"):
            self._danger.go_on(action.code)
        elif pane.waits:
            self._notices.tell(pane.waits)
            return
        elif action.code == "signed":
            self.summary.emit(state.id)
        elif pane.offer(action.code) or pane.asks(action.code):
            pane.help_with(action.code)
        elif action.intent is not None:
            self._model.primary(action.code, self._offered.stood())
        elif not pane.help_with(action.code):
            self._notices.tell(self.bar.told(state, action))
            return
        self._guard.note(code, at)

    def _undo(self) -> None:
        """Take back a danger card that nobody meant, else the latest entry."""
        if not self._danger.undo():
            self._prompts.undo()

    def _ignore(self) -> None:
        self._notices.ignore(self._danger.ignoring)

    def take_scan(self, udi: Udi) -> bool:
        """To the form that is open, else to the step; never past a question that stands on the sheet."""
        self._guard.forget()
        taken = take_scan(self.context, self._scan_pane(), udi)
        if taken and self.prompt.isHidden() and not isinstance(self.focusWidget(), QAbstractButton):
            self.setFocus()
        if taken and self.prompt.isHidden() and not udi.others:  # the fields may lie below what is in sight
            words = self._model.words
            self._notices.tell(words.say("scan", "read", what=pack_text(words, udi, self._model.today())))
        return taken

    def scan_form(self) -> bool:
        pane = self._scan_pane()
        return takes_scan(self.prompt.form) or (pane is not None and pane.scan_form())

    def _scan_pane(self) -> Pane | None:
        state = self._model.session
        return None if state is None or state.signed or not self.prompt.isHidden() else self._panes.pane(state.kind)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offered.begin()
        self._notices.remind()
        self._guard.watch(self.window().windowHandle())
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.prompt.isHidden():
            self.prompt.close_sheet()
        self._toast.hide()

    def _in_trouble(self, error: StoreError | None) -> None:
        self._banners.in_trouble(error)
        if self._model.session:
            self._top.show_state(self._model.session)

    def _press(self) -> None:
        """The control that has the focus, since Space is the primary action's."""
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()

    def _away(self) -> None:
        """First what was said is put away, then the danger card, then what the step went nearer to, then the page."""
        state = self._model.session
        if self._toast.isVisible():
            self._toast.hide()
        elif self._danger.shown:
            self._danger.turn_away()
        elif state is None or not self._panes.pane(state.kind).step_back():
            self.home.emit()

    def _wire(self) -> None:
        asking = self._prompts
        self._model.session_changed.connect(self.show_state)
        self._model.refused.connect(self._notices.refuse)
        self._model.ignored.connect(self._ignore)
        self._model.trouble.connect(self._in_trouble)
        self._model.broken.connect(self._notices.mistaken)
        self._model.open_changed.connect(self.tick)
        steady = partial(debounce, self._model.dependencies.clock)
        primary, undo = steady(self.primary), steady(self._undo)
        for signal, act in (
            (self.bar.primary, primary), (self.bar.undo, undo),
            (self.bar.pause, asking.pause), (self.bar.reaction, self._reactions.ask),
            (self.bar.danger, self.open_danger), (self._banners.danger, self.open_danger),
            (self._danger.turned, self._toast.hide), (self._danger.turned, self._turn),
            (self._danger.turned, self._remind), (self._model.drafts.put_by, self._notices.tell_kept),
            (self._model.drafts.left, self._toast.forget),
            (self.bar.more, asking.more), (self._top.home, self.home.emit),
            (self._top.lock, self.lock.emit),
        ):  # fmt: skip
            signal.connect(act)
        actions: dict[str, Callable[[], object]] = {
            "primary": primary, "undo": undo, "pause": asking.pause, "reaction": self._reactions.ask,
            "more": asking.more, "note": asking.note, "press": self._press, **self._panes.by_key,
            "acknowledge": self._banners.alarms.acknowledge_first, "home": self._away, "keys": self.keys.emit,
        }  # fmt: skip
        self.prompt.opened.connect(self._guard.forget)
        self.prompt.closed.connect(self._guard.forget)
        self.prompt.choosing.connect(self._guard.choosing)
        self._keys.bind({name: act if name == "primary" else self._guard.after(act) for name, act in actions.items()})
        self.prompt.urgent.connect(self._reactions.ask)
