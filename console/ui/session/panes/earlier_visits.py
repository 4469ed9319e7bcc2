"""The earlier visits of the client in hand: asked for once a session, beside the work."""

from collections.abc import Callable

from console.app.visits import earlier_visits
from console.core.events import PlannedZone
from console.core.state import SessionState
from console.core.visits import ZoneVisit, differences, plan_as_done, visits_of_zone
from console.ui.session.pane_context import PaneContext


class EarlierVisits:
    """`came` is called when they are there, where that session is still in hand."""

    def __init__(self, context: PaneContext, came: Callable[[SessionState], object]) -> None:
        self._context, self._came = context, came
        self._of = ""
        self._visits: tuple[tuple[ZoneVisit, ...], ...] = ()

    def ask(self, state: SessionState) -> None:
        """Once for each session."""
        if state.id == self._of:
            return
        model = self._context.model
        self._of, self._visits = state.id, ()
        asked, client, clinic = state.id, state.client, model.open_clinic

        def came(visits: tuple[tuple[ZoneVisit, ...], ...]) -> None:
            if asked == self._of and model.session and model.session.id == asked:
                self._visits = visits
                self._came(model.session)

        model.read(lambda: earlier_visits(clinic.store, clinic.sessions.kept.fold, client, asked), came)

    @property
    def last(self) -> dict[str, PlannedZone]:
        """What was done at the last visit, by zone."""
        return {each.zone: each for each in plan_as_done(self._visits[0])} if self._visits else {}

    def of_zone(self, zone: str) -> tuple[ZoneVisit, ...]:
        """The latest first."""
        return visits_of_zone((each for visit in self._visits for each in visit), zone)

    def differing(self, state: SessionState) -> dict[str, str]:
        """Where a plan taken over from the last visit is not what was done then, in words, by zone."""
        if state.plan_source != "last":
            return {}
        words, said = self._context.words, {}
        for each in differences(state, tuple(self.last.values())):
            then, now = each.then or PlannedZone(each.zone), each.now or PlannedZone(each.zone)
            said[each.zone] = self._context.say(
                f"differs-{each.kind}",
                zone=words.zone(state.protocol, each.zone),
                then=words.mm(then.depth_um),
                now=words.mm(now.depth_um),
                count=now.passes or 0,
                before=then.passes or 0,
                limit=self._context.say(f"differs-by-{each.limit.by}", depth=words.mm(each.limit.um))
                if each.limit
                else "",
            )
        return said
