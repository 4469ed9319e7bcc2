"""The whole list of screens, and those on which a client is named."""

from tests.screens import adopting, entering, keeping, locking, returning, stock_screens, treating, under_cream, walk
from tests.screens.walk import Walk

WHOLE: tuple[Walk, ...] = (
    entering.first_start, entering.signing_in, locking.at_home, walk.nobody_yet, walk.clients, walk.prepare,
    treating.cleanse, under_cream.numbing, treating.needling, treating.ending, locking.in_session, returning.again,
    locking.another, locking.choosing_a_pin, walk.around, walk.people, keeping.checking, walk.devices, adopting.numbers,
    keeping.erasing,    keeping.backups, stock_screens.stock, stock_screens.recall, walk.after_restart,
)  # fmt: skip
OF_A_CLIENT: tuple[Walk, ...] = (
    entering.signed_in, walk.nobody_yet, walk.clients, walk.prepare, treating.cleanse, under_cream.numbing,
    treating.needling, treating.ending, locking.in_session,
)  # fmt: skip
