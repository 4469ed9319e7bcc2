"""The tree keeps the law of the house, and each rule of the law can be broken."""

from collections import Counter

import pytest

from tests import law, layers
from tests.law import Rule, Source
from tests.tree_law import sources

FEWEST_FILES = 350

CODE_RULES: tuple[Rule, ...] = (
    law.parses,
    law.has_docstring,
    law.docstrings_say_what_is_done,
    law.is_short,
    law.has_short_functions,
    law.reads_no_clock,
    law.catches_narrowly,
    law.styles_in_one_place,
    law.connects_no_closure_to_what_outlives_it,
    law.opens_no_other_database,
    law.stays_at_home,
    layers.imports_by_the_table,
)
TEXT_RULES: tuple[Rule, ...] = (law.is_finished, law.names_no_machine, law.locks_name_no_index)

UI, CORE, APP, DB = "console/ui/pages/face.py", "console/core/next_action.py", "console/app/taps.py", "db/log/log.py"
MANY_LINES = "".join(f"    a{n} = {n}\n" for n in range(law.LONGEST_FUNCTION))

BREAKS: tuple[tuple[Rule, str, str], ...] = (
    (law.parses, CORE, "def f(:\n"),
    (law.parses, CORE, "x = '\\d'\n"),
    (law.has_docstring, CORE, "x = 1\n"),
    (law.has_docstring, CORE, '"""One.\n\nTwo.\nThree.\n"""\n'),
    (law.docstrings_say_what_is_done, CORE, 'def f():\n    """The plan."""\n'),
    (law.docstrings_say_what_is_done, CORE, 'class A:\n    def f(self):\n        """Whose it is."""\n'),
    (law.is_short, CORE, "\n" * (law.LONGEST_FILE + 1)),
    (law.is_short, "tests/test_plan.py", "\n" * (law.LONGEST_TEST + 1)),
    (law.has_short_functions, CORE, f"def f():\n{MANY_LINES}"),
    (law.has_short_functions, CORE, f"class A:\n  async def f(self):\n{MANY_LINES}"),
    (law.reads_no_clock, CORE, "import time\ntime.time()\n"),
    (law.reads_no_clock, CORE, "import time as t\nnow = t.monotonic_ns\n"),
    (law.reads_no_clock, CORE, "from time import perf_counter\n"),
    (law.reads_no_clock, UI, "from PySide6.QtCore import QElapsedTimer\n"),
    (law.reads_no_clock, CORE, "from time import monotonic as m\n"),
    (law.reads_no_clock, CORE, "import time\ntime.clock_gettime(time.CLOCK_BOOTTIME)\n"),
    (law.reads_no_clock, DB, "from datetime import UTC, datetime\ndatetime.now(UTC)\n"),
    (law.reads_no_clock, DB, "from datetime import datetime as D\nD.utcnow()\n"),
    (law.reads_no_clock, DB, "import datetime as dt\ndt.date.today()\n"),
    (law.reads_no_clock, UI, "from PySide6.QtCore import QDateTime\nQDateTime.currentDateTimeUtc()\n"),
    (law.reads_no_clock, UI, "from PySide6 import QtCore\nQtCore.QTime.currentTime()\n"),
    (law.reads_no_clock, "tests/test_log.py", "import time\ntime.sleep(1)\n"),
    (law.catches_narrowly, UI, "try:\n    f()\nexcept:\n    pass\n"),
    (law.catches_narrowly, UI, "try:\n    f()\nexcept Exception as e:\n    print(e)\n"),
    (law.catches_narrowly, UI, "import builtins\ntry:\n    f()\nexcept (OSError, builtins.BaseException):\n    pass\n"),
    (law.catches_narrowly, UI, "try:\n    f()\nexcept Exception as e:\n    raise Kind() from e\n"),
    (law.catches_narrowly, UI, "with contextlib.suppress(Exception):\n    f()\n"),
    (law.catches_narrowly, law.HANDOVER_FILE, "try:\n    f()\nexcept BaseException:\n    g()\n" * 2),
    (law.stays_at_home, APP, "import socket\n"),
    (law.stays_at_home, DB, "from urllib.request import urlopen\n"),
    (law.stays_at_home, UI, "from PySide6.QtNetwork import QTcpSocket\n"),
    (law.styles_in_one_place, UI, "w.setStyleSheet('')\n"),
    (law.styles_in_one_place, law.STYLE_FILE, "a.setStyleSheet('')\nb.setStyleSheet('')\n"),
    (law.connects_no_closure_to_what_outlives_it, UI, "self._model.trouble.connect(lambda e: self.f(e))\n"),
    (law.connects_no_closure_to_what_outlives_it, UI, "def f():\n    theme.changed.connect(sized)\n"),
    (law.opens_no_other_database, DB, "import sqlite3\n"),
    (law.opens_no_other_database, DB, "def f():\n    from sqlite3 import dbapi2\n"),
    (law.opens_no_other_database, UI, "from PySide6 import QtSql\n"),
    (law.opens_no_other_database, UI, "import importlib\nimportlib.import_module('apsw')\n"),
    (layers.imports_by_the_table, CORE, "import console.app.taps\n"),
    (layers.imports_by_the_table, CORE, "from ..app import taps\n"),
    (layers.imports_by_the_table, CORE, "from .. import app\n"),
    (layers.imports_by_the_table, CORE, "def f():\n    import sqlalchemy.orm\n"),
    (layers.imports_by_the_table, "console/core/events/body.py", "from ...ui import theme\n"),
    (layers.imports_by_the_table, "console/core/__init__.py", "from ..app import taps\n"),
    (layers.imports_by_the_table, APP, "from console import ui\n"),
    (layers.imports_by_the_table, APP, "from db.log.log import Log\n"),
    (layers.imports_by_the_table, APP, "import PySide6.QtCore\n"),
    (layers.imports_by_the_table, UI, "import db\n"),
    (layers.imports_by_the_table, UI, "__import__('db.connections')\n"),
    (layers.imports_by_the_table, UI, "from tests import law\n"),
    (layers.imports_by_the_table, DB, "from console.app import taps\n"),
    (layers.imports_by_the_table, DB, "from console import app\n"),
    (layers.imports_by_the_table, DB, "from PySide6.QtCore import QTimer\n"),
    (layers.imports_by_the_table, "console/documents/summary.py", "from PySide6.QtGui import QImage\n"),
    (layers.imports_by_the_table, "console/documents/summary.py", "from console.app import taps\n"),
    (layers.imports_by_the_table, "console/exchange/fhir.py", "import sqlcipher3\n"),
    (layers.imports_by_the_table, "resources/__init__.py", "from console.core import anatomy\n"),
    (layers.imports_by_the_table, "main.py", "from PySide6.QtWidgets import QApplication\n"),
    (layers.imports_by_the_table, "console/__init__.py", "from console.core import plan\n"),
    (law.is_finished, "README.md", "To be said: TO" + "DO\n"),
    (law.is_finished, CORE, "x = 1  # FIX" + "ME later\n"),
    (law.names_no_machine, "docs/start.md", "Look into `/wor" + "k/main/here`.\n"),
    (law.names_no_machine, "Makefile", "HOME=/roo" + "t\n"),
    (law.locks_name_no_index, "requirements.lock", "--extra-index-url https://pypi.invalid/simple\n"),
    (law.locks_name_no_index, "requirements.lock", "one\ntwo @ file:///wheels/two.whl\n"),
)

