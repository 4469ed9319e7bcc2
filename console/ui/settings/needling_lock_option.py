"""Whether the screen locks while somebody needles too, among the settings: for those who manage."""

from collections.abc import Callable

from console.app.needling_lock import needling_lock, set_needling_lock
from console.ui.settings.options import Options
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model


class NeedlingLockOption(Options):
    """Shows and sets what the clinic keeps; `failed` gets what stood in the way."""

    def __init__(self, model: Model, failed: Callable[[str], object]) -> None:
        say = model.words.say
        super().__init__(say("lock", "idle-needling"), [(True, say("start", "on")), (False, say("start", "off"))])
        self._model, self._failed = model, failed
        self.chosen.connect(self._set)

    def show_setting(self) -> None:
        """Show what is kept, where somebody who manages is signed in."""
        model = self._model
        managing = model.operator is not None and "manage" in model.operator.rights
        self.setVisible(managing)
        if managing:
            store = model.open_clinic.store
            model.read(lambda: needling_lock(store), lambda on: self.show_value(bool(on)))

    def _set(self, on: bool) -> None:
        here, by = self._model.open_clinic, self._model.operator
        if by is None or bool(here.locks_needling) == on:
            return

        def done(_: None) -> None:
            here.locks_needling = on
            self.show_value(on)

        attempt(self._model, lambda: set_needling_lock(here.clinic, here.store, by, on), done, self._failed)
