"""The clinic that version 1 left opens, tells and proves what it did then, and goes on; so do its backups."""

import json
import re
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from console.core.paper_keywords import read_keywords
from db.views.tables import SCHEMA
from tests.cli.calls import Run
from tests.cli.kept_clinic import (
    BACKUPS,
    CALLED,
    EXPECTED,
    KEPT,
    NEEDLING,
    NUMBING,
    OF_THE_ERASED,
    OPENED,
    PAPERS,
    SECRETS,
    SESSIONS,
    SUMMARIES,
    TOLD,
    Call,
    flipped,
    grown,
    holds,
    led,
    opened,
    sha256,
    with_the_new_writer,
)
from tests.support.long_run import quick_of
from tests.support.paper_text import WORDS, Opened


@pytest.fixture
def call(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    monkeypatch.setenv("TZ", EXPECTED["zone"])

    def called(who: str, folder: Path, *given: object) -> tuple[int, str, str]:
        (tmp_path / "said").write_text(SECRETS[who], encoding="utf-8")
        return run("--passphrase-file", tmp_path / "said", "--data", folder, *given, secret=False)

    return called


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return shutil.copytree(KEPT / "clinic", tmp_path / "clinic", copy_function=shutil.copyfile)


def with_days(text: str) -> str:
    """Days as people read them, in place of those that version 1 wrote as they are stored."""
    return re.sub(r"\d{4}-\d\d-\d\d", lambda day: WORDS.iso_day(day[0]), text)


def test_nothing_kept_is_missing_or_more() -> None:
    kept = {file.name: sha256(file) for file in (*PAPERS.iterdir(), *BACKUPS[0].parent.iterdir())}
    papers = EXPECTED["papers"] | EXPECTED["backups"]
    assert kept == {name: paper["sha256"] for name, paper in papers.items()}
    assert (len(BACKUPS), len(SUMMARIES), len(SESSIONS)) == (3, 4, 6)


def test_it_opens_with_every_secret_of_today_and_no_other(call: Call, clinic: Path) -> None:
    assert [who for who in SECRETS if call(who, clinic, "sessions")[0] == 0] == EXPECTED["opens"]
    assert {"leo", "code-before"}.isdisjoint(EXPECTED["opens"])


def test_nothing_in_it_was_altered(call: Call, clinic: Path) -> None:
    assert call("ada", clinic, "verify") == (0, EXPECTED["verified"], "")


def test_the_sessions_are_listed(call: Call, clinic: Path) -> None:
    assert holds(json.loads(call("ada", clinic, "sessions", "--json")[1]), EXPECTED["sessions"])


def test_the_views_are_what_the_log_makes(call: Call, clinic: Path) -> None:
    code, out, _ = call("ada", clinic, "rebuild")
    assert (code, "differed: 0." in out) == (0, True)
    assert holds(json.loads(call("ada", clinic, "sessions", "--json")[1]), EXPECTED["sessions"])


def test_the_log_and_the_files_of_the_clinic_are_read(call: Call, clinic: Path) -> None:
    with opened(clinic) as store:
        own, views = store.events(""), store.sessions()
        events = [*own, *(each for view in views for each in store.events(view.id))]
        assert [store.head().seq, store.head().mac] == [EXPECTED["rows"], EXPECTED["head"]]
        assert Counter(type(each.body).__struct_config__.tag for each in events) == EXPECTED["kinds"]
        assert len(events) == EXPECTED["rows"]
        assert holds(to_builtins(store.clients()), EXPECTED["clients"])
        assert holds(to_builtins(store.people()), EXPECTED["people"])
        assert store.latest("emergency-number-set").body.number == EXPECTED["emergency_number"]
        jonas = next(each.id for each in store.people() if each.name.startswith("Jonas"))
        assert [store.pins.matches(jonas, pin) for pin in (TOLD["pins"]["jonas"], "000000")] == [True, False]
    assert call("ada", clinic, "retention")[1] == EXPECTED["retention"]


@pytest.mark.parametrize("name", SESSIONS)
def test_a_record_is_exported_as_it_was(call: Call, clinic: Path, tmp_path: Path, name: str) -> None:
    file, expected = tmp_path / "record.json", EXPECTED["records"][name]
    assert call("ada", clinic, "export", SESSIONS[name], "--out", file)[0] == 0
    assert {"sha256": sha256(file), "digest": json.loads(file.read_bytes())["digest"]} == expected
    if name == "tom":
        assert file.read_bytes() == (PAPERS / "addendum.json").read_bytes()


def test_the_kept_papers_are_true(call: Call, clinic: Path) -> None:
    erased = PAPERS / "erased.pdf"
    true = [file for file in SUMMARIES if file != erased]
    code, out, err = call("ada", clinic, "verify", "--pdf", *true)
    said = {file: f"{file}: {EXPECTED['papers'][file.name]['said']}\n" for file in SUMMARIES}
    assert (code, out, err) == (0, "".join(said[file] for file in true) + EXPECTED["verified"], "")
    code, _, err = call("ada", clinic, "verify", "--pdf", erased)
    assert (code, said[erased] in err) == (1, True), "that program did not write down yet what left it"


def test_papers_made_anew_are_the_kept_ones(
    call: Call, clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, session in (("signed", "maya"), ("addendum", "tom"), ("open", "needling")):
        assert call("ada", clinic, "summary", SESSIONS[session], "--out", tmp_path / f"{name}.pdf")[0] == 0
        made, kept = (read_keywords((place / f"{name}.pdf").read_bytes()) for place in (tmp_path, PAPERS))
        assert made is not None
        assert kept == replace(made, form=1)
    then = datetime.fromisoformat(EXPECTED["printed"] + "T12:00:00+00:00").timestamp()
    monkeypatch.setattr("time.time_ns", lambda: int(then) * 10**9)
    for name in ("recall.csv", "recall.pdf"):
        assert call("mira", clinic, "recall", "--lot", "26C044", "--out", tmp_path / name)[0] == 0
    assert (tmp_path / "recall.csv").read_bytes() == (PAPERS / "recall.csv").read_bytes()
    now, then_told = (Opened((place / "recall.pdf").read_bytes()).text.split() for place in (tmp_path, PAPERS))
    assert now == with_days(" ".join(then_told)).split()


def test_the_log_names_what_left_it(clinic: Path) -> None:
    with opened(clinic) as store:
        told = [each.body for each in store.events("")]
    digests = {getattr(body, "digest", "") for body in told} | {getattr(body, "sha256", "") for body in told}
    assert digests >= {sha256(file) for file in (*BACKUPS, PAPERS / "recall.csv", PAPERS / "recall.pdf")}
    assert digests >= {EXPECTED["records"][name]["digest"] for name in ("maya", "tom", "needling")}


@pytest.mark.parametrize("lot", EXPECTED["recalls"])
def test_a_lot_is_recalled(call: Call, clinic: Path, lot: str) -> None:
    code, out, _ = call("mira", clinic, "recall", "--lot", lot)
    assert (code, out.splitlines()) == (0, [with_days(line) for line in EXPECTED["recalls"][lot]])


def told_of_the_erased(call: Call, folder: Path, out: Path) -> str:
    """Everything that commands print or write in which a client could be named."""
    said = ""
    for given in (["sessions"], ["sessions", "--json"], ["recall", "--lot", "GW-016"]):
        code, printed, err = call("ada", folder, *given)
        assert (code, err, SESSIONS["hanna"][:16] in printed) == (0, "", True)
        said += printed
    assert call("ada", folder, "export", SESSIONS["hanna"], "--out", out)[0] == 0
    with opened(folder) as store:
        return said + out.read_text(encoding="utf-8") + repr(store.events("")) + repr(store.clients())


def test_the_erased_client_is_named_nowhere(call: Call, clinic: Path, tmp_path: Path) -> None:
    said = told_of_the_erased(call, clinic, tmp_path / "erased.json")
    assert [word for word in OF_THE_ERASED if word in said] == []
    erase = ("erase", "Hanna Vogelsang", "--by", "Ada Osei", "--reason", "Again", "--yes")
    assert "No client is called" in call("ada", clinic, *erase)[2]
    before = tmp_path / "before"
    assert call("ada", before, "restore", BACKUPS[0])[0] == 0
    said = told_of_the_erased(call, before, tmp_path / "before.json")
    assert [word for word in OF_THE_ERASED if word in said] == list(OF_THE_ERASED)


def test_the_shelf_holds_what_was_left(call: Call, clinic: Path) -> None:
    lines = [
        f'0:00:01 on-hand "{name}" {left} lot={lot} serial={serial}' for name, lot, serial, left in EXPECTED["shelf"]
    ]
    assert len(lines) == 6
    led(clinic, "ada", SESSIONS["maya"], OPENED + "\n".join(lines))


@pytest.mark.parametrize(
    ("name", "who", "script"),
    [("needling", "jonas", NEEDLING.replace("AWAY", "43:20")), ("numbing", "ada", NUMBING)],
    ids=["needling", "numbing"],
)
def test_an_open_session_goes_on_to_its_signature(
    call: Call, clinic: Path, tmp_path: Path, name: str, who: str, script: str
) -> None:
    led(clinic, who, SESSIONS[name], script)
    new = {*(clinic / "backups").glob("*.stipple-backup")} - {clinic / "backups" / each.name for each in BACKUPS}
    before, made = sorted(new, key=lambda each: each.name.startswith("2026"))
    assert before.name == f"before-schema-{SCHEMA}.stipple-backup"
    code, out, _ = call("ada", clinic, "verify", "--pdf", PAPERS / "open.pdf")
    first, last = out.splitlines(keepends=True)
    assert (code, grown(last, EXPECTED["verified"])) == (0, True)
    assert ("true as printed. The record went on since" in first) == (name == "needling")
    status = {view["id"]: view["status"] for view in json.loads(call("ada", clinic, "sessions", "--json")[1])}
    assert status == {each["id"]: each["status"] for each in EXPECTED["sessions"]} | {SESSIONS[name]: "signed"}
    assert call("ada", tmp_path / "again", "restore", made)[0] == 0


@pytest.mark.parametrize("file", quick_of(BACKUPS, BACKUPS[0]), ids=lambda file: file.stem)
def test_a_backup_is_put_back_and_goes_on(call: Call, tmp_path: Path, file: Path) -> None:
    folder, expected = tmp_path / "back", EXPECTED["backups"][file.name]
    assert call("ada", folder, "restore", file)[0] == 0
    assert call("ada", folder, "verify") == (0, with_the_new_writer(expected["verified"]), "")
    assert [who for who in SECRETS if call(who, folder, "sessions")[0] == 0] == expected["opens"]
    views = json.loads(call("ada", folder, "sessions", "--json")[1])
    assert {view["id"]: view["status"] for view in views} == expected["sessions"]
    led(folder, "ada", SESSIONS["maya"], CALLED)
    if expected["sessions"].get(SESSIONS["needling"]) == "open":
        led(folder, "jonas", SESSIONS["needling"], NEEDLING.replace("AWAY", "54:55"))
    assert call("ada", folder, "backup")[0] == 0
    code, out, _ = call("ada", folder, "verify", "--all")
    assert (code, grown(out, expected["verified"])) == (0, True)
    assert "differed: 0." in call("ada", folder, "rebuild")[1]


def test_a_flipped_bit_is_told(call: Call, clinic: Path, tmp_path: Path) -> None:
    """So that what is found good above could be found bad."""
    paper = shutil.copyfile(PAPERS / "signed.pdf", tmp_path / "signed.pdf")
    flipped(paper, 20_000)
    assert "was not compared" in call("ada", clinic, "verify", "--pdf", paper)[2]
    assert call("ada", clinic, "summary", SESSIONS["maya"], "--out", tmp_path / "today.pdf")[0] == 0
    flipped(tmp_path / "today.pdf", 20_000)
    assert "but the paper is not" in call("ada", clinic, "verify", "--pdf", tmp_path / "today.pdf")[2]
    backup = shutil.copyfile(BACKUPS[0], tmp_path / BACKUPS[0].name)
    flipped(backup, 200_000)
    assert call("ada", tmp_path / "back", "restore", backup)[0] == 1
    flipped(clinic / "stipple.db", 200_000)
    assert call("ada", clinic, "verify")[0] == 1


def test_its_people_are_shown_number_by_number_what_is_otherwise_now(call: Call, clinic: Path) -> None:
    code, out, said = call("ada", clinic, "adopt", "--by", "Ada Osei")
    assert (code, "Read the numbers above" in said) == (1, True)
    told = out[out.index("differences to what Ada Osei adopted on 15 Jun 2026") :]
    for line in (
        "+ rules.g6pd: G6PD deficiency: bars the numbing",
        "~ agents.lidocaine-4.hard_max_min: 300 min [P]",
        "~   → agents.lidocaine-4.hard_max_min: open [P]",
        "- rules.toxin-filler",
    ):
        assert f"  {line}" in told
    assert told.index("  = ") > told.rindex("  ~ ")
    with opened(clinic, "ada") as store:
        adopted = store.adoption()
        assert adopted
        assert '"severe-acne"' in adopted.content
