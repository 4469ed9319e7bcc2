"""The left rail: the six steps with their times, and below them every running timer by name."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout

from console.core.state import SessionState
from console.core.state_parts import StepRun
from console.core.text.locale import clock_text
from console.core.timers import working_ms
from console.ui.alarms.timer_text import timer_text
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import clear_layout, column, row
from console.ui.kit.theme import BODY_PX, Theme
from console.ui.shell.model import Model

WIDE_PX, SPARE_PX = 222, 6
HIGH_PX = 640
"""A rail so high, in pixels, has room for steps that stand apart, and the timers below them."""


class _Step(QFrame):
    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number, self._name = number, name
        self.done = self.here = self._narrow = False
        self._told: object = None
        self._sign = label(str(number), "large", strong=True)
        self._sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._label = label(name)
        self._time = label("", "small", "soft")
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._beside.addWidget(self._label)
        self._beside.addWidget(self._time)
        self._inside = row(self._sign, self._beside, gap=10)
        self._inside.setStretch(1, 1)
        self.setLayout(self._inside)
        self.arrange(large=False, low=False)

    def arrange(self, large: bool, low: bool, narrow: bool = False) -> None:
        """Put the time below the name, beside it with large text; where the rail is `low`, closer together; where it is
        `narrow`, show the time of the step at hand only, below its name.
        """
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._narrow, beside = narrow, large and not narrow
        self._beside.setDirection(across if beside else down)
        self._beside.setSpacing(8 if beside else 0 if narrow else 2)
        self._beside.setStretch(0, int(beside))
        self._inside.setContentsMargins(*((10, 4, 6, 4) if large else (14, 4, 10, 4) if low else (14, 8, 10, 8)))
        self._sign.setFixedWidth(self.fontInfo().pixelSize() + 10)

    def tighten(self) -> None:
        """Leave out what stands above and below."""
        self._inside.setContentsMargins(10, 0, 6, 0)
        self.updateGeometry()

    def least_px(self, font: QFont) -> int:
        """Return the width of the sign and the name in this font."""
        edges = self._inside.contentsMargins()
        beside = edges.left() + self._sign.minimumWidth() + self._inside.spacing() + edges.right()
        return beside + QFontMetrics(font).horizontalAdvance(self._name) + SPARE_PX

    def set_text(self, run: StepRun | None, now: str, spent: str) -> None:
        told = run, now, spent, self._narrow
        if told == self._told:
            return
        self._told = told
        here = self.here = run is not None and run.done is None
        self.done = run is not None and run.done is not None
        self._sign.setText(
            "✓" if run and run.done and not run.stopped else "–" if run and run.done else str(self._number)
        )
        mark(self, step="now" if here else "")
        mark(self._label, strong=here)
        self._time.setText(now if here else spent)
        self._time.setVisible(here or (bool(run) and not self._narrow))
        self.setAccessibleName(f"{self._number} {self._name} {self._time.text()}")


class Rail(QFrame):
    """Updated at every tick; only what changed is painted anew."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme, self._words = model, theme, model.words
        self.setProperty("bar", "side")
        self._steps: dict[str, _Step] = {}
        self._list = QVBoxLayout()
        self._timers = column(gap=4)
        self._lines: list[QLabel] = []
        self._tight = False
        inside = column(self._list, 1, self._timers)
        self._inside = inside
        self.setLayout(inside)
        theme.changed.connect(self._arrange)
        self._arrange()

    def take_width(self) -> int:
        """Take the width of the design, or in a tight window what the names need; return it."""
        wide = round(WIDE_PX * (1 + 0.7 * (self._theme.scale - 1)))
        if self._theme.tight and self._steps:
            font, edges = self._theme.font(BODY_PX, bold=True), self._inside.contentsMargins()
            least = max(step.least_px(font) for step in self._steps.values()) + edges.left() + edges.right()
            wide = min(wide, least)
        self.setFixedWidth(wide)
        return wide

    def _arrange(self) -> None:
        large, low = self._theme.large, self.height() < HIGH_PX
        self._set_gaps(((8, 16) if large else (14, 16)), 2 if large or low else 6, 2 if large else 4)
        for step in self._steps.values():
            step.arrange(large, low, self._theme.tight)
            step.show()
        self._tight = False
        self._tighten()

    def _tighten(self) -> None:
        """Bring all closer together where that much runs that it has no room else, then leave out the steps that are
        done, then those ahead; a new state looks again."""
        if not self._tight and not self._fits():
            self._tight = True
            self._set_gaps((8, 2), 0, 0)
            for step in self._steps.values():
                step.tighten()
        if self._tight:
            steps = list(self._steps.values())
            done, ahead = ([each for each in steps if each.done is done and not each.here] for done in (True, False))
            for step in (*done, *reversed(ahead)):
                if not step.isHidden() and not self._fits():
                    step.hide()

    def _fits(self) -> bool:
        for layout in (self._list, self._timers, self._inside):
            layout.invalidate()  # Qt would answer as of before a step went, until it lays out anew
        return self._inside.totalMinimumHeightForWidth(self.width()) <= self.height()

    def _set_gaps(self, edges: tuple[int, int], steps: int, timers: int) -> None:
        across, down = edges
        self._inside.setContentsMargins(across, down, across, down)
        self._list.setSpacing(steps)
        self._timers.setSpacing(timers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._tighten()
        return taken

    def show_state(self, state: SessionState) -> None:
        known = [step.id for step in state.protocol.steps]
        if list(self._steps) != known:
            clear_layout(self._list)
            self._steps = {step.id: _Step(n, step.label) for n, step in enumerate(state.protocol.steps, start=1)}
            for step in self._steps.values():
                self._list.addWidget(step)
            self._arrange()
            self.take_width()
        elif self._tight:
            self._arrange()
        self.tick(state)

    def tick(self, state: SessionState) -> None:
        runs = {run.step: run for run in state.steps}
        now_t = self._model.now_t()
        for step_id, step in self._steps.items():
            run = runs.get(step_id)
            spent = ""
            if run:
                end = run.done.t_ms if run.done else None
                spent = clock_text(working_ms((run.begun.t_ms, end), state.rests, now_t))
            now = spent if self._theme.large else self._words.say("window", "now", time=spent)
            step.set_text(run, now, spent)
        self._show_timers(self._running(state))

    def _running(self, state: SessionState) -> tuple[tuple[str, bool], ...]:
        """With large text the step's own time stands only beside its name, above."""
        large = self._theme.large
        mine = [each for each in self._model.timers_of(state) if not (large and each.kind == "step")]
        own = [(timer_text(self._words, state, each), True) for each in mine]
        others = [
            (
                self._words.say(
                    "window", "other-couch", couch=each.couch or "?", what=timer_text(self._words, each, timer)
                ),
                False,
            )
            for each in self._model.open_sessions
            if each.id != state.id
            for timer in self._model.timers_of(each)
            if timer.kind != "step"
        ]
        return (*own, *others)

    def _show_timers(self, lines: tuple[tuple[str, bool], ...]) -> None:
        while len(self._lines) < len(lines):
            self._lines.append(label("", "body", wrap=True))
            self._lines[-1].setProperty("kept", True)
            self._timers.addWidget(self._lines[-1])
        for index, line in enumerate(self._lines):
            text, own = lines[index] if index < len(lines) else ("", False)
            if line.text() != text:
                line.setText(text)
            line.setVisible(bool(text))
            usual = "body" if own else "small"
            first = index == 0 and not self._theme.tight and not (own and self._theme.large)
            size = "large" if first else usual
            mark(line, strong=own, tone="" if own else "soft", lettering=size)
        self._tighten()
