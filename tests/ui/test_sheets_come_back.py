"""A sheet that stood open with something entered at the lock is asked again of the same person alone, as it was."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from console.core.events import ProductUsed
from console.core.people import Operator
from console.core.state_parts import Moment
from console.exchange.contents import Udi
from console.ui.clients.clients_page import ClientsPage
from console.ui.kit.fields import Tick
from console.ui.kit.prompt import Prompt
from console.ui.session.amount_field import Amount
from console.ui.session.cover_choice import CoverChoice
from console.ui.session.cream_corrections import CreamCorrections
from console.ui.session.entry_corrections import EntryCorrections
from console.ui.session.minutes_pad import MinutesPad
from console.ui.session.panes.prescriber_prompt import _type
from console.ui.session.product_form import ProductForm
from console.ui.session.product_list import ask_product
from console.ui.session.setup_prompts import SetupPrompts
from console.ui.session.when_prompt import ask_when
from console.ui.shell import routes
from tests.support.lock_rooms import Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PACK = Udi("04012345678901", "AB12", "2027-06-30", serial="S9")
Enter = Callable[[QWidget], object]
Read = Callable[[QWidget], object]


def away_and_back(hands: Hands, person: Operator) -> None:
    hands.console.lock.lock()
    hands.settle()
    hands.console.lock.unlock(person)
    hands.settle()


def one(form: QWidget, kind: type[QWidget]) -> QWidget:
    return form if isinstance(form, kind) else form.findChildren(kind)[0]


def form_of(prompt: Prompt) -> QWidget | None:
    return prompt.form


def first_line(form: QWidget) -> QLineEdit:
    line = one(form, QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def type_text(form: QWidget) -> None:
    QTest.keyClicks(first_line(form), "7")


def text(form: QWidget) -> str:
    return first_line(form).text()


def tick(form: QWidget) -> None:
    form.findChildren(Tick)[-1].click()


def ticks(form: QWidget) -> list[bool]:
    return [each.isChecked() for each in form.findChildren(Tick)]


def product(form: QWidget) -> list[str]:
    assert isinstance(form, ProductForm)
    return [form._name.text(), form._pack.lot.text(), form._pack.code, form._pack.serial]


def corrected(form: QWidget) -> list[object]:
    cover = one(form, CoverChoice)
    assert isinstance(cover, CoverChoice)
    return [cover.value, *(each.whole for each in form.findChildren(Amount))]


def change_amount(form: QWidget) -> None:
    form.findChildren(Amount)[1].shift(1)
    form.findChildren(CoverChoice)[0]._press(True)


def minutes(form: QWidget) -> int:
    pad = one(form, MinutesPad)
    assert isinstance(pad, MinutesPad)
    return pad.minutes


def tell_minutes(form: QWidget) -> None:
    pad = one(form, MinutesPad)
    assert isinstance(pad, MinutesPad)
    pad.show_minutes(37)


def sheets(hands: Hands) -> dict[str, tuple[Callable[[], object], Enter, Read]]:
    context, state = hands.page.context, hands.state
    cream, (used, at) = state.applications[0], state.products[0]
    creams, entries, setup = CreamCorrections(context), EntryCorrections(context), SetupPrompts(context)
    typed = type_text, text
    return {
        "a product": (lambda: ask_product(context), *typed),
        "a product that was scanned": (lambda: ask_product(context, PACK), lambda form: None, product),
        "the amount of a cream": (lambda: creams.ask_amount(cream), change_amount, corrected),
        "the zones of a cream": (lambda: creams._ask_zones(cream), tick, ticks),
        "the time of a cream": (lambda: creams._ask_shift(cream.on, "correct-on"), tell_minutes, minutes),
        "the pack of a cream": (creams._entry(cream).ask_lot, *typed),
        "a time": (lambda: ask_when(context, "When?", "Then", print), tell_minutes, minutes),
        "who prescribed": (lambda: _type(context, print), *typed),
        "a serial number": (setup._ask_serial, *typed),
        "a cartridge": (setup.ask_cartridge, *typed),
        "what lies on the skin": (setup._ask_product, *typed),
        "what a product is called": (lambda: called(entries, used, at), *typed),
    }


def called(entries: EntryCorrections, used: ProductUsed, at: Moment) -> None:
    entries._ask_product(used, at)
    entries._context.prompt.press(1)


def test_every_sheet_of_a_session_comes_back_as_it_was_and_to_nobody_else(hands: Hands) -> None:
    hands.cream()
    hands.act(ProductUsed("serum", "Hyalu", "CD34"))
    prompt = hands.page.prompt
    for name, (ask, enter, read) in sheets(hands).items():
        ask()
        assert prompt.form is not None, name
        enter(prompt.form)
        entered, asked = read(prompt.form), prompt.title
        away_and_back(hands, hands.osei)
        assert prompt.form is not None, name
        assert (prompt.title, read(prompt.form)) == (asked, entered), name
        away_and_back(hands, hands.lind)
        assert form_of(prompt) is None, name
        hands.console.lock.lock()
        hands.console.lock.unlock(hands.osei)
        hands.model.choose(hands.model.open_sessions[0].id)
        hands.settle()
        if not prompt.isHidden():
            prompt.close_sheet()
        hands.model.drafts.clear()
        hands.model.drafts.come(hands.osei)


def test_what_an_entry_touches_comes_back_to_the_form_of_its_client(hands: Hands) -> None:
    client = hands.clinic.add_client(hands.client_profile)
    routes.show_clients(hands.console)
    hands.settle()
    page = hands.one(ClientsPage)
    page.choose(client)
    page.edit_client()
    hands.settle()
    page.form.entries[0].lines[-1].edit.setText("lidocaine")
    page._ask_details(page.form.entries[0].lines[-2])
    prompt: Prompt = page.prompt
    assert prompt.form is not None
    tick(prompt.form)
    type_text(prompt.form)
    entered = ticks(prompt.form), text(prompt.form)
    away_and_back(hands, hands.osei)
    assert prompt.form is not None
    assert (ticks(prompt.form), text(prompt.form)) == entered
    away_and_back(hands, hands.lind)
    assert prompt.form is None
