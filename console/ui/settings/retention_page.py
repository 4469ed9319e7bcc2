"""How long records are kept: the clinic's own figure and where it stands, set before anybody is erased."""

from collections.abc import Callable

from console.app.erasure import retention
from console.core.events import RetentionSet
from console.ui.kit.card import Card, card_body
from console.ui.kit.drafts import Place
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import label
from console.ui.kit.theme import Theme
from console.ui.settings.retention_fields import RetentionFields
from console.ui.shell.model import Model

GAP = 18


class RetentionPage(FormPage):
    """Shows the period in force and sets another; whoever may not is told so by the use case."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "erasing", model.words.say("erasing", "close"))
        self.period_line = label("", "large", strong=True, wrap=True)
        self.fields = RetentionFields(model, GAP)
        self.years = self.fields.years
        inner = card_body(
            self.say("keeping"), self.say("keeping-long"), self.period_line, self.trouble, self.fields, gap=GAP
        )  # fmt: skip
        self.lay_out(Card(theme, inner))
        typed = {"years": self.fields.years, "source": self.fields.source}
        self.keep_typed(self.say("keeping"), typed, lambda: Place("retention"))

    @property
    def action(self) -> str:
        return self.say("keep")

    def job(self) -> Callable[[], object]:
        return self.fields.job(self.operator)

    def finish(self, result: object) -> None:
        self._read()

    def refuse(self, text: str) -> None:
        self.years.refuse(text)

    def load(self) -> None:
        self.fields.clear()
        self._read()

    def begin(self) -> None:
        self.years.edit.setFocus()

    def _read(self) -> None:
        store = self.model.open_clinic.store
        self.run(lambda: retention(store), self._show)

    def _show(self, found: RetentionSet | None) -> None:
        if found is None:
            self.period_line.setText(self.say("keeping-unset"))
            return
        text = self.say("keeping-set", count=found.years, by=found.by)
        self.period_line.setText(f"{text} {self.say('keeping-source', source=found.source)}" if found.source else text)
