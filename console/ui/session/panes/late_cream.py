"""Asks about a cream that went on earlier: when, and what the form has no answer to."""

from collections.abc import Callable
from functools import partial

from console.core.dosing import UNITS
from console.ui.kit.choice import Choice
from console.ui.kit.layouts import column, holder
from console.ui.session.amount_field import Amount, half_gram
from console.ui.session.cover_choice import CoverChoice
from console.ui.session.minutes_pad import MinutesPad
from console.ui.session.pane_context import PaneContext

MINUTE_MS = 60_000


class LateCream:
    """`grams` and `cover` are the form's, and get what is told here; `put_on` is given how many ms ago it was."""

    def __init__(
        self, context: PaneContext, grams: Amount, cover: CoverChoice, put_on: Callable[[int], object]
    ) -> None:
        self._context, self._grams, self._cover, self._put_on = context, grams, cover, put_on

    def ask(self) -> None:
        """When it was; then how much, and covered or not, where that is not told: the sheet lies over the form."""
        say, prompt, opened = self._context.say, self._context.prompt, self._context.model.dependencies.clock.now()

        def read(minutes: int) -> str:
            at = self._context.words.clock_time(opened.utc_ms - minutes * MINUTE_MS)
            return say("minutes-ago", minutes=minutes, time=at) if minutes else say("minutes-none")

        pad = MinutesPad(self._context.words, read)

        def then() -> None:
            ago_ms = pad.minutes * MINUTE_MS
            at = self._context.words.clock_time(opened.utc_ms - ago_ms)
            self._ask_rest(at, partial(self._record, opened.boot_ms - ago_ms))

        told = Choice(say("went-on-then"), then, "primary", may=lambda: bool(pad.minutes), keyless=True)
        prompt.ask(say("when-on"), [told], extra=pad)
        pad.taken.connect(lambda: prompt.press(0))
        pad.setFocus()

    def _ask_rest(self, at: str, record: Callable[[], object]) -> None:
        if self._grams.whole is not None and self._cover.value is not None:
            record()
            return
        context, say = self._context, self._context.say
        grams, cover = Amount(context.words, say("grams"), UNITS["grams"], half_gram), CoverChoice(context)
        grams.show_whole(self._grams.whole)
        cover.show_value(self._cover.value)

        def then() -> None:
            self._grams.show_whole(grams.whole)
            self._cover.show_value(cover.value)
            record()

        form, title = holder(column(grams, cover, gap=12)), say("how-much-then", time=at)
        context.prompt.ask(title, [Choice(say("cream-went-on"), then, "primary")], say("how-much-long"), extra=form)
        context.prompt.to_primary()

    def _record(self, on_boot_ms: int) -> None:
        self._put_on(self._context.model.dependencies.clock.now().boot_ms - on_boot_ms)
