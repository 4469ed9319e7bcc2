"""A button whose text goes on in the next line where its place is too narrow for it."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from console.ui.kit.labels import enlarge

PIECES = re.compile(r"[^ -]*-+|[^ -]+ *| +")
"""What stays together: a word, or a part of one up to its hyphen."""


class WrappedButton(QPushButton):
    """Wishes for one line; in less room it breaks between words, and is as high as that takes."""

    def __init__(
        self, text: str = "", pressed: Callable[[], object] | None = None, kind: str = "plain", name: str = "",
        *, large: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self._whole, self._others = "", tuple[str, ...]()
        self._widths: dict[str, int] = {}
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if large:
            enlarge(self)
        if pressed:
            self.clicked.connect(lambda: pressed())
        self.set_text(text, name)

    def set_text(self, text: str, name: str = "") -> None:
        """Show the text as it stands; `name` is read aloud where it says more."""
        self.setAccessibleName(name or text)
        before, self._whole = self._whole, text.replace("&", "&&")
        self._fit()
        if self._whole != before:
            self.updateGeometry()

    def keep_room(self, others: Sequence[str]) -> None:
        """Be as high as each of these texts would take, so that nothing moves when one of them is shown."""
        if tuple(others) != self._others:
            self._others = tuple(others)
            self._fit()
            self.updateGeometry()

    def fit_into(self, width: int) -> None:
        """Break the text for this width before a layout gives it, so that the height is known."""
        self.resize(width, self.height())
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = max(map(self._wide, (self._whole, *self._others)))
        return QSize(wide + self._frame(), max(super().sizeHint().height(), self._kept_height()))

    def minimumSizeHint(self) -> QSize:
        widest = max((self._wide(piece.strip()) for piece in PIECES.findall(self._whole)), default=0)
        return QSize(widest + self._frame(), max(super().minimumSizeHint().height(), self._kept_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()
            self._fit()

    def _wide(self, text: str) -> int:
        if text not in self._widths:
            self._widths[text] = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()
        return self._widths[text]

    def _frame(self) -> int:
        """Return what stands beside the text, in pixels."""
        return super().sizeHint().width() - self._wide(self.text())

    def _kept_height(self) -> int:
        """Return how high the highest of the texts makes the button that room is kept for."""
        if not self._others:
            return 0
        option, room = self._option(), self._room()
        high = max(
            self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self._broken(text, room)).height()
            for text in self._others
        )
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, option, QSize(1, high), self).height()

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option

    def _room(self) -> int:
        return self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, self._option(), self).width()

    def _broken(self, text: str, room: int) -> str:
        """Return the text in as many lines as it takes in so many pixels."""
        if self._wide(text) <= room:
            return text
        lines: list[str] = []
        for piece in PIECES.findall(text):
            longer = lines[-1] + piece if lines else piece
            if lines and self._wide(longer.rstrip()) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
        return "\n".join(map(str.rstrip, lines))

    def _fit(self) -> None:
        shown = self._broken(self._whole, self._room())
        if self.text() != shown:
            self.setText(shown)
        high = max(super().sizeHint().height(), self._kept_height())
        if self.minimumHeight() != high:  # else a layout in little room would go by the stylesheet's, and cut a line
            self.setMinimumHeight(high)


class WrappedToggle(WrappedButton):
    """Looks pressed while what it stands for holds; a press by itself changes nothing."""

    def __init__(self, text: str, pressed: Callable[[], object], kind: str = "tab", name: str = "") -> None:
        super().__init__(text, pressed, kind, name)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Stay as it is until the state says otherwise."""
