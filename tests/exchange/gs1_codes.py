"""Codes made up by chance: as printers encode, scanners send and people break them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple
from urllib.parse import quote

from tests.exchange.gs1_reader import DAYS, DIGITS, FULL, PARTS, SETS, UNDELIMITED, X

Element = tuple[str, str]
COMMON = ("01", "10", "17", "21", "11", "240", "7003", "15", "13")
MARKS = ("]d2", "]C1", "]Q3", "]e0", "\x1d")
FRAMES = (("", ""), ("", "\r\n"), ("\x02", "\x03"), ("\x02", "\r\x03"), ("", "\t"))
SPELLED = ("<GS>", "{GS}", "^]", "|")


def gtin(random: Random) -> str:
    digits = "".join(random.choices(DIGITS, k=13))
    odd, even = (sum(map(int, digits[at::2])) for at in (0, 1))
    return digits + (str(-(odd * 3 + even) % 10) if random.random() < 0.9 else random.choice(DIGITS))


def day(name: str, random: Random) -> str:
    at = date(1977, 1, 1) + timedelta(days=random.randrange(36_500))
    text = f"{at:%Y%m%d}" if name in FULL else f"{at:%y%m%d}"
    if random.random() < 0.1:
        text = text[:-2] + random.choice(["00", "31", "29"])
    clock = f"{random.randrange(25):02}{random.randrange(60):02}"
    more = {"4324": [clock, "9999"], "4325": [clock, "9999"], "7003": [clock], "7251": ["0730", "2359"]}
    more |= {"7007": ["", text], "7011": ["", clock], "8008": ["07", "0730", "073059"]}
    return text + random.choice(more.get(name, [""]))


def value(name: str, random: Random) -> str:
    if name == "01":
        return gtin(random)
    if name in DAYS or name in ("11", "17"):
        return day(name, random)
    if name in ("10", "21", "240"):
        signs = random.choice([X, DIGITS, "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"])
        return "".join(random.choices(signs, k=random.randint(1, random.choice([8, 20]))))
    counted = ((*SETS[signs], random.randint(least, most)) for signs, least, most in PARTS[name])
    return "".join("".join(random.choices(signs, k=size * count)) for signs, size, count in counted)


def elements(random: Random) -> list[Element]:
    """What a pack may have, in any order: mostly what packs do have."""
    every = list(PARTS)
    names = {random.choice(COMMON if random.random() < 0.8 else every) for _ in range(random.randint(1, 5))}
    found = [(name, value(name, random)) for name in sorted(names)]
    random.shuffle(found)
    return found


def joined(found: list[Element], separator: str, everywhere: bool = False) -> str:
    *before, last = (name + text for name, text in found)
    due = [each + (separator if everywhere or each[:2] not in UNDELIMITED else "") for each in before]
    return "".join([*due, last])


def scanned(random: Random) -> str:
    """With its mark, a separator where one is due or everywhere, in a frame of a line."""
    first, last = random.choice(FRAMES)
    code = joined(elements(random), "\x1d", random.random() < 0.2)
    return first + random.choice(MARKS) + code + random.choice(["", "", "\x1d"]) + last


def spelled(random: Random) -> str:
    return random.choice(MARKS) + joined(elements(random), random.choice(SPELLED))


def wrapped(random: Random) -> str:
    return f"[)>\x1e05\x1d{joined(elements(random), chr(0x1D), True)}\x1e\x04"


def unmarked(random: Random) -> str:
    found = sorted(elements(random), key=lambda each: each[0] not in ("01", "11", "17"))
    return joined(found, "\x1d")


def printed(random: Random) -> str:
    return "".join(f"({name}){text}" for name, text in elements(random))


def link(random: Random) -> str:
    """A web address with a GTIN, its qualifiers in order, and the rest behind the question mark."""
    found = dict(elements(random))
    path = "".join(f"/{name}/{quote(found.pop(name), safe='')}" for name in ("10", "21") if name in found)
    path = f"/01/{found.pop('01', None) or gtin(random)}{path}"
    host = random.choice(["https://id.gs1.org", "http://example.com/a/b", "HTTPS://EXAMPLE.COM:443/01/x"])
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in found.items())
    return host + path + (f"?{query}" if query else "") + random.choice(["", "#top"])


def dropped(random: Random) -> str:
    """As it was encoded: `Code.text` is what a reader that sends no separator makes of it."""
    return random.choice(["]d2", ""]) + joined(elements(random), "\x1d")


def broken(random: Random) -> str:
    """One sign too few, too many, or another."""
    text = random.choice([scanned, printed, link, unmarked])(random)
    at = random.randrange(len(text))
    return text[:at] + random.choice(["", text[at] * 2, random.choice(X)]) + text[at + 1 :]


MADE: tuple[Callable[[Random], str], ...] = (
    scanned, scanned, scanned, spelled, wrapped, unmarked, printed, link, dropped, broken,
)  # fmt: skip


class Code(NamedTuple):
    """A code as it comes, how it was made, and how it was encoded."""

    made: str
    text: str
    encoded: str


def codes(count: int, seed: int) -> Iterator[Code]:
    """Yield made up codes, the same for the same seed."""
    random = Random(seed)
    for made in random.choices(MADE, k=count):
        encoded = made(random)
        yield Code(made.__name__, encoded.replace("\x1d", "") if made is dropped else encoded, encoded)
