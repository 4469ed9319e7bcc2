"""Whether alarms are heard, and the button that mutes them."""

from PySide6.QtWidgets import QPushButton, QWidget

from console.core.text.locale import clock_text
from console.core.text.words import Words
from console.ui.alarms.bell import Bell
from console.ui.input.keys import KEYS, cap
from console.ui.kit.labels import label
from console.ui.kit.layouts import row


def mute_text(words: Words, bell: Bell) -> str:
    """Say why no alarm is heard at the moment; "" where they are."""
    if bell.sound.able is False:
        return words.say("alarms", "no-sound")
    left = bell.muted_for_ms
    return words.say("alarms", "muted", time=clock_text(left)) if left else ""


class MuteButton(QPushButton):
    """Mutes all alarms for two minutes; pressed again, ends that."""

    def __init__(self, words: Words, bell: Bell) -> None:
        super().__init__()
        self._words, self._bell = words, bell
        self.setAutoDefault(False)
        self.setProperty("snug", True)
        self.clicked.connect(lambda: bell.mute())

    def tick(self) -> None:
        """Hide where there is nothing to mute: nothing is heard, or all was seen."""
        code = "unmute" if self._bell.muted_for_ms else "mute"
        text = self._words.say("alarms", code, key=cap(self._words, KEYS["mute"].keys[0]))
        if self.text() != text:
            self.setText(text)
            self.setAccessibleName(self._words.say("alarms", f"{code}-long"))
        needless = self._bell.sound.able is False or not self._bell.calls
        if self.isHidden() != needless:
            self.setHidden(needless)


class MuteBar(QWidget):
    """Says whether alarms are heard, with the button that mutes them; shown while one is raised."""

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
        text = mute_text(self._words, self._bell)
        if self._text.text() != text:
            self._text.setText(text)
        if self.isHidden() == raised:
            self.setVisible(raised)
