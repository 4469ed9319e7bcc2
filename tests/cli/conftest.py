"""The program, called as from a shell."""

import sys
from pathlib import Path

import pytest

import main
from tests.cli.calls import SCRIPT, SECRET, Run
from tests.support.light_keys import make_light


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls the program: (exit code, standard output, standard error). Its clinics open at a light cost."""
    make_light(monkeypatch)
    hook = sys.excepthook
    monkeypatch.setattr(sys, "excepthook", hook)
    monkeypatch.setenv("TZ", "Europe/Berlin")
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


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> Path:
    """A rehearsal's store with one signed session."""
    folder = tmp_path / "kept"
    assert run("--data", folder, "rehearse", SCRIPT, secret=False)[0] == 0
    return folder
