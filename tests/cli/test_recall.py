"""Recall at the command line."""

import csv
import io
from pathlib import Path

from tests.cli.calls import Run

LOT = "24B117"


def test_a_lot_is_listed_and_written(run: Run, kept: Path, tmp_path: Path) -> None:
    code, out, _ = run("--data", kept, "recall", "--lot", LOT.lower(), secret=False)
    assert code == 0
    first, *lines = out.splitlines()
    assert first.startswith("1 client, 1 session")
    assert all(LOT in line for line in lines)
    assert lines
    for form in ("csv", "pdf"):
        file = tmp_path / f"list.{form}"
        assert run("--data", kept, "recall", "--lot", LOT, "--out", file, secret=False)[0] == 0
        assert file.stat().st_size > 200
    rows = list(csv.reader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig"))))
    assert len(rows) == len(lines) + 1
    assert run("--data", kept, "verify", secret=False)[0] == 0


def test_what_is_not_there_is_said(run: Run, kept: Path, tmp_path: Path) -> None:
    assert "No session has this lot" in run("--data", kept, "recall", "--lot", "none", secret=False)[1]
    code, _, said = run("--data", kept, "recall", "--lot", LOT, "--out", tmp_path / "list.txt", secret=False)
    assert (code, "neither in .csv nor in .pdf" in said) == (1, True)
    code, _, said = run("--data", kept, "recall", "--lot", LOT, "--product", "Tip", secret=False)
    assert (code, "No product is called “Tip”" in said) == (1, True)
    code, _, said = run("--data", kept, "recall", "--lot", " ", secret=False)
    assert (code, "Give the lot" in said) == (1, True)
    assert not (tmp_path / "list.txt").exists()
