"""The clinic's emergency number among the settings: for those who manage."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.app.emergency_number import emergency_number, set_emergency_number
from console.ui.kit.fields import Field
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model


class EmergencyNumberField(QWidget):
    """Shows and sets the number that the clinic keeps; one that was typed stays until it is kept or put away, either of
    which emits `kept`."""

    kept = Signal()

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model
        self.field = Field(self._say("emergency"), self._say("emergency-hint"))
        self.set_button = button(self._say("emergency-set"), self.keep)
        self.field.line.addWidget(self.set_button)
        self._warned = False
        self.field.edited.connect(self._forget_warning)
        self._confirmation = label("", "body", "ok", strong=True, wrap=True)
        self.setLayout(column(self.field, self._confirmation, gap=6))

    def show_number(self) -> None:
        """Show the number that is kept, where somebody who manages is signed in."""
        model = self._model
        managing = model.operator is not None and "manage" in model.operator.rights
        self.setVisible(managing)
        self._confirmation.hide()
        self.field.trouble.set_text("")
        self._warned = False
        if managing:
            store = model.open_clinic.store
            model.read(lambda: emergency_number(store), self._fill_in)

    def may_leave(self) -> bool:
        """Whether nothing that was typed is lost: it is said first, and put away at the second time."""
        if self.isHidden() or not self.field.edit.isModified():
            return True
        if not self._warned:
            self.field.refuse(self._say("emergency-unkept"))
        self.field.edit.setModified(not self._warned)
        self._warned = not self._warned
        if not self._warned:
            self.kept.emit()
        return not self._warned

    def _forget_warning(self) -> None:
        self._warned = False

    def _fill_in(self, number: str) -> None:
        """Show the number that was read, unless another is being typed."""
        if not self.field.edit.isModified():
            self.field.edit.setText(number)

    def keep(self) -> None:
        model, number = self._model, self.field.text
        by = model.operator
        if by is None:
            return
        store, dependencies = model.open_clinic.store, model.dependencies
        self.field.trouble.set_text("")
        attempt(
            model,
            lambda: set_emergency_number(store, dependencies.clock, dependencies.random, by, number),
            lambda _: self._confirm(number),
            self.field.refuse,
        )

    def _confirm(self, number: str) -> None:
        self.field.edit.setModified(self.field.text != number)
        if self.field.text == number:
            self.kept.emit()
        self._confirmation.setText(self._say("emergency-kept", number=" ".join(number.split())))
        self._confirmation.show()

    def _say(self, code: str, **facts: object) -> str:
        return self._model.words.say("window", code, **facts)
