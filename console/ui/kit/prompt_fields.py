"""What a form on a sheet has to type into, tick or pick from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget


def controls_in(form: QWidget | None) -> list[QWidget]:
    """Return what Tab comes to, the form itself included, in the order in which it was made."""
    every = [form, *form.findChildren(QWidget)] if form is not None else []
    return [each for each in every if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not _is_part(each)]


def has_text(form: QWidget | None) -> bool:
    """Say whether text is typed there: then a digit is a part of it."""
    return any(isinstance(each, QLineEdit | QPlainTextEdit) for each in controls_in(form))


def _is_part(widget: QWidget) -> bool:
    """Say whether it is the line within a field that counts as one control."""
    return isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox) or widget.focusProxy() is not None
