"""The clients, found as one types, and the card of the one that is chosen."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.app.client_search import asked
from console.app.ports import MOST_FOUND, ClientPage, ClientSession, ClientView, StoreError
from console.ui.clients.client_card import LAST, ClientCard, line_text
from console.ui.clients.client_list import ClientList, ClientRows, SearchLine
from console.ui.kit.labels import label
from console.ui.kit.layouts import card, row
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

Result = TypeVar("Result")
CARD_PX, MOST_CARD_PX = 470, 700
"""The width of the card as drawn, and in pixels the most of it."""
FIRST_PAGE, PAGE = 40, 100
"""Rows that are read with each letter typed, as many as a tall screen has room for, and with each step further down."""
LEAST_LIST = 0.44
"""The part of the width that the list has at least in a tight window."""


class ClientBrowser(QWidget):
    """Enter starts or goes on with the chosen client.

    Emits `start`, `edit` and `erase` with the client's id, `resume` and `summary` with that of a session.
    """

    start = Signal(str)
    edit = Signal()
    erase = Signal(str)
    resume = Signal(str)
    summary = Signal(str)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme, self._say = model, theme, partial(model.words.say, "clients")
        self.client: ClientView | None = None
        """The client that is chosen."""
        self._history: list[ClientSession] | None = None
        self.search = SearchLine()
        self.rows = ClientRows(model.words, self._line, self._page)
        self.list = ClientList(theme, self.rows)
        self.card = ClientCard(model.words)
        self._count, self._none = label("", "body", "soft"), label("", "body", wrap=True)
        self._lay_out()
        self._wire()

    def read(self) -> None:
        """Read the list anew in a second thread, as far down as its first page, and the card of who is chosen."""
        typed = self.search.text()
        self._model.read(partial(self._found, typed), partial(self._show_if_still_typed, typed))

    def choose(self, client: str) -> None:
        """Show the card of the client with this id, and the place in the list; with "" nobody's."""
        at = next((row for row, each in enumerate(self.rows.rows) if each.id == client), -1)
        chosen = self.rows.rows[at] if at >= 0 else self._known(client)
        index = self.rows.index(at) if at >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.list.scrollTo(index)
        if chosen is None or chosen is not self.client:  # else selecting it showed it
            self._show_chosen(chosen)

    def _known(self, client: str) -> ClientView | None:
        """Return a client who stands further down than the list is read."""
        return self._ask(lambda: self._model.open_clinic.store.client(client), None) if client else None

    def _found(self, typed: str, after: ClientView | None = None) -> ClientPage:
        words, most = asked(typed, self._model.words.months), PAGE if after else FIRST_PAGE
        return self._model.open_clinic.store.client_page(words, after, most)

    def _page(self, after: ClientView | None = None) -> ClientPage:
        """Ask at once, in this thread: an answer that came after the next Enter would begin with somebody else."""
        return self._ask(partial(self._found, self.search.text(), after), ClientPage())

    def _ask(self, job: Callable[[], Result], otherwise: Result) -> Result:
        try:
            return job()
        except StoreError as error:
            self._model.fail(error)
            return otherwise

    def _filter(self) -> None:
        self._show(self._page())

    def _show_if_still_typed(self, typed: str, page: ClientPage) -> None:
        if typed == self.search.text():
            self._show(page)

    def _show(self, page: ClientPage) -> None:
        """Show the clients that match what is typed; the only one is chosen."""
        typed = bool(self.search.text().strip())
        self.rows.show_page(page)
        code = ("count-found" if typed else "count") + ("-many" if page.count > MOST_FOUND else "")
        self._count.setText(self._say(code, count=min(page.count, MOST_FOUND)))
        self._none.setText(self._say("none-found" if typed else "no-clients-long"))
        self._none.setVisible(not page.clients)
        self.list.setVisible(bool(page.clients))
        chosen = self.client.id if self.client else ""
        only = page.clients[0].id if typed and page.count == 1 else ""
        stays = not typed or chosen in {each.id for each in page.clients}
        self.choose(chosen if chosen and stays else only)

    def _select(self, index: QModelIndex) -> None:
        if index.isValid():
            self._show_chosen(self.rows.rows[index.row()])

    def _show_chosen(self, client: ClientView | None) -> None:
        """Show the card, and their last sessions once they are read."""
        if client != self.client or client is None:
            self._history = None
        self.client = client
        self._show_card()
        if client is not None:
            store = self._model.open_clinic.store
            self._model.read(lambda: store.sessions(client.id, most=LAST), partial(self._show_history, client.id))

    def _show_history(self, client: str, views: list[ClientSession]) -> None:
        if self.client and self.client.id == client and views != self._history:
            self._history = views
            self._show_card()

    def _move(self, by: int) -> None:
        rows = self.rows.rows
        if rows:
            at = self.list.currentIndex().row()
            self.choose(rows[max(0, min(len(rows) - 1, at + by if at >= 0 else 0))].id)

    def _open_session_of(self, client: str) -> str:
        """Return the id of the client's open session; "" where there is none."""
        return next((state.id for state in self._model.open_sessions if state.client == client), "")

    def _show_card(self) -> None:
        client, by, viewing = self.client, self._model.operator, self._model.open_clinic.store.viewing
        today = self._model.words.day_of(self._model.dependencies.clock.now().utc_ms)
        session = self._open_session_of(client.id) if client else ""
        self.card.offer_erasure(by is not None and "erase" in by.rights and not viewing)
        self.card.show_client(client, self._history, session, today)
        self.card.only_show(viewing)

    def _line(self, client: ClientView) -> str:
        return line_text(self._model.words, client, bool(self._open_session_of(client.id)))

    def go(self) -> None:
        """Go on with the client's open session, or start one."""
        client = self.client
        if client is None:
            return
        session = self._open_session_of(client.id)
        if session:
            self.resume.emit(session)
        elif not self._model.open_clinic.store.viewing:
            self.start.emit(client.id)

    def _emit_client(self, signal: SignalInstance) -> None:
        if self.client is not None:
            signal.emit(self.client.id)

    def _refresh(self) -> None:
        """Show which sessions are open now."""
        self.list.viewport().update()
        self._show_card()

    def _wire(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.moved.connect(self._move)
        self.search.returnPressed.connect(self.go)
        self.list.selectionModel().currentChanged.connect(self._select)
        self.list.activated.connect(self.go)
        self.card.start.connect(partial(self._emit_client, self.start))
        self.card.resume.connect(self.resume)
        self.card.edit.connect(self.edit)
        self.card.summary.connect(self.summary)
        self.card.erase.connect(partial(self._emit_client, self.erase))
        self._model.open_changed.connect(self._refresh)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self._say("search-hint"))
        self.search.setAccessibleName(self._say("search"))
        self.search.setMinimumHeight(60)
        self.list.setAccessibleName(self._say("clients"))
        self._none.hide()
        left = card(self.search, self._count, self._none, self.list, gap=10)
        left.layout().setStretch(3, 1)  # type: ignore[union-attr]
        left.layout().addStretch(0)  # type: ignore[union-attr]
        across = row(left, self.card, gap=16)
        across.setStretch(0, 1)
        self.setLayout(across)
        self._theme.changed.connect(self._fit_card)
        self._fit_card()

    def _fit_card(self) -> None:
        self.card.squeeze(self._theme.tight)
        part = LEAST_LIST if self._theme.tight else 0
        self.card.setFixedWidth(min(MOST_CARD_PX, self._theme.px(CARD_PX), round(self.width() * (1 - part)) or 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_card()
