"""The lines of a session script: a time, perhaps a session, a verb, words and options."""

import re
import shlex

from msgspec import Struct

TIME = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d\d)\Z")
OPTION = re.compile(r"([a-z-]+)=(.*)\Z", re.DOTALL)
LONGEST = 4_000


class ScriptError(Exception):
    """A script that can't go on: file, line, what was expected there and what was found."""

    def __init__(self, file: str, line: int, expected: str, found: str) -> None:
        super().__init__(f"{file}:{line}: expected {expected}, found {found}")
        self.file, self.line, self.expected, self.found = file, line, expected, found


class Line(Struct, frozen=True):
    """One line. t_ms since the script began; `session` is the name behind @, or ""."""

    file: str
    number: int
    t_ms: int
    session: str
    verb: str
    words: tuple[str, ...]
    options: dict[str, str]

    def error(self, expected: str, found: str) -> ScriptError:
        return ScriptError(self.file, self.number, expected, found)

    def time(self, text: str) -> int:
        """h:mm:ss or m:ss in milliseconds."""
        found = milliseconds(text)
        if found is None:
            raise self.error("a time as h:mm:ss or m:ss", repr(text))
        return found

    def number_of(self, text: str) -> int:
        if not re.fullmatch(r"\d{1,6}", text):
            raise self.error("a whole number", repr(text))
        return int(text)

    def thousandths(self, text: str, unit: str) -> int:
        """A decimal number times a thousand: mm to µm, g to mg."""
        if not re.fullmatch(r"\d{1,5}(\.\d{1,3})?", text):
            raise self.error(f"a number of {unit} such as 0.75", repr(text))
        whole, _, rest = text.partition(".")
        return int(whole) * 1000 + int(rest.ljust(3, "0"))

    def yes(self, text: str) -> bool:
        if text not in ("yes", "no"):
            raise self.error("yes or no", repr(text))
        return text == "yes"


def milliseconds(text: str) -> int | None:
    """h:mm:ss or m:ss in milliseconds; None where it is neither."""
    match = TIME.match(text)
    if not match or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        return None
    return ((int(match[1] or 0) * 60 + int(match[2])) * 60 + int(match[3])) * 1000


def clock_text(ms: int) -> str:
    """Milliseconds as h:mm:ss, or m:ss below an hour; seconds are cut, not rounded."""
    hours, rest = divmod(abs(ms) // 1000, 3600)
    sign = "-" if ms < 0 else ""
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{sign}{rest // 60}:{rest % 60:02}"


def parse(text: str, file: str) -> list[Line]:
    """The lines of a script, comments left out. Raises ScriptError at the first that is none."""
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        words = _words(raw, file, number)
        if words:
            line = _line(words, file, number)
            if lines and line.t_ms < lines[-1].t_ms:
                raise line.error(f"a time from {clock_text(lines[-1].t_ms)} on", clock_text(line.t_ms))
            lines.append(line)
    return lines


def _words(raw: str, file: str, number: int) -> list[str]:
    if len(raw) > LONGEST * 2:
        raise ScriptError(file, number, f"at most {LONGEST * 2} characters in a line", str(len(raw)))
    try:
        return shlex.split(raw, comments=True)
    except ValueError as error:
        raise ScriptError(file, number, "quotes in pairs", str(error)) from None


def _line(words: list[str], file: str, number: int) -> Line:
    t_ms = milliseconds(words[0])
    if t_ms is None:
        raise ScriptError(file, number, "a time as h:mm:ss", repr(words[0][:40]))
    rest = words[1:]
    session = rest.pop(0)[1:] if rest and rest[0].startswith("@") else ""
    if not rest:
        raise ScriptError(file, number, "a verb", "the end of the line")
    plain: list[str] = []
    options: dict[str, str] = {}
    for word in rest[1:]:
        match = OPTION.match(word)
        if match and " " not in match[1]:
            options[match[1]] = match[2]
        else:
            plain.append(word)
    return Line(file, number, t_ms, session, rest[0], tuple(plain), options)
