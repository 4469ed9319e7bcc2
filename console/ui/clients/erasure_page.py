"""Erasing a client: what goes, what stays, whether it may be done; a reason, a tick, and it is done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from console.app import erasure
from console.app.erasure import Preview
from console.app.local_time import day_in
from console.core.refusal import Refusal
from console.ui.clients.client_name import name_and_birthday
from console.ui.kit.card import Card
from console.ui.kit.card_page import CardPage
from console.ui.kit.drafts import Place
from console.ui.kit.fields import Field, Tick
from console.ui.kit.form_page import FormPage
from console.ui.kit.labels import button, label
from console.ui.kit.later import later
from console.ui.kit.layouts import column, holder, section
from console.ui.kit.theme import Theme
from console.ui.settings.retention_fields import RetentionFields
from console.ui.shell.model import Model

WIDE = 900
GAP = 12


class ErasurePage(FormPage):
    """Shows what erasing the client of `show_client` takes away. Emits `done` with what to say once they are gone."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "erasing", model.words.say("erasing", "close"))
        self.preview: Preview | None = None
        self.title = label("", "title", strong=True, wrap=True)
        self.goes, self.stays, self.copies = (label("", wrap=True) for _ in range(3))
        self.period_line = label("", wrap=True)
        self.fields = RetentionFields(model, GAP)
        self.years = self.fields.years
        self.set_button = button(self.say("keep"), self.set_years)
        self.period = holder(column(self.fields, self.set_button, gap=GAP))
        self.reason = Field(self.say("reason"), self.say("reason-hint"))
        self.sure = Tick(self.say("sure"))
        self.action_part = holder(column(self.reason, self.sure, gap=GAP))
        parts = [
            section(self.say(name), line, gap=4)
            for name, line in (("goes", self.goes), ("stays", self.stays), ("copies", self.copies))
        ]
        lead = label(self.say("lead"), "body", "soft", wrap=True)
        below = self.period_line, self.trouble, self.period, self.action_part
        self.card = Card(theme, holder(column(self.title, lead, *parts, *below, 1, gap=18)), WIDE)
        self.lay_out(self.card)
        typed = {"reason": self.reason, "years": self.fields.years, "source": self.fields.source}
        self.keep_typed(self.say("reason"), typed, self._place)

    def show_client(self, client: str) -> None:
        """Have the preview made, by the client's id; what was shown before goes at once."""
        self.forget()
        clinic, zone = self.model.open_clinic, self.model.dependencies.zone_name()
        self.run(lambda: erasure.preview(clinic.store, client, zone, clinic.sessions.standing(client).lost), self._show)

    def set_years(self) -> None:
        """Set the clinic's own figure, and where it stands."""
        found = self.preview
        if found is not None and not self.busy:
            client = found.client.id
            self.work(self.fields.job(self.operator), lambda _: self.show_client(client), self.years.refuse)

    @property
    def action(self) -> str:
        return self.say("erase")

    def check(self) -> bool:
        if self.preview is None or not self.action_part.isVisibleTo(self):
            return False
        if not self.sure.isChecked():
            self.reason.trouble.set_text(self.say("sure-first"))
            self.sure.setFocus()
            self._reveal(self.action_part)
        return self.sure.isChecked()

    def job(self) -> Callable[[], bool]:
        assert self.preview is not None
        clinic, dependencies, by = self.model.open_clinic, self.model.dependencies, self.operator
        client, reason = self.preview.client.id, self.reason.text
        return lambda: erasure.erase(
            clinic.store, clinic.sessions, dependencies.clock, dependencies.random, by, client, reason
        )

    def finish(self, result: bool) -> None:
        if self.preview is not None:
            self.model.drafts.forget_client(self.preview.client.id)
        super().finish(self.say("done" if result else "not-clean"))

    def refuse(self, text: str) -> None:
        self.reason.refuse(text)
        self._reveal(self.action_part)

    def enter(self) -> None:
        """Press what has the focus: in a field Enter does nothing, least of all erase."""
        CardPage.enter(self)

    def forget(self) -> None:
        """Let go of the client."""
        super().forget()
        self.preview = None
        for each in (self.title, self.goes, self.stays, self.copies, self.period_line):
            each.setText("")
        self.fields.clear()
        self.reason.clear()
        self.sure.setChecked(False)
        self.trouble.set_text("")
        self._offer(False, False)

    def _offer(self, period: bool, action_part: bool) -> None:
        self.period.setVisible(period)
        self.action_part.setVisible(action_part)
        self.foot.primary.setVisible(action_part)

    def _show(self, found: Preview) -> None:
        self.preview = found
        first, last = (self.words.day(each) if each else "" for each in (found.first, found.last))
        self.title.setText(self.say("title", name=name_and_birthday(self.words, found.client.profile)))
        texts = self.say("goes-texts", count=found.client.sessions, first=first, last=last)
        self.goes.setText(f"• {erasure.fields_text(self.words)}\n• {texts}")
        self.stays.setText(f"• {self.say('stays-counts')}\n• {self.say('stays-chain')}")
        self.copies.setText(self._copies_text(found))
        if found.years is not None:
            self.period_line.setText(self.say("set-done", count=found.years))
        try:
            dependencies = self.model.dependencies
            erasure.allow(found, self.operator, day_in(dependencies.zone_name(), dependencies.clock.now().utc_ms))
        except Refusal as refusal:
            self.trouble.set_text(self.words.refusal(refusal))
            self._offer(refusal.code == "retention-unset", False)
            return
        self._offer(False, True)
        self.foot.back.setFocus()
        self.show_typed()

    def _place(self) -> Place:
        return Place("erasure", self.preview.client.id if self.preview else "")

    def _copies_text(self, found: Preview) -> str:
        if not found.copies:
            return self.say("copies-none")
        last = max(day for _, day in found.copies)
        return self.say("copies-many", count=len(found.copies), day=self.words.day(last))

    def _reveal(self, part: QWidget) -> None:
        """Bring the part into sight, once it has its place."""
        later(self, lambda: self.card.area.ensureWidgetVisible(part))
