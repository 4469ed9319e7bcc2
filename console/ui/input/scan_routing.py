"""Where a scan goes: to the page that takes it, or nowhere, with a line that says what it was and where it belongs."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QMainWindow, QWidget

from console.core.refusal import Refusal
from console.exchange.contents import Udi
from console.exchange.secrecy import is_like_hibc, is_surely_a_pack
from console.exchange.udi import MARKED, MOST, once, read_udi
from console.ui.input.burst import is_secret
from console.ui.input.key_events import KeyPress, has_keys
from console.ui.input.keys import cap
from console.ui.input.layout import Layout
from console.ui.input.moved_letters import MovedLetters
from console.ui.input.scan_banner import ScanBanner
from console.ui.input.scan_head import ScanHead
from console.ui.input.scanner import Scanner
from console.ui.kit.prompt import Prompt
from console.ui.kit.toast import BRIEF_MS
from console.ui.kit.udi_text import pack_text
from console.ui.shell.model import Model

HEAD_MS = 8_000
"""A scan whose first key acted, however slow, has ended within this."""


@runtime_checkable
class ScanTarget(Protocol):
    """A page that has a place for what is on a pack."""

    def take_scan(self, udi: Udi) -> bool:
        """Fill in what the code says and record nothing; say False where there is no place for it now."""


@runtime_checkable
class ScanForms(Protocol):
    """A page on which other fields stand, too."""

    def scan_form(self) -> bool:
        """Say whether a form for a pack is open: any code typed fast into a field is meant for it, a bare GTIN too."""


@runtime_checkable
class DigitsTarget(Protocol):
    """A page with a PIN's pad: nothing that comes fast is told there, kept or taught by."""

    def take_digits(self, digits: str, ended: bool) -> bool:
        """Type them on the pad, with an Enter behind them where `ended`; say False where it has no room for all."""


