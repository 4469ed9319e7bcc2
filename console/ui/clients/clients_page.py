"""The clients: found as one types, with a card of each, and the form to add or change one."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from console.app.client_search import Entry, entries, matches
from console.app.ports import ClientView, SessionView
from console.ui.clients.client_card import ClientCard, line_text
from console.ui.clients.client_form import ClientForm
from console.ui.clients.client_list import ClientList, ClientRows, SearchLine
from console.ui.clients.couch_prompt import couch_choices
from console.ui.input.key_scope import KeyScope
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import card, column, holder, row
from console.ui.kit.local_formats import day_of
from console.ui.kit.page_bar import KindChip, in_turn, page_bar
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.prompt import Choice, Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

CARD_PX = 470


class ClientsPage(QWidget):
    """Enter starts or goes on with the chosen client; Escape empties the search, then goes home."""

    home = Signal()
    start = Signal(str, str)
    resume = Signal(str)
    summary = Signal(str)
    erase = Signal(str)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme, self._say = model, theme, partial(model.words.say, "clients")
        self._keys = KeyScope(self)
        self.prompt = Prompt(model.words, self._keys)
        self._entries: list[Entry] = []
        self._histories: dict[str, list[SessionView]] = {}
        self._client_id = ""
        self.search = SearchLine()
        self.rows = ClientRows(self._line)
        self.list = ClientList(theme, self.rows)
        self.card, self.form = ClientCard(model.words), ClientForm(model)
        self._count, self._none = label("", "body", "soft"), label("", "body", wrap=True)
        self.notice = PageNotice(model, self)
        self._stack = QStackedWidget()
        self._new = button(f"{self._say('new-client')}  Ctrl+N", self.new_client, name=self._say("new-client"))
        self._back = button("", self.home.emit, "quiet", self._say("home"))
        self._mark = KindChip()
        self._lay_out()
        self._wire()

    def show_all(self) -> None:
        """The list comes first, the histories after it. A draft in the form stays."""
        store = self._model.open_clinic.store
        self._mark.show_kind(self._model)
        self._new.setDisabled(store.viewing)
        if store.viewing:
            self.notice.show_text(self._say("viewing-no-change"))
        self._model.look_around()
        self._model.read(lambda: entries(store.clients()), self._show_entries)
        self._model.read(store.sessions, self._take_histories)

    def new_client(self) -> None:
        if self._new.isEnabled() and self._stack.currentWidget() is not self.form:
            self.form.begin(None)
            self._turn(self.form)
            self.form.name.setFocus()

    def edit_client(self) -> None:
        client = self._client()
        if client and self._new.isEnabled() and self._stack.currentWidget() is not self.form:
            self._turn(self.form)
            self.form.begin(client)

    def choose(self, client: str) -> None:
        """Puts the client's card up, and the list where they stand in it."""
        self._client_id = client
        at = next((row for row, each in enumerate(self.rows.rows) if each.client.id == client), -1)
        index = self.rows.index(at) if at >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.list.scrollTo(index)
        self._show_card()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.form.name if self._stack.currentWidget() is self.form else self.search).setFocus()

    def _show_entries(self, known: list[Entry]) -> None:
        self._entries = known
        self._filter()

    def _take_histories(self, views: list[SessionView]) -> None:
        self._histories = {}
        for view in views:
            self._histories.setdefault(view.client, []).append(view)
        self._show_card()

    def _filter(self) -> None:
        typed = self.search.text()
        rows = matches(self._entries, typed)
        self.rows.show_rows(rows)
        code = "count-found" if typed.strip() else "count"
        self._count.setText(self._say(code, found=len(rows), count=len(self._entries)))
        self._none.setText(self._say("none-found" if self._entries else "no-clients-long"))
        self._none.setVisible(not rows)
        self.list.setVisible(bool(rows))
        ids = {each.client.id for each in rows}
        only = rows[0].client.id if typed.strip() and len(rows) == 1 else ""
        self.choose(self._client_id if self._client_id in ids else only)

    def _select(self, index: QModelIndex) -> None:
        if index.isValid():
            self._client_id = self.rows.rows[index.row()].client.id
            self._show_card()

    def _move(self, by: int) -> None:
        rows = self.rows.rows
        if rows:
            at = self.list.currentIndex().row()
            self.choose(rows[max(0, min(len(rows) - 1, at + by if at >= 0 else 0))].client.id)

    def _client(self) -> ClientView | None:
        return next((each.client for each in self._entries if each.client.id == self._client_id), None)

    def _open_session_of(self, client: str) -> str:
        return next((state.id for state in self._model.open_sessions if state.client == client), "")

    def _show_card(self) -> None:
        client = self._client()
        today = day_of(self._model.dependencies.clock.now().utc_ms)
        opened = self._open_session_of(client.id) if client else ""
        by = self._model.operator
        viewing = self._model.open_clinic.store.viewing
        self.card.offer_erasure(by is not None and "erase" in by.rights and not viewing)
        self.card.show_client(client, self._histories.get(self._client_id, []), opened, today)
        self.card.only_show(viewing)

    def _line(self, client: ClientView) -> str:
        return line_text(self._model.words, client, bool(self._open_session_of(client.id)))

    def _go(self) -> None:
        client = self._client()
        if client is None:
            return
        opened = self._open_session_of(client.id)
        if opened:
            self.resume.emit(opened)
        elif not self._model.open_clinic.store.viewing:
            self._ask_couch()

    def _ask_couch(self) -> None:
        client = self._client()
        if client is None:
            return
        chosen = partial(self.start.emit, client.id)
        choices = couch_choices(self._model.words, self._model.open_sessions, chosen)
        self.prompt.ask(self._say("couch-title"), choices, client.profile.name)

    def _ask_discard(self) -> None:
        choices = [
            Choice(self._say("keep"), self.form.name.setFocus),
            Choice(self._say("discard"), self.form.discard, "danger"),
        ]
        self.prompt.ask(self._say("discard-title"), choices, self._say("discard-long"))

    def _go_to_saved(self, client: str) -> None:
        self._client_id = client
        self.search.clear()
        self._turn(self._browse)
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
            self.search.setFocus()

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

    def _refresh_open(self) -> None:
        self.list.viewport().update()
        self._show_card()

    def _wire(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.moved.connect(self._move)
        self.search.returnPressed.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._select)
        self.list.activated.connect(self._go)
        self.card.start.connect(self._ask_couch)
        self.card.resume.connect(self.resume)
        self.card.edit.connect(self.edit_client)
        self.card.summary.connect(self.summary)
        self.card.erase.connect(lambda: self.erase.emit(self._client_id))
        self.form.saved.connect(self._go_to_saved)
        self.form.failed.connect(self._tell_trouble)
        self.form.closed.connect(partial(self._turn, self._browse))
        self.form.leaving.connect(self._ask_discard)
        self._model.open_changed.connect(self._refresh_open)
        self._keys.bind({"back": self._escape, "new-client": self.new_client, "edit-client": self.edit_client})
        self._keys.bind({"save-client": self.form.save}, part=self.form)
        self._keys.bind_after({"enter": self._press})

    def _lay_out(self) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search.setPlaceholderText(self._say("search-hint"))
        self.search.setAccessibleName(self._say("search"))
        self.search.setMinimumHeight(60)
        self.list.setAccessibleName(self._say("clients"))
        self._none.hide()
        left = card(self.search, self._count, self._none, self.list, gap=10)
        left.layout().setStretch(3, 1)  # type: ignore[union-attr]
        left.layout().addStretch(0)  # type: ignore[union-attr]
        browse = row(left, self.card, gap=16)
        browse.setStretch(0, 1)
        self._browse = holder(browse)
        self._stack.addWidget(self._browse)
        self._stack.addWidget(self.form)
        middle = column(self.notice, self._stack, gap=8)
        middle.setContentsMargins(18, 16, 18, 16)
        title = label(self._say("clients"), "title", strong=True)
        top = page_bar(title, self._mark, 1, self._new, self._back)
        outer = column(top, middle, gap=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self._theme.changed.connect(self._fit_card)
        self._fit_card()
        in_turn(self.search, self.list, self.card, self._new, self._back)
        self._turn(self._browse)

    def _fit_card(self) -> None:
        self.card.setFixedWidth(min(700, self._theme.px(CARD_PX)))
