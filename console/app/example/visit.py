"""The course of one visit to the example clinic, step by step, as far as it has come."""

from datetime import timedelta
from functools import partial

from console.app.example.beats import Beat, Make, Notebook
from console.core import events as ev
from console.core.days import screening_day
from console.core.limits import depth_limit, depth_settings
from console.core.screening import open_questions
from console.core.state import SessionState
from console.core.timers import window_of

PASSES = 3
DEEPER_FROM = 3
"""From this session on the deeper zones go a quarter of a millimetre deeper."""
DEEPER_UM, DEEP_UM, PINPOINT_UM = 250, 750, 1000
S_PER_CM2 = 0.6
"""How long a pass takes."""


def course(book: Notebook) -> list[Beat]:
    """Return the beats from the first answer to the signature, or as far as a visit of today has come."""
    _prepare(book)
    book.product(20, "cleanser")
    book.then(70, 130, ev.StepDone("cleanse"))
    _numbing(book)
    if book.visit.today == "numbing":
        return book.beats
    _needling(book)
    if book.visit.today != "needling":
        _aftercare(book)
        _sign_off(book)
    return book.beats


def _prepare(book: Notebook) -> None:
    visit = book.visit
    book.then(25, 70, _answers(book))
    for rule, reason in visit.guest.clears.items():
        book.then(10, 30, ev.FindingCleared(rule, reason))
    book.then(10, 25, ev.DeviceChosen(visit.worker.device, visit.worker.serial))
    if not visit.fresh:
        book.then(10, 30, lambda state: visit.last(state.id))
    elif visit.guest.area in book.protocol.preset:
        book.then(10, 30, partial(_whole_plan, book))
    else:
        for zone in book.zones:
            book.then(2, 6, partial(_zone_plan, book, zone))
    book.checks("prepare")
    book.then(5, 20, ev.StepDone("prepare"))


def _whole_plan(book: Notebook, state: SessionState) -> ev.SessionBody:
    zones = (ev.PlannedZone(zone, _depth_um(book, state, zone, False), PASSES) for zone in book.zones)
    return ev.PlanSet(book.visit.guest.area, tuple(zones))


def _zone_plan(book: Notebook, zone: str, state: SessionState) -> ev.SessionBody:
    return ev.ZonePlanned(zone, _depth_um(book, state, zone, False), PASSES)


def _answers(book: Notebook) -> Make:
    yes, days = book.visit.guest.answers, book.visit.guest.since_days

    def make(state: SessionState) -> ev.SessionBody:
        answers: dict[str, ev.Answer] = {rule: "yes" if rule in yes else "no" for rule in open_questions(state)}
        since = (screening_day(state) - timedelta(days)).isoformat()
        return ev.ScreeningAnswered(answers, dict.fromkeys(yes, since) if days else {})

    return make


def _numbing(book: Notebook) -> None:
    guest = book.visit.guest
    if guest.agent:
        lot, expiry = book.lot("numbing")
        grams = book.random.randint(24, 34) if len(book.zones) > 6 else book.random.randint(10, 18)
        book.then(20, 50, ev.CreamOn(guest.agent, (), 0, lot, expiry, grams * 1000, False))
        if book.visit.today == "numbing":
            return
        _cream_off(book, guest.agent)
    else:
        book.then(10, 30, ev.NumbingLeftOut(guest.without))
    book.product(20, "disinfectant")
    book.product(12, "cartridge")
    book.checks("numbing")
    book.then(5, 15, ev.StepDone("numbing"))


def _cream_off(book: Notebook, agent: str) -> None:
    """Take the cream off within the agent's window, but for skin that would not bear it so long."""
    frame = window_of(book.protocol.agent[agent])
    effective_s, remove_s = frame.effective_ms / 1000, frame.remove_ms / 1000
    early = book.befell.get("cream-early")
    if early:
        book.then(effective_s / 2, effective_s * 0.7, ev.CreamOff(0, early.reason))
        book.reaction(early)
        return
    wait_s, noted = book.random.uniform(effective_s + 30, min(remove_s, effective_s + 600) - 60), len(book.beats)
    book.note(0.4, book.random.uniform(300, 900), book.example.notes_numbing)
    wait_s -= sum(ms for ms, _ in book.beats[noted:]) / 1000
    book.then(wait_s, wait_s, ev.CreamOff())


