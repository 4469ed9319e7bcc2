"""Events of numbing, and of the skin being made ready."""

from typing import Annotated

from console.core.events.base import PERSONAL, Body, EarlierCream, Private


class CreamOn(Body, frozen=True, tag="cream-on"):
    """A numbing agent was put on these zones. `application` is filled by decide: 1, 2, 3 …

    area_mm2    skin under it as stated; None: the zones' nominal areas
    prescriber  who agreed to more than the label says, or who wants an agent that has no label here
    name, strength and own_label: of such an agent, what its own label says, of time and amount the last
    earlier     what other sessions put on this client on the same day; filled by the program
    despite     why it was used although the client's file stops it, or nobody sorted that file
    reasons     the reason for each stop that was passed, by its Situation; empty: `reason` is for all of them
    gtin, used_before, used_alike, reusable and holds as in ProductUsed.
    """

    agent: str
    zones: tuple[str, ...] = ()
    application: int = 0
    lot: str = ""
    expiry: str = ""
    mass_mg: int | None = None
    occluded: bool | None = None
    reason: Private = ""
    area_mm2: int | None = None
    prescriber: Private = ""
    gtin: str = ""
    serial: str = ""
    used_before: str = ""
    reusable: bool = False
    reason_id: Private = ""
    name: str = ""
    strength: str = ""
    own_label: Private = ""
    earlier: tuple[EarlierCream, ...] = ()
    despite: Private = ""
    holds: tuple[str, ...] = ()
    reasons: Annotated[dict[str, str], PERSONAL] = {}
    used_alike: str = ""


class CreamOff(Body, frozen=True, tag="cream-off"):
    """One application was removed."""

    application: int = 0
    reason: Private = ""
    reason_id: Private = ""


class NumbingLeftOut(Body, frozen=True, tag="numbing-left-out"):
    """The session goes without numbing."""

    reason: Private = ""
    reason_id: Private = ""


class Disinfected(Body, frozen=True, tag="disinfected"):
    """The skin of these zones was disinfected; no zones means all that is free of cream.

    disinfectant  with what, by its id in the protocol; "": not recorded. `despite` as in CreamOn
    """

    zones: tuple[str, ...] = ()
    disinfectant: str = ""
    despite: Private = ""


NumbingBody = CreamOn | CreamOff | NumbingLeftOut | Disinfected
