"""Many clients are shown page by page as one goes down, and who stands further down is shown all the same."""

import pytest
from pytestqt.qtbot import QtBot

from console.app.ports import MOST_FOUND, ClientPage, ClientView, StoreError
from console.core.people import Profile
from tests.support.clients_room import ClientsRoom, Shown, clients, names, settled, texts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
COUNT = 230


@pytest.fixture
def crowd(desk: ClientsRoom, monkeypatch: pytest.MonkeyPatch) -> list[ClientView]:
    """So many clients of one name, as the store would give them; what it is asked for by page is kept."""
    known = [ClientView(f"c{at:03}", Profile(f"Ann Client {at:03}")) for at in range(COUNT)]

    def page(asked: object = (), after: ClientView | None = None, most: int = 100) -> ClientPage:
        begin = known.index(after) + 1 if after else 0
        return ClientPage(tuple(known[begin : begin + most]), COUNT)

    monkeypatch.setattr(desk.store, "client_page", page)
    monkeypatch.setattr(desk.store, "clients", lambda: [ClientView("", Profile(""))] * 40)
    monkeypatch.setattr(desk.store, "client", lambda client: known[int(client[1:])])
    return known


def test_the_list_is_read_as_far_as_one_goes_down(
    desk: ClientsRoom, crowd: list[ClientView], shown: Shown, qtbot: QtBot
) -> None:
    page = clients(desk, shown, qtbot)
    assert (names(page)[0], page.rows.rowCount()) == ("Ann Client 000", 40)
    assert "230 clients" in texts(page)
    for read in (140, 230, 230):
        page.list.scrollToBottom()
        qtbot.waitUntil(lambda read=read: page.rows.rowCount() == read)  # type: ignore[misc]
    assert names(page) == [each.profile.name for each in crowd]
    page.search.setText("ann")
    assert (page.rows.rowCount(), "Found: 230" in texts(page)) == (40, True)


def test_who_stands_further_down_is_shown_once_they_are_chosen(
    desk: ClientsRoom, crowd: list[ClientView], shown: Shown, qtbot: QtBot
) -> None:
    page = clients(desk, shown, qtbot)
    page.choose("c205")
    assert "Ann Client 205" in texts(page.card)
    page.show_all()
    settled(desk, qtbot)
    assert page.browser.client == crowd[205]


def test_more_than_can_be_gone_through_are_told_so(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = clients(desk, shown, qtbot)
    monkeypatch.setattr(desk.store, "client_page", lambda *_, **__: ClientPage((), MOST_FOUND + 1))
    page.search.setText("a")
    assert "Found: more than 1000. Type another letter." in texts(page)
    page.search.setText("")
    assert "More than 1000 clients" in texts(page)


def test_a_search_that_fails_is_told_and_finds_nobody(
    desk: ClientsRoom, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = clients(desk, shown, qtbot)

    def fails(*_: object, **__: object) -> ClientPage:
        raise StoreError("disk-error", detail="gone")

    monkeypatch.setattr(desk.store, "client_page", fails)
    with qtbot.waitSignal(desk.model.trouble):
        page.search.setText("maya")
    assert (names(page), page.browser.client) == ([], None)
