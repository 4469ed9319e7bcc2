"""Keeps what is entered on a form as a draft, and puts it there again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from console.ui.kit.drafts import Drafts, Place
from console.ui.kit.fields import Tick

TextField = QLineEdit | QPlainTextEdit
Kind = TypeVar("Kind", bound=QWidget)


@runtime_checkable
class HasAside(Protocol):
    """A part of a form that holds what stands in no field, such as the code of a pack."""

    by_hand: bool
    """Whether somebody types it: the rest is scanned, or pressed."""

    @property
    def aside(self) -> dict[str, str]: ...
    def put_aside(self, scanned: Mapping[str, str]) -> None: ...


@runtime_checkable
class Notes(Protocol):
    """A part that tells when what it holds aside is another than before."""

    @property
    def noted(self) -> SignalInstance: ...


class FormDraft(QObject):
    """Goes by what stands in the form when it is made: what is otherwise is a draft, and what is kept is put there."""

    def __init__(self, drafts: Drafts, form: QWidget, place: Place, title: str) -> None:
        super().__init__(form)
        self._drafts, self._place, self._title = drafts, place, title
        self._lines, self._lists = text_fields(form), _named(form.findChildren(QComboBox))
        self._ticks, self._parts = _named(form.findChildren(Tick)), _parts_of(form)
        self._stood = self._stands
        self.found = self._put_back(drafts.at(place), drafts.by_hand(place))
        """Whether something was typed here before."""
        for field in self._lines.values():
            field.textChanged.connect(self.keep)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(self.keep)
        for each in self._lists.values():
            each.currentIndexChanged.connect(self.keep)
        for tick in self._ticks.values():
            tick.ticked.connect(self.keep)
        for part in self._parts.values():
            if isinstance(part, Notes):
                part.noted.connect(self.keep)

    @property
    def _stands(self) -> dict[str, object]:
        return dict(self._entered())

    def _entered(self) -> Iterator[tuple[str, object]]:
        yield from ((name, text_of(field)) for name, field in self._lines.items())
        yield from ((name, each.currentText()) for name, each in self._lists.items())
        yield from ((f"tick {name}", tick.isChecked()) for name, tick in self._ticks.items())
        yield from ((name, part.aside) for name, part in self._parts.items())

    def _put_back(self, values: Mapping[str, object], by_hand: bool) -> bool:
        for name, each in self._lists.items():
            picked = str(values.get(name, ""))
            at = each.findText(picked) if picked else -1
            each.setCurrentIndex(at if at >= 0 else each.currentIndex())
        for name, field in self._lines.items():
            if name in values:
                put_text(field, str(values[name]), by_hand)
        for name, tick in self._ticks.items():
            tick.setChecked(bool(values.get(f"tick {name}", tick.isChecked())))
        for name, part in self._parts.items():
            aside = values.get(name)
            if isinstance(aside, dict):
                part.put_aside(aside)
        return by_hand

    def keep(self, *_: object) -> None:
        """Keep what stands there; where that is what stood there at first, nothing."""
        stands = self._stands
        others = {name for name, value in stands.items() if value != self._stood[name]}
        by_hand = any(name in others and is_typed(field) for name, field in self._lines.items()) or any(
            name in others and part.by_hand for name, part in self._parts.items()
        )
        self._drafts.keep(self._place, self._title, stands if others else {}, by_hand)


def takes_something(form: QWidget) -> bool:
    """Whether something can be entered on the form that a draft keeps."""
    return bool(text_fields(form) or form.findChildren(Tick) or _parts_of(form))


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


def is_typed(field: TextField) -> bool:
    """Whether somebody typed what stands there; all that stands in a field for sentences was."""
    return not isinstance(field, QLineEdit) or field.isModified()


def put_text(field: TextField, text: str, by_hand: bool = True) -> None:
    """Put this into a field as if it had been typed, or scanned."""
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(by_hand)
        field.textEdited.emit(text)
    else:
        field.setPlainText(text)
        field.moveCursor(QTextCursor.MoveOperation.End)


def _named(widgets: Sequence[Kind]) -> dict[str, Kind]:
    return {f"{at} {each.accessibleName()}": each for at, each in enumerate(widgets)}


def _parts_of(form: QWidget) -> dict[str, HasAside]:
    every = [each for each in (form, *form.findChildren(QWidget)) if isinstance(each, HasAside)]
    return {f"aside {at}": part for at, part in enumerate(every)}
