"""The clients, found as one types, and the card of the one that is chosen."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.app.client_search import Entry, matches
from console.app.ports import ClientSession, ClientView
from console.ui.clients.client_card import ClientCard, line_text
from console.ui.clients.client_list import ClientList, ClientRows, SearchLine
from console.ui.kit.labels import label
from console.ui.kit.layouts import card, row
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

CARD_PX, MOST_CARD_PX = 470, 700
"""The width of the card as drawn, and in pixels the most of it."""
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
        self._entries: list[Entry] = []
        self._histories: dict[str, list[ClientSession]] = {}
        self._client_id = ""
        self.search = SearchLine()
        self.rows = ClientRows(model.words, self._line)
        self.list = ClientList(theme, self.rows)
        self.card = ClientCard(model.words)
        self._count, self._none = label("", "body", "soft"), label("", "body", wrap=True)
        self._lay_out()
        self._wire()

    @property
    def client(self) -> ClientView | None:
        """The client that is chosen."""
        return next((each.client for each in self._entries if each.client.id == self._client_id), None)

    def show_entries(self, known: list[Entry]) -> None:
        self._entries = known
        self._filter()

    def show_histories(self, views: list[ClientSession]) -> None:
        self._histories = {}
        for view in views:
            self._histories.setdefault(view.client, []).append(view)
        self._show_card()

    def choose(self, client: str) -> None:
        """Show the card of the client with this id, and the place in the list; with "" nobody's."""
        self._client_id = client
        at = next((row for row, each in enumerate(self.rows.rows) if each.client.id == client), -1)
        index = self.rows.index(at) if at >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.list.scrollTo(index)
        self._show_card()

    def _filter(self) -> None:
        """Show the clients that match what is typed; the only one is chosen."""
        typed = self.search.text()
        rows = matches(self._entries, typed, self._model.words.months)
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

    def _open_session_of(self, client: str) -> str:
        """Return the id of the client's open session; "" where there is none."""
        return next((state.id for state in self._model.open_sessions if state.client == client), "")

    def _show_card(self) -> None:
        client, by, viewing = self.client, self._model.operator, self._model.open_clinic.store.viewing
        today = self._model.words.day_of(self._model.dependencies.clock.now().utc_ms)
        session = self._open_session_of(client.id) if client else ""
        self.card.offer_erasure(by is not None and "erase" in by.rights and not viewing)
        self.card.show_client(client, self._histories.get(self._client_id, []), session, today)
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
        self.card.start.connect(lambda: self.start.emit(self._client_id))
        self.card.resume.connect(self.resume)
        self.card.edit.connect(self.edit)
        self.card.summary.connect(self.summary)
        self.card.erase.connect(lambda: self.erase.emit(self._client_id))
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
