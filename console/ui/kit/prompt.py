"""A sheet over the page: a question and what may be chosen, one press each."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import isValid

from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.choice import Choice, digits_of
from console.ui.kit.digit_lines import DigitLines
from console.ui.kit.drafts import Drafts
from console.ui.kit.labels import button
from console.ui.kit.pedal import go_on
from console.ui.kit.prompt_card import PromptCard
from console.ui.kit.prompt_fields import has_text, watch_ticks
from console.ui.kit.sheet_draft import SheetDraft
from console.ui.kit.sheet_keys import SheetKeys
from console.ui.kit.wrapped_button import WrappedButton


class Prompt(QWidget):
    """Digits choose, arrows and Space too; Escape closes. At first nothing is chosen, so a bounce picks nothing.

    Where text is asked for, digits are typed: the first field has the focus, but for a line to tick, which waits until
    somebody goes there. Enter goes on from field to field and then does what the primary choice says. When the sheet
    closes, the focus is again where it was."""

    opened = Signal()
    closed = Signal()
    urgent = Signal()
    """R was pressed: a reaction does not wait for the sheet."""
    choosing = Signal(bool, bool)
    """A choice acts: whether it has yet, and whether a digit chose it."""

    def __init__(
        self, words: Words, page_keys: KeyScope, drafts: Drafts | None = None, lock: Callable[[], object] | None = None
    ) -> None:
        """Lie over the scope's page; while the sheet is shown, the page has no keys. `lock` locks the screen."""
        super().__init__(page_keys.page)
        self._page, self._page_keys = page_keys.page, page_keys
        self._words, self.typed = words, SheetDraft(drafts)
        self._buttons: list[WrappedButton] = []
        self._digits: dict[int, QPushButton] = {}
        self._lines = DigitLines()
        self._main: WrappedButton | None = None
        self._before: QWidget | None = None
        self._title, self._close_text = "", words.say("window", "cancel")
        self.asked = 0
        """How many questions were asked on it: which one it is."""
        self._cancel = button(self._close_text, self.close_sheet, "quiet", large=True)
        name, long = (words.say("lock", code) for code in ("lock", "lock-long"))
        self._lock = button(f"{name}  F12", lock, "quiet", long, large=True)
        if lock is None:
            self._lock.hide()
        self._card = PromptCard(self, self._cancel, self._lock)
        self._walk = walk = SheetKeys(self, self._card, self._cancel, self._lock)
        self._said, self._by_digit = "", False
        keys: dict[str, Callable[[], object]] = {
            "back": self.close_sheet, "reaction": self._hurry, "enter": self._enter, "choose": walk.click,
            "pedal": self._pedal, "left": partial(walk.move, -1), "right": partial(walk.move, 1),
            "up": partial(walk.step, -1), "down": partial(walk.step, 1),
        }  # fmt: skip
        keys |= {f"digit-{number}": partial(self._digit, number) for number in range(10)}
        KeyScope(self).bind_after(keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page.installEventFilter(self)
        self.hide()

    def ask(
        self, title: str, choices: Sequence[Choice], said: str = "", extra: QWidget | None = None, columns: int = 2,
        away: str = "", place: str = "", again: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        """Show the sheet; a choice closes it first and then does what it does. `away` is how the way out is called.

        What is typed is kept by `place`, where title and text do not tell one such sheet from another; after the lock
        `again` asks it once more of who typed it."""
        if self.typed.take_up(title, place or f"{title} {said}", extra, again):
            said = f"{said} {self._words.say('drafts', 'stood')}".strip()
            throw, keyless = self._words.say("drafts", "throw-away"), any(each.keyless for each in choices)
            choices = [*choices, Choice(throw, self.typed.throw_away, "quiet", keyless=keyless)]
        focused = QApplication.focusWidget()
        if self.isHidden():
            self._before = focused if focused and self._page.isAncestorOf(focused) else None
        else:
            self.typed.put_away()
        self._title = title
        self.asked += 1
        self.setAccessibleName(f"{title} {said}".strip())
        self._said = said
        self._card.show_question(title, said, extra)
        typed = extra if any(each.kind == "primary" for each in choices) and has_text(extra) else None
        *digits, last = digits_of(choices, bool(away and choices)) if typed is None else [None] * (len(choices) + 1)
        self._digits = {}
        self._buttons = [self._button(choice, digit) for choice, digit in zip(choices, digits, strict=True)]
        self._show_away(away or self._close_text, last)
        self._walk.begin(self._buttons, typed)
        self._main = next((each for each in self._buttons if each.property("kind") == "primary"), None)
        made = zip(self._buttons, digits, choices, strict=True)
        waiting = [(each, of.kind, _numbered("", digit), of.text, of.first) for each, digit, of in made if of.first]
        watch_ticks(extra, waiting, self._ticked)
        self._card.show_choices(self._buttons, columns)
        self.show()
        self.raise_()
        self._page_keys.suspend()
        self.opened.emit()
        self._place()
        first = next(iter(self._walk.stops if typed else ()), self)
        (self if isinstance(first, QPushButton) else first).setFocus()

    @property
    def title(self) -> str:
        """What is asked, or was asked last."""
        return self._title

    def tell(self, said: str) -> None:
        """Say something else below the title; what is asked stays."""
        self._said = said
        self.setAccessibleName(f"{self._title} {said}")
        self._card.say(said)
        self._place()

    def close_sheet(self) -> None:
        self.hide()
        self._page_keys.resume()
        self.typed.put_away()
        before = self._before if self._before and isValid(self._before) else None
        (before if before and before.isVisible() and before.isEnabled() else self._page).setFocus()
        self.closed.emit()

    def let_go(self) -> None:
        """Close, and hold nothing of what was asked or typed any more."""
        if not self.isHidden():
            self.typed.put_away(quietly=True)
            self.close_sheet()
        self.setAccessibleName("")
        self._card.show_question("", "", None)

    @property
    def form(self) -> QWidget | None:
        """What is asked for besides, while the sheet is shown."""
        return None if self.isHidden() else self._card.form

    def to_primary(self) -> None:
        """Give the focus to the choice that records: one press is left."""
        self._primary().setFocus()

    def press(self, index: int) -> None:
        if index < len(self._buttons):
            self._buttons[index].click()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab on the sheet: from the last control to the first."""
        self._walk.tab(forward)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the keys with the form where a finger only touched the ground beside it."""
        super().focusInEvent(event)
        last = self.form.focusWidget() if self.form is not None else None
        if event.reason() == Qt.FocusReason.MouseFocusReason and last is not None and last.isVisible():
            last.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep from the page below what neither a control nor the sheet's scope takes."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(10, 14, 16, 140))

    def _ticked(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        self.setGeometry(self._page.rect())
        self._card.place()

    def _button(self, choice: Choice, digit: int | None) -> WrappedButton:
        """Return the choice's button, with its digit where digits choose."""
        text, kind = _numbered(choice.text, digit), "idle" if choice.idle else choice.kind
        made = WrappedButton(text, partial(self._choose, choice), kind, choice.text)
        if digit is not None:
            self._digits[digit] = made
        if choice.on is not None:
            made.setCheckable(True)
            made.setChecked(choice.on)
        return made

    def _show_away(self, text: str, digit: int | None) -> None:
        """Call the way out so; one with a name of its own is an answer, and has a digit as the others have."""
        self._cancel.setText(_numbered(text, digit).replace("&", "&&"))
        self._cancel.setAccessibleName(text)
        if digit is not None:
            self._digits[digit] = self._cancel

    def _primary(self) -> QPushButton:
        assert self._main is not None, "nothing on this sheet records"
        return self._main

    def _choose(self, choice: Choice) -> None:
        if choice.idle:
            self.tell_beside(self._words.say("window", "choice-idle", choice=choice.text))
            return
        if not choice.may():
            return
        self.typed.choose()
        self.close_sheet()
        by_digit = self._by_digit
        self.choosing.emit(False, by_digit)
        choice.chosen()
        self.choosing.emit(True, by_digit)

    def _digit(self, number: int) -> None:
        if number in self._digits:
            self._by_digit = True
            self._lines.press(self._digits[number], self._digits[number].click)
            self._by_digit = False

    def _hurry(self) -> None:
        if not self._walk.typing:
            self.urgent.emit()

    def _pedal(self) -> None:
        """On a form go on, and then record; where there is only something to choose, say how."""
        if self._walk.typed_form is not None:
            go_on(self._card, self._primary().click)
        elif isinstance(self.focusWidget(), QPushButton):
            self._walk.click()
        else:
            self.tell_beside(self._words.say("window", "choose-how"))

    def tell_beside(self, text: str) -> None:
        """Say something beside what is asked."""
        self._card.say(f"{self._said} {text}".strip())
        self._place()

    def _enter(self) -> None:
        self._walk.enter(lambda: self._primary().click())


def _numbered(text: str, digit: int | None) -> str:
    return text if digit is None else f"{digit}.  {text}"
