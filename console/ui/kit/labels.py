"""Labels, buttons and cards in the variants that the stylesheet knows."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

Area = TypeVar("Area", bound=QScrollArea)


def mark(widget: QWidget, **properties: object) -> None:
    """Sets properties that the stylesheet looks at, and has it look again where one changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def label(text: str = "", size: str = "body", tone: str = "", strong: bool = False, wrap: bool = False) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("lettering", size)
    if tone:
        made.setProperty("tone", tone)
    if strong:
        made.setProperty("strong", True)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def chip(kind: str) -> QLabel:
    made = label("", "small", strong=kind == "stop")
    made.setProperty("chip", kind)
    return made


def button(text: str, pressed: Callable[[], object] | None = None, kind: str = "plain", name: str = "") -> QPushButton:
    """`name` is read aloud where it says more than the text."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    if pressed:
        made.clicked.connect(lambda: pressed())
    return made


class Toggle(QPushButton):
    """Looks pressed while what it stands for is recorded; a press by itself changes nothing."""

    def __init__(self, text: str, pressed: Callable[[], object], kind: str = "tab", name: str = "") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setProperty("session", True)
        self.setAccessibleName(name or text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: pressed())

    def narrow(self) -> "Toggle":
        """As wide as its place lets it be."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)
        return self

    def nextCheckState(self) -> None:
        """Stays as it is until the state says otherwise."""


class Short(Toggle):
    """Its text ends in an ellipsis where there is no room; the whole of it is read aloud and shown on a hover."""

    def __init__(self, text: str, pressed: Callable[[], object]) -> None:
        super().__init__(text, pressed)
        self._whole = text
        self.setToolTip(hint(text))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room - 2))


def row(*items: "QWidget | int | QLayout", gap: int = 12) -> QHBoxLayout:
    """Widgets from left to right; a number is a stretch."""
    made = QHBoxLayout()
    _fill(made, items, gap)
    return made


def column(*items: "QWidget | int | QLayout", gap: int = 12) -> QVBoxLayout:
    """Widgets from the top down; a number is a stretch."""
    made = QVBoxLayout()
    _fill(made, items, gap)
    return made


def card(*items: "QWidget | int | QLayout", gap: int = 12, margin: int = 18) -> QFrame:
    made = QFrame()
    made.setProperty("card", True)
    inside = column(*items, gap=gap)
    inside.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(inside)
    return made


def holder(layout: QLayout, ground: str = "") -> QWidget:
    made = QWidget()
    if ground:
        made.setProperty("ground", ground)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def scrolled(inner: QWidget) -> QScrollArea:
    """Scrolls up and down only; its bar is wide enough for a finger."""
    return scrolling_over(QScrollArea(), inner)


def scroll(area: QScrollArea, by: int) -> None:
    """A few lines down, or up where `by` is negative."""
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + by * area.viewport().height() // 4)


def scrolling_over(made: Area, inner: QWidget) -> Area:
    """The area, made to scroll so over what is in it."""
    made.setViewport(QWidget())  # asked for one that it made itself, PySide would look up every widget class there is
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setProperty("scrolled", True)
    inner.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setWidget(inner)
    return made


def emptied(layout: QLayout) -> None:
    """Takes everything out and away."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            emptied(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _fill(layout: QBoxLayout, items: "tuple[QWidget | int | QLayout, ...]", gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item, int(isinstance(item, QScrollArea)))


class PageStack(QStackedWidget):
    """Needs only the room of what it shows, not of what lies behind that."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()


def hint(text: str) -> str:
    """The text as a tool tip shows it: Qt takes what looks like HTML there for HTML, files and pictures and all."""
    return f"<qt>{escape(text)}</qt>" if QtText.mightBeRichText(text) else text


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole of it is read aloud and shown on a hover."""

    def __init__(self, size: str = "body", strong: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("lettering", size)
        self.setProperty("strong", strong)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)
        self._whole = ""

    def set_text(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self.setToolTip(hint(self._whole))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(20, self.width())))
