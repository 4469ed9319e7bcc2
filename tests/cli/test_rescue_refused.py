"""What a rescue may take the place of, and what leaves a clinic that can only be looked at."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db import store as db_store
from db.connections import connect
from db.files import DATABASE, KEYS
from db.keys.key_file import read_keys
from db.keys.store_keys import unlock
from db.views.tables import SCHEMA
from tests.cli.calls import Run
from tests.cli.kept_clinic import KEPT, SECRETS, SESSIONS


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    (tmp_path / "said").write_text(SECRETS["ada"], encoding="utf-8")
    return shutil.copytree(KEPT / "clinic", tmp_path / "clinic", copy_function=shutil.copyfile)


def call(run: Run, clinic: Path, *given: object) -> tuple[int, str, str]:
    return run("--passphrase-file", clinic.parent / "said", "--data", clinic, *given, secret=False)


def test_a_rescue_leaves_the_clinic_of_a_newer_program_alone(run: Run, clinic: Path) -> None:
    assert call(run, clinic, "backup")[0] == 0
    with closing(connect(clinic / DATABASE, unlock(read_keys(clinic / KEYS), SECRETS["ada"]))) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    code, _, err = call(run, clinic, "rescue")
    assert (code, "newer" in err) == (1, True)
    assert [each.name for each in clinic.parent.glob("clinic-damaged-*")] == []


def test_a_rescue_looks_at_the_copy_from_before_a_migration(run: Run, clinic: Path) -> None:
    """It holds 252 events, the newest backup 191."""
    assert call(run, clinic, "sessions")[0] == 0
    (clinic / DATABASE).write_bytes((clinic / DATABASE).read_bytes()[:4000])
    assert "1 to 252" in call(run, clinic, "rescue")[1]


@pytest.mark.parametrize("command", ["summary", "export"])
def test_no_paper_leaves_a_clinic_that_cannot_note_it(
    run: Run, clinic: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(db_store, "view_only", lambda folder: True)
    out = clinic.parent / "paper"
    assert call(run, clinic, command, SESSIONS["maya"], "--out", out)[0] == 1
    assert not out.exists()
