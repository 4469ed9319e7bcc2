"""The fields for how long records are kept."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from console.app.erasure import set_retention
from console.app.number_input import parse_whole
from console.core.clinic_state import MOST_YEARS
from console.core.people import Operator
from console.ui.kit.fields import Field
from console.ui.kit.layouts import column
from console.ui.shell.model import Model


class RetentionFields(QWidget):
    """The years, and where that figure stands."""

    def __init__(self, model: Model, gap: int) -> None:
        """`gap` in pixels between the fields."""
        super().__init__()
        self._model = model
        say = partial(model.words.say, "erasing")
        self.years = Field(say("years"), say("years-hint"))
        self.source = Field(say("source"), say("source-hint"))
        self.setLayout(column(self.years, self.source, gap=gap))

    def job(self, by: Operator) -> Callable[[], object]:
        """Return what sets the period as typed, in this person's name; it refuses what is no number of years."""
        store, dependencies = self._model.open_clinic.store, self._model.dependencies
        years, source = parse_whole(self.years.text, MOST_YEARS) or 0, self.source.text
        return lambda: set_retention(store, dependencies.clock, dependencies.random, by, years, source)

    def clear(self) -> None:
        self.years.clear()
        self.source.clear()
