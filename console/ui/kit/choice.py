"""What may be chosen on a sheet."""

from collections.abc import Callable, Sequence

from msgspec import Struct


class Choice(Struct, frozen=True):
    """What stands on the button and what pressing it does; `kind` as in the stylesheet."""

    text: str
    chosen: Callable[[], object]
    kind: str = "plain"
    on: bool | None = None
    may: Callable[[], bool] = lambda: True
    """Asked first; where it says no, the sheet stays, and says why by itself."""
    first: str = ""
    """What stands on the button while a form has nothing ticked: it looks dead, and a press has `may` say why."""
    idle: bool = False
    """There is nothing for it now: it keeps its place and its digit, looks dead, and a press says so."""
    keyless: bool = False
    """No digit chooses it: digits are typed on the sheet, or it chooses nothing."""


def digits_of(choices: Sequence[Choice], away: bool = False) -> list[int | None]:
    """Return what chooses each by key: 1 to 9 in the order of the eye, 0 the tenth; last that of a named way `away`."""
    keyed = [*(not each.keyless for each in choices), away]
    places = [sum(keyed[: at + 1]) for at in range(len(keyed))]
    return [place % 10 if has and place <= 10 else None for has, place in zip(keyed, places, strict=True)]
