"""The form in which a client is added or changed; what is typed stays until it is saved or discarded."""

from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QWidget

from console.core.client_file import ClientFile, Conflict, changes
from console.core.people import ENTRY_KINDS, ClientField, Entry, Profile
from console.core.refusal import Refusal
from console.ui.clients.birthday_line import BirthdayLine
from console.ui.clients.conflict_text import apart_text
from console.ui.clients.entry_lines import FIELD_PX, LONGEST, EntryLines
from console.ui.clients.skin_types import SkinTypes
from console.ui.input.keys import KEYS, cap
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.layouts import card, column, holder, row, scroll_area
from console.ui.kit.page_bar import in_turn
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

TEXT_FIELDS: tuple[ClientField, ...] = ("contact",)
"""The fields that are a line of text and nothing else."""


class ClientForm(QWidget):
    """A refusal is said beside the field that it is about; what is typed stays.

    Emits `saved` with the client's id, `failed` with what stands in the way of writing, `closed` when it is left, and
    `leaving` where that would lose what was typed.
    """

    saved = Signal(str)
    failed = Signal(str)
    closed = Signal()
    leaving = Signal()

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "clients")
        self._client, self._shown, self._before = "", ClientFile(), Profile("")
        self._saving = False
        self._title = label("", "title", strong=True, wrap=True)
        self.name, self.born = self._field("name"), BirthdayLine(model.words, self._today)
        self.born.setMinimumHeight(FIELD_PX)
        self.born.setMaxLength(LONGEST)
        self.entries = [EntryLines(model.words, kind) for kind in ENTRY_KINDS]
        self.allergies, self.medicines, self.conditions = self.entries
        self._apart = label("", "body", "stop", wrap=True)
        self._name_note, self._entry_note = (label("", "small", "stop", wrap=True) for _ in range(2))
        self.texts = {name: self._field(f"{name}-field", f"{name}-hint") for name in TEXT_FIELDS}
        self.skins = SkinTypes(self, model.words)
        self._save_text = f"{self._say('save')}  {cap(model.words, KEYS['save-client'].keys[0])}"
        self.save_button = button(self._save_text, self.save, "primary", self._say("save"))
        self.back = button(self._say("discard"), self.leave)
        self._lay_out()
        self.name.textChanged.connect(self._name_note.hide)
        for field in (self.name, self.born, *self.texts.values()):
            field.textChanged.connect(self._show_back)
        for lines in self.entries:
            lines.edited.connect(self._show_back)
            lines.edited.connect(self._entry_note.hide)
            lines.edited.connect(self._set_turns)
        self._go_by_keys()
        self.skins.idClicked.connect(self._show_back)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def begin(self, client: str = "", known: ClientFile = ClientFile()) -> None:  # noqa: B008  frozen
        """Begin with an empty form, or one that shows what is known of the client with this id."""
        self._client, self._shown = client, known
        stood = self._before = known.profile or Profile("")
        self._title.setText(self._say("form-change", name=stood.name) if client else self._say("form-new"))
        self.name.setText(stood.name)
        self.born.show_iso(stood.born)
        for lines in self.entries:
            lines.show_entries(stood.listed)
        self._show_apart(known.conflicts)
        for name, field in self.texts.items():
            field.setText(getattr(stood, name))
        self.skins.button(stood.skin or 0).setChecked(True)
        self._name_note.hide()
        self._entry_note.hide()
        self.born.tell()
        self._show_back()
        self.name.setFocus()

    @property
    def changed(self) -> bool:
        """Whether something stands here that is not saved."""
        stood = self._before
        typed = [self.name.text(), self.skins.skin, set(self._listed), *(field.text() for field in self.texts.values())]
        known = [stood.name, stood.skin, set(stood.listed), *(getattr(stood, name) for name in self.texts)]
        return typed != known or self.born.differs_from(stood.born)

    def save(self) -> None:
        """Save the client; the form stays as it is until that is durable."""
        born = self.born.iso
        if born is None:
            self.born.refuse()
        if born is None or self._saving:
            return
        self._rest(True)
        texts = {name: field.text().strip() for name, field in self.texts.items()}
        profile = Profile(self.name.text(), born, self.skins.skin, entries=tuple(self._listed), **texts)
        meant = changes(self._shown, profile, [each.of for each in self._shown.conflicts])
        clinic, sessions, client = self._model.open_clinic.clinic, self._model.open_clinic.sessions, self._client

        def job() -> str:
            if not client:
                return clinic.add_client(profile)
            sessions.change_client(client, meant)
            return client

        attempt(self._model, job, self._finish, self._fail, self._handles)

    def _go_by_keys(self) -> None:
        """Let Enter go on from field to field, and save in the last one."""
        self.name.returnPressed.connect(self.born.setFocus)
        self.born.returnPressed.connect(self.allergies.go)
        for lines, then in pairwise(self.entries):
            lines.left.connect(then.go)
        texts = [*self.texts.values()]
        self.conditions.left.connect(texts[0].setFocus)
        for field, after in pairwise(texts):
            field.returnPressed.connect(after.setFocus)
        texts[-1].returnPressed.connect(self.save)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Have the field that is typed in in sight, with its caption: only Tab inside the area sees to that itself."""
        if isinstance(now, QLineEdit) and now.hasFocus() and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, now.height())

    def leave(self) -> None:
        """Close at once where nothing was typed, else emit `leaving`."""
        if self.changed:
            self.leaving.emit()
        else:
            self.closed.emit()

    def discard(self) -> None:
        self.begin()
        self.closed.emit()

    @property
    def _listed(self) -> list[Entry]:
        return [entry for lines in self.entries for entry in lines.entries]

    def _today(self) -> date:
        return self._model.words.day_of(self._model.dependencies.clock.now().utc_ms)

    def _finish(self, client: str) -> None:
        self._rest(False)
        self.begin()
        self.saved.emit(client)

    def _fail(self, text: str) -> None:
        self._rest(False)
        self.failed.emit(text)

    def _handles(self, error: Exception) -> bool:
        """Say a refusal beside the field that it is about."""
        if not isinstance(error, Refusal):
            return False
        self._rest(False)
        text, note, field = self._model.words.refusal(error), self._name_note, self.name
        if error.code == "not-a-day":
            self.born.refuse(text)
            return True
        if error.code == "entry-known":
            lines = [line for each in self.entries for line in each.lines]
            same = [line.edit for line in lines if line.entry and line.entry.text == error.facts["text"]]
            note, field = self._entry_note, same[-1] if same else self.allergies.lines[-1].edit
        note.setText(f"⚠ {text}")
        note.show()
        field.setFocus()
        return True

    def _rest(self, on: bool) -> None:
        self._saving = on
        self.save_button.setText(self._say("saving") if on else self._save_text)

    def _show_back(self) -> None:
        text = self._say("discard" if self.changed else "back-to-list")
        self.back.setText(text)
        self.back.setAccessibleName(text)

    def _show_apart(self, conflicts: tuple[Conflict, ...]) -> None:
        self._apart.setText(apart_text(self._model.words, self._before, conflicts))
        self._apart.setVisible(bool(conflicts))

    def _clear_born(self) -> None:
        self.born.clear()

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
        self._unknown = button(self._say("not-recorded"), self._clear_born)
        enlarge(self.save_button, self.back)
        self._unknown.setAccessibleName(f"{self._say('born')}: {self._say('not-recorded')}")
        texts = (each for name, field in self.texts.items() for each in (self._caption(f"{name}-field", field), field))
        inner = column(
            self._apart, self._caption("name", self.name, self._name_note), self.name,
            self._caption("born", self.born, self.born.note), row(self.born, self._unknown),
            label(self._say("skin-type"), "body", strong=True, wrap=True), row(*self.skins.in_order, 1, gap=8),
            self._entry_note, *self.entries,
            *texts, 1, gap=8,
        )  # fmt: skip
        buttons = row(self.back, 1, self.save_button)
        self.area = scroll_area(holder(inner))
        whole = card(self._title, self.area, buttons, gap=12, margin=22)
        outer = column(whole)
        self.setLayout(outer)

    def _set_turns(self) -> None:
        of_entries = [each for lines in self.entries for each in lines.controls]
        in_turn(
            self.name, self.born, self._unknown, *self.skins.buttons(), *of_entries, *self.texts.values(),
            self.save_button, self.back,
        )  # fmt: skip
