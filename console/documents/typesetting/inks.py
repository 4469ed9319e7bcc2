"""Colours as ReportLab takes them, each made once: from a text it looks through all the names that it knows."""

from functools import cache

from reportlab.lib.colors import Color, HexColor


@cache
def ink(name: str) -> Color:
    """Return the colour of these six digits."""
    return HexColor(name)


@cache
def mixed(first: str, second: str, part: float) -> Color:
    """Return the colour that lies between two, 0 the first and 1 the second."""
    return Color(*(x + (y - x) * part for x, y in zip(ink(first).rgb(), ink(second).rgb(), strict=True)))
