"""The press that shows where a figure comes from, so that the figure itself stands there plainly."""

from collections.abc import Callable
from functools import partial

from console.ui.kit.choice import Choice
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.session.pane_context import PaneContext


def source_choice(context: PaneContext, title: str, text: str, back: Callable[[], object]) -> Choice:
    """Return the choice of a sheet that shows this text, from where one press leads `back` to the question."""
    again = Choice(context.say("where-from-back"), back)
    show = partial(context.prompt.ask, title, [again], text)
    return Choice(context.say("where-from"), show, "quiet", keyless=True)


class SourceButton(WrappedButton):
    """There only while there is something to show."""

    def __init__(self, context: PaneContext, code: str = "where-from") -> None:
        super().__init__(context.say(code), self._ask, "quiet")
        self._context, self._title, self._told = context, "", ""
        self.hide()

    def tell(self, title: str, *lines: str) -> None:
        """Show these lines on the sheet once it is pressed, under this title."""
        self._title, self._told = title, "\n".join(filter(None, lines))
        self.setVisible(bool(self._told))

    def _ask(self) -> None:
        self._context.prompt.ask(self._title, [], self._told)
