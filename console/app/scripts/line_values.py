"""Values that the words and options of a script line stand for."""

from typing import get_args

from console.app.scripts.language import Line
from console.core import events as ev
from console.core.protocol import Protocol
from console.core.state import SessionState

PACKAGE = ("lot", "expiry", "gtin", "serial")
"""Options that say what a package says."""


def zones(protocol: Protocol, text: str) -> tuple[str, ...]:
    """Return the zones of a list with commas; a paired zone without its side stands for both."""
    found: list[str] = []
    for name in filter(None, text.split(",")):
        pair = [f"{name}-left", f"{name}-right"]
        found += pair if name not in protocol.zone and pair[0] in protocol.zone else [name]
    return tuple(found)


def current_zone(line: Line, state: SessionState) -> str:
    """Return the zone that the line names, else the one in work."""
    return line.options.get("zone", state.current)


def mass_mg(line: Line) -> int | None:
    """Return grams= in milligrams, None where the line has none."""
    return line.thousandths(line.options["grams"], "grams") if "grams" in line.options else None


UNITS = {"ml": "millilitres", "length": "millimetres"}


def thousandth(line: Line, option: str) -> int | None:
    """Return an option in thousandths of its unit, None where the line has none."""
    return line.thousandths(line.options[option], UNITS.get(option, "a number")) if option in line.options else None


def depth_um(line: Line) -> int | None:
    """Return depth= in micrometres, None where the line has none."""
    return line.thousandths(line.options["depth"], "millimetres") if "depth" in line.options else None


def area_mm2(line: Line, text: str) -> int:
    """Return cm² as whole mm²."""
    return line.thousandths(text, "cm²") // 10


def passes(line: Line) -> int | None:
    """Return passes=, None where the line has none."""
    return line.number_of(line.options["passes"]) if "passes" in line.options else None


def endpoint(line: Line, text: str) -> ev.Endpoint:
    """Return the endpoint of that name. Raises ScriptError where there is none."""
    known: tuple[ev.Endpoint, ...] = get_args(ev.Endpoint)
    found = next((each for each in known if each == text), None)
    if found is None:
        raise line.error(" or ".join(known), repr(text))
    return found
