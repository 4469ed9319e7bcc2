"""Asks how long ago something was that is told now: any minute."""

from collections.abc import Callable
from functools import partial

from console.ui.kit.choice import Choice
from console.ui.session.minutes_pad import MinutesPad
from console.ui.session.pane_context import PaneContext

MINUTE_MS = 60_000


class When:
    """A moment as somebody told it: how it reads, and how many ms ago it is by now."""

    def __init__(self, context: PaneContext, at: str, boot_ms: int) -> None:
        self._context, self.at, self._boot_ms = context, at, boot_ms

    @property
    def ago_ms(self) -> int:
        return self._context.model.dependencies.clock.now().boot_ms - self._boot_ms


def ask_when(
    context: PaneContext, title: str, taken: str, then: Callable[[When], object], *more: Choice, of: str = ""
) -> None:
    """Ask under this title; `then` gets what was told. Minutes count from when it was asked; digits are minutes. `of`
    is what it is asked about: what was typed of one is not offered for another."""
    say, words, opened = context.say, context.words, context.model.dependencies.clock.now()

    def time(minutes: int) -> str:
        return words.clock_time(opened.utc_ms - minutes * MINUTE_MS)

    def read(minutes: int) -> str:
        return say("minutes-ago", minutes=minutes, time=time(minutes)) if minutes else say("minutes-none")

    pad = MinutesPad(words, read, opened.boot_ms)

    def told() -> None:
        then(When(context, time(pad.minutes), opened.boot_ms - pad.minutes * MINUTE_MS))

    choice = Choice(taken, told, "primary", may=lambda: bool(pad.minutes), keyless=True)
    again = partial(ask_when, context, title, taken, then, *more, of=of)
    context.prompt.ask(title, [choice, *more], extra=pad, place=f"{title} {of}", again=again)
    pad.taken.connect(lambda: context.prompt.press(0))
    pad.setFocus()
