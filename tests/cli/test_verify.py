"""verify, papers held against the record, and erasing a client, as from a shell."""

import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.app.ports import Finding, Report
from console.core.clock import Instant
from console.core.events import Addendum
from db.backup.restore import restore
from db.connections import connect
from db.files import BACKUPS, DATABASE, KEYS
from db.keys.key_file import read_keys
from db.keys.store_keys import unlock
from db.log import row_check
from db.log.anchors import Anchor
from db.store import Store
from db.views.tables import TRIGGERS
from tests.cli.calls import Run
from tests.db.test_unreadable_entries import change_row
from tests.support.signatories import Office

SECRET = "rehearsal"
LONG_AGO = 1_500_000_000_000
"""July 2017."""


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two sealed visits of one client, long ago: to be copied, never written to."""
    folder = tmp_path_factory.mktemp("visited") / "office"
    made = Office(folder, utc_ms=LONG_AGO, secret=SECRET)
    with closing(made.store):
        made.visit()
        made.visit(made.ben)
    return folder


@pytest.fixture
def office(visited: Path, tmp_path: Path) -> Path:
    """The store with two visits, this test's own."""
    return Path(shutil.copytree(visited, tmp_path / "office"))


def paper(run: Run, folder: Path, out: Path, *more: str) -> Path:
    assert run("--data", folder, "summary", "latest", "--out", out, *more, secret=False)[0] == 0
    return out


def test_a_paper_is_true(run: Run, office: Path, tmp_path: Path) -> None:
    files = [paper(run, office, tmp_path / "a4.pdf"), paper(run, office, tmp_path / "letter.pdf", "--paper", "letter")]
    code, out, err = run("--data", office, "verify", "--pdf", *files, secret=False)
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [f"{file}: true. The record is as it was printed." for file in files]


@pytest.mark.parametrize("where", ["kind = 'client-added'", "kind = 'person-added'", "kind = 'record-copied'"])
def test_an_entry_that_cannot_be_read_keeps_no_paper_from_being_held_against_the_record(
    run: Run, office: Path, tmp_path: Path, where: str
) -> None:
    """The first copy that was noted is another one's: the paper's own is still known."""
    paper(run, office, tmp_path / "first.pdf")
    file = paper(run, office, tmp_path / "visit.pdf")
    keys = unlock(read_keys(office / KEYS), SECRET)
    with closing(connect(office / DATABASE, keys)) as raw:
        change_row(raw, where)
    code, out, err = run("--data", office, "verify", "--pdf", file, secret=False)
    assert (code, f"{file}: true. The record is as it was printed." in out) == (1, True)
    assert "is not as it was written" in err


