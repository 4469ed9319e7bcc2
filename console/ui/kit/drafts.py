"""What somebody typed and did not save: kept in memory for them alone, by the place where it was typed."""

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.core.people import Operator


class Place(Struct, frozen=True):
    """Where something is typed: the form, and whose it is, by id, where it is a client's or a session's."""

    form: str
    client: str = ""
    session: str = ""


class Draft(Struct, frozen=True):
    """What stands in a form by its fields, and what the form is called."""

    title: str
    values: Mapping[str, object]
    by_hand: bool = True
    """Whether somebody typed of it; what a scan filled in, or was only picked, is put back and told to nobody."""


class Drafts(QObject):
    """Own every draft. Nobody is shown one of somebody else's; secrets are never handed over to it.

    What was sent to be recorded stays a draft until it is recorded: it may be refused, or the disk fail.
    """

    left = Signal()
    """Nobody is at the screen now: whatever shows a draft lets go of it."""
    came = Signal()
    """Somebody is at the screen."""

    put_by = Signal(str)
    """A sheet was closed with something typed on it that is kept: what it asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._person: Operator | None = None
        self._kept: dict[tuple[str, Place], Draft] = {}
        self._names: dict[str, str] = {}
        self._sent: set[tuple[str, Place]] = set()

    def come(self, person: Operator) -> None:
        """Keep what is typed from now on for this person."""
        self._person = person
        self._names[person.id] = person.name
        self.came.emit()

    def leave(self) -> None:
        """The screen is locked; what is on its way to be recorded goes on."""
        self.left.emit()
        self._person = None

    def keep(self, place: Place, title: str, values: Mapping[str, object], by_hand: bool = True) -> None:
        """Keep what stands at this place; without values there is nothing to keep."""
        if self._person is None:
            return
        if values:
            self._kept[(self._person.id, place)] = Draft(title, dict(values), by_hand)
        else:
            self._kept.pop((self._person.id, place), None)

    def at(self, place: Place) -> Mapping[str, object]:
        """Return what whoever is at the screen typed there; empty where that is nothing."""
        found = self._kept.get((self._person.id, place)) if self._person else None
        return found.values if found else {}

    def by_hand(self, place: Place) -> bool:
        """Return whether whoever is at the screen typed of what stands there."""
        found = self._kept.get((self._person.id, place)) if self._person else None
        return found is not None and found.by_hand

    def places(self, form: str) -> list[Place]:
        """Return where in forms of this kind something stands of whoever is at the screen."""
        person = self._person.id if self._person else ""
        return [place for who, place in self._kept if who == person and place.form == form]

    def drop(self, place: Place) -> None:
        """Let go of it: it was saved, or thrown away."""
        self.keep(place, "", {})

    def send(self, place: Place) -> None:
        """It is on its way to be recorded."""
        if self._person is not None:
            self._sent.add((self._person.id, place))

    def arrived(self) -> None:
        """Let go of what was sent: it is recorded."""
        for each in self._sent:
            self._kept.pop(each, None)
        self._sent.clear()

    def stayed(self) -> None:
        """Keep what was sent: it was not recorded."""
        self._sent.clear()

    def forget_client(self, client: str) -> None:
        """Let go of whatever anybody typed about this client, by id."""
        self._kept = {key: draft for key, draft in self._kept.items() if key[1].client != client}

    def clear(self) -> None:
        """Let go of everything: everybody has signed out."""
        self._kept.clear()
        self._names.clear()
        self._sent.clear()
        self._person = None

    def titles(self, session: str | None = None) -> list[str]:
        """Return what the forms are called in which something stands of whoever is at the screen; of one session."""
        person = self._person.id if self._person else ""
        own = [(key[1], draft) for key, draft in self._kept.items() if key[0] == person and draft.by_hand]
        return list(dict.fromkeys(draft.title for place, draft in own if session in (None, place.session)))

    def counts(self) -> dict[str, int]:
        """Return at how many places each person has typed something, by name."""
        people = [person for (person, _), draft in self._kept.items() if draft.by_hand]
        return {self._names[each]: people.count(each) for each in dict.fromkeys(people)}
