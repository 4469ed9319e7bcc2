"""Which store it is: the same in each of its parts."""

from typing import Protocol as Interface

from console.app.ports.faults import StoreError, StoreKind


class StoreIdentity(Interface):
    """What every part of a store knows of it.

    kind     what it is for: a clinic's own, the example, a rehearsal
    viewing  nothing can be written there: it is shown, and every method that writes is refused with `viewing_error`
    """

    kind: StoreKind
    viewing: bool

    @property
    def viewing_error(self) -> StoreError:
        """Return why it is only shown: "viewing", or "viewing-full" where the disk was full when it was opened."""
        ...

    @property
    def identity(self) -> str:
        """Return which store this is, 32 hexadecimal digits, the same in its backups."""
        ...
