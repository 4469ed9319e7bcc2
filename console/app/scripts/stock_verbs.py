"""The verbs of the stock: products, lots received and counted, and what is left of them."""

from functools import partial
from typing import get_args

from console.app.scripts.command_verb import CommandVerb, word
from console.app.scripts.language import Line, option_set
from console.app.scripts.script_stage import Stage
from console.core.events import StockUse
from console.core.names import lot_key, serial_key
from console.core.stock import Product


def _keep(stage: Stage, line: Line) -> None:
    """keep USE NAME [agent=] [gtin=] [single-use=yes] [holds=A,B]: the clinic keeps this product."""
    use = line.words[0]
    if use not in get_args(StockUse):
        raise line.error(" or ".join(get_args(StockUse)), repr(use))
    name, single = word(line, 1, "a name"), line.yes(line.options.get("single-use", "no"))
    known = next((each.id for each in stage.store.products() if each.name == name), "")
    agent, gtin = line.options.get("agent", ""), line.options.get("gtin", "")
    holds = tuple(filter(None, line.options.get("holds", "").split(",")))
    product = Product(known, name, use, agent, gtin, single, holds=holds)  # type: ignore[arg-type]
    stage.attempt(partial(stage.stock.name, product))


def _receive(stage: Stage, line: Line) -> None:
    """receive NAME COUNT [lot=] [expiry=] [serial=]: so many units came."""
    lot, expiry, serial = (line.options.get(key, "") for key in ("lot", "expiry", "serial"))
    count = line.number_of(line.words[1])
    stage.attempt(partial(stage.stock.receive, _product(stage, line), lot, expiry, serial, count))


def _count(stage: Stage, line: Line) -> None:
    """count-shelf NAME COUNT [lot=] [serial=] [reason=]: so many are there."""
    lot, serial, reason = (line.options.get(key, "") for key in ("lot", "serial", "reason"))
    count = line.number_of(line.words[1])
    stage.attempt(partial(stage.stock.count, _product(stage, line), lot, serial, count, reason))


def _on_hand(stage: Stage, line: Line) -> None:
    """on-hand NAME COUNT [lot=] [serial=] [marks=A,B]: what must be left, below nothing too."""
    lot, serial = (line.options.get(key, "") for key in ("lot", "serial"))
    shelf = {(each.product.id, lot_key(each.lot), serial_key(each.serial)): each for each in stage.stock.levels().lines}
    found = shelf.get((_product(stage, line), lot_key(lot), serial_key(serial)))
    left = "none" if found is None else str(found.on_hand)
    marks = (",".join(found.marks) if found else "") or "none"
    if left != line.words[1]:
        raise line.error(f"on-hand {line.words[1]}", left)
    if "marks" in line.options and line.options["marks"] != marks:
        raise line.error(f"marks={line.options['marks']}", marks)


def _product(stage: Stage, line: Line) -> str:
    name = line.words[0]
    return next((each.id for each in stage.store.products() if each.name == name), name)


STOCK: dict[str, CommandVerb] = {
    "keep": CommandVerb(_keep, 2, 2, option_set("agent gtin single-use holds")),
    "receive": CommandVerb(_receive, 2, 2, option_set("lot expiry serial")),
    "count-shelf": CommandVerb(_count, 2, 2, option_set("lot serial reason")),
    "on-hand": CommandVerb(_on_hand, 2, 2, option_set("lot serial marks")),
}
