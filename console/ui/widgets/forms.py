"""What pages with a form are made of: fields with their trouble beside them, offers, and a sheet as high as needed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.ui.look import Look
from console.ui.widgets.basics import button, column, holder, label, row, scrolled
from console.ui.widgets.rows import Row

MARGIN = 24


class Trouble(QLabel):
    """A line that is there only while something is wrong; read aloud as it stands."""

    def __init__(self) -> None:
        super().__init__()
        made = label(wrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(made.sizePolicy())
        self.setProperty("lettering", "body")
        self.setProperty("tone", "stop")
        self.setProperty("strong", True)
        self.hide()

    def say(self, text: str) -> None:
        self.setText(f"⚠ {text}" if text else "")
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class Field(QWidget):
    """A line to type in, with what it is for above it and what is wrong with it below."""

    edited = Signal()

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.setMinimumHeight(52)
        self.edit.textEdited.connect(self._edited)
        self.trouble = Trouble()
        above = label(title, strong=True)
        above.setBuddy(self.edit)
        self.line = row(self.edit, gap=12)
        below = [label(hint, "small", "soft", wrap=True)] if hint else []
        self.setLayout(column(above, self.line, *below, self.trouble, gap=6))
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        return self.edit.text()

    def refuse(self, text: str) -> None:
        """Says what is wrong and waits in the field, with what stands there chosen."""
        self.trouble.say(text)
        self.edit.setFocus()
        self.edit.selectAll()

    def _edited(self) -> None:
        self.trouble.say("")
        self.edited.emit()


class SecretField(Field):
    """Hidden until it is asked to be shown."""

    def __init__(self, title: str, show: str, hide: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self._words = show, hide
        self._shows = button(show, self._turn, name=f"{show}: {title}")
        self._title = title
        self.line.addWidget(self._shows)
        self._hide()

    def _turn(self) -> None:
        if self.edit.echoMode() == QLineEdit.EchoMode.Password:
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
            self._name(self._words[1])
        else:
            self._hide()

    def _hide(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._name(self._words[0])

    def _name(self, text: str) -> None:
        self._shows.setText(text)
        self._shows.setAccessibleName(f"{text}: {self._title}")


class Offer(QPushButton):
    """A large card to press: its key, what it is, and what comes of it."""

    def __init__(self, key: str, title: str, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        parts = label(key, "large", "soft", strong=True), label(title, "title", strong=True, wrap=True)
        said = label(text, "body", "soft", wrap=True)
        for part in (*parts, said):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = column(row(*parts, gap=14), said, 1, gap=10)
        inside.itemAt(0).layout().setStretch(1, 1)  # type: ignore[union-attr]
        inside.setContentsMargins(28, 24, 28, 24)
        self.setLayout(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(200, layout.heightForWidth(width) if layout else 0)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(240, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        wanted = self.heightForWidth(max(240, self.width()))
        if self.minimumHeight() != wanted:
            self.setMinimumHeight(wanted)


class Tick(Row):
    """A sentence to agree to."""

    ticked = Signal(bool)

    def __init__(self, text: str) -> None:
        super().__init__(text, "☐")
        self.setCheckable(True)
        self.toggled.connect(self._turned)

    def _turned(self, on: bool) -> None:
        self.say("✓" if on else "☐", self.text_label.text())
        self.ticked.emit(on)


class Sheet(QWidget):
    """A card in the middle of the page, as high as what is on it; scrolls inside when the page is lower than that."""

    def __init__(self, look: Look, inner: QWidget, width: int = 780, tall: bool = False) -> None:
        super().__init__()
        self._look, self._width, self._tall, self._inner = look, width, tall, inner
        self._card = QFrame()
        self._card.setProperty("card", True)
        self.area: QScrollArea = scrolled(inner)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(4, MARGIN, 4, MARGIN)
        inside.addWidget(self.area)
        inner.setContentsMargins(MARGIN, 0, MARGIN, 0)
        inner.setMinimumHeight(1)
        self._card.setParent(self)
        inner.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(self._look.px(self._width), max(320, self.width() - 2 * MARGIN))
        layout, room = self._inner.layout(), max(120, self.height() - MARGIN)
        across = width - 10
        needed = 0
        if layout is not None:
            hangs = layout.hasHeightForWidth()
            needed = layout.totalHeightForWidth(across) if hangs else layout.totalSizeHint().height()
        height = room if self._tall else min(room, needed + 2 * MARGIN + 4)
        top = max(MARGIN // 2, (self.height() - height) // 3)
        self._card.setGeometry((self.width() - width) // 2, top, width, height)


class Foot(QFrame):
    """The bar below: back on the left, what is going on, the one primary action on the right."""

    def __init__(self, back: str, pressed: Callable[[], object], primary: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("bar", "bottom")
        self.back = button(back, pressed)
        self.primary = button("", primary, "primary")
        for each in (self.back, self.primary):
            each.setProperty("session", True)
        self.said = label("", "body", "soft", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(16)
        inside.addWidget(self.back)
        inside.addWidget(self.said, 1)
        inside.addWidget(self.primary)

    def show_primary(self, text: str) -> None:
        self.primary.setText(text.replace("&", "&&"))
        self.primary.setAccessibleName(text)


def head(title: str, aside: QLabel | None = None) -> QFrame:
    """The bar above."""
    made = QFrame()
    made.setProperty("bar", "top")
    inside = row(label(title, "title", strong=True), 1, *([aside] if aside else []), gap=12)
    inside.setContentsMargins(22, 18, 22, 18)
    made.setLayout(inside)
    return made


def page(whole: QWidget, *parts: QWidget, grows: int = 1) -> None:
    """Lays the parts out from the top down, without gaps, on the page's ground."""
    outer = column(*parts, gap=0)
    outer.setStretch(grows, 1)
    whole.setLayout(outer)
    whole.setProperty("ground", "bg")
    whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def enter(whole: QWidget, act: Callable[[], object]) -> None:
    """Enter does this from anywhere on the page, once a press."""
    for key in ("Return", "Enter"):
        shortcut = QShortcut(QKeySequence(key), whole)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)


def titled(title: str, lead: str, *items: "QWidget | int", gap: int = 18) -> QWidget:
    """A title, a sentence about it, and what follows; room that is left stays below, where nothing else takes it."""
    above = label(title, "title", strong=True, wrap=True), label(lead, "body", "soft", wrap=True)
    below = () if any(isinstance(item, QScrollArea) for item in items) else (1,)
    return holder(column(*above, *items, *below, gap=gap))
