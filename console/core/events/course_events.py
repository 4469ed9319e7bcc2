"""Events that may happen in any step, and events about the history itself."""

from typing import Literal

from console.core.clock import Instant
from console.core.events.base import Basis, Body, Offset, Private
from console.core.people import Operator

Severity = Literal["mild", "moderate", "severe"]


class StepDone(Body, frozen=True, tag="step-done"):
    """A step was finished; the next one begins."""

    step: str
    reason: Private = ""
    reason_id: Private = ""


class Paused(Body, frozen=True, tag="paused"):
    """Work rests; the clocks of cream, aftercare and reactions go on."""

    reason: Private = ""
    reason_id: Private = ""


class Continued(Body, frozen=True, tag="continued"):
    """Work goes on after a pause."""


class Noted(Body, frozen=True, tag="noted"):
    """Something worth writing down."""

    text: Private = ""


class Deviated(Body, frozen=True, tag="deviated"):
    """Something was done otherwise than the protocol says."""

    what: Private = ""
    reason: Private = ""
    reason_id: Private = ""


class ReasonGiven(Body, frozen=True, tag="reason-given"):
    """The reason for a deviation that the program noted; `deviation` is that one's id."""

    deviation: str
    reason: Private = ""
    reason_id: Private = ""


class ReactionSeen(Body, frozen=True, tag="reaction-seen"):
    """An adverse event; its own clock starts."""

    what: Private = ""
    zones: tuple[str, ...] = ()
    action: Private = ""
    reaction: int = 0


class ReactionOver(Body, frozen=True, tag="reaction-over"):
    """A reaction has passed."""

    reaction: int = 0


class ReactionGraded(Body, frozen=True, tag="reaction-graded"):
    """How severe a reaction is, as whoever saw it judged; it may be graded again. No number means the newest."""

    grade: Severity
    reaction: int = 0


class DangerOpened(Body, frozen=True, tag="danger-opened"):
    """The danger card was opened; its own clock starts. `danger` is filled by decide: 1, 2, 3 …"""

    danger: int = 0


class DangerAction(Body, frozen=True, tag="danger-action"):
    """Something was done while the danger card was open. With a `target` it only tells that earlier one's value."""

    what: Private = ""
    danger: int = 0
    value: Private = ""
    target: str = ""


class DangerOver(Body, frozen=True, tag="danger-over"):
    """The danger is over; the card is closed. With a `target` it only says what the danger was that ended with that."""

    danger: int = 0
    what: Private = ""
    target: str = ""


class Acknowledged(Body, frozen=True, tag="acknowledged"):
    """Somebody took note of an alarm."""

    alarm: str


class StoppedEarly(Body, frozen=True, tag="stopped-early"):
    """The treatment ends here."""

    reason: Private = ""
    reason_id: Private = ""


class OpenedByMistake(Body, frozen=True, tag="opened-by-mistake"):
    """The session was opened for the wrong client: it ends here, and counts as none of theirs."""


class HandedOver(Body, frozen=True, tag="handed-over"):
    """Another practitioner goes on with the session."""

    operator: Operator


class ActorNamed(Body, frozen=True, tag="actor-named"):
    """Who did what was recorded while the screen was locked; `target` is that event's id."""

    target: str
    person: Operator


class SignedOff(Body, frozen=True, tag="signed-off"):
    """The record is finished: from here on only addenda. Zone, offsets and head belong to the record."""

    zone: str = "UTC"
    offsets: tuple[Offset, ...] = ()
    head_seq: int = 0
    head: str = ""


class Addendum(Body, frozen=True, tag="addendum"):
    """Something added after sign-off."""

    text: Private = ""


class Sealed(Body, frozen=True, tag="sealed"):
    """This person signed the record, up to and including the event `target`: the sign-off, or an addendum.

    public     the signer's key, 64 hexadecimal digits; introduced before by SigningKeyTaken
    digest     of the record up to the target, without seals
    signature  128 digits, over `console.core.signatures.message_to_sign`
    head       number and code of the log's last row before the target
    people     the names in the record, as they were then
    """

    person: str
    public: str
    digest: str
    signature: str
    target: str
    head_seq: int = 0
    head: str = ""
    people: dict[str, str] = {}


class Undone(Body, frozen=True, tag="undone"):
    """An earlier event of this session is taken back; no target means the latest that can be."""

    target: str = ""


class Corrected(Body, frozen=True, tag="corrected"):
    """A field of an earlier event was wrong. `field` "time" takes UTC ms; values are JSON text.

    used_before  where the unit itself was wrong: the day (ISO) on which the right one was used in another session
    used_alike   in the same way, of a unit whose number has other dashes
    holds        where the product itself was wrong: the groups that the right one holds, as the clinic keeps it
    breaks       codes of the rules that the right value shows to have been broken; filled by decide, like
    mends        ids of the corrections before that showed one, which is so no more
    """

    target: str
    field: str
    value: Private = ""
    reason: Private = ""
    used_before: str = ""
    reason_id: Private = ""
    holds: tuple[str, ...] | None = None
    breaks: tuple[str, ...] = ()
    mends: tuple[str, ...] = ()
    used_alike: str = ""


class Resumed(Body, frozen=True, tag="resumed"):
    """Work goes on after the program was away. `gap_ms` since the last event; `off_ms` from the last sign of life,
    `heartbeat`, until the program was `back`, or until now where that is not known."""

    gap_ms: int | None = None
    off_ms: int = 0
    basis: Basis = "boot"
    heartbeat: Instant | None = None
    back: Instant | None = None


CourseBody = (
    StepDone
    | Paused
    | Continued
    | Noted
    | Deviated
    | ReasonGiven
    | Acknowledged
    | StoppedEarly
    | OpenedByMistake
    | HandedOver
    | ActorNamed
    | SignedOff
    | Addendum
    | Sealed
)
ReactionBody = ReactionSeen | ReactionOver | ReactionGraded
DangerBody = DangerOpened | DangerAction | DangerOver
HistoryBody = Undone | Corrected | Resumed