KEEPS: tuple[tuple[Rule, str, str], ...] = (
    (
        law.connects_no_closure_to_what_outlives_it,
        UI,
        "model.trouble.connect(self.f)\nself.name.edited.connect(lambda: 1)\n",
    ),
    (
        law.docstrings_say_what_is_done,
        CORE,
        'class A:\n    """The plan."""\n\n    def f(self):\n        """Return it."""\n',
    ),
    (law.docstrings_say_what_is_done, UI, 'def f():\n    """The plan."""\n'),
    (law.is_short, CORE, "\n" * law.LONGEST_FILE),
    (law.is_short, "tests/test_plan.py", "\n" * law.LONGEST_TEST),
    (law.has_docstring, CORE, '"""One.\n\nThree.\n"""\n'),
    (law.has_short_functions, "tests/test_plan.py", f"def f():\n{MANY_LINES}"),
    (law.reads_no_clock, "console/core/clock.py", "import time\ntime.monotonic()\n"),
    (law.reads_no_clock, "tests/bench/taps.py", "from time import perf_counter\n"),
    (law.reads_no_clock, CORE, "from datetime import datetime\ndatetime.fromisoformat(x)\nself.clock.now()\n"),
    (law.reads_no_clock, CORE, "self.time.elapsed(now)\ntimers.monotonic(now)\n"),
    (law.catches_narrowly, DB, "try:\n    f()\nexcept OSError:\n    pass\n"),
    (law.catches_narrowly, DB, "try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n"),
    (law.catches_narrowly, law.HANDOVER_FILE, "try:\n    f()\nexcept BaseException:\n    g()\n"),
    (law.styles_in_one_place, law.STYLE_FILE, "app.setStyleSheet(sheet)\n"),
    (layers.imports_by_the_table, CORE, "from . import events\nfrom .events import Body\nimport msgspec, enum\n"),
    (layers.imports_by_the_table, "console/core/events/body.py", "from ..plan import Plan\n"),
    (layers.imports_by_the_table, DB, "from console.app import ports\nfrom console.app.ports import Store\n"),
    (layers.imports_by_the_table, "tests/db/test_log.py", "import sqlalchemy\nfrom db import log\n"),
    (
        layers.imports_by_the_table,
        "main.py",
        "from console.ui import window\nfrom db import connections\nimport resources\n",
    ),
    (law.names_no_machine, "README.md", "The frame/wor" + "k of ~/wor" + "k and /wor" + "king.\n"),
    (law.locks_name_no_index, "requirements.lock", "a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"),
)


