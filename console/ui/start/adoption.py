"""The page of numbers: all that a protocol says, read part by part, edited in place, adopted by name."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from console.app.protocol_offer import Offer
from console.core.clock import Clock
from console.core.protocol_reading import Section
from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.card import scroll_by_keys
from console.ui.kit.fields import Trouble
from console.ui.kit.labels import button, label
from console.ui.kit.later import later
from console.ui.kit.layouts import column, holder, row, scroll_area
from console.ui.kit.paging import Pages
from console.ui.start.part_groups import Part, parts, unbounded
from console.ui.start.part_view import PartView
from console.ui.start.still_open import open_numbers

ABOVE = 12
"""Pixels around the place where a number is set."""
SEEN_MS = 1000
"""So long it stands there that all is read before a press adopts: the press before it was for the last part."""


class Adoption(QWidget):
    """Shows the parts one after the other; each is read to its end. Emits `kept` with a number as typed, and `turned`.

    `turned` says that what the primary button does is something else now.
    """

    kept = Signal(str, str, str, str)
    turned = Signal()

    def __init__(self, words: Words, clock: Clock) -> None:
        super().__init__()
        self._words, self._clock = words, clock
        self._read_ms = -SEEN_MS
        self.offer: Offer | None = None
        self.name = ""
        self._parts: dict[Section, Part] = {}
        self._read: set[Section] = set()
        self._to_follow = self._stays = False
        self.at: Section = "agents"
        self._title, self._state = label("", "title", strong=True, wrap=True), label("", "body", "soft", wrap=True)
        self._lead, self._left = label("", "body", "soft", wrap=True), label("", strong=True, wrap=True)
        self._left.hide()
        self.before = button("‹", lambda: self.turn(-1), name=self._say("part-before"))
        self.after = button("›", lambda: self.turn(1), name=self._say("part-after"))
        self.view = PartView(words)
        self._scrolled = holder(column(self._lead, self.view, gap=10))
        self.area = scroll_area(self._scrolled)
        self.pages = Pages(self.area, self._scrolled, lambda: self.view.pieces)
        self.trouble = Trouble()
        across = row(self.before, column(self._title, self._state, gap=2), self.after, gap=14)
        across.setStretch(1, 1)
        self.setLayout(column(across, self._left, self.area, self.trouble, gap=10))
        self.view.kept.connect(self.kept)
        self.view.editing.connect(self._follow_editor)
        self.pages.turned.connect(self.turned)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._range_changed())
        keys = KeyScope(self)
        scroll_by_keys(keys, self.area, back=self.pages.turn_back)
        keys.bind_after({"choose": self.hold_back})
        keys.bind({"left": lambda: self.turn(-1), "right": lambda: self.turn(1)})

    def show_offer(self, offer: Offer, name: str) -> None:
        """Show what is offered to whoever is called so; what somebody else has read, they have not."""
        other, self.name = name != self.name, name
        if self.offer == offer and not other:
            return
        if other:
            self._read.clear()
        first, self.offer, self._parts = other or self.offer is None, offer, parts(offer)
        if offer.in_force is not None:
            self._read |= {section for section, part in self._parts.items() if not part.changed}
        if first:
            self.at = next((each for each in self._parts if each not in self._read), "agents")
        place = 0 if first else self.area.verticalScrollBar().value()
        self._show(place)

    def forget(self) -> None:
        """What is offered next is read from its beginning."""
        self.offer = None
        self._read.clear()

    @property
    def primary(self) -> str:
        if self.view.editor is not None:
            return self._say("keep")
        if self.unread and not self.pages.at_end:
            return self._say("read-on")
        left = self._next_unread()
        if left is not None:
            return self._say("next-part", title=self._say(left))
        if self.unread:
            return self._say("last-part")
        return self._say("adopt", name=self.name) if self.worth_adopting else self._say("nothing")

    @property
    def waits(self) -> bool:
        """Whether the primary button has nothing to do."""
        return self.offer is not None and self.view.editor is None and not self.unread and not self.worth_adopting

    @property
    def adopts(self) -> bool:
        """Whether the primary button adopts: that takes a press of the button itself."""
        return self.view.editor is None and not self.unread and self.worth_adopting

    @property
    def worth_adopting(self) -> bool:
        return self.offer is not None and (self.offer.in_force is None or bool(self.offer.changes))

    def check(self) -> bool:
        """Whether all is read and it can be adopted; else go on with what is next, as the primary button says."""
        self.trouble.set_text("")
        if self.view.editor is not None:
            self.view.editor.keep()
        elif self.unread and not self.pages.at_end:
            self.pages.turn()
        elif self.unread:
            self._read.add(self.at)
            left = self._next_unread()
            if left is not None:
                self.at = left
                self._show(0)
            else:
                self.pages.release()
                self._stays = True
                free = unbounded(self.offer.protocol) if self.offer else 0
                told = [open_numbers(self._words, self.offer)] if self.offer else []
                told += [self._say("unbounded", number=free)] if free else []
                told += [self._say("adopt-how", name=self.name)] if self.worth_adopting else []
                self._left.setText(" ".join(told))
                self._left.show()
                self._tell(self._lead_text())
                self._read_ms = self._clock.now().boot_ms
                self.area.setFocus()  # else the key that reads on would press what adopts
        else:
            soon = 0 <= self._clock.now().boot_ms - self._read_ms < SEEN_MS
            return self.worth_adopting and not (soon and self.hold_back())
        return False

    def hold_back(self) -> bool:
        """Whether all is read and a press of no button would adopt: say how one does."""
        if self.adopts:
            self.trouble.set_text(self._say("adopt-how", name=self.name))
        return self.adopts

    def turn(self, by: int) -> None:
        """Go to the part before or after, whether this one was read or not."""
        order = list(self._parts)
        at = order.index(self.at) + by
        if 0 <= at < len(order):
            self.at = order[at]
            held = self.before.hasFocus() or self.after.hasFocus()
            self._show(0)
            if held and not (self.before if by < 0 else self.after).isEnabled():
                self.area.setFocus()  # else a pedal would press whatever the focus falls on: the way back

    def go_on(self) -> bool:
        return self.view.editor is not None and self.view.editor.go_on()

    def back(self) -> bool:
        """Whether going back stayed here: out of a number, or to the part before."""
        self.trouble.set_text("")
        if self.view.close_editor():
            return True
        first = not self._parts or self.at == next(iter(self._parts))
        self.turn(-1)
        return not first

    def begin(self) -> None:
        if self.view.editor is not None:
            self.view.editor.begin()

    def refuse(self, text: str) -> None:
        """Say what is wrong with what was typed beside it."""
        (self.view.editor.trouble if self.view.editor is not None else self.trouble).set_text(text)

    @property
    def unread(self) -> list[Section]:
        """The parts that nobody has read yet."""
        return [each for each in self._parts if each not in self._read]

    def _next_unread(self) -> Section | None:
        """Return the next part after this one that nobody has read, from the first again at the end."""
        left, order = [each for each in self.unread if each != self.at], list(self._parts)
        after = [each for each in left if order.index(each) > order.index(self.at)]
        return next(iter(after or left), None)

    def _show(self, place: int) -> None:
        assert self.offer is not None
        self._stays = False
        self._left.setVisible(not self.unread and bool(self._left.text()))
        self._tell(self._lead_text())
        self.setUpdatesEnabled(False)  # until all of it has its place
        self.view.show_part(self.offer, self._parts[self.at])
        later(self, lambda: self._settle(place))

    def _tell(self, lead: str) -> None:
        """Say above the part which it is, and whether it is read."""
        part, order = self._parts[self.at], list(self._parts)
        number = order.index(self.at) + 1
        self._title.setText(self._say(self.at))
        count = len(part.changes)
        state = [self._say("place", number=number, of=len(order))]
        state += [self._say("is-read")] if self.at in self._read and not count else []
        state += [self._say("changes", count=count)] if count else []
        self._state.setText(" · ".join(state))
        self._lead.setText(lead)
        self.before.setEnabled(number > 1)
        self.after.setEnabled(number < len(order))

    def _follow_editor(self) -> None:
        """Bring the place where a number is set into sight, once it has its room."""
        self.pages.release()
        self._to_follow = self.view.editor is not None
        self.turned.emit()

    def _range_changed(self) -> None:
        made, self._to_follow = self.view.editor if self._to_follow else None, False
        if made is not None:
            later(made, lambda: self._bring(made))
        elif self._stays:  # what is still open is said above: what was in sight keeps its place
            self.area.verticalScrollBar().setValue(self.area.verticalScrollBar().maximum())
        self.turned.emit()

    def _bring(self, made: QWidget) -> None:
        """Scroll so far that the whole of it is in sight; its beginning, where there is no room for all."""
        top, bar = made.mapTo(self._scrolled, QPoint(0, 0)).y(), self.area.verticalScrollBar()
        bar.setValue(min(top - ABOVE, max(bar.value(), top + made.height() - bar.pageStep() + ABOVE)))

    def _settle(self, place: int) -> None:
        """Show what stands here, whole and at once."""
        self.pages.show_from(place)
        self.setUpdatesEnabled(True)

    def _lead_text(self) -> str:
        assert self.offer is not None
        adopted = self.offer.adopted
        if adopted is None:
            return self._say("lead")
        day = self._words.day(self._words.day_of(adopted.utc_ms))
        return self._say("lead-again" if self.worth_adopting else "lead-same", name=adopted.by, day=day)

    def _say(self, code: str, **facts: object) -> str:
        return self._words.say("adoption", code, **facts)
