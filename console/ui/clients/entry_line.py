"""One allergy, medicine or condition in the form: what it says, what it touches, and the button that ends it."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.core.client_file import Conflict, Value, entry_of, value_of
from console.core.names import same_key
from console.core.people import NONE_KNOWN, Entry
from console.core.protocol_groups import Group
from console.core.text.words import Words
from console.ui.clients.apart_choices import ApartChoices
from console.ui.clients.entry_details import likely_group, touched_text
from console.ui.kit.labels import button, label, mark
from console.ui.kit.layouts import column, row
from console.ui.kit.rows import Row

FIELD_PX = 60
LONGEST = 400
TOUCHES_PX = 48


class EntryLine(QWidget):
    """One entry to type in, what it touches, and the button that ends it. Ended, it stays in sight until it is saved,
    and can be kept.

    Emits `edited` when typed in, `ended` when the button was pressed, `entered` with Enter, `asked` when somebody wants
    to say what it touches, `choosing` where an empty one is to be chosen from the groups.
    """

    edited = Signal()
    ended = Signal()
    entered = Signal(QWidget)
    asked = Signal(QWidget)
    choosing = Signal()

    def __init__(self, words: Words, title: str, entry: Entry, groups: Sequence[Group] = ()) -> None:
        super().__init__()
        self._words, self._entry, self.off = words, entry, False
        self._groups = [each for each in groups if each.of == entry.kind]
        self._none = words.say("format", "none-known")
        self.edit = QLineEdit(words.entry(entry.text))
        self._shown = self.edit.text()
        self.edit.setAccessibleName(title)
        self.edit.setMinimumHeight(FIELD_PX)
        self.edit.setMaxLength(LONGEST)
        self.end = button("", self._turn)
        aloud = words.say("clients", "choose-group-of", title=title)
        self.choose = button(words.say("clients", "choose-group"), self.choosing.emit, name=aloud)
        self._note = label(words.say("clients", "entry-ends"), "small", "soft")
        self.apart = ApartChoices(words)
        self.touches = Row("", least=TOUCHES_PX)
        self.touches.clicked.connect(self._say_group)
        self.other = button(words.say("clients", "touches-other"), lambda: self.asked.emit(self))
        across = row(self.edit, self._note, self.end, self.choose)
        across.setStretch(0, 1)
        belongs = row(self.touches, self.other)
        belongs.setStretch(0, 1)
        self.setLayout(column(across, belongs, self.apart, gap=6))
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
        typed = NONE_KNOWN if same_key(text) == same_key(self._none) else text
        return replace(self._entry, text=typed, groups=())

    def take_said(self, entry: Entry) -> None:
        """Have it say this; what it touches holds as long as its text stays."""
        self._entry = replace(entry, id=self._entry.id)
        self.edit.setText(self._words.entry(entry.text))
        self._shown = self.edit.text()
        self._name()
        self.edited.emit()

    def put(self, entry: Entry | None) -> None:
        """Have it say this; None ends it."""
        if entry is None:
            self._turn()
        elif entry != self._entry:
            self.take_said(entry)

    @property
    def id(self) -> str:
        return self._entry.id

    @property
    def new(self) -> bool:
        return not self._entry.id

    @property
    def controls(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.edit, self.end, self.choose, self.touches, self.other, *self.apart.rows]

    def offer(self, field: str, conflict: Conflict | None) -> None:
        """Offer what stands in conflict, and mark the line; with None nothing."""
        self.apart.offer(field, conflict)
        mark(self.edit, apart=conflict is not None)
        self._name()

    def _take(self, value: Value) -> None:
        """Put this value into the line; None ends it."""
        said = entry_of(self._entry.id, self._entry.kind, value)
        if said is not None:
            self.take_said(said)
        if self.off != (value is None):
            self._turn()

    def _say_group(self) -> None:
        """Take a yes to the group that was asked about; else ask which it is, or what else is known."""
        entry = self.entry
        likely = likely_group(self._groups, entry) if entry else ()
        if entry and likely:
            self.take_said(replace(entry, groups=likely))
        else:
            self.asked.emit(self)

    def _enter(self) -> None:
        self.entered.emit(self)

    def _turn(self) -> None:
        self.off = not self.off
        self.edit.setEnabled(not self.off)
        self._name()
        self.ended.emit()

    def _name(self) -> None:
        text = self.edit.text().strip()
        code = "entry-keep" if self.off else "entry-remove" if self.new else "entry-end"
        self.end.setText(self._words.say("clients", code))
        self.end.setAccessibleName(self._words.say("clients", f"{code}-of", text=text))
        self.end.setVisible(bool(text))
        self.choose.setVisible(bool(self._groups) and not text)
        self._note.setVisible(self.off)
        entry = self.entry
        self.apart.tick(None if self.off else value_of(entry) if entry else "")
        self.touches.setVisible(bool(self._groups and entry and not entry.none_known))
        self.other.setVisible(bool(entry and likely_group(self._groups, entry)))
        if entry:
            self.other.setAccessibleName(self._words.say("clients", "touches-other-of", text=text))
            sign, told = touched_text(self._words, self._groups, entry)
            mark(self.touches, tone="warn" if sign == "⚠" else "")
            self.touches.set_text(sign, told, aloud=self._words.say("clients", "touches-of", text=text, touches=told))
