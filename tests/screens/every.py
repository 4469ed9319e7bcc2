"""The whole list of screens, and those on which a client is named."""

from tests.screens import keeping, locking, returning, stock_screens, treating, walk
from tests.screens.walk import Walk

WHOLE: tuple[Walk, ...] = (
    walk.first_start, walk.signing_in, locking.at_home, walk.nobody_yet, walk.clients, walk.prepare, treating.cleanse,
    treating.numbing, treating.needling, treating.ending, locking.in_session, returning.again, locking.another,
    locking.choosing_a_pin, walk.around, walk.people, keeping.checking, walk.devices, keeping.erasing, keeping.backups,
    stock_screens.stock, stock_screens.recall,
    walk.after_restart,
)  # fmt: skip
OF_A_CLIENT: tuple[Walk, ...] = (
    walk.signed_in, walk.nobody_yet, walk.clients, walk.prepare, treating.cleanse, treating.numbing, treating.needling,
    treating.ending, locking.in_session,
)  # fmt: skip
