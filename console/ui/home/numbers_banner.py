"""What is said on home while the program's file says something else than what the clinic adopted."""

from collections.abc import Callable

from console.app.protocol_offer import offer
from console.ui.kit.banner import Banner
from console.ui.shell.attempt import run_beside
from console.ui.shell.model import Model


class NumbersBanner(Banner):
    """Shown to who may adopt, while something else than what is in force waits to be read."""

    def __init__(self, model: Model, pressed: Callable[[], object]) -> None:
        super().__init__("low", "", model.words.say("adoption", "door"), pressed)
        self._model = model
        self._known: tuple[str, int] = ("", 0)
        """What was in force when the files were compared, and how many differences there were."""
        self.hide()

    def load(self) -> None:
        """Compare the files, once for each protocol that is in force; where that can't be done, nothing is said."""
        operator = self._model.operator
        if operator is None or "adopt" not in operator.rights:
            self.hide()
            return
        run_beside(self._model, self, self._differences, self._show, lambda _: None)

    def _differences(self) -> tuple[str, int]:
        store = self._model.open_clinic.store
        adopted = store.adoption()
        if adopted is None or adopted.digest == self._known[0]:
            return self._known
        return adopted.digest, len(offer(store, self._model.dependencies.protocol()).changes)

    def _show(self, found: tuple[str, int]) -> None:
        self._known = found
        if found[1]:
            self.set_text(self._model.words.say("adoption", "waiting", count=found[1]), "low")
        self.setVisible(bool(found[1]))
