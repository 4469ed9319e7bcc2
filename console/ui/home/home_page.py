"""Home: the sessions that are open, those signed off today, and the way to everything else."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console.app.today import Today, today
from console.ui.backups.backup_banner import BackupBanner
from console.ui.danger.danger_button import DangerButton
from console.ui.home.home_foot import HomeFoot
from console.ui.home.lost_banner import LostBanner
from console.ui.home.numbers_banner import NumbersBanner
from console.ui.home.open_cards import OpenCards
from console.ui.home.session_card import SessionCard
from console.ui.home.signed_today import SignedToday
from console.ui.input.key_scope import KeyScope
from console.ui.kit.bounded_list import BoundedList
from console.ui.kit.digit_lines import DigitLines
from console.ui.kit.labels import ElidedLabel, button, label
from console.ui.kit.layouts import card, column, holder, scroll_area
from console.ui.kit.page_bar import KindChip, in_turn, page_bar
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.kit.whole_name import WholeName
from console.ui.kit.wrapped_button import WrappedButton
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.leaving import ask_leave, unsaved_text
from console.ui.shell.model import Model
from console.ui.stock.stock_banner import StockBanner

SIDE_PX, ACROSS, DOWN, FOOT_DOWN = 352, 18, 16, 10
STRIPS_PX, DOWN_LOW = 96, 3
"""In a low window: the most of what is told across the page, and what stays free above and below its parts."""
SIDE_EDGE, DOWN_TIGHT = 18, 6
"""Within the card beside, and above and below what is on it where the window is low and tight."""


class HomePage(QWidget):
    """The open sessions, those signed today, and the ways to all pages, a signal each. `show_all` loads it.

    Emits `resume` with a session's id, `resume_after` also with how long the computer was off in ms: that may be more
    than an int of C holds.
    """

    resume = Signal(str)
    resume_after = Signal(str, object)
    summary = Signal(str)
    new_session = Signal()
    clients = Signal()
    settings = Signal()
    keys = Signal()
    about = Signal()
    backups = Signal()
    stock = Signal()
    numbers = Signal()
    lock = Signal()
    danger = Signal()
    sign_out = Signal()
    close_program = Signal()

    def __init__(self, model: Model, theme: Theme, scheduler: BackupScheduler) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self._say = partial(model.words.say, "home")
        self._keys = KeyScope(self)
        self.prompt = Prompt(model.words, self._keys, model.drafts, model.lock_asked.emit)
        self._lines = DigitLines(model.dependencies.clock)
        self._clinic, self._operator = ElidedLabel("large", strong=True), WholeName("body", strong=False)
        self._mark, self._signed_list = KindChip(), SignedToday(model.words, self.summary.emit)
        self._open = OpenCards(theme, self._say)
        self._notice = PageNotice(model, self)
        self._backup_banner = BackupBanner(model, scheduler, self.backups.emit)
        self._lost_banner = LostBanner(model.words, self.settings.emit)
        self._stock_banner = StockBanner(model, self.stock.emit)
        self._numbers_banner = NumbersBanner(model, self.numbers.emit)
        self._new = WrappedButton(
            self._say("new-session"), self.new_session.emit, "primary", self._say("new-session-long")
        )
        out, words = self._say("close-program"), partial(model.words.say, "lock")
        self._out = WrappedButton(f"{out}  Q", self.leave, "quiet", out, large=False)
        self._lock = button(words("lock") + "  L", self.lock.emit, "quiet", words("lock-long"))
        self._all_out = WrappedButton(words("sign-out"), self.sign_out.emit, "quiet", large=False)
        self._lay_out()
        self._wire()
        if scheduler.status is not None:
            self._backup_banner.show_status(scheduler.status)

    def show_all(self, news: str = "") -> None:
        """Ask the engine for all of it; what is shown stays until it comes. `news` was done on the way here.

        It is said until another page is opened.
        """
        if news:
            self._notice.show_news(news)
        model = self._model
        since = model.words.day_start(model.dependencies.clock.now().utc_ms)
        store, clinic, sessions = model.open_clinic.store, model.open_clinic.clinic, model.open_clinic.sessions
        model.run(lambda: today(store, clinic, sessions, since), self._show)
        self._stock_banner.load()
        self._numbers_banner.load()

    @property
    def cards(self) -> list[SessionCard]:
        """Of the open sessions, in the order of their digits."""
        return self._open.cards

    def tick(self) -> None:
        """Show the timers as they stand now; called four times a second at most."""
        if self.isVisible():
            for each in self.cards:
                each.tick()

    def primary(self) -> None:
        """Press what has the focus, else begin a new session."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.isVisible():
            focused.click()
        else:
            self._new.click()

    def leave(self) -> None:
        """Close the program; while a session is open, or something typed is lost, ask first."""
        open_ = max(len(self.cards), len(self._model.open_sessions))  # it may be asked before the cards stand
        if not open_ and not unsaved_text(self._model):
            self.close_program.emit()
            return
        title = self._say("close-while-open", count=open_) if open_ else self._say("close-ask")
        long = self._say("close-while-open-long") if open_ else ""
        ask_leave(self._model, self.prompt, title, self._say("close-program"), self.close_program.emit, long)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def _show(self, found: Today) -> None:
        model = self._model
        self._clinic.set_text(found.clinic)
        self._operator.set_text(self._say("signed-in", name=model.operator.name) if model.operator else "")
        self._mark.show_kind(model)
        self._new.setDisabled(model.open_clinic.store.viewing)
        named = {each.view.client: each.profile for each in (*found.lost, *found.signed)}
        named |= {each.state.client: each.state.profile for each in found.open}
        made = (
            SessionCard(model, self.prompt, each, digit, self.resume.emit, self.resume_after.emit, named)
            for digit, each in enumerate(found.open, start=1)
        )
        self._open.show_cards([*made])
        self._lost_banner.show_lost(found.lost, named)
        self._signed_list.show_signed(found.signed, named)
        cards = [made for each in self.cards for made in (each.go_on, each.other) if made]
        papers = self._side.findChildren(QPushButton)
        banners = (self._lost_banner, self._backup_banner, self._stock_banner, self._numbers_banner)
        strips = [each.button for each in banners]
        ways = (*self._foot.buttons, self._new, self._lock, self._all_out, self._out)
        in_turn(*strips, *cards, *papers, *ways)

    def _refresh_open(self) -> None:
        """Show what changed on another couch; load all where a session came or ended."""
        now = self._model.dependencies.clock.now()
        states = {state.id: state for state in self._model.open_sessions}
        known = {each.state.id: each.sure for each in self.cards}
        if not self.isVisible():
            return
        if {key: state.timeline.sure(now) for key, state in states.items()} != known:
            self.show_all()
        else:
            for each in self.cards:
                each.show_state(states[each.state.id])

    def _digit(self, number: int) -> None:
        if 1 <= number <= len(self.cards):
            self._lines.press(self.cards[number - 1].go_on, self.cards[number - 1].press)

    def _wire(self) -> None:
        self._model.open_changed.connect(self._refresh_open)
        self._keys.bind(
            {
                "primary": self.primary, "keys": self.keys.emit, "close": self.leave, "new-session": self._new.click,
                "clients": self.clients.emit, "settings": self.settings.emit, "about": self.about.emit,
                "stock": self.stock.emit,
            }
            | {f"digit-{number}": partial(self._digit, number) for number in range(1, 10)}
        )  # fmt: skip

    def _lay_out(self) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        done = scroll_area(holder(column(self._signed_list, 1)))
        danger = DangerButton(self._model, self._theme, self.danger.emit)
        self._side = card(label(self._say("signed-today"), "large", strong=True, wrap=True), done, danger, gap=14)
        self._theme.changed.connect(self._fit_side)
        told = column(self._notice, self._lost_banner, self._backup_banner, self._stock_banner, self._numbers_banner)
        self._strips = BoundedList(told, STRIPS_PX, whole=True)
        strips = column(self._strips)
        strips.setContentsMargins(18, 6, 18, 0)
        self._body = body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._open, 1)
        body.addWidget(self._side)
        who = column(self._clinic, self._operator, gap=0)
        top = page_bar(who, self._mark, self._lock, self._all_out, self._out)
        top.layout().setStretch(0, 1)  # type: ignore[union-attr]
        ways = (
            ("clients", "C", self.clients), ("stock", "T", self.stock), ("settings", "S", self.settings),
            ("keys", "?", self.keys), ("about", "A", self.about),
        )  # fmt: skip
        self._foot = HomeFoot([(self._say(code), key, signal.emit) for code, key, signal in ways], self._new)
        outer = column(top, strips, body, self._foot, gap=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)
        self._fit_side()

    def _fit_side(self) -> None:
        self._side.setFixedWidth(min(520, self._theme.px(SIDE_PX)))
        low = self._theme.low
        within = DOWN_TIGHT if low and self._theme.tight else SIDE_EDGE
        self._side.layout().setContentsMargins(SIDE_EDGE, within, SIDE_EDGE, within)  # type: ignore[union-attr]
        self._strips.limit(STRIPS_PX if low else None, first=True)
        down = DOWN_LOW if low else DOWN
        self._body.setContentsMargins(ACROSS, down, ACROSS, down)
        self._foot.fit(self._theme.large, DOWN_LOW if low else FOOT_DOWN)
        self._open.place()
