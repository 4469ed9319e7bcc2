"""An alarm across the page: a banner with a button, or one line where it was seen and there is no room for more."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from console.core.alarms import Alarm
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.core.text.words import Words
from console.ui.alarms.bell import Bell
from console.ui.alarms.timer_text import alarm_text, code_without_maximum
from console.ui.kit.banner import Banner
from console.ui.kit.free_place import BARE
from console.ui.kit.labels import leading, let_wrap, mark

MARKS = {"high": "***", "medium": "**", "low": "*"}
BANNERS = {"high": "stop", "medium": "warn", "low": "low"}
"""By the level of the alarm: the stars before its text, and the kind of its banner."""


class AlarmBanner(Banner):
    """An alarm with a button. Flashes at the rate of its level; one that was seen is steady, without a button."""

    def __init__(self, words: Words, bell: Bell, where: str, does: str, seen: Callable[[], object]) -> None:
        super().__init__("stop", "", does, seen)
        self.setProperty(BARE, True)
        self._words, self._bell, self._where = words, bell, where

    def show_alarm(self, state: SessionState, alarm: Alarm, note: str = "") -> None:
        """Show the alarm, with `note` below it."""
        text = f"{MARKS[alarm.level]}  {self._where}{alarm_text(self._words, state, alarm)}"
        if alarm.quiet:
            note = self._words.say("alarms", "seen", time=clock_text(alarm.quiet_ms))
        self.set_text(f"{text}\n{note}" if note else text, self._kind(alarm))
        if self.button.isHidden() != alarm.quiet:
            self.button.setHidden(alarm.quiet)

    def put_beside(self, other: QPushButton) -> None:
        """Put another button before its own."""
        inside = self.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.insertWidget(1, other)

    def put_below(self) -> None:
        """Put its button below the text."""
        inside = self.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.setDirection(QHBoxLayout.Direction.TopToBottom)
        inside.setContentsMargins(12, 6, 12, 6)

    def flash(self, alarm: Alarm) -> None:
        self.colour(self._kind(alarm))

    def _kind(self, alarm: Alarm) -> str:
        return BANNERS[alarm.level] + ("-lit" if self._bell.lit(alarm) else "")


class AlarmLine(QLabel):
    """An alarm that was seen and stays, as a text alone: beside large text there is no room for more."""

    def __init__(self, words: Words, where: str) -> None:
        super().__init__()
        self.setProperty(BARE, True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(leading() | Qt.AlignmentFlag.AlignVCenter)
        mark(self, lettering="body", strong=True, tone="stop")
        let_wrap(self)
        self._words, self._where = words, where

    def show_alarm(self, state: SessionState, alarm: Alarm, note: str = "") -> None:
        code = code_without_maximum(f"seen-{alarm.code}", state, alarm.number)
        said = self._words.say("alarms", code, where=self._where, time=clock_text(alarm.quiet_ms))
        text = f"{MARKS[alarm.level]}  {said}"
        if self.text() != text:
            self.setText(text)

    def flash(self, alarm: Alarm) -> None:
        """Stay as it is: the line is steady."""
