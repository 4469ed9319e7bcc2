"""A second reader of GS1 codes, from the General Specifications' table alone: it shares no code with the product's."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

TABLE = """
00 n18, 01-03 n14, 10 x1-20, 11-13 n6, 15-17 n6, 20 n2, 21-22 x1-20, 235 x1-28, 240-241 x1-30, 242 n1-6, 243 x1-20,
250-251 x1-30, 253 n13 x0-17, 254 x1-20, 255 n13 n0-12, 30 n1-8, 3100-3105 n6, 3110-3115 n6, 3120-3125 n6, 3130-3135 n6,
3140-3145 n6, 3150-3155 n6, 3160-3165 n6, 3200-3205 n6, 3210-3215 n6, 3220-3225 n6, 3230-3235 n6, 3240-3245 n6,
3250-3255 n6, 3260-3265 n6, 3270-3275 n6, 3280-3285 n6, 3290-3295 n6, 3300-3305 n6, 3310-3315 n6, 3320-3325 n6,
3330-3335 n6, 3340-3345 n6, 3350-3355 n6, 3360-3365 n6, 3370-3375 n6, 3400-3405 n6, 3410-3415 n6, 3420-3425 n6,
3430-3435 n6, 3440-3445 n6, 3450-3455 n6, 3460-3465 n6, 3470-3475 n6, 3480-3485 n6, 3490-3495 n6, 3500-3505 n6,
3510-3515 n6, 3520-3525 n6, 3530-3535 n6, 3540-3545 n6, 3550-3555 n6, 3560-3565 n6, 3570-3575 n6, 3600-3605 n6,
3610-3615 n6, 3620-3625 n6, 3630-3635 n6, 3640-3645 n6, 3650-3655 n6, 3660-3665 n6, 3670-3675 n6, 3680-3685 n6,
3690-3695 n6, 37 n1-8, 3900-3909 n1-15, 3910-3919 n3 n1-15, 3920-3929 n1-15, 3930-3939 n3 n1-15, 3940-3943 n4,
3950-3955 n6, 400-401 x1-30, 402 n17, 403 x1-30, 410-417 n13, 420 x1-20, 421 n3 x1-9, 422 n3, 423 t1-5, 424 n3,
425 t1-5, 426 n3, 427 x1-3, 4300-4301 x1-35, 4302-4306 x1-70, 4307 u2, 4308 x1-30, 4309 n20, 4310-4311 x1-35,
4312-4316 x1-70, 4317 u2, 4318 x1-20, 4319 x1-30, 4320 x1-35, 4321-4323 b1, 4324-4325 n10, 4326 n6, 4330-4333 n6 h0-1,
7001 n13, 7002 x1-30, 7003 n10, 7004 n1-4, 7005 x1-12, 7006 n6, 7007 s1-2, 7008 x1-3, 7009 x1-10, 7010 x1-2,
7011 n6 q0-1, 7020-7022 x1-20, 7023 x1-30, 7030-7039 n3 x1-27, 7040 n1 x3, 7041 x1-4, 710-717 x1-20,
7230-7239 x2 x1-28, 7240 x1-20, 7241 n2, 7242 x1-25, 7250 n8, 7251 n12, 7252 n1, 7253-7254 x1-40, 7255 x1-10,
7256 x1-90, 7257 x1-70, 7258 n1 /1 n1, 7259 x1-40, 8001 n14, 8002 x1-20, 8003 01 n13 x0-16, 8004 x1-30, 8005 n6,
8006 n18, 8007 x1-34, 8008 n8 p0-2, 8009 x1-50, 8010 y1-30, 8011 n1-12, 8012 x1-20, 8013-8014 x1-25, 8017-8018 n18,
8019 n1-10, 8020 x1-25, 8026 n18, 8030 z1-90, 8040-8041 n15, 8042 n32, 8043 n18-20, 8110 x1-70, 8111 n4, 8112 x1-70,
8200 x1-70, 90 x1-30, 91-99 x1-90
"""
"""Identifiers and the parts of their values: a set of signs, and how many of them."""
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
X = f"!\"%&'()*+,-./{DIGITS}:;<=>?{LETTERS}_{LETTERS.lower()}"
SETS = {
    "n": (DIGITS, 1), "x": (X, 1), "y": (f"#-/{DIGITS}{LETTERS}", 1), "z": (f"-_{DIGITS}{LETTERS}{LETTERS.lower()}", 1),
    "b": ("01", 1), "h": ("-", 1), "u": (LETTERS, 1), "/": ("/", 1), "0": ("0", 1),
    "p": (DIGITS, 2), "t": (DIGITS, 3), "q": (DIGITS, 4),
    "s": (DIGITS, 6),
}  # fmt: skip
"""Each set's signs, and how many of them count as one."""
UNDELIMITED = frozenset(f"{number:02}" for number in (*range(5), *range(11, 21), *range(31, 37), 41))
"""The first two digits of identifiers after which no separator is due."""
DAYS = {"12", "13", "15", "16", "4324", "4325", "4326", "7003", "7006", "7007", "7011", "7250", "7251", "8008"}
OF_MONTHS = {"11", "12", "13", "15", "16", "17", "4324", "4325"}
FULL = {"7250", "7251"}
SPELLED = ("<GS>", "{GS}", "<FNC1>", "^]", "|", "␝")
OF_GS1 = ("]C1", "]d2", "]Q3", "]e0", "]e1", "]e2", "]J1")
FRAME = "\x02\x03\r\n\t "


