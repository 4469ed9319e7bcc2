"""The bottom bar: undo, pause, reaction and more on the left; the one primary action on the right."""

import re
from collections.abc import Callable
from itertools import combinations, pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from console.core.actions import Action
from console.core.preparation import due_checks
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.ui.kit.labels import button, enlarge, hint, mark
from console.ui.kit.layouts import row
from console.ui.session.pane_context import PaneContext
from console.ui.session.undo_button import UndoButton

UNITS = re.compile(r"(?<=\d) (?=%)")
"""A blank at which no line ends."""
LINE, HINTED = 21 / 16, 1.02
"""So much larger than a body text are the letters of one line; drawn, they may be a little wider than reckoned."""
TALL = 72
"""As high as the stylesheet makes the primary button inside: a second line makes it no higher."""


class Primary(QPushButton):
    """Where there is no room, its text goes on in a second line, then in smaller letters, then in the least. Its sign
    always stands, and nothing of it is ever left out.
    """

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__()
        self._told = self._sign = ""
        self.pressed_at = 0
        """The time that the touch carries itself, in ms, while the button is held by one; else 0."""
        self.setProperty("kind", "primary")
        enlarge(self)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: pressed())

    def set_text(self, text: str, sign: str, kind: str) -> None:
        told = text.replace("&", "&&")
        if (told, sign) != (self._told, self._sign) or kind != self.property("kind"):
            mark(self, kind=kind)
            self._told, self._sign = told, sign
            self.setAccessibleName(text)
            self.setToolTip(hint(text))
            self.setText(told + sign)
            self._fit()

    def sizeHint(self) -> QSize:
        hint, whole = super().sizeHint(), self._wide(self._told + self._sign)
        large, now = LINE * QApplication.font().pixelSize(), self.font().pixelSize()
        wished = whole * (HINTED * large / now if self.property("lettering") and now > 0 else 1)
        return QSize(round(hint.width() + wished - self._wide(self.text())), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(240, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_at = event.timestamp()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.pressed_at = 0

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        lines = [self._told + self._sign]
        for lettering in ("", "small", "least"):
            mark(self, lettering=lettering)
            for count in range(1, max(1, TALL // self.fontMetrics().lineSpacing()) + 1):
                lines = self._broken(count)
                if max(map(self._wide, lines)) <= room:
                    self.setText("\n".join(lines))
                    return
        self.setText("\n".join(lines))

    def _broken(self, count: int) -> list[str]:
        """Return the text in so many lines, or as many as it has words, the longest of them as short as can be."""
        if count == 1:
            return [self._told + self._sign]
        words = UNITS.sub("\xa0", self._told).split(" ")
        words[-1] += self._sign
        found = list[list[str]]()
        for breaks in combinations(range(1, len(words)), min(count, len(words)) - 1):
            found.append([" ".join(words[a:b]) for a, b in pairwise((0, *breaks, len(words)))])
        return min(found, key=lambda lines: max(map(self._wide, lines)))

    def _wide(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()


class ActionBar(QFrame):
    """The primary button says what Space does now; where it waits, what it waits for."""

    primary = Signal()
    undo = Signal()
    pause = Signal()
    reaction = Signal()
    danger = Signal()
    more = Signal()

    def __init__(self, context: PaneContext) -> None:
        super().__init__()
        self._context = context
        self.undoes = ""
        """What undo takes back where that is no entry."""
        self.setProperty("bar", "bottom")
        self._undo = UndoButton(context, self.undo.emit)
        self._pause = self._small("pause", "P", self.pause.emit)
        self._reaction = self._small("reaction", "R", self.reaction.emit, "danger")
        self._danger = self._small("danger", "F8", self.danger.emit, "alarm")
        self._more = self._small("more", "M", self.more.emit)
        self.main = Primary(self.primary.emit)
        self._inside = row(self._undo, self._pause, self._reaction, self._danger, self._more, 1, self.main)
        self.setLayout(self._inside)
        context.theme.changed.connect(self._arrange)
        self._arrange()

    def show_action(
        self, state: SessionState, action: Action, offer: str = "", rests: bool = False, asks: str = ""
    ) -> None:
        """`offer` is said instead where everything that the action waits for is chosen on the page; `asks` where a
        form there lacks something, which a press opens. Where it `rests`, a press does nothing.
        """
        text = asks or offer or self.told(state, action)
        waits = rests or bool(asks) or (action.intent is None and action.code != "signed" and not offer)
        waiting = rests or (action.due_t is not None and not asks)
        kind = "primary" if not waits else "waiting" if waiting else "opens"
        self.main.set_text(text, "" if waits else "   ␣", kind)
        self._undo.show_state(state, self.undoes)
        for small, code, key in (
            (self._reaction, "reaction", "R"),
            (self._danger, "danger", "F8"),
            (self._more, "more", "M"),
        ):
            self._say(small, code, key)
        self._say(self._pause, "continue" if state.paused else "pause", "P")
        for small in (self._undo, self._pause, self._reaction):
            small.setEnabled(state.signed is None)

    def told(self, state: SessionState, action: Action) -> str:
        """The text of an action: "Pass 3 done · Left cheek"."""
        words = self._context.words
        facts: dict[str, object] = {
            "zone": words.short_zone(state.protocol, action.zone) if action.zone else "",
            "step": state.protocol.step[state.step].label,
            "count": len(action.left),
            "left": "",
            "number": "",
            "time": "",
        }
        if action.code == "answer-checks":
            digits = [str(at) for at, check in enumerate(due_checks(state), start=1) if check.id in action.left]
            facts["left"] = words.listed(digits)
        if action.code == "pass-done":
            record = state.zones.get(action.zone)
            planned = state.planned(action.zone)
            facts["number"] = len(record.passes) + 1 if record else 1
            facts["of"] = (planned and planned.passes) or 1
        if action.code == "cream-off" and len(state.on) > 1:
            facts["number"] = f" {action.application}"
        if action.due_t is not None:
            facts["time"] = clock_text(max(0, action.due_t - self._context.model.now_t()))
        return words.say("action", action.code, **facts)

    def _arrange(self) -> None:
        """Leave more of the width to the texts where they are large."""
        across, gap = (12, 8) if self._context.theme.large else (22, 12)
        down = 4 if self._context.theme.low else 12
        self._inside.setContentsMargins(across, down, across, down)
        self._inside.setSpacing(gap)
        for each in (self._undo, self._pause, self._reaction, self._more):
            mark(each, keyed="below" if self._context.theme.large else "")

    def _small(self, code: str, key: str, pressed: Callable[[], object], kind: str = "plain") -> QPushButton:
        made = button("", pressed, kind, large=True)
        self._say(made, code, key)
        return made

    def _say(self, made: QPushButton, code: str, key: str) -> None:
        text = self._context.say(code)
        beside = not self._context.theme.large or code == "danger"
        shown = f"{text}   {key}" if beside else f"{text}\n{key}"
        if made.text() != shown:
            made.setText(shown)
            made.setAccessibleName(text)
