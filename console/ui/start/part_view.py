"""One part of a protocol on the page of numbers: each sentence with its source, each number a row to press."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from console.app.protocol_offer import Offer
from console.core.protocol_reading import Change, Reading
from console.core.text.reading_text import (
    facts_text,
    number_name,
    number_value,
    reading_text,
    source_text,
    values_text,
)
from console.core.text.words import Words
from console.ui.kit.flow import Columns
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder
from console.ui.kit.paging import Piece
from console.ui.kit.rows import Row
from console.ui.start.number_editor import NumberEditor
from console.ui.start.part_groups import Group, Part

INDENT = 24
IN_LINE = 3
SHORT = 40
"""Characters of facts that have room beside a heading."""


class PartView(QWidget):
    """Shows a part. Emits `kept` with a number's key and what was typed, `editing` when the editor comes or goes."""

    kept = Signal(str, str, str, str)
    editing = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._list = column(gap=6)
        self._list.setContentsMargins(0, 0, 20, 12)
        self.setLayout(self._list)
        self.editor: NumberEditor | None = None
        self.rows: dict[str, Row] = {}
        self._readings: dict[str, Reading] = {}
        self._places: dict[str, QVBoxLayout] = {}
        self._sources: dict[str, str] = {}
        self.pieces: list[Piece] = []
        """What a page never parts: a head and what comes first under it, a number and its source, a line."""
        self._heads: list[QWidget] = []

    def show_part(self, offer: Offer, part: Part) -> None:
        """Show the part from its beginning."""
        self.editor, self.rows, self._readings, self._places, self._sources = None, {}, {}, {}, {}
        self.pieces, self._heads = [], []
        self._offer, self._edits = offer, {each.key: each for each in offer.edits}
        clear_layout(self._list)
        for end in ("for", "do"):
            self._add(label(self._say(f"{part.section}-{end}"), tone="soft" if end == "for" else "", wrap=True))
        if part.otherwise or part.gone:
            self._heading("changed-head")
            self._groups(part.otherwise, part.changes)
            for each in part.gone:
                text = reading_text(self._words, self._offer.in_force or offer.protocol, each)
                self._add(label(f"{self._say('gone')}: {text}", wrap=True))
            self._heading("same-head")
        self._groups(part.groups, {})
        self._list.addStretch(1)

    def edit(self, key: str) -> None:
        """Open the place where this number is set, under it."""
        self.close_editor()
        reading, known = self._readings[key], self._edits.get(key)
        made = NumberEditor(self._words, reading, known.source if known else "", known.reason if known else "")
        made.kept.connect(self.kept)
        made.cancelled.connect(self.close_editor)
        place = self._places[key]
        place.insertWidget(place.count() - 1, made)
        self.editor = made
        made.begin()
        self.editing.emit()

    def close_editor(self) -> bool:
        """Take the editor away; return whether there was one."""
        made, self.editor = self.editor, None
        if made is None:
            return False
        made.hide()
        made.deleteLater()
        self.rows[made.key].setFocus()
        self.editing.emit()
        return True

    def _groups(self, groups: Iterable[Group], changes: dict[str, Change]) -> None:
        """Add the groups in their order; those that are short two abreast."""
        for abreast, run in groupby(groups, _abreast):
            made = [holder(self._block(each, changes)) for each in run]
            for each in [holder(Columns(*made, shares=(1, 1), gap=2))] if abreast else made:
                self._list.addWidget(each)

    def _block(self, group: Group, changes: dict[str, Change]) -> QVBoxLayout:
        made, heads = column(gap=4), column(gap=4)
        made.setContentsMargins(0 if group.top else INDENT, 8 if group.top else 0, 0, 0)
        if group.head is not None:
            self._head(heads, group, changes.get(group.head.key))
        elif group.numbers:
            heads.addWidget(label(self._say(f"head-{_owner(group.numbers[0])}"), strong=True, wrap=True))
        cells = [self._cell(each, changes.get(each.key)) for each in group.numbers]
        few = min(3, max(2, len(cells)))
        if cells and _in_line(group):
            across = holder(Columns(*cells, shares=(1,) * few, gap=8, beside=16))
            heads.addStretch(1)
            made.addWidget(holder(Columns(holder(heads), across, shares=(2, 7), gap=4, beside=16)))
        else:
            made.addLayout(heads)
        if cells and not _in_line(group):
            made.addWidget(holder(Columns(*cells, shares=(1,) * (1 if _abreast(group) else few), gap=8, beside=16)))
        self._places |= {each.key: made for each in group.numbers}
        made.addStretch(1)
        self._part(heads, cells, group.heads)
        return made

    def _part(self, heads: QVBoxLayout, cells: list[QWidget], leads: bool) -> None:
        """Note what a page does not part. A head that `leads` to others, which has no number, goes with the next."""
        texts = [each for at in range(heads.count()) if (each := _widget(heads, at)) is not None]
        first = [*self._heads, *texts, *cells[:1]]
        self.pieces += [(each, each) for each in (*texts, *cells)]
        if first:
            self.pieces.append((first[0], first[-1]))
        self._heads = texts[:1] if leads and not cells else []

    def _head(self, made: QVBoxLayout, group: Group, change: Change | None) -> None:
        reading = group.head
        assert reading is not None
        said, facts = reading.text, facts_text(self._words, self._offer.protocol, reading)
        large = group.top and bool(group.numbers) and not (_in_line(group) or _abreast(group))
        short = 0 < len(facts) < SHORT
        if large and said and short:
            said, facts = self._say("beside", text=said, facts=facts), ""
        strong = bool(said) and (group.top or group.heads)
        made.addWidget(label(said or facts, "large" if large else "body", strong=strong, wrap=True))
        if said and facts:
            made.addWidget(label(facts, "small" if large else "body", "soft" if large else "", wrap=True))
        self._below(made, reading, change)

    def _cell(self, reading: Reading, change: Change | None) -> QWidget:
        name, value = number_name(self._words, reading), number_value(self._words, reading)
        row = Row(name, "", value, 52)
        row.end.setProperty("strong", bool(reading.values))
        row.end.setProperty("tone", "" if reading.values else "soft")
        row.clicked.connect(partial(self.edit, reading.key))
        self.rows[reading.key], self._readings[reading.key] = row, reading
        inside = column(row, gap=4)
        self._below(inside, reading, change)
        made = holder(inside)
        inside.addStretch(1)
        return made

    def _below(self, made: QVBoxLayout, reading: Reading, change: Change | None) -> None:
        """Add where it is from, that it is the clinic's own, and what is in force meanwhile."""
        for each in self._notes(reading, change):
            made.addWidget(each)

    def _notes(self, reading: Reading, change: Change | None) -> Iterable[QLabel]:
        source, edit = source_text(self._words, reading), self._edits.get(reading.key)
        if source and source == self._sources.get(reading.number):
            yield label(self._say("same-source"), "small", "soft", wrap=True)
        elif source:
            yield label(source, "small", "soft", wrap=True)
        self._sources[reading.number] = source
        if edit is not None:
            value = values_text(self._words, reading.number, edit.old)
            yield label(self._say("own", value=value, reason=edit.reason), "small", strong=True, wrap=True)
        if change is not None:
            yield label(self._in_force(change), "small", "warn", strong=True, wrap=True)

    def _in_force(self, change: Change) -> str:
        """Return what is in force in place of it."""
        before, protocol = change.before, self._offer.in_force
        if before is None or protocol is None:
            return self._say("new")
        if change.kind == "source":
            return self._say("was-source", source=source_text(self._words, before))
        value = number_value(self._words, before) if before.number else reading_text(self._words, protocol, before)
        return self._say("was", value=value)

    def _heading(self, code: str) -> None:
        heading = label(self._say(code), "large", strong=True, wrap=True)
        heading.setContentsMargins(0, 12, 0, 0)
        self._add(heading)
        self._heads = [heading]

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        self.pieces.append((widget, widget))

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("adoption", code, **facts)


def _abreast(group: Group) -> bool:
    """Whether it is one sentence with a number at most, and nothing stands under it."""
    return not group.heads and len(group.numbers) <= (1 if group.top else 0)


def _in_line(group: Group) -> bool:
    """Whether its few numbers have room beside its head."""
    return group.top and not group.heads and 1 < len(group.numbers) <= IN_LINE


def _widget(layout: QLayout, at: int) -> QWidget | None:
    item = layout.itemAt(at)
    return item.widget() if item is not None else None


def _owner(number: Reading) -> str:
    """Return the field that a number without words of its own belongs to."""
    return next(each for each in reversed(number.of.split(".")) if not each.isdigit())
