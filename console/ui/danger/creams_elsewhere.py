"""Whether another session put cream on the same client today: the danger card thinks of it too."""

from collections.abc import Callable

from console.app.earlier_creams import earlier_creams
from console.core.events import EarlierCream
from console.core.state import SessionState
from console.ui.shell.model import Model


def ask_elsewhere(model: Model, state: SessionState, found: Callable[[], object]) -> None:
    """Ask beside the engine; `found` is called where one did."""
    clinic, now = model.open_clinic, model.dependencies.clock.now()

    def fold(session: str) -> SessionState:
        return clinic.sessions.kept.fold(clinic.store.events(session))

    def came(creams: tuple[EarlierCream, ...]) -> None:
        if creams:
            found()

    model.read(lambda: earlier_creams(clinic.store, fold, state, now.utc_ms), came)
