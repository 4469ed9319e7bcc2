"""What forms are made of: fields with what is wrong beside them, offers, and a line to tick."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from console.core.text.words import Words
from console.ui.input.burst import SECRET
from console.ui.kit.labels import button, label, leading, let_wrap
from console.ui.kit.later import later
from console.ui.kit.layouts import column, row
from console.ui.kit.rows import Row, Tall

ABOVE = 110
"""Pixels around what is said to be wrong that are brought into sight with it."""


class Trouble(QLabel):
    """A line that is there only while something is wrong, and then in sight; read aloud as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(leading() | Qt.AlignmentFlag.AlignVCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("lettering", "body")
        self.setProperty("tone", "stop")
        self.setProperty("strong", True)
        let_wrap(self)
        self.hide()

    def set_text(self, text: str) -> None:
        self.setText(f"⚠ {text}" if text else "")
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            later(self, self._reveal)

    def _reveal(self) -> None:
        """Scroll to it, once it has its place; the field above it is whole in sight too."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self, 0, ABOVE)
            field, about = QApplication.focusWidget(), self.parentWidget()
            if field is not None and about is not None and about.isAncestorOf(field):
                above.ensureWidgetVisible(field, 0, 0)


class Field(QWidget):
    """A line to type in, with what it is for above it and what is wrong with it below. Emits `edited` when typed in."""

    edited = Signal()

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.setMinimumHeight(52)
        self.edit.textEdited.connect(self._clear_trouble)
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
        """Say what is wrong and wait in the field, with what stands there selected."""
        self.trouble.set_text(text)
        self.edit.setFocus()
        self.edit.selectAll()

    def clear(self) -> None:
        """Empty the field, with what was wrong with it."""
        self.edit.clear()
        self.trouble.set_text("")

    def _clear_trouble(self) -> None:
        self.trouble.set_text("")
        self.edited.emit()


class SecretField(Field):
    """A passphrase or a code: hidden until somebody asks to see it."""

    def __init__(self, words: Words, title: str, hint: str = "") -> None:
        super().__init__(title, hint)
        self._show_text, self._hide_text = words.say("start", "show"), words.say("start", "hide")
        self._title = title
        self.edit.setProperty(SECRET, True)
        self.show_button = button(self._show_text, self._turn)
        self.line.addWidget(self.show_button)
        self._hide()

    def forget(self) -> None:
        """Empty the field and hide what is typed next. `clear` would leave what was typed for Ctrl+Z to bring back."""
        self.edit.setText("")
        self._hide()

    def _turn(self) -> None:
        if self.edit.echoMode() == QLineEdit.EchoMode.Password:
            self.edit.setEchoMode(QLineEdit.EchoMode.Normal)
            self._name_button(self._hide_text)
        else:
            self._hide()

    def _hide(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_button(self._show_text)

    def _name_button(self, text: str) -> None:
        self.show_button.setText(text)
        self.show_button.setAccessibleName(f"{text}: {self._title}")


def fields_first(form: QWidget) -> None:
    """Let Tab come to what shows a secret only after the last field: the next secret's first Space would press it."""
    shows = [each.show_button for each in form.findChildren(SecretField)]
    for before, after in pairwise([*form.findChildren(QLineEdit)[-1:], *shows]):
        QWidget.setTabOrder(before, after)


class Offer(Tall):
    """A large card to press: its key, what it is, and what comes of it."""

    def __init__(self, key: str, title: str, text: str) -> None:
        super().__init__(240, 200)
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
        self.fit()


class Tick(Row):
    """A sentence to agree to. Emits `ticked`."""

    ticked = Signal(bool)

    def __init__(self, text: str) -> None:
        super().__init__(text, "☐")
        self.setCheckable(True)
        self.toggled.connect(self._show_tick)

    def _show_tick(self, on: bool) -> None:
        self.set_text("✓" if on else "☐", self.text_label.text())
        self.ticked.emit(on)
