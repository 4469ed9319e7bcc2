"""Erasing a client: what goes, what stays, whether it may be done; a reason, a tick, and it is done."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from console.app import erasure
from console.app.erasure import MOST_YEARS, Preview
from console.app.number_input import typed_whole
from console.core.refusal import Refusal
from console.ui.kit.fields import Field, Tick, Trouble
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder
from console.ui.kit.local_formats import day_text
from console.ui.kit.sheet import Foot, Sheet, enter, head, on_key, page
from console.ui.kit.theme import Theme
from console.ui.shell.attempt import attempt
from console.ui.shell.model import Model

WIDE = 900


class ErasurePage(QWidget):
    """`erased` when the client is gone."""

    closed = Signal()
    erased = Signal(str)

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._say = model, partial(model.words.say, "erasing")
        self.found: Preview | None = None
        self._busy = False
        self.title = label("", "title", strong=True, wrap=True)
        self.goes, self.stays, self.copies = (label("", wrap=True) for _ in range(3))
        self.trouble = Trouble()
        self.kept = label("", wrap=True)
        self.years = Field(self._say("years"), self._say("years-hint"))
        self.source = Field(self._say("source"), self._say("source-hint"))
        self.set_button = button(self._say("keep"), self.set_years)
        self.period = holder(column(self.years, self.source, self.set_button, gap=12))
        self.reason = Field(self._say("reason"), self._say("reason-hint"))
        self.sure = Tick(self._say("sure"))
        self.deed = holder(column(self.reason, self.sure, gap=12))
        dependencies = [
            holder(column(label(self._say(name), strong=True), line, gap=4))
            for name, line in (("goes", self.goes), ("stays", self.stays), ("copies", self.copies))
        ]
        lead = label(self._say("lead"), "body", "soft", wrap=True)
        inner = holder(
            column(self.title, lead, *dependencies, self.kept, self.trouble, self.period, self.deed, 1, gap=18)
        )
        self.sheet = Sheet(theme, inner, WIDE)
        self.foot = Foot(self._say("close"), self.closed.emit, self.primary)
        page(self, head(model.words.say("window", "title")), self.sheet, self.foot)
        enter(self, self._entered)
        on_key(self, "Esc", self.closed.emit)
        self.foot.show_primary(self._say("erase"))

    def show_client(self, client: str) -> None:
        """Has the preview made; what was shown before goes at once."""
        self._forget()
        store = self._model.open_clinic.store
        attempt(self._model, lambda: erasure.preview(store, client), self._came, self.trouble.set_text)

    def set_years(self) -> None:
        """The clinic's own figure, and where it stands."""
        found, by, dependencies = self.found, self._model.operator, self._model.dependencies
        if found is None or by is None:
            return
        years, source, store = (
            typed_whole(self.years.text, MOST_YEARS) or 0,
            self.source.text,
            self._model.open_clinic.store,
        )
        attempt(
            self._model,
            lambda: erasure.set_retention(store, dependencies.clock, dependencies.random, by, years, source),
            lambda _: self.show_client(found.client.id),
            self.years.refuse,
        )

    def primary(self) -> None:
        """Erases, where a reason is given and the line is ticked."""
        found, by, dependencies = self.found, self._model.operator, self._model.dependencies
        if found is None or by is None or self._busy or not self.deed.isVisibleTo(self):
            return
        if not self.sure.isChecked():
            self.reason.trouble.set_text(self._say("sure-first"))
            self.sure.setFocus()
            self._bring(self.deed)
            return
        self._busy = True
        store, sessions, reason, client = (
            self._model.open_clinic.store,
            self._model.open_clinic.sessions,
            self.reason.text,
            found.client.id,
        )
        attempt(
            self._model,
            lambda: erasure.erase(store, sessions, dependencies.clock, dependencies.random, by, client, reason),
            self._done,
            self._failed,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing of a client stays behind a page that is not shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._forget()

    def _forget(self) -> None:
        self.found, self._busy = None, False
        for each in (self.title, self.goes, self.stays, self.copies, self.kept):
            each.setText("")
        for field in (self.years, self.source, self.reason):
            field.edit.clear()
            field.trouble.set_text("")
        self.sure.setChecked(False)
        self.trouble.set_text("")
        self._offer(False, False)

    def _offer(self, period: bool, deed: bool) -> None:
        self.period.setVisible(period)
        self.deed.setVisible(deed)
        self.foot.primary.setVisible(deed)

    def _came(self, found: Preview) -> None:
        self.found, by = found, self._model.operator
        assert by is not None
        first, last = (day_text(each) if each else "" for each in (found.first, found.last))
        self.title.setText(self._say("title", name=found.client.profile.name))
        texts = self._say("goes-texts", count=found.client.sessions, first=first, last=last)
        self.goes.setText(f"• {self._say('goes-name')}\n• {texts}")
        self.stays.setText(f"• {self._say('stays-counts')}\n• {self._say('stays-chain')}")
        self.copies.setText(self._copies(found))
        if found.years is not None:
            self.kept.setText(self._say("set-done", years=found.years))
        try:
            erasure.allow(found, by, erasure.day(self._model.dependencies.clock.now().utc_ms))
        except Refusal as refusal:
            self.trouble.set_text(self._model.words.refusal(refusal))
            self._offer(refusal.code == "retention-unset", False)
            self._bring(self.trouble)
            return
        self._offer(False, True)
        self.foot.back.setFocus()

    def _copies(self, found: Preview) -> str:
        if not found.copies:
            return self._say("copies-none")
        last = max(day for _, day in found.copies)
        return self._say("copies-many", count=len(found.copies), day=day_text(last))

    def _done(self, clean: bool) -> None:
        self._busy = False
        self.erased.emit(self._say("done" if clean else "not-clean"))

    def _failed(self, text: str) -> None:
        self._busy = False
        self.reason.refuse(text)
        self._bring(self.deed)

    def _bring(self, part: QWidget) -> None:
        """Into sight, once it has its place."""
        QTimer.singleShot(0, self, lambda: self.sheet.area.ensureWidgetVisible(part))

    def _entered(self) -> None:
        """Erasing is never what Enter does: it is pressed."""
        focused = self.focusWidget()
        if focused in (self.set_button, self.sure, self.foot.back, self.foot.primary):
            focused.click()
