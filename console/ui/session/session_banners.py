"""What stands across the top of the run screen until it is over: trouble with the disk, alarms, a reaction, a pause."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.app.emergency_copy import save_emergency_copy
from console.app.ports import StoreError
from console.core.danger import open_card
from console.core.events import Acknowledged
from console.core.screening import blocking_finding
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.alarms.alarm_banners import AlarmBanners
from console.ui.kit.banner import Banner
from console.ui.kit.bounded_list import BoundedList
from console.ui.kit.layouts import column
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.finding_prompt import ask_to_settle, found_text
from console.ui.shell.attempt import attempt

MOST_PX, LOW_MOST_PX = 162, 88
"""Beside large text two strips have room; in a low window one, the whole of it."""


class SessionBanners(QWidget):
    danger = Signal()

    def __init__(self, context: PaneContext, reaction_over: Callable[[], object], go_on: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self._card_of = ""
        self.alarms = AlarmBanners(
            context, lambda state, alarm: context.model.propose_for(state.id, Acknowledged(alarm.id))
        )
        self._trouble = Banner("stop", "", context.words.say("backups", "emergency"), self.save_copy)
        self.found = Banner("stop", "", context.say("settle"), self._settle)
        self._danger = Banner("stop", "", context.say("danger-show"), self.danger.emit)
        self._reacting = Banner("warn", "", context.say("reaction-is-over"), reaction_over)
        self._resting = Banner("low", "", context.say("continue"), go_on)
        strips = column(self._trouble, self.alarms, self._danger, self.found, self._reacting, self._resting, gap=6)
        self._room = BoundedList(strips, MOST_PX, whole=True)
        self.setLayout(column(self._room, gap=0))
        context.theme.changed.connect(self._arrange)
        self._arrange()
        for strip in (self._trouble, self._danger, self.found, self._reacting, self._resting):
            strip.hide()

    def beside_card(self, session: str) -> None:
        """Stand over the danger card of this session; "" while none is in sight.

        Over it the room of an alarm is kept, so that none moves what may be pressed.
        """
        if session != self._card_of:
            self._card_of, self.alarms.only_one = session, bool(session)
            self.tick(self._context.model.session)
            self._keep_room()

    def _keep_room(self) -> None:
        self._room.keep(bool(self._card_of), self.alarms.least_px() if self._card_of else 0)

    def _arrange(self) -> None:
        """Beside large text the first two have room, in a low window the first one, and the others scroll."""
        theme = self._context.theme
        if theme.low:
            self._room.limit(LOW_MOST_PX, first=True)
        else:
            self._room.limit(MOST_PX if theme.large else None)
        self._keep_room()

    def show_state(self, state: SessionState) -> None:
        going = [] if state.signed else [each.what for each in state.reactions if each.over is None]
        self._reacting.set_text(self._context.say("reaction-going", what=self._context.words.listed(going)), "warn")
        self._reacting.setVisible(bool(going))
        self._resting.setVisible(state.paused)
        held = blocking_finding(state) if state.kind != "prepare" and not state.signed else None
        if held:
            self.found.set_text(self._context.say("found-late", found=found_text(self._context, held)), "stop")
        self.found.setVisible(held is not None)

    def tick(self, state: SessionState | None) -> None:
        self.alarms.tick()
        card = open_card(state) if state is not None else None
        self._danger.setVisible(card is not None and not self._card_of)
        if state is not None and card is not None:
            spent = clock_text(self._context.model.now_t() - card.begun.t_ms)
            self._danger.set_text(self._context.say("danger-going", time=spent), "stop")
        if state is not None and state.paused:
            rests = clock_text(self._context.model.now_t() - state.pauses[-1][0])
            self._resting.set_text(self._context.say("resting", time=rests), "low")

    def _settle(self) -> None:
        state = self._context.model.session
        held = blocking_finding(state) if state else None
        if held:
            ask_to_settle(self._context, held)

    def save_copy(self) -> None:
        """What the session is, sealed, on another disk: as it stands in memory."""
        model, folder = self._context.model, self.ask_folder()
        state = model.session
        if not folder or state is None:
            return
        store, sessions, clinic, clock = (
            model.open_clinic.store,
            model.open_clinic.sessions,
            model.open_clinic.clinic,
            model.dependencies.clock,
        )
        say = partial(self._context.words.say, "backups")
        attempt(
            model,
            lambda: save_emergency_copy(store, sessions, clinic, state.id, Path(folder), clock),
            lambda file: self._trouble.set_text(say("emergency-saved", file=file.name), "stop"),
            lambda text: self._trouble.set_text(text, "stop"),
        )

    def ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, self._context.words.say("backups", "emergency-title"))

    def in_trouble(self, error: StoreError | None) -> None:
        """Until something is written again."""
        self._trouble.setVisible(error is not None)
        if error is not None:
            self._trouble.set_text(self._context.words.say("store", error.code, **error.facts), "stop")