def _needling(book: Notebook) -> None:
    if len(book.zones) > 1:
        book.product(25, "glide", book.random.randint(4, 9))
    half = len(book.zones) // 2
    for index, zone in enumerate(book.zones):
        if index == half:
            _at_half(book)
        if index == half and book.visit.today == "needling":
            _take(book, zone)
            book.then(*_pass_s(book, zone), ev.PassDone(zone))
            return
        if index == half and "stop" in book.befell:
            book.then(20, 60, ev.StoppedEarly(book.befell["stop"].reason))
            return
        _take(book, zone)
        _passes(book, zone)
        _endpoint(book, zone, undone=index == half and "undo" in book.befell)
    book.then(5, 20, ev.StepDone("needling"))


def _at_half(book: Notebook) -> None:
    """Add what befalls a session in the midst of needling."""
    befell = book.befell
    if deviation := befell.get("deviation"):
        book.then(15, 40, ev.Deviated(deviation.text, deviation.reason))
    if pause := befell.get("pause"):
        book.then(10, 20, ev.Paused(pause.reason))
        book.then(pause.minutes * 55, pause.minutes * 65, ev.Continued())
    if reaction := befell.get("reaction"):
        book.reaction(reaction)
    if handed := befell.get("hand-over"):
        book.then(30, 90, ev.HandedOver(book.visit.staff[handed.to]))


def _take(book: Notebook, zone: str) -> None:
    book.then(4, 9, ev.ZoneTaken(zone))
    slack = book.random.random() < 0.1

    def depth(state: SessionState) -> ev.SessionBody | None:
        found = _depth_um(book, state, zone, slack)
        return None if state.zones[zone].depth_um == found else ev.DepthSet(zone, found)

    book.then(2, 4, depth)


def _depth_um(book: Notebook, state: SessionState, zone: str, slack: bool) -> int:
    """Return the file's depth, deeper in later sessions, with slack one setting less; never above the limit."""
    base = book.example.depths[zone.removesuffix("-left").removesuffix("-right")]
    if base >= DEEP_UM and book.visit.number >= DEEPER_FROM:
        base += DEEPER_UM
    step, least, _ = depth_settings(book.protocol.device[book.visit.worker.device])
    limit = depth_limit(state, zone)
    most = min(base, limit.um) if limit else base
    return max(least, most - most % step - slack * step)


def _pass_s(book: Notebook, zone: str) -> tuple[float, float]:
    area = book.protocol.zone[zone].area_cm2 or 20
    return 6 + area * S_PER_CM2 * 0.85, 6 + area * S_PER_CM2 * 1.2


def _passes(book: Notebook, zone: str) -> None:
    """Count the passes one by one, or enter them as a number."""
    least, most = _pass_s(book, zone)
    passes = PASSES + book.random.choice((0, 0, 0, 0, 0, 0, 0, 1, -1))
    if not book.visit.pedal:
        book.then(least * passes, most * passes, ev.PassesSet(zone, passes))
        return
    for _ in range(passes):
        book.then(least, most, ev.PassDone(zone))


def _endpoint(book: Notebook, zone: str, undone: bool) -> None:
    """Say what the skin showed; now and then nobody enters it, and it stays not recorded."""
    chance = book.random.random()
    if undone:
        book.then(2, 4, ev.EndpointSeen(zone, "none"))
        book.then(3, 6, ev.Undone())

    def seen(state: SessionState) -> ev.SessionBody | None:
        deep = (state.zones[zone].depth_um or 0) >= PINPOINT_UM
        return ev.EndpointSeen(zone, "pinpoint" if deep and chance > 0.4 else "erythema")

    if chance > 0.08:
        book.then(2, 5, seen)


def _aftercare(book: Notebook) -> None:
    book.product(20, "aftercare", 2)
    book.checks("aftercare")
    book.then(5, 15, ev.StepDone("aftercare"))


def _sign_off(book: Notebook) -> None:
    book.note(0.6, book.random.uniform(10, 30), book.example.notes_end)
    if wrong := book.befell.get("correction"):
        right = ev.ZoneCorrected(wrong.zone, wrong.depth_um, wrong.passes, wrong.endpoint, "", wrong.reason)
        book.then(15, 40, right)
    book.then(8, 25, ev.SignedOff())
    if later := book.befell.get("addendum"):
        book.then(later.minutes * 55, later.minutes * 65, ev.Addendum(later.text))
