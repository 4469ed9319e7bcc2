"""What reads the same is the same, however its letters were spelled; what was typed stays."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.app.client_search import asked
from console.app.erasure import _words
from console.core.names import one_line, same_key
from console.core.people import Profile
from console.core.refusal import Refusal
from console.core.search_words import search_key
from tests.support.app_room import Room
from tests.support.texts import WORDS

COMPOSED, APART = "Zo\u00eb \u00c5kesson", "Zoe\u0308 A\u030akesson"
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(LETTERS)
@example("\u0345\u03b1\u0301")
@example("\u1e9e\u0323\u0307 \u0130")
def test_neither_spelling_nor_case_tells_two_texts_apart(text: str) -> None:
    for key in (same_key, search_key):
        spelled = {key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")} | {key(text)}
        assert len(spelled) == 1
    assert same_key(text) == same_key(text.casefold())
    assert same_key(same_key(text)) == same_key(text)


@given(st.text(max_size=12))
def test_one_line_holds_once_it_was_one(text: str) -> None:
    try:
        line = one_line(text)
    except Refusal:
        return
    assert one_line(line) == line
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize("typed", [COMPOSED, APART, APART.upper()])
def test_a_client_is_found_in_either_spelling(typed: str) -> None:
    room = Room()
    for name in (COMPOSED, APART):
        room.clinic.add_client(Profile(name))
    found = room.store.client_page(asked(typed, WORDS.months))
    assert {each.profile.name for each in found.clients} == {COMPOSED, APART}


def test_a_reason_names_a_client_in_either_spelling() -> None:
    assert _words(COMPOSED) == _words(APART) == {"zo\u00eb", "\u00e5kesson"}
