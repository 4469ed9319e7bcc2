"""The map of a client's face or body: shows each zone's state and takes its presses, by mouse, touch, keys or voice."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.core.text.words import Words
from console.ui.input.key_scope import KeyScope
from console.ui.kit.labels import enlarge
from console.ui.session.map import map_drawing, map_view
from console.ui.session.map.map_camera import MapCamera
from console.ui.session.map.map_scene import MapScene
from console.ui.session.map.map_view import FINGER, View
from console.ui.session.map.sub_area_marks import MarkLook, in_thousandths
from console.ui.session.map.zone_button import ZoneLook
from console.ui.session.map.zone_stops import ZoneStops

__all__ = ["BodyMap", "ZoneLook"]

_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


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
        self._name = ""
        self._scene = MapScene(self, words)
        self._stops = ZoneStops(self, self._scene, words, self.pressed.emit)
        self._camera = MapCamera(self)
        self._camera.turned.connect(self._turned)
        self._started: QPointF | None = None
        self._nearer_at: QPointF | None = None
        self.placing = False
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
        return self._camera.zoomed

    def show_map(self, name: str) -> None:
        """face, scalp, body-front or body-back."""
        if name == self._name:
            return
        self._name = name
        drawing = map_drawing.load(name)

        def shown() -> None:
            self._scene.show_map(name, drawing)
            self._camera.jump(map_view.whole(drawing.box))

        self._stops.show_zones(drawing.zones, shown)
        self._stops.come_after(self._back)

    def show_zones(self, looks: Mapping[str, ZoneLook], current: str, chosen: str) -> None:
        """`current` is the zone in work, `chosen` the one the arrow keys reached; zones of other maps may be there."""
        if self._scene.show_zones(looks, current, chosen):
            self._stops.tell()
            self._stops.come_after(self._back)
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
        self._camera.still = reduced

    def move(self, dx: int, dy: int) -> None:  # type: ignore[override]
        """Ask for the nearest zone to the right (1, 0), left, below (0, 1) or above the chosen one."""
        if not self._stops:
            return
        if zone := map_drawing.neighbour(self._scene.drawing, self._scene.stop, dx, dy):
            self.selected.emit(zone)

    def show_whole(self) -> None:
        """Back from a part of the figure to all of it."""
        self._camera.turn(map_view.whole(self._scene.drawing.box))

    def zone_rect(self, zone: str) -> QRectF:
        """Where the zone is now, in the widget."""
        return self._scene.transform(self._camera.view).mapRect(self._scene.drawing.zones[zone].path.boundingRect())

    def zone_point(self, zone: str) -> QPointF:
        """A point well within the zone, in the widget."""
        return self._scene.transform(self._camera.view).map(self._scene.drawing.zones[zone].heart)

    def label_boxes(self) -> dict[str, tuple[QRectF, QPointF | None]]:
        """Where the labels stand in the widget, and to which point the leader lines of those beside the figure go."""
        transform = self._scene.transform(self._camera.view)
        return {
            place.zone: (transform.mapRect(place.box), place.target and transform.map(place.target))
            for place in self._scene.label_places(self._camera.view)
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stops:
            with QPainter(self) as painter:
                self._scene.paint(painter, self._camera.view, self._camera.moving, self._stops.ring)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._scene.forget()
            self.update()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._nearer_at = None
        left, moving = event.button() == Qt.MouseButton.LeftButton, self._camera.moving
        self._started = event.position() if left and not moving else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second press by habit, at the place that made it go nearer, means no zone."""
        nearer = self._nearer_at and (event.position() - self._nearer_at).manhattanLength() < FINGER / 2
        if not nearer:
            self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        started, self._started = self._started, None
        if started is None or not self._stops:
            return
        zone = self._scene.zone_at(self._camera.view, event.position())
        if zone == self._scene.zone_at(self._camera.view, started):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(zone, event.position())

    def place_at_stop(self) -> None:
        """Place a mark in the middle of the zone at which the keys are."""
        zone = self._scene.stop
        self.placed.emit(zone, *in_thousandths(self._scene.drawing.box, self._scene.drawing.zones[zone].heart))

    def _take(self) -> None:
        if self._stops and self.placing:
            self.place_at_stop()
        elif self._stops:
            self.pressed.emit(self._scene.stop)

    def step_back(self) -> bool:
        """Show all of the figure again; return whether a part of it was shown."""
        zoomed = self.zoomed
        if zoomed:
            self.show_whole()
        return zoomed

    def _press(self, zone: str, at: QPointF) -> None:
        """A zone as wide as a finger is taken at once; among small ones the first press only goes nearer."""
        mark = "" if self.placing else self._scene.mark_at(self._camera.view, at)
        if mark:
            self.pressed.emit(mark)
            return
        drawing, small = self._scene.drawing, []
        if not self.zoomed:
            view = self._camera.view
            small = map_view.among(drawing, zone, self._scene.on_map(view, at), self._scene.scale(view))
        if small:
            self._nearer_at = at
            self._camera.turn(map_view.nearer(small, drawing.box, QSizeF(self.size())))
            self.nearer.emit()
        elif zone and self.placing:
            self.placed.emit(zone, *in_thousandths(drawing.box, self._scene.on_map(self._camera.view, at)))
        elif zone:
            self.pressed.emit(zone)

    def _follow(self, chosen: str) -> None:
        """Keep the chosen zone in sight."""
        if not self.zoomed or chosen not in self._stops:
            return
        area = self._scene.drawing.zones[chosen]
        goal = self._scene.transform(self._camera.goal).mapRect(area.path.boundingRect())
        if not QRectF(self.rect()).contains(goal):
            nearer = map_view.nearer([area], self._scene.drawing.box, QSizeF(self.size()))
            self._camera.turn(View(nearer.x, nearer.y, self._camera.goal.factor))

    def _turned(self, arrived: bool) -> None:
        if arrived:
            self._place()
        else:
            self.update()

    def _place(self) -> None:
        self._stops.cover(self.zone_rect)
        self._back.setVisible(self.zoomed)
        self._back.adjustSize()
        self._back.move(map_view.MARGIN, map_view.MARGIN)
        self._back.raise_()
        self.update()
