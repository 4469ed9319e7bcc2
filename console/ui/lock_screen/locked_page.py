"""The locked screen: the clocks of every couch, what anybody may do, and the way back in."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.core.events import UNKNOWN, SessionBody
from console.core.state import SessionState
from console.ui.alarms.bell import Bell
from console.ui.alarms.mute import MuteBar
from console.ui.danger.danger_button import DangerButton
from console.ui.danger.danger_panel import DangerPanel
from console.ui.input.key_scope import KeyScope
from console.ui.kit.card import head
from console.ui.kit.choice import Choice
from console.ui.kit.labels import label
from console.ui.kit.layouts import card, clear_layout, column, holder, row, scroll_area
from console.ui.kit.page_notice import PageNotice
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.lock_screen.locked_card import LockedCard
from console.ui.lock_screen.unlock_panel import UnlockPanel
from console.ui.shell.clinic_jobs import RefusedIntent
from console.ui.shell.model import Model

SIDE_PX, LEAST_SIDE_PX = 430, 380
EDGE, GAP, MOST_STRETCH = 18, 16, 100
DOWN, DOWN_LOW = 14, 4
"""Above and below the cards, and in a low window."""


class LockedPage(QWidget):
    """Shows no client, no map, no record. Emits `unlocked` with the Operator. Space and a pedal say it is locked."""

    unlocked = Signal(object)

    def __init__(self, model: Model, theme: Theme, bell: Bell) -> None:
        super().__init__()
        self._model, self._theme, self._bell = model, theme, bell
        self._say = partial(model.words.say, "lock")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._say("locked"))
        keys = KeyScope(self)
        self.prompt = Prompt(model.words, keys)
        self.unlock_panel = UnlockPanel(model)
        keys.bind_after({"choose": self._tell_locked})
        keys.bind_after(self.unlock_panel.by_key)
        self.unlock_panel.unlocked.connect(self.unlocked)
        self._notice = PageNotice(model, self)
        self._mute_bar = MuteBar(model.words, bell)
        self.danger = DangerPanel(model, theme, keys, self.prompt, locked=True)
        self.danger.closed.connect(self._hide_danger)
        self._none = label(self._say("nothing-runs"), "huge", strong=True, wrap=True)
        self.cards: dict[str, LockedCard] = {}
        self._list = QVBoxLayout()
        self._target: SessionState | None = None
        self._lay_out()
        model.refused.connect(self._ask_reason)

    def begin(self) -> None:
        """Begin each time the screen is locked."""
        self._notice.hide()
        self._hide_danger()
        self.unlock_panel.begin()
        self.tick()

    def tick(self) -> None:
        """Show clocks and alarms as they stand now; called four times a second at most."""
        states = self._model.open_sessions
        if list(self.cards) != [each.id for each in states]:
            clear_layout(self._list)
            self.cards = {}
            for number, each in enumerate(states, start=1):
                where = each.couch or self._say("session", number=number)
                self.cards[each.id] = LockedCard(self._model, self._theme, self._bell, where, self._act)
                self._list.addWidget(self.cards[each.id])
            self._none.setVisible(not states)
        for each in states:
            self.cards[each.id].show_state(each)
        self._mute_bar.tick(any(self._model.alarms_of(each) for each in states))
        self.unlock_panel.tick()
        self.danger.tick()

    def take_digits(self, digits: str, ended: bool) -> bool:
        """Type digits that came at once on the pad, where that is shown and nothing lies over it."""
        pad = self.unlock_panel.pad
        return pad.isVisible() and self.prompt.isHidden() and pad.take(digits, ended)

    def show_danger(self) -> None:
        """Show the danger card in place of the clocks and of the way back in; a sheet is put away."""
        if not self.prompt.isHidden():
            self.prompt.close_sheet()
        self._body.hide()
        self.danger.show()
        self.danger.begin()
        self.setFocus()

    def _hide_danger(self) -> None:
        self.danger.hide()
        self._body.show()
        self._danger_button.refresh()

    def forget(self) -> None:
        """Let go of every session once the screen is unlocked."""
        clear_layout(self._list)
        self.cards, self._target = {}, None
        self.unlock_panel.forget()

    def _tell_locked(self) -> None:
        """A pedal or Space did nothing: let it be seen and heard by whoever looks elsewhere."""
        self._notice.show_text(self._say("locked-press"))
        self._bell.sound.play("low", True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch that nothing took."""
        super().mousePressEvent(event)
        self._tell_nothing_taken()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nothing took, a letter of the pages below among them."""
        super().keyPressEvent(event)
        if event.text().strip():
            self._tell_nothing_taken()

    def _tell_nothing_taken(self) -> None:
        if not self._body.isHidden() and self.prompt.isHidden():
            self._tell_locked()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def _act(self, state: SessionState, body: SessionBody) -> None:
        self._target = state
        self._model.propose_for(state.id, body, actor=UNKNOWN)

    def _ask_reason(self, refused: RefusedIntent) -> None:
        """Offer the protocol's reasons, where a reason opens the way."""
        state, body, situation = self._target, refused.body, refused.refusal.situation
        if state is None or body is None or situation is None or not self.isVisible():
            return
        choices = [
            Choice(reason, partial(self._act, state, replace(body, reason=reason)))
            for reason in state.protocol.reason_texts(situation)
        ]
        self._notice.hide()
        self.prompt.ask(self._model.words.refusal(refused.refusal, state.protocol), choices)

    def _lay_out(self) -> None:
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(14)
        long = label(self._say("locked-long"), "body", "soft", wrap=True)
        long.setMaximumWidth(620)
        left = scroll_area(holder(column(self._none, self._list, 1)))
        side = card(scroll_area(self.unlock_panel), margin=8)
        body = self._across = QHBoxLayout()
        body.setSpacing(GAP)
        body.addLayout(column(self._mute_bar, left, gap=8), 1)
        body.addWidget(side)
        self._mute_bar.hide()
        self._body = holder(body)
        self._danger_button = DangerButton(self._model, self._theme, self.show_danger)
        aside = row(1, long, self._notice, self._danger_button)
        aside.setStretch(2, MOST_STRETCH)
        above = head(self._say("locked"), holder(aside))
        inside = above.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.setStretch(1, 0)
        inside.setStretch(2, 1)
        self._long = long
        self._notice.installEventFilter(self)
        outer = column(above, self._body, self.danger, gap=0)
        outer.setStretch(1, 1)
        outer.setStretch(2, 1)
        self.setLayout(outer)

        self._side = side
        self._theme.changed.connect(self._set_width)
        self._set_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is said of a press stands in the place of what is always said: no key of the pad moves for it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._long.setVisible(self._notice.isHidden())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_width()

    def _set_width(self) -> None:
        down = DOWN_LOW if self._theme.low else DOWN
        self._across.setContentsMargins(EDGE, down, EDGE, down)
        half = max(LEAST_SIDE_PX, (self.width() - 2 * EDGE - GAP) // 2)
        self._side.setFixedWidth(min(560, self._theme.px(SIDE_PX), half))
