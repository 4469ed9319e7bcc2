"""The verbs of a session script that are intents of the engine. They never change."""

from collections.abc import Callable
from typing import get_args

from msgspec import Struct

from console.app.scripts.correction_verbs import correct, correct_zone
from console.app.scripts.cream_verbs import CREAM_ON, cream_off, cream_on
from console.app.scripts.language import Line, option_set
from console.app.scripts.line_values import (
    PACKAGE,
    current_zone,
    depth_um,
    endpoint,
    mass_mg,
    passes,
    thousandth,
    zones,
)
from console.core import events as ev
from console.core.course import unexplained_deviations
from console.core.limits import depth_settings
from console.core.preparation import due_checks
from console.core.screening import open_questions
from console.core.spacing import contradicted
from console.core.state import SessionState

BY_FILE = ("with", "despite")
"""Options that say what skin is disinfected with, and why something is used that the client's file stops."""
Make = Callable[[Line, SessionState], ev.SessionBody]


class Verb(Struct, frozen=True):
    """How a verb becomes an intent, its least and most words, and its options besides `ago`."""

    make: Make
    least: int
    most: int
    options: frozenset[str] = frozenset()


def _answer(line: Line, state: SessionState) -> ev.SessionBody:
    answer: ev.Answer = "yes" if line.yes(line.words[1]) else "no"
    rules = open_questions(state) if line.words[0] == "all" else line.words[0].split(",")
    since = dict.fromkeys(rules, line.options["since"]) if "since" in line.options else {}
    return ev.ScreeningAnswered(dict.fromkeys(rules, answer), since)


def _check(line: Line, state: SessionState) -> ev.SessionBody:
    here = [check.id for check in due_checks(state)]
    word = line.words[0]
    known = word.isascii() and word.isdigit() and 0 < line.number_of(word) <= len(here)
    check = here[int(word) - 1] if known else word
    reason, used, despite = (line.options.get(key, "") for key in ("reason", *BY_FILE))
    met = len(line.words) < 2 or line.yes(line.words[1])
    return ev.CheckAnswered(check, met, reason, disinfectant=used, despite=despite)


def _device(line: Line, state: SessionState) -> ev.SessionBody:
    return ev.DeviceChosen(line.words[0], *(line.options.get(key, "") for key in ("serial", "despite")))


def _product(line: Line, state: SessionState) -> ev.SessionBody:
    use, name = line.words
    if use not in get_args(ev.ProductKind):
        raise line.error(" or ".join(get_args(ev.ProductKind)), repr(use))
    lot, expiry, gtin, serial, reason = (line.options.get(key, "") for key in (*PACKAGE, "reason"))
    despite = line.options.get("despite", "")
    beside = line.yes(line.options["beside"]) if "beside" in line.options else False
    needles = line.number_of(line.options["needles"]) if "needles" in line.options else None
    device, device_serial = (line.options.get(key, "") for key in ("device", "device-serial"))
    return ev.ProductUsed(
        use, name, lot, expiry, mass_mg(line), gtin, serial, reason, volume_ul=thousandth(line, "ml"),  # type: ignore[arg-type]
        needles=needles, length_um=thousandth(line, "length"), beside=beside, despite=despite,
        device=device, device_serial=device_serial,
    )  # fmt: skip


def _mark(line: Line, state: SessionState) -> ev.SessionBody:
    what, zone = line.words
    if what not in get_args(ev.SubAreaKind):
        raise line.error(" or ".join(get_args(ev.SubAreaKind)), repr(what))
    known = state.protocol.zone.get(zone)
    figure = line.options.get("map", known.maps[0] if known else "face")
    x, _, y = line.options.get("at", "0.5,0.5").partition(",")
    at = (line.thousandths(x, "a part of the map"), line.thousandths(y, "a part of the map"))
    return ev.SubAreaMarked(zone, what, figure, *at, line.options.get("name", ""))  # type: ignore[arg-type]


