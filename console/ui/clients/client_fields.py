"""The fields of a client: who they are beside what matters for their treatment, and the values that stand apart."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from console.core.client_file import Conflict, Value
from console.core.people import CLIENT_FIELDS, ENTRY_KINDS, ClientField, Entry, Profile
from console.core.protocol_groups import Group
from console.core.text.words import Words
from console.ui.clients.apart_choices import ApartChoices
from console.ui.clients.birthday_line import BirthdayLine
from console.ui.clients.conflict_text import field_text
from console.ui.clients.entry_line import FIELD_PX, LONGEST
from console.ui.clients.entry_lines import EntryLines
from console.ui.clients.form_columns import FormColumns
from console.ui.clients.skin_types import SkinTypes
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, label, mark
from console.ui.kit.layouts import column, row

TEXT_FIELDS: tuple[ClientField, ...] = ("contact",)
"""The fields that are a line of text and nothing else."""
GAP = 8


class ClientFields(QWidget):
    """Emits `edited` when something stands there otherwise, `left` with Enter in the last field."""

    edited = Signal()
    left = Signal()

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._say = words, partial(words.say, "clients")
        self._stood, self._shown = Profile(""), dict.fromkeys(map(str, CLIENT_FIELDS), "")
        self.name, self.born = self._field("name"), BirthdayLine(words, today)
        self.born.setMinimumHeight(FIELD_PX)
        self.born.setMaxLength(LONGEST)
        self.entries = [EntryLines(words, kind) for kind in ENTRY_KINDS]
        self.allergies, self.medicines, self.conditions = self.entries
        self.texts = {name: self._field(f"{name}-field", f"{name}-hint") for name in TEXT_FIELDS}
        self.skins = SkinTypes(self, words)
        self.unknown = button(self._say("not-recorded"), self._clear_born)
        self.unknown.setAccessibleName(f"{self._say('born')}: {self._say('not-recorded')}")
        self.name_note, self.entry_note = (label("", "small", "stop", wrap=True) for _ in range(2))
        self.apart = {name: ApartChoices(words) for name in CLIENT_FIELDS}
        self._lay_out()
        self._wire()

    def show_profile(self, profile: Profile, conflicts: tuple[Conflict, ...], groups: tuple[Group, ...] = ()) -> None:
        """Show what is known, entries by these groups; what stands apart is marked, and offered beneath its field."""
        self._stood, apart = profile, {each.of: each for each in conflicts}
        for name in CLIENT_FIELDS:
            self._show_value(name, getattr(profile, name))
            self.apart[name].offer(field_text(self._words, profile, name), apart.get(name))
            if name != "skin":
                mark(self._line(name), apart=name in apart)
        self._shown = {name: line.text() for name, line in self._lines()}
        for lines in self.entries:
            lines.show_entries(profile.listed, apart, groups)
        self.name_note.hide()
        self.entry_note.hide()
        self.born.tell()
        self._tell()

    @property
    def profile(self) -> Profile | None:
        """The client as they stand here; None where the birthday is none. A text that was left alone is as it was."""
        born = self.born.iso
        if born is None:
            return None
        texts = {
            name: getattr(self._stood, name) if line.text() == self._shown[name] else line.text()
            for name, line in self._lines()
            if name != "born"
        }
        return Profile(**texts, born=born, skin=self.skins.skin, entries=tuple(self._listed()))

    @property
    def differ(self) -> bool:
        """Whether anything stands here otherwise than it was shown."""
        lines = any(line.text() != self._shown[name] for name, line in self._lines())
        return lines or self.skins.skin != self._stood.skin or set(self._listed()) != set(self._stood.listed)

    @property
    def typed(self) -> dict[str, object]:
        """What stands here, whether it can be read or not."""
        lines = {str(name): line.text() for name, line in self._lines()}
        return {**lines, "skin": self.skins.skin or 0, "entries": tuple(self._listed())}

    def put(self, typed: Mapping[str, object]) -> None:
        """Put what stood here before."""
        for name, line in self._lines():
            line.setText(str(typed[name]))
        self.skins.button(int(str(typed["skin"]))).setChecked(True)
        entries = typed["entries"]
        assert isinstance(entries, tuple)
        for lines in self.entries:
            lines.put([each for each in entries if each.kind == lines.kind])
        self._tell()

    def take(self, of: ClientField, value: Value) -> None:
        """Put this value into a field."""
        self._show_value(of, value)
        self._tell()

    def in_order(self) -> Iterator[QWidget]:
        """Give what Tab goes through."""
        yield from (self.name, *self.apart["name"].rows, self.born, self.unknown, *self.apart["born"].rows)
        yield from (*self.skins.in_order, *self.apart["skin"].rows)
        for lines in self.entries:
            yield from lines.controls
        for name, line in self.texts.items():
            yield from (line, *self.apart[name].rows)

    def first_apart(self) -> tuple[QWidget, QWidget] | None:
        """Return the first field with values that stand apart, and these; None where there is none."""
        entries = [(line.edit, line.apart) for lines in self.entries for line in lines.lines]
        texts = [(line, self.apart[name]) for name, line in self._lines()]
        found = [*texts[:2], (self.skins.in_order[0], self.apart["skin"]), *entries, *texts[2:]]
        return next(((field, choices) for field, choices in found if not choices.isHidden()), None)

    def line_of(self, text: str) -> QLineEdit:
        """Return the last line in which this text stands; that for a new allergy where none does."""
        entries = (each.edit for lines in self.entries for each in lines.lines if each.entry and not each.off)
        found = [each for each in (self.name, *self.texts.values(), *entries) if each.text().strip() == text.strip()]
        return found[-1] if found else self.allergies.lines[-1].edit

    def _lines(self) -> list[tuple[ClientField, QLineEdit]]:
        return [(name, self._line(name)) for name in CLIENT_FIELDS if name != "skin"]

    def _line(self, name: ClientField) -> QLineEdit:
        return self.name if name == "name" else self.born if name == "born" else self.texts[name]

    def _listed(self) -> list[Entry]:
        return [entry for lines in self.entries for entry in lines.entries]

    def _show_value(self, name: ClientField, value: Value) -> None:
        if name == "skin":
            self.skins.button(value if isinstance(value, int) else 0).setChecked(True)
        elif name == "born":
            self.born.show_iso(str(value or ""))
        else:
            self._line(name).setText(str(value or ""))

    def _clear_born(self) -> None:
        self.born.clear()
        self.born.setFocus()

    def _tell(self) -> None:
        """Tick what stands of the values that were written apart."""
        for name, choices in self.apart.items():
            line = None if name == "skin" else self._line(name)
            choices.tick(self.skins.skin if line is None else self.born.iso if name == "born" else line.text())
        self.unknown.setVisible(bool(self.born.text()))
        self.edited.emit()

    def _wire(self) -> None:
        """Let Enter go on from field to field, and leave the last one."""
        self.name.returnPressed.connect(self.born.setFocus)
        self.born.returnPressed.connect(self.allergies.go)
        for lines, then in pairwise(self.entries):
            lines.left.connect(then.go)
        texts = [*self.texts.values()]
        self.conditions.left.connect(texts[0].setFocus)
        for field, after in pairwise(texts):
            field.returnPressed.connect(after.setFocus)
        texts[-1].returnPressed.connect(self.left)
        self.name.textChanged.connect(self.name_note.hide)
        for _, line in self._lines():
            line.textChanged.connect(self._tell)
        for lines in self.entries:
            lines.edited.connect(self.entry_note.hide)
            lines.edited.connect(self._tell)
        self.skins.idClicked.connect(self._tell)
        for name, choices in self.apart.items():
            choices.chosen.connect(partial(self.take, name))

    def _field(self, code: str, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(self._say(code))
        made.setMinimumHeight(FIELD_PX)
        made.setMaxLength(LONGEST)
        if hint:
            made.setPlaceholderText(self._say(hint))
        return made

    def _caption(self, code: str, field: QLineEdit, said: QLabel | None = None) -> QHBoxLayout:
        named = label(self._say(code), "body", strong=True)
        named.setBuddy(field)
        if said is None:
            return row(named, 1)
        made = row(named, said, gap=16)
        made.setStretch(1, 1)
        return made

    def _lay_out(self) -> None:
        who = column(
            self._caption("name", self.name, self.name_note), self.name, self.apart["name"],
            self._caption("born", self.born, self.born.note), row(self.born, self.unknown), self.apart["born"],
            label(self._say("skin-type"), "body", strong=True, wrap=True), Flow(*self.skins.in_order, gap=GAP),
            self.apart["skin"], 1, gap=GAP,
        )  # fmt: skip
        texts = (
            each
            for name, field in self.texts.items()
            for each in (self._caption(f"{name}-field", field), field, self.apart[name])
        )
        matters = column(self.entry_note, *self.entries, *texts, 1, gap=GAP)
        self.columns = FormColumns(who, matters, GAP)
        self.setLayout(column(self.columns, gap=0))
