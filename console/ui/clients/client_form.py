"""The form in which a client is added or changed; what is typed stays until it is saved or discarded."""

from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from console.app.day_input import parse_day
from console.app.ports import ClientView
from console.core.client_file import Conflict, changes
from console.core.people import ENTRY_KINDS, Entry, Profile
from console.core.refusal import Refusal
from console.core.screening import age
from console.ui.clients.conflict_text import apart_text
from console.ui.clients.entry_lines import FIELD_PX, LONGEST, EntryLines
from console.ui.clients.skin_types import SkinTypes
from console.ui.input.keys import KEYS, cap
from console.ui.kit.labels import button, enlarge, label, mark
from console.ui.kit.layouts import card, column, holder, row, scroll_area
from console.ui.kit.local_formats import day_of, day_text, month_first
from console.ui.kit.page_bar import in_turn
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model


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
        self._client, self._before, self._unsettled = "", Profile(""), tuple[str, ...]()
        self._saving = False
        self._month_first = month_first()
        self._title = label("", "title", strong=True, wrap=True)
        self.name, self.born = self._field("name"), self._field("born", f"born-hint{self._order}")
        self.entries = [EntryLines(model.words, kind) for kind in ENTRY_KINDS]
        self.allergies, self.medicines, self.conditions = self.entries
        self._apart = label("", "body", "stop", wrap=True)
        self.contact = self._field("contact-field", "contact-hint")
        self._name_note, self._born_note = label("", "small", "stop", wrap=True), label("", "small", wrap=True)
        self.skins = SkinTypes(self, model.words)
        self._save_text = f"{self._say('save')}  {cap(model.words, KEYS['save-client'].keys[0])}"
        self.save_button = button(self._save_text, self.save, "primary", self._say("save"))
        self.back = button(self._say("discard"), self.leave)
        self._lay_out()
        self.name.textChanged.connect(self._refresh_notes)
        self.born.textChanged.connect(self._refresh_notes)
        for field in (self.name, self.born, self.contact):
            field.textChanged.connect(self._show_back)
        for lines in self.entries:
            lines.edited.connect(self._show_back)
            lines.edited.connect(self._set_turns)
        self.born.editingFinished.connect(partial(self._show_born, final=True))
        self._go_by_keys()
        self.skins.idClicked.connect(self._show_back)

    def begin(self, client: ClientView | None) -> None:
        """Begin with an empty form, or one filled with what is known."""
        self._client = client.id if client else ""
        self._before = client.profile if client else Profile("")
        stood = self._before
        self._title.setText(self._say("form-change", name=stood.name) if client else self._say("form-new"))
        self.name.setText(stood.name)
        self.born.setText(day_text(date.fromisoformat(stood.born)) if stood.born else "")
        for lines in self.entries:
            lines.show_entries(stood.listed)
        self._show_apart(())
        self._unsettled = client.conflicts if client else ()
        if client and client.conflicts:
            store = self._model.open_clinic.store
            self._model.read(lambda: store.client_file(client.id).conflicts, self._show_apart)
        self.contact.setText(stood.contact)
        self.skins.button(stood.skin or 0).setChecked(True)
        self._refresh_notes()
        self._show_back()
        self.name.setFocus()

    @property
    def changed(self) -> bool:
        """Whether something stands here that is not saved."""
        stood = self._before
        born = day_text(date.fromisoformat(stood.born)) if stood.born else ""
        typed = (self.name.text(), self.born.text(), self.contact.text(), self.skins.skin, set(self._listed))
        return typed != (stood.name, born, stood.contact, stood.skin, set(stood.listed))

    def save(self) -> None:
        """Save the client; the form stays as it is until that is durable."""
        day = self._day()
        if self.born.text().strip() and (day is None or day > self._today):
            self.born.setFocus()
            self._show_born(final=True)
            return
        if self._saving:
            return
        self._rest(True)
        born = day.isoformat() if day else ""
        contact = self.contact.text().strip()
        profile = Profile(self.name.text(), born, self.skins.skin, contact=contact, entries=tuple(self._listed))
        meant = changes(self._before, profile, self._unsettled)
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
        self.conditions.left.connect(self.contact.setFocus)
        self.contact.returnPressed.connect(self.save)

    def leave(self) -> None:
        """Close at once where nothing was typed, else emit `leaving`."""
        if self.changed:
            self.leaving.emit()
        else:
            self.closed.emit()

    def discard(self) -> None:
        self.begin(None)
        self.closed.emit()

    @property
    def _order(self) -> str:
        return "-month" if self._month_first else ""

    @property
    def _listed(self) -> list[Entry]:
        return [entry for lines in self.entries for entry in lines.entries]

    @property
    def _today(self) -> date:
        return day_of(self._model.dependencies.clock.now().utc_ms)

    def _finish(self, client: str) -> None:
        self._rest(False)
        self.begin(None)
        self.saved.emit(client)

    def _fail(self, text: str) -> None:
        self._rest(False)
        self.failed.emit(text)

    def _handles(self, error: Exception) -> bool:
        """Say a refusal beside the field that it is about."""
        if not isinstance(error, Refusal):
            return False
        self._rest(False)
        field, line = (self.born, self._born_note) if error.code == "not-a-day" else (self.name, self._name_note)
        line.setText(f"⚠ {self._model.words.refusal(error)}")
        line.show()
        field.setFocus()
        return True

    def _rest(self, on: bool) -> None:
        self._saving = on
        self.save_button.setText(self._say("saving") if on else self._save_text)

    def _day(self) -> date | None:
        months = self._model.words.say("format", "months").split()
        return parse_day(self.born.text(), months, self._month_first)

    def _refresh_notes(self) -> None:
        self._name_note.hide()
        self._show_born()

    def _show_born(self, final: bool = False) -> None:
        """Show the day in words, so that none is taken for another; with `final` that it can't be read."""
        day = self._day()
        if day and day <= self._today:
            text, tone = self._say("born-is", day=day_text(day), age=age(day.isoformat(), self._today)), "ok"
        elif day:
            text, tone = f"⚠ {self._say('born-future', day=day_text(day))}", "stop"
        else:
            wrong = final and bool(self.born.text().strip())
            text, tone = f"⚠ {self._say(f'born-not-day{self._order}')}" if wrong else "", "stop"
        self._born_note.setText(text)
        mark(self._born_note, tone=tone)
        self._born_note.setVisible(bool(text))

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
        inner = column(
            self._caption("name", self.name, self._name_note), self.name,
            self._caption("born", self.born, self._born_note), row(self.born, self._unknown),
            label(self._say("skin-type"), "body", strong=True, wrap=True), row(*self.skins.in_order, 1, gap=8),
            *self.entries,
            self._caption("contact-field", self.contact), self.contact, 1, gap=8,
        )  # fmt: skip
        buttons = row(self.back, 1, self.save_button)
        whole = card(self._title, self._apart, scroll_area(holder(inner)), buttons, gap=12, margin=22)
        outer = column(whole)
        self.setLayout(outer)

    def _set_turns(self) -> None:
        of_entries = [each for lines in self.entries for each in lines.controls]
        in_turn(
            self.name, self.born, self._unknown, *self.skins.buttons(), *of_entries, self.contact, self.save_button,
            self.back,
        )  # fmt: skip
