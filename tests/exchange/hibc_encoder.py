"""Writing HIBC codes by the standard, sharing nothing with who reads them; and what must be read of each."""

from calendar import monthrange
from datetime import date, timedelta
from random import Random

from msgspec import Struct

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
LETTERS, DIGITS = ALPHABET[10:36], ALPHABET[:10]
YEAR = 2026


class Made(Struct, frozen=True):
    """A code, or two of one pack, with what it says; ISO days, "" for what it does not have."""

    codes: tuple[str, ...]
    product: str
    lot: str = ""
    serial: str = ""
    expiry: str = ""
    made: str = ""


def with_check(text: str) -> str:
    return text + ALPHABET[sum(ALPHABET.index(char) for char in text) % 43]


def _some(random: Random, most: int) -> str:
    return "".join(random.choices(LETTERS + DIGITS, k=random.randint(1, most)))


def _dated(random: Random) -> tuple[str, date | None]:
    """A form of date, as it is written after $$, and the last day that it means."""
    day = date(1980, 1, 1) + timedelta(random.randrange(96 * 365))
    if not 1977 <= day.year <= 2076:
        day = date(YEAR, 1, 1)
    hour = f"{random.randrange(24):02}"
    form = random.randrange(7)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return [
        (f"{day:%m%y}", last), (f"2{day:%m%d%y}", day), (f"3{day:%y%m%d}", day), (f"4{day:%y%m%d}{hour}", day),
        (f"5{day:%y%j}", day), (f"6{day:%y%j}{hour}", day), ("7", None),
    ][form]  # fmt: skip


def _secondary(random: Random) -> tuple[str, str, str, date | None]:
    """The text of a secondary without its +, with lot, serial number and expiry."""
    number = _some(random, 18)
    of_unit = random.random() < 0.3
    lot, serial = ("", number) if of_unit else (number, "")
    kind = random.randrange(4)
    if kind == 0:
        return f"${'+' if of_unit else ''}{number}", lot, serial, None
    if kind == 1:
        day = date(YEAR, 1, 1) + timedelta(random.randrange(-2000, 2000))
        return f"{day:%y%j}{number}", number, "", day
    quantity = random.choice(["", "", f"8{random.randrange(100):02}", f"9{random.randrange(100_000):05}"])
    text, day_or_none = _dated(random)
    return f"$${'+' if of_unit else ''}{quantity}{text}{number}", lot, serial, day_or_none


def hibc(random: Random) -> Made:
    product = "+" + random.choice(LETTERS) + "".join(random.choices(LETTERS + DIGITS, k=3))
    product += _some(random, 18) + random.choice(DIGITS)
    text, lot, serial, expiry = _secondary(random)
    ends = expiry.isoformat() if expiry else ""
    if random.random() < 0.4:
        primary = with_check(product)
        return Made((primary, with_check(f"+{text}{primary[-1]}")), product, lot, serial, ends)
    made = ""
    more = []
    if random.random() < 0.5:
        day = date(YEAR, 1, 1) - timedelta(random.randrange(4000))
        made = day.isoformat()
        more.append(f"/16D{day:%Y%m%d}")
    if not ends and random.random() < 0.5:
        day = date(YEAR, 1, 1) + timedelta(random.randrange(4000))
        ends = day.isoformat()
        more.append(f"/14D{day:%Y%m%d}")
    if not serial and random.random() < 0.5:
        serial = _some(random, 18)
        more.append(f"/S{serial}")
    random.shuffle(more)
    more += [f"/Q{random.randint(1, 500)}"] * (random.random() < 0.2)
    return Made((with_check(f"{product}/{text}{''.join(more)}"),), product, lot, serial, ends, made)
