"""Random intents, sensible and nonsensical: every body that a session may be offered."""

from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from console.core import events as e
from console.core.anatomy import zone_of
from console.core.attribution import unnamed_deviations
from console.core.danger import open_card
from console.core.event_rules import rules_of
from console.core.people import NO_GROUP, Profile
from console.core.protocol_parts import Situation
from console.core.state import SessionState
from tests.support.grouped import OWN_WORDS, allergic
from tests.support.moves import DESK, HOUR, LIND, MAYA, MIN, OSEI, SMALL, YOUNG

MARKS = ("brow/scar-1", "brow/scar-2", "cheek-left/patch-1", "eyelid-left/scar-1")
ZONE = st.sampled_from(
    [*("brow",) * 4, *("cheek-left",) * 3, "nose", "nose", "chin", "chin", "eyelid-left", "none-such", *MARKS]
)
ZONES = st.lists(ZONE, max_size=3).map(tuple)
DEPTH = st.sampled_from([500, 250, 750, 2500, 600, 0, -250, 10**20])
SOME_DEPTH = st.none() | DEPTH
PASSES = st.none() | st.sampled_from([1, 2, 3, 0, -1, 9, 10])
REASON = st.sampled_from(["", "as agreed", "  "])
DESPITE = st.sampled_from(["", "", "as agreed", "  "])
REASONS = st.dictionaries(st.sampled_from([*get_args(Situation), "none-such"]), REASON, max_size=2)
DEVICE = st.sampled_from(["pen", "fine", "roller"])
CLEANER = st.sampled_from(["", "iodine", "other", "none-such"])
GROUPS = st.lists(st.sampled_from(["amide", "latex", "steel", "iodine", NO_GROUP]), max_size=2).map(tuple)
TEXT = st.sampled_from(["red", " ", ""])
DAY = st.sampled_from(["", "2026-02-20", "2026-03-02", "2027-01-01", "soon", "0001-01-01"])
RULE = st.sampled_from([*SMALL.rule, "none-such"])
CHECK = st.sampled_from([*SMALL.check, "none-such"])
NUMBER = st.integers(-1, 3)
AREA = st.none() | st.sampled_from([1200, 0, -3, 10**7])
MASS = st.none() | st.sampled_from([4000, 0, -5])
AGO = st.sampled_from([*(0,) * 8, 1, 30_000, 30_000, MIN, 20 * MIN, 2 * HOUR, 25 * HOUR, -1])

_PLANNED = st.builds(e.PlannedZone, ZONE, SOME_DEPTH, PASSES)
_NO = st.just(e.ScreeningAnswered(dict.fromkeys((each.id for each in SMALL.rules if each.asked), "no")))
_PROFILES = st.builds(Profile, TEXT, DAY, st.none() | st.integers(-1, 9)) | GROUPS.map(lambda each: allergic(*each))
_OLD_MARK = st.builds(
    e.SubAreaMarked, ZONE, st.sampled_from(["scar", "patch"]), st.just("face"), st.just(3), st.just(3), TEXT,
    st.sampled_from(MARKS),
)  # fmt: skip
_ANSWERS = st.dictionaries(RULE, st.sampled_from(["yes", "no"]), max_size=3)

