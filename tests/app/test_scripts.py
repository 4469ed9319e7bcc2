"""Every session script held against its own log, on an encrypted store too; and the paper that tells how they read."""

import re
from pathlib import Path

import pytest

from console.app.scripts.intent_verbs import INTENTS
from console.app.scripts.interpreter import play
from console.app.scripts.language import parse
from console.app.scripts.script_stage import Stage
from console.app.scripts.session_expects import EXPECTS
from console.app.scripts.session_verbs import COMMANDS
from console.core.record import from_json, to_json
from console.core.session import fold
from resources import Texts
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol, stage

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "tests" / "scripts").glob("*.session"))
DOC = (ROOT / "docs" / "session-scripts.md").read_text(encoding="utf-8")
FEWEST_SCRIPTS = 15
LONGEST = ("full-face", "first-visit", "allergy-later", "danger")
"""Those that are played on an encrypted store with every change; in the long run all are."""


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= FEWEST_SCRIPTS


def test_the_script_that_is_installed_is_the_one_of_the_tests() -> None:
    (shipped,) = (ROOT / "resources" / "rehearsals").glob("*.session")
    assert shipped.read_bytes() == (ROOT / "tests" / "scripts" / shipped.name).read_bytes()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_plays(script: Path) -> None:
    store = MemoryStore("rehearsal")
    holds(Stage(lambda: store, protocol()), script)


@pytest.mark.parametrize(
    "script",
    [pytest.param(each, marks=() if each.stem in LONGEST else pytest.mark.soak) for each in SCRIPTS],
    ids=lambda path: path.stem,
)
def test_its_store_is_whole(script: Path, tmp_path: Path) -> None:
    made = stage(tmp_path / "store")
    try:
        holds(made, script)
        assert made.store.verify() == []
        assert made.store.rebuild(made.sessions.kept.view) == 0
    finally:
        made.store.close()


def holds(made: Stage, script: Path) -> None:
    """Play it, and hold each session against its own log."""
    play(made, script.read_text(encoding="utf-8"), script.name)
    for session in made.named.values():
        state = made.sessions.state(session)
        events = made.store.events(session)
        assert tuple(events) == state.history
        assert fold(state.protocol, events) == state
        record = made.sessions.record(session)
        again = from_json(to_json(record))
        assert again == record
        assert again.digest == record.digest


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables of the document whose head begins so, without the backticks."""
    found: list[list[str]] = []
    inside = False
    for line in DOC.splitlines():
        inside = line.startswith(heading) or (inside and line.startswith("|"))
        if inside and line.startswith("| `"):
            found.append([cell.strip().strip("`") for cell in line.strip("|").split(" | ")])
    return found


def test_the_document_has_every_verb_and_subject_with_an_example() -> None:
    told = {row[0] for row in rows("| verb")}
    subjects = {f"expect {subject}" for subject in [*EXPECTS, "refusal"]}
    assert told == (INTENTS.keys() | COMMANDS.keys() | subjects) - {"expect"}


@pytest.mark.parametrize("row", rows("| verb"), ids=lambda row: str(row[0]))
def test_an_example_of_the_document_is_a_line(row: list[str]) -> None:
    verb, example, meaning = row
    (line,) = parse(f"0:10 {example}", "doc")
    assert f"{example} ".startswith(f"{verb} ")
    assert meaning
    known = INTENTS.get(line.verb) or COMMANDS[line.verb]
    line.fit(line.verb, known.least, known.most, known.options | {"ago"})
    if line.verb == "expect" and line.words[0] in EXPECTS:
        subject = EXPECTS[line.words[0]]
        line.fit(verb, subject.least, subject.most, subject.options, before=1)


def test_the_document_has_every_refusal() -> None:
    """But what only a scanner meets: scripts scan nothing."""
    codes = Texts("en")["refusal"].keys()
    assert {row[0] for row in rows("| code")} == {each for each in codes if not each.startswith("scan-")}


def test_the_document_says_where_the_names_come_from() -> None:
    found = re.findall(r"\| `(resources/[\w/.-]+)` \| `(\[\[[\w.]+\]\])` \|", DOC)
    assert len(found) == 9
    for file, table in found:
        assert f"\n{table}\nid = " in (ROOT / file).read_text(encoding="utf-8")
