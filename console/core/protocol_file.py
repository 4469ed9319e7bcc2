"""Reading a protocol: from two TOML texts, or from the canonical JSON that was adopted."""

import tomllib
from itertools import chain
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from console.core.allowed import Allowed
from console.core.anatomy import Zone
from console.core.protocol import Protocol
from console.core.protocol_check import problems
from console.core.protocol_parts import Part
from console.core.protocol_sense import contradictions

Shape = TypeVar("Shape")


class BadFile(Exception):
    """A data file that cannot be used: file, key, and what is allowed there; or what the reader of its format says."""

    def __init__(self, file: str, key: str, allowed: Allowed | str) -> None:
        super().__init__(f"{file}: {key}: {allowed if isinstance(allowed, str) else allowed.code}")
        self.file, self.key, self.allowed = file, key, allowed


class _ZoneFile(Part, frozen=True):
    zone: tuple[Zone, ...]


def _parse(text: str, file: str, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(tomllib.loads(text), shape)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `")
        raise BadFile(file, path.replace("`", "").replace("$.", "") or "top level", what) from None
    except (ValueError, RecursionError) as error:
        raise BadFile(file, "TOML", str(error)) from None


def from_json(content: str) -> Protocol:
    """Return an adopted protocol from the log. Only its shape is checked: the rest was when it was adopted.

    Raises BadFile.
    """
    try:
        return msgspec.json.decode(content, type=Protocol)
    except msgspec.DecodeError as error:
        raise BadFile("adopted protocol", "content", str(error)) from None


def load(protocol: str, zones: str, protocol_file: str = "protocol", zones_file: str = "zones.toml") -> Protocol:
    """Return the protocol of two TOML texts. Raises BadFile with file, key and what is allowed."""
    read = _parse(protocol, protocol_file, Protocol)
    if read.zones:
        raise BadFile(protocol_file, "zones", Allowed("zones-elsewhere", (("file", zones_file),)))
    whole = replace(read, zones=_parse(zones, zones_file, _ZoneFile).zone)
    for key, allowed in chain(problems(whole), contradictions(whole)):
        raise BadFile(zones_file if key.startswith("zone") else protocol_file, key, allowed)
    return whole