PREPARING: st.SearchStrategy[Any] = st.one_of(
    _NO,
    st.builds(e.ProfileTaken, st.none() | _PROFILES),
    st.builds(e.ScreeningAnswered, _ANSWERS, st.dictionaries(RULE, DAY, max_size=1)),
    st.builds(e.FindingCleared, RULE, REASON),
    st.builds(e.DeviceChosen, DEVICE, st.sampled_from(["", "S1"]), DESPITE),
    st.builds(e.ProductUsed, st.just("cleanser"), TEXT, expiry=DAY, mass_mg=MASS),
    st.builds(e.PlanSet, st.just("by hand"), st.lists(_PLANNED, max_size=3).map(tuple)),
    st.builds(
        e.PlanSet, st.just("last"), st.lists(_PLANNED, max_size=3).map(tuple),
        st.lists(_OLD_MARK, max_size=2).map(tuple),
    ),
    st.builds(e.SubAreaTakenOut, ZONE),
    st.builds(e.ZonePlanned, ZONE, SOME_DEPTH, PASSES),
    st.builds(e.ZoneUnplanned, ZONE),
    st.builds(e.CheckAnswered, CHECK, st.booleans(), REASON, disinfectant=CLEANER, despite=DESPITE),
    st.builds(e.SubAreaMarked, ZONE, st.sampled_from(["scar", "patch"]), st.just("face"), st.just(9), st.just(9), TEXT),
    _OLD_MARK,
    st.builds(e.SettingsSet, st.none() | st.sampled_from([0, -1, 100_000]), st.none() | st.just(5_000)),
    st.builds(
        e.ProductUsed, st.sampled_from(["serum", "glide", "cartridge", "disinfectant"]), TEXT,
        lot=st.sampled_from(["", "L1"]), holds=GROUPS, despite=DESPITE, device=st.just("") | DEVICE,
    ),
)  # fmt: skip
NUMBING: st.SearchStrategy[Any] = st.one_of(
    st.builds(e.CreamOn, st.just("lido"), ZONES),
    st.builds(e.CreamOn, st.sampled_from(["lido", "emla", "ice"]), ZONES, NUMBER, expiry=DAY, mass_mg=MASS),
    st.builds(e.CreamOn, st.just("emla"), ZONES, mass_mg=MASS, reason=REASON, area_mm2=AREA, prescriber=REASON),
    st.builds(
        e.CreamOn, st.sampled_from(["lido", "emla", "other"]), ZONES, mass_mg=MASS, prescriber=REASON,
        despite=DESPITE, holds=GROUPS, reasons=REASONS, reason=REASON,
    ),
    st.builds(e.CreamOff, NUMBER, REASON),
    st.builds(e.CreamOff, st.just(0), st.just("as agreed")),
    st.builds(e.NumbingLeftOut, REASON),
    st.builds(e.Disinfected, ZONES),
    st.builds(e.Disinfected, ZONES, CLEANER, DESPITE),
    st.builds(e.CheckAnswered, CHECK, st.booleans(), REASON, disinfectant=CLEANER, despite=DESPITE),
)  # fmt: skip
NEEDLING: st.SearchStrategy[Any] = st.one_of(
    st.builds(e.ZoneTaken, ZONE),
    st.builds(e.DepthSet, ZONE, DEPTH),
    st.builds(e.PassDone, ZONE),
    st.builds(e.PassDone, ZONE, DEPTH),
    st.builds(e.PassesSet, ZONE, st.integers(-1, 10), st.just(0) | DEPTH),
    st.builds(e.EndpointSeen, ZONE, st.sampled_from(["none", "pinpoint"])),
    st.builds(e.ZoneCorrected, ZONE, SOME_DEPTH, PASSES, st.none() | st.just("erythema"), st.just("") | ZONE, REASON),
    st.builds(e.ZoneCorrected, ZONE, reason=REASON, to=ZONE),
    st.builds(
        e.ZoneCorrected, ZONE, SOME_DEPTH, reason=REASON, of_pass=NUMBER, device=st.just("") | DEVICE,
        serial=st.sampled_from(["", "S1"]), judged=st.sampled_from(get_args(e.JudgedBy)),
    ),
    st.builds(e.ZoneCorrected, ZONE, to=ZONE, reason=REASON, moved=st.lists(NUMBER, max_size=2).map(tuple)),
    st.builds(e.ZoneCorrected, ZONE, to=ZONE, reason=REASON, swap=st.just(True)),
    st.builds(e.ZoneLeftOut, ZONE, REASON),
)  # fmt: skip
COURSE: st.SearchStrategy[Any] = st.one_of(
    st.builds(e.StepDone, st.sampled_from([*SMALL.step, "none-such"]), REASON),
    st.builds(e.Paused),
    st.builds(e.Continued),
    st.builds(e.Noted, TEXT),
    st.builds(e.Deviated, TEXT, REASON),
    st.builds(e.ReasonGiven, st.integers(1, 60).map("{:032x}".format), REASON),
    st.builds(e.ReactionSeen, TEXT, ZONES, reaction=NUMBER),
    st.builds(e.ReactionOver, NUMBER),
    st.builds(e.ReactionGraded, st.sampled_from(get_args(e.Severity)), NUMBER),
    st.builds(e.Acknowledged, st.just("remove-1")),
    st.just(e.DangerOpened()),
    st.builds(e.DangerAction, TEXT, NUMBER),
    st.builds(e.DangerOver, NUMBER),
    st.builds(e.StoppedEarly, REASON),
    st.just(e.OpenedByMistake()),
    st.builds(e.HandedOver, st.sampled_from([OSEI, LIND, DESK])),
    st.builds(e.ActorNamed, st.integers(1, 60).map("{:032x}".format), st.sampled_from([OSEI, DESK])),
    st.builds(e.SignedOff),
    st.builds(e.Addendum, TEXT),
    st.builds(e.Corrected, st.just("none-such"), st.just("zone"), st.just('"nose"')),
    st.builds(e.Resumed, st.none() | st.integers(-5, 5), st.integers(-5, 5), st.sampled_from(["boot", "stated"])),
    st.just(e.SessionBegun("digest", 1, OSEI)),
)
LOCKED_BODIES: st.SearchStrategy[Any] = st.one_of(
    st.builds(e.CreamOff, st.just(0), REASON), st.builds(e.Paused), st.just(e.Acknowledged("remove-1"))
)
BODIES = st.one_of(PREPARING, NUMBING, NEEDLING, COURSE)


