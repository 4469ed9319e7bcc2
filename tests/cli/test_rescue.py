"""`rescue` as somebody calls it after damage: what was put back, what was carried over, what is lost."""

from contextlib import closing
from pathlib import Path

from console.app.clinic import Clinic
from console.app.emergency_copy import save_emergency_copy
from console.app.ids import system_random
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from console.core.events import Addendum
from db.files import BACKUPS, DATABASE, KEYS
from db.store import Store
from tests.cli.calls import Run
from tests.support.store_damage import garble

PASSPHRASE = "rehearsal"


def rescue(run: Run, kept: Path, *arguments: object) -> tuple[int, str, str]:
    word = kept.parent / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    return run("--passphrase-file", word, "--data", kept, "rescue", *arguments, secret=False)


def test_a_clinic_that_opens_stays(run: Run, kept: Path) -> None:
    before = (kept / DATABASE).read_bytes()
    code, _, err = rescue(run, kept)
    assert (code, "This clinic opens" in err) == (1, True)
    assert (kept / DATABASE).read_bytes() == before


def test_the_keys_alone(run: Run, kept: Path) -> None:
    (kept / KEYS).unlink()
    code, out, _ = rescue(run, kept)
    assert (code, "The key file is put back" in out) == (0, True)
    assert run("--data", kept, "verify", secret=False)[0] == 0


def test_the_newest_good_backup_and_what_could_be_read(run: Run, kept: Path) -> None:
    (kept / KEYS).write_text("{", encoding="utf-8")
    (backup,) = (kept / BACKUPS).glob("*.stipple-backup")
    outside = backup.rename(kept.parent / "stick.stipple-backup")
    code, _, err = rescue(run, kept)
    assert (code, "no whole backup" in err) == (1, True)
    code, out, _ = rescue(run, kept, outside)
    assert (code, "Carried over from the damaged folder: 2 events." in out) == (0, True)
    assert "nothing is lost" in out
    assert run("--data", kept, "verify", secret=False)[0] == 0
    garble(kept, 0)
    code, out, _ = rescue(run, kept, outside)
    assert (code, "Lost: the events" in out) == (0, True)
    assert len(list(kept.parent.glob("kept-damaged-*"))) == 2


def test_an_emergency_copy_is_read_in(run: Run, kept: Path, tmp_path: Path) -> None:
    clock, stick = SystemClock(), tmp_path / "stick"
    stick.mkdir()
    (kept / BACKUPS).mkdir(exist_ok=True)
    with closing(Store.open(kept, PASSPHRASE)) as store:
        clinic = Clinic(store, clock, system_random)
        sessions = Sessions(store, clock, clinic, system_random, "Europe/Berlin")
        session = store.sessions()[0].id
        sessions.propose(session, Addendum("seen again"))
        file = save_emergency_copy(store, sessions, clinic, session, stick, clock)
    backup = max((kept / BACKUPS).glob("*.stipple-backup"))
    (kept / DATABASE).unlink()
    assert rescue(run, kept, backup)[0] == 0
    code, out, _ = rescue(run, kept, file)
    assert (code, "Read in: 2 events" in out and "already" in out) == (0, True)
    assert run("--data", kept, "verify", secret=False)[0] == 0
