"""The one stylesheet, made of theme tokens and the text size. Variants are dynamic properties."""

from collections.abc import Mapping
from string import Template

SIZES = {"clock": 120, "far": 60, "huge": 40, "title": 29, "large": 21, "body": 16, "small": 15}
"""Text sizes of the design in pixels, by the property `lettering`."""

RULES = Template("""
* { outline: none; }
QWidget[ground="bg"] { background: $bg; }
QWidget[ground="panel"] { background: $panel; }
QFrame[card="true"] { background: $panel; border: 1px solid $line; border-radius: 18px; }
QFrame[bar="top"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[bar="side"] { background: $panel; border: none; border-$trailing: 1px solid $line; }
QFrame[bar="bottom"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QLabel { color: $ink; background: transparent; }
QLabel[tone="soft"] { color: $soft; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="stop"] { color: $stop; }
QLabel[tone="ok"] { color: $ok; }
QLabel[chip="ok"] { color: $ok; background: $ok_bg; }
QLabel[chip="stop"] { color: $stop; background: $stop_bg; }
QLabel[chip="warn"] { color: $warn; background: $warn_bg; }
QLabel[chip="accent"] { color: $ink; background: $accent_soft; }
QLabel[chip] { border-radius: 14px; padding: ${p6}px ${chip_end}px ${p6}px ${p12}px; }
QPushButton {
    color: $ink; background: $panel; border: 2px solid $outline; border-radius: 14px;
    padding: 4px ${p20}px; font-weight: bold; min-height: ${t48}px;
}
QPushButton[large="true"] { min-height: 60px; }
QPushButton[snug="true"] { min-height: 52px; }
QPushButton[keyed="below"] { padding-top: 0px; padding-bottom: 0px; }
QPushButton[kind="primary"] { color: $on; background: $accent; border: 2px solid $accent; }
QPushButton[kind="primary"][large="true"] { min-height: 72px; padding: 0 ${p32}px; font-size: ${f21}px; }
QPushButton[kind="waiting"], QPushButton[kind="opens"] {
    color: $soft; background: $bg; border: 2px dashed $outline; min-height: 72px; padding: 0 ${p32}px;
    font-size: ${f19}px;
}
QPushButton[kind="idle"] { color: $soft; background: $bg; border: 2px dashed $outline; }
QPushButton[large="true"][lettering="small"][kind] { font-size: ${f13}px; }
QPushButton[large="true"][lettering="least"][kind] { font-size: ${f10}px; }
QPushButton[kind="opens"] { color: $ink; background: $panel; border: 2px solid $accent; }
QPushButton[kind="key"] { padding: 4px ${p12}px; font-size: ${f21}px; }
QPushButton[kind="danger"] { color: $stop; border-color: $stop; }
QPushButton[kind="alarm"] { color: $panel; background: $stop; border-color: $stop; }
QPushButton[kind="quiet"] { border: 2px solid transparent; background: transparent; }
QPushButton[kind="quiet"]:hover { background: $accent_soft; }
QPushButton[kind="row"] { text-align: $leading; font-weight: normal; padding: 4px ${p16}px; }
QPushButton[kind="tab"] { padding: 4px ${p12}px; }
QPushButton:checked { background: $accent_soft; border-color: $accent; border-bottom-width: 5px; padding-bottom: 1px; }
QPushButton[kind="answer"] { padding: 4px ${p12}px; }
QPushButton[tone="ok"]:checked { background: $ok_bg; border-color: $ok; }
QPushButton[tone="warn"]:checked { background: $warn_bg; border-color: $warn; }
QPushButton:pressed { background: $accent_soft; }
QPushButton[kind="primary"]:pressed { background: $ink; border-color: $ink; color: $panel; }
QPushButton[kind="alarm"]:pressed { background: $ink; }
QPushButton:focus { border: 3px solid $accent; padding: 3px ${p19}px; }
QPushButton[kind="primary"]:focus { border: 3px solid $ink; }
QPushButton[kind="alarm"]:focus { border: 3px solid $ink; }
QPushButton[kind="row"]:focus { padding: 3px ${p15}px; }
QPushButton[kind="tab"]:focus, QPushButton[kind="answer"]:focus,
QPushButton[kind="key"]:focus { padding: 3px ${p11}px; }
QPushButton[kind="primary"][large="true"]:focus, QPushButton[kind="waiting"]:focus,
QPushButton[kind="opens"]:focus {
    padding: 0 ${p31}px; min-height: 70px;
}
QPushButton:disabled { color: $soft; border: 2px dashed $line; background: $bg; }
QLineEdit, QTextEdit, QPlainTextEdit, QDateEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    color: $ink; background: $panel; border: 2px solid $outline; border-radius: 14px;
    padding: 4px ${p12}px; min-height: ${t40}px; selection-background-color: $accent; selection-color: $on;
}
QLineEdit[large="true"], QDateEdit[large="true"], QComboBox[large="true"] { min-height: ${t52}px; }
QSpinBox QLineEdit, QDateEdit QLineEdit, QDoubleSpinBox QLineEdit { border: none; padding: 0; min-height: 0; }
QLineEdit:disabled { color: $soft; border: 2px dashed $line; background: $bg; }
QLineEdit { qproperty-alignment: "AlignAbsolute | Align$Leading | AlignVCenter"; }
QLineEdit, QTextEdit, QPlainTextEdit { placeholder-text-color: $soft; }
QLineEdit[apart="true"] { border-color: $stop; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QComboBox:focus { border-color: $accent; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 32px; }
QComboBox QAbstractItemView { background: $panel; color: $ink; selection-background-color: $accent_soft;
    selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 48px; padding: 0 ${p12}px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 26px; margin: 2px 2px 2px 8px; }
QScrollBar::handle:vertical { background: $outline; border-radius: 8px; min-height: 64px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; height: 0; }
QListView { background: transparent; border: none; }
QToolTip { color: $ink; background: $panel; border: 1px solid $outline; }
QFrame[banner="stop"] { background: $stop_bg; border: 2px solid $stop; border-radius: 14px; }
QFrame[banner="warn"] { background: $warn_bg; border: 2px solid $warn; border-radius: 14px; }
QFrame[banner="low"] { background: $accent_soft; border: 2px solid $accent; border-radius: 14px; }
QFrame[banner="stop-lit"] { background: $stop; border: 2px solid $stop; border-radius: 14px; }
QLabel[on="stop-lit"] { color: $stop_bg; background: $stop; }
QFrame[banner="warn-lit"] { background: $warn; border: 2px solid $warn; border-radius: 14px; }
QLabel[on="warn-lit"] { color: $warn_bg; background: $warn; }
QFrame[step="now"] { background: $accent_soft; border-radius: 14px; }
""")


