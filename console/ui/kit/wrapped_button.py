"""A button whose text goes on in the next line where its place is too narrow for it."""

import re
from collections.abc import Callable

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
        self._whole = ""
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
        self._whole = text.replace("&", "&&")
        self._fit()
        self.updateGeometry()

    def fit_into(self, width: int) -> None:
        """Break the text for this width before a layout gives it, so that the height is known."""
        self.resize(width, self.height())
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._whole) + self._frame(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        widest = max((self._wide(piece.strip()) for piece in PIECES.findall(self._whole)), default=0)
        return QSize(widest + self._frame(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _wide(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()

    def _frame(self) -> int:
        """Return what stands beside the text, in pixels."""
        return super().sizeHint().width() - self._wide(self.text())

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        lines: list[str] = []
        for piece in PIECES.findall(self._whole):
            longer = lines[-1] + piece if lines else piece
            if lines and self._wide(longer.rstrip()) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
        shown = self._whole if self._wide(self._whole) <= room else "\n".join(map(str.rstrip, lines))
        if self.text() != shown:
            self.setText(shown)
        high = super().sizeHint().height()
        if self.minimumHeight() != high:  # else a layout in little room would go by the stylesheet's, and cut a line
            self.setMinimumHeight(high)


class WrappedToggle(WrappedButton):
    """Looks pressed while what it stands for holds; a press by itself changes nothing."""

    def __init__(self, text: str, pressed: Callable[[], object], kind: str = "tab", name: str = "") -> None:
        super().__init__(text, pressed, kind, name)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Stay as it is until the state says otherwise."""
