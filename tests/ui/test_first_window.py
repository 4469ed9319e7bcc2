"""What is imported before the first window is listed: each line of it is waited for at every start."""

import sys
from contextlib import closing
from pathlib import Path

from db.keys.store_keys import LIGHT_COST
from db.store import Store
from tests.bench.windows.process import run

LIST = Path(__file__).with_name("first_window.txt")
OURS = ("console", "db", "resources", "main")
COSTLY = frozenset({"asyncio", "email", "http", "multiprocessing", "sqlite3", "ssl", "unittest", "xml"})
"""Of Python's own, which differ from one version to the next."""
PRIVATE = ("tests", "shibokensupport", "signature_bootstrap", "sitecustomize", "usercustomize")
"""The test's own, PySide's, and what a computer has Python import at every start."""


def told(names: list[str]) -> set[str]:
    """Our own modules and Qt's by their names, other libraries as one each, Python's where they are costly."""
    kept = set()
    for name in names:
        top = name.partition(".")[0]
        if top in OURS or name.startswith("PySide6.Qt"):
            kept.add(name)
        elif top in COSTLY or not (top in sys.stdlib_module_names or top.startswith("_") or top in PRIVATE):
            kept.add(top)
    return kept


def test_what_is_imported_before_the_first_window_is_listed(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "clinic", "example", "seven quiet herons", LIGHT_COST)[0]):
        pass
    imported = told([str(name) for name in run("first", tmp_path / "clinic")["modules"]])
    listed = set(LIST.read_text(encoding="ascii").split())
    assert imported - listed == set(), "these may wait, or belong on the list"
    assert listed - imported == set(), "these are imported no more"
