"""What stands in the code of a pack, in words."""

from collections.abc import Iterator
from datetime import date, datetime

from console.core.product_codes import named_code
from console.core.text.words import Words
from console.exchange.contents import Udi
from console.exchange.gs1_days import PackDay


def pack_text(words: Words, udi: Udi, today: date) -> str:
    """Return what stands in the code, in one line; what is not in it is left out."""
    ends = "expired" if udi.expiry and date.fromisoformat(udi.expiry) < today else "expires"
    codes: dict[str, str] = dict(named_code(each) for each in (udi.gtin, udi.code) if each)
    parts = codes | {"lot": udi.lot, ends: words.iso_day(udi.expiry), "serial": udi.serial}
    told = [words.say("scan", name, value=value) for name, value in parts.items() if value]
    made = [words.say("scan", "made", value=words.iso_day(udi.made))] if udi.made else []
    return " · ".join([*told, *made, *_days(words, udi.days), *_left(words, udi.left)])


def _left(words: Words, left: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield what else stands in the code, and that it is not taken over."""
    told = [
        words.say("scan", name, value=int(value))
        if name == "quantity"
        else words.say("scan", "field", name=name, value=value)
        for name, value in left
    ]
    if told:
        yield words.say("scan", "left", what=words.listed(told))


def _days(words: Words, days: tuple[PackDay, ...]) -> Iterator[str]:
    """Yield the days that are not taken over: none is dropped in silence."""
    for each in days:
        value = _day(words, each.day) if each.day else words.say("scan", "no-day", written=each.written)
        if each.until:
            value = words.say("format", "range", least=value, most=words.iso_day(each.until))
        yield words.say("scan", each.use, value=value)


def _day(words: Words, iso: str) -> str:
    at = datetime.fromisoformat(iso)
    return words.say("format", "day-time", day=words.day(at), time=words.time(at)) if "T" in iso else words.day(at)
