"""Keeps what is typed into the fields of a page, which stays while others come to the screen."""

from collections.abc import Callable, Mapping
from functools import partial

from console.ui.kit.drafts import Drafts, Place
from console.ui.kit.fields import Field
from console.ui.kit.form_draft import is_typed, put_text


class PageDraft:
    """`show` puts back what whoever is here typed before, `hide` takes it off the page, `done` lets go of it.

    Of a field nothing is kept until somebody types in it; what the page fills in itself is no draft, nor is a field
    that says again what the page filled in.
    """

    def __init__(self, drafts: Drafts, title: str, fields: Mapping[str, Field], place: Callable[[], Place]) -> None:
        self._drafts, self._title, self._fields, self._place = drafts, title, fields, place
        self._shown: Place | None = None
        self._typed: set[str] = set()
        self._stood = {name: field.text for name, field in fields.items()}
        for name, field in fields.items():
            field.edit.textChanged.connect(partial(self._fill, name))
            field.edited.connect(partial(self._keep, name))

    def show(self, said: str) -> None:
        """Say at the first field that something was put back, where that is so."""
        place = self._place()
        found, stood = self._drafts.at(place), dict(self._stood)
        self._shown, self._typed = None, {name for name in self._fields if name in found}
        for name in self._typed:
            put_text(self._fields[name].edit, str(found[name]))
        self._shown, self._stood = place, stood
        for field in [each for name, each in self._fields.items() if name in found][:1]:
            field.trouble.set_text(said)

    def hide(self) -> None:
        """Undo brings nothing back: the page may be shown to somebody else next."""
        for name in self._typed:
            self._fields[name].edit.setText(self._stood[name])
            self._fields[name].trouble.set_text("")
        self._shown, self._typed = None, set()

    def done(self) -> None:
        """It was saved, or put away by whoever typed it."""
        if self._shown is not None:
            self._drafts.drop(self._shown)
        self._typed = set()

    def _fill(self, name: str, text: str) -> None:
        if not is_typed(self._fields[name].edit):
            self._stood[name] = text

    def _keep(self, name: str) -> None:
        if self._shown is None:
            return
        texts = {each: self._fields[each].text for each in {*self._typed, name}}
        self._typed = {each for each, text in texts.items() if text not in ("", self._stood[each])}
        self._drafts.keep(self._shown, self._title, {each: self._fields[each].text for each in self._typed})