def test_an_addendum_since_is_told_and_is_no_alteration(run: Run, office: Path, tmp_path: Path) -> None:
    file = paper(run, office, tmp_path / "visit.pdf")
    with closing(Store.open(office, SECRET)) as store:
        made = Office(office, store, utc_ms=LONG_AGO + 90_000_000)
        made.clinic.actor = store.person
        made.sessions.propose(store.sessions()[0].id, Addendum("called: all well"))
    code, out, _ = run("--data", office, "verify", "--pdf", file, secret=False)
    assert code == 0
    assert f"{file}: true as printed. The record went on since: one more entry." in out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"%%EOF", b"%%EOG", "but the paper is not"),
        (b"digest=", b"digest=", "True"),
        (b"/Keywords (stipple-record", b"/Keywords (stipple-recore", "no summary of Stipple's"),
        (b"events=4", b"events=3", "but the paper is not"),
    ],
)
def test_an_altered_paper(run: Run, office: Path, tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    file = paper(run, office, tmp_path / "visit.pdf")
    data = file.read_bytes()
    if said == "True":
        at = data.index(old) + len(old)
        data = data[:at] + (b"0" if data[at : at + 1] != b"0" else b"1") + data[at + 1 :]
        said = "not the one that this was printed from"
    else:
        assert old in data or said == "but the paper is not"
        data = data.replace(old, new) if old in data else data + b"\n"
    file.write_bytes(data)
    code, _, err = run("--data", office, "verify", "--pdf", file, secret=False)
    assert code == 1
    assert said in err


@pytest.mark.parametrize(
    ("old", "new"),
    [(rb"row=\d+", b"row=9999999999999999999"), (rb"head=[0-9a-f]+", b"head=" + b"f" * 64), (rb"row=\d+", b"row=1")],
)
def test_a_forged_paper_accuses_nobodys_log(run: Run, office: Path, tmp_path: Path, old: bytes, new: bytes) -> None:
    file = paper(run, office, tmp_path / "visit.pdf")
    data, count = re.subn(old, new, file.read_bytes())
    assert count == 1
    file.write_bytes(data)
    code, _, err = run("--data", office, "verify", "--pdf", file, secret=False)
    assert (code, err.count("\n")) == (1, 1)
    assert "not the one that this was printed from" in err


def test_a_paper_of_no_entries_and_one_without_an_end_stop_nothing(run: Run, office: Path, tmp_path: Path) -> None:
    file, endless = paper(run, office, tmp_path / "visit.pdf"), tmp_path / "endless.pdf"
    file.write_bytes(re.sub(rb"events=\d+", b"events=0", file.read_bytes()))
    with endless.open("wb") as data:
        data.truncate(1 << 40)
    code, _, err = run("--data", office, "verify", "--pdf", file, endless, secret=False)
    assert (code, err.count("this is no summary of Stipple's")) == (1, 2)


def test_a_paper_of_another_clinic(run: Run, office: Path, kept: Path, tmp_path: Path) -> None:
    file = paper(run, kept, tmp_path / "other.pdf")
    code, _, err = run("--data", office, "verify", "--pdf", file, secret=False)
    assert code == 1
    assert "its session is not in this store" in err


def test_a_file_that_is_not_there(run: Run, office: Path, tmp_path: Path) -> None:
    code, _, err = run("--data", office, "verify", "--pdf", tmp_path / "none.pdf", secret=False)
    assert code == 1
    assert "none.pdf can't be read" in err


def erase(run: Run, office: Path, *more: str) -> tuple[int, str, str]:
    given = ("--by", "Ann Example", "--reason", "retention period over", *more)
    return run("--data", office, "erase", "Bea Sample", *given, secret=False)


def test_erasing_needs_a_period_and_a_yes(run: Run, office: Path) -> None:
    assert "Nobody has set yet how long" in erase(run, office, "--yes")[2]
    assert "No retention period is set" in run("--data", office, "retention", secret=False)[2]
    code, out, _ = run(
        "--data", office, "retention", "5", "--by", "Ann Example", "--source", "the insurer", secret=False
    )
    assert (code, out) == (0, "Records are kept for 5 years after the last visit. Source: the insurer.\n")
    code, out, err = erase(run, office)
    assert code == 1
    assert "What goes: What is known of them: name, born" in out
    assert "of 2 sessions, 14 Jul 2017 to 14 Jul 2017" in out
    assert "Nothing was erased." in err
    code, out, _ = erase(run, office, "--yes")
    assert code == 0
    assert out.endswith("The client was erased.\n")
    assert run("--data", office, "verify", secret=False)[0] == 0
    assert "No client is called" in erase(run, office, "--yes")[2]


def test_too_early_and_by_the_wrong_person(run: Run, office: Path) -> None:
    run("--data", office, "retention", "90", "--by", "Ann Example", secret=False)
    assert "can be erased from 14 Jul 2107 on" in erase(run, office, "--yes")[2]
    assert (
        "Nobody here is called"
        in run("--data", office, "erase", "Bea Sample", "--by", "Eve", "--reason", "x", secret=False)[2]
    )


def test_a_paper_printed_before_its_client_was_erased(run: Run, office: Path, tmp_path: Path) -> None:
    file = paper(run, office, tmp_path / "visit.pdf")
    run("--data", office, "retention", "5", "--by", "Ann Example", secret=False)
    assert erase(run, office, "--yes")[0] == 0
    code, out, _ = run("--data", office, "verify", "--pdf", file, secret=False)
    assert code == 0
    assert f"{file}: true. It is byte for byte what left the program; the client was erased since." in out


@pytest.mark.parametrize(
    ("old", "new"), [(rb"row=\d+", b"row=999999"), (rb"head=[0-9a-f]+", b"head=" + b"f" * 64), (rb"row=\d+", b"row=1")]
)
def test_a_forged_paper_of_an_erased_client_accuses_nobodys_log_either(
    run: Run, office: Path, tmp_path: Path, old: bytes, new: bytes
) -> None:
    file = paper(run, office, tmp_path / "visit.pdf")
    run("--data", office, "retention", "5", "--by", "Ann Example", secret=False)
    assert erase(run, office, "--yes")[0] == 0
    file.write_bytes(file.read_bytes() + b"\n")
    code, _, err = run("--data", office, "verify", "--pdf", file, secret=False)
    assert (code, err.count("\n")) == (1, 1)
    assert "what else stands on it can't be compared any more" in err
    file.write_bytes(re.sub(old, new, file.read_bytes()))
    code, _, err = run("--data", office, "verify", "--pdf", file, secret=False)
    assert (code, err.count("\n")) == (1, 1)
    assert "not the one that this was printed from" in err


def test_no_backup_is_advised_where_only_another_copy_goes_on(run: Run, office: Path, tmp_path: Path) -> None:
    """A backup that was put back elsewhere, and one that was made there, brought here."""
    assert run("--data", office, "backup", secret=False)[0] == 0
    backup = max((office / BACKUPS).glob("*.stipple-backup"))
    restore(backup, tmp_path / "moved", SECRET, Instant(LONG_AGO + 90_000_000, 0, "boot-1"))
    assert run("--data", tmp_path / "moved", "backup", "--to", office / BACKUPS, secret=False)[0] == 0
    code, _, err = run("--data", office, "verify", secret=False)
    assert (code, "was written by another copy of this clinic" in err) == (1, True)
    assert "restore the newest backup" not in err


def test_it_goes_on_from_the_last_check_and_with_all_reads_everything(run: Run, office: Path) -> None:
    out = run("--data", office, "verify", secret=False)[1]
    assert re.fullmatch(r"Verified: \d+ rows, nothing altered.\n", out)
    keys = unlock(read_keys(office / KEYS), SECRET)
    with closing(connect(office / DATABASE, keys)) as raw:
        change_row(raw, "seq = 2")
        raw.execute(TRIGGERS["log_never_changes"])
    code, out, _ = run("--data", office, "verify", secret=False)
    assert (code, "since the last check, nothing altered. All" in out) == (0, True)
    code, _, err = run("--data", office, "verify", "--all", secret=False)
    assert (code, "Row 2 is not as it was written" in err) == (1, True)


def test_ctrl_c_says_what_was_checked_so_far(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_check, "EVERY", 4)
    before, report = signal.getsignal(signal.SIGINT), row_check.RowCheck.read

    def read(self: row_check.RowCheck, expected: dict[int, list[Anchor]], told: Report) -> Iterator[Finding]:
        def press(done: int, total: int) -> None:
            if done == 4:
                signal.raise_signal(signal.SIGINT)
            told(done, total)

        return report(self, expected, press)

    monkeypatch.setattr(row_check.RowCheck, "read", read)
    code, _, err = run("--data", office, "verify", "--all", secret=False)
    assert (code, "Stopped. 4 of" in err, "nothing altered in them" in err) == (1, True, True)
    assert signal.getsignal(signal.SIGINT) is before
    assert run("--data", office, "verify", secret=False)[0] == 1
    keys = unlock(read_keys(office / KEYS), SECRET)
    with closing(connect(office / DATABASE, keys)) as raw:
        change_row(raw, "seq = 2")
    _, _, err = run("--data", office, "verify", "--all", secret=False)
    assert "So far:" in err
    assert "Row 2 is not as it was written" in err
