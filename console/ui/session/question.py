"""A screening question with its two answers."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget

from console.ui.kit.labels import Toggle, label, mark
from console.ui.kit.layouts import column, row


class Question(QFrame):
    """`answered` says "yes" or "no"; what is recorded is shown by the answer that stays pressed."""

    answered = Signal(str)

    def __init__(self, text: str, yes: str, no: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._no = Toggle(no, partial(self.answered.emit, "no"), "answer", f"{text}: {no}")
        self._yes = Toggle(yes, partial(self.answered.emit, "yes"), "answer", f"{text}: {yes}")
        for made in (self._no, self._yes):
            made.setMinimumWidth(88)
        mark(self._yes, tone="warn")
        answers = row(1, self._no, self._yes, gap=8)
        self._origin: QLabel | None = None
        self._said = column(label(text, wrap=True), gap=2)
        inside = row(self._said, answers, gap=8)
        inside.setStretch(0, 1)
        inside.setContentsMargins(16, 6, 8, 6)
        self._inside = inside
        self.setLayout(inside)

    def come_after(self, before: QWidget) -> QWidget:
        """Have the Tab key come here from that control; return the last one here."""
        for each in (self._no, self._yes):
            self.setTabOrder(before, each)
            before = each
        return before

    def arrange(self, large: bool) -> None:
        """The answers beside the question; with large text below it."""
        self._inside.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        self._inside.setContentsMargins(16, 12 if large else 6, 8, 6)

    def show_answer(self, answer: str | None, origin: str = "") -> None:
        """Show the answer, and where it comes from if nobody gave it here."""
        self._no.setChecked(answer == "no")
        self._yes.setChecked(answer == "yes")
        if origin and self._origin is None:
            self._origin = label("", "small", "warn", wrap=True)
            self._said.addWidget(self._origin)
        if self._origin is not None:
            self._origin.setText(origin)
            self._origin.setVisible(bool(origin))
