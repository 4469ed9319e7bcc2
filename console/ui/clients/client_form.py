"""The form in which a client is added or changed; what is typed stays until it is saved or discarded."""

from datetime import date
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.core.client_file import ClientFile
from console.core.client_intents import changes
from console.core.people import NONE_KNOWN, Entry, Profile
from console.core.protocol_groups import Group
from console.core.refusal import Refusal
from console.ui.clients.allergies import allergy_chip, show_allergies
from console.ui.clients.client_draft import ClientDraft
from console.ui.clients.client_fields import ClientFields
from console.ui.clients.client_name import name_text
from console.ui.clients.conflict_text import apart_fields
from console.ui.input.keys import KEYS, cap
from console.ui.kit.labels import button, enlarge, label
from console.ui.kit.later import later
from console.ui.kit.layouts import card, column, holder, row, scroll_area
from console.ui.kit.page_bar import in_turn
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

BIRTHDAY = frozenset({"not-a-day", "year-not-meant", "born-in-future", "born-too-long-ago"})
"""Refusals that are about the birthday."""
MOST = 4
"""The part of the form's height that allergies told above the fields may take."""


class ClientForm(QWidget):
    """A refusal is said beside the field that it is about; what is typed stays.

    Emits `saved` with the client's id, `failed` with what stands in the way of writing, `closed` when it is left,
    `leaving` where that would lose what was typed, `emptied` where saving leaves a client without an allergy who
    had one, and `known` with the id of a client of the same name and birthday and what to say of them.
    """

    saved = Signal(str)
    failed = Signal(str)
    closed = Signal()
    leaving = Signal()
    emptied = Signal()
    known = Signal(str, str)

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "clients")
        self.client, self.shown = "", ClientFile()
        self.groups: tuple[Group, ...] = ()
        self._saving = False
        self._asked: Profile | None = None
        self._title = label("", "title", strong=True, wrap=True)
        self.allergy_chip, self._apart = allergy_chip(), label("", "body", "stop", wrap=True)
        self.fields = ClientFields(model.words, self._today)
        self.name, self.born, self.skins, self.texts = (
            self.fields.name, self.fields.born, self.fields.skins, self.fields.texts,
        )  # fmt: skip
        self.entries = self.fields.entries
        self.allergies, self.medicines, self.conditions = self.entries
        self._save_text = f"{self._say('save')}  {cap(model.words, KEYS['save-client'].keys[0])}"
        self.save_button = button(self._save_text, self.save, "primary", self._say("save"))
        self.back = button(self._say("discard"), self.leave)
        self._lay_out()
        self.fields.edited.connect(self._show_back)
        self.fields.edited.connect(self._show_allergies)
        for lines in self.entries:
            lines.edited.connect(self._set_turns)
        self.fields.left.connect(self.save)
        self.draft = ClientDraft(self, model.drafts, self._say("clients"), self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def begin(self, client: str = "", known: ClientFile = ClientFile()) -> None:  # noqa: B008  frozen
        """Begin with an empty form, or one that shows what is known of the client with this id."""
        self.client, self.shown, self._asked = client, known, None
        stood = self._before
        self._title.setText(
            self._say("form-change", name=name_text(self._model.words, stood)) if client else self._say("form-new")
        )
        fields = apart_fields(self._model.words, stood, (each.of for each in known.conflicts))
        self._apart.setText(self._say("apart", fields=fields))
        self._apart.setVisible(bool(fields))
        self.fields.show_profile(stood, known.conflicts, self.groups)
        apart = self.fields.first_apart()
        (apart[0] if apart else self.name).setFocus()
        if apart:
            later(self, partial(self.area.ensureWidgetVisible, apart[1]))

    @property
    def changed(self) -> bool:
        """Whether something stands here that is not saved."""
        return self.fields.differ

    def save(self) -> None:
        """Save the client; the form stays as it is until that is durable."""
        profile = self.fields.profile
        if profile is None:
            self.born.refuse()
        elif not self._saving:
            if self._before.texts("allergy") and not profile.texts("allergy"):
                self.emptied.emit()
            else:
                self._save(profile)

    def save_without_allergy(self, none_known: bool) -> None:
        """Save that none is known, or that nothing is recorded."""
        profile = self.fields.profile
        if profile is not None and not self._saving:
            none = (Entry("", "allergy", NONE_KNOWN),) if none_known else ()
            self._save(replace(profile, entries=(*profile.entries, *none)))

    def save_another(self) -> None:
        """Save, as somebody said that it is another person than the one of this name and birthday."""
        if self._asked is not None and not self._saving:
            self._save(self._asked, another=True)

    def _save(self, profile: Profile, another: bool = False) -> None:
        self._rest(True)
        self.draft.send()
        self._asked = profile
        meant = changes(self.shown, profile, [each.of for each in self.shown.conflicts])
        clinic, sessions, client = self._model.open_clinic.clinic, self._model.open_clinic.sessions, self.client

        stood = self._before
        anew = (profile.name, profile.born) != (stood.name, stood.born)

        def job() -> str:
            if anew and not another:
                clinic.allow_namesake(profile, client)
            if not client:
                return clinic.add_client(profile)
            sessions.change_client(client, meant)
            return client

        attempt(self._model, job, self._finish, self._fail, self._handles)

    @property
    def _before(self) -> Profile:
        return self.shown.profile or Profile("")

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Have the field that is typed in in sight, with its caption: only Tab inside the area sees to that itself."""
        if isinstance(now, QLineEdit) and now.hasFocus() and self.area.isAncestorOf(now):
            middle = now.mapTo(self._inner, now.rect().center())
            self.area.ensureVisible(0, middle.y(), 0, now.height() * 3 // 2)

    def leave(self) -> None:
        """Close at once where nothing was typed, else emit `leaving`."""
        if self.changed:
            self.leaving.emit()
        else:
            self.closed.emit()

    def discard(self) -> None:
        self.draft.drop()
        self.begin()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_allergies()

    def _today(self) -> date:
        return self._model.words.day_of(self._model.dependencies.clock.now().utc_ms)

    def _finish(self, client: str) -> None:
        self._rest(False)
        self._model.drafts.arrived()
        self.begin()
        self.saved.emit(client)

    def _fail(self, text: str) -> None:
        self._refused()
        self.failed.emit(text)

    def _handles(self, error: Exception) -> bool:
        """Say a refusal beside the field that it is about."""
        if not isinstance(error, Refusal):
            return False
        self._refused()
        if error.code == "client-known":
            self.known.emit(error.facts["client"], self._model.words.refusal(error))
            return True
        text, note, field = self._model.words.refusal(error), self.fields.name_note, self.name
        if error.code in BIRTHDAY:
            self.born.refuse(text)
            return True
        if error.code in ("entry-known", "text-unreadable"):
            note, field = self.fields.entry_note, self.fields.line_of(str(error.facts["text"]))
        note.setText(f"⚠ {text}")
        note.show()
        field.setFocus()
        return True

    def _refused(self) -> None:
        self._rest(False)
        self._model.drafts.stayed()

    def _rest(self, on: bool) -> None:
        self._saving = on
        self.save_button.setText(self._say("saving") if on else self._save_text)

    def _show_back(self) -> None:
        text = self._say("discard" if self.changed else "back-to-list")
        self.back.setText(f"{text}  {cap(self._model.words, KEYS['back'].keys[0])}")
        self.back.setAccessibleName(text)

    def _show_allergies(self) -> None:
        """Tell above the fields what stands in them further down: allergies are in sight in every size of text."""
        entries, told = self.allergies.entries, self.allergy_chip
        show_allergies(told, self._model.words, Profile("", entries=entries))
        below = not self.fields.columns.beside or bool(self.shown.conflicts)
        leaves_room = told.heightForWidth(self.width()) < self.height() // MOST
        told.setVisible(bool(entries) and below and leaves_room)

    def _lay_out(self) -> None:
        enlarge(self.save_button, self.back)
        self._inner = holder(column(self._apart, self.fields, 1, gap=8))
        self.area = scroll_area(self._inner)
        buttons = row(self.back, 1, self.save_button)
        whole = card(self._title, self.allergy_chip, self.area, buttons, gap=12, margin=22)
        self.setLayout(column(whole))

    def _set_turns(self) -> None:
        in_turn(*self.fields.in_order(), self.save_button, self.back)
