"""Whether the screen locks by idle time while somebody needles too, as this window knows it."""

from typing import Protocol

from console.app.needling_lock import take_over_needling_lock
from console.ui.shell.model import Model


class NeedlingLockHost(Protocol):
    """What it asks of the shell."""

    model: Model

    @property
    def lock_needling(self) -> bool:
        """Whether an earlier program kept here that it does: until the clinic says so."""
        ...


class NeedlingLock:
    """`on` is what the clinic set; until it has said so, what this computer kept."""

    def __init__(self, host: NeedlingLockHost) -> None:
        self._host = host

    @property
    def on(self) -> bool:
        known = self._host.model.open_clinic.locks_needling
        return self._host.lock_needling if known is None else known

    def read(self) -> None:
        """Ask what the clinic set, or have it take over what this computer kept, by whoever is signed in."""
        model, kept = self._host.model, self._host.lock_needling
        here, by = model.open_clinic, model.operator
        assert by is not None

        def known(on: bool | None) -> None:
            here.locks_needling = on

        model.run(lambda: take_over_needling_lock(here.clinic, here.store, by, kept), known)
