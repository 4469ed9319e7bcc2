"""How well every text and every part of a control stands out from its ground, by the stylesheet's own pairs."""

import re
from collections.abc import Iterator, Mapping

from console.ui.kit.stylesheet import RULES

TEXT, PART = 4.5, 3.0
GROUNDS = ("bg", "panel")
"""What is behind a text that brings no ground of its own."""
PAINTED = (
    ("soft", "accent_soft"), ("ink", "accent_soft"), ("ok", "bg"), ("warn", "bg"), ("stop", "bg"), ("accent", "bg"),
    ("ink", "skin"), ("stop", "accent_soft"), ("ink", "stop_bg"), ("ink", "warn_bg"),
)  # fmt: skip
"""Texts that widgets paint themselves, and those on a tinted step, banner or pressed button."""
RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
CONTROLS = ("QPushButton", "QLineEdit", "QScrollBar::handle", "QCheckBox", "QFrame[banner")


def luminance(colour: str) -> float:
    """As WCAG 2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rules() -> Iterator[tuple[str, dict[str, str]]]:
    """Each selector with the tokens that it uses, by property."""
    template = re.sub(r"\$\{(\w+)\}", r"$\1", RULES.template)
    for selectors, body in RULE.findall(template):
        found = {}
        for line in body.split(";"):
            name, _, value = line.partition(":")
            token = re.search(r"\$([a-z_]+)\b(?!\d)", value)
            if token and not re.fullmatch(r"[pft]\d+", token.group(1)):
                found[name.strip()] = token.group(1)
            elif "transparent" in value:
                found[name.strip()] = ""
        yield from ((selector.strip(), found) for selector in selectors.split(","))


def pairs() -> Iterator[tuple[float, str, str, str]]:
    """What must stand out how far: the least ratio, the token, its ground's token, and where."""
    colour: dict[str, str] = {}
    ground: dict[str, str] = {}
    for selector, found in rules():
        base = re.split(r"[\[:]", selector)[0]
        kind = re.sub(r":(checked|pressed|hover|focus|disabled).*$", "", selector)
        text = found.get("color") or colour.get(kind) or colour.get(base, "")
        behind = found.get("background", ground.get(kind, ground.get(base, "")))
        if selector in (base, kind):
            colour[selector], ground[selector] = text, behind
        edge = found.get("border-color") or found.get("border", "")
        if "selection-color" in found:
            yield TEXT, found["selection-color"], found["selection-background-color"], selector
        if text:
            yield from ((TEXT, text, each, selector) for each in ([behind] if behind else GROUNDS))
        if edge and selector.startswith(CONTROLS) and ":disabled" not in selector:
            yield from ((PART, edge, each, selector) for each in GROUNDS)
    yield from ((TEXT, text, behind, "painted") for text, behind in PAINTED)


def faint(tokens: Mapping[str, str]) -> list[str]:
    return [
        f"{where}: {text} on {ground} is {found:.2f}, not {least}"
        for least, text, ground, where in pairs()
        if (found := ratio(tokens[text], tokens[ground])) < least
    ]
