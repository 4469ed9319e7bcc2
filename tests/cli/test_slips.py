"""Slips of the hand and of the machine: nothing is lost, nothing of others is touched, one line says why."""

import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from msgspec.structs import replace

import main
from tests.cli.calls import ROOT, SCRIPT, SECRET, Run

ONE = '0:00:00 client maya "Maya"\n0:00:01 begin maya\n'
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("names", [("", "A. Osei"), ("Hautraum", " "), ("Haut\nraum", "A"), ("Hautraum", "\x1b[31mA")])
def test_a_clinic_that_cannot_be_named_leaves_nothing(run: Run, tmp_path: Path, names: tuple[str, str]) -> None:
    folder = tmp_path / "clinic"
    code, _, said = run("--data", folder, "init", "--clinic", names[0], "--practitioner", names[1])
    assert (code, said.count("\n"), folder.exists()) == (1, 1, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_list_that_could_not_be_shown_is_not_called_done(kept: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        run = [sys.executable, "main.py", "--data", str(kept), "sessions"]
        ended = subprocess.run(run, cwd=ROOT, env=BUFFERED, stdout=full, stderr=PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_recovery_code_that_nobody_saw_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    begin = ["main.py", "--passphrase-file", tmp_path / "secret", "--data", tmp_path / "clinic"]
    named = ["init", "--clinic", "Hautraum", "--practitioner", "A. Osei"]
    with open("/dev/full", "w", encoding="utf-8") as full:
        run = [sys.executable, *map(str, begin), *named]
        ended = subprocess.run(run, cwd=ROOT, env=BUFFERED, stdout=full, stderr=PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "clinic").exists()


@pytest.mark.parametrize("name", ["stipple.db", "keys.json", "paper.pdf"])
def test_no_paper_is_written_over_a_store(run: Run, kept: Path, name: str) -> None:
    before = files(kept)
    assert run("rehearse", SCRIPT, "--pdf", kept / name, secret=False)[0] == 1
    code, _, said = run("--data", kept, "export", "latest", "--out", kept / name, secret=False)
    assert (code, "own folder" in said) == (1, True)
    assert files(kept).keys() == before.keys()
    assert files(kept)["keys.json"] == before["keys.json"]


@pytest.mark.parametrize("below", ["sub", "backups/rehearsal"])
def test_no_store_is_made_inside_another(run: Run, kept: Path, below: str) -> None:
    code, _, said = run("--data", kept / below, "rehearse", SCRIPT, secret=False)
    assert (code, "own folder" in said, (kept / below).exists()) == (1, True, False)


def test_a_backup_that_is_not_there_is_told_before_the_passphrase_is_asked(run: Run, tmp_path: Path) -> None:
    code, _, said = run("--data", tmp_path / "fresh", "restore", tmp_path / "none", secret=False)
    assert (code, said.count("\n"), "no backup" in said) == (1, 1, True)


def test_a_rehearsal_opens_no_store_of_another_kind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wired = main.wire()
    other = replace(wired, create_store=lambda folder, _, secret: wired.create_store(folder, "example", secret))
    monkeypatch.setattr(main, "wire", lambda: other)
    code, _, said = run("--data", tmp_path / "kept", "rehearse", SCRIPT, secret=False)
    assert (code, said.count("\n"), "another kind (example)" in said) == (1, 1, True)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
@pytest.mark.parametrize(
    "command", [["sessions"], ["backup"], ["init", "--clinic", "A", "--practitioner", "B"], ["rehearse", str(SCRIPT)]]
)
def test_a_folder_whose_name_is_no_text_is_told_at_once(run: Run, tmp_path: Path, command: list[str]) -> None:
    folder = tmp_path / os.fsdecode(b"praxis-m\xfcller")
    code, _, said = run("--data", folder, *command)
    assert (code, said.count("\n"), "not UTF-8" in said, folder.exists()) == (1, 1, True, False)


@pytest.mark.parametrize("scripts", [1, 2])
@pytest.mark.parametrize("stood", [False, True])
def test_a_script_that_fails_leaves_no_folder(run: Run, tmp_path: Path, stood: bool, scripts: int) -> None:
    (tmp_path / "a.session").write_text(f"{ONE}0:00:02 expect step needling\n", encoding="utf-8")
    folder = tmp_path / "new" / "kept"
    if stood:
        folder.mkdir(parents=True)
    code, _, said = run("--data", folder, "rehearse", *[tmp_path / "a.session"] * scripts, secret=False)
    assert (code, said.count("\n"), folder.exists(), folder.parent.exists()) == (1, 1, stood, stood)
    assert list(tmp_path.rglob("keys.json")) == []
    (tmp_path / "a.session").write_text(ONE, encoding="utf-8")
    assert run("--data", folder, "rehearse", tmp_path / "a.session", secret=False)[0] == 0
    assert run("--data", folder, "rehearse", tmp_path / "a.session", secret=False)[0] == 1
    assert (folder / "keys.json").exists()


def test_a_paper_that_cannot_be_written_leaves_the_rehearsal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.session").write_text(ONE, encoding="utf-8")
    folder, out = tmp_path / "kept", tmp_path / "no" / "out.pdf"
    assert run("--data", folder, "rehearse", tmp_path / "a.session", "--pdf", out, secret=False)[0] == 1
    assert (folder / "keys.json").exists()


@pytest.mark.parametrize(("key", "value"), [("seq", 2**63), ("seq", -1), ("mac", "zz")])
def test_anchors_that_are_none_are_damage(run: Run, kept: Path, key: str, value: object) -> None:
    keys = json.loads((kept / "keys.json").read_text(encoding="utf-8"))
    keys["anchors"][-1][key] = value
    (kept / "keys.json").write_text(json.dumps(keys), encoding="utf-8")
    code, _, said = run("--data", kept, "verify", secret=False)
    assert (code, said.count("\n")) == (1, 1)
    assert "is damaged" in said


def test_nobody_reading_on_is_no_mistake(kept: Path) -> None:
    run = [sys.executable, "main.py", "--data", str(kept), "sessions", "--json"]
    with subprocess.Popen(run, cwd=ROOT, env=BUFFERED, stdout=subprocess.PIPE, stderr=PIPE, text=True) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) in [(1, ""), (0, "")]
