"""The law of the tree: what no file can break alone. No circles of imports, no name twice, files of a fair length."""

import contextlib
import os
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.law import Source, imports
from tests.layers import module_name

ROOT = Path(__file__).parent.parent
SKIPPED = {"build", "dist", "__pycache__", ".git"}

Edge = tuple[str, str]
"""The importing module and the imported one."""


def sources() -> Iterator[Source]:
    """Every text file of the tree; `.ci` is the one hidden folder that counts."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and (name == ".ci" or name[0] != "."))
        for path in (Path(folder, name) for name in sorted(files) if name not in SKIPPED):
            with contextlib.suppress(UnicodeDecodeError):
                yield Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def product(files: Iterable[Source]) -> list[Source]:
    """The code of the product: no tests."""
    return [source for source in files if source.path.endswith(".py") and not source.is_test]


def edges(files: Iterable[Source]) -> dict[Edge, int]:
    """Line of the first import of each module by another, those in functions and under TYPE_CHECKING included."""
    modules = {module_name(source): source for source in files}
    found: dict[Edge, int] = {}
    for importer, source in modules.items():
        for line, name in imports(source):
            while name and name not in modules:
                name = name.rpartition(".")[0]
            if name and name != importer:
                found.setdefault((importer, name), line)
    return found


def circles(drawn: Iterable[Edge]) -> set[Edge]:
    """The edges that lie on a circle: from the imported module imports lead back to the importing one."""
    leads: dict[str, set[str]] = defaultdict(set)
    for importer, imported in drawn:
        leads[importer].add(imported)

    def reached(start: str) -> set[str]:
        seen, open_ends = {start}, [start]
        while open_ends:
            new = leads.get(open_ends.pop(), set()) - seen
            seen |= new
            open_ends += new
        return seen

    back = {module: reached(module) for module in {end for edge in drawn for end in edge}}
    return {(importer, imported) for importer, imported in drawn if importer in back[imported]}


LAYERS = (
    "console/core",
    "console/app/ports",
    "console/app",
    "console/documents",
    "console/exchange",
    "console/cli",
    "console/ui",
    "db",
    "resources",
    "tests",
)
"""Each may have one file named for a feature; the ports, which the store stands behind, count by themselves."""
MIRRORED = frozenset(
    {
        "backups",
        "course",
        "emergency_copy",
        "erasure",
        "event_log",
        "key_ring",
        "maintenance",
        "numbing",
        "passphrases",
        "people",
        "pins",
        "products",
        "queries",
        "recall",
        "rescue",
        "screening",
        "signatures",
        "steps",
        "stock",
        "store",
        "verify",
        "visits",
    }
)
"""Features that several layers have a part of, each under the same name."""
FREE_NAMES = {"__init__", "__main__", "conftest"}


def names_twice(files: Iterable[Source], mirrored: Iterable[str] = MIRRORED) -> list[str]:
    """Names that two files have, tests apart: in two folders, or in one layer where they name a mirrored feature."""
    places: dict[str, list[str]] = defaultdict(list)
    for source in files:
        name = source.path.rpartition("/")[2].removesuffix(".py")
        if source.path.endswith(".py") and name not in FREE_NAMES and not name.startswith("test_"):
            places[name].append(source.path)
    offences = []
    for name, paths in places.items():
        homes = [next((layer for layer in LAYERS if path.startswith(layer + "/")), "") for path in paths]
        allowed = name in mirrored and "tests" not in homes and len(set(homes)) == len(homes)
        if len(paths) > 1 and not allowed:
            offences.append(f"{name}: " + ", ".join(sorted(paths)))
    return sorted(offences)


def lengths(files: Iterable[Source]) -> dict[str, float]:
    """Lines of the files that hold code: the median and the 95th percentile."""
    counted = [source.text.count("\n") for source in files if len(source.tree.body) > 1]
    return {"median": statistics.median(counted), "p95": statistics.quantiles(counted, n=20, method="inclusive")[-1]}
