"""Labels, chips and buttons in the variants that the stylesheet knows."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from console.ui.kit.stylesheet import space


def mark(widget: QWidget, **properties: object) -> None:
    """Set properties that the stylesheet looks at, and have it look again where it has done so and one changed."""
    changed = [name for name, value in properties.items() if widget.property(name) != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def enlarge(*controls: QWidget) -> None:
    """Make the controls as high as a finger in a glove needs."""
    for each in controls:
        each.setProperty("large", True)


def leading() -> Qt.AlignmentFlag:
    """Return the side at which a line begins: the language's, whatever letters the line begins with."""
    return Qt.AlignmentFlag.AlignAbsolute | (Qt.AlignmentFlag.AlignRight if _rtl() else Qt.AlignmentFlag.AlignLeft)


def _rtl() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def label(text: str = "", size: str = "body", tone: str = "", strong: bool = False, wrap: bool = False) -> QLabel:
    made = QLabel(text)
    made.setAlignment(leading() | Qt.AlignmentFlag.AlignVCenter)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("lettering", size)
    if tone:
        made.setProperty("tone", tone)
    if strong:
        made.setProperty("strong", True)
    if wrap:
        let_wrap(made)
    return made


def let_wrap(made: QLabel, on: bool = True) -> None:
    """Have a label of `label` go on in the next line, as high as that takes, with room for the end of each; or not."""
    made.setWordWrap(on)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    if not made.property("chip"):  # the stylesheet sets a chip's margins, and they would be lost here
        made.setContentsMargins(space(str(made.property("lettering"))) if on and _rtl() else 0, 0, 0, 0)


def chip(kind: str, wrap: bool = False) -> QLabel:
    made = label("", "small", strong=kind == "stop")
    made.setProperty("chip", kind)
    if wrap:
        let_wrap(made)
    return made


def button(
    text: str, pressed: Callable[[], object] | None = None, kind: str = "plain", name: str = "", *, large: bool = False
) -> QPushButton:
    """Return a button of this kind of the stylesheet; `name` is read aloud where it says more than the text."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    if large:
        enlarge(made)
    if pressed:
        made.clicked.connect(lambda: pressed())
    return made


class Toggle(QPushButton):
    """Looks pressed while what it stands for is recorded; a press by itself changes nothing."""

    def __init__(
        self, text: str, pressed: Callable[[], object], kind: str = "tab", name: str = "", *, large: bool = True
    ) -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        if large:
            enlarge(self)
        self.setAccessibleName(name or text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: pressed())

    def narrow(self) -> "Toggle":
        """Make it as wide as its place lets it be, and return it."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(48)
        return self

    def nextCheckState(self) -> None:
        """Stay as it is until the state says otherwise."""


def hint(text: str) -> str:
    """Return the text so that a tool tip shows it as it is: Qt takes there for HTML what looks like it."""
    return f"<qt>{escape(text)}</qt>" if QtText.mightBeRichText(text) else text


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole of it is read aloud and shown on a hover."""

    def __init__(self, size: str = "body", strong: bool = False) -> None:
        super().__init__()
        self.setAlignment(leading() | Qt.AlignmentFlag.AlignVCenter)
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
