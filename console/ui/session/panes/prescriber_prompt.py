"""Asking who prescribed more than the label says: the people as choices, or a name that is typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from console.core.people import Operator
from console.ui.kit.choice import Choice
from console.ui.kit.labels import enlarge
from console.ui.session.pane_context import PaneContext

Named = Callable[[str], object]


def ask_prescriber(context: PaneContext, named: Named, said: str = "") -> None:
    """Everybody who treats here, then another name, then who else was named in this session."""
    context.model.read(context.model.open_clinic.store.people, partial(_ask, context, said, named))


def _ask(context: PaneContext, said: str, named: Named, people: list[Operator]) -> None:
    state = context.model.session
    if state is None or not context.prompt.isHidden():
        return
    before = [each.prescriber for each in state.applications if each.prescriber]
    able = [each.name for each in people if "treat" in each.rights]
    choices = [Choice(name, partial(named, name)) for name in dict.fromkeys([*able, *before])]
    choices.insert(len(able), Choice(context.say("prescriber-other"), partial(_type, context, named)))
    context.prompt.ask(context.say("prescriber-ask"), choices, said or context.say("prescriber-long"))


def _type(context: PaneContext, named: Named) -> None:
    field = QLineEdit()
    enlarge(field)
    field.setAccessibleName(context.say("prescriber"))

    def typed() -> str:
        return field.text().strip()

    take = Choice(context.say("prescriber-take"), lambda: named(typed()), "primary", may=lambda: bool(typed()))
    again = partial(_type, context, named)
    context.prompt.ask(context.say("prescriber-ask"), [take], context.say("prescriber"), extra=field, again=again)
