"""GS1 Digital Link: a pack's identifiers in a web address. The address is read and never opened."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from console.exchange.gs1 import EXPIRY, GTIN, LOT, SERIAL, Elements, fits
from console.exchange.gs1_days import USES

_LINK = re.compile(
    r"(?:https?://|(?=[\w.-]+\.[a-z]{2,}/))[^/?#]*(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?", re.IGNORECASE
)
"""A web address; without https:// in front its host ends in letters, so that no lot with a dot is taken for one."""
_GTIN = re.compile(r"[0-9]{8}|[0-9]{12,14}")
_IDENTIFIER = re.compile("[0-9]{2,4}")
_VARIANT, _THIRD_PARTY = "22", "235"
_QUALIFIERS = {_VARIANT, LOT, SERIAL, _THIRD_PARTY}
_NAMES = {"gtin": GTIN, "cpv": _VARIANT, "lot": LOT, "ser": SERIAL, "exp": EXPIRY, "expdt": "7003"}
"""Names that editions of the standard up to 1.2 had for identifiers."""


def is_link(content: str) -> bool:
    """Whether this is a web address, whatever it leads to; without https:// in front only one with a pack's."""
    return content[:4].lower() == "http" or bool(link_elements(content))


def link_elements(content: str) -> Elements:
    """Return identifiers and values; none where the address has no pack's. Any host, and any path in front will do."""
    link = _LINK.match(content)
    if link is None:
        return ()
    steps = _steps(link)
    at = _key_at(steps)
    return () if at is None else (*_identified(steps[at:]), *_asked(link["query"] or ""))


def has_unread(content: str) -> bool:
    """Whether something of a pack stands in it that is not read.

    A lot or serial number in front of the product that it is one of, where the standard has none; behind the question
    mark another product, or a value that its identifier can't have.
    """
    link = _LINK.match(content)
    if link is None:
        return False
    steps = _steps(link)
    at = _key_at(steps) or 0
    stray = (_named(name) in (LOT, SERIAL) and fits(_named(name), value) for name, value in pairwise(steps[:at]))
    return any(stray) or any(not _is_read(*each) for each in _pairs(link["query"] or ""))


def _steps(link: re.Match[str]) -> list[str]:
    """Return the parts of the path. No value has a blank: one that a link brings along is none of the lot's."""
    return ["".join(unquote(each).split()) for each in link["path"].rstrip("/").split("/")]


def _key_at(steps: Sequence[str]) -> int | None:
    """Return where the product and what qualifies it begin."""
    return next((at for at in range(len(steps) - 1) if _identified(steps[at:])), None)


def _identified(steps: Sequence[str]) -> Elements:
    """Return the GTIN that the steps begin with, and what qualifies it; none where they are anything else."""
    pairs = [(_named(name), value) for name, value in zip(steps[::2], steps[1::2], strict=False)]
    (key, gtin), *qualifiers = pairs
    if len(steps) % 2 or key != GTIN or not _GTIN.fullmatch(gtin):
        return ()
    if not all(name in _QUALIFIERS and fits(name, value) for name, value in qualifiers):
        return ()
    return ((GTIN, gtin.zfill(14)), *qualifiers)


def _asked(query: str) -> Iterator[tuple[str, str]]:
    """Yield the identifiers behind the question mark. A day that is none is told by who reads days."""
    yield from (each for each in _pairs(query) if _is_read(*each))


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind the question mark under the name of an identifier."""
    for each in re.split("[&;]", query):
        name, _, value = each.partition("=")
        name, value = _named(unquote(name)), "".join(unquote(value).split())
        if value and _IDENTIFIER.fullmatch(name):
            yield name, value


def _is_read(name: str, value: str) -> bool:
    return name != GTIN and (name in USES or fits(name, value))


def _named(name: str) -> str:
    return _NAMES.get(name.lower(), name)
