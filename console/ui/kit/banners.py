"""Strips across the page: a line with a button for an alarm, for what was refused and why, for a disk in trouble."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from console.core.alarms import Alarm
from console.core.state import SessionState
from console.core.text.words import Words, clock_text
from console.ui.alarms.bell import Bell
from console.ui.alarms.timer_text import alarm_text
from console.ui.input.keys import KEYS, cap
from console.ui.kit.labels import Elided, button, label, mark, row

MARKS = {"high": "***", "medium": "**", "low": "*"}
BANNERS = {"high": "stop", "medium": "warn", "low": "low"}


class Banner(QFrame):
    """One line with a button at its end."""

    def __init__(self, kind: str, text: str = "", does: str = "", pressed: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.setProperty("banner", kind)
        self.text: QLabel = label(text, strong=True, wrap=True)
        self.button: QPushButton = button(does, pressed)
        self.button.setProperty("session", True)
        inside = row(self.text, self.button)
        inside.setStretch(0, 1)
        inside.setContentsMargins(16, 4, 6, 4)
        self.setLayout(inside)
        self.button.setVisible(bool(does))
        self.setMinimumHeight(56)

    def set_text(self, text: str, kind: str) -> None:
        if self.text.text() != text:
            self.text.setText(text)
            self.setAccessibleName(text)
        self.colour(kind)

    def colour(self, kind: str) -> None:
        mark(self, banner=kind)
        mark(self.text, on=kind)


class AlarmBanner(Banner):
    """Flashes at the rate of its level, with marks; what was seen and stays is steady and has no button for a while."""

    def __init__(self, words: Words, bell: Bell, where: str, does: str, seen: Callable[[], object]) -> None:
        super().__init__("stop", "", does, seen)
        self._words, self._bell, self._where = words, bell, where

    def show_alarm(self, state: SessionState, alarm: Alarm, note: str = "") -> None:
        """`note` stands below it."""
        text = f"{MARKS[alarm.level]}  {self._where}{alarm_text(self._words, state, alarm)}"
        if alarm.quiet:
            note = self._words.say("alarms", "seen", time=clock_text(alarm.quiet_ms))
        self.set_text(f"{text}\n{note}" if note else text, self._kind(alarm))
        if self.button.isHidden() != alarm.quiet:
            self.button.setHidden(alarm.quiet)

    def put_beside(self, other: QPushButton) -> None:
        """Before its own button."""
        inside = self.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.insertWidget(1, other)

    def flash(self, alarm: Alarm) -> None:
        self.colour(self._kind(alarm))

    def _kind(self, alarm: Alarm) -> str:
        return BANNERS[alarm.level] + ("-lit" if self._bell.lit(alarm) else "")


class SeenLine(Elided):
    """What was seen and stays, in one line: beside large text there is no room for more."""

    def __init__(self, words: Words, where: str) -> None:
        super().__init__("body", strong=True)
        mark(self, tone="stop")
        self._words, self._where = words, where

    def show_alarm(self, state: SessionState, alarm: Alarm, note: str = "") -> None:
        said = self._words.say("alarms", f"seen-{alarm.code}", where=self._where, time=clock_text(alarm.quiet_ms))
        self.set_text(f"{MARKS[alarm.level]}  {said}")

    def flash(self, alarm: Alarm) -> None:
        """It is steady."""


def hushed_text(words: Words, bell: Bell) -> str:
    """Why no alarm is heard at the moment, or nothing."""
    if bell.sound.able is False:
        return words.say("alarms", "no-sound")
    left = bell.muted_for_ms
    return words.say("alarms", "muted", time=clock_text(left)) if left else ""


class MuteButton(QPushButton):
    """Mutes all alarms for two minutes, and ends that."""

    def __init__(self, words: Words, bell: Bell) -> None:
        super().__init__()
        self._words, self._bell = words, bell
        self.setAutoDefault(False)
        self.setProperty("session", True)
        self.clicked.connect(lambda: bell.mute())

    def tick(self) -> None:
        """There is nothing to mute where nothing is heard, or all was seen."""
        code = "unmute" if self._bell.muted_for_ms else "mute"
        text = self._words.say("alarms", code, key=cap(self._words, KEYS["mute"][0]))
        if self.text() != text:
            self.setText(text)
            self.setAccessibleName(self._words.say("alarms", f"{code}-long"))
        needless = self._bell.sound.able is False or not self._bell.calls
        if self.isHidden() != needless:
            self.setHidden(needless)


class Hushed(QWidget):
    """Where alarms are raised: whether they are heard, and the button that mutes them."""

    def __init__(self, words: Words, bell: Bell) -> None:
        super().__init__()
        self._words, self._bell = words, bell
        self._text = label("", strong=True, wrap=True)
        self._mute = MuteButton(words, bell)
        across = row(self._text, self._mute)
        across.setStretch(0, 1)
        across.setContentsMargins(4, 0, 6, 0)
        self.setLayout(across)

    def tick(self, raised: bool) -> None:
        self._mute.tick()
        text = hushed_text(self._words, self._bell)
        if self._text.text() != text:
            self._text.setText(text)
        if self.isHidden() == raised:
            self.setVisible(raised)
