"""Where a scan goes: to the page that takes it, or nowhere, with a line that says what it was and where it belongs."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QWidget

from console.core.refusal import Refusal
from console.exchange.contents import Udi
from console.exchange.secrecy import is_surely_a_pack
from console.exchange.udi import MARKED, MOST, read_udi
from console.ui.input.burst import is_secret
from console.ui.input.key_events import has_keys
from console.ui.input.layout import Layout
from console.ui.input.moved_letters import MovedLetters
from console.ui.input.scan_head import ScanHead
from console.ui.input.scanner import Scanner
from console.ui.kit.banner import Banner
from console.ui.kit.prompt import Prompt
from console.ui.kit.toast import BRIEF_MS
from console.ui.kit.udi_text import pack_text
from console.ui.shell.model import Model

HEAD_MS = 8_000
"""A scan whose first key acted, however slow, has ended within this."""
CLEARANCE_PX, GAP_PX = 114, 12
"""Room below the banner: the bar with the primary action stays free. Room between it and what opens the danger card."""
FREE = ("alarm", "key")
"""Kinds of buttons that the line never lies over: those of an emergency, and the digits of a PIN."""


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


class ScanBanner(Banner):
    """Lies over the page for a while, whatever page it is."""


class ScanRouting(QObject):
    """Brings a scan to the page that is shown: `take` a scan's text; `tick` four times a second at most."""

    teach = Signal()
    """Somebody wants to teach the scanner."""

    def __init__(self, model: Model, window: QMainWindow, current_page: Callable[[], object]) -> None:
        super().__init__(window)
        self._model, self._window, self._current_page, self._words = model, window, current_page, model.words
        self.scanner = Scanner(window, self._is_code)
        self.scanner.queue.slipped.connect(lambda: self.tell(self._words.say("scan", "slipped")))
        self.scanner.queue.garbled.connect(lambda: self.tell(self._words.say("scan", "garbled")))
        self.scanner.queue.typed.connect(lambda: self.tell(self._words.say("scan", "typed"), True))
        self.scanner.queue.slow.connect(self._tell_slow)
        self.scanner.queue.kept_out.connect(self._take_unseen)
        self.scanner.queue.private = self._is_private
        head = ScanHead(model, self._tell_head)
        self.scanner.queue.standing = head.standing
        self.scanner.queue.headed.connect(head.take_back)
        self._letters = MovedLetters()
        self._line: Banner | None = None
        self._offers = self._said_slow = False
        self._until_ms = 0
        self._told_on: object = None
        self._head, self._head_ms = "", 0
        window.installEventFilter(self)

    @property
    def teaching(self) -> tuple[Callable[[Callable[[str], object] | None], None], Layout]:
        """What the page of keys needs: how the next key is captured, and the layout."""
        return self.scanner.capture, self.scanner.layout

    def take(self, text: str) -> None:
        try:
            udi = read_udi(text, self._model.today().year)
        except Refusal as refusal:
            self._tell_unread(text, refusal)
            return
        udi = self._letters.doubt(text, udi, self.scanner.layout.moved_letters)
        page = self._current_page()
        if not is_surely_a_pack(text, udi, isinstance(page, ScanForms) and page.scan_form()):
            self.tell(self._words.say("scan", "unsure", count=len(text)), True)
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

    def tell(self, text: str, offers: bool = False) -> None:
        """Say it over the lower edge of whatever page is shown, for a while; it may offer to teach the scanner."""
        if self._line is None:
            self._line = ScanBanner("warn", "", self._words.say("window", "dismiss"), self._press)
            self._line.hide()
            self._line.setParent(self._window)
        if self._head_stands:
            text, offers = f"{self._head} {text}", True
        self._head = ""
        self._told_on = self._current_page()
        self._offers = offers and not self._is_private()
        does = self._words.say("scan", "offer") if self._offers else self._words.say("window", "dismiss")
        self._line.button.setText(does)
        self._line.button.setAccessibleName(does)
        self._line.set_text(text, "warn")
        self._until_ms = self._now_ms + BRIEF_MS
        self._place()
        self._line.show()
        self._line.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._line is not None and self._line.isVisible():
            self._place()
        return False

    def _is_code(self, text: str) -> bool:
        """Say whether text typed into a field is a code that can be read: marked as one, or where a form waits for one.

        All other text stays in the field.
        """
        try:
            udi = read_udi(text, self._model.today().year)
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
        elif self._line is not None and self._line.isVisible():
            self._place()

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
        if not self._said_slow and (self._line is None or self._line.isHidden()):
            self._said_slow = True
            self.tell(self._words.say("scan", "slow"), True)

    def _press(self) -> None:
        self._hide()
        if self._offers:
            self.teach.emit()

    def _hide(self) -> None:
        if self._line is not None:
            self._line.hide()

    def _place(self) -> None:
        if self._line is not None:
            width, below = self._window.width() * 2 // 3, self._window.height() - CLEARANCE_PX
            at = QRect((self._window.width() - width) // 2, 0, width, 0)
            self._stand(at, below)
            page = self._current_page()
            for each in page.findChildren(QPushButton) if isinstance(page, QWidget) else ():
                button = QRect(each.mapTo(self._window, QPoint()), each.size())
                if each.property("kind") in FREE and each.isVisible() and button.intersects(at):
                    self._stand(_beside(at, button, self._window.width()), below)

    def _stand(self, at: QRect, below: int) -> None:
        """Put the line there, as high as its text needs."""
        assert self._line is not None
        high = max(self._line.heightForWidth(at.width()), self._line.minimumSizeHint().height())
        at.setTop(below - high)
        at.setHeight(high)
        self._line.setGeometry(at)


def _beside(at: QRect, button: QRect, width: int) -> QRect:
    """Return the place moved off the button, and made narrower where the window has no room."""
    if button.center().x() >= at.center().x():
        at.moveRight(button.left() - GAP_PX)
        at.setLeft(max(at.left(), GAP_PX))
    else:
        at.moveLeft(button.right() + GAP_PX)
        at.setRight(min(at.right(), width - GAP_PX))
    return at
