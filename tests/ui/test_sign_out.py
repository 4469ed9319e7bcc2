"""Signing everybody out, from every page and with a sheet open: what belonged to the clinic is gone at once."""

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from console.core.people import Operator
from console.ui.kit.choice import Choice
from console.ui.kit.prompt import Prompt
from console.ui.shell import routes
from console.ui.shell.navigation import Route
from console.ui.start.sign_in import SignIn
from tests.support.lock_rooms import Hands, read_aloud
from tests.support.long_run import quick_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ROUTES: dict[str, Route[Any]] = {name: route for name, route in vars(routes).items() if isinstance(route, Route)}
OF_A_CLINIC = sorted(name for name, route in ROUTES.items() if not route.outside)
WITH_A_SHEET = {"CLIENTS", "DANGER", "DEVICES", "HOME", "KEYS", "STOCK"}
AFRESH = {"PERSON", "REMOVAL", "NEW_PASSPHRASE"}
"""Made with the person whom they are about."""


def go(hands: Hands, name: str) -> QWidget:
    """Show the page with a client, people and stock in the clinic."""
    shell, client = hands.console, hands.clinic.add_client(hands.client_profile)
    shell.home()
    hands.settle()
    if name == "SUMMARY":
        session = hands.begin().id
        shell.home()
        routes.show_summary(shell, session)
    elif name == "ERASURE":
        shell.go(routes.ERASURE).show_client(client)
    elif name == "CLIENTS":
        routes.show_clients(shell)
    elif name == "PEOPLE_LIST":
        routes.show_people(shell)
    elif name == "PERSON_CHOICE":
        shell.go(routes.PERSON_CHOICE).show_people(hands.store.people())
    elif name in AFRESH:
        shell.go_afresh(ROUTES[name], hands.lind)
    else:
        shell.go(ROUTES[name])
    hands.settle()
    page = shell.made(ROUTES[name])
    assert isinstance(page, QWidget)
    assert page is hands.window.page
    return page


def sign_out(hands: Hands) -> tuple[QWidget, QWidget]:
    """Sign out; return the page that is shown at once, and the one that is shown once the store is closed."""
    hands.founded = True
    hands.console.sign_out()
    at_once = hands.window.page
    hands.settle()
    after = hands.window.page
    assert at_once is not None
    assert after is not None
    return at_once, after


def held_by(holder: object) -> str:
    """Name what holds a page; what is left of a page has no repr of its own."""
    if isinstance(holder, dict):
        return f"dict with {list(holder)[:12]}"
    return f"{type(holder)} {getattr(holder, '__qualname__', '')}"


def nothing_is_left(hands: Hands, page: "weakref.ref[QWidget]", shown: tuple[QWidget, QWidget]) -> None:
    at_once, after = shown
    assert isinstance(after, SignIn)
    between = [each.text() for each in at_once.findChildren(QLabel)]
    assert isinstance(at_once, SignIn) or between == ["One moment …"], "no name between"
    assert (hands.model.is_open, hands.model.operator, hands.store.closed) == (False, None, True)
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    stack = hands.window.centralWidget()
    assert stack is not None
    pages = [each for each in stack.children() if isinstance(each, QWidget)]
    assert [type(each).__name__ for each in pages] == ["QWidget", "SignIn"]
    left = page()
    assert left is None or not isValid(left), "the page is gone from the window"
    assert left is None, f"{type(left)} is held by {[held_by(each) for each in gc.get_referrers(left)]}"
    aloud = " ".join(read_aloud(hands.window))
    assert [each for each in (hands.client_profile.name, "B. Lind", "A. Osei") if each in aloud] == []


@pytest.mark.parametrize("name", quick_of(OF_A_CLINIC, *OF_A_CLINIC[::3]))
def test_from_every_page(hands: Hands, name: str) -> None:
    page = go(hands, name)
    assert bool(page.findChildren(Prompt)) == (name in WITH_A_SHEET)
    left = weakref.ref(page)
    del page
    nothing_is_left(hands, left, sign_out(hands))


@pytest.mark.parametrize("name", sorted(WITH_A_SHEET))
def test_with_a_sheet_open(hands: Hands, name: str) -> None:
    """Each page that has a sheet, with something asked on it."""
    page = go(hands, name)
    for sheet in page.findChildren(Prompt):
        sheet.ask(hands.client_profile.name, [Choice("Stay", lambda: None)])
        hands.settle()
        assert sheet.isVisible()
        del sheet
    left = weakref.ref(page)
    del page
    nothing_is_left(hands, left, sign_out(hands))


def test_from_the_run_screen(hands: Hands) -> None:
    hands.begin()
    page = weakref.ref(hands.page)
    hands.page.prompt.ask("Reason", [Choice("Stay", lambda: None)])
    hands.settle()
    nothing_is_left(hands, page, sign_out(hands))  # type: ignore[arg-type]


def test_the_next_clinic_begins_with_pages_of_its_own(hands: Hands) -> None:
    before = {name: go(hands, name) for name in ("STOCK", "RECALL", "DEVICES", "PEOPLE_LIST")}
    sign_out(hands)
    hands.store.closed = False
    hands.console.way_in.opened(hands.store)
    hands.settle()
    hands.model.sign_in(Operator(hands.osei.id, hands.osei.name, hands.osei.rights))
    for name, page in before.items():
        assert hands.console.go(ROUTES[name]) is not page
        hands.settle()
