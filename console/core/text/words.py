"""How what the program knows reads in a language: refusals, deviations, figures, findings, zones."""

import re
from collections.abc import Iterable, Mapping

from console.core.allowed import Allowed
from console.core.anatomy import Zone, short_label, sub_area_of, to_um, zone_of
from console.core.dosing import UNITS, FigureCode, LabelFigure, rounded
from console.core.names import same_key
from console.core.people import NONE_KNOWN, Entry, SaysOfEntry
from console.core.protocol import Protocol
from console.core.refusal import Refusal
from console.core.settling import range_side
from console.core.spacing import clock_behind
from console.core.state_parts import Deviation
from console.core.text.locale import Locale, clock_text

_FIELD = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def join_sources(sources: Iterable[str]) -> str:
    """Return the sources in one line: each paper once, with what is cited from it behind its name."""
    papers: dict[str, list[str]] = {}
    for source in filter(None, sources):
        paper, _, said = source.partition(": ")
        papers.setdefault(paper, [])
        if said and said not in papers[paper]:
            papers[paper].append(said)
    return "; ".join(f"{paper}: {', '.join(said)}" if said else paper for paper, said in papers.items())


class Words(Locale):
    """Reads refusals, deviations, figures, findings and zones in one language."""

    def finding(self, code: str, seq: int | None, detail: str) -> str:
        """Return what is wrong in the store; without brackets where `detail` is ""."""
        brackets = self.say("format", "brackets", text=detail) if detail else ""
        return self.say("finding", code, seq=seq, detail=detail, brackets=brackets)

    def refusal(self, refusal: Refusal, protocol: Protocol | None = None) -> str:
        """Return what is not allowed and what to do instead; with the fact `of` what it would be before."""
        of = refusal.facts.get("of")
        group, code = ("before", str(of)) if of else ("refusal", refusal.code)
        return self.say(group, code, **self.facts(refusal.facts, protocol))

    def facts(self, facts: Mapping[str, object], protocol: Protocol | None = None) -> dict[str, str]:
        """Return facts as people read them: `zone` and `step` as their labels, `depth_um` as {depth} in mm, the ISO day
        `until_day` as {until}, `since_utc` as the time {since}, a tuple as a list, a refusal as what it says.
        """
        read: dict[str, str] = {}
        for name, value in facts.items():
            if name.endswith("_um") and isinstance(value, int):
                read[name.removesuffix("_um")] = self.mm(value)
            elif name.endswith("_ms") and isinstance(value, int):
                read[name.removesuffix("_ms")] = clock_text(value)
            elif name.endswith("_utc") and isinstance(value, int):
                read[name.removesuffix("_utc")] = self.clock_time(value)
            elif protocol and name == "zone":
                read[name] = self.zone(protocol, str(value))
            elif protocol and name in ("step", "now") and value in protocol.step:
                read[name] = protocol.step[str(value)].label
            elif name == "over" and isinstance(value, tuple):
                read[name] = self.listed(
                    (self.over_label(each.code, each.value, each.limit) for each in map(rounded, value)), "list-long"
                )
            elif name == "creams" and isinstance(value, tuple):
                read[name] = self.listed(f"{self.clock_time(each.utc_ms)} {each.agent}" for each in value)
            elif name == "drugs" and isinstance(value, tuple):
                read[name] = self._drugs(value, bool(facts["least"]))
            elif isinstance(value, Allowed):
                read[name] = _FIELD.sub(lambda found: self._field(found[0]), self.allowed(value))
            elif name.endswith("_day"):
                read[name.removesuffix("_day")] = self.iso_day(str(value)) or self.say("format", "unknown-day")
            elif isinstance(value, Refusal):
                read[name] = self.refusal(value, protocol)
            elif isinstance(value, tuple):
                read[name] = self.listed(map(str, value))
            else:
                read[name] = str(value)
        return read

    def allowed(self, what: Allowed | str) -> str:
        """Return what is allowed at a place of a protocol file; what the reader of its format said stays as it is."""
        if isinstance(what, str):
            return what
        facts = {name: self.number(each) if isinstance(each, float) else each for name, each in what.facts}
        return self.say("allowed", what.code, **self.facts(facts))

    def _field(self, name: str) -> str:
        """Return what a number of the protocol is called; a name that has no text as it is."""
        return self.say("adoption", f"number-{name}") if self.has("adoption", f"number-{name}") else name

    def deviation(self, deviation: Deviation, protocol: Protocol, plain: bool = True) -> str:
        """Return what was done otherwise: as the program noted it, or in a person's own words.

        Where `plain` is not set it is told as on papers of before: days as the clocks make them, though they ran back,
        and the end of a cream's time as its maximum, though none was adopted.
        """
        if not deviation.code:
            return deviation.what
        facts = self.facts(deviation.facts, protocol)
        if "rule" in facts:
            facts["rule"] = protocol.rule[facts["rule"]].text
        if "check" in facts:
            facts["check"] = protocol.check[facts["check"]].text
        if deviation.code == "over-label":
            known = [(code, deviation.facts.get(code), deviation.facts.get(f"{code}-limit")) for code in UNITS]
            facts["over"] = self.listed((self.over_label(*each) for each in known if each[1] is not None), "list-long")
            facts["prescriber"] = facts["prescriber"] or self.say("format", "none")
        if deviation.code == "second-cream":
            told = ((name.removeprefix("drug-"), mg) for name, mg in deviation.facts.items() if name[:5] == "drug-")
            facts["drugs"] = self._drugs(told, bool(deviation.facts["least"]))
        if deviation.code == "cover-forbidden":
            facts["prescriber"] = facts["prescriber"] or self.say("format", "none")
        if "by_ms" in deviation.facts:
            facts["by"] = self.spent(int(deviation.facts["by_ms"]))
        code = "too-soon-clock" if plain and clock_behind(deviation) else deviation.code
        code = "cream-time-over" if plain and "no_maximum" in deviation.facts else code
        return self.say("deviation", code, **facts)

    def _drugs(self, drugs: Iterable[tuple[str, str | int | float]], least: bool) -> str:
        """Return the drugs of several creams together; where one has no amount on record, as the least."""
        told = self.listed(
            self.say("window", "drug", name=name, number=self.number(round(float(mg)))) for name, mg in drugs
        )
        if not told:
            return self.say("dose", "drugs-open")
        return self.say("dose", "at-least", value=told) if least else told

    def grams(self, mass_mg: int | None) -> str:
        """Return milligrams in grams; "" where none were recorded."""
        return "" if mass_mg is None else self.say("format", "g", number=self.number(mass_mg / 1000, 3))

    def ml(self, volume_ul: int | None) -> str:
        """Return microlitres in millilitres; "" where none were recorded."""
        return "" if volume_ul is None else self.say("format", "ml", number=self.number(volume_ul / 1000, 3))

    def outside_range(self, zone: Zone, depth_um: int | None) -> str:
        """Return on which side of the zone's published range a depth lies; "" within it, and where there is none."""
        side = range_side(zone, depth_um)
        if not side or zone.suggest_mm is None:
            return ""
        published = self.mm_range(*map(to_um, zone.suggest_mm))
        return self.say("depths", side, depth=self.mm(depth_um), range=published)

    def entries(self, entries: Iterable[Entry]) -> str:
        """Return a client's entries in one line, "" for none; that nothing is known in the language's words."""
        return self.listed(map(self.said, entries), "list-long")

    def said(self, said: SaysOfEntry) -> str:
        """Return what an entry says, with since when and what happened behind it where that is recorded."""
        since = self.say("format", "since", time=said.since) if said.since else ""
        known = self.listed(filter(None, (said.reaction, since)))
        text = self.entry(said.text)
        return self.say("format", "said", text=text, known=known) if known else text

    def entry(self, text: str) -> str:
        """Return an entry's text as it was recorded; that nothing is known in the language's words."""
        none = self.say("format", "none-known")
        return none if same_key(text) == NONE_KNOWN != same_key(none) else text

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

    def zone(self, protocol: Protocol, zone: str) -> str:
        """Return the zone's label with its side, the client's left or right, of a sub-area with its kind and number.

        An unknown zone's id is returned as it is.
        """
        if "/" in zone:
            within = self.zone(protocol, zone_of(zone))
            return self.say("sub-area", "within", zone=within, what=self._sub_area(zone))
        known = protocol.zone.get(zone)
        if known is None:
            return zone
        side = zone.rpartition("-")[2]
        if side not in ("left", "right") or zone in protocol.own_ids:
            return known.label
        within = known.label[:1].lower() + known.label[1:]
        return self.say("format", side, zone=known.label, within=within)

    def short_zone(self, protocol: Protocol, zone: str) -> str:
        """Return the zone's label without what it says of where the zone ends; of a sub-area what it is, and that."""
        short = short_label(self.zone(protocol, zone_of(zone)))
        return self.say("sub-area", "short", zone=short, what=self._sub_area(zone)) if "/" in zone else short

    def _sub_area(self, place: str) -> str:
        what, number = sub_area_of(place)
        return self.say("sub-area", what, number=number) if self.has("sub-area", what) else place.partition("/")[2]
