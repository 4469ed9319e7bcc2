"""How a table of differences is written, and how what was found is counted against it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from tests.documents.unicode_cases import Bidi, Place

Case = TypeVar("Case", Bidi, Place)


class Fate(Enum):
    """What becomes of a difference."""

    MEANT = "stays, we mean it"
    UNPRINTED = "touches no paper: `font_runs` drops or spells the character first"
    WAITS = "a defect that waits for the form of papers: its mend would change the bytes of one"


class Harm(Enum):
    """The worst that a reader of a paper meets."""

    NONE = "nothing, or a line that is less full"
    LOOKS = "a line begins or ends with the wrong sign; all of it reads right"
    READS = "what is read may be taken for something else"


@dataclass(frozen=True, slots=True)
class Row(Generic[Case]):
    """A kind of difference; `rules` counts the cases of line ends by rule, ÷ where Unicode lets a line end, else ×.

    `mark` is a digest of the cases, so that none can be exchanged for another.
    """

    kind: str
    fate: Fate
    harm: Harm
    reason: str
    holds: Callable[[Case], bool]
    count: int
    mark: str
    rules: str = ""


Told = tuple[int, str, str]


def tally(rows: Sequence[Row[Case]], cases: Iterable[Case]) -> dict[str, Told]:
    """Each kind with what was found of it; what no row holds stands as itself."""
    found: dict[str, list[Case]] = {row.kind: [] for row in rows}
    for case in cases:
        kind = next((row.kind for row in rows if row.holds(case)), f"new: {case}")
        found.setdefault(kind, []).append(case)
    return {kind: (len(each), _digest(each), _rules(each)) for kind, each in found.items()}


def listed(rows: Sequence[Row[Case]]) -> dict[str, Told]:
    """Each kind with what the table says of it."""
    return {row.kind: (row.count, row.mark, row.rules) for row in rows}


def _digest(cases: Sequence[Case]) -> str:
    return hashlib.sha256("\n".join(sorted(ascii(case[:3]) for case in cases)).encode("ascii")).hexdigest()[:8]


def _rules(cases: Sequence[Case]) -> str:
    counts = Counter(case.ruling for case in cases if case.ruling)
    return " ".join(f"{ruling}:{counts[ruling]}" for ruling in sorted(counts, key=_rank))


def _rank(ruling: str) -> tuple[str, float]:
    return ruling[0], float(ruling[1:])
