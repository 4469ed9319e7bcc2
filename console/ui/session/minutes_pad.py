"""How many minutes: typed, or pressed together; any minute can be told."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.flow import Flow
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import column, holder, row

OFTEN = (2, 5, 10, 15, 20, 30, 45, 60)
MOST = 999
STEP_PX = 96
MINUTE_MS = 60_000


class MinutesPad(QWidget):
    """Has the keys while it is on a sheet: digits are the minutes, the arrows and + and − change them by one.

    Emits `taken` when the primary action's key or pedal is pressed: nothing is taken before minutes were told.
    """

    by_hand = True
    taken = Signal()

    def __init__(self, words: Words, read: Callable[[int], str], asked_ms: int = 0) -> None:
        """`read` says what so many minutes come to, and what to do while there are none. `asked_ms`: the minutes
        count back from then, and what was told is the same moment when it is asked again later."""
        super().__init__()
        self._words, self._read, self._asked_ms = words, read, asked_ms
        self.minutes, self._typing = 0, False
        self._said = label("", "large", strong=True, wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        often = holder(Flow(*(self._press(str(each), partial(self.show_minutes, each), each) for each in OFTEN)))
        less, more = (self._press(sign, partial(self.step, by)) for sign, by in (("−", -1), ("+", 1)))
        for end, code in ((less, "minute-less"), (more, "minute-more")):
            end.setFixedWidth(STEP_PX)
            end.setAccessibleName(words.say("window", code))
        across = row(less, self._said, more, gap=8)
        across.setStretch(1, 1)
        self.setLayout(column(often, across, gap=8))
        self._said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._said)
        keys: dict[str, Callable[[], object]] = {f"digit-{each}": partial(self._digit, each) for each in range(10)}
        keys |= {
            "erase": self._erase, "up": partial(self.step, 1), "down": partial(self.step, -1),
            "deeper": partial(self.step, 1), "less-deep": partial(self.step, -1),
            "choose": self.taken.emit, "enter": self.taken.emit,
        }  # fmt: skip
        KeyScope(self).bind_after(keys)
        self.show_minutes(0)

    @property
    def aside(self) -> dict[str, str]:
        """How many were told, and when that was asked."""
        return {"minutes": str(self.minutes), "asked": str(self._asked_ms)} if self.minutes else {}

    def put_aside(self, scanned: Mapping[str, str]) -> None:
        """Have the moment that was told before stand here."""
        if scanned:
            later_ms = self._asked_ms - int(scanned["asked"])
            self.show_minutes(int(scanned["minutes"]) + round(later_ms / MINUTE_MS))

    def show_minutes(self, minutes: int) -> None:
        """So many it is; what is typed next is another number."""
        self.minutes, self._typing = min(MOST, max(0, minutes)), False
        self._said.setText(self._read(self.minutes))

    def step(self, by: int) -> None:
        """One more, or one less."""
        self.show_minutes(self.minutes + by)

    def _digit(self, number: int) -> None:
        typed = self.minutes * 10 + number if self._typing else number
        if typed <= MOST:
            self.show_minutes(typed)
            self._typing = True

    def _erase(self) -> None:
        self.show_minutes(self.minutes // 10)
        self._typing = True

    def _press(self, text: str, pressed: Callable[[], object], minutes: int = 0) -> QPushButton:
        """Return a button that leaves the keys with the pad when it is touched."""
        name = self._words.say("window", "minutes-of", count=minutes) if minutes else text
        made = button(text, pressed, "tab", name, large=True)
        made.setMinimumWidth(64)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made
