"""Tables of refusals: a code and what is refused with it. One test holds that no code of the engine is left out."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from console import core
from console.core.limits import Binding
from console.core.people import RIGHTS
from console.core.refusal import Refusal
from console.core.screening import BLOCKING

Act = Callable[[], object]
Case = tuple[str, Act]
FAMILIES = {
    "may-not-": tuple(right for right in RIGHTS if right != "pass-stop"),
    "finding-": tuple(BLOCKING),
    "depth-above-": get_args(Binding),
    "why": ("cream-on-zone", "zone-not-disinfected"),
    "unreadable": ("text-unreadable", "name-unreadable", "code-unreadable"),
    "stopped_by": ("lot-expired", "unit-used-before", "lot-expired-unit-used"),
}
"""Codes that are put together, by how they begin, or by the name that holds them."""
AGAIN = ("refusal.code", "beyond.code")
"""A refusal that was caught and is raised again."""


def refused(code: str, act: Act) -> Refusal:
    """What acting is refused with; it must be this code."""
    with pytest.raises(Refusal) as met:
        act()
    assert met.value.code == code
    return met.value


@cache
def codes() -> frozenset[str]:
    """Every code with which anything in core is refused."""
    trees = [ast.parse(path.read_text("utf-8")) for path in Path(core.__path__[0]).rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return frozenset(
        code
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Refusal"
        for code in _codes(call.args[0])
    )


def _codes(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(code)):
            yield code
        case ast.JoinedStr(values=[ast.Constant(value=str(begin)), _]):
            yield from (begin + end for end in FAMILIES[begin])
        case ast.Name(id=name):
            yield from FAMILIES[name]
        case _:
            assert ast.unparse(node) in AGAIN, "a code that is not read here"
