"""A client's allergies, medicines or conditions in the form: a line for each, and an empty one for the next."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.client_file import Conflict
from console.core.people import ENTRY_KINDS, Entry, EntryKind
from console.core.protocol_groups import Group
from console.core.text.words import Words
from console.ui.clients.entry_line import EntryLine
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, row


class EntryLines(QWidget):
    """All lines of one kind. Emits `edited` when something stands there otherwise, `left` where Enter goes on, `asked`
    with a line of which somebody wants to say what it touches, `choosing` where one is added from the groups.
    """

    edited = Signal()
    left = Signal()
    asked = Signal(QWidget)
    choosing = Signal()

    def __init__(self, words: Words, kind: EntryKind) -> None:
        super().__init__()
        self._words, self.kind = words, kind
        self._title = words.say("clients", ENTRY_KINDS[kind])
        self._groups: tuple[Group, ...] = ()
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
        of_lines = [each for line in self.lines for each in line.controls]
        return [*of_lines, self.none] if self.none else of_lines

    def show_entries(
        self, entries: tuple[Entry, ...], apart: Mapping[str, Conflict], groups: tuple[Group, ...] = ()
    ) -> None:
        """Show a line for each entry of this kind; `apart` has what stands in conflict, by the entry's id."""
        self._groups = groups
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for entry in entries:
            if entry.kind == self.kind:
                self._add(entry).offer(self._title, apart.get(entry.id))
        self._rearrange()

    def go(self) -> None:
        """Put the focus into the empty line."""
        self.lines[-1].edit.setFocus()

    def add(self, entry: Entry) -> None:
        """Have one more entry, in the empty line."""
        self.lines[-1].take_said(entry)
        self.go()

    def put(self, entries: Sequence[Entry]) -> None:
        """Have these stand here in place of those that do: others end."""
        kept = {each.id: each for each in entries if each.id}
        for line in [each for each in self.lines if not each.new]:
            line.put(kept.get(line.id))
        for entry in entries:
            if not entry.id:
                self.lines[-1].take_said(entry)

    def _add(self, entry: Entry) -> EntryLine:
        made = EntryLine(self._words, self._title, entry, self._groups)
        made.edited.connect(self._rearrange)
        made.ended.connect(self._rearrange)
        made.entered.connect(self._enter)
        made.asked.connect(self.asked)
        made.choosing.connect(self.choosing)
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
            self._add(Entry("", self.kind, ""))
        hint = f"add-{self.kind}" if self.entries else "first-entry"
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
