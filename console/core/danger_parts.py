"""What a protocol says of dangers: the signs and measures of each, and what may be done and told at the danger card."""

from console.core.protocol_parts import Number, Part, Sign


class Emergency(Part, frozen=True):
    """One kind of danger: its signs, and what is done first, in order.

    after_cream_h  so many hours after cream went on this is thought of first
    of_cream       it comes from cream: without any it stands behind the others
    after_answer   the question that, answered with yes, keeps it before them
    """

    id: str
    label: str
    signs: tuple[Sign, ...]
    measures: tuple[Sign, ...]
    after_cream_h: Number = Number()
    of_cream: bool = False
    after_answer: str = ""


class Reading(Part, frozen=True):
    """A dose or a reading that is told of an action; `choices` are those of one press."""

    action: str
    unit: str
    choices: tuple[Number, ...] = ()


class Danger(Part, frozen=True):
    """The danger card: the first thing to do, the signs, the actions, one press each, and a card for each event."""

    first: str = ""
    signs: tuple[Sign, ...] = ()
    actions: tuple[str, ...] = ()
    events: tuple[Emergency, ...] = ()
    readings: tuple[Reading, ...] = ()

    def reading(self, action: str) -> Reading | None:
        """Return what is told of the action beside its time, None where nothing is."""
        return next((each for each in self.readings if each.action == action), None)
