"""Asks about a cream that went on earlier: when, and what the form has no answer to."""

from collections.abc import Callable
from functools import partial

from console.core.dosing import UNITS
from console.ui.kit.choice import Choice
from console.ui.kit.layouts import column, holder
from console.ui.session.amount_field import Amount, half_gram
from console.ui.session.cover_choice import CoverChoice
from console.ui.session.pane_context import PaneContext
from console.ui.session.when_prompt import When, ask_when


class LateCream:
    """`grams` and `cover` are the form's, and get what is told here; `put_on` is given how many ms ago it was."""

    def __init__(
        self, context: PaneContext, grams: Amount, cover: CoverChoice, put_on: Callable[[int], object]
    ) -> None:
        self._context, self._grams, self._cover, self._put_on = context, grams, cover, put_on

    def ask(self, agent: str) -> None:
        """When it was; then how much, and covered or not, where that is not told: the sheet lies over the form."""
        say = self._context.say
        ask_when(self._context, say("when-on"), say("went-on-then"), self._ask_rest, of=agent)

    def _ask_rest(self, when: When) -> None:
        if self._grams.whole is not None and self._cover.value is not None:
            self._put_on(when.ago_ms)
            return
        context, say = self._context, self._context.say
        grams, cover = Amount(context.words, say("grams"), UNITS["grams"], half_gram), CoverChoice(context)
        grams.show_whole(self._grams.whole)
        cover.show_value(self._cover.value)

        def then() -> None:
            self._grams.show_whole(grams.whole)
            self._cover.show_value(cover.value)
            self._put_on(when.ago_ms)

        form, title = holder(column(grams, cover, gap=12)), say("how-much-then", time=when.at)
        put, again = Choice(say("cream-went-on"), then, "primary"), partial(self._ask_rest, when)
        context.prompt.ask(title, [put], say("how-much-long"), extra=form, again=again)
        context.prompt.to_primary()
