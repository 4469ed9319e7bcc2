"""The number to call, large; where the clinic has set none, how to set it."""

from PySide6.QtWidgets import QWidget

from console.app.emergency_number import emergency_number
from console.ui.kit.free_place import BARE
from console.ui.kit.labels import label
from console.ui.kit.layouts import column, row
from console.ui.shell.model import Model


class EmergencyCall(QWidget):
    """`read` asks for the number; nothing is said of it until that is answered."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.setProperty(BARE, True)
        self._model = model
        self._call = label(model.words.say("danger", "call"), "large", strong=True)
        self._number = label("", "huge", strong=True, wrap=True)
        self._unset = label(model.words.say("danger", "no-number"), "body", "stop", strong=True, wrap=True)
        line = row(self._call, self._number)
        line.setStretch(1, 1)
        self.setLayout(column(line, self._unset, gap=2))
        for each in (self._call, self._number, self._unset):
            each.hide()

    def read(self) -> None:
        """Ask for the number as it is set now."""
        store = self._model.open_clinic.store
        self._model.read(lambda: emergency_number(store), self._show_number)

    def _show_number(self, number: str) -> None:
        self._number.setText(number)
        for each in (self._call, self._number):
            each.setVisible(bool(number))
        self._unset.setVisible(not number)