class Pack(NamedTuple):
    """What a code says, and what is wrong in it."""

    gtin: str = ""
    lot: str = ""
    expiry: str = ""
    made: str = ""
    serial: str = ""
    days: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()


def table() -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """Yield each identifier with the parts of its values: the set, the least and the most of them."""
    for line in TABLE.replace("\n", " ").split(","):
        names, *parts = line.split()
        first, _, last = names.partition("-")
        sizes = [(each[0], *each[1:].partition("-")[::2]) for each in parts]
        form = [(signs, int(least), int(most or least)) for signs, least, most in sizes]
        for number in range(int(first), int(last or first) + 1):
            yield f"{number:0{len(first)}}", form


def pattern(form: list[tuple[str, int, int]]) -> str:
    parts = ((*SETS[signs], least, most) for signs, least, most in form)
    return "".join(f"(?:[{re.escape(signs)}]{{{size}}}){{{least},{most}}}" for signs, size, least, most in parts)


PARTS = dict(table())
FORMS = {name: re.compile(pattern(form)) for name, form in PARTS.items()}


def read(text: str, year: int) -> Pack | None:
    """Return what the code says; None where it is no code of GS1, or not whole."""
    text = text.strip(FRAME)
    if text.lower().startswith("http"):
        return pack(linked(text), year)
    if text.startswith("[)>\x1e05\x1d"):
        text = text[6:].rstrip("\x1e\x04")
    for each in SPELLED:
        text = text.replace(each, "\x1d")
    if text.startswith("("):
        return pack(printed(text), year)
    if text.startswith(OF_GS1):
        text = text[3:]
    return pack(elements(text), year)


def elements(text: str) -> list[tuple[str, str]] | None:
    found = []
    for piece in text.split("\x1d"):
        while piece:
            name = next((piece[:size] for size in (2, 3, 4) if piece[:size] in FORMS), "")
            value = FORMS[name].match(piece[len(name) :]) if name else None
            if value is None:
                return None
            found.append((name, value[0]))
            piece = piece[len(name) + value.end() :]
            if piece and name[:2] not in UNDELIMITED:
                return None
    return found


def printed(text: str) -> list[tuple[str, str]] | None:
    front, *parts = re.split(r"\(([0-9]{2,4})\)", text)
    found = list(zip(parts[::2], parts[1::2], strict=True))
    return found if not front and all(has_form(*each) for each in found) else None


def linked(text: str) -> list[tuple[str, str]] | None:
    path, _, query = text.partition("#")[0].partition("?")
    steps = [unquote(each) for each in path.split("/")[3:]]
    keys = [at for at, each in enumerate(pairwise(steps)) if each[0] == "01" and has_form(*each)]
    if not keys or (len(steps) - keys[-1]) % 2:
        return None
    at = keys[-1]
    asked = [each.partition("=")[::2] for each in query.split("&")]
    found = list(zip(steps[at::2], steps[at + 1 :: 2], strict=True))
    found += [(name, unquote(value)) for name, value in asked if name in FORMS]
    return found if all(has_form(*each) for each in found) else None


def has_form(name: str, value: str) -> bool:
    return name in FORMS and FORMS[name].fullmatch(value) is not None


def pack(found: list[tuple[str, str]] | None, year: int) -> Pack | None:
    values = dict(found or ())
    if not values or len(values) != len({*(found or ())}):
        return None
    told = {name: told_day(name, value, year) for name, value in values.items() if name in DAYS | {"11", "17"}}
    ends = {told[name][:10] for name in ("17", "7003") if name in told}
    wrong = {"expiry" for each in ends if not each} | {"made" for name in ("11",) if told.get(name) == ""}
    wrong |= {"day" for name, each in told.items() if name in DAYS - {"7003"} and not each}
    wrong |= {"gtin" for name, value in values.items() if name == "01" and not checks(value)}
    wrong |= {"two"} if len(ends - {""}) > 1 else set()
    expiry = min(ends - {""}, default="")
    seen = {each for name, each in told.items() if (name in DAYS or (name == "17" and each != expiry)) and each}
    gtin, lot, serial = (values.get(name, "") for name in ("01", "10", "21"))
    left = {value for name, value in values.items() if name not in DAYS | {"01", "10", "11", "17", "21"}}
    return Pack(gtin, lot, expiry, told.get("11", ""), serial, frozenset(seen), frozenset(left), frozenset(wrong))


def told_day(name: str, value: str, year: int) -> str:
    """Return the day as ISO, with its time where there is one; "" for none."""
    size = 4 if name in FULL else 2
    about = range(year - 49, year + 51)
    whole = int(value[:size]) if name in FULL else next(each for each in about if each % 100 == int(value[:2]))
    month, day, rest = value[size : size + 2], value[size + 2 : size + 4], value[size + 4 :]
    if day == "00" and name in OF_MONTHS:
        day = str(max((d for d in range(28, 32) if is_day(whole, int(month), d)), default=0))
    if not is_day(whole, int(month), int(day)):
        return ""
    found = f"{whole:04}-{month}-{int(day):02}"
    if name == "7007":
        return found if not rest or told_day("7006", rest, year) else ""
    if not rest or (rest == "9999" and name != "7003"):
        return found
    clock = [rest[at : at + 2] for at in range(0, len(rest), 2)] + ["00"]
    if any(int(each) >= most for each, most in zip(clock, (24, 60, 60), strict=False)):
        return ""
    return f"{found}T{clock[0]}:{clock[1]}"


def is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).day == day
    except ValueError:
        return False


def checks(gtin: str) -> bool:
    return sum(int(digit) * (3, 1)[at % 2] for at, digit in enumerate(gtin)) % 10 == 0
