"""Cases of which `make test` tries some and the long run all."""

from collections.abc import Iterable
from typing import Any

import pytest


def quick_of(cases: Iterable[Any], *quick: Any) -> list[Any]:
    """Return the cases, all but the quick ones for the long run alone."""
    listed = list(cases)
    assert set(quick) <= set(listed)
    return [each if each in quick else pytest.param(each, marks=pytest.mark.soak) for each in listed]
