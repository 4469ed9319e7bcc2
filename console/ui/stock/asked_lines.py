"""The lines of a form of the stock page: each field with what it is for beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from console.ui.kit.day_line import DayLine
from console.ui.kit.labels import enlarge, label
from console.ui.kit.layouts import column, holder, row
from console.ui.kit.theme import Theme

CAPTION_PX = 150
"""The width of what a field is for, as drawn."""


def lay_out(
    theme: Theme, fields: Sequence[tuple[str, QWidget]], wrong: Mapping[QWidget, QWidget] | None = None
) -> QWidget:
    """Return the fields, each with what it is for beside it, and below it what is `wrong` with it."""
    inside = column(gap=8)
    for title, field in fields:
        enlarge(field)
        field.setAccessibleName(title)
        caption = label(title, "small", "soft", wrap=True)
        caption.setFixedWidth(theme.px(CAPTION_PX))
        below: list[QWidget] = [field.reading] if isinstance(field, DayLine) else []
        below += [wrong[field]] if wrong and field in wrong else []
        line = row(caption, column(field, *below, gap=2))
        line.setStretch(1, 1)
        inside.addLayout(line)
    return holder(inside)
