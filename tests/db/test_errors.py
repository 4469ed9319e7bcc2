"""Every code that is raised is listed with its facts, and every code that is listed is raised."""

import ast
import errno
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import OperationalError

import db
from db import errors
from db.errors import CODES, FINDINGS, file_errors, sqlite_errors
from tests.support.store_help import refused

SOURCES = sorted(Path(db.__file__).parent.glob("**/*.py"))
MAPPED = {*errors._SQLITE.values(), *errors._OS.values(), "refused"}


def made(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Code and facts wherever `name` is called with a code."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), frozenset(str(each.arg) for each in node.keywords)


def test_codes() -> None:
    raised = list(made("StoreError"))
    assert len(raised) > 30
    assert [(code, facts) for code, facts in raised if CODES.get(code) != facts] == []
    assert {code for code, _ in raised} | MAPPED == CODES.keys()
    assert {CODES[code] for code in MAPPED} == {frozenset({"file", "detail"})}


def test_findings() -> None:
    assert {code for code, _ in made("Finding")} == FINDINGS


@pytest.mark.parametrize(
    ("number", "code"),
    [(13, "disk-full"), (10, "disk-error"), (778, "disk-error"), (11, "disk-error"), (26, "disk-error"), (5, "busy"),
     (8, "read-only"), (14, "disk-error"), (19, "refused"), (0, "refused")],
)  # fmt: skip
def test_sqlite(number: int, code: str) -> None:
    error = driver.OperationalError("said so")
    error.sqlite_errorcode = number
    for raised in (error, OperationalError("SELECT 1", None, error)):
        with refused(code), sqlite_errors():
            raise raised


@pytest.mark.parametrize(
    ("number", "free", "code"),
    [(10, 0, "disk-full"), (4874, 8192, "disk-full"), (10, 65_536, "disk-error"), (11, 0, "disk-error")],
)
def test_an_error_of_writing_with_no_room_is_a_full_disk(
    number: int, free: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage(tmp_path == folder, free))
    error = driver.OperationalError("said so")
    error.sqlite_errorcode = number
    with refused(code), sqlite_errors(tmp_path / "a file"):
        raise error


def usage(asked: bool, free: int) -> SimpleNamespace:
    assert asked
    return SimpleNamespace(free=free)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EACCES, "read-only"), (errno.EIO, "disk-error")]
)
def test_files(number: int, code: str) -> None:
    with refused(code), file_errors():
        raise OSError(number, "said so", "a file")