def _settings(line: Line, state: SessionState) -> ev.SessionBody:
    if not line.options.keys() & {"speed", "energy"}:
        raise line.error("settings with speed= or energy=", "none")
    return ev.SettingsSet(thousandth(line, "speed"), thousandth(line, "energy"))


def _preset(line: Line, state: SessionState) -> ev.SessionBody:
    preset = state.protocol.preset.get(line.words[0])
    if preset is None:
        raise line.error("a preset: " + ", ".join(state.protocol.preset), repr(line.words[0]))
    passes = preset.passes.value
    whole = None if passes is None else round(passes)
    return ev.PlanSet(preset.id, tuple(ev.PlannedZone(zone, depth_um(line), whole) for zone in preset.zones))


def _disinfect(line: Line, state: SessionState) -> ev.SessionBody:
    named = tuple(zone for word in line.words for zone in zones(state.protocol, word))
    return ev.Disinfected(named, *(line.options.get(key, "") for key in BY_FILE))


def _set_depth(line: Line, state: SessionState) -> ev.SessionBody:
    zone, word = current_zone(line, state), line.words[0]
    if word not in ("+", "-"):
        return ev.DepthSet(zone, line.thousandths(word, "millimetres"))
    if not state.device or zone not in state.zones:
        raise line.error("a device and a zone before + and -", "none")
    step, least, _ = depth_settings(state.protocol.device[state.device])
    now = state.zones[zone].depth_um or 0
    return ev.DepthSet(zone, max(least, now + step if word == "+" else now - step))


def _pass_done(line: Line, state: SessionState) -> ev.SessionBody:
    when_open = "when-open" in line.options and line.yes(line.options["when-open"])
    return ev.PassDone((*line.words, state.current)[0], when_open=when_open)


def _set_passes(line: Line, state: SessionState) -> ev.SessionBody:
    return ev.PassesSet(current_zone(line, state), line.number_of(line.words[0]))


def _endpoint(line: Line, state: SessionState) -> ev.SessionBody:
    return ev.EndpointSeen(current_zone(line, state), endpoint(line, line.words[0]))


def _reason(line: Line, state: SessionState) -> ev.SessionBody:
    code = line.options.get("for", "")
    wrong = contradicted(state)
    every = (*unexplained_deviations(state), *([wrong] if wrong else []))
    missing = [each for each in every if each.code.startswith(code)]
    if not missing:
        raise line.error("a deviation without a reason", "none")
    return ev.ReasonGiven(missing[0].id, line.words[0])


def _reaction(line: Line, state: SessionState) -> ev.SessionBody:
    where = zones(state.protocol, line.options.get("zones", ""))
    return ev.ReactionSeen(line.words[0], where, line.options.get("action", ""))


def _grade(line: Line, state: SessionState) -> ev.SessionBody:
    if line.words[0] not in get_args(ev.Severity):
        raise line.error(" or ".join(get_args(ev.Severity)), repr(line.words[0]))
    return ev.ReactionGraded(line.words[0], line.number_of((*line.words, "", "0")[1] or "0"))  # type: ignore[arg-type]


