"""The Unicode bidirectional algorithm (UAX #9) for one paragraph.

It ignores embeddings, overrides and isolates typed into a text: no name may reorder the paper around it.
"""

import unicodedata
from collections.abc import Iterator, Sequence

_BRACKETS = "()[]{}⟨⟩⟪⟫〈〉《》「」『』【】〔〕〖〗（）［］｛｝｟｠｢｣❨❩❪❫❬❭❮❯❰❱❲❳❴❵⁽⁾₍₎⌈⌉⌊⌋"
_CLOSER = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_RIGHT = frozenset(("R", "AL", "AN"))
_NEUTRAL = ("B", "S", "WS", "ON")
_IGNORED = ("BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def base_level(text: str) -> int:
    """Return 1 if the first strong character runs from the right, else 0."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return int(next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L")


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character: even runs from the left, odd from the right."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    if base == 0 and _RIGHT.isdisjoint(kinds):
        return [0] * len(text)
    seen = [i for i, kind in enumerate(kinds) if kind not in _IGNORED]
    side = "R" if base else "L"
    resolved = _weak([kinds[i] for i in seen], side)
    _pairs([text[i] for i in seen], [kinds[i] for i in seen], resolved, side)
    _neutrals(resolved, side)
    found = [base] * len(text)
    for i, kind in zip(seen, resolved, strict=True):
        found[i] = _implicit(kind, base)
    for i, kind in enumerate(kinds):
        if kind in _IGNORED and i:
            found[i] = found[i - 1]
    return found


def visual(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the stretches (start, end) of one level, in their order from left to right."""
    stretches: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(levels) + 1):
        if i == len(levels) or levels[i] != levels[start]:
            stretches.append((start, i))
            start = i
    for level in range(max(levels, default=0), 0, -1):
        stretches = _reversed_from(level, stretches, levels)
    return iter(stretches)


def _reversed_from(level: int, stretches: list[tuple[int, int]], levels: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []
    for stretch in stretches:
        if levels[stretch[0]] >= level:
            held.append(stretch)
        else:
            out += [*reversed(held), stretch]
            held = []
    return out + held[::-1]


def _implicit(kind: str, base: int) -> int:
    if kind == "L":
        return base + (base & 1)
    if kind == "R":
        return base + 1 - (base & 1)
    return base + 2 - (base & 1)


def _weak(kinds: list[str], side: str) -> list[str]:
    """Apply rules W1 to W7: marks, numbers and what stands beside numbers."""
    out = list(kinds)
    before, strong = side, side
    for i, kind in enumerate(out):
        if kind == "NSM":
            out[i] = before
        elif kind == "EN" and strong == "AL":
            out[i] = "AN"
        before = out[i]
        if kind in ("L", "R", "AL"):
            strong = kind
    for i in range(1, len(out) - 1):
        if out[i] in ("ES", "CS") and out[i - 1] == out[i + 1] == "EN":
            out[i] = "EN"
        elif out[i] == "CS" and out[i - 1] == out[i + 1] == "AN":
            out[i] = "AN"
    _terminators(out)
    strong = side
    for i, kind in enumerate(out):
        if kind in ("ES", "ET", "CS"):
            out[i] = "ON"
        elif kind == "AL":
            out[i] = strong = "R"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            out[i] = "L"
    return out


def _terminators(out: list[str]) -> None:
    """Apply rule W5: a row of currency or percent signs beside a number belongs to it."""
    i = 0
    while i < len(out):
        end = i
        while end < len(out) and out[end] == "ET":
            end += 1
        beside = (out[i - 1 : i], out[end : end + 1])
        if end > i and ["EN"] in beside:
            out[i:end] = ["EN"] * (end - i)
        i = max(end, i + 1)


def _pairs(chars: list[str], kinds: list[str], out: list[str], side: str) -> None:
    """Apply rule N0: both brackets of a pair run the way of their contents."""
    for opener, closer in _bracket_pairs(chars, out):
        inside = {_strong(kind) for kind in out[opener + 1 : closer]} - {""}
        if side in inside:
            way = side
        elif inside:
            before = next((s for kind in reversed(out[:opener]) if (s := _strong(kind))), side)
            way = before if before in inside else side
        else:
            continue
        for place in (opener, closer):
            out[place] = way
            for i in range(place + 1, len(out)):
                if kinds[i] != "NSM":
                    break
                out[i] = way


def _bracket_pairs(chars: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(chars):
        if kinds[i] != "ON":
            continue
        if char in _CLOSER:
            if len(stack) == 63:
                break
            stack.append((char, i))
        elif char in _OPENER:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == _OPENER[char]:
                    pairs.append((stack[depth][1], i))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _strong(kind: str) -> str:
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


def _neutrals(out: list[str], side: str) -> None:
    """Apply rules N1 and N2: a neutral takes the direction of both its neighbours, else that of the paragraph."""
    i = 0
    while i < len(out):
        end = i
        while end < len(out) and out[end] in _NEUTRAL:
            end += 1
        if end > i:
            left = _strong(out[i - 1]) if i else side
            right = _strong(out[end]) if end < len(out) else side
            out[i:end] = [left if left == right else side] * (end - i)
        i = max(end, i + 1)
