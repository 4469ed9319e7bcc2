"""What the primary action can be: a code, what it records, and what it waits for."""

from typing import Literal

from msgspec import Struct

from console.core.events import SessionBody

ActionCode = Literal[
    "answer-checks",
    "answer-screening",
    "choose-device",
    "choose-numbing",
    "choose-plan",
    "choose-zone",
    "closed",
    "continue",
    "cream-off",
    "disinfect",
    "end-danger",
    "finish-step",
    "give-reasons",
    "leave-numbing",
    "pass-done",
    "product-off",
    "see-danger",
    "set-depth",
    "settle-depths",
    "settle-findings",
    "sign-off",
    "sign-without-lot",
    "signed",
    "take-zone",
    "wait-numbing",
]


class Action(Struct, frozen=True):
    """The next action. `code` names its text in action.toml.

    intent       what it records; None where it waits for somebody
    left         what it waits for: ids of questions, checks, findings or deviations
    zone         the zone that it is about, or ""
    application  the number of the application that it is about, or 0
    due_t        when the wait is over, in ms on the session's own time; None where that is not known
    """

    code: ActionCode
    intent: SessionBody | None = None
    left: tuple[str, ...] = ()
    zone: str = ""
    application: int = 0
    due_t: int | None = None
