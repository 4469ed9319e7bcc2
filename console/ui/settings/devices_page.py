"""The needling devices of the clinic with their depths, standing and sources, and a form for another one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from console.app.devices import add_device, change_holds, is_own
from console.core.protocol import Protocol
from console.core.protocol_parts import Device
from console.core.text.device_words import device_figures, device_held, device_standing, energy_warning
from console.ui.kit.card import Card, card_body
from console.ui.kit.choice import Choice
from console.ui.kit.drafts import Place
from console.ui.kit.fields import Field
from console.ui.kit.form_page import FormPage
from console.ui.kit.held_groups import HeldGroups
from console.ui.kit.labels import button, label
from console.ui.kit.later import later
from console.ui.kit.layouts import clear_layout, column, holder, row, section
from console.ui.kit.page_bar import in_turn
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

WIDE = 900


class DevicesPage(FormPage):
    """Shows the devices of the protocol, adds one, and changes what one of the clinic's own holds.

    Each adopts the protocol again under the name of whoever is signed in.
    """

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "devices")
        self._list = column(gap=10)
        self._groups: dict[str, str] = {}
        self._changed_id = self._added_id = ""
        names = ("label", "step", "least", "most", "source", "speed", "energy")
        self.fields = {name: Field(self.say(name), self.say(f"{name}-hint")) for name in names}
        self._keep_room_for_outcome()
        figures = holder(row(*(self.fields[name] for name in ("step", "least", "most")), gap=16))
        settings = holder(row(self.fields["speed"], self.fields["energy"], gap=16))
        self.holds = HeldGroups(self.say("holds"), self.say("holds-none"))
        another = section(
            self.say("another"), self.fields["label"], figures, self.fields["source"], settings, self.holds,
            self.trouble, size="large", gap=12,
        )  # fmt: skip
        shown = holder(self._list), self.outcome, another
        self.card = Card(theme, card_body(self.say("title"), self.say("lead"), *shown), WIDE)
        self.lay_out(self.card)
        self.prompt = Prompt(model.words, self.keys, model.drafts, model.lock_asked.emit)
        self.keep_typed(self.say("another"), self.fields, lambda: Place("device"))

    def load(self) -> None:
        """Show the devices of the protocol in force."""
        self.tell("")
        clinic = self.model.open_clinic.clinic
        self.run(lambda: clinic.protocol()[1], self._show)

    def begin(self) -> None:
        self.fields["label"].setFocus()

    @property
    def action(self) -> str:
        return self.say("adopt")

    def job(self) -> Callable[[], Device]:
        here, by = self.model.open_clinic, self.operator
        typed, held = [field.text for field in self.fields.values()], self.holds.chosen
        return lambda: add_device(here.clinic, here.store, by, *typed, holds=held)

    def finish(self, result: Device) -> None:
        for field in self.fields.values():
            field.edit.clear()
        self.holds.clear()
        self._added_id = result.id
        self.load()
        self.tell(self.say("added", name=result.label))

    def refuse(self, text: str) -> None:
        """Say what will not do, and stay in the field."""
        self.fail(text)

    def go_on(self) -> bool:
        """Go from field to field, whatever stands there, then to what it holds and to the button, which adds it."""
        focused, ticks = self.focusWidget(), list(self.holds.ticks.values())
        stops: list[QWidget] = [*(field.edit for field in self.fields.values()), *ticks[:1], self.foot.primary]
        if focused in ticks:
            self.foot.primary.setFocus()
        elif focused in stops[:-1]:
            stops[stops.index(focused) + 1].setFocus()
        else:
            return False
        if self.holds.isAncestorOf(self.focusWidget()):
            self.card.area.ensureWidgetVisible(self.holds)
        return True

    def _keep_room_for_outcome(self) -> None:
        """Let nothing move when it is said that a device was added."""
        policy = self.outcome.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.outcome.setSizePolicy(policy)

    def _show(self, protocol: Protocol) -> None:
        self._groups = {each.id: each.label for each in protocol.groups if each.of == "allergy"}
        self.holds.offer(self._groups, self.holds.chosen)
        clear_layout(self._list)
        for device in protocol.devices:
            told = (
                device_figures(self.words, device), *device_standing(self.words, device),
                device_held(self.words, protocol, device),
            )  # fmt: skip
            facts = [label(each, "small", "soft", wrap=True) for each in told if each]
            warning = energy_warning(self.words, protocol, device)
            facts += [label(warning, "small", "warn", wrap=True)] if warning else []
            told_of = column(label(device.label, strong=True, wrap=True), *facts, gap=2)
            own = [self._change_line(device)] if self._groups and is_own(device) else []
            made = holder(column(told_of, *own, gap=8))
            self._list.addWidget(made)
            if device.id == self._added_id:
                later(made, partial(self._reveal, made))
        self._changed_id = self._added_id = ""
        in_turn(self.fields["energy"].edit, *self.holds.ticks.values(), self.foot.back, self.foot.primary)

    def _reveal(self, made: QWidget) -> None:
        """Bring a device that was added into sight, with the line that says so."""
        self.card.area.ensureWidgetVisible(self.outcome)
        self.card.area.ensureWidgetVisible(made)

    def _change_line(self, device: Device) -> QWidget:
        """The way to change what it holds; of the one just changed it says so, where the finger was."""
        name, changed = self.say("holds-change-of", name=device.label), device.id == self._changed_id
        made = button(self.say("holds-change"), partial(self._ask_holds, device), name=name)
        line = row(made, *([label(self.say("holds-changed"), "body", "ok", strong=True, wrap=True)] if changed else []))
        line.addStretch(0 if changed else 1)
        if changed:
            line.setStretch(1, 1)
            later(made, partial(self._go_to, made))
        return holder(line)

    def _go_to(self, made: QWidget) -> None:
        made.setFocus()
        self.card.area.ensureWidgetVisible(made)

    def _ask_holds(self, device: Device) -> None:
        """What it holds, as it stands, to be ticked otherwise."""
        here, by = self.model.open_clinic, self.operator
        held = HeldGroups(self.say("holds"), self.say("holds-none"))
        held.offer(self._groups, [each.group for each in device.holds])

        def adopt() -> None:
            chosen = held.chosen
            self.work(lambda: change_holds(here.clinic, here.store, by, device.id, chosen), self._changed)

        choices = [Choice(self.action, adopt, "primary")]
        title, again = self.say("holds-title", name=device.label), partial(self._ask_holds, device)
        self.prompt.ask(title, choices, self.say("holds-long"), extra=held, again=again)

    def _changed(self, device: Device) -> None:
        self._changed_id = device.id
        self.load()
