"""The example clinic from the command line: thrown away, or kept in a new folder."""

import tempfile
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

import main
from console.cli import demo
from console.core.clock import Instant, SystemClock
from console.core.refusal import Refusal
from tests.cli.calls import Run
from tests.support.example_year import brief, example


@pytest.mark.soak
def test_the_whole_year_is_filled(run: Run) -> None:
    code, out, _ = run("demo", secret=False)
    assert (code, out.count("\n")) == (0, 1)
    assert "24 clients" in out


def test_it_is_thrown_away(run: Run, briefly: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    code, out, _ = run("demo", secret=False)
    assert (code, out.count("\n")) == (0, 1)
    assert f"{len(brief(example()).clients)} clients" in out
    assert "2 of them open" in out
    assert str(made) in out
    assert list(made.iterdir()) == []


def test_a_kept_one_opens_by_itself_and_is_not_made_twice(run: Run, briefly: None, tmp_path: Path) -> None:
    folder = tmp_path / "example"
    assert run("--data", folder, "demo", "--seed", 3, secret=False)[0] == 0
    code, out, _ = run("--data", folder, "sessions", secret=False)
    assert (code, out.count(" open ")) == (0, 2)
    assert run("--data", folder, "summary", "latest", "--out", tmp_path / "s.pdf", secret=False)[0] == 0
    assert run("--data", folder, "verify", secret=False)[0] == 0
    assert run("--data", folder, "demo", secret=False)[0] == 1
    assert run("--data", folder / "within", "demo", secret=False)[0] == 1


def test_half_a_year_is_not_left_behind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise Refusal("unknown-client")

    monkeypatch.setattr(demo, "fill", fails)
    code, _, err = run("--data", tmp_path / "example", "demo", secret=False)
    assert (code, err.count("\n")) == (1, 1)
    assert not (tmp_path / "example").exists()


class SlowClock:
    """Ten seconds pass from one look at it to the next."""

    def __init__(self) -> None:
        self._reads, self._real = count(), SystemClock().now()

    def now(self) -> Instant:
        passed = next(self._reads) * 10_000
        return replace(self._real, utc_ms=self._real.utc_ms + passed, boot_ms=self._real.boot_ms + passed)


def test_a_window_can_have_one(briefly: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SlowClock()
    began = clock.now().boot_ms
    monkeypatch.setattr(demo, "SystemClock", lambda: clock)
    with demo.example_store(main.wire(), 1, tmp_path / "example") as (store, folder):
        assert store.kind == "example"
        beats = [store.last_beat(each.id) for each in store.sessions(status="open")]
        assert [each.boot_ms - began if each else 0 for each in beats] == [20_000, 30_000], "filling is no absence"
        assert (folder, len(store.clients())) == (tmp_path / "example", len(brief(example()).clients))
