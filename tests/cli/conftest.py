"""The program, called as from a shell."""

import shutil
import sys
from pathlib import Path

import pytest

import main
from console.app.example.year import fill
from console.cli import demo
from tests.cli.calls import SCRIPT, SECRET, Run
from tests.support.example_year import brief
from tests.support.light_keys import make_light


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the program: (exit code, standard output, standard error). Its clinics open at a light cost."""
    make_light(monkeypatch)
    hook = sys.excepthook
    monkeypatch.setattr(sys, "excepthook", hook)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")

    def call(*arguments: object, secret: bool = True) -> tuple[int, str, str]:
        given = ["--passphrase-file", str(tmp_path / "secret")] if secret else []
        try:
            code = main.main([*given, *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return call


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsal's store with one signed session: to be copied, never written to."""
    folder = tmp_path_factory.mktemp("rehearsed") / "kept"
    with pytest.MonkeyPatch.context() as patch:
        make_light(patch)
        assert main.main(["--data", str(folder), "rehearse", str(SCRIPT)]) == 0
    return folder


@pytest.fixture
def kept(run: Run, rehearsed: Path, tmp_path: Path) -> Path:
    """The rehearsal's store, this test's own."""
    return Path(shutil.copytree(rehearsed, tmp_path / "kept"))


@pytest.fixture
def briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of few."""
    whole = fill
    monkeypatch.setattr(demo, "fill", lambda store, protocol, made, *more: whole(store, protocol, brief(made), *more))
