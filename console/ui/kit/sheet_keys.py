"""How keys go about a sheet: from field to field, from choice to choice, round about."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from console.ui.kit.prompt_card import PromptCard
from console.ui.kit.prompt_fields import controls_in


class SheetKeys:
    """Owns where the focus goes on a sheet. On a form that is typed into, keys that choose are letters."""

    def __init__(self, sheet: QWidget, card: PromptCard, away: QPushButton, lock: QPushButton) -> None:
        """`away` is the way out; `lock` stands beside it."""
        self._sheet, self._card, self._away, self._lock = sheet, card, away, lock
        self._buttons: Sequence[QPushButton] = ()
        self.typed_form: QWidget | None = None
        """The form, where text is typed into it."""

    def begin(self, buttons: Sequence[QPushButton], typed_form: QWidget | None) -> None:
        """Go about these choices and this form from now on."""
        self._buttons, self.typed_form = buttons, typed_form

    @property
    def typing(self) -> bool:
        """Whether the focus is in a form that text is typed into."""
        return self.typed_form is not None and self.typed_form.isAncestorOf(self._sheet.focusWidget())

    @property
    def stops(self) -> list[QWidget]:
        """Return what can be typed into or ticked, the choices, and the way out: as they are read."""
        every = (*controls_in(self._card.form), *self._buttons, self._lock, self._away)
        return [each for each in every if each.isVisible() and each.isEnabled()]

    def tab(self, forward: bool) -> None:
        """Go from the last control to the first."""
        stops = self.stops
        if not stops:
            return
        focused = self._sheet.focusWidget()
        at = next((at for at, each in enumerate(stops) if each is focused or each.isAncestorOf(focused)), -1)
        if at < 0 and not forward:
            at = 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        self._go(stops[(at + (1 if forward else -1)) % len(stops)], reason)

    def click(self) -> None:
        """Press what has the focus."""
        focused = self._sheet.focusWidget()
        if not self.typing and isinstance(focused, QPushButton):
            focused.click()

    def enter(self, record: Callable[[], object]) -> None:
        """Press what has the focus; in a form go on to the next field, and from the last one record."""
        if not self.typing:
            self.click()
            return
        stops = self.stops
        then = stops[stops.index(self._sheet.focusWidget()) + 1]
        if then in self._buttons:
            record()
        else:
            self._go(then)

    def step(self, by: int) -> None:
        """Go up or down."""
        if self.typing or (self.typed_form is not None and self._sheet.hasFocus()):
            self.tab(by > 0)
        else:
            self.move(by)

    def move(self, by: int) -> None:
        """Go on to the next choice, round about."""
        if self.typing:
            return
        every = [*self._buttons, self._away]
        focused = self._sheet.focusWidget()
        at = every.index(focused) if isinstance(focused, QPushButton) and focused in every else (-1 if by > 0 else 0)
        every[(at + by) % len(every)].setFocus(Qt.FocusReason.TabFocusReason)

    def _go(self, to: QWidget, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        to.setFocus(reason)
        self._card.reveal(to)
