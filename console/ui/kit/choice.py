"""What may be chosen on a sheet."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

NO_DIGIT: Final = -1


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
    digit: int | None = None
    """What chooses it by key, whatever else may be chosen today; None: its place, NO_DIGIT: none does."""
