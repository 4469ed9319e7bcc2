"""Texts by group and code, and how facts read in them: depths, times, masses, zones. The language is a table."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from console.core.dosing import UNITS, FigureCode, LabelFigure
from console.core.protocol import Protocol
from console.core.refusal import Refusal
from console.core.state_parts import Deviation

COUNTS = ("count", "passes", "reactions")
"""Facts by which a text has its own form for none and for one."""
Table = Mapping[str, Mapping[str, str]]


def join_sources(sources: Iterable[str]) -> str:
    """Return the sources in one line: each paper once, with what is cited from it behind its name."""
    papers: dict[str, list[str]] = {}
    for source in filter(None, sources):
        paper, _, said = source.partition(": ")
        papers.setdefault(paper, [])
        if said and said not in papers[paper]:
            papers[paper].append(said)
    return "; ".join(f"{paper}: {', '.join(said)}" if said else paper for paper, said in papers.items())


class Words:
    """The texts of one language. `table` has a group for each file of resources/i18n, its texts by code."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @property
    def language(self) -> str:
        """Return which language the texts are in, as BCP 47 names it."""
        return self._table["format"]["language"]

    def say(self, group: str, code: str, **facts: object) -> str:
        """Return the text with its braces filled; for a count of 1 or 0, `code-1` or `code-0` where the group has it.

        Raises KeyError for a text or fact that is not there: a bug.
        """
        texts = self._table[group]
        counted = (f"{code}-{facts[name]}" for name in COUNTS if name in facts)
        return texts[next((each for each in counted if each in texts), code)].format(**facts)

    def finding(self, code: str, seq: int | None, detail: str) -> str:
        """Return what is wrong in the store; without brackets where `detail` is ""."""
        text = self.say("finding", code, seq=seq, detail=detail)
        return text if detail else text.replace(" ()", "")

    def has(self, group: str, code: str) -> bool:
        """Whether the group has this text."""
        return code in self._table[group]

    def refusal(self, refusal: Refusal, protocol: Protocol | None = None) -> str:
        """Return what is not allowed and what to do instead."""
        return self.say("refusal", refusal.code, **self.facts(refusal.facts, protocol))

    def facts(self, facts: Mapping[str, object], protocol: Protocol | None = None) -> dict[str, str]:
        """Return facts as people read them: `depth_um` as {depth} in mm, `zone` and `step` as their labels."""
        read: dict[str, str] = {}
        for name, value in facts.items():
            if name.endswith("_um") and isinstance(value, int):
                read[name.removesuffix("_um")] = self.mm(value)
            elif name.endswith("_ms") and isinstance(value, int):
                read[name.removesuffix("_ms")] = clock_text(value)
            elif protocol and name == "zone":
                read[name] = self.zone(protocol, str(value))
            elif protocol and name in ("step", "now") and value in protocol.step:
                read[name] = protocol.step[str(value)].label
            elif name == "over" and isinstance(value, tuple):
                read[name] = "; ".join(self.over_label(each.code, each.value, each.limit) for each in value)
            elif name.endswith("_day"):
                read[name.removesuffix("_day")] = self.day(date.fromisoformat(str(value))) if value else ""
            elif name == "until":
                read[name] = str(value) or self.say("format", "unknown-day")
            else:
                read[name] = str(value)
        return read

    def deviation(self, deviation: Deviation, protocol: Protocol) -> str:
        """Return what was done otherwise: as the program noted it, or in a person's own words."""
        if not deviation.code:
            return deviation.what
        facts = self.facts(deviation.facts, protocol)
        if "rule" in facts:
            facts["rule"] = protocol.rule[facts["rule"]].text
        if "check" in facts:
            facts["check"] = protocol.check[facts["check"]].text
        if deviation.code == "over-label":
            known = [(code, deviation.facts.get(code), deviation.facts.get(f"{code}-limit")) for code in UNITS]
            facts["over"] = "; ".join(self.over_label(*each) for each in known if each[1] is not None)
            facts["prescriber"] = facts["prescriber"] or self.say("format", "none")
        if "by_ms" in deviation.facts:
            facts["by"] = self.spent(int(deviation.facts["by_ms"]))
        return self.say("deviation", deviation.code, **facts)

    def figure(self, figure: LabelFigure) -> tuple[str, str]:
        """Return what was recorded, and what the label says beside it."""
        value = self._amount(figure.code, figure.value)
        if figure.least:
            value = self.say("dose", "at-least", value=value)
        elif figure.of > 1:
            value = self.say("dose", "together", value=value)
        if figure.over:
            value = self.say("dose", "above", value=value)
        ends = {"usual": figure.usual, "limit": figure.limit}
        facts = {name: self._amount(figure.code, whole) for name, whole in ends.items() if whole is not None}
        return value, self.say("dose", "-".join(facts) or "no-limit", **facts)

    def _amount(self, code: FigureCode, whole: int | None) -> str:
        if whole is None:
            return self.say("format", "none")
        return self.say("dose", f"value-{code}", value=self.number(whole / UNITS[code], 3))

    def over_label(self, code: FigureCode, value: object, limit: object) -> str:
        """Return a figure above the label's, with the label's."""
        told = (self.number(number / UNITS[code], 3) if isinstance(number, int) else "" for number in (value, limit))
        return self.say("dose", f"over-{code}", **dict(zip(("value", "limit"), told, strict=True)))

    def spent(self, ms: int) -> str:
        """Return a duration that reads unlike a time of day: 37 min 30 s, 1 h 12 min. Seconds are cut."""
        seconds = abs(ms) // 1000
        parts = {"hours": seconds // 3600, "minutes": seconds // 60 % 60, "seconds": seconds % 60}
        told = [self.say("format", unit, number=number) for unit, number in parts.items() if number]
        return " ".join(told) or self.say("format", "seconds", number=0)

    def number(self, value: float, digits: int = 2) -> str:
        """Return a number without trailing zeros, with the language's decimal sign."""
        text = f"{value:.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", self._table["format"]["decimal"])

    def mm(self, depth_um: int | None) -> str:
        """Return a depth in mm with two decimals; "not recorded" for None."""
        if depth_um is None:
            return self.say("format", "none")
        figure = f"{depth_um / 1000:.2f}".replace(".", self._table["format"]["decimal"])
        return self.say("format", "mm", number=figure)

    def mm_range(self, least_um: int, most_um: int) -> str:
        """Return two depths with their unit once, or one where they are equal."""
        if least_um == most_um:
            return self.mm(most_um or None)
        least, most = (f"{um / 1000:.2f}".replace(".", self._table["format"]["decimal"]) for um in (least_um, most_um))
        return self.say("format", "mm", number=self.say("format", "range", least=least, most=most))

    def instant(self, utc_ms: int, minutes: int = 0) -> str:
        """Return a day and a time of day, `minutes` east of UTC."""
        at = datetime.fromtimestamp(utc_ms / 1000 + minutes * 60, UTC)
        return f"{self.weekday(at)} {self.day(at)} {at:%H:%M}"

    def weekday(self, at: date) -> str:
        """Return the weekday, short."""
        return self._table["format"]["days"].split()[at.weekday()]

    def day(self, at: date, year: bool = True) -> str:
        """Return the day, with or without its year."""
        months = self._table["format"]["months"].split()
        return self.say(
            "format", "day" if year else "day-of-year", day=at.day, month=months[at.month - 1], year=at.year
        )

    def zone(self, protocol: Protocol, zone: str) -> str:
        """Return the zone's label with its side, the client's left or right; an unknown zone's id as it is."""
        known = protocol.zone.get(zone)
        if known is None:
            return zone
        side = zone.rpartition("-")[2]
        if side not in ("left", "right") or zone in protocol.own_ids:
            return known.label
        return self.say("format", side, zone=known.label[:1].lower() + known.label[1:])


def clock_text(ms: int) -> str:
    """Return a duration as h:mm:ss, or m:ss below an hour; seconds are cut, not rounded."""
    hours, rest = divmod(abs(ms) // 1000, 3600)
    sign = "-" if ms < 0 else ""
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{sign}{rest // 60}:{rest % 60:02}"
