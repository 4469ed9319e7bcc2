"""Puts right what was recorded of a product, of settings or of a mark's name, and takes out a mark made by mistake."""

from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtWidgets import QLineEdit, QWidget

from console.core.amendments import mark_called
from console.core.device_settings import settings_of
from console.core.event_rules import rules_of
from console.core.events import ProductKind, ProductUsed, SettingsSet, SubAreaTakenOut, Undone
from console.core.setup import device_at
from console.core.state import SessionState
from console.core.state_parts import Moment
from console.core.sub_areas import may_go
from console.core.text.setup_words import identifier_text
from console.ui.kit.choice import Choice
from console.ui.kit.labels import enlarge, label
from console.ui.kit.layouts import column, holder
from console.ui.kit.pick_list import PickList
from console.ui.session.amount_field import Amount, setting_amounts
from console.ui.session.amount_line import AmountLine
from console.ui.session.lot_form import Fields
from console.ui.session.pane_context import PaneContext
from console.ui.session.recorded_entry import RecordedEntry

MARKING = rules_of(SubAreaTakenOut("")).steps
PACK = ("use", "name", "lot", "expiry", "gtin", "serial", "mass_mg", "volume_ul", "needles", "length_um")


class EntryCorrections:
    """`any` is whether there is something; `ask` which it was, the newest first."""

    def __init__(self, context: PaneContext) -> None:
        self._context, self._say, self._words = context, context.say, context.words

    def any(self, state: SessionState) -> bool:
        return bool(self._choices(state))

    def ask(self) -> None:
        self._context.prompt.ask(self._say("correct-entry-which"), self._choices(self._state), columns=1)

    @property
    def _state(self) -> SessionState:
        state = self._context.model.session
        assert state is not None
        return state

    def _choices(self, state: SessionState) -> list[Choice]:
        found: list[tuple[Moment, str, Callable[[], object]]] = [
            (at, self._use(used), partial(self._ask_product, used, at)) for used, at in state.products
        ]
        for body, at in state.handling:
            if isinstance(body, SettingsSet):
                found.append((at, self._words.say("event", "settings-set"), partial(self._ask_settings, body, at)))
        found.sort(key=lambda each: each[0].t_ms, reverse=True)
        choices = [
            Choice(self._words.listed([self._words.clock_time(at.utc_ms), text]), then) for at, text, then in found
        ]
        marks = [each for each in state.sub_areas if may_go(state, each)] if state.kind in MARKING else []
        for mark in state.sub_areas:
            text = self._say("mark-name", mark=self._words.zone(state.protocol, mark))
            choices.append(Choice(text, partial(self._ask_name, mark)))
        for mark in marks:
            text = self._say("take-mark-out", mark=self._words.zone(state.protocol, mark))
            choices.append(Choice(text, partial(self._context.propose, SubAreaTakenOut(mark))))
        return choices

    def _use(self, used: ProductUsed) -> str:
        lot = self._say("lot-is", lot=used.lot) if used.lot else ""
        known = lot or identifier_text(self._words, used.gtin, used.serial)
        return self._words.pair(self._words.say("use", used.use), self._words.listed([used.name, known]))

    def _ask_product(self, used: ProductUsed, at: Moment) -> None:
        entry = RecordedEntry(self._context, at.event, {name: getattr(used, name) for name in PACK})
        more = "wrong-needles" if used.use == "cartridge" else "correct-amount"
        ask_more = self._ask_needles if used.use == "cartridge" else self._ask_amount
        choices = [
            Choice(self._say("wrong-lot"), entry.ask_lot),
            Choice(self._say("wrong-name"), partial(self._ask_called, used, entry)),
            Choice(self._say(more), partial(ask_more, used, entry)),
            Choice(self._say("not-used"), partial(self._context.propose, Undone(at.event)), "danger"),
        ]
        self._context.prompt.ask(self._say("correct-entry-how", entry=self._use(used)), choices)

    def _ask_called(self, used: ProductUsed, entry: RecordedEntry) -> None:
        """What it was, and what it is called."""
        uses, kind, name = get_args(ProductKind), PickList(), QLineEdit(used.name)
        kind.addItems([self._words.say("use", each) for each in uses])
        kind.setCurrentIndex(uses.index(used.use))
        parts = []
        for code, field in (("kind", kind), ("name", name)):
            field.setAccessibleName(self._say(code))
            parts.append(column(label(self._say(code), "small", "soft"), field, gap=2))
        enlarge(kind, name)

        def right() -> Fields:
            return {"use": uses[kind.currentIndex()], "name": name.text().strip() or used.name}

        again = partial(self._ask_called, used, entry)
        self._put_right("which-product", entry, holder(column(*parts, gap=8)), right, again)

    def _ask_amount(self, used: ProductUsed, entry: RecordedEntry) -> None:
        amount = AmountLine(self._words)
        amount.show_amount(used.mass_mg, used.volume_ul)

        def right() -> Fields:
            return {"mass_mg": amount.mg, "volume_ul": amount.ul}

        self._put_right("correct-amount-of", entry, amount, right, partial(self._ask_amount, used, entry))

    def _ask_name(self, mark: str) -> None:
        """What a scar, a patch or striae is called beside its kind and number."""
        stands = self._state.sub_areas[mark].name
        line = QLineEdit(stands)
        line.setAccessibleName(self._say("mark-called"))
        enlarge(line)
        event, fields = mark_called(self._state, mark, stands)
        entry = RecordedEntry(self._context, event, fields)
        called = self._words.zone(self._state.protocol, mark)
        form = holder(column(label(self._say("mark-called"), "small", "soft"), line, gap=2))

        def right() -> Fields:
            return mark_called(self._state, mark, line.text().strip())[1]

        self._put_right("mark-name-title", entry, form, right, partial(self._ask_name, mark), mark=called)

    def _ask_needles(self, used: ProductUsed, entry: RecordedEntry) -> None:
        needles = Amount(self._words, self._say("needles"), 1, lambda _: 1)
        length = Amount(self._words, self._say("needle-length"), 1000, lambda _: 100)
        needles.show_whole(used.needles)
        length.show_whole(used.length_um)
        form = holder(column(needles, length, gap=10))

        def right() -> Fields:
            return {"needles": needles.whole, "length_um": length.whole}

        self._put_right("which-needles", entry, form, right, partial(self._ask_needles, used, entry))

    def _ask_settings(self, body: SettingsSet, at: Moment) -> None:
        """What could be set on the device that was in hand then."""
        stands = {"speed_milli": body.speed_milli, "energy_milli": body.energy_milli}
        entry = RecordedEntry(self._context, at.event, stands)
        amounts = setting_amounts(self._words, settings_of(device_at(self._state, at.t_ms)))
        fields = {f"{setting}_milli": each for setting, each in amounts.items()}
        for name, each in fields.items():
            each.show_whole(stands[name])
        form = holder(column(*fields.values(), gap=10))
        gone = Choice(self._say("not-set"), partial(self._context.propose, Undone(at.event)), "danger")

        def right() -> Fields:
            return {name: each.whole for name, each in fields.items()}

        self._put_right("which-settings", entry, form, right, partial(self._ask_settings, body, at), gone)

    def _put_right(
        self, title: str, entry: RecordedEntry, form: QWidget, right: Callable[[], Fields],
        again: Callable[[], object], *more: Choice, **facts: str,
    ) -> None:  # fmt: skip
        save = Choice(self._say("correct-these"), partial(entry.correct_changed, right), "primary")
        place = f"{title} {entry.event}"
        self._context.prompt.ask(self._say(title, **facts), [save, *more], extra=form, place=place, again=again)
