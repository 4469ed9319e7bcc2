"""The small protocol with groups that a client's entries are sorted by, and clients whose file names some of them."""

from msgspec.structs import replace

from console.core.events import (
    CheckAnswered,
    DeviceChosen,
    NumbingLeftOut,
    ProductUsed,
    ProfileTaken,
    StepDone,
    ZoneTaken,
)
from console.core.people import NO_GROUP, Entry, Profile
from console.core.protocol import Protocol
from console.core.protocol_groups import Disinfectant, Group
from console.core.protocol_parts import Holds
from tests.support.moves import MAYA, MIN, SMALL, Room, numbing


def holds(*groups: str) -> tuple[Holds, ...]:
    return tuple(Holds(each, "for tests", "T") for each in groups)


LIDO, EMLA = SMALL.agents
PEN, FINE = SMALL.devices
ASKED = tuple(replace(each, groups=("amide",)) if each.id == "allergy" else each for each in SMALL.rules)
ALONE = replace(SMALL.rules[3], id="latex", text="Latex?", groups=("latex",), by_file=True)
GROUPED = replace(
    SMALL,
    groups=(Group("amide", "Amides"), Group("latex", "Latex"), Group("steel", "Steel"), Group("iodine", "Iodine")),
    rules=(*ASKED, ALONE),
    agents=(replace(LIDO, holds=holds("amide")), replace(EMLA, holds=holds(NO_GROUP)), replace(LIDO, id="other")),
    devices=(replace(PEN, holds=holds(NO_GROUP)), replace(FINE, holds=holds("steel"))),
    disinfectants=(Disinfectant("iodine", "Iodine", holds("iodine")), Disinfectant("other", "Other", holds(NO_GROUP))),
)
BARE = replace(GROUPED, rules=tuple(replace(each, groups=()) for each in ASKED))
"""The file answers nothing there: only what it stops is asked."""
OWN_WORDS = replace(MAYA, allergies="penicillin, latex")
GEL = ProductUsed("glide", "Gel", holds=("latex",))


def allergic(*groups: str) -> Profile:
    return replace(MAYA, entries=(Entry("e1", "allergy", "that", groups),))


def room(*groups: str, protocol: Protocol = BARE, **more: object) -> Room:
    return numbing(protocol=protocol, profile=allergic(*groups), **more)


def late(*groups: str, device: str = "fine") -> Room:
    """Work on the brow began, and then the file came to say this."""
    made = room(NO_GROUP).do(DeviceChosen(device), NumbingLeftOut("why"), CheckAnswered("clean")).wait(MIN)
    return made.do(StepDone("numbing"), ZoneTaken("brow")).do(ProfileTaken(allergic(*groups)))
