"""The line for a client's birthday, and beside it the day in words, so that none is taken for another."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLineEdit

from console.app.day_input import parse_day
from console.core.preparation import allow_birthday
from console.core.refusal import Refusal
from console.core.screening import age
from console.core.text.words import Words
from console.ui.kit.labels import label, mark
from console.ui.kit.local_formats import month_first


class BirthdayLine(QLineEdit):
    """`note` says which day it is, or when the line is left why it is none. `today` returns the present day."""

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words, self._say, self._today = words, partial(words.say, "clients"), today
        self._month_first = month_first()
        self._order = "-month" if self._month_first else ""
        self.note = label("", "small", wrap=True)
        self.setAccessibleName(self._say("born"))
        self.setPlaceholderText(self._say(f"born-hint{self._order}"))
        self.textChanged.connect(lambda: self.tell())
        self.editingFinished.connect(partial(self.tell, final=True))

    @property
    def iso(self) -> str | None:
        """The day as ISO text, "" where none stands there; None where what does is no birthday."""
        day = self._day()
        if day is None or self._refused(day):
            return None if self.text().strip() else ""
        return day.isoformat()

    def show_iso(self, born: str) -> None:
        self.setText(self._told(born))

    def refuse(self, text: str = "") -> None:
        """Say what is wrong and wait in the line; without a text that it is no birthday."""
        if text:
            self._show_note(f"⚠ {text}", "stop")
        else:
            self.tell(final=True)
        self.setFocus()

    def tell(self, final: bool = False) -> None:
        """Show the day in words; with `final` that it can't be read."""
        day = self._day()
        if day and (refused := self._refused(day)):
            self._show_note(f"⚠ {refused}", "stop")
        elif day:
            years = age(day.isoformat(), self._today())
            self._show_note(self._say("born-is", day=self._words.day(day), count=years), "ok")
        else:
            wrong = final and bool(self.text().strip())
            self._show_note(f"⚠ {self._say(f'born-not-day{self._order}')}" if wrong else "", "stop")

    def _show_note(self, text: str, tone: str) -> None:
        self.note.setText(text)
        mark(self.note, tone=tone)
        self.note.setVisible(bool(text))

    def _day(self) -> date | None:
        return parse_day(self.text(), self._words.months, self._month_first)

    def _refused(self, day: date) -> str:
        """Return why nobody can have been born then; "" where somebody can."""
        try:
            allow_birthday(day, self._today())
        except Refusal as refusal:
            return self._words.refusal(refusal)
        return ""

    def _told(self, born: str) -> str:
        return self._words.iso_day(born)
