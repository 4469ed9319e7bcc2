"""The whole list of screens, and those on which a client is named."""

from tests.screens import treating, walk
from tests.screens.walk import Walk

WHOLE: tuple[Walk, ...] = (
    walk.first_start, walk.signing_in, walk.nobody_yet, walk.clients, walk.prepare, treating.cleanse, treating.numbing,
    treating.needling, treating.ending, walk.around, walk.people, walk.checking, walk.erasing, walk.backups,
    walk.after_restart,
)  # fmt: skip
OF_A_CLIENT: tuple[Walk, ...] = (
    walk.signed_in, walk.nobody_yet, walk.clients, walk.prepare, treating.cleanse, treating.numbing, treating.needling,
    treating.ending,
)  # fmt: skip