def space(lettering: str) -> int:
    """Return the width of a space at the greatest text size.

    So far Qt moves a wrapped line from right to left that just has room, and would cut its end.
    """
    return round(SIZES[lettering] * 0.5)


def stylesheet(tokens: Mapping[str, str], scale: float, rtl: bool = False, tight: bool = False) -> str:
    """Return the rules with colours, sizes and sides filled in. Targets never shrink with the text; what stands beside
    the text of a button does where it is `tight`.
    """
    sides = {"leading": "right", "trailing": "left"} if rtl else {"leading": "left", "trailing": "right"}
    sides["Leading"] = sides["leading"].capitalize()
    sizes = {f"p{each}": round(each * min(scale, 1.25)) for each in (6, 12, 16, 20, 32)}
    if tight:
        sizes |= {"p16": sizes["p12"], "p20": sizes["p12"], "p32": sizes["p16"]}
    sizes |= {f"p{each - 1}": sizes[f"p{each}"] - 1 for each in (12, 16, 20, 32)}
    # Qt turns the sides of a padding from right to left, not those of a border
    sizes["chip_end"] = sizes["p12"] + (space("small") if rtl else 0)
    sizes |= {f"f{each}": max(13, round(each * scale)) for each in (10, 13, 19, 21)}
    sizes |= {f"t{each}": each for each in (40, 48, 52)}
    text = "".join(
        f'QLabel[lettering="{name}"] {{ font-size: {round(px * scale)}px; }}\n' for name, px in SIZES.items()
    )
    bold = 'QLabel[strong="true"] { font-weight: bold; }\n'
    return RULES.substitute(tokens, **sides, **{name: str(size) for name, size in sizes.items()}) + text + bold
