"""What a form on a sheet has to type into, tick or pick from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from console.ui.kit.fields import Tick
from console.ui.kit.labels import mark
from console.ui.kit.wrapped_button import WrappedButton


def controls_in(form: QWidget | None) -> list[QWidget]:
    """Return what Tab comes to, the form itself included, in the order in which it was made."""
    every = [form, *form.findChildren(QWidget)] if form is not None else []
    return [each for each in every if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_part(each)]


def has_text(form: QWidget | None) -> bool:
    """Say whether text is typed there: then a digit is a part of it."""
    return any(isinstance(each, QLineEdit | QPlainTextEdit) for each in controls_in(form))


def watch_ticks(
    form: QWidget | None, waiting: Sequence[tuple[WrappedButton, str, str, str, str]], told: Callable[[], object]
) -> None:
    """Have each of these buttons, with its kind, its digit, its text and what it says first, stand ready only while
    something is ticked."""
    ticks = form.findChildren(Tick) if form is not None and waiting else []

    def weigh() -> None:
        some = any(tick.isChecked() for tick in ticks)
        for made, kind, digit, text, first in waiting:
            mark(made, kind=kind if some else "waiting")
            says = text if some else first
            made.set_text(digit + says, says)
        told()

    if waiting:
        weigh()
    for tick in ticks:
        tick.ticked.connect(weigh)


def _is_part(widget: QWidget) -> bool:
    """Say whether it is the line within a field that counts as one control."""
    return isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox) or widget.focusProxy() is not None
