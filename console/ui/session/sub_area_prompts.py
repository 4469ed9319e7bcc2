"""Marks a scar, a patch or striae: which it is, then a press on the map where it is."""

from functools import partial
from typing import cast, get_args

from PySide6.QtCore import QObject

from console.core.anatomy import Map, sub_area_of
from console.core.events import SubAreaKind, SubAreaMarked
from console.core.state import SessionState
from console.ui.kit.choice import Choice
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.map.body_map import BodyMap
from console.ui.session.map.sub_area_marks import MarkLook
from console.ui.session.pane_context import PaneContext

LEAST_PX = 64
KINDS: tuple[SubAreaKind, ...] = get_args(SubAreaKind)


class SubAreaMarking(QObject):
    """`ask` is the key and the button; while `what` says something, the next press on the map places it."""

    def __init__(self, context: PaneContext, body: BodyMap) -> None:
        super().__init__()
        self._context, self._body = context, body
        self.what: SubAreaKind | None = None
        self.button = WrappedButton("", self.ask)
        self.button.setMinimumHeight(LEAST_PX)
        self.begin(None)
        body.placed.connect(self._placed)

    def ask(self) -> None:
        """Which it is; pressed again it leaves off."""
        state = self._context.model.session
        if self.what is not None:
            self.begin(None)
        elif state is not None and not state.signed:
            say = self._context.words.say
            choices = [Choice(say("sub-area", f"mark-{each}"), partial(self.begin, each)) for each in KINDS]
            self._context.prompt.ask(say("sub-area", "mark-what"), choices, say("sub-area", "mark-long"), columns=3)

    def take(self) -> bool:
        """The key that takes a zone places the mark in its middle; whether one was waited for."""
        waited = self.what is not None
        if waited:
            self._body.place_at_stop()
        return waited

    def begin(self, what: SubAreaKind | None) -> None:
        """Wait for its place on the map; for None leave off."""
        self.what, say = what, self._context.words.say
        hint = "" if what is None else say("sub-area", "mark-here")
        self._body.begin_placing(hint)
        self.button.set_text(hint or say("sub-area", "mark"))

    def _placed(self, zone: str, x: int, y: int) -> None:
        what, figure = self.what, self._body.figure
        self.begin(None)
        if what is not None:
            self._context.propose(SubAreaMarked(zone, what, cast(Map, figure), x, y))


def mark_looks(state: SessionState) -> list[MarkLook]:
    """What the map shows of each sub-area."""
    done, left_out = {record.zone for record in state.treated}, state.zones_left_out
    return [
        MarkLook(
            each.id, each.map, each.x, each.y, sub_area_of(each.id)[1], each.id in done, each.id == state.current,
            each.id in left_out,
        )
        for each in state.sub_areas.values()
    ]  # fmt: skip
