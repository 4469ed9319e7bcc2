"""Parsing a session script into lines: a time, perhaps a session, a verb, words and options."""

import re

from msgspec import Struct

from console.core.text.locale import clock_text

TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d)\Z", re.ASCII)
TOKEN = re.compile(
    r"""\s*(?:(?P<comment>\#.*)
    |(?P<option>[a-z-]+)=(?P<value>"[^"]*"|[^\s"]*)(?!\S)
    |(?P<quoted>"[^"]*")(?!\S)
    |(?P<word>[^\s"]+)(?!\S))""",
    re.VERBOSE,
)
LONGEST = 8_000
"""Characters of a line."""


class ScriptError(Exception):
    """A script that can't go on: file, line, what was expected there and what was found."""

    def __init__(self, file: str, line: int, expected: str, found: str) -> None:
        super().__init__(f"{file}:{line}: expected {expected}, found {found}")
        self.file, self.line, self.expected, self.found = file, line, expected, found


class Line(Struct, frozen=True):
    """One line. t_ms: since the script began; session: the name behind @, or ""."""

    file: str
    number: int
    t_ms: int
    session: str
    verb: str
    words: tuple[str, ...]
    options: dict[str, str]

    def error(self, expected: str, found: str) -> ScriptError:
        """Return the error to raise at this line."""
        return ScriptError(self.file, self.number, expected, found)

    def fit(self, what: str, least: int, most: int, options: frozenset[str], before: int = 0) -> None:
        """Raise ScriptError for too few or too many words after the first `before`, or an unknown option."""
        count = len(self.words) - before
        if not least <= count <= most:
            words = f"{least}" if least == most else f"{least} to {most}"
            raise self.error(f"{what} with {words} word{'' if least == most == 1 else 's'}", str(count))
        for option in self.options:
            if option not in options:
                known = "options of " + ", ".join(sorted(options)) if options else "no options"
                raise self.error(f"{what} with {known}", option)

    def time(self, text: str) -> int:
        """Return h:mm:ss or m:ss in milliseconds. Raises ScriptError."""
        found = milliseconds(text)
        if found is None:
            raise self.error("a time as h:mm:ss or m:ss", repr(text))
        return found

    def number_of(self, text: str) -> int:
        """Return a whole number of up to six digits. Raises ScriptError."""
        if not re.fullmatch(r"[0-9]{1,6}", text):
            raise self.error("a whole number", repr(text))
        return int(text)

    def thousandths(self, text: str, unit: str) -> int:
        """Return a decimal number times a thousand: mm as µm, g as mg. Raises ScriptError, naming the unit."""
        if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", text):
            raise self.error(f"a number of {unit} such as 0.75", repr(text))
        whole, _, rest = text.partition(".")
        return int(whole) * 1000 + int(rest.ljust(3, "0"))

    def yes(self, text: str) -> bool:
        """Return whether the text is "yes". Raises ScriptError for neither "yes" nor "no"."""
        if text not in ("yes", "no"):
            raise self.error("yes or no", repr(text))
        return text == "yes"


def option_set(names: str) -> frozenset[str]:
    """Return the names of options, which stand with blanks between them."""
    return frozenset(names.split())


def milliseconds(text: str) -> int | None:
    """Return h:mm:ss or m:ss in milliseconds; None where the text is neither."""
    match = TIME.match(text)
    if not match or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        return None
    return ((int(match[1] or 0) * 60 + int(match[2])) * 60 + int(match[3])) * 1000


def parse(text: str, file: str) -> list[Line]:
    """Return the lines of a script without its comments. Raises ScriptError at the first that is none."""
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        tokens = _tokens(raw, file, number)
        if tokens:
            line = _line(tokens, file, number)
            if lines and line.t_ms < lines[-1].t_ms:
                raise line.error(f"a time from {clock_text(lines[-1].t_ms)} on", clock_text(line.t_ms))
            lines.append(line)
    return lines


def _tokens(raw: str, file: str, number: int) -> list[tuple[str | None, str]]:
    """Return (option, value) or (None, word); a text in double quotes is one word and never an option."""
    if len(raw) > LONGEST:
        raise ScriptError(file, number, f"at most {LONGEST} characters in a line", str(len(raw)))
    found: list[tuple[str | None, str]] = []
    rest = raw.rstrip()
    at = 0
    while at < len(rest):
        match = TOKEN.match(rest, at)
        if match is None:
            raise ScriptError(
                file, number, "double quotes in pairs, around a whole word or value", repr(rest[at:][:40])
            )
        at = match.end()
        if match["comment"] is None:
            found.append((match["option"], (match["value"] or match["quoted"] or match["word"] or "").strip('"')))
    return found


def _line(tokens: list[tuple[str | None, str]], file: str, number: int) -> Line:
    plain = [text for option, text in tokens if option is None]
    options: dict[str, str] = {}
    for option, text in tokens:
        if option is not None and option in options:
            raise ScriptError(file, number, f"{option} once", "twice")
        if option is not None:
            options[option] = text
    t_ms = milliseconds(plain[0]) if plain else None
    if t_ms is None or tokens[0][0] is not None:
        raise ScriptError(file, number, "a time as h:mm:ss", repr((plain[0] if plain else tokens[0][1])[:40]))
    rest = plain[1:]
    session = rest.pop(0)[1:] if rest and rest[0].startswith("@") else ""
    if len(plain) - len(rest) > 1 and not session:
        raise ScriptError(file, number, "a session's name after @", "none")
    if not rest:
        raise ScriptError(file, number, "a verb", "the end of the line")
    return Line(file, number, t_ms, session, rest[0], tuple(rest[1:]), options)
