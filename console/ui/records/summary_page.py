"""A session's summary as it is printed: read here, printed, or saved as a PDF."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStackedWidget, QWidget

from console.app.copies import Summary, draw_summary, to_summarize
from console.app.ports import StoreError
from console.app.session_number import session_number
from console.core.days import begun_minutes
from console.core.record import Record
from console.core.state import SessionState
from console.ui.clients.client_name import name_text
from console.ui.input.key_scope import KeyScope
from console.ui.kit.labels import Toggle, button, enlarge, label
from console.ui.kit.layouts import column, row
from console.ui.kit.page_bar import KindChip, page_bar
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.pedal import go_on
from console.ui.kit.theme import Theme
from console.ui.kit.whole_name import WholeName
from console.ui.records.summary_copies import SummaryCopies
from console.ui.shell.model import Model
from console.ui.shell.window_dependencies import Paper

if TYPE_CHECKING:
    from console.ui.records.pdf_view import PdfView

PAPERS: tuple[Paper, ...] = ("a4", "letter")
PAGE_PX = 1100
"""The greatest width of a page on screen, as drawn."""


class SummaryPage(QWidget):
    """Emits `closed` when it is left; nothing of the client stays then."""

    closed = Signal()

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__()
        self._model, self._theme, self._say = model, theme, partial(model.words.say, "clients")
        american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
        self.paper: Paper = "letter" if american else "a4"
        self.summary: Summary | None = None
        self._session = ""
        self._view: PdfView | None = None
        self._name, self._facts, self.pages = WholeName("large"), label("", tone="soft"), label("")
        self._mark, self._busy = KindChip(), label("", "large", "soft", wrap=True)
        self.notice = PageNotice(model, self)
        self.copies = SummaryCopies(model, self, self.notice)
        self._papers = {paper: Toggle(self._say(f"paper-{paper}"), partial(self.turn, paper)) for paper in PAPERS}
        save, out = self._say("save-pdf"), self._say("print")
        self.save_button = button(f"{save}  Ctrl+S", self.save, "primary", save)
        self.print_button = button(f"{out}  Ctrl+P", self.print_out, name=out)
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()

    @property
    def session(self) -> str:
        """The session whose summary is shown, by id; "" while none is."""
        return self._session

    def show_session(self, session: str) -> None:
        """Have the paper made; what was shown before goes at once."""
        self._session, self.summary = session, None
        self._busy.setText(self._say("making"))
        self._stack.setCurrentIndex(0)
        self.pages.setText("")
        self._mark.show_kind(self._model)
        for name, each in self._papers.items():
            each.setChecked(name == self.paper)
        self._allow()
        sessions, store = self._model.open_clinic.sessions, self._model.open_clinic.store
        paper, wanted = self._model.dependencies.summary, self.paper
        came = partial(self._show, (session, wanted))

        def read(state: SessionState, record: Record) -> tuple[Summary, int]:
            return draw_summary(state, record, lambda record: paper(record, wanted)), session_number(store, state)

        def draw(known: tuple[SessionState, Record]) -> None:
            self._model.read(lambda: read(*known), came)

        self._model.run(lambda: to_summarize(sessions, session), draw)

    def turn(self, paper: Paper) -> None:
        """Show the summary on this paper."""
        self.paper = paper
        if self._session:
            self.show_session(self._session)

    def save(self) -> None:
        if self.summary is not None and self.save_button.isEnabled():
            self.copies.save(self.summary)

    def print_out(self) -> None:
        summary, view = self.summary, self._view
        if summary is not None and view is not None and self.print_button.isEnabled():
            self.copies.print_out(summary, view.pdf, self.paper, lambda: summary is self.summary)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self._view or self).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the client when the page is left; a window that is minimized leaves nothing."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        self.summary, self._session = None, ""
        self.notice.hide()
        if self._view is not None:
            self._view.forget()

    def _show(self, wanted: tuple[str, Paper], found: tuple[Summary, int]) -> None:
        summary, number = found
        if wanted != (self._session, self.paper):
            return
        if self._view is None:
            from console.ui.records.pdf_view import PdfView

            self._view = PdfView()
            self._view.setAccessibleName(self._say("summary"))
            self._middle.insertWidget(1, self._view, 100)
            self._fit()
        self.summary, state = summary, summary.state
        count = self._view.show_bytes(summary.pdf)
        self._name.set_text(name_text(self._model.words, state.profile))
        words = self._model.words
        day = words.day(words.day_of(state.begun.utc_ms, begun_minutes(state)))
        self._facts.setText(self._say("summary-title", day=day, number=number))
        self.pages.setText(self._say("pages", count=count))
        self._stack.setCurrentIndex(1)
        self._allow()
        self._view.setFocus()

    def _allow(self) -> None:
        operator = self._model.operator
        may = operator is not None and "print" in operator.rights
        for each in (self.save_button, self.print_button):
            each.setEnabled(may and self.summary is not None and not self._model.open_clinic.store.viewing)
        if self._model.open_clinic.store.viewing:
            self.notice.show_text(self._say("viewing-no-copy"))
        if operator is not None and not may:
            self.notice.show_text(self._say("may-not-print", name=operator.name))

    def _in_trouble(self, error: StoreError | None) -> None:
        if error is not None:
            self._tell_not_made()

    def _tell_not_made(self, *_: object) -> None:
        if self.summary is None:
            self._busy.setText(self._say("not-made"))

    def _wire(self) -> None:
        self._model.refused.connect(self._tell_not_made)
        self._model.trouble.connect(self._in_trouble)
        self._theme.changed.connect(self._fit)
        pedal = partial(go_on, self, self.save, QAbstractScrollArea)
        KeyScope(self, {"back": self.closed.emit, "save-pdf": self.save, "print": self.print_out, "pedal": pedal})

    def _fit(self) -> None:
        if self._view is not None:
            self._view.setMaximumWidth(self._theme.px(PAGE_PX))
            self._view.show_ground(self._theme.colour("bg"))

    def _lay_out(self) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        back = button(f"{self._say('back')}  Esc", self.closed.emit, "quiet", self._say("back"))
        who = column(self._name, self._facts, gap=0)
        top = page_bar(who, self._mark, self.pages, back)
        top.layout().setStretch(0, 1)  # type: ignore[union-attr]
        enlarge(self.save_button, self.print_button)
        for paper in self._papers.values():
            paper.setMinimumWidth(80)
        held, shown = QWidget(), QWidget()
        held.setLayout(column(1, self._busy, 2))
        self._middle = row(1, 1, gap=0)
        shown.setLayout(self._middle)
        self._stack.addWidget(held)
        self._stack.addWidget(shown)
        body = column(self.notice, self._stack, gap=8)
        body.setContentsMargins(18, 12, 18, 0)
        bottom = QFrame()
        bottom.setProperty("bar", "bottom")
        inside = row(*self._papers.values(), 1, self.print_button, self.save_button)
        inside.setContentsMargins(22, 10, 22, 10)
        bottom.setLayout(inside)
        outer = column(top, body, bottom, gap=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
