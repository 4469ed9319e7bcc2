"""One entry of the record, put right field by field, all with the same reason."""

import json
from collections.abc import Callable
from functools import partial

from console.core.events import Corrected
from console.ui.kit.choice import Choice
from console.ui.session.lot_form import Fields, LotForm
from console.ui.session.pane_context import PaneContext


class RecordedEntry:
    """`stands` has what is recorded in the fields of the event that may be asked for."""

    def __init__(self, context: PaneContext, event: str, stands: Fields) -> None:
        self._context, self._say, self.event, self._stands = context, context.say, event, stands

    def correct(self, fields: Fields) -> None:
        """Why, and then they are put right, first what falls away."""

        def because(reason: str) -> None:
            for field, value in sorted(fields.items(), key=lambda each: each[1] is not None):
                self._context.propose(Corrected(self.event, field, json.dumps(value), reason))

        state = self._context.model.session
        assert state is not None
        choices = self._context.reason_choices(state.protocol.reason_texts("correction"), because)
        self._context.prompt.ask(self._say("correct-reason"), choices)

    def correct_changed(self, right: Callable[[], Fields]) -> None:
        """Those that are otherwise than they stand."""
        changed = {name: value for name, value in right().items() if value != self._stands[name]}
        if changed:
            self.correct(changed)

    def ask_lot(self) -> None:
        """Lot and expiry as they stand, typed anew."""
        form = LotForm(self._context, self._stands)
        save = Choice(self._say("correct-these"), partial(self.correct_changed, form.right), "primary", may=form.ready)
        title = self._say("correct-lot-title")
        self._context.prompt.ask(title, [save], extra=form, place=f"{title} {self.event}", again=self.ask_lot)
