"""Keeps what is typed into a form as a draft, and puts it there again."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from console.ui.kit.drafts import Drafts, Place

TextField = QLineEdit | QPlainTextEdit
Kind = TypeVar("Kind", bound=QWidget)


@runtime_checkable
class HasAside(Protocol):
    """A part of a form that holds what stands in no field, such as the code of a pack."""

    @property
    def aside(self) -> dict[str, str]: ...
    def put_aside(self, scanned: Mapping[str, str]) -> None: ...


class FormDraft(QObject):
    """Goes by what stands in the form when it is made: what is otherwise is a draft, and what is kept is put there."""

    def __init__(self, drafts: Drafts, form: QWidget, place: Place, title: str) -> None:
        super().__init__(form)
        self._drafts, self._place, self._title = drafts, place, title
        self._lines, self._lists = text_fields(form), _named(form.findChildren(QComboBox))
        self._asides = [each for each in form.findChildren(QWidget) if isinstance(each, HasAside)]
        self._stood = {name: text_of(field) for name, field in self._lines.items()}
        self.found = self._put_back(drafts.at(place))
        """Whether something was typed here before."""
        for field in self._lines.values():
            field.textChanged.connect(self._keep)
        for each in self._lists.values():
            each.currentIndexChanged.connect(self._keep)

    def _put_back(self, values: Mapping[str, object]) -> bool:
        for name, each in self._lists.items():
            picked = str(values.get(name, ""))
            at = each.findText(picked) if picked else -1
            each.setCurrentIndex(at if at >= 0 else each.currentIndex())
        for name, field in self._lines.items():
            if name in values:
                put_text(field, str(values[name]))
        for at, part in enumerate(self._asides):
            scanned = values.get(f"aside {at}")
            if isinstance(scanned, dict):
                part.put_aside(scanned)
        return bool(values)

    def _keep(self, *_: object) -> None:
        texts = {name: text_of(field) for name, field in self._lines.items()}
        typed = texts if texts != self._stood else {}
        picked = {name: each.currentText() for name, each in self._lists.items()}
        scanned = {f"aside {at}": part.aside for at, part in enumerate(self._asides)}
        self._drafts.keep(self._place, self._title, {**typed, **picked, **scanned} if typed else {})


def text_fields(form: QWidget) -> dict[str, TextField]:
    """Return the fields of text in the form by a name of their own; never one for a secret."""
    lines: list[TextField] = [
        each
        for each in form.findChildren(QLineEdit)
        if each.echoMode() == QLineEdit.EchoMode.Normal and not each.isReadOnly()
    ]
    every = [*lines, *form.findChildren(QPlainTextEdit)]
    return _named([*every, form] if isinstance(form, TextField) else every)


def text_of(field: TextField) -> str:
    """Return what stands in a field, whatever its kind."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def put_text(field: TextField, text: str) -> None:
    """Put this into a field as if it had been typed."""
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
        field.textEdited.emit(text)
    else:
        field.setPlainText(text)
        field.moveCursor(QTextCursor.MoveOperation.End)


def _named(widgets: Sequence[Kind]) -> dict[str, Kind]:
    return {f"{at} {each.accessibleName()}": each for at, each in enumerate(widgets)}
