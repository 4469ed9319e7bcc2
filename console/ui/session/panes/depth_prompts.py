"""What is asked of a zone before it is needled: how deep, and why it is left out. One press each on the sheet."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from console.core.anatomy import Zone, short_label, to_um, zone_of
from console.core.events import DepthSet, PlanSet, Undone, ZoneLeftOut
from console.core.left_out import stray_on_zone
from console.core.limits import depth_limit
from console.core.settling import depth_choices, offered_depth, unpublished
from console.core.state import SessionState
from console.core.text.words import Words
from console.ui.kit.choice import Choice
from console.ui.session.pane_context import PaneContext
from console.ui.session.source_button import source_choice

SIDES = ("-left", "-right")


def ask_depth(context: PaneContext, zone: str) -> None:
    """How deep this zone is needled; with its other side where nobody said it of either."""
    state = context.model.session
    if state is None or zone_of(zone) not in state.protocol.zone:
        return
    both = _with_other_side(state, zone)
    offered = offered_depth(state, zone)
    choices = [
        Choice(
            context.words.mm(depth), partial(_choose, context, both, depth), "primary" if depth == offered else "plain"
        )
        for depth in depth_choices(state, zone)
    ]
    if not choices:
        leave = partial(ask_why_left_out, context, zone)
        choices = [Choice(context.words.say("depths", "leave-out"), leave)]
    title = context.words.say("depths", "how-deep", zone=zones_text(context, state, both))
    source = published_text(context.words, state.protocol.zone.get(zone), "published-source")
    choices += [source_choice(context, title, source, partial(ask_depth, context, zone))] if source else []
    context.prompt.ask(title, choices, _told(context, state, zone), columns=4)


def zones_text(context: PaneContext, state: SessionState, zones: Sequence[str]) -> str:
    """The zones in one line; both sides of one together."""
    named, left = list[str](), list(zones)
    while left:
        zone, *left = left
        other = _other_side(zone)
        if other in left:
            left.remove(other)
            named.append(context.words.say("depths", "both", zone=short_label(state.protocol.zone[zone].label)))
        else:
            named.append(context.words.short_zone(state.protocol, zone))
    return context.words.listed(named, "list-long" if any("," in each for each in named) else "list")


def ask_why_left_out(context: PaneContext, zone: str) -> None:
    """The reason, and the zone is left out."""
    state = context.model.session
    if state is None or zone_of(zone) not in state.protocol.zone:
        return
    title = context.words.say("depths", "leave-out-why", zone=context.words.zone(state.protocol, zone))
    reasons, body = state.protocol.reason_texts("leave-zone-out"), ZoneLeftOut(zone)
    choices = context.reason_choices(reasons, lambda reason: context.propose(replace(body, reason=reason)))
    if stray_on_zone(state, zone):
        choices.append(stray_choice(context, zone, context.words.say("depths", "pressed-wrongly")))
    context.prompt.ask(title, choices)


def stray_choice(context: PaneContext, zone: str, text: str) -> Choice:
    """Return the choice that takes a zone without passes out again, which somebody touched or left out by mistake."""

    def take_back() -> None:
        state = context.model.session
        for each in stray_on_zone(state, zone) if state else ():
            context.propose(Undone(each))

    return Choice(text, take_back)


def _choose(context: PaneContext, zones: Sequence[str], depth_um: int) -> None:
    """Into the plan; of a zone in work it is what the device is set to."""
    state = context.model.session
    if state is None:
        return
    if state.current in zones:
        context.propose(DepthSet(state.current, depth_um))
        return
    plan = (replace(each, depth_um=depth_um) if each.zone in zones else each for each in state.plan)
    context.propose(PlanSet(state.plan_source or "touch", tuple(plan)))


def _told(context: PaneContext, state: SessionState, zone: str) -> str:
    words, limit = context.words, depth_limit(state, zone)
    told = published_text(words, state.protocol.zone.get(zone)) or words.say("depths", "unpublished")
    return f"{told} {words.say('depths', 'most', depth=words.mm(limit.um)) if limit else ''}".strip()


def published_text(words: Words, zone: Zone | None, code: str = "published") -> str:
    """What is published of the zone, with its source as `code` says it; "" where nothing is."""
    if zone is None or zone.suggest_mm is None:
        return ""
    low, high = map(to_um, zone.suggest_mm)
    return words.say("depths", code, range=words.mm_range(low, high), source=zone.source)


def _with_other_side(state: SessionState, zone: str) -> tuple[str, ...]:
    left, other = unpublished(state), _other_side(zone)
    return (zone, other) if zone != state.current and zone in left and other in left else (zone,)


def _other_side(zone: str) -> str:
    """Return the zone's other side; "" where it has none."""
    here, there = SIDES if zone.endswith(SIDES[0]) else SIDES[::-1]
    return zone.removesuffix(here) + there if zone.endswith(here) else ""
