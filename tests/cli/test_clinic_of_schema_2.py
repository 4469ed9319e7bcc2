"""The clinic that schema 2 left opens, is brought up, and its papers in both sizes are true."""

import hashlib
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import ROOT, Run
from tests.cli.kept_clinic import Call, holds

KEPT = ROOT / "tests" / "fixtures" / "clinic_2"
PAPERS = sorted((KEPT / "papers").iterdir())
ERASED = [file for file in PAPERS if file.name.startswith("erased")]
TRUE = [file for file in PAPERS if file not in ERASED]
EXPECTED: dict[str, Any] = json.loads((KEPT / "expected.json").read_text(encoding="utf-8"))
TOLD: dict[str, dict[str, str]] = tomllib.loads((KEPT / "secrets.toml").read_text(encoding="utf-8"))


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def call(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    monkeypatch.setenv("TZ", EXPECTED["zone"])

    def called(who: str, folder: Path, *given: object) -> tuple[int, str, str]:
        (tmp_path / "said").write_text(TOLD["secrets"][who], encoding="utf-8")
        return run("--passphrase-file", tmp_path / "said", "--data", folder, *given, secret=False)

    return called


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return shutil.copytree(KEPT / "clinic", tmp_path / "clinic", copy_function=shutil.copyfile)


def test_nothing_kept_was_changed() -> None:
    assert {file.name: sha256(file) for file in PAPERS} == {
        name: paper["sha256"] for name, paper in EXPECTED["papers"].items()
    }
    assert {file.name: sha256(file) for file in (KEPT / "clinic" / "backups").iterdir()} == EXPECTED["backup"]


def test_it_opens_and_nothing_in_it_was_altered(call: Call, clinic: Path) -> None:
    assert holds(json.loads(call("sam", clinic, "sessions", "--json")[1]), EXPECTED["sessions"])
    assert call("ivy", clinic, "verify") == (0, EXPECTED["verified"], "")
    assert "differed: 0." in call("ivy", clinic, "rebuild")[1]


@pytest.mark.parametrize("name", ["rosa", "june"])
def test_a_signed_record_is_the_same(call: Call, clinic: Path, tmp_path: Path, name: str) -> None:
    assert call("ivy", clinic, "export", TOLD["sessions"][name], "--out", tmp_path / "record.json")[0] == 0
    assert json.loads((tmp_path / "record.json").read_bytes())["digest"] == EXPECTED["records"][name]


def test_its_backup_is_put_back_and_goes_on(call: Call, tmp_path: Path) -> None:
    (backup,) = (KEPT / "clinic" / "backups").iterdir()
    assert call("ivy", tmp_path / "back", "restore", backup)[0] == 0
    assert call("ivy", tmp_path / "back", "verify")[0] == 0
    assert call("ivy", tmp_path / "back", "backup")[0] == 0


def test_the_kept_papers_in_both_sizes_are_true(call: Call, clinic: Path) -> None:
    """Today, which is months after the open session's papers were printed, and in any computer's time zone."""
    code, out, err = call("ivy", clinic, "verify", "--pdf", *TRUE)
    said = [f"{file}: {EXPECTED['papers'][file.name]['said']}\n" for file in TRUE]
    assert (len(TRUE), code, out, err) == (4, 0, "".join(said) + EXPECTED["verified"], "")


def test_those_of_the_erased_client_are_said_not_to_be_compared(call: Call, clinic: Path) -> None:
    """That program did not write down yet what left it."""
    code, _, err = call("ivy", clinic, "verify", "--pdf", *ERASED)
    assert (len(ERASED), code) == (2, 1)
    assert all(f"{file}: {EXPECTED['papers'][file.name]['said']}\n" in err for file in ERASED)


def test_they_are_true_on_a_computer_in_another_time_zone(
    call: Call, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert call("ivy", clinic, "verify", "--pdf", *TRUE)[0] == 0
