"""The texts of one language by group and code, and how numbers, depths, days and times read in it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from string import Formatter
from typing import Self

from console.core.days import day_start
from console.core.text.isolates import FIGURE, isolated
from console.core.text.plurals import PluralRules, plural_category

Table = Mapping[str, Mapping[str, str | Mapping[str, str]]]


class _Earlier(dict[str, Mapping[str, str | Mapping[str, str]]]):
    """The groups of a table, each read when it is first asked for, under the texts of the group `earlier`."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._today = table

    def __missing__(self, group: str) -> Mapping[str, str | Mapping[str, str]]:
        begin = f"{group}-"
        said = self._today["earlier"].items()
        earlier = {code.removeprefix(begin): text for code, text in said if code.startswith(begin)}
        self[group] = {**self._today[group], **earlier}
        return self[group]


class Locale:
    """Reads texts and figures from the table of a language.

    table     a group for each file of resources/i18n, its texts by code; `plurals` has the language's plural rules
    minutes   local time's lead over UTC where the room is, in minutes, at an instant in ms of UTC
    isolates  whether facts are isolated where they could turn the text around them: on a screen, not in a file
    """

    def __init__(self, table: Table, minutes: Callable[[int], int] = lambda utc_ms: 0, isolates: bool = True) -> None:
        self._table, self._minutes, self._isolates = table, minutes, isolates

    def of_earlier_papers(self) -> Self:
        """Return the texts as papers of earlier forms have them: those of the group `earlier` over today's."""
        return type(self)(_Earlier(self._table), self._minutes, self._isolates)

    @cached_property
    def language(self) -> str:
        """Return the language's code, by BCP 47."""
        return self.say("format", "language")

    @cached_property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.say("format", "direction") == "rtl"

    @cached_property
    def longer(self) -> float:
        """Return how long its texts are beside the English ones: a window has room for so much smaller text."""
        return float(self.say("format", "longer"))

    def has(self, group: str, code: str) -> bool:
        """Whether the group has this text."""
        return code in self._table[group]

    def say(self, group: str, code: str, **facts: object) -> str:
        """Return the text with its braces filled, in the form for `count`; for a count of 0 `code-none`, if given.

        Facts are isolated, but not one that is the whole text, nor in `format`, where they are the language's own.
        Raises KeyError for a text or fact that is not there: a bug.
        """
        parts = self.parts(group, code, **facts)
        if group != "format" and any(parts[::2]):
            parts[1::2] = map(self.isolate, parts[1::2])
        return "".join(parts)

    def parts(self, group: str, code: str, **facts: object) -> list[str]:
        """Return a text cut at its facts: the words at even places, the facts at odd ones."""
        return [str(facts[part]) if at % 2 else part for at, part in enumerate(_cut(self._text(group, code, facts)))]

    def isolate(self, fact: str) -> str:
        """Return the fact isolated, where texts are, if its letters could turn those around it."""
        return fact if not self._isolates or FIGURE.fullmatch(fact) else isolated(fact, self.rtl)

    def listed(self, parts: Iterable[str], code: str = "list") -> str:
        """Return the parts that are not "" in one line: `list`, or `list-long` where a part may be one itself.

        Each of several is isolated, so that none turns those beside it.
        """
        told = list(filter(None, parts))
        return self.say("format", code).join(map(self.isolate, told) if len(told) > 1 else told)

    def pair(self, name: str, value: str) -> str:
        """Return what something is called and what it is: "Lot: A 12"."""
        return self.say("format", "pair", name=self.isolate(name), value=self.isolate(value))

    def number(self, value: float, digits: int = 2) -> str:
        """Return a number without trailing zeros, with the language's decimal sign."""
        text = self.fixed(value, digits)
        sign = self.say("format", "decimal")
        return text.rstrip("0").removesuffix(sign) if sign in text else text

    def fixed(self, value: float, digits: int) -> str:
        """Return a number with so many decimals, with the language's decimal sign."""
        return f"{value:z.{digits}f}".replace(".", self.say("format", "decimal"))

    def mm(self, depth_um: int | None) -> str:
        """Return a depth in mm with two decimals; "not recorded" for None."""
        if depth_um is None:
            return self.say("format", "none")
        return self.say("format", "mm", number=self.fixed(depth_um / 1000, 2))

    def mm_range(self, least_um: int, most_um: int) -> str:
        """Return two depths with their unit once, or one where they are equal."""
        if least_um == most_um:
            return self.mm(most_um or None)
        least, most = (self.fixed(um / 1000, 2) for um in (least_um, most_um))
        return self.say("format", "mm", number=self.say("format", "range", least=least, most=most))

    def spent(self, ms: int) -> str:
        """Return a duration that reads unlike a time of day: 37 min 30 s, 1 h 12 min. Seconds are cut."""
        seconds = abs(ms) // 1000
        parts = {"hours": seconds // 3600, "minutes": seconds // 60 % 60, "seconds": seconds % 60}
        told = [self.say("format", unit, number=number) for unit, number in parts.items() if number]
        return self.listed(told, "list-units") or self.say("format", "seconds", number=0)

    def local(self, utc_ms: int, minutes: int | None = None) -> datetime:
        """Return an instant by a record's own lead over UTC where it says one, else in the room's time."""
        return local_time(utc_ms, self._minutes(utc_ms) if minutes is None else minutes)

    def day_of(self, utc_ms: int, minutes: int | None = None) -> date:
        """Return the day at an instant, as `local` has it."""
        return self.local(utc_ms, minutes).date()

    def day_start(self, utc_ms: int) -> int:
        """Return the instant at which the room's day began, in ms of UTC."""
        return day_start(utc_ms, self._minutes)

    def clock_time(self, utc_ms: int, seconds: bool = False) -> str:
        """Return the room's time of day."""
        return self.time(self.local(utc_ms), seconds)

    def day_and_time(self, utc_ms: int, minutes: int | None = None) -> str:
        """Return weekday, day and time of day, as `local` has them."""
        return self.instant(self.local(utc_ms, minutes))

    def instant(self, at: datetime) -> str:
        """Return weekday, day and time of day."""
        return self.say("format", "day-time", day=self.weekday_day(at), time=self.time(at))

    def time(self, at: datetime, seconds: bool = False) -> str:
        """Return the time of day."""
        facts = {"hour": f"{at.hour:02}", "minute": f"{at.minute:02}", "second": f"{at.second:02}"}
        return self.say("format", "time-seconds" if seconds else "time", **facts)

    def weekday_day(self, at: date, year: bool = True) -> str:
        """Return the weekday, short, and the day."""
        weekday = self.say("format", "days").split()[at.weekday()]
        return self.say("format", "weekday-day", weekday=weekday, day=self.day(at, year))

    def day(self, at: date, year: bool = True) -> str:
        """Return the day with its month in words, so that none is taken for another; with or without its year."""
        code, month = "day" if year else "day-of-year", self.months[at.month - 1]
        return self.say("format", code, day=at.day, month=month, year=at.year)

    def iso_day(self, iso: str) -> str:
        """Return a recorded day, ISO, as people read it; a text that is no day as it is, "" for ""."""
        try:
            return self.day(datetime.fromisoformat(iso))
        except ValueError:
            return iso

    @cached_property
    def months(self) -> list[str]:
        """Return the months, short, from January on."""
        return self.say("format", "months").split()

    def _text(self, group: str, code: str, facts: Mapping[str, object]) -> str:
        texts = self._table[group]
        none = texts.get(f"{code}-none") if str(facts.get("count")) == "0" else None
        text = none or texts[code]
        if isinstance(text, str):
            return text
        count = facts["count"]
        if isinstance(count, str):
            count = count.replace(self.say("format", "decimal"), ".")
        return text.get(plural_category(self._plurals, count)) or text["other"]

    @cached_property
    def _plurals(self) -> PluralRules:
        return {category: rule for category, rule in self._table["plurals"].items() if isinstance(rule, str)}


def local_time(utc_ms: int, minutes: int) -> datetime:
    """Return an instant as the clock on the wall shows it where local time leads UTC by so many minutes."""
    return datetime.fromtimestamp(utc_ms / 1000 + minutes * 60, UTC)


def clock_text(ms: int) -> str:
    """Return a duration as h:mm:ss, or m:ss below an hour; seconds are cut, not rounded."""
    hours, rest = divmod(abs(ms) // 1000, 3600)
    sign = "-" if ms < 0 else ""
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{sign}{rest // 60}:{rest % 60:02}"


@lru_cache(maxsize=4096)
def _cut(text: str) -> tuple[str, ...]:
    """Return a text cut at its braces: the words at even places, the names of the facts at odd ones."""
    pieces: list[str] = []
    for words, name, _, _ in Formatter().parse(text):
        pieces += [words] if name is None else [words, name]
    return (*pieces, "") if len(pieces) % 2 == 0 else tuple(pieces)
