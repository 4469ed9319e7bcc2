"""The walk over the page of numbers of a clinic that runs."""

from collections.abc import Iterator

from msgspec.structs import replace

from console.core.protocol_parts import Number
from console.ui.settings.numbers_page import NumbersPage
from console.ui.shell import routes
from tests.support.booth import Booth


def numbers(booth: Booth) -> Iterator[str]:
    """A clinic that adopted an older file."""
    now = booth.room.protocol
    cream = replace(now.agents[0], hard_max_min=Number(300, "An older reading of the label", "P"))
    rules = tuple(each for each in now.rules if each.id != "g6pd")
    booth.clinic.adopt(replace(now, version=1, agents=(cream, *now.agents[1:]), rules=rules), "Dr A. Osei")
    booth.console.home()
    booth.settle()
    yield "home-numbers-otherwise"
    booth.console.go(routes.NUMBERS)
    booth.settle()
    yield "numbers-otherwise"
    booth.one(NumbersPage).adoption.turn(1)
    booth.settle()
    yield "numbers-new-rule"
    booth.clinic.adopt(now, "Dr A. Osei")
    booth.console.home()
    booth.console.go(routes.NUMBERS)
    booth.settle()
    yield "numbers-as-in-force"
    booth.console.home()
    booth.settle()
