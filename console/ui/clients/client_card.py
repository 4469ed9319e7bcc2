"""A client's card: who, what they must not get, and their last sessions."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from console.app.ports import ClientSession, ClientView
from console.core.client_groups import unsorted_entries
from console.core.people import Profile
from console.core.protocol_groups import Group
from console.core.screening import age
from console.core.text.words import Words
from console.ui.clients.allergies import allergy_chip, other_entries, show_allergies
from console.ui.clients.client_name import name_text
from console.ui.clients.conflict_text import apart_fields
from console.ui.input.keys import cap
from console.ui.kit.labels import button, enlarge, label, mark
from console.ui.kit.layouts import card, clear_layout, column, holder, row, scroll_area
from console.ui.kit.whole_name import WholeName
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.top_bar import SKIN_TYPES

LAST, TITLE_SIGNS = 12, 40
"""How many sessions are told; how long a name may be in the letters of a title."""


class ClientCard(QWidget):
    """Who the client is, what they must not get, and their last sessions. Asks nothing itself.

    Emits `start`, `edit` and `erase`, and `resume` or `summary` with a session's id.
    """

    start = Signal()
    resume = Signal(str)
    edit = Signal()
    summary = Signal(str)
    erase = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._say, self._words = partial(words.say, "clients"), words
        self._open, self._tight = "", False
        self._groups: tuple[Group, ...] = ()
        self._profile: Profile | None = None
        self._name, self._facts = WholeName(), label("", "body", "soft", wrap=True)
        self._allergies, self._contact = allergy_chip(), label("", "body", wrap=True)
        self._others, self._apart = label("", "body", wrap=True), label("", "body", "stop", wrap=True)
        self._unsorted = label("", "body", "warn", wrap=True)
        self._history = QVBoxLayout()
        self._history.setSpacing(4)
        self._edit = button(f"{self._say('edit')}  Ctrl+E", self.edit.emit)
        self._start = WrappedButton(self._say("start"), self._press, "primary")
        self._erase = button(words.say("erasing", "open"), self.erase.emit, "tab")
        self._stack = QStackedLayout(self)
        self._lay_out()

    def squeeze(self, on: bool) -> None:
        """Where text is large for the window, take smaller letters for a name that long ones have too."""
        self._tight = on
        short = len(self._name.text()) <= TITLE_SIGNS and not on
        mark(self._name, lettering="title" if short else "large")

    def show_client(
        self, client: ClientView | None, history: Sequence[ClientSession] | None, open_session: str, today: date
    ) -> None:
        """Show the client, or with None that nobody is chosen.

        history       their last sessions, newest first; None while they are read
        open_session  the id of one that goes on, or ""
        """
        self._stack.setCurrentIndex(int(client is not None))
        if client is None:
            return
        self._open, profile = open_session, client.profile
        name = name_text(self._words, profile)
        self._name.set_text(name)
        self.squeeze(self._tight)
        years = age(profile.born, today)
        facts = [self._say("born-open")] if years is None else [self._say("age", count=years)]
        if profile.born:
            facts.append(self._words.iso_day(profile.born))
        facts.append(self._say("skin", type=SKIN_TYPES[profile.skin - 1]) if profile.skin else self._say("skin-open"))
        self._facts.setText(" · ".join([*facts, count_text(self._words, client.sessions)]))
        show_allergies(self._allergies, self._words, profile)
        self._others.setText(other_entries(self._words, profile))
        self._others.setVisible(bool(self._others.text()))
        self._profile = profile
        self._tell_unsorted()
        fields = apart_fields(self._words, profile, client.conflicts)
        self._apart.setText(self._say("apart-card", fields=fields))
        self._apart.setVisible(bool(fields))
        known = " ".join(profile.contact.split())
        self._contact.setText(self._say("contact", contact=known) if known else self._say("contact-open"))
        code = "go-on-with" if open_session else "start-for"
        aloud = self._say(code, name=name, step=self._say("open-now"))
        text = self._say("go-on" if open_session else "start")
        self._start.set_text(f"{text}  {cap(self._words, 'Return')}", aloud)
        self._erase.setAccessibleName(self._words.say("erasing", "open-for", name=name))
        self._edit.setAccessibleName(self._say("edit-client", name=name))
        self._show_history(history)

    def know_groups(self, groups: tuple[Group, ...]) -> None:
        """Know what entries are sorted by: an entry that nobody sorted is told."""
        self._groups = groups
        self._tell_unsorted()

    def _tell_unsorted(self) -> None:
        entries = unsorted_entries(self._groups, self._profile)
        self._unsorted.setText(self._say("unsorted-card", entries=self._words.entries(entries)))
        self._unsorted.setVisible(bool(entries))

    def offer_erasure(self, on: bool) -> None:
        """Offer to erase the client, to whoever may."""
        self._erase.setVisible(on)

    def only_show(self, on: bool) -> None:
        """Let nothing be begun or changed; what was begun can be looked at."""
        self._edit.setDisabled(on)
        self._start.setDisabled(on and not self._open)

    def _show_history(self, history: Sequence[ClientSession] | None) -> None:
        clear_layout(self._history)
        for view in history or ():
            signed = view.status == "signed"
            day = self._words.day(self._words.day_of(view.begun_utc_ms, view.begun_min))
            day = self._say("history-line", day=day, number=view.number)
            done = self._say("history-zones", count=len(view.zones), status=self._say(f"status-{view.status}"))
            done = self._words.listed((done, *(self._words.say("event", each) for each in view.remarks)), "list-long")
            act = self.summary if signed else self.resume
            text = self._say("summary" if signed else "go-on")
            made = button(text, partial(act.emit, view.id), "tab", self._words.pair(text, day))
            line = row(column(label(day, wrap=True), label(done, "small", "soft", wrap=True), gap=0), made, gap=8)
            line.setStretch(0, 1)
            self._history.addLayout(line)
        if history is not None and not history:
            self._history.addWidget(label(self._say("sessions-none"), "body", "soft", wrap=True))

    def _press(self) -> None:
        if self._open:
            self.resume.emit(self._open)
        else:
            self.start.emit()

    def _lay_out(self) -> None:
        none = card(
            1,
            label(self._say("none-chosen"), "title", strong=True, wrap=True),
            label(self._say("none-chosen-long"), "body", "soft", wrap=True),
            2,
        )
        enlarge(self._edit)
        past = column(label(self._say("history"), "large", strong=True), self._history, 1, gap=8)
        inner = column(
            self._apart, self._unsorted, self._facts, self._others, self._contact, past, row(self._erase, 1), gap=12
        )
        buttons = row(self._edit, self._start, gap=10)
        buttons.setStretch(1, 1)
        whole = card(self._name, self._allergies, scroll_area(holder(inner)), buttons, gap=12)
        self._stack.addWidget(none)
        self._stack.addWidget(whole)


def count_text(words: Words, sessions: int) -> str:
    return words.say("clients", "sessions", count=sessions)


def line_text(words: Words, client: ClientView, opened: bool) -> str:
    """Return what tells two clients of one name apart."""
    born = words.iso_day(client.profile.born) or words.say("clients", "born-open")
    sessions = words.say("clients", "open-now") if opened else count_text(words, client.sessions)
    return words.say("clients", "line", born=born, sessions=sessions)
