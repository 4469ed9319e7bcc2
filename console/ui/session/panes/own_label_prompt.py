"""Asks what the cream's own label says, where the protocol's agent stands for many."""

from functools import partial

from msgspec.structs import replace

from console.core.events import CreamOn
from console.core.refusal import Refusal
from console.ui.kit.choice import Choice
from console.ui.kit.fields import Field
from console.ui.kit.labels import enlarge
from console.ui.kit.layouts import column, holder
from console.ui.session.pane_context import PaneContext

FIELDS = ("name", "strength", "own_label", "prescriber")


def label_wanted(body: CreamOn, refusal: Refusal) -> bool:
    """Whether it is asked: where it is missing, and where a sign in it can't be read, so that nothing typed is lost."""
    return refusal.code == "own-label-needed" or (bool(body.own_label) and refusal.code == "code-unreadable")


def ask_own_label(context: PaneContext, body: CreamOn, ago_ms: int, said: str) -> None:
    """Ask for name, strength, label and prescriber of the cream that was to go on, and propose it with them."""
    say = context.say
    fields = {name: Field(say(f"label-{name.replace('_', '-')}")) for name in FIELDS}
    for name, field in fields.items():
        enlarge(field.edit)
        field.edit.setText(getattr(body, name))

    def typed() -> dict[str, str]:
        return {name: field.text.strip() for name, field in fields.items()}

    def whole() -> bool:
        """Whether all are there; the first that is not is asked for."""
        missing = [name for name, text in typed().items() if not text]
        if missing:
            fields[missing[0]].refuse(say("label-missing"))
        return not missing

    take = Choice(say("cream-on"), lambda: context.propose(replace(body, **typed()), ago_ms), "primary", may=whole)
    form, again = holder(column(*fields.values(), gap=10)), partial(ask_own_label, context, body, ago_ms, said)
    context.prompt.ask(say("label-ask"), [take], said, extra=form, again=again)
