"""The clients: looked through with a card of each, and the form to add or change one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from console.app.ports import ClientView
from console.core.client_file import ClientFile
from console.core.people import Entry
from console.core.protocol_groups import Group
from console.core.refusal import Refusal
from console.ui.clients.client_browser import ClientBrowser
from console.ui.clients.client_form import ClientForm
from console.ui.clients.client_name import name_and_birthday
from console.ui.clients.couch_prompt import couch_choices
from console.ui.clients.entry_details import ask_details, ask_groups
from console.ui.clients.entry_line import EntryLine
from console.ui.clients.entry_lines import EntryLines
from console.ui.input.key_scope import KeyScope
from console.ui.kit.choice import Choice
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column
from console.ui.kit.page_bar import KindChip, in_turn, page_bar
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.pedal import go_on
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class ClientsPage(QWidget):
    """Escape leaves the form, else empties the search, then goes home.

    Emits `home`, `start` with the client's id and the couch, `resume` and `summary` with a session's id, `erase` with
    the client's.
    """

    home = Signal()
    start = Signal(str, str)
    resume = Signal(str)
    summary = Signal(str)
    erase = Signal(str)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "clients")
        self._keys = KeyScope(self)
        self.prompt = Prompt(model.words, self._keys, model.drafts, model.lock_asked.emit)
        self.browser, self.form = ClientBrowser(model, theme), ClientForm(model)
        self.search, self.list, self.card = self.browser.search, self.browser.list, self.browser.card
        self.rows = self.browser.rows
        self.notice = PageNotice(model, self)
        self._stack = QStackedWidget()
        self._new = button(f"{self._say('new-client')}  Ctrl+N", self.new_client, name=self._say("new-client"))
        self._back = button("", self.home.emit, "quiet", self._say("home"))
        self._mark = KindChip()
        self._lay_out()
        self._wire()

    def show_all(self) -> None:
        """Read the list. A draft in the form stays."""
        store = self._model.open_clinic.store
        self._mark.show_kind(self._model)
        self._new.setDisabled(store.viewing)
        if store.viewing:
            self.notice.show_text(self._say("viewing-no-change"))
        self._model.look_around()
        self.browser.read()
        self._model.read(self._model.open_clinic.clinic.groups, self._know_groups)

    def new_client(self) -> None:
        if self._new.isEnabled() and self._stack.currentWidget() is not self.form:
            self.form.begin()
            self._turn(self.form)
            self.form.name.setFocus()

    def edit_client(self) -> None:
        """Open the form once the client's file is read: what it shows, and what it replaces, is of one moment."""
        client, store = self.browser.client, self._model.open_clinic.store
        if client and self._new.isEnabled():
            self._model.read(lambda: store.client_file(client.id), partial(self._show_form, client.id))

    def _show_form(self, client: str, known: ClientFile) -> None:
        """Show what is known; a draft stays, and so does the card of another who was chosen meanwhile."""
        chosen = self.browser.client
        if known.profile and chosen and chosen.id == client and self._stack.currentWidget() is not self.form:
            self._turn(self.form)
            self.form.begin(client, known)

    def _know_groups(self, groups: tuple[Group, ...]) -> None:
        """Know what entries are sorted by."""
        self.form.groups = groups
        self.card.know_groups(groups)

    def _ask_details(self, line: QWidget) -> None:
        if isinstance(line, EntryLine) and line.entry:
            again = partial(self._ask_details_again, line.entry)
            groups = self.form.groups
            ask_details(self.prompt, self._model.words, groups, line.entry, line.take_said, again=again)

    def _ask_details_again(self, entry: Entry) -> None:
        """After the lock the form has lines of its own for what stood in it."""
        lines = [line for each in self.form.entries for line in each.lines if line.entry == entry]
        if lines:
            self._ask_details(lines[0])

    def _ask_groups(self, lines: EntryLines) -> None:
        ask_groups(self.prompt, self._model.words, self.form.groups, lines.kind, lines.add, lines.go)

    def choose(self, client: str) -> None:
        """Show the card of the client with this id."""
        self.browser.choose(client)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stack.currentWidget() is self.form:
            self.form.name.setFocus()
        elif not event.spontaneous():
            self._begin_search()

    def _begin_search(self) -> None:
        """What was looked for before stands there, and what is typed next takes its place."""
        self.search.setFocus()
        self.search.selectAll()

    def _ask_couch(self, client: str) -> None:
        chosen, person = self.browser.client, self._model.operator
        if person is not None and "treat" not in person.rights:
            self.notice.show_refusal(Refusal("may-not-treat", name=person.name))
        elif chosen is not None:
            choices = couch_choices(self._model.words, self._model.open_sessions, partial(self.start.emit, client))
            self.prompt.ask(self._say("couch-title"), choices, name_and_birthday(self._model.words, chosen.profile))

    def _ask_discard(self) -> None:
        choices = [
            Choice(self._say("keep"), self.form.name.setFocus),
            Choice(self._say("discard"), self.form.discard, "danger"),
        ]
        self.prompt.ask(self._say("discard-title"), choices, self._say("discard-long"))

    def _ask_none_known(self) -> None:
        choices = [
            Choice(self._say("none-known-button"), partial(self.form.save_without_allergy, True)),
            Choice(self._say("not-recorded"), partial(self.form.save_without_allergy, False)),
        ]
        self.prompt.ask(self._say("emptied-title"), choices, self._say("emptied-long"))

    def _ask_known(self, client: str, text: str) -> None:
        choices = [
            Choice(self._say("known-open"), partial(self._open_known, client)),
            Choice(self._say("known-another"), self.form.save_another),
        ]
        self.prompt.ask(self._say("known-title"), choices, text)

    def _open_known(self, client: str) -> None:
        self.form.discard()
        self._go_to_saved(client)

    def _saved(self, client: str) -> None:
        """Show the card, and say once the list is read who else has this name."""
        self._go_to_saved(client)
        self._model.read(lambda: self._model.open_clinic.store.namesakes(client), self._tell_namesakes)

    def _tell_namesakes(self, others: list[ClientView]) -> None:
        if others:
            words = self._model.words
            told = words.listed((name_and_birthday(words, each.profile) for each in others), "list-long")
            self.notice.show_text(self._say("namesakes", who=told))

    def _go_to_saved(self, client: str) -> None:
        self.browser.choose(client)
        self.search.clear()
        self._turn(self.browser)
        self.show_all()

    def _tell_trouble(self, text: str) -> None:
        self.notice.show_text(text, "stop")

    def _turn(self, to: QWidget) -> None:
        self._stack.setCurrentWidget(to)
        browsing = to is not self.form
        self._new.setVisible(browsing)
        self._back.setText(f"{self._say('home')}  Esc" if browsing else self._say("home"))
        self.notice.hide()
        if browsing:
            self._begin_search()

    def _press(self) -> None:
        """Press the button that has the focus, as on Home; lines and the list take Enter first."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()

    def _escape(self) -> None:
        if self._stack.currentWidget() is self.form:
            self.form.leave()
        elif self.search.text():
            self.search.clear()
            self.search.setFocus()
        else:
            self.home.emit()

    def _wire(self) -> None:
        self.browser.start.connect(self._ask_couch)
        self.browser.edit.connect(self.edit_client)
        self.browser.erase.connect(self.erase)
        self.browser.resume.connect(self.resume)
        self.browser.summary.connect(self.summary)
        for lines in self.form.entries:
            lines.asked.connect(self._ask_details)
            lines.choosing.connect(partial(self._ask_groups, lines))
        self._model.drafts.left.connect(self.search.clear)
        self.form.saved.connect(self._saved)
        self.form.failed.connect(self._tell_trouble)
        self.form.closed.connect(partial(self._turn, self.browser))
        self.form.draft.filled.connect(partial(self._turn, self.form))
        self.prompt.typed.whose = lambda: (self.form.client, "")
        self.form.leaving.connect(self._ask_discard)
        self.form.emptied.connect(self._ask_none_known)
        self.form.known.connect(self._ask_known)
        self._keys.bind({"back": self._escape, "new-client": self.new_client, "edit-client": self.edit_client})
        self._keys.bind({"save-client": self.form.save, "pedal": lambda: go_on(self.form, self.form.save)}, self.form)
        self._keys.bind({"pedal": self.browser.go}, self.browser)
        self._keys.bind_after({"enter": self._press})

    def _lay_out(self) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self.form)
        middle = column(self.notice, self._stack, gap=8)
        middle.setContentsMargins(18, 12, 18, 12)
        title = label(self._say("clients"), "title", strong=True)
        top = page_bar(title, self._mark, 1, self._new, self._back)
        outer = column(top, middle, gap=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        in_turn(self.search, self.list, self.card, self._new, self._back)
        self._turn(self.browser)
