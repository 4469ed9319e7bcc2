"""Where papers go: a pipe or a device is given them, a file is asked about, nothing else is ever replaced."""

import io
import os
import threading
from argparse import Namespace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console.app.ports import StoreError
from console.cli.arguments import parser
from console.cli.command_dependencies import Failure, store_text
from console.cli.list_separator import list_separator
from console.cli.output import STANDARD, Output, output
from console.cli.process_guard import ended
from tests.cli.calls import Run
from tests.support.texts import WORDS

PARTS: Any = SimpleNamespace(words=WORDS, is_store=lambda folder: (folder / "keys.json").exists())


def put(path: Path, data: bytes = b"new", force: bool = False) -> None:
    output(path, Namespace(force=force), PARTS).write(data)


def refused(path: Path, says: str) -> None:
    with pytest.raises(Failure, match=says):
        put(path)


def test_a_file_that_is_there_is_replaced_only_when_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "paper.pdf"
    put(file)
    refused(file, "is there already.*--force")
    for typed, stands in (("no\n", b"new"), ("", b"new"), ("yes\n", b"newer")):
        terminal = io.StringIO(typed)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", terminal)
        if typed == "yes\n":
            put(file, b"newer")
        else:
            with pytest.raises(Failure, match="stays as it is"):
                put(file, b"newer")
        assert file.read_bytes() == stands
        assert "Type yes" in capsys.readouterr().err
    put(file, b"forced", force=True)
    assert file.read_bytes() == b"forced"
    assert [each.name for each in tmp_path.iterdir()] == ["paper.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are another matter there")
def test_a_link_a_pipe_a_device_and_a_folder_stay_what_they_are(tmp_path: Path) -> None:
    file, link, loose, pipe = (tmp_path / name for name in ("file", "link", "loose", "pipe"))
    file.write_bytes(b"old")
    link.symlink_to(file)
    loose.symlink_to(tmp_path / "none")
    os.mkfifo(pipe)
    refused(link, "is there already")
    put(link, force=True)
    put(loose)
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")
    assert (loose.is_symlink(), (tmp_path / "none").read_bytes()) == (True, b"new")
    read = list[bytes]()
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe)
    reader.join(10)
    assert (read, pipe.is_fifo()) == ([b"new"], True)
    put(Path(os.devnull))
    assert Path(os.devnull).is_char_device()
    refused(tmp_path, "no file")
    around = tmp_path / "around"
    around.symlink_to(around)
    refused(around, "no file")
    if Path("/dev/full").exists():
        refused(Path("/dev/full"), "No space left on device")
    (tmp_path / "keys.json").touch()
    refused(tmp_path / "paper.pdf", "clinic's own folder")


def test_a_dash_is_standard_output_and_nothing_else_is_said_there(
    run: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        taken = io.TextIOWrapper(io.BytesIO())
        patched.setattr("sys.stdout", taken)
        put(Path("-"), b"%PDF\x93")
        output(Path("-"), Namespace(force=False), PARTS).tell()
        assert taken.buffer.getvalue() == b"%PDF\x93"
    record = run("export", "latest", "--out", "-", "--data", kept, secret=False)
    assert (record[0], record[1][:1], record[1].rstrip()[-1], record[2]) == (0, "{", "}", "")
    code, said, _ = run("recall", "--data", kept, "--lot", "24B117", "--out", "-", secret=False)
    assert (code, said.splitlines()[0][:11]) == (0, "\ufeffDay,Client")
    copies = run("--data", kept, "verify", secret=False)
    assert copies[0] == 0


class Broken(io.StringIO):
    """Standard output that takes nothing more."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, text: str) -> int:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(("number", "said"), [(28, "closed or full"), (32, "")])
def test_a_list_that_nobody_takes_ends_in_one_line_or_quietly(
    number: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk is said, a reader who left is not; in the middle of a command too."""
    monkeypatch.setattr("sys.stdout", Broken(number))
    assert ended(lambda: print("a line"), WORDS) == 1
    told = capsys.readouterr().err
    assert (said in told, told.count("\n")) == (True, bool(said))


def test_a_closed_output_is_said_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`sessions >&-`: Python has no standard output then, and prints nothing without a word."""
    monkeypatch.setattr("sys.stdout", None)
    paper = Output(STANDARD, PARTS)
    for command in (lambda: print("a line"), lambda: paper.write(b"%PDF")):
        assert ended(command, WORDS) == 1
        told = capsys.readouterr().err
        assert ("closed or full" in told, told.count("\n")) == (True, 1)
    assert ended(lambda: None, WORDS) == 0, "nothing was to be said"


def test_a_full_disk_anywhere_else_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> None:
        raise OSError(28, "No space left on device", "/tmp/stipple-x")

    assert ended(command, WORDS) == 1
    assert "/tmp/stipple-x can't be written to (No space left on device). Free some space" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    ["run", "demo", "sessions", "verify", "rebuild", "backup", "restore f", "recall --lot L", "people", "people list",
     "people add A --role both", "people remove A", "summary latest --out -", "rehearse a.session", "recovery",
     "init --clinic A --practitioner B", "adopt --by A", "retention", "erase A --by B --reason C", "rescue",
     "passphrase", "export latest --out -"],
)  # fmt: skip
def test_the_folder_stands_before_or_behind_every_command(words: str) -> None:
    command, behind = words.split(), ["--data", "X", "--passphrase-file", "P"]
    for given in ([*behind, *command], [*command, *behind], ["--data", "Y", *command, *behind]):
        read = parser().parse_args(given)
        assert (read.data, read.passphrase_file) == (Path("X"), Path("P"))
    assert parser().parse_args(command).data is None


@pytest.mark.parametrize(
    ("place", "separator"), [("de_DE.UTF-8", ";"), ("en_GB.UTF-8", ","), ("C", ","), ("fr_FR", ";")]
)
def test_a_list_has_the_separator_of_the_place(place: str, separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", place)
    assert list_separator() == separator


def test_latest_of_an_empty_clinic_is_said_as_it_is(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    run("--data", folder, "init", "--clinic", "Hautraum", "--practitioner", "A. Osei")
    code, _, said = run("--data", folder, "summary", "latest", "--out", tmp_path / "x.pdf")
    assert (code, said) == (1, "stipple: There is no session yet. Begin one in the window, then ask again.\n")


@pytest.mark.parametrize(
    ("file", "said"),
    [("/data/clinic/.c.x1.new/stipple.db", "The disk with /data/clinic is full."), ("", "The disk is full.")],
)
def test_a_full_disk_is_said_to_a_command_without_the_words_of_the_window(file: str, said: str) -> None:
    told = store_text(WORDS, StoreError("disk-full", file=file, detail=""))
    assert told.startswith(said)
    assert "step" not in told
    assert "paper" not in store_text(WORDS, StoreError("disk-error", file=file, detail="Input/output error"))
