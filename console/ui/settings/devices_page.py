"""The needling devices of the clinic with their depths and sources, and a form for another one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.app.devices import add_device
from console.core.protocol import Protocol
from console.core.protocol_parts import Device
from console.ui.kit.fields import Field, Trouble
from console.ui.kit.labels import label
from console.ui.kit.layouts import clear_layout, column, holder, row
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page, titled
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

WIDE = 900


class DevicesPage(QWidget):
    """Adding one adopts the protocol anew, under the name of whoever is signed in."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "devices")
        self._list = column(gap=10)
        names = ("label", "step", "least", "most", "source")
        self.fields = {name: Field(self._say(name), self._say(f"{name}-hint")) for name in names}
        self.trouble = Trouble()
        self.said = label("", "body", "ok", strong=True, wrap=True)
        figures = holder(row(*(self.fields[name] for name in ("step", "least", "most")), gap=16))
        asked = column(
            label(self._say("another"), "large", strong=True),
            self.fields["label"], figures, self.fields["source"], self.trouble, self.said, gap=12,
        )  # fmt: skip
        inner = titled(self._say("title"), self._say("lead"), holder(self._list), holder(asked))
        self.sheet = Sheet(theme, inner, WIDE)
        self.foot = Foot(self._say("back"), self.closed.emit, self.primary)
        self.foot.show_primary(self._say("adopt"))
        page(self, head(model.words.say("window", "title")), self.sheet, self.foot)
        enter(self, self._entered)
        on_key(self, "Esc", self.closed.emit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.said.setText("")
        self.show_all()
        self.fields["label"].setFocus()

    def show_all(self) -> None:
        """The devices of the protocol in force."""
        clinic = self._model.open_clinic.clinic
        attempt(self._model, lambda: clinic.protocol()[1], self._came, self.trouble.set_text)

    def primary(self) -> None:
        by, clinic = self._model.operator, self._model.open_clinic.clinic
        if by is None:
            return
        self.trouble.set_text("")
        self.said.setText("")
        typed = [field.text for field in self.fields.values()]
        attempt(self._model, lambda: add_device(clinic, by, *typed), self._added, self.trouble.set_text)

    def _came(self, protocol: Protocol) -> None:
        clear_layout(self._list)
        for device in protocol.devices:
            told = label(self._told(device), "small", "soft", wrap=True)
            self._list.addWidget(holder(column(label(device.label, strong=True, wrap=True), told, gap=2)))

    def _told(self, device: Device) -> str:
        number = self._model.words.number
        step, least, most = (number(each.value or 0, 3) for each in (device.step_mm, device.min_mm, device.max_mm))
        return self._say("device", step=step, least=least, most=most, source=device.max_mm.source)

    def _added(self, device: Device) -> None:
        for field in self.fields.values():
            field.edit.clear()
        self.said.setText(self._say("added", name=device.label))
        self.show_all()

    def _entered(self) -> None:
        """From field to field; after the last one it is added."""
        fields, focused = [field.edit for field in self.fields.values()], self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif focused in fields[:-1]:
            fields[fields.index(focused) + 1].setFocus()
        else:
            self.primary()
