"""Changes what is in hand: device, serial number, cartridge, settings, and what lies on the skin under the passes."""

from functools import partial

from console.core.device_settings import settings_of
from console.core.events import DeviceChosen, ProductOff, SettingsSet
from console.core.setup import UNDER, setup_now
from console.core.setup_shares import BarePasses, bare_passes
from console.core.state import SessionState
from console.core.state_parts import Setup
from console.core.text.setup_words import cartridge_text, device_text, settings_text, under_text
from console.ui.kit.choice import Choice
from console.ui.kit.fields import Field
from console.ui.kit.labels import enlarge
from console.ui.kit.layouts import column, holder
from console.ui.session.amount_field import setting_amounts
from console.ui.session.on_hand import offer_products
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.plan_prompts import choose_device
from console.ui.session.product_form import ProductForm


class SetupPrompts:
    """`ask` is the key and the button of the needling step: what has changed?"""

    def __init__(self, context: PaneContext) -> None:
        self._context, self._say, self._words = context, context.say, context.words

    @property
    def _state(self) -> SessionState:
        state = self._context.model.session
        assert state is not None
        return state

    def ask(self) -> None:
        """One press for each thing that can be in hand, with what is there now."""
        state, now = self._state, setup_now(self._state)
        if not state.device:
            choose_device(self._context)
            return
        device = device_text(self._words, state.protocol, Setup(now.device))
        choices = [
            Choice(self._say("setup-device", now=device), partial(choose_device, self._context)),
            Choice(self._say("setup-cartridge", now=cartridge_text(self._words, now.cartridge)), self.ask_cartridge),
            Choice(self._say("setup-under", now=under_text(self._words, now.under)), self.ask_under),
            Choice(self._say("setup-serial", now=now.serial or self._words.say("format", "none")), self._ask_serial),
        ]
        if settings_of(state):
            told = settings_text(self._words, state.protocol, now) or self._words.say("format", "none")
            choices.append(Choice(self._say("setup-settings", now=told), self._ask_settings))
        self._context.prompt.ask(self._say("setup-what"), choices, self._say("setup-what-long"), columns=1)

    def ask_cartridge(self, bare: BarePasses | None = None) -> None:
        """The cartridge from now on; or that which was in the device since its first pass without one."""
        state = self._state
        mine = [each for each in bare_passes(state) if (each.device, each.serial) == (state.device, state.serial)]
        of = bare or next(iter(mine), None)
        form = ProductForm(self._context, ("cartridge",))
        if of is None:
            choices = [form.choice("cartridge-now"), self._shelf()]
            self._context.prompt.ask(self._say("which-cartridge"), choices, extra=form, again=self.ask_cartridge)
            return
        since_t, time = of.since_t, self._words.clock_time(of.since_utc_ms)
        place = {"device": of.device, "device_serial": of.serial}
        choices = [form.choice("cartridge-since", ago_ms=lambda: self._context.model.now_t() - since_t, **place)]
        choices += [form.choice("cartridge-now", "plain")] if of in mine and bare is None else []
        said = self._say("cartridge-since-long", device=state.protocol.device[of.device].label, time=time)
        self._context.prompt.ask(
            self._say("which-cartridge"), choices, said, form, again=partial(self.ask_cartridge, bare)
        )

    def ask_under(self) -> None:
        """What lies there from now on: another product, or nothing."""
        now = setup_now(self._state)
        choices = [Choice(self._say("under-new"), self._ask_product), self._shelf()]
        if now.under:
            choices.append(Choice(self._say("under-nothing"), partial(self._context.propose, ProductOff())))
        self._context.prompt.ask(self._say("which-under"), choices, under_text(self._words, now.under), columns=1)

    def _ask_product(self) -> None:
        form, under = ProductForm(self._context, UNDER), setup_now(self._state).under
        choices = [form.choice("under-now" if under else "under-first")]
        choices += [form.choice("under-beside", "plain", beside=True)] if under else []
        said = self._say("under-there", there=under_text(self._words, under)) if under else ""
        self._context.prompt.ask(self._say("which-under"), choices, said, form, again=self._ask_product)

    def _shelf(self) -> Choice:
        return Choice(self._words.say("stock", "from-stock"), partial(offer_products, self._context))

    def _ask_serial(self) -> None:
        state, field = self._state, Field(self._say("device-serial"))
        enlarge(field.edit)
        field.edit.setText(state.serial)

        def record() -> None:
            self._context.propose(DeviceChosen(state.device, field.text.strip()))

        label = state.protocol.device[state.device].label
        save = Choice(self._say("record-product"), record, "primary")
        self._context.prompt.ask(label, [save], extra=field, again=self._ask_serial)

    def _ask_settings(self) -> None:
        fields = setting_amounts(self._words, settings_of(self._state))

        def record() -> None:
            stated = {name: field.whole for name, field in fields.items()}
            self._context.propose(SettingsSet(stated.get("speed"), stated.get("energy")))

        form = holder(column(*fields.values(), gap=10))
        take = Choice(self._say("record-product"), record, "primary")
        self._context.prompt.ask(self._say("which-settings"), [take], extra=form, again=self._ask_settings)
