"""The form in which a client is added or changed; what is typed stays until it is saved or discarded."""

from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from console.app.day_input import parse_day
from console.app.ports import ClientView
from console.core.people import Profile
from console.core.refusal import Refusal
from console.core.screening import age
from console.ui.input.keys import KEYS, cap
from console.ui.kit.labels import button, enlarge, label, mark
from console.ui.kit.layouts import card, column, holder, row, scroll_area
from console.ui.kit.local_formats import month_first
from console.ui.kit.page_bar import in_turn
from console.ui.session.top_bar import SKIN_TYPES
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

FIELD_PX = 60


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
        self._client, self._before = "", Profile("")
        self._saving = False
        self._month_first = month_first()
        self._title = label("", "title", strong=True, wrap=True)
        self.name, self.born = self._field("name"), self._field("born", f"born-hint{self._order}")
        self.allergies = self._field("allergies", "allergies-hint")
        self.contact = self._field("contact-field", "contact-hint")
        self._name_note, self._born_note = label("", "small", "stop", wrap=True), label("", "small", wrap=True)
        self.skins = QButtonGroup(self)
        self._save_text = f"{self._say('save')}  {cap(model.words, KEYS['save-client'].keys[0])}"
        self.save_button = button(self._save_text, self.save, "primary", self._say("save"))
        self.back = button(self._say("discard"), self.leave)
        self._lay_out()
        self.name.textChanged.connect(self._refresh_notes)
        self.born.textChanged.connect(self._refresh_notes)
        for field in (self.name, self.born, self.allergies, self.contact):
            field.textChanged.connect(self._show_back)
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
        self.born.setText(self._model.words.day(date.fromisoformat(stood.born)) if stood.born else "")
        self.allergies.setText(stood.allergies)
        self.contact.setText(stood.contact)
        self.skins.button(stood.skin or 0).setChecked(True)
        self._refresh_notes()
        self._show_back()
        self.name.setFocus()

    @property
    def changed(self) -> bool:
        """Whether something stands here that is not saved."""
        stood = self._before
        born = self._model.words.day(date.fromisoformat(stood.born)) if stood.born else ""
        typed = (self.name.text(), self.born.text(), self.allergies.text(), self.contact.text())
        return typed != (stood.name, born, stood.allergies, stood.contact) or self._skin != stood.skin

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
        allergies, contact = self.allergies.text().strip(), self.contact.text().strip()
        profile = Profile(self.name.text(), born, self._skin, allergies, contact)
        clinic, sessions, client = self._model.open_clinic.clinic, self._model.open_clinic.sessions, self._client

        def job() -> str:
            if not client:
                return clinic.add_client(profile)
            sessions.change_client(client, profile)
            return client

        attempt(self._model, job, self._finish, self._fail, self._handles)

    def _go_by_keys(self) -> None:
        """Let Enter go on from field to field, and save in the last one."""
        fields = self.name, self.born, self.allergies, self.contact
        for field, then in pairwise(fields):
            field.returnPressed.connect(then.setFocus)
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
    def _skin(self) -> int | None:
        return max(0, self.skins.checkedId()) or None

    @property
    def _today(self) -> date:
        return self._model.words.day_of(self._model.dependencies.clock.now().utc_ms)

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
        return parse_day(self.born.text(), self._model.words.months, self._month_first)

    def _refresh_notes(self) -> None:
        self._name_note.hide()
        self._show_born()

    def _show_born(self, final: bool = False) -> None:
        """Show the day in words, so that none is taken for another; with `final` that it can't be read."""
        day = self._day()
        read = self._model.words.day(day) if day else ""
        if day and day <= self._today:
            text, tone = self._say("born-is", day=read, count=age(day.isoformat(), self._today)), "ok"
        elif day:
            text, tone = f"⚠ {self._say('born-future', day=read)}", "stop"
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

    def _fill_none_known(self) -> None:
        self.allergies.setText(self._say("none-known"))

    def _clear_born(self) -> None:
        self.born.clear()

    def _field(self, code: str, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(self._say(code))
        made.setMinimumHeight(FIELD_PX)
        made.setMaxLength(400)
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

    def _skin_row(self) -> list[QPushButton]:
        made = []
        for number, text in enumerate((self._say("not-recorded"), *SKIN_TYPES)):
            name = self._say("skin-type-n", type=text) if number else self._say("not-recorded")
            each = button(text, None, "tab", name)
            each.setCheckable(True)
            each.setMinimumWidth(64)
            self.skins.addButton(each, number)
            made.append(each)
        return [*made[1:], made[0]]

    def _lay_out(self) -> None:
        none = button(self._say("none-known-button"), self._fill_none_known)
        unknown = button(self._say("not-recorded"), self._clear_born)
        enlarge(self.save_button, self.back)
        unknown.setAccessibleName(f"{self._say('born')}: {self._say('not-recorded')}")
        none.setAccessibleName(f"{self._say('allergies')}: {self._say('none-known')}")
        inner = column(
            self._caption("name", self.name, self._name_note), self.name,
            self._caption("born", self.born, self._born_note), row(self.born, unknown),
            label(self._say("skin-type"), "body", strong=True, wrap=True), row(*self._skin_row(), 1, gap=8),
            self._caption("allergies", self.allergies), row(self.allergies, none),
            self._caption("contact-field", self.contact), self.contact, 1, gap=8,
        )  # fmt: skip
        buttons = row(self.back, 1, self.save_button)
        whole = card(self._title, scroll_area(holder(inner)), buttons, gap=12, margin=22)
        outer = column(whole)
        self.setLayout(outer)
        in_turn(
            self.name, self.born, unknown, *self.skins.buttons(), self.allergies, none, self.contact,
            self.save_button, self.back,
        )  # fmt: skip
