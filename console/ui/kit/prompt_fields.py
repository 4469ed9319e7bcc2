"""What a form on a sheet has to type into, tick or pick from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget


def asked_in(form: QWidget | None) -> list[QWidget]:
    """What Tab comes to, the form itself included, as it was made."""
    every = [form, *form.findChildren(QWidget)] if form is not None else []
    return [each for each in every if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not _part(each)]


def texts_in(form: QWidget | None) -> bool:
    """Whether text is typed there: then a digit is a part of it."""
    return any(isinstance(each, QLineEdit | QPlainTextEdit) for each in asked_in(form))


def _part(widget: QWidget) -> bool:
    """The line within a field that counts as one control."""
    return isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox) or widget.focusProxy() is not None