def fitting(state: SessionState) -> list[e.SessionBody]:
    """What a practitioner may well do in this state, with and without reason."""
    zone, why = state.current or "brow", "as agreed"
    often: list[e.SessionBody] = [
        e.PassDone(zone), e.PassesSet(zone, 3), e.PassesSet(zone, 1), e.DepthSet(zone, 250), e.DepthSet(zone, 750),
        e.DepthSet("chin", 500), e.ZoneTaken("nose"), e.DepthSet("nose", 750), e.PassDone("nose", 750),
        e.ZoneTaken("cheek-left"), e.ZoneTaken("chin"), e.ZoneTaken("brow"), e.EndpointSeen(zone, "pinpoint"),
        e.ZoneCorrected(zone, 2500, reason=why), e.ZoneCorrected(zone, passes=4),
        e.ZoneCorrected(zone, to="nose", reason=why), e.ZoneCorrected("brow", to="chin", reason=why, swap=True),
        e.ZoneCorrected(zone, to="chin", reason=why, moved=(1,)), e.ZoneCorrected(zone, to="cheek-left", reason=why),
        e.CreamOn("lido"), e.CreamOn("emla", ("chin",)),
        e.CreamOn("emla", ("chin",), mass_mg=4000, reason=why, prescriber=why),
        e.CreamOn("lido", (zone,)), e.NumbingLeftOut(),
        *(e.CreamOff(each.number, reason) for each in state.on for reason in ("", why)),
        e.Disinfected(), e.Disinfected(("brow",)), e.CheckAnswered("clean"), e.CheckAnswered("clean", False, why),
        e.StepDone(state.step), e.StepDone(state.step, why), e.Paused(), e.Continued(), e.SignedOff(),
        e.ReactionSeen("weal"), e.ReactionGraded("mild"), e.ReactionGraded("severe", 1),
        e.ReactionSeen("weal", (zone,)), e.ReactionOver(), e.HandedOver(LIND if state.operator == OSEI else OSEI),
        e.ZoneCorrected(zone, device="fine"), e.ZoneCorrected(zone, device="fine", of_pass=1, reason=why),
        e.SubAreaMarked(zone_of(zone), "scar", "face", 9, 9),
        e.ZoneTaken("brow/scar-1"), e.DepthSet("brow/scar-1", 500),
        e.PassDone("brow/scar-1"), e.ZoneCorrected("brow/scar-1", to="cheek-left", reason=why),
        e.ZoneCorrected("brow/scar-1", to="brow", reason=why), e.SubAreaTakenOut("brow/scar-1"),
        e.ZoneLeftOut("brow/scar-1", why), e.Disinfected(("brow/scar-1",)),
        e.Disinfected((), "iodine", why), e.Disinfected((), "other"), e.CheckAnswered("clean", disinfectant="other"),
        e.CreamOn("lido", ("chin",), mass_mg=1000, reasons={"second-cream": why}, despite=why),
        e.ProfileTaken(allergic("amide", "steel")), e.ProfileTaken(allergic("iodine")), e.ProfileTaken(OWN_WORDS),
        e.DeviceChosen("fine", despite=why), e.DeviceChosen("pen", "S1", why),
        e.DeviceChosen("fine"), e.DeviceChosen("pen"), e.ZonePlanned("chin", 500, 2), e.ZonePlanned("nose"),
        e.ScreeningAnswered({"sore": "yes", "allergy": "yes"}), e.FindingCleared("sore", why),
        e.ProfileTaken(YOUNG), e.ProfileTaken(MAYA), e.FindingCleared("young", why),
        *(e.ReasonGiven(each.id, why) for each in state.deviations), e.Acknowledged("remove-1"),
        *(e.ActorNamed(at.event, OSEI) for _, at in state.unnamed),
        *(e.ReasonGiven(each.id, why) for each in unnamed_deviations(state)),
    ]  # fmt: skip
    danger: list[e.SessionBody] = [e.DangerOpened()]
    if open_card(state):
        danger += [e.DangerAction("called"), e.DangerOver()] * 4
    if state.signed:
        return [e.Addendum("more"), e.Noted("more"), *danger]
    return [body for body in (*often, *danger) if state.kind in rules_of(body).steps]


_BAD_JSON = st.sampled_from(["", "{", "nonsense", "[" * 5_000, '"\ud800"', "1e400", "NaN", "\x00"])
_VALUES = st.one_of(
    ZONE,
    ZONES,
    DEPTH,
    PASSES,
    REASON,
    DAY,
    RULE,
    CHECK,
    _PROFILES,
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(_PLANNED, max_size=2),
    st.dictionaries(RULE, st.sampled_from(["yes", "no", "maybe"]), max_size=2),
    st.dictionaries(RULE, DAY, max_size=2),
    st.sampled_from([10**30, -(10**30), {}, {"id": "x", "name": "y"}]),
)


def value_texts(t: int, event: e.Event, field: str) -> st.SearchStrategy[str]:
    """JSON text for a correction: often fit for the field, often not."""
    now = event.at.utc_ms
    times = st.integers(now - 2 * HOUR, now + t + MIN).map(str)
    others = _VALUES.map(lambda value: msgspec.json.encode(value).decode()) | _BAD_JSON
    return times if field == "time" else others
