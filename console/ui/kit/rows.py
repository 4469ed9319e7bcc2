"""Rows to press: a sign, a text that wraps, and what stands at the end."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import row


class Tall(QPushButton):
    """A button with a layout of its own: as wide as its place, as high as what is on it needs, and never lower."""

    def __init__(self, narrowest: int, least: int) -> None:
        super().__init__()
        self._narrowest, self._least = narrowest, least
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(self._least, layout.heightForWidth(width) if layout and layout.hasHeightForWidth() else 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._needed_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._needed_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: before it was shown the font may have been another."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Grow with what is on it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def fit(self) -> None:
        wanted = self._needed_height()
        if self.minimumHeight() != wanted:
            self.setMinimumHeight(wanted)

    def _needed_height(self) -> int:
        return self.heightForWidth(max(self._narrowest, self.width()))


class Row(Tall):
    """A sign, a text, and what stands at the end."""

    def __init__(self, text: str, sign: str = "", end: str = "", least: int = 64) -> None:
        super().__init__(200, least)
        self.sign, self.text_label, self.end = label(sign, strong=True), label(text, wrap=True), label(end, tone="soft")
        inside = row(self.sign, self.text_label, self.end, gap=12)
        inside.setContentsMargins(16, 6, 16, 6)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        for part in (self.sign, self.text_label, self.end):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_text(sign, text, end)

    def set_text(self, sign: str, text: str, end: str = "", aloud: str = "") -> None:
        for part, what in ((self.sign, sign), (self.text_label, text), (self.end, end)):
            if part.text() != what:
                part.setText(what)
        self.sign.setVisible(bool(sign))
        self.end.setVisible(bool(end))
        self.setAccessibleName(aloud or " ".join(filter(None, (text, end))))
        self.fit()


class CheckRow(Row):
    """A check of a pause point, with its digit: open, met, or not met."""

    def __init__(self, digit: int, text: str, words: dict[str, str], parent: QWidget | None = None) -> None:
        self._digit, self._words = digit, words
        super().__init__(text, f"{digit}  ☐")
        self.setCheckable(True)
        self.set_met(None)

    def set_met(self, met: bool | None) -> None:
        sign = {None: "☐", True: "✓", False: "✕"}[met]
        state = self._words[{None: "open", True: "met", False: "not-met"}[met]]
        self.setChecked(met is not None)
        mark(self, tone={None: "", True: "ok", False: "warn"}[met])
        text = self.text_label.text()
        self.set_text(f"{self._digit}  {sign}", text, aloud=f"{self._digit}. {text}: {state}")

    def nextCheckState(self) -> None:
        """Stay as it is: only what is recorded is shown."""
