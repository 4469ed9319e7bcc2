"""A language that nobody speaks, made from English: longer, accented, from right to left. What it can't do, no language
can: a text that is written in the code stands there in plain English, one that is cut is cut in German too.
"""

import re
from collections.abc import Callable
from functools import cache
from string import Formatter
from typing import Any

import msgspec

from console.core.protocol import Protocol
from console.core.text.words import Words
from resources import Group
from tests.support.stage import protocol
from tests.support.texts import TABLES, TEXTS, WORDS

PLAIN, ACCENTED = "acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "āćďēğħīĵķļńōŕšťūŵŷžĀĆĎĒĞĦĪĴĶĻŃŌŔŠŤŪŴŶŽ"
PAD = "ø"
"""Stands after every second or third letter, and makes a word longer by two fifths."""
LONGER = "1.2"
"""As a translator would say it: not every text is longer by as much."""
RIGHT, TURN, END = "\u200f", "\u202e", "\u202c"
"""A mark from right to left, and what makes Latin letters run so."""
CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORWARDS, BACK = str.maketrans(PLAIN, ACCENTED), str.maketrans(ACCENTED, PLAIN, PAD)
TOLD = frozenset(
    ["label", "text", "title", "never", "first", "name", "actions", "what", "action", "call_if", "pause_point"]
)
"""What people read of a protocol; its sources are cited as they are."""
SPLIT, SAID = frozenset({"days", "months"}), frozenset({"none", "unknown-day", "left", "right"})
"""Of `format`: what is split into words, and what is said as it is; the rest are patterns and codes."""


def pseudo(text: str) -> str:
    """Return a text in the language, its braces as they are."""
    pieces = [_turned(words) + ("" if name is None else f"{{{name}}}") for words, name, _, _ in Formatter().parse(text)]
    return "".join(pieces)


def plain(text: str) -> str:
    """Return the English of what is shown in the language; English as it is."""
    return CONTROLS.sub("", text).translate(BACK)


def _turned(words: str) -> str:
    start, end = len(words) - len(words.lstrip()), len(words.rstrip())
    if not any(map(str.isalpha, words)):
        return words
    return f"{words[:start]}{RIGHT}{TURN}{_longer(words[start:end])}{END}{RIGHT}{words[end:]}"


def _longer(words: str) -> str:
    """Make words longer, but not those that hardly any language has longer."""
    return re.sub(r"\b[^\W\d_]{2,12}\b", lambda word: re.sub("(..)(.?)", rf"\1{PAD}\2", word[0]), words).translate(
        FORWARDS
    )


def _group(name: str, texts: Group) -> Group:
    if name == "format":
        ways = dict.fromkeys(SPLIT, _longer) | dict.fromkeys(SAID, pseudo)
        said = {code: way(str(texts[code])) for code, way in ways.items()}
        return {**texts, **said, "direction": "rtl", "longer": LONGER}
    return {
        code: pseudo(text) if isinstance(text, str) else {form: pseudo(each) for form, each in text.items()}
        for code, text in texts.items()
    }


@cache
def pseudo_words() -> Words:
    """Return the texts of the language."""
    return Words({"plurals": TEXTS["plurals"], **{name: _group(name, texts) for name, texts in TABLES.items()}})


@cache
def pseudo_protocol() -> Protocol:
    """Return the shipped protocol in the language."""
    return msgspec.convert(_told(msgspec.to_builtins(protocol()), ""), Protocol)


Language = Callable[[], tuple[Words, Protocol]]
"""The texts, and a protocol whose words are in the language too."""


def english() -> tuple[Words, Protocol]:
    return WORDS, protocol()


def mirrored() -> tuple[Words, Protocol]:
    return pseudo_words(), pseudo_protocol()


def _told(part: Any, key: str) -> Any:
    if isinstance(part, dict):
        return {name: _told(each, name) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [_told(each, key) for each in part]
    return _turned(part) if key in TOLD and isinstance(part, str) else part
