"""A client's allergies, medicines or conditions in the form: a line for each, and an empty one for the next."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.core.client_file import Conflict, Value
from console.core.names import same_key
from console.core.people import ENTRY_KINDS, NONE_KNOWN, Entry, EntryKind
from console.core.text.words import Words
from console.ui.clients.apart_choices import ApartChoices
from console.ui.kit.labels import button, label, mark
from console.ui.kit.layouts import column, row

FIELD_PX = 60
LONGEST = 400


class EntryLine(QWidget):
    """One entry to type in, and the button that ends it. Ended, it stays in sight until it is saved, and can be kept.

    Emits `edited` when typed in, `ended` when the button was pressed, `entered` with Enter.
    """

    edited = Signal()
    ended = Signal()
    entered = Signal(QWidget)

    def __init__(self, words: Words, title: str, entry: Entry) -> None:
        super().__init__()
        self._words, self._entry, self.off = words, entry, False
        self._none = words.say("format", "none-known")
        self.edit = QLineEdit(words.entry(entry.text))
        self._shown = self.edit.text()
        self.edit.setAccessibleName(title)
        self.edit.setMinimumHeight(FIELD_PX)
        self.edit.setMaxLength(LONGEST)
        self.end = button("", self._turn)
        self._note = label(words.say("clients", "entry-ends"), "small", "soft")
        self.apart = ApartChoices(words)
        across = row(self.edit, self._note, self.end)
        across.setStretch(0, 1)
        self.setLayout(column(across, self.apart, gap=6))
        self.apart.chosen.connect(self._take)
        self.edit.textChanged.connect(self._name)
        self.edit.textChanged.connect(self.edited)
        self.edit.returnPressed.connect(self._enter)
        self._name()

    @property
    def entry(self) -> Entry | None:
        """The entry as it stands here; None for an empty line, and for one that was ended."""
        text = self.edit.text().strip()
        if self.off or not text:
            return None
        if self.edit.text() == self._shown:
            return self._entry
        return Entry(self._entry.id, self._entry.kind, NONE_KNOWN if same_key(text) == same_key(self._none) else text)

    @property
    def new(self) -> bool:
        return not self._entry.id

    def offer(self, field: str, conflict: Conflict | None) -> None:
        """Offer what stands in conflict, and mark the line; with None nothing."""
        self.apart.offer(field, conflict)
        mark(self.edit, apart=conflict is not None)
        self._name()

    def _take(self, value: Value) -> None:
        """Put this value into the line; None ends it."""
        if value is not None:
            self.edit.setText(self._words.entry(str(value)))
        if self.off != (value is None):
            self._turn()

    def _enter(self) -> None:
        self.entered.emit(self)

    def _turn(self) -> None:
        self.off = not self.off
        self.edit.setEnabled(not self.off)
        self._name()
        self.ended.emit()

    def _name(self) -> None:
        text = self.edit.text().strip()
        code = "entry-keep" if self.off else "entry-end"
        self.end.setText(self._words.say("clients", code))
        self.end.setAccessibleName(self._words.say("clients", f"{code}-of", text=text))
        self.end.setVisible(bool(text))
        self._note.setVisible(self.off)
        self.apart.tick(None if self.off else entry.text if (entry := self.entry) else "")


class EntryLines(QWidget):
    """All lines of one kind. Emits `edited` when something stands there otherwise, `left` where Enter goes on."""

    edited = Signal()
    left = Signal()

    def __init__(self, words: Words, kind: EntryKind) -> None:
        super().__init__()
        self._words, self._kind = words, kind
        self._title = words.say("clients", ENTRY_KINDS[kind])
        self.lines: list[EntryLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        text = words.say("clients", "none-known-button")
        self.none = button(text, self._say_none, name=f"{self._title}: {text}") if kind == "allergy" else None
        named = label(self._title, "body", strong=True)
        head = row(named, 1, self.none) if self.none else row(named, 1)
        self.setLayout(column(head, self._column, gap=8))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries as they stand here; "none known" gives way to what is known."""
        made = tuple(entry for line in self.lines if (entry := line.entry))
        return tuple(entry for entry in made if not entry.none_known) or made

    @property
    def controls(self) -> list[QWidget]:
        """What Tab goes through."""
        of_lines = [each for line in self.lines for each in (line.edit, line.end, *line.apart.rows)]
        return [*of_lines, self.none] if self.none else of_lines

    def show_entries(self, entries: tuple[Entry, ...], apart: Mapping[str, Conflict]) -> None:
        """Show a line for each entry of this kind; `apart` has what stands in conflict, by the entry's id."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for entry in entries:
            if entry.kind == self._kind:
                self._add(entry).offer(self._title, apart.get(entry.id))
        self._rearrange()

    def go(self) -> None:
        """Put the focus into the empty line."""
        self.lines[-1].edit.setFocus()

    def _add(self, entry: Entry) -> EntryLine:
        made = EntryLine(self._words, self._title, entry)
        made.edited.connect(self._rearrange)
        made.ended.connect(self._rearrange)
        made.entered.connect(self._enter)
        self.lines.append(made)
        self._column.addWidget(made)
        made.show()
        return made

    def _rearrange(self) -> None:
        """Let go of new lines that were ended, and have an empty one at the end."""
        for line in [each for each in self.lines if each.new and each.off]:
            self.lines.remove(line)
            line.hide()
            line.deleteLater()
            self.go()
        if not self.lines or self.lines[-1].edit.text().strip():
            self._add(Entry("", self._kind, ""))
        hint = f"{'add' if self.entries else 'first'}-{self._kind}"
        self.lines[-1].edit.setPlaceholderText(self._words.say("clients", hint))
        if self.none:
            self.none.setVisible(not self.entries)
        self.edited.emit()

    def _enter(self, line: QWidget) -> None:
        """Go to the next line; from the empty one on to what comes after."""
        if line is self.lines[-1]:
            self.left.emit()
            return
        after = next(after for before, after in pairwise(self.lines) if before is line)
        after.edit.setFocus()

    def _say_none(self) -> None:
        self.lines[-1].edit.setText(self._words.say("format", "none-known"))
        self.go()
