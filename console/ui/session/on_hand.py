"""What is on the shelf, offered in a session: one press takes product, lot and expiry from there."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from console.app.stock import StockLevels
from console.core.client_groups import agent_stop, product_stop
from console.core.events import ProductUsed
from console.core.product_codes import is_same_item
from console.core.stock import Product, StockLine, held_by
from console.ui.kit.choice import Choice
from console.ui.session.file_prompts import file_choice
from console.ui.session.pane_context import PaneContext
from console.ui.shell.attempt import run_beside
from console.ui.stock.stock_text import left_text, line_text, sign

MOST = 9
"""As many as digits choose."""


def offer_products(context: PaneContext) -> None:
    """What is no numbing cream, soonest expiry first; pressed, it is recorded as used."""

    def record(line: StockLine) -> None:
        product = line.product
        if product.use != "numbing":
            context.propose(
                ProductUsed(product.use, product.name, line.lot, line.expiry, None, product.gtin, line.serial)
            )

    _offer(context, lambda line: line.product.use != "numbing", record)


def offer_cream(context: PaneContext, agent: str, take: Callable[[StockLine], object]) -> None:
    """What there is of this numbing agent."""
    _offer(context, lambda line: line.product.use == "numbing" and line.product.agent == agent, take)


def known_product(context: PaneContext, asker: QWidget, code: str, then: Callable[[Product], object]) -> None:
    """Look up what the clinic calls a product of this code; nothing comes of a code that it does not know."""

    def came(shelf: StockLevels) -> None:
        found = next((each for each in shelf.products if is_same_item(each.gtin, code)), None)
        if found is not None:
            then(found)

    run_beside(context.model, asker, context.model.open_clinic.stock.levels, came, lambda _: None)


def _offer(context: PaneContext, fits: Callable[[StockLine], bool], take: Callable[[StockLine], object]) -> None:
    """Asked of the shelf in the second thread; it comes to the session that asked, or not at all."""
    session = context.model.session.id if context.model.session else ""

    def came(shelf: StockLevels) -> None:
        if context.model.session is None or context.model.session.id != session or context.prompt.isVisible():
            return
        found = soonest([each for each in shelf.lines if each.on_hand > 0 and fits(each)])
        words = context.words
        choices = [_choice(context, shelf.products, each, take) for each in found[:MOST]]
        title = words.say("stock", "from-stock-title")
        context.prompt.ask(title, choices, "" if choices else words.say("stock", "nothing-here"), columns=1)

    run_beside(context.model, context.prompt, context.model.open_clinic.stock.levels, came, lambda _: None)


def _choice(
    context: PaneContext, products: Sequence[Product], line: StockLine, take: Callable[[StockLine], object]
) -> Choice:
    """Return the choice of this line; what the client's file stops says so."""
    state, words, known = context.model.session, context.words, line.product
    text = f"{sign(line)}  {line_text(words, line)} · {left_text(words, line)}"
    stop = None
    if state:
        holds = held_by(products, known.use, known.name, known.gtin, known.agent)
        cream = known.use == "numbing" and known.agent in state.protocol.agent
        stop = agent_stop(state, known.agent, holds) if cream else None
        if known.use != "numbing":
            stop = product_stop(state, known.use, holds)
    return file_choice(context, text, stop, partial(take, line))


def soonest(found: Sequence[StockLine]) -> list[StockLine]:
    """What expires first comes first; what has expired comes last: it is the one not to take."""
    return sorted(found, key=lambda each: ("expired" in each.marks, each.expiry or "9"))
