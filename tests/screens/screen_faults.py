"""What is wrong with a screen, as lines of text: names, roles, order, sizes, room, places. Nothing wrong, no lines."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from console.ui.alarms.alarm_banner import AlarmBanner
from console.ui.danger.danger_board import DangerSide
from console.ui.input.scan_banner import ScanBanner
from console.ui.kit.layouts import to_top
from console.ui.kit.prompt import Prompt
from console.ui.kit.toast import Toast
from console.ui.lock_screen.locked_page import LockedPage
from console.ui.session.map.zone_button import ZoneButton
from console.ui.session.panes.zone_card import ZoneCard
from console.ui.session.session_page import SessionPage
from tests.screens.cropped_texts import InSight, called, cropped, left_out
from tests.screens.digit_faults import misnumbered

ROLE = QAccessible.Role
ROLES: tuple[tuple[type[QWidget], frozenset[QAccessible.Role]], ...] = (
    (QAbstractButton, frozenset({ROLE.Button, ROLE.CheckBox, ROLE.RadioButton})),
    (QAbstractSpinBox, frozenset({ROLE.SpinBox})),
    (QComboBox, frozenset({ROLE.ComboBox})),
    (QLineEdit, frozenset({ROLE.EditableText})),
    (QPlainTextEdit, frozenset({ROLE.EditableText})),
    (QAbstractItemView, frozenset({ROLE.List, ROLE.Table})),
)
SESSION_PX, PRIMARY_PX, ELSEWHERE_PX = 64, 76, 48
RAW_DAY = re.compile(r"(?<!Write it as )\b\d{4}-\d\d-\d\d\b")


def in_sight(whole: QWidget) -> InSight:
    held = [each for each in whole.children() if isinstance(each, QWidget) and each.isVisible()]
    found = {whole: held}
    for each in held:
        found |= in_sight(each)
    return found


def sheet_of(seen: InSight) -> Prompt | None:
    return next((each for each in seen if isinstance(each, Prompt)), None)


def controls(seen: InSight) -> list[QWidget]:
    """What can be pressed, typed into or chosen from; where a sheet lies over the page, only what is on it."""
    kinds, sheet = tuple(kind for kind, _ in ROLES), sheet_of(seen)
    every = [each for each in seen if isinstance(each, kinds) and each.isEnabled() and not _inner(each)]
    return [each for each in every if sheet is None or sheet.isAncestorOf(each)]


def _inner(widget: QWidget) -> bool:
    """A part of another control."""
    holder = widget.parentWidget()
    return isinstance(holder, QAbstractSpinBox | QComboBox)


def nameless(every: list[QWidget]) -> Iterator[str]:
    for each in every:
        if not each.accessibleName().strip():
            yield f"{called(each)} has no name"
        found = QAccessible.queryAccessibleInterface(each)
        wanted = next(roles for kind, roles in ROLES if isinstance(each, kind))
        if found.role() not in wanted:
            yield f"{called(each)} is a {found.role().name}"


def small(every: list[QWidget], page: QWidget) -> Iterator[str]:
    session = isinstance(page, SessionPage)
    for each in every:
        if isinstance(each, ZoneButton):
            continue
        main = session and each.property("kind") == "primary" and _bar(each)
        least = PRIMARY_PX if main else SESSION_PX if session else ELSEWHERE_PX
        if each.height() < least:
            yield f"{called(each)} is {each.height()} px high, not {least}"


def _bar(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    return holder is not None and holder.property("bar") == "bottom"


def unreached(whole: QWidget, every: list[QWidget], over: Prompt | None) -> Iterator[str]:
    """What the Tab key does not come to. Of buttons that exclude each other it comes to one."""
    wanted = [each for each in every if not isinstance(each, ZoneButton) and not _exclusive(each)]
    start = QApplication.focusWidget() or whole
    seen, strangers = list[QWidget](), list[QWidget]()
    for _ in range(2 * len(wanted) + 30):
        focused = QApplication.focusWidget() or whole
        if focused in seen[:1] and len(seen) > len(wanted):
            break
        seen.append(focused)
        if focused is not whole and not focused.isVisible():
            strangers.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    start.setFocus()
    for each in wanted:
        if each not in seen:
            yield f"{called(each)} is not reached by Tab"
    yield from (f"Tab comes to {called(each)}, which is not shown" for each in strangers)
    for each in seen:
        if over is not None and each is not over and not over.isAncestorOf(each):
            yield f"Tab leaves the sheet for {called(each)}"
            break


def _exclusive(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractButton):
        return False
    group: QButtonGroup | None = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def outside(seen: InSight) -> Iterator[str]:
    """What reaches out of what holds it, and neighbours that lie over each other."""
    for each in seen:
        holder = each.parentWidget()
        if holder is None or each.isWindow() or isinstance(each, ZoneButton) or _inner(each):
            continue
        box, room = each.geometry(), holder.rect()
        above = holder.parentWidget()
        if isinstance(above, QScrollArea) and above.viewport() is holder:
            room = QRect(0, box.top(), room.width(), box.height())
        if not box.isEmpty() and not room.contains(box):
            yield f"{called(each)} {box.getRect()} reaches out of {called(holder)} {holder.size().toTuple()}"
    for holder, held in seen.items():
        if holder.layout() is not None:
            yield from _over([each for each in held if not isinstance(each, Prompt | Toast | ScanBanner)])


def _over(beside: list[QWidget]) -> Iterator[str]:
    for at, each in enumerate(beside):
        for other in beside[at + 1 :]:
            if each.geometry().intersects(other.geometry()):
                yield f"{called(each)} {each.geometry().getRect()} over {called(other)} {other.geometry().getRect()}"


def lost(whole: QWidget, page: QWidget) -> Iterator[str]:
    """In a session name, allergies, timers, depth, danger and primary action are in sight whole, and never scroll; on
    the locked screen an alarm is in sight.
    """
    if isinstance(page, LockedPage):
        banners = [each for each in page.findChildren(AlarmBanner) if each.isVisible()]
        for first in banners[:1]:
            yield from _cut_at_top(whole, page, "first alarm", first)
    if not isinstance(page, SessionPage):
        return
    kept = {
        "name": page._top._name, "allergies": page._top._allergies, "primary action": page.bar.main,
        "danger": page.bar._danger, "more": page.bar._more,
    }  # fmt: skip
    kept |= {f"timer {at}": line for at, line in enumerate(page._rail._lines) if line.text()}
    for card in page.findChildren(ZoneCard):
        if card.isVisible() and not card._figures.isHidden():
            kept |= {"less deep": card._less, "depth": card._depth, "deeper": card._more}
    for name, each in kept.items():
        yield from _cut(whole, name, each)
        holder = each.parentWidget()
        while holder is not None and not isinstance(holder, QAbstractScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            yield f"the {name} scrolls"
    for side in page.findChildren(DangerSide):
        if side.isVisible():
            yield from _cut_at_top(whole, side, "way out of the danger card", side._ways_out)


def _cut_at_top(whole: QWidget, holder: QWidget, name: str, each: QWidget) -> Iterator[str]:
    """Where it stands in what scrolls it is seen at its top; Tab may have been at what is below."""
    for area in holder.findChildren(QScrollArea):
        if area.isAncestorOf(each):
            to_top(area)
    yield from _cut(whole, name, each)


def _cut(whole: QWidget, name: str, each: QWidget) -> Iterator[str]:
    box = QRect(each.mapTo(whole, QPoint(0, 0)), each.size())
    if not each.isVisible() or not whole.rect().contains(box) or each.visibleRegion().boundingRect() != each.rect():
        yield f"the {name} is not wholly in sight: {called(each)}"


def raw_days(seen: InSight) -> Iterator[str]:
    """A day as it is stored; one that shows how a day is typed is no fault."""
    for each in seen:
        text = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
        if RAW_DAY.search(f"{text} {each.accessibleName()} {each.accessibleDescription()}"):
            yield f"{called(each)} shows a day as it is stored"


def squeezed(whole: QWidget, page: QWidget) -> Iterator[str]:
    if page.minimumSizeHint().width() > page.width():
        yield f"the page needs {page.minimumSizeHint().toTuple()}, has {page.size().toTuple()}"
    for each in page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if each.isVisible() and not isinstance(each, Prompt) and (least := _least_height(each)) > each.height():
            yield f"{called(each)} needs {least} px, has {each.height()}"


def _least_height(widget: QWidget) -> int:
    """Texts that wrap count at the width that they have."""
    layout, least = widget.layout(), widget.minimumHeight() or widget.minimumSizeHint().height()
    if layout is not None and layout.hasHeightForWidth():
        return min(least, layout.totalMinimumHeightForWidth(widget.width()))
    return least


def faults(whole: QWidget, page: QWidget, tab: bool = True) -> list[str]:
    seen = in_sight(whole)
    every = controls(seen)
    return [
        *nameless(every), *small(every, page), *cropped(seen), *left_out(seen), *outside(seen), *lost(whole, page),
        *squeezed(whole, page), *raw_days(seen), *misnumbered(whole, [*seen]),
        *(unreached(whole, every, sheet_of(seen)) if tab else ()),
    ]  # fmt: skip
