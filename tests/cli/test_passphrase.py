"""The passphrase is changed: the old one no longer opens, the new one and the recovery code do."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calls import SECRET, Run

NEW = "four other words here"


@pytest.fixture
def clinic(run: Run, tmp_path: Path) -> tuple[Path, str]:
    """A clinic's folder, and its recovery code."""
    folder = tmp_path / "clinic"
    code, out, _ = run("--data", folder, "init", "--clinic", "Hautraum", "--practitioner", "A. Osei")
    assert code == 0
    return folder, next(line.strip() for line in out.splitlines() if line.startswith("    "))


def opens(run: Run, folder: Path, secret: str) -> bool:
    file = folder.parent / "tried"
    file.write_text(secret, encoding="utf-8")
    code, _, said = run("--passphrase-file", file, "--data", folder, "sessions", secret=False)
    assert (code, said.count("\n")) in [(0, 0), (1, 1)]
    return code == 0


def answers(monkeypatch: pytest.MonkeyPatch, *typed: str) -> Iterator[str]:
    """Somebody at a terminal who types these."""
    left = iter(typed)
    monkeypatch.setattr(getpass, "getpass", lambda _: next(left))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    return left


def test_the_old_one_is_asked_and_twice_the_new_one(
    run: Run, clinic: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = answers(monkeypatch, SECRET, NEW, NEW)
    code, out, _ = run("--data", clinic[0], "passphrase", secret=False)
    assert (code, "is changed" in out, list(left)) == (0, True, [])
    assert [opens(run, clinic[0], each) for each in (SECRET, NEW, clinic[1])] == [False, True, True]


def test_the_recovery_code_lets_a_forgotten_one_be_changed(run: Run, clinic: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "code").write_text(clinic[1], encoding="utf-8")
    (tmp_path / "new").write_text(NEW + "\n", encoding="utf-8")
    given = ["--passphrase-file", tmp_path / "code", "--data", clinic[0], "passphrase", "--new-file", tmp_path / "new"]
    assert run(*given, secret=False)[0] == 0
    assert [opens(run, clinic[0], each) for each in (SECRET, NEW, clinic[1])] == [False, True, True]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("not the passphrase", NEW, NEW), "Neither the passphrase"),
        ((SECRET, NEW, NEW + "!"), "differ"),
        ((SECRET, "short", "short"), "at least 14"),
    ],
)
def test_otherwise_the_old_one_stays(
    run: Run, clinic: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], why: str
) -> None:
    answers(monkeypatch, *typed)
    code, _, said = run("--data", clinic[0], "passphrase", secret=False)
    assert (code, said.count("\n"), why in said) == (1, 1, True)
    assert opens(run, clinic[0], SECRET)


def test_a_rehearsal_keeps_the_one_that_all_know(run: Run, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_text(NEW, encoding="utf-8")
    code, _, said = run("--data", kept, "passphrase", "--new-file", tmp_path / "new", secret=False)
    assert (code, "another kind" in said) == (1, True)
    assert run("--data", kept, "sessions", secret=False)[0] == 0
