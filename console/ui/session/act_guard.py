"""Keeps a second press of the primary action from doing what the first one brought up."""

from console.ui.shell.model import Model

CHANGED_MS = 1_000
"""Milliseconds from a press that changed what kind of act the primary action is, in which the next one does nothing."""


class ActGuard:
    """Knows the last press of the primary action, until something else was done by hand."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._code, self._at_ms, self._proposals = "", 0, 0

    def lets(self, code: str) -> bool:
        """Whether a press now may do an act of this kind."""
        passed = self._now_ms() - self._at_ms
        other = not self._code or self._proposals != self._model.proposals
        return other or code == self._code or not 0 <= passed < CHANGED_MS

    def note(self, code: str) -> None:
        """Note that a press was made for an act of this kind."""
        self._code, self._at_ms, self._proposals = code, self._now_ms(), self._model.proposals

    def forget(self) -> None:
        """A digit, a choice or a touch elsewhere came between: whatever is pressed next is meant."""
        self._code = ""

    def _now_ms(self) -> int:
        return self._model.dependencies.clock.now().boot_ms