@pytest.fixture(scope="module")
def texts() -> list[Source]:
    return list(sources())


@pytest.fixture(scope="module")
def code(texts: list[Source]) -> list[Source]:
    return [source for source in texts if source.path.endswith(".py")]


@pytest.mark.parametrize("rule", CODE_RULES)
def test_the_code_keeps(rule: Rule, code: list[Source]) -> None:
    offences = [f"{source.path}:{offence}" for source in code for offence in rule(source)]
    assert not offences, "\n".join(offences)


@pytest.mark.parametrize("rule", TEXT_RULES)
def test_the_texts_keep(rule: Rule, texts: list[Source]) -> None:
    offences = [f"{source.path}:{offence}" for source in texts for offence in rule(source)]
    assert not offences, "\n".join(offences)


@pytest.mark.parametrize(("rule", "path", "text"), BREAKS)
def test_the_rule_is_broken_by(rule: Rule, path: str, text: str) -> None:
    assert rule(Source(path, text)) != []


@pytest.mark.parametrize(("rule", "path", "text"), KEEPS)
def test_the_rule_is_kept_by(rule: Rule, path: str, text: str) -> None:
    assert rule(Source(path, text)) == []


def test_every_rule_is_shown_to_break() -> None:
    assert {rule for rule, _, _ in BREAKS} == {*CODE_RULES, *TEXT_RULES}


def test_enough_was_found(code: list[Source], texts: list[Source]) -> None:
    """A search that finds nothing finds no offence either."""
    drawn = Counter(layers.layer_of(layers.module_name(source)) for source in code for _ in layers.arrows(source))
    standing = {layers.layer_of(layers.module_name(source)) for source in code}
    assert len(code) >= FEWEST_FILES
    assert {"pyproject.toml", "requirements.lock", ".ci/run"} <= {source.path for source in texts}
    assert standing >= set(layers.LEAST_ARROWS)
    assert {home: drawn[home] for home, least in layers.LEAST_ARROWS.items() if drawn[home] < least} == {}
