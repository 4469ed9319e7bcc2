"""One row for each event of a session: when it is allowed, and how it may be taken back or corrected."""

from typing import Final, Literal

from msgspec import Struct

from console.core import events as e
from console.core.protocol_parts import StepKind

Kinds = frozenset[StepKind]
NO_FIELD: Final[frozenset[str]] = frozenset()
EVERY: Final[Kinds] = frozenset({"prepare", "plain", "numbing", "needling", "aftercare", "sign-off"})
BEFORE: Final[Kinds] = frozenset({"prepare", "plain", "numbing", "needling"})
NUMB: Final[Kinds] = frozenset({"numbing", "needling"})
NEEDLE: Final[Kinds] = frozenset({"needling"})
LATE: Final[Kinds] = frozenset({"needling", "aftercare", "sign-off"})
AFTER: Final[Kinds] = frozenset()
"""Of an event that comes after sign-off only."""


class EventRules(Struct, frozen=True, kw_only=True):
    """What holds for one type of event.

    steps          the kinds of steps in which it is allowed
    while_paused   whether it is allowed while work is paused
    while_locked   whether anybody may record it while the screen is locked
    earlier        whether a late entry of it may reach back before the present step began
    ends_step      whether it ends a step
    signable       whether the person's own key signs it
    afterwards     whether it may come after sign-off too: then it is an addendum, which whoever signs in next signs
    undo           "yes"; "no": undo reaches past it; "stops": undo stops at it, since what was done to skin or seen on
                   it is corrected
    stray          whether it may be taken back as a press that nobody meant: log and paper keep it
    corrected      whether it may be corrected at all
    fixed          the fields that no correction may touch: those that the program fills in, and who acted
    """

    steps: Kinds = EVERY
    while_paused: bool = True
    while_locked: bool = False
    earlier: bool = True
    ends_step: bool = False
    signable: bool = False
    afterwards: bool = False
    undo: Literal["yes", "no", "stops"] = "yes"
    stray: bool = False
    corrected: bool = True
    fixed: frozenset[str] = NO_FIELD


RULES: Final[dict[type, EventRules]] = {
    e.SessionBegun: EventRules(
        undo="no",
        fixed=frozenset(
            {
                "time", "operator", "protocol", "number", "zone", "salt", "offset_min", "days", "depths", "last_day",
                "adopted_by", "adopted_utc_ms", "emergency_number",
            }
        ),
    ),
    e.ProfileTaken: EventRules(undo="no", corrected=False),
    e.ScreeningAnswered: EventRules(steps=BEFORE),
    e.FindingCleared: EventRules(),
    e.CheckAnswered: EventRules(),
    e.DeviceChosen: EventRules(steps=BEFORE),
    e.SettingsSet: EventRules(steps=BEFORE),
    e.ProductOff: EventRules(steps=NEEDLE),
    e.SubAreaMarked: EventRules(steps=BEFORE, fixed=frozenset({"zone", "what", "id"})),
    e.SubAreaTakenOut: EventRules(steps=BEFORE),
    e.PlanSet: EventRules(steps=BEFORE),
    e.ZonePlanned: EventRules(steps=BEFORE),
    e.ZoneUnplanned: EventRules(steps=BEFORE),
    e.ProductUsed: EventRules(fixed=frozenset({"used_before", "used_alike", "reusable", "holds"})),
    e.CreamOn: EventRules(
        steps=NUMB, undo="stops", stray=True,
        fixed=frozenset({"application", "used_before", "used_alike", "reusable", "earlier", "holds"}),
    ),
    e.CreamOff: EventRules(while_locked=True, undo="stops", stray=True),
    e.NumbingLeftOut: EventRules(steps=frozenset({"numbing"}), earlier=False),
    e.Disinfected: EventRules(steps=NUMB),
    e.ZoneTaken: EventRules(steps=NEEDLE, while_paused=False, earlier=False),
    e.DepthSet: EventRules(steps=NEEDLE),
    e.PassDone: EventRules(steps=NEEDLE, while_paused=False),
    e.PassesSet: EventRules(steps=NEEDLE, while_paused=False, earlier=False),
    e.EndpointSeen: EventRules(steps=NEEDLE),
    e.ZoneCorrected: EventRules(steps=LATE, fixed=frozenset({"judged"})),
    e.ZoneLeftOut: EventRules(steps=BEFORE),
    e.StepDone: EventRules(steps=EVERY - {"sign-off"}, while_paused=False, earlier=False, ends_step=True),
    e.StoppedEarly: EventRules(steps=EVERY - {"sign-off"}, earlier=False),
    e.OpenedByMistake: EventRules(earlier=False, undo="no", corrected=False),
    e.Paused: EventRules(while_locked=True),
    e.Continued: EventRules(),
    e.Acknowledged: EventRules(while_locked=True),
    e.Noted: EventRules(),
    e.Deviated: EventRules(),
    e.ReasonGiven: EventRules(),
    e.ReactionSeen: EventRules(undo="stops", stray=True, fixed=frozenset({"reaction"})),
    e.ReactionOver: EventRules(undo="stops", stray=True),
    e.ReactionGraded: EventRules(fixed=frozenset({"reaction"})),
    e.DangerOpened: EventRules(
        while_locked=True, afterwards=True, undo="stops", stray=True, fixed=frozenset({"danger"})
    ),
    e.DangerAction: EventRules(while_locked=True, afterwards=True, stray=True, fixed=frozenset({"danger", "target"})),
    e.DangerOver: EventRules(
        while_locked=True, afterwards=True, undo="stops", stray=True, fixed=frozenset({"danger", "target"})
    ),
    e.HandedOver: EventRules(fixed=frozenset({"operator"})),
    e.ActorNamed: EventRules(corrected=False),
    e.SignedOff: EventRules(
        steps=frozenset({"sign-off"}), while_paused=False, earlier=False, ends_step=True, signable=True, undo="no",
        corrected=False,
    ),
    e.Addendum: EventRules(steps=AFTER, signable=True, undo="no", corrected=False),
    e.Sealed: EventRules(steps=AFTER, undo="no", corrected=False),
    e.Undone: EventRules(undo="no", corrected=False),
    e.Corrected: EventRules(afterwards=True, corrected=False),
    e.Resumed: EventRules(undo="no", corrected=False),
}  # fmt: skip


def rules_of(body: e.AnyBody) -> EventRules:
    """Return the row of this event's type. KeyError for an event of the clinic's own."""
    return RULES[type(body)]
