"""Searching five thousand clients keeps up with the keys."""

import gc
import time

from console.app.client_search import entries, matches
from console.app.ports import ClientView
from console.core.people import Profile
from tests.support.texts import WORDS


def test_five_thousand_clients_are_filtered_within_50_ms() -> None:
    many = [ClientView(f"{n:032x}", Profile(f"Zoë Client {n}", "1992-03-14")) for n in range(5_000)]
    known = entries(many, WORDS)
    gc.collect()
    begun = time.perf_counter()
    assert len(matches(known, "zoe 4999", WORDS.months)) == 1
    assert time.perf_counter() - begun < 0.05
