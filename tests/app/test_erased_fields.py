"""What erasing takes away is told by the names of the fields that a client has."""

from typing import get_args

import pytest

from console.app import erasure
from console.core.people import ENTRY_KINDS, ClientField
from tests.support.texts import WORDS


def test_every_field_of_a_client_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = erasure.fields_text(WORDS)
    for name in (*get_args(ClientField), *ENTRY_KINDS.values()):
        assert WORDS.say("field", name) in told
    monkeypatch.setattr(erasure, "CLIENT_FIELDS", ("name", "couch"))
    assert WORDS.say("field", "couch") in erasure.fields_text(WORDS), "a new one is named by itself"