class ScanRouting(QObject):
    """Brings a scan to the page that is shown: `take` a scan's text; `tick` four times a second at most."""

    teach = Signal()
    """Somebody wants to teach the scanner."""

    def __init__(
        self, model: Model, window: QMainWindow, strip: QBoxLayout, current_page: Callable[[], object]
    ) -> None:
        """`strip` is a place of the window's layout, empty but for a line that has no other place."""
        super().__init__(window)
        self._strip = strip
        self._model, self._window, self._current_page, self._words = model, window, current_page, model.words
        self.scanner = Scanner(window, self._is_code)
        self.scanner.queue.slipped.connect(self._tell_slipped)
        self.scanner.queue.left_out.connect(self._tell_left_out)
        self.scanner.queue.garbled.connect(lambda: self.tell(self._words.say("scan", "garbled")))
        self.scanner.queue.typed.connect(lambda: self.tell(self._words.say("scan", "typed"), True))
        self.scanner.queue.slow.connect(self._tell_slow)
        self.scanner.queue.kept_out.connect(self._take_unseen)
        self.scanner.queue.private = self._is_private
        head = ScanHead(model, self._tell_head)
        self.scanner.queue.standing = head.standing
        self.scanner.queue.headed.connect(head.take_back)
        self._letters = MovedLetters()
        self._line: ScanBanner | None = None
        self._offers = self._said_slow = False
        self._until_ms = 0
        self._told_on: object = None
        self._head, self._head_ms, self._said = "", 0, ""
        window.installEventFilter(self)

    @property
    def teaching(self) -> tuple[Callable[[Callable[[str], object] | None], None], Layout]:
        """What the page of keys needs: how the next key is captured, and the layout."""
        return self.scanner.capture, self.scanner.layout

    def take(self, text: str) -> None:
        text = once(text, self._model.today().year)
        try:
            udi = read_udi(text, self._model.today().year)
        except Refusal as refusal:
            self._tell_unread(text, refusal)
            return
        udi = self._letters.doubt(text, udi, self.scanner.layout.moved_letters, self.scanner.queue.letters_turned)
        page = self._current_page()
        if not is_surely_a_pack(text, udi, isinstance(page, ScanForms) and page.scan_form()):
            like = "unsure-hibc" if is_like_hibc(text, udi) else "unsure"
            self.tell(self._words.say("scan", like, count=len(text)), True)
        elif has_keys(self._window) and isinstance(page, ScanTarget) and page.take_scan(udi):
            if not self._head_stands:
                self._hide()
        else:
            sheets = page.findChildren(Prompt) if isinstance(page, QWidget) else []
            asks = not has_keys(self._window) or any(each.isVisible() for each in sheets)
            what = pack_text(self._words, udi, self._model.today())
            self.tell(self._words.say("scan", "answer-first" if asks else "elsewhere", what=what))

    def _tell_unread(self, text: str, refusal: Refusal) -> None:
        """Say how long it was and what to do, none of its signs: it may be a PIN or a passphrase."""
        foreign = refusal.code == "scan-unknown-characters"
        why = self._words.say("scan", "foreign") if foreign else self._words.refusal(refusal)
        told = self._words.say("scan", "unread", count=min(len(text), MOST), why=why)
        self.tell(told, refusal.code != "scan-caps-lock")

    def _tell_slipped(self, keys: Sequence[KeyPress]) -> None:
        """Say which two keys they were; not where they may be a piece of a PIN or of a passphrase."""
        first = self._now_ms >= self._until_ms
        if first and len(keys) == 2 and not all(each.as_key.text.isalnum() for each in keys):
            names = [cap(self._words, each.name) for each in keys]
            self.tell(self._words.say("scan", "slipped-two", what=self._words.listed(names)))
        else:
            self.tell(self._words.say("scan", "slipped"))

    def _tell_left_out(self) -> None:
        """Say it below what was said of the digits before it."""
        said = self._said if self._now_ms < self._until_ms else ""
        self.tell(f"{said} {self._words.say('scan', 'left-out')}".strip())

    def tell(self, text: str, offers: bool = False) -> None:
        """Say it on whatever page is shown, for a while, where nothing can be pressed; it may offer to teach the
        scanner. On a sheet it stands below what is asked."""
        if self._head_stands:
            text, offers = f"{self._head} {text}", True
        self._head, self._said = "", text
        sheet = self._sheet()
        if sheet is not None:
            sheet.tell_beside(text)
            self._hide()
            self._until_ms = self._now_ms + BRIEF_MS
            return
        if self._line is None:
            self._line = ScanBanner(self._window, self._strip, self._words.say("window", "dismiss"), self._press)
        self._told_on = self._current_page()
        self._offers = offers and not self._is_private()
        does = self._words.say("scan", "offer") if self._offers else self._words.say("window", "dismiss")
        self._until_ms = self._now_ms + BRIEF_MS
        self._line.show_text(text, does)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._line is not None and self._line.isVisible():
            self._line.place()
        return False

    def _is_code(self, text: str) -> bool:
        """Say whether text typed into a field is a code that can be read: marked as one, or where a form waits for one.

        All other text stays in the field.
        """
        try:
            udi = read_udi(once(text, self._model.today().year), self._model.today().year)
        except Refusal:
            return False
        if text.startswith(MARKED):
            return True
        page = self._current_page()
        return bool(udi.any_code and len(text) > len(udi.gtin)) or (isinstance(page, ScanForms) and page.scan_form())

    def tick(self) -> None:
        self.scanner.tick()
        over = self._now_ms >= self._until_ms
        if over or self._current_page() is not self._told_on:
            self._hide()
        elif self._line is not None:
            self._line.make_way()

    def reads(self, text: str) -> bool:
        """Say whether the text is the code of a pack, and no sign of it came out wrong."""
        try:
            return "gtin-check-digit" not in read_udi(text, self._model.today().year).doubts
        except Refusal:
            return False

    def _is_private(self) -> bool:
        """Say whether secrets are typed where the window is: nobody is signed in, or it asks for one."""
        if self._model.operator is None or isinstance(self._current_page(), DigitsTarget):
            return True
        return any(is_secret(each) and each.isVisible() for each in self._window.findChildren(QLineEdit))

    def _take_unseen(self, digits: str, ended: bool) -> None:
        page = self._current_page()
        if digits and isinstance(page, DigitsTarget) and page.take_digits(digits, ended):
            self._hide()
        else:
            self.tell(self._words.say("scan", "kept-out"))

    def _tell_head(self, text: str) -> None:
        """Say it, and with it what is said of the scan itself once that has ended."""
        self.tell(text, True)
        self._head, self._head_ms = text, self._now_ms

    @property
    def _head_stands(self) -> bool:
        return bool(self._head) and self._now_ms - self._head_ms <= HEAD_MS

    @property
    def _now_ms(self) -> int:
        return self._model.dependencies.clock.now().boot_ms

    def _tell_slow(self) -> None:
        """Once until the program ends."""
        on_sheet = self._sheet() is not None and self._now_ms < self._until_ms
        if not self._said_slow and not on_sheet and (self._line is None or self._line.isHidden()):
            self._said_slow = True
            self.tell(self._words.say("scan", "slow"), True)

    def _press(self) -> None:
        self._hide()
        if self._offers:
            self.teach.emit()

    def _hide(self) -> None:
        if self._line is not None:
            self._line.put_away()

    def _sheet(self) -> Prompt | None:
        """Return the sheet that lies over the page."""
        page = self._current_page()
        sheets = page.findChildren(Prompt) if isinstance(page, QWidget) else []
        return next((each for each in sheets if each.isVisible()), None)
