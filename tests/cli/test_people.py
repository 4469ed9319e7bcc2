"""People at the command line: listed, added, changed, removed; the recovery code made anew."""

from contextlib import closing
from pathlib import Path

import pytest

from console.core.events import ClientAdded
from console.core.people import Profile
from db.files import KEYS
from db.keys.key_file import read_keys
from db.keys.key_slots import KdfCost
from db.store import Store
from tests.cli.calls import SECRET, Run
from tests.cli.test_passphrase import NEW, answers, opens
from tests.support.light_keys import COSTS
from tests.support.store_help import event

HERS = "bea has got four words"


@pytest.fixture
def clinic(run: Run, tmp_path: Path) -> tuple[Path, str]:
    """A clinic with two people, and its recovery code."""
    folder = tmp_path / "clinic"
    _, out, _ = run("--data", folder, "init", "--clinic", "Hautraum", "--practitioner", "A. Osei")
    (tmp_path / "hers").write_text(HERS, encoding="utf-8")
    added = run("--data", folder, "people", "add", "Bea", "--role", "practitioner", "--max-depth", "1.5",
                "--new-file", tmp_path / "hers")  # fmt: skip
    assert added[:2] == (0, "Bea can sign in from now on.\n")
    return folder, next(line.strip() for line in out.splitlines() if line.startswith("    "))


def test_a_clinics_secrets_cost_what_they_must(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in COSTS:
        monkeypatch.setattr(name, KdfCost())
    assert run("--data", tmp_path / "clinic", "init", "--clinic", "Hautraum", "--practitioner", "A. Osei")[0] == 0
    assert {slot.cost for slot in read_keys(tmp_path / "clinic" / KEYS).slots} == {KdfCost()}


def test_they_are_listed_with_roles_and_limit(run: Run, clinic: tuple[Path, str]) -> None:
    assert run("--data", clinic[0], "people") == run("--data", clinic[0], "people", "list")
    out = run("--data", clinic[0], "people")[1].splitlines()
    assert out == ["A. Osei  Practitioner and Manager", "Bea  Practitioner, at most 1.50 mm"]


def test_changing(run: Run, clinic: tuple[Path, str]) -> None:
    given = ("--data", clinic[0], "people", "change", "bea", "--name", "Bea B.", "--role", "both", "--max-depth", "0")
    assert run(*given)[:2] == (0, "Bea B. is changed.\n")
    assert run("--data", clinic[0], "people")[1].splitlines()[1] == "Bea B.  Practitioner and Manager"


def test_who_is_removed_is_out_and_backups_are_told_of(run: Run, clinic: tuple[Path, str], tmp_path: Path) -> None:
    assert opens(run, clinic[0], HERS)
    code, out, _ = run("--data", clinic[0], "people", "remove", "Bea", "--yes")
    assert (code, "new key" in out, "Backups made before" in out) == (0, True, True)
    assert [opens(run, clinic[0], each) for each in (SECRET, HERS, clinic[1])] == [True, False, True]
    assert run("--data", clinic[0], "verify")[0] == 0


def test_a_practitioner_manages_nobody_and_exports_nothing(run: Run, clinic: tuple[Path, str], tmp_path: Path) -> None:
    signed = ("--passphrase-file", tmp_path / "hers", "--data", clinic[0])
    for deed in (
        ("people", "remove", "A. Osei", "--yes"),
        ("people", "change", "Bea", "--role", "both"),
        ("recovery",),
    ):
        code, _, said = run(*signed, *deed, secret=False)
        assert (code, "may not manage" in said) == (1, True)
    code, _, said = run(*signed, "adopt", "--by", "Bea", "--read", secret=False)
    assert (code, "may not adopt" in said) == (1, True)
    with closing(Store.open(clinic[0], SECRET)) as store:
        store.append(event(ClientAdded(Profile("Maya")), "", "c1"))
    for given in (["retention", "5"], ["erase", "Maya", "--reason", "wish", "--yes"]):
        for by, why in (("Bea", "may not erase"), ("A. Osei", "gives their own passphrase")):
            code, _, said = run(*signed, *given, "--by", by, secret=False)
            assert (code, why in said) == (1, True), said
    assert run(*signed, "verify", secret=False)[0] == 1
    assert run(*signed, "backup", "--to", tmp_path / "away", secret=False)[0] == 1
    assert not (tmp_path / "away").exists()
    assert run(*signed, "backup", secret=False)[0] == 0


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (("change", "A. Osei", "--role", "practitioner"), "only one who may manage"),
        (("remove", "A. Osei", "--yes"), "only one who may manage"),
        (("remove", "Bea"), "terminal"),
        (("change", "Nobody", "--role", "both"), "Nobody called"),
        (("change", "Bea", "--max-depth", "deep"), "no depth"),
        (("change", "Bea", "--max-depth", "11"), "at most 10"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, clinic: tuple[Path, str], deed: tuple[str, ...], why: str) -> None:
    before = run("--data", clinic[0], "people")[1]
    code, _, said = run("--data", clinic[0], "people", *deed)
    assert (code, said.count("\n"), why in said) == (1, 1, True), said
    assert run("--data", clinic[0], "people")[1] == before


def test_after_the_recovery_code_one_says_who_one_is(run: Run, clinic: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "code").write_text(clinic[1], encoding="utf-8")
    (tmp_path / "new").write_text(NEW, encoding="utf-8")
    given = ["--passphrase-file", tmp_path / "code", "--data", clinic[0], "passphrase", "--new-file", tmp_path / "new"]
    code, _, said = run(*given, secret=False)
    assert (code, "A. Osei, Bea" in said) == (1, True)
    assert run(*given, "--who", "Bea", secret=False)[0] == 0
    assert [opens(run, clinic[0], each) for each in (SECRET, HERS, NEW)] == [True, False, True]


def test_a_new_recovery_code_is_typed_back(run: Run, clinic: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch)
    monkeypatch.setattr("builtins.input", lambda _: "0" * 30)
    code, _, said = run("--data", clinic[0], "recovery")
    assert (code, "not the code" in said, opens(run, clinic[0], clinic[1])) == (1, True, True)
    monkeypatch.setattr("console.app.people.People.new_code", lambda *_: "A" * 30)
    monkeypatch.setattr("builtins.input", lambda _: "a" * 30)
    assert run("--data", clinic[0], "recovery")[0] == 0
    assert [opens(run, clinic[0], each) for each in (clinic[1], "A" * 30, SECRET)] == [False, True, True]
