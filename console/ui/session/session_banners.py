"""What stands across the top of the run screen until it is over: trouble with the disk, alarms, a reaction, a pause."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.app.backups import emergency_copy
from console.app.ports import StoreError
from console.core.danger import open_card
from console.core.events import Acknowledged
from console.core.screening import holding
from console.core.state import SessionState
from console.core.text.words import clock
from console.ui.alarms.alarm_strips import Alarms
from console.ui.kit.banners import Banner
from console.ui.kit.bounded_list import BoundedList
from console.ui.kit.labels import column
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.finding_prompt import ask_to_settle, found_text
from console.ui.shell.attempt import attempt

MOST_PX = 162


class SessionBanners(QWidget):
    danger = Signal()

    def __init__(self, desk: PaneContext, reaction_over: Callable[[], object], go_on: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self.card_in_sight = False
        self.alarms = Alarms(desk, lambda state, alarm: desk.model.propose_for(state.id, Acknowledged(alarm.id)))
        self._trouble = Banner("stop", "", desk.words.say("backups", "emergency"), self.save_copy)
        self.found = Banner("stop", "", desk.say("ask_to_settle"), self._settle)
        self._danger = Banner("stop", "", desk.say("danger-show"), self.danger.emit)
        self._reacting = Banner("warn", "", desk.say("reaction-is-over"), reaction_over)
        self._resting = Banner("low", "", desk.say("continue"), go_on)
        strips = column(self._trouble, self.alarms, self._danger, self.found, self._reacting, self._resting, gap=6)
        self._room = BoundedList(strips, MOST_PX)
        self.setLayout(column(self._room, gap=0))
        desk.look.changed.connect(self._arrange)
        self._arrange()
        for strip in (self._trouble, self._danger, self.found, self._reacting, self._resting):
            strip.hide()

    def _arrange(self) -> None:
        """Beside large text the first two have room, and the others scroll."""
        self._room.limit(MOST_PX if self._desk.look.large else None)

    def show_state(self, state: SessionState) -> None:
        going = [] if state.signed else [each.what for each in state.reactions if each.over is None]
        self._reacting.say(self._desk.say("reaction-going", what=", ".join(going)), "warn")
        self._reacting.setVisible(bool(going))
        self._resting.setVisible(state.paused)
        held = holding(state) if state.kind != "prepare" and not state.signed else None
        if held:
            self.found.say(self._desk.say("found-late", found=found_text(self._desk, held)), "stop")
        self.found.setVisible(held is not None)

    def tick(self, state: SessionState | None) -> None:
        self.alarms.tick()
        card = open_card(state) if state is not None else None
        self._danger.setVisible(card is not None and not self.card_in_sight)
        if state is not None and card is not None:
            spent = clock(self._desk.model.now_t() - card.begun.t_ms)
            self._danger.say(self._desk.say("danger-going", time=spent), "stop")
        if state is not None and state.paused:
            rests = clock(self._desk.model.now_t() - state.pauses[-1][0])
            self._resting.say(self._desk.say("resting", time=rests), "low")

    def _settle(self) -> None:
        state = self._desk.model.session
        held = holding(state) if state else None
        if held:
            ask_to_settle(self._desk, held)

    def save_copy(self) -> None:
        """What the session is, sealed, on another disk: as it stands in memory."""
        model, folder = self._desk.model, self.ask_folder()
        state = model.session
        if not folder or state is None:
            return
        store, sessions, clinic, clock = model.store, model.sessions, model.clinic, model.parts.clock
        say = partial(self._desk.words.say, "backups")
        attempt(
            model,
            lambda: emergency_copy(store, sessions, clinic, state.id, Path(folder), clock),
            lambda file: self._trouble.say(say("emergency-saved", file=file.name), "stop"),
            lambda text: self._trouble.say(text, "stop"),
        )

    def ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, self._desk.words.say("backups", "emergency-title"))

    def in_trouble(self, error: StoreError | None) -> None:
        """Until something is written again."""
        self._trouble.setVisible(error is not None)
        if error is not None:
            self._trouble.say(self._desk.words.say("store", error.code, **error.facts), "stop")
