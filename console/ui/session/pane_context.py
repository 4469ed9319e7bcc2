"""What panes and parts of the session page are given: the model, the theme, the bell, and the sheet to ask on."""

from collections.abc import Callable, Container, Iterable
from functools import partial

from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit

from console.core.events import SessionBody
from console.core.protocol_parts import Situation
from console.ui.alarms.bell import Bell
from console.ui.kit.choice import Choice
from console.ui.kit.digit_lines import DigitLines
from console.ui.kit.labels import enlarge
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model


class PaneContext:
    """Speaks to the engine, and asks for reasons."""

    def __init__(self, model: Model, theme: Theme, prompt: Prompt, bell: Bell) -> None:
        self.model, self.theme, self.prompt, self.words, self.bell = model, theme, prompt, model.words, bell
        self.tell: Callable[[str], object] = lambda _: None
        """Says something beside the primary action for a while."""
        self.lines = DigitLines(model.dependencies.clock, self._tell_line)

    def say(self, code: str, **facts: object) -> str:
        return self.words.say("window", code, **facts)

    @property
    def digits_left(self) -> str:
        """What is said of digits that did nothing, since their lines were out of sight; "" where there are none."""
        left = self.lines.left
        if len(left) == 1 and not self.theme.large:
            return self.say("line-brought", line=left[0])
        keys = (name.split(". ")[0] if ". " in name[:3] else name for name in left)
        return self.say("lines-brought", keys=self.words.listed(keys)) if left else ""

    def _tell_line(self, _: str) -> None:
        self.tell(self.digits_left)

    def propose(self, body: SessionBody, ago_ms: int = 0) -> None:
        self.model.propose(body, ago_ms)

    def ask_reason(
        self, title: str, situation: Situation, given: "type[SessionBody]", said: str = "", **facts: object
    ) -> None:
        """One press from the protocol's list, or own words, and the intent goes out with it."""
        self.ask_reason_for(given(**facts), situation, title, said)  # type: ignore[arg-type]

    def ask_reason_for(self, body: SessionBody, situation: Situation, title: str, said: str = "") -> None:
        """The same for an intent that has all but its reason."""
        state = self.model.session
        assert state is not None
        choices = self.reason_choices(
            state.protocol.reason_texts(situation), lambda reason: self.propose(replace(body, reason=reason))
        )
        self.prompt.ask(title, choices, said)

    def reason_choices(
        self, reasons: Iterable[str], take: Callable[[str], object], fit: Container[str] | None = None
    ) -> list[Choice]:
        """Return the reasons as choices, and after them own words, for what none of them says.

        Where only some `fit`, the others keep their places.
        """
        idle = {each: fit is not None and each not in fit for each in reasons}
        return [*(Choice(each, partial(take, each), idle=no) for each, no in idle.items()), self.own_words(take)]

    def own_words(self, take: Callable[[str], object]) -> Choice:
        """Return the choice that asks for a reason in own words."""
        return Choice(self.say("own-words"), lambda: self._type_reason(take, self.prompt.title))

    def _type_reason(self, take: Callable[[str], object], why: str) -> None:
        field = QLineEdit()
        enlarge(field)
        field.setAccessibleName(self.say("own-words-ask"))

        def typed() -> str:
            return field.text().strip()

        press = Choice(self.say("own-words-take"), lambda: take(typed()), "primary", may=lambda: bool(typed()))
        asked = self.say("own-words-ask")
        again = partial(self._type_reason, take, why)
        self.prompt.ask(asked, [press], extra=field, place=f"{why} {asked}", again=again)
