"""What a body map shows at the moment, and its painting; what does not change is kept as pictures."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from console.core.text.words import Words
from console.ui.session.map import map_painter, map_view, map_words, zone_painting
from console.ui.session.map.map_drawing import Drawing, Shape
from console.ui.session.map.map_labels import Place, places
from console.ui.session.map.map_painter import Colours, Label
from console.ui.session.map.map_view import View
from console.ui.session.map.sub_area_marks import Marks
from console.ui.session.map.zone_button import ZoneLook

_LABEL_SHARE, _LEAST_LABEL, _FONT_SHARE, _NEARER = 0.0225, 12.0, 0.85, 1.35
_SPILL = 4  # units by which the outline of the figure leaves its box
_EVEN = 4  # pictures begin at whole pixels of the screen, whatever quarters it scales by
Draw = Callable[..., None]


class MapScene:
    """Holds what its owner told it and decides nothing."""

    def __init__(self, widget: QWidget, words: Words) -> None:
        self._widget, self._words = widget, words
        self._name = ""
        self._looks: dict[str, ZoneLook] = {}
        self.current = self.chosen = ""
        self.drawing: Drawing
        self._colours: Colours | None = None
        self._layers: dict[str, tuple[object, QPixmap]] = {}
        self._placed: tuple[object, tuple[Place, ...]] = (None, ())
        self._inside: dict[object, QRectF | None] = {}
        self.marks = Marks()

    def show_map(self, name: str, drawing: Drawing) -> None:
        self._name, self.drawing = name, drawing
        self.forget()

    def show_zones(self, looks: Mapping[str, ZoneLook], current: str, chosen: str) -> bool:
        """Whether that changes anything."""
        new, old = (dict(looks), current, chosen), (self._looks, self.current, self.chosen)
        self._looks, self.current, self.chosen = new
        return new != old

    def set_colours(self, tokens: Mapping[str, str]) -> None:
        self._colours = Colours(tokens)
        self.forget()

    def forget(self) -> None:
        """Paint everything anew next time."""
        self._layers.clear()
        self._placed = (None, ())
        self._inside.clear()

    def look(self, zone: str) -> ZoneLook:
        return self._looks.get(zone) or ZoneLook(zone, zone.replace("-", " ").capitalize())

    @property
    def stop(self) -> str:
        """The zone at which the keys are."""
        zones = self.drawing.zones
        return next((zone for zone in (self.chosen, self.current) if zone in zones), next(iter(zones)))

    def on_map(self, view: View, at: QPointF) -> QPointF:
        """A point of the widget in units of the map."""
        inverse, _ = self.transform(view).inverted()
        return inverse.map(at)

    def zone_at(self, view: View, at: QPointF) -> str:
        return self.drawing.at(self.on_map(view, at))

    def mark_at(self, view: View, at: QPointF) -> str:
        return self.marks.at(at, self._name, self.drawing.box, self.transform(view))

    def transform(self, view: View) -> QTransform:
        return map_view.transform(view, self.drawing.box, self._size())

    def scale(self, view: View) -> float:
        return map_view.scale(view, self.drawing.box, self._size())

    def paint(self, painter: QPainter, view: View, moving: bool, ring: str) -> None:
        if self._colours is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._layer(painter, "figure", self.drawing.figure, view, moving)
        self._each_zone(painter, "ground", zone_painting.ground, view, moving)
        self._layer(painter, "features", self.drawing.features, view, moving)
        self._each_zone(painter, "outline", zone_painting.outline, view, moving)
        self._in_map(painter, view)
        zone_painting.rings(painter, self._colours, self.drawing.zones, self.current, ring, self.scale(view))
        painter.restore()
        if not moving:
            self._labels(painter, self._colours, view)
            way = self.transform(view)
            self.marks.paint(painter, self._colours, self._name, self.drawing.box, way, self._widget.font())

    def labels(self) -> dict[str, Label]:
        """What stands in or beside the zones of this map."""
        found = {}
        for zone in self.drawing.zones:
            look = self.look(zone)
            sign = map_words.LEFT_OUT if look.left_out else ""
            if look.treated or sign:
                said = [sign, "" if look.depth_um is None else self._depth(look.depth_um)]
                found[zone] = Label(" ".join(filter(None, said)), look.passes)
            elif look.ghost_um is not None or look.differs:
                said = ["≠" if look.differs else "", self._depth(look.ghost_um) if look.ghost_um else ""]
                found[zone] = Label(" ".join(filter(None, said)), ghost=True)
        return {zone: label for zone, label in found.items() if label.text or label.passes}

    def _depth(self, um: int) -> str:
        return self._words.number(um / 1000, 3)

    def label_places(self, view: View) -> tuple[Place, ...]:
        """Where the labels stand, in units of the map."""
        labels, pixels, scale = self.labels(), self._pixels(view), self.scale(view)
        font = self._widget.font()
        sizes = {zone: map_painter.label_size(label, font, pixels) / scale for zone, label in labels.items()}
        key = (self._name, sizes, view, self._size(), pixels, font, bool(self.legend(view)))
        if self._placed[0] != key:
            inverse, _ = self.transform(view).inverted()
            seen = inverse.mapRect(QRectF(self._widget.rect()).adjusted(4, 4, -4, -4))
            told = (*self.sides(view), *self.legend(view))
            taken = [inverse.mapRect(box) for box in (*(box for box, _ in told), *self._over())]
            self._placed = (key, places(self.drawing, sizes, seen, taken, self._inside))
        return self._placed[1]

    def sides(self, view: View) -> list[tuple[QRectF, str]]:
        """The words that say which side is the client's left, in the lower corners."""
        return map_words.sides(self._words, self.drawing, self._metrics(view), self._size())

    def legend(self, view: View) -> list[tuple[QRectF, str]]:
        """What the sign of a zone that is left out means, while there is one on this figure."""
        marked = any(look.left_out and look.map == self._name for look in self.marks.looks)
        if not marked and not any(self.look(zone).left_out for zone in self.drawing.zones):
            return []
        return map_words.legend(self._words, self._metrics(view), self._size())

    def _metrics(self, view: View) -> QFontMetricsF:
        return QFontMetricsF(map_painter.label_font(self._widget.font(), self._pixels(view), True))

    def _size(self) -> QSizeF:
        return QSizeF(self._widget.size())

    def _pixels(self, view: View) -> float:
        """The size of the labels' letters: what the font asks for, more where there is room."""
        font = QFontInfo(self._widget.font()).pixelSize() * _FONT_SHARE
        room = _LABEL_SHARE * min(self._widget.width(), self._widget.height())
        return max(_LEAST_LABEL, font, room) * (_NEARER if view.factor > 1 else 1.0)

    def _over(self) -> list[QRectF]:
        """What lies over the map."""
        plain = [child for child in self._widget.children() if isinstance(child, QWidget) and child.isVisible()]
        return [QRectF(child.geometry()) for child in plain if not child.objectName()]

    def _in_map(self, painter: QPainter, view: View) -> None:
        painter.save()
        painter.setTransform(self.transform(view), True)
        painter.setClipRect(self.drawing.box.adjusted(-_SPILL, 0, _SPILL, 0))

    def _layer(self, painter: QPainter, name: str, shapes: Sequence[Shape], view: View, moving: bool) -> None:
        colours = self._colours
        assert colours is not None
        whole = QRectF(self._widget.rect())
        self._kept(
            painter,
            name,
            None,
            whole,
            view,
            moving,
            lambda to: map_painter.shapes(to, colours, shapes, self.scale(view)),
        )

    def _each_zone(self, painter: QPainter, name: str, draw: Draw, view: View, moving: bool) -> None:
        """Most zones look as they did when the map was painted last."""
        colours, scale, transform = self._colours, self.scale(view), self.transform(view)
        assert colours is not None
        for zone, area in self.drawing.zones.items():
            look = self.look(zone)
            around = transform.mapRect(area.path.boundingRect()) & QRectF(self._widget.rect())
            job = partial(draw, colours=colours, look=look, area=area, scale=scale)
            if not around.isEmpty():
                self._kept(painter, f"{name} {zone}", look, around.adjusted(-3, -3, 3, 3), view, moving, job)

    def _kept(
        self, painter: QPainter, name: str, of: object, box: QRectF, view: View, moving: bool,
        draw: Callable[[QPainter], None],
    ) -> None:  # fmt: skip
        """What is drawn within the box, from its picture; painted afresh while the view moves."""
        if moving:
            self._in_map(painter, view)
            draw(painter)
            painter.restore()
            return
        ratio = self._widget.devicePixelRatioF()
        key = (of, self._name, view, self._size(), ratio)
        at = QPointF(*(_EVEN * math.floor(each / _EVEN) for each in (box.left(), box.top())))
        if name not in self._layers or self._layers[name][0] != key:
            picture = QPixmap(*(math.ceil(each * ratio) for each in (box.right() - at.x(), box.bottom() - at.y())))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                inner.translate(-at)
                self._in_map(inner, view)
                draw(inner)
                inner.restore()
            self._layers[name] = (key, picture)
        painter.drawPixmap(at, self._layers[name][1])

    def _labels(self, painter: QPainter, colours: Colours, view: View) -> None:
        font, pixels, labels, transform = self._widget.font(), self._pixels(view), self.labels(), self.transform(view)
        painter.setFont(map_painter.label_font(font, pixels, True))
        legend = self.legend(view)
        for box, word in (*self.sides(view), *legend):
            if view.factor > 1 or (box, word) in legend:
                map_painter.draw_chip(painter, colours["bg"], box)
            painter.setPen(colours["soft"])
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        placed = [(place, transform.mapRect(place.box)) for place in self.label_places(view)]
        for place, box in placed:
            look = self.look(place.zone)
            if place.target is not None:
                map_painter.draw_chip(painter, colours["bg"], box)
            elif look.cream:
                map_painter.draw_chip(painter, zone_painting.fill(colours, look) or colours["skin"], box)
        for place, box in placed:
            if place.target is not None:
                map_painter.draw_leader(painter, colours, box, transform.map(place.target))
        for place, box in placed:
            map_painter.draw_label(painter, colours, labels[place.zone], box, font, pixels)
