"""How a lot on the shelf reads: what it is, how many are left, what is to be said of it."""

from functools import partial

from console.core.stock import StockLine, StockMark
from console.core.text.words import Words

SIGNS: dict[StockMark, str] = {"expired": "✕", "soon": "⚠", "unreceived": "⚠", "none": "○", "low": "▽"}


def line_text(words: Words, line: StockLine) -> str:
    """Return product, lot, serial number and expiry."""
    say = partial(words.say, "stock")
    told = [words.isolate(line.product.name), say("lot-is", lot=line.lot) if line.lot else say("no-lot")]
    told += [say("serial-is", serial=line.serial)] if line.serial else []
    told += [say("expires", day=words.iso_day(line.expiry))] if line.expiry else []
    told += [say("alike", others=words.listed(map(words.isolate, line.alike)))] if line.alike else []
    return " · ".join(told)


def left_text(words: Words, line: StockLine) -> str:
    """Return how many are left, or were used though they never came, and the line's marks in words."""
    code, count = ("unreceived", -line.on_hand) if line.on_hand < 0 else ("left", line.on_hand)
    marks = [words.say("stock", f"mark-{each}") for each in line.marks if each in ("expired", "soon", "low")]
    return " · ".join([words.say("stock", code, count=count), *marks])


def sign(line: StockLine) -> str:
    """Return the sign of the line's first mark: never colour alone."""
    return SIGNS[line.marks[0]] if line.marks else "✓"
