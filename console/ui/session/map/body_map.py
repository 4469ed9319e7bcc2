"""The map of a client's face or body: shows each zone's state and takes its presses, by mouse, touch, keys or voice."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.labels import enlarge
from console.ui.session.map import map_drawing, map_view
from console.ui.session.map.map_scene import MapScene
from console.ui.session.map.map_view import FINGER, View
from console.ui.session.map.sub_area_marks import MarkLook, in_thousandths
from console.ui.session.map.zone_button import ZoneButton, ZoneLook

__all__ = ["BodyMap", "ZoneLook"]

_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_WAY_MS = 180


class BodyMap(QWidget):
    """What is current and chosen is told by its owner: an arrow key only asks for another zone by `selected`."""

    pressed = Signal(str)
    """A zone was clicked, touched, or activated by assistive technology; one that must not be needled, too."""
    selected = Signal(str)
    """An arrow key moved to this zone."""
    placed = Signal(str, int, int)
    """While `placing`, a zone was pressed here, in thousandths of the map's width and height."""
    nearer = Signal()
    """A press only went nearer, and took no zone."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._name, self._words = "", words
        self._scene = MapScene(self, words)
        self._buttons: dict[str, ZoneButton] = {}
        self._view = self._goal = View(0, 0)
        self._started: QPointF | None = None
        self._nearer_at: QPointF | None = None
        self._still = self.placing = False
        self._way = QVariantAnimation(self)
        self._way.setDuration(_WAY_MS)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.valueChanged.connect(self._go)
        self._back = QPushButton(words.say("map", "whole"), self)
        self._back.setAccessibleName(words.say("map", "whole-long"))
        enlarge(self._back)
        self._back.clicked.connect(self.show_whole)
        self._back.hide()
        self.setAccessibleName(words.say("map", "name"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the client's left stays where it is
        arrows = {name: partial(self.move, *by) for name, by in _ARROWS.items()}
        KeyScope(self).bind_after({**arrows, "enter": self._take, "back": self.step_back})

    def sizeHint(self) -> QSize:
        return QSize(640, 590)

    def minimumSizeHint(self) -> QSize:
        return QSize(112, 80)

    @property
    def figure(self) -> str:
        """Which figure is shown."""
        return self._name

    @property
    def zoomed(self) -> bool:
        return self._goal.factor > 1

    def show_map(self, name: str) -> None:
        """face, scalp, body-front or body-back."""
        if name == self._name:
            return
        self._name = name
        drawing = map_drawing.load(name)
        old, had = self._buttons, self._has_focus()
        self._buttons = {zone: ZoneButton(zone, self) for zone in drawing.zones}
        for zone, button in self._buttons.items():
            button.clicked.connect(lambda _=False, zone=zone: self.pressed.emit(zone))
            button.show()
        self._scene.show_map(name, drawing)
        self._jump(map_view.whole(drawing.box))
        self._tell(had)
        for button in old.values():
            button.setParent(None)
            button.deleteLater()

    def show_zones(self, looks: Mapping[str, ZoneLook], current: str, chosen: str) -> None:
        """`current` is the zone in work, `chosen` the one the arrow keys reached; zones of other maps may be there."""
        if self._scene.show_zones(looks, current, chosen):
            self._tell()
            self._follow(chosen)
            self.update()

    def begin_placing(self, hint: str) -> None:
        """Wait for the place of a mark and say so; with "" leave off."""
        self.placing, self._scene.marks.hint = bool(hint), hint
        self.setAccessibleDescription(hint)
        self.update()

    def show_marks(self, looks: Sequence[MarkLook]) -> None:
        """The sub-areas, of this figure and others; a press on one is a press on it, not on the zone below."""
        if tuple(looks) != self._scene.marks.looks:
            self._scene.marks.looks = tuple(looks)
            self.update()

    def set_colours(self, tokens: Mapping[str, str]) -> None:
        """Colours by their role in the theme."""
        self._scene.set_colours(tokens)
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        self._still = reduced

    def move(self, dx: int, dy: int) -> None:  # type: ignore[override]
        """Ask for the nearest zone to the right (1, 0), left, below (0, 1) or above the chosen one."""
        if not self._buttons:
            return
        if zone := map_drawing.neighbour(self._scene.drawing, self._scene.stop, dx, dy):
            self.selected.emit(zone)

    def show_whole(self) -> None:
        """Back from a part of the figure to all of it."""
        self._turn(map_view.whole(self._scene.drawing.box))

    def zone_rect(self, zone: str) -> QRectF:
        """Where the zone is now, in the widget."""
        return self._scene.transform(self._view).mapRect(self._scene.drawing.zones[zone].path.boundingRect())

    def zone_point(self, zone: str) -> QPointF:
        """A point well within the zone, in the widget."""
        return self._scene.transform(self._view).map(self._scene.drawing.zones[zone].heart)

    def label_boxes(self) -> dict[str, tuple[QRectF, QPointF | None]]:
        """Where the labels stand in the widget, and to which point the leader lines of those beside the figure go."""
        transform = self._scene.transform(self._view)
        return {
            place.zone: (transform.mapRect(place.box), place.target and transform.map(place.target))
            for place in self._scene.label_places(self._view)
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._buttons:
            with QPainter(self) as painter:
                self._scene.paint(painter, self._view, self._moving, self._ring())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._scene.forget()
            self.update()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._nearer_at = None
        left, moving = event.button() == Qt.MouseButton.LeftButton, self._moving
        self._started = event.position() if left and not moving else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press by habit, at the place that made it go nearer, means no zone."""
        nearer = self._nearer_at and (event.position() - self._nearer_at).manhattanLength() < FINGER / 2
        if not nearer:
            self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        started, self._started = self._started, None
        if started is None or not self._buttons:
            return
        zone = self._scene.zone_at(self._view, event.position())
        if zone == self._scene.zone_at(self._view, started):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(zone, event.position())

    def place_at_stop(self) -> None:
        """Place a mark in the middle of the zone at which the keys are."""
        zone = self._scene.stop
        self.placed.emit(zone, *in_thousandths(self._scene.drawing.box, self._scene.drawing.zones[zone].heart))

    def _take(self) -> None:
        if self._buttons and self.placing:
            self.place_at_stop()
        elif self._buttons:
            self.pressed.emit(self._scene.stop)

    def step_back(self) -> bool:
        """Show all of the figure again; return whether a part of it was shown."""
        zoomed = self.zoomed
        if zoomed:
            self.show_whole()
        return zoomed

    def _press(self, zone: str, at: QPointF) -> None:
        """A zone as wide as a finger is taken at once; among small ones the first press only goes nearer."""
        mark = "" if self.placing else self._scene.mark_at(self._view, at)
        if mark:
            self.pressed.emit(mark)
            return
        drawing, small = self._scene.drawing, []
        if not self.zoomed:
            small = map_view.among(drawing, zone, self._scene.on_map(self._view, at), self._scene.scale(self._view))
        if small:
            self._nearer_at = at
            self._turn(map_view.nearer(small, drawing.box, QSizeF(self.size())))
            self.nearer.emit()
        elif zone and self.placing:
            self.placed.emit(zone, *in_thousandths(drawing.box, self._scene.on_map(self._view, at)))
        elif zone:
            self.pressed.emit(zone)

    def _follow(self, chosen: str) -> None:
        """Keep the chosen zone in sight."""
        if not self.zoomed or chosen not in self._buttons:
            return
        area = self._scene.drawing.zones[chosen]
        goal = self._scene.transform(self._goal).mapRect(area.path.boundingRect())
        if not QRectF(self.rect()).contains(goal):
            nearer = map_view.nearer([area], self._scene.drawing.box, QSizeF(self.size()))
            self._turn(View(nearer.x, nearer.y, self._goal.factor))

    @property
    def _moving(self) -> bool:
        return self._way.state() == QVariantAnimation.State.Running

    def _turn(self, goal: View) -> None:
        self._way.stop()
        self._goal, self._from = goal, self._view
        if self._still or not self.isVisible():
            self._jump(goal)
        else:
            self._way.start()

    def _go(self, part: float) -> None:
        self._view = self._from.towards(self._goal, part)
        if part < 1:
            self.update()
        else:
            self._place()

    def _jump(self, view: View) -> None:
        self._way.stop()
        self._view = self._goal = view
        self._place()

    def _place(self) -> None:
        for zone, button in self._buttons.items():
            button.cover(self.zone_rect(zone))
        self._back.setVisible(self.zoomed)
        self._back.adjustSize()
        self._back.move(map_view.MARGIN, map_view.MARGIN)
        self._back.raise_()
        self.update()

    def _tell(self, focus: bool = False) -> None:
        """Names and states for assistive technology; one zone at a time is a stop of the Tab key."""
        if not self._buttons:
            return
        for zone, button in self._buttons.items():
            button.tell(self._scene.look(zone), zone == self._scene.current, self._words)
        stop, had = self._buttons[self._scene.stop], focus or self._has_focus()
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is stop else Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(stop)
        self.setTabOrder(self._back, stop)  # else the way on leads past what stands behind the map
        if had:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        return any(button.hasFocus() for button in self._buttons.values())

    def _ring(self) -> str:
        """The zone with the ring: the chosen one, or where the Tab key has come to."""
        return self._scene.stop if self._scene.chosen in self._buttons or self._buttons[self._scene.stop].by_key else ""
