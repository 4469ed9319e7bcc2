"""The command line as its users call it: real stores, exit codes, one clear line, never a traceback."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import main
from console.app.ports import Store
from console.cli import arguments
from console.core.record import from_json
from tests.cli.calls import ROOT, SCRIPT, Run


def test_a_rehearsal_leaves_a_paper(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("rehearse", SCRIPT, "--pdf", tmp_path / "out.pdf", secret=False)
    assert (code, out.count("\n")) == (0, 2)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_display_a_session_is_played_and_seen(run: Run, tmp_path: Path, qapp: QApplication) -> None:
    code, out, _ = run("run", "--out", tmp_path / "build", secret=False)
    assert (code, "There is no display" in out) == (0, True)
    assert (tmp_path / "build" / "summary.pdf").read_bytes().startswith(b"%PDF")
    steps = ("1-prepare", "2-cleanse", "3-numbing", "4-needling", "5-aftercare", "6-sign-off")
    for step in steps:
        picture = QImage(str(tmp_path / "build" / f"step-{step}.png"))
        assert (picture.width(), picture.height()) == (1280, 800)


def test_with_a_display_the_window_is_opened(
    run: Run, briefly: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, bool]] = []

    def window(folder: Path, _: object, begin: Store | None) -> int:
        opened.append((folder, begin is not None))
        return 0

    wired = replace(main.wire(), has_display=lambda: True, missing=lambda: "", open_window=window)
    monkeypatch.setattr(main, "wire", lambda: wired)
    assert run("--data", tmp_path / "clinic", "run", secret=False)[0] == 0
    assert run("--data", tmp_path / "example", "demo", secret=False)[0] == 0
    assert opened == [(tmp_path / "clinic", False), (tmp_path / "example", True)]


def test_what_a_window_lacks_is_said_in_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wired = replace(main.wire(), has_display=lambda: True, missing=lambda: "libEGL is missing")
    monkeypatch.setattr(main, "wire", lambda: wired)
    assert run("--data", tmp_path / "clinic", "run", secret=False) == (1, "", "stipple: libEGL is missing\n")


def test_a_kept_rehearsal_opens_by_itself(run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list shows each session on its own day, wherever the list is asked for."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    code, out, _ = run("--data", kept, "sessions", secret=False)
    assert code == 0
    assert "Maya Lindqvist" in out
    assert "Mon 2 Mar 2026 10:00" in out
    assert json.loads(run("--data", kept, "sessions", "--json", secret=False)[1])[0]["status"] == "signed"


def test_summary_and_export_of_one_session(run: Run, kept: Path, tmp_path: Path) -> None:
    assert run("--data", kept, "summary", "latest", "--out", tmp_path / "s.pdf", secret=False)[0] == 0
    session = json.loads(run("--data", kept, "sessions", "--json", secret=False)[1])[0]["id"]
    assert run("--data", kept, "export", session[:20], "--out", tmp_path / "r.json", secret=False)[0] == 0
    record = from_json((tmp_path / "r.json").read_bytes())
    assert record.events[0].session == session
    assert record.state().signed


def test_verify_rebuild_backup_restore(run: Run, kept: Path, tmp_path: Path) -> None:
    assert run("--data", kept, "verify", secret=False)[0] == 0
    assert "differed: 0" in run("--data", kept, "rebuild", secret=False)[1]
    code, _out, _ = run("--data", kept, "backup", "--to", tmp_path / "safe", secret=False)
    assert code == 0
    file = next((tmp_path / "safe").glob("*.stipple-backup"))
    (tmp_path / "known").write_text("rehearsal", encoding="utf-8")
    fresh = tmp_path / "fresh"
    assert run("--passphrase-file", tmp_path / "known", "--data", fresh, "restore", file, secret=False)[0] == 0
    assert run("--data", fresh, "verify", secret=False)[0] == 0
    assert "Maya Lindqvist" in run("--data", fresh, "sessions", secret=False)[1]
    again = run("--passphrase-file", tmp_path / "known", "--data", fresh, "restore", file, secret=False)
    assert again[0] == 1
    assert "not empty" in again[2]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_nobody_else_may_read_the_store(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert run("--data", kept, "rehearse", SCRIPT, secret=False)[0] == 0
    assert [path for path in [kept, *kept.rglob("*")] if path.stat().st_mode & 0o077] == []


def test_every_signed_session_has_left_a_backup(kept: Path) -> None:
    assert len(list((kept / "backups").glob("*.stipple-backup"))) == 1


def test_a_new_clinic_opens_by_passphrase_and_by_recovery_code(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    code, out, _ = run("--data", folder, "init", "--clinic", "Hautraum", "--practitioner", "A. Osei")
    assert code == 0
    recovery = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    assert run("--data", folder, "sessions")[:2] == (0, "No sessions yet.\n")
    (tmp_path / "recovery").write_text(recovery.lower().replace("-", " "), encoding="utf-8")
    assert run("--passphrase-file", tmp_path / "recovery", "--data", folder, "sessions", secret=False)[0] == 0
    (tmp_path / "wrong").write_text("wrong horse battery staple", encoding="utf-8")
    code, _, said = run("--passphrase-file", tmp_path / "wrong", "--data", folder, "sessions", secret=False)
    assert (code, said.count("\n")) == (1, 1)


def test_adopting_shows_the_numbers_and_wants_them_read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    run("--data", folder, "init", "--clinic", "Hautraum", "--practitioner", "Dr A. Osei")
    code, out, said = run("--data", folder, "adopt", "--by", "Dr A. Osei")
    assert (code, "Read the numbers above" in said) == (1, True)
    assert "agents.lidocaine-4.effective_from_min: 30 min [P]" in out
    assert "rules.sunburn: Sunburn in the area: stops the treatment [C] shop.browsofjoy.com" in out
    assert "difference" not in out
    code, _, said = run("--data", folder, "adopt", "--by", "Dr Somebody", "--read")
    assert (code, "Dr Somebody gives their own passphrase" in said) == (1, True)
    remind = ("--set", "agents.lidocaine-4.remind_min=50", "--source", "Our list")
    code, _, said = run("--data", folder, "adopt", "--by", "Dr A. Osei", *remind)
    assert (code, "why your clinic sets it so" in said) == (1, True)
    code, out, _ = run("--data", folder, "adopt", "--by", "Dr A. Osei", *remind, "--reason", "Two in the room")
    assert (code, "remind_min: 50 min [own] Our list (Two in the room)" in out) == (1, True)
    code, out, _ = run("--data", folder, "adopt", "--by", "Dr A. Osei", "--read")
    assert (code, "1 number of your clinic's own:" in out) == (0, True)


def test_a_rehearsal_cannot_open_a_clinic(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    run("--data", folder, "init", "--clinic", "Hautraum", "--practitioner", "A. Osei")
    before = sorted((path.name, path.read_bytes()) for path in folder.iterdir() if path.is_file())
    code, _, said = run("--data", folder, "rehearse", SCRIPT)
    assert (code, said.count("\n")) == (1, 1)
    assert sorted((path.name, path.read_bytes()) for path in folder.iterdir() if path.is_file()) == before


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["sessions"], "There is no clinic"),
        (["summary", "latest", "--out", "x.pdf"], "There is no clinic"),
        (["restore", "no-such-file"], "no backup"),
        (["rehearse", "no-such.session"], "can't be read"),
        (["init", "--clinic", "  ", "--practitioner", "A"], "name is needed"),
    ],
)
def test_what_users_do_wrong_is_said_in_one_line(run: Run, tmp_path: Path, arguments: list[str], line: str) -> None:
    code, _, said = run("--data", tmp_path / "none", *arguments)
    assert (code, said.count("\n")) == (1, 1)
    assert line in said


def test_a_backup_goes_into_a_folder(run: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place in ("-", os.devnull):
        code, _, said = run("--data", kept, "backup", "--to", place, secret=False)
        assert (code, said.count("\n"), "Name a folder" in said) == (1, 1, True)
    assert not (tmp_path / "-").exists()


def test_a_session_that_is_not_there(run: Run, kept: Path, tmp_path: Path) -> None:
    code, _, said = run("--data", kept, "summary", "ffff", "--out", tmp_path / "x.pdf", secret=False)
    assert (code, "No session begins with" in said) == (1, True)


def test_a_place_that_cannot_be_written(run: Run, kept: Path, tmp_path: Path) -> None:
    code, _, said = run("--data", kept, "summary", "latest", "--out", tmp_path / "no" / "x.pdf", secret=False)
    assert (code, "can't be written" in said) == (1, True)


def test_a_damaged_file_is_named_and_left_alone(run: Run, kept: Path) -> None:
    file = next(path for path in kept.iterdir() if path.suffix == ".db" or path.stat().st_size > 50_000)
    data = bytearray(file.read_bytes())
    data[5000:5100] = bytes(100)
    file.write_bytes(data)
    code, _, said = run("--data", kept, "verify", secret=False)
    assert code == 1
    assert "fails its check" in said or "damaged" in said
    assert "newest backup" in said.splitlines()[-1]
    assert file.read_bytes() == data


def test_what_verify_found_ends_with_what_to_do(run: Run, kept: Path) -> None:
    keys = (kept / "keys.json").read_text(encoding="utf-8")
    seq = json.loads(keys)["anchors"][-1]["seq"]
    (kept / "keys.json").write_text(keys.replace(f'"seq": {seq}', f'"seq": {seq + 9}'), encoding="utf-8")
    code, _, said = run("--data", kept, "verify", secret=False)
    lines = said.splitlines()
    assert (code, "anchors" in lines[0], "--data DIR restore FILE" in lines[-1]) == (1, True, True)


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["summary"], ["rehearse"], ["export", "latest", "--format", "xml"]]
)
def test_wrong_usage_ends_with_two(run: Run, arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


def test_a_failing_script_names_file_line_expected_and_found(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "bad.session"
    script.write_text(
        '0:00:00 client maya "Maya"\n0:00:01 begin maya\n0:00:02 expect step needling\n', encoding="utf-8"
    )
    code, _, said = run("rehearse", script)
    assert code == 1
    assert f"{script}:3: expected step needling, found prepare" in said


def test_a_refusal_in_a_script_is_said_in_words(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "deep.session"
    whole = SCRIPT.read_text(encoding="utf-8")
    script.write_text(whole.replace("depth=0.5\n", "depth=9\n", 1), encoding="utf-8")
    code, _, said = run("rehearse", script)
    assert (code, said.count("\n")) == (1, 1)
    assert "found depth-above-protocol. 9.00 mm is deeper than the adopted protocol goes on " in said


def test_our_own_mistake_is_one_line_without_values() -> None:
    code = (
        "import sys, main; from console.cli import store_commands;"
        "store_commands.sessions = lambda *_: {}['Maya Lindqvist'];"
        "sys.exit(main.main(['sessions']))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Maya" not in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_each_command_is_there_when_it_runs() -> None:
    """The parser names them: each is imported when it runs."""
    source = Path(arguments.__file__).read_text(encoding="utf-8")
    named = re.findall(r'_later\("(\w+)", "(\w+)"\)', source)
    assert len(named) > 20
    for module, name in named:
        assert callable(getattr(import_module(f"console.cli.{module}"), name))
