"""The walk into the program: the first start, and signing in."""

from collections.abc import Iterator

from console.ui.kit.fields import Offer
from console.ui.people.new_passphrase import NewPassphrase
from console.ui.people.person_choice import PersonChoice
from console.ui.start.first_start import FirstStart
from tests.support.booth import CODE, Booth
from tests.support.numbers_read import read_all


def first_start(booth: Booth) -> Iterator[str]:
    """Up to the numbers that are read and adopted."""
    first = booth.one(FirstStart)
    yield "first-offers"
    first.rest(True)
    yield "first-example-being-made"
    first.rest(False)
    booth.one(Offer).click()
    first.primary()
    yield "first-names-missing"
    first.names.clinic.edit.setText("Skin & Co")
    first.names.person.edit.setText("Dr A. Osei")
    first.primary()
    yield "first-passphrase"
    first.passphrase.first.edit.setText("four plain words")
    first.passphrase.again.edit.setText("four plain word")
    first.primary()
    yield "first-passphrase-differs"
    first.passphrase.again.edit.setText("four plain words")
    first.primary()
    yield "first-code"
    first.primary()
    yield "first-code-typed"
    first.primary()
    yield "first-code-differs"
    first.code.code_field.edit.setText(CODE)
    first.primary()
    yield "first-safety"
    first.primary()
    yield "first-no-number"
    first.primary()
    booth.settle()
    yield "first-numbers"
    read = first.adoption
    read.view.edit("agents.lidocaine-4.remind_min")
    read.refuse("It can't stand beside the other numbers.")
    booth.settle()
    yield "first-number-set"
    read.view.close_editor()
    read_all(first)
    booth.settle()
    yield "first-numbers-read"


def signing_in(booth: Booth) -> Iterator[str]:
    booth.founded = True
    booth.console.begin()
    yield "sign-in"
    booth.press("Open")
    yield "sign-in-nothing-typed"
    booth.people("B. Öberg", "Konstantinos Papadopoulos-Wetherby of the Old Mill", "M. Manager")
    booth.store.by_code = True
    booth.console.begin(booth.store)
    booth.settle()
    yield "people"
    page = booth.one(PersonChoice)
    page.buttons[0].click()
    booth.settle()
    yield "new-passphrase"
    again = booth.one(NewPassphrase)
    again.new.first.edit.setText("short")
    again.primary()
    yield "new-passphrase-short"
    for field in (again.new.first, again.new.again):
        field.edit.setText("four plain words here")
    again.primary()
    booth.settle()
    assert booth.model.operator is not None


def signed_in(booth: Booth) -> Iterator[str]:
    """Straight to the home page."""
    booth.console.begin(booth.store)
    booth.settle()
    yield from ()