WHY = option_set("reason")
PRODUCT = option_set("lot expiry grams gtin serial reason ml needles length beside despite device device-serial")
INTENTS: dict[str, Verb] = {
    "answer": Verb(_answer, 2, 2, option_set("since")),
    "clear": Verb(lambda line, _: ev.FindingCleared(line.words[0], line.options.get("reason", "")), 1, 1, WHY),
    "check": Verb(_check, 1, 2, option_set("reason with despite")),
    "device": Verb(_device, 1, 1, option_set("serial despite")),
    "settings": Verb(_settings, 0, 0, option_set("speed energy")),
    "product": Verb(_product, 2, 2, PRODUCT),
    "product-off": Verb(lambda line, _: ev.ProductOff(), 0, 0),
    "preset": Verb(_preset, 1, 1, option_set("depth")),
    "plan": Verb(
        lambda line, _: ev.ZonePlanned(line.words[0], depth_um(line), passes(line)), 1, 1, option_set("depth passes")
    ),
    "mark": Verb(_mark, 2, 2, option_set("at map name")),
    "unmark": Verb(lambda line, _: ev.SubAreaTakenOut(line.words[0]), 1, 1),
    "unplan": Verb(lambda line, _: ev.ZoneUnplanned(line.words[0]), 1, 1),
    "done": Verb(
        lambda line, state: ev.StepDone((*line.words, state.step)[0], line.options.get("reason", "")), 0, 1, WHY
    ),
    "cream-on": Verb(cream_on, 1, 99, CREAM_ON),
    "cream-off": Verb(cream_off, 0, 1, WHY),
    "leave-out": Verb(lambda line, _: ev.NumbingLeftOut(line.options.get("reason", "")), 0, 0, WHY),
    "disinfect": Verb(_disinfect, 0, 99, option_set("with despite")),
    "take": Verb(lambda line, _: ev.ZoneTaken(line.words[0]), 1, 1),
    "depth": Verb(_set_depth, 1, 1, option_set("zone")),
    "pass": Verb(_pass_done, 0, 1, option_set("when-open")),
    "passes": Verb(_set_passes, 1, 1, option_set("zone")),
    "endpoint": Verb(_endpoint, 1, 1, option_set("zone")),
    "leave-zone": Verb(lambda line, _: ev.ZoneLeftOut(line.words[0], line.options.get("reason", "")), 1, 1, WHY),
    "correct-zone": Verb(
        correct_zone, 1, 1, option_set("depth passes endpoint to reason of-pass device serial moved swap")
    ),
    "correct": Verb(correct, 3, 3, WHY),
    "pause": Verb(lambda line, _: ev.Paused(line.options.get("reason", "")), 0, 0, WHY),
    "continue": Verb(lambda line, _: ev.Continued(), 0, 0),
    "note": Verb(lambda line, _: ev.Noted(line.words[0]), 1, 1),
    "deviation": Verb(lambda line, _: ev.Deviated(line.words[0], line.options.get("reason", "")), 1, 1, WHY),
    "reason": Verb(_reason, 1, 1, option_set("for")),
    "reaction": Verb(_reaction, 1, 1, option_set("zones action")),
    "reaction-over": Verb(lambda line, _: ev.ReactionOver(line.number_of((*line.words, "0")[0])), 0, 1),
    "grade": Verb(_grade, 1, 2),
    "danger": Verb(lambda line, _: ev.DangerOpened(), 0, 0),
    "danger-done": Verb(
        lambda line, _: ev.DangerAction(line.words[0], value=line.options.get("value", "")), 1, 1, option_set("value")
    ),
    "danger-over": Verb(lambda line, _: ev.DangerOver(what=line.options.get("what", "")), 0, 0, option_set("what")),
    "acknowledge": Verb(lambda line, _: ev.Acknowledged(line.words[0]), 1, 1),
    "stop": Verb(lambda line, _: ev.StoppedEarly(line.options.get("reason", "")), 0, 0, WHY),
    "opened-by-mistake": Verb(lambda line, _: ev.OpenedByMistake(), 0, 0),
    "sign": Verb(lambda line, _: ev.SignedOff(), 0, 0),
    "addendum": Verb(lambda line, _: ev.Addendum(line.words[0]), 1, 1),
    "undo": Verb(lambda line, _: ev.Undone(), 0, 0),
}


def intent(line: Line, state: SessionState) -> ev.SessionBody:
    """Return the intent of a line. Raises ScriptError where its words do not fit the verb."""
    verb = INTENTS[line.verb]
    line.fit(line.verb, verb.least, verb.most, verb.options | {"ago"})
    return verb.make(line, state)
