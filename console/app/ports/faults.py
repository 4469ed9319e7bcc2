"""What the store says of itself: the end of its log, what was found wrong, what it cannot do."""

from collections.abc import Callable
from typing import Annotated, Literal

from msgspec import Meta, Struct

CheckStage = Literal["backups", "pages", "structure", "rows", "seals", "views"]
Progress = Callable[[CheckStage, int, int], None]
"""What is being checked, how many are done and of how many: 0 of 0 where that can't be told."""
Report = Callable[[int, int], object]
"""Called with how many are done, and of how many."""
StoreKind = Literal["clinic", "example", "rehearsal"]


class Head(Struct, frozen=True):
    """The end of the log: the last row's number (0: empty) and its code, 64 hexadecimal digits."""

    seq: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    mac: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class CheckStopped(Exception):
    """Raised by what `Progress` calls, to end a check where it is."""


class Finding(Struct, frozen=True):
    """A place where the store is not what it should be. `seq`: the first bad row of the log, where it has one."""

    code: str
    seq: int | None = None
    detail: str = ""


class Checked(Struct, frozen=True):
    """What a check found, worst first.

    rows          up to which row it read
    after         behind which row it went on; 0 where it read everything
    whole_utc_ms  when everything was read last, this time included
    stopped       it did not come to its end
    """

    findings: tuple[Finding, ...]
    rows: int
    after: int = 0
    whole_utc_ms: int = 0
    stopped: bool = False


class StoreError(Exception):
    """The store cannot do this. `code` names the text that says what happened and what to do; facts fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
