"""What is typed on a sheet, from when it is asked until it is recorded, put away or thrown away."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from console.ui.kit.drafts import Drafts, Place
from console.ui.kit.form_draft import FormDraft, takes_something


def nobodys() -> tuple[str, str]:
    """What a sheet asks that is of no client and no session."""
    return "", ""


class SheetDraft:
    """One for each sheet; `whose` returns the ids of the client and the session that it asks about."""

    def __init__(self, drafts: Drafts | None) -> None:
        self._drafts = drafts
        self.whose: Callable[[], tuple[str, str]] = nobodys
        self.waits = False
        """Whether what is chosen is sent, and recorded later; else it is done with."""
        self._place: Place | None = None
        self._form: FormDraft | None = None
        self._chosen: Place | None = None
        self._closes = False
        self._title = ""
        self._again: Callable[[], object] | None = None
        self._left: Callable[[], object] | None = None

    def take_up(
        self, title: str, place: str, form: QWidget | None, again: Callable[[], object] | None = None
    ) -> bool:  # fmt: skip
        """Keep what is typed into the form; return whether something stood there before, which is put back.

        `again` asks it once more, as `come_back` does."""
        self._place, self._title, self._again = None, title.rstrip(" …"), again
        if self._drafts is None or form is None or not takes_something(form):
            return False
        self._place = Place(place, *self.whose())
        self._form = FormDraft(self._drafts, form, self._place, self._title)
        return self._form.found

    def choose(self) -> None:
        """Something was chosen: what was typed goes where that leads."""
        place, self._place = self._place, None
        if place is not None and self._form is not None:
            self._form.keep()
        self._form = None
        self._chosen, self._closes = place, True
        if self._drafts is None or place is None:
            return
        if self.waits:
            self._drafts.send(place)
        else:
            self._drafts.drop(place)

    def throw_away(self) -> None:
        """Nobody wants what was typed on the sheet that was chosen from last."""
        if self._drafts is not None and self._chosen is not None:
            self._drafts.drop(self._chosen)

    def put_away(self, quietly: bool = False) -> None:
        """The sheet closes; where nothing was chosen, have it said that what is typed there is kept.

        What nobody typed, but scanned or ticked, is kept at the lock alone, `quietly`."""
        place, self._place = self._place, None
        chosen, self._closes = self._closes, False
        if self._drafts is None:
            return
        if place is not None and self._form is not None and isValid(self._form):
            self._form.keep()
        self._form = None
        if quietly:
            self._left = self._again if place is not None and self._drafts.at(place) else None
        if chosen:
            return
        self._drafts.stayed()
        if place is None or quietly:
            return
        if self._drafts.by_hand(place):
            self._drafts.put_by.emit(self._title)
        else:
            self._drafts.drop(place)

    def come_back(self, same: bool) -> None:
        """Ask the `same` person once more what stood open with something typed when it was put away quietly."""
        left, self._left = self._left, None
        if same and left is not None:
            left()
