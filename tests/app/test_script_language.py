"""Scripts that can't be played end with file, line, what was expected and what was found, and with nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.app.scripts.intent_verbs import INTENTS
from console.app.scripts.interpreter import play
from console.app.scripts.language import ScriptError
from console.app.scripts.script_stage import Stage
from console.app.scripts.session_expects import EXPECTS
from console.app.scripts.session_verbs import COMMANDS
from tests.support.examples import examples
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol

ROOT = Path(__file__).parents[2]
SCRIPTS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "scripts").glob("*.session"))
}
SHORT = sorted(name for name, script in SCRIPTS.items() if len(script.splitlines()) < 80)
PROTOCOL = protocol()
BEGUN = '0:00 client maya "Maya Lindqvist"\n0:00 begin maya\n'
PEOPLE = '0:00 operator osei "A. Osei"\n'


def run(script: str, file: str = "bad.session") -> None:
    store = MemoryStore()
    play(Stage(lambda: store, PROTOCOL), script, file)


def message(script: str) -> str:
    with pytest.raises(ScriptError) as caught:
        run(script)
    return str(caught.value)


BAD_LINES = {
    "no time": ("maya answer all no", 1, "a time as h:mm:ss", "'maya'"),
    "sixty seconds": ("0:60 begin maya", 1, "a time as h:mm:ss", "'0:60'"),
    "sixty minutes": ("1:60:00 begin maya", 1, "a time as h:mm:ss", "'1:60:00'"),
    "an option for a time": ("ago=0:10 begin maya", 1, "a time as h:mm:ss", "'begin'"),
    "time going back": ("0:20 clinic A\n0:10 clinic B", 2, "a time from 0:20 on", "0:10"),
    "time alone": ("0:10", 1, "a verb", "the end of the line"),
    "session alone": ("0:10 @maya", 1, "a verb", "the end of the line"),
    "session without a name": ("0:10 @ next", 1, "a session's name after @", "none"),
    "open quote": ('0:10 clinic "Hautraum', 1, "double quotes in pairs, around a whole word or value", "' \"Hautraum'"),
    "quote in a word": ('0:10 clinic Haut"raum"', 1, "double quotes in pairs", "Haut"),
    "option twice": ("0:10 begin maya as=a as=b", 1, "as once", "twice"),
    "line too long": ("0:10 clinic " + "a" * 8_000, 1, "at most 8000 characters in a line", "8012"),
    "empty script": ("", 1, "a session", "none was begun"),
    "comments alone": ("# nothing\n\n# more\n", 4, "a session", "none was begun"),
}
BAD_WORLD = {
    "unknown verb": ("0:10 needle chin", "a verb: acknowledge, addendum", "'needle'"),
    "no session yet": ("0:10 next", "@NAME while there are several sessions, or a begin", "0 sessions"),
    "bad day": ("0:10 day 2026-02-30 10:00", "day YYYY-MM-DD HH:MM Region/City", "2026-02-30 10:00"),
    "bad place": ("0:10 day 2026-02-28 10:00 Europe", "day YYYY-MM-DD HH:MM Region/City", "2026-02-28 10:00 Europe"),
    "day alone": ("0:10 day 2026-02-28", "day with 2 to 3 words", "1"),
    "far day": ("0:10 day 0001-01-01 00:00", "day YYYY-MM-DD HH:MM Region/City", "0001-01-01 00:00"),
    "no name": ('0:10 clinic " "', "a name", "nothing between the quotes"),
    "name with a bell": ('0:10 clinic "Haut\araum"', "a name", "name-unreadable"),
    "operator with a bell": ('0:10 operator osei "A.\aOsei"', "a name", "name-unreadable"),
    "cap of no zone": ("0:10 cap cheek-left 1", "a zone of zones.toml, without its side", "'cheek-left'"),
    "cap of nothing": ("0:10 cap cheek 0", "a depth up to 10 mm", "0"),
    "cap without depth": ("0:10 cap cheek", "cap with 2 words", "1"),
    "area of no zone": ("0:10 area cheak 12", "a zone of zones.toml, without its side", "'cheak'"),
    "area in words": ("0:10 area cheek large", "a number of cm² such as 0.75", "'large'"),
    "minimum of no step": ("0:10 minimum peel 1:00", "a step: prepare, cleanse", "'peel'"),
    "minimum of what": ("0:10 minimum cleanse 1:00 paws", "pause, or nothing", "'paws'"),
    "minimum of a week": ("0:10 minimum cleanse 168:00:00", "a time up to 24 hours", "168:00:00"),
    "minimum in words": ("0:10 minimum cleanse long", "a time as h:mm:ss or m:ss", "'long'"),
    "unknown right": ("0:10 operator osei Osei rights=fly", "rights of treat, pass-stop", "fly"),
    "bad birthday": ("0:10 client maya Maya born=1992-14-03", "a client that can be", "not-a-day"),
    "birthday of a slip": ("0:10 client maya Maya born=20010203", "a client that can be", "not-a-day"),
    "another or not": ("0:10 client maya Maya another=perhaps", "another=yes", "'perhaps'"),
    "bad skin": ("0:10 client maya Maya skin=7", "a client that can be", "skin-type-range"),
    "unknown client": ("0:10 begin maya", "a client: ", "'maya'"),
}
BAD_SESSION = {
    "unknown session": ("@tom next", "a session: maya", "@tom"),
    "late cap": ("cap cheek 1", "cap before the first client", "a client"),
    "name taken": ("begin maya", "another name for this session, with as=", "'maya'"),
    "name of a path": ("begin maya as=../b", "a session's name of letters", "'../b'"),
    "unknown operator": ("begin maya as=b operator=berg", "an operator: osei", "'berg'"),
    "unknown option of begin": ("begin maya chair=1", "begin with options of as, couch, operator", "chair"),
    "unknown option": ("note hello reason=x", "note with options of ago", "reason"),
    "no options": ("kill now=1", "kill with no options", "now"),
    "missing word": ("answer all", "answer with 2 words", "1"),
    "word too many": ("note hello there", "note with 1 word", "2"),
    "neither yes nor no": ("answer all perhaps", "yes or no", "'perhaps'"),
    "bad depth": ("plan chin depth=deep", "a number of millimetres such as 0.75", "'deep'"),
    "bad passes": ("plan chin passes=two", "a whole number", "'two'"),
    "bad ago": ("note hello ago=soon", "a time as h:mm:ss or m:ss", "'soon'"),
    "nothing to press": ("next", "a primary action", "answer-screening"),
    "raised two": ("check ²", "`expect refusal` after a refusal", "check-not-here"),
    "unknown product": ("product soap Gentle", "cleanser or disinfectant", "'soap'"),
    "unknown preset": ("preset arm", "a preset: full-face", "'arm'"),
    "unknown endpoint": ("endpoint red", "none or erythema", "'red'"),
    "step up from nothing": ("depth +", "a device and a zone before + and -", "none"),
    "no such entry": ("correct cream-on lot 1", "an earlier cream-on", "0 of cream-on"),
    "entry number zero": ("correct session-begun#0 couch 1", "an earlier session-begun#0", "1 of session-begun"),
    "no deviation": ("reason why", "a deviation without a reason", "none"),
    "bad span": ("wall tomorrow", "a span such as -3d, +1h, +5min or -30s", "'tomorrow'"),
    "another age": ("wall -9999d", "a wall clock between 2000 and 2100", "-9999d"),
    "unknown subject": ("expect weather fine", "one of alarm, check", "'weather'"),
    "subject alone": ("expect timer", "expect timer with 2 to 3 words", "0"),
    "nothing expected": ("expect", "one of alarm, check", "''"),
    "unknown expectation": ("expect zone chin colour=red", "expect with options of action, after, agent", "colour"),
    "option of another subject": ("expect limit none depth=1", "expect limit with options of zone", "depth"),
    "zone without what": ("expect zone chin", "zone with options of depth, endpoint, left-out, passes", "none"),
    "zone without side": ("expect zone cheek passes=0", "a zone of the maps, with its side", "'cheek'"),
    "limit of nowhere": ("expect limit none", "a zone of the maps, or one in work", "''"),
    "no cream": ("expect cream 1 on=0:00", "cream 1", "none"),
    "cream without number": ("expect cream first", "a whole number", "'first'"),
    "check of no step": ("expect check coffee yes", "a check: right-client", "'coffee'"),
    "check not answered": ("expect check consent yes", "check consent yes", "consent open"),
    "no such finding": ("expect finding sunburn stop", "finding sunburn stop", "none"),
    "no reaction": ("expect reaction 1 over=none", "reaction 1", "none"),
    "no deviation stands": ("expect deviation too-fast", "deviation too-fast", "none"),
    "nothing corrected": ("expect correction noted text a b", "correction noted text a b", "none"),
    "not stopped": ("expect stopped why", "stopped why", "none"),
    "count of what": ("expect count apples 1", "count of addenda", "'apples'"),
    "another count": ("expect count notes 1", "count notes 1", "notes 0"),
    "nothing due": ("expect due 1:00", "due 1:00", "none"),
    "otherwise": ("expect step needling", "step needling", "prepare"),
    "not running": ("expect timer pause 1:00", "timer pause 1:00", "pause none"),
    "no gap": ("expect gap 1:00", "gap 1:00", "none"),
    "no refusal came": ("expect refusal paused", "refusal paused", "nothing"),
    "nothing is no code": ("expect refusal nothing", "refusal nothing", "nothing"),
    "not expected": ("continue", "`expect refusal` after a refusal", "not-paused"),
    "hidden behind a note": ("continue\n0:10 note refusal", "`expect refusal` after a refusal", "not-paused"),
    "wrong code": ("continue\n0:10 expect refusal paused", "refusal paused", "not-paused"),
    "another fact": (
        "plan eyelid-left\n0:10 expect refusal zone-never zone=nose",
        "refusal zone-never zone=nose",
        "zone-never zone=eyelid-left",
    ),
    "no such fact": (
        "continue\n0:10 expect refusal not-paused reason=x",
        "expect refusal with options of expiry, name",
        "reason",
    ),
    "expected twice": (
        "continue\n0:10 expect refusal not-paused\n0:10 expect refusal not-paused",
        "refusal",
        "nothing",
    ),
    "time that passed": ("suspend 5:00\n0:11 note hello", "a time from 5:10 on", "0:11"),
    "two and no name": (
        "note a\n0:11 client tom T\n0:11 begin tom as=b\n0:12 note c",
        "@NAME while there are several sessions",
        "2",
    ),
    "pressed in vain": ("pause\n0:11 next 3", "a primary action", "answer-screening"),
}


@pytest.mark.parametrize(("script", "line", "expected", "found"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_line_that_is_none(script: str, line: int, expected: str, found: str) -> None:
    said = message(script)
    assert said.startswith(f"bad.session:{line}: expected {expected}")
    assert found in said.partition(", found ")[2]


@pytest.mark.parametrize(("script", "expected", "found"), BAD_WORLD.values(), ids=BAD_WORLD)
def test_a_beginning_that_can_not_be(script: str, expected: str, found: str) -> None:
    said = message(script)
    assert said.startswith(f"bad.session:1: expected {expected}")
    assert said.endswith(f"found {found}")


@pytest.mark.parametrize(("script", "expected", "found"), BAD_SESSION.values(), ids=BAD_SESSION)
def test_a_session_that_is_otherwise(script: str, expected: str, found: str) -> None:
    begun = PEOPLE + BEGUN
    said = message(f"{begun}0:10 {script}\n")
    file, line, rest = said.split(":", 2)
    lines = len(begun.splitlines()) + len(script.splitlines())
    assert file == "bad.session"
    assert int(line) in (lines, lines + 1)
    assert rest.startswith(f" expected {expected}")
    assert found in rest.rpartition(", found ")[2]


def allowed(script: str) -> None:
    """Whatever a script says, it plays or ends with a ScriptError that names one of its lines, or the end."""
    wrong = 1
    try:
        run(script, "any.session")
    except ScriptError as error:
        wrong = error.line
    assert 1 <= wrong <= len(script.splitlines()) + 1


@given(st.text(max_size=300))
@examples(200)
def test_any_text_plays_or_is_told(text: str) -> None:
    allowed(text)


SOME = """all yes no chin cheek cheek-left eyelid-left 0 1 2 0.5 + -1 ² 0:10 lidocaine-4 maya @maya @ ""
depth=0.5 refusal passes=2 ago=0:10 zone=chin to=nose reason=x since=2026-01-01 session-begun time none # = \""""
WORDS = st.sampled_from([*SOME.split(), *INTENTS, *COMMANDS, *EXPECTS])
LINES = st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=6).map(" ".join)


@given(st.lists(LINES, min_size=1, max_size=8))
@examples(200)
def test_any_lines_of_known_words_play_or_are_told(lines: list[str]) -> None:
    allowed(PEOPLE + BEGUN + "".join(f"0:10 {line}\n" for line in lines))


def edited(lines: list[str], at: int, edit: str, other: int, new: str) -> list[str]:
    """The lines with one edit at `at`."""
    line = lines[at]
    time = line.partition(" ")[0]
    return {
        "drop": [*lines[:at], *lines[at + 1 :]],
        "double": [*lines[:at], line, *lines[at:]],
        "move": [*lines[:at], lines[other % len(lines)], *lines[at:]],
        "cut": [*lines[:at], line[: other % (len(line) + 1)], *lines[at + 1 :]],
        "put in": [*lines[:at], f"{time} {new}", *lines[at:]],
        "lengthen": [*lines[:at], f"{line} {new}", *lines[at + 1 :]],
    }[edit]


EDITS = st.tuples(
    st.integers(0, 99),
    st.sampled_from(["drop", "double", "move", "cut", "put in", "lengthen"]),
    st.integers(0, 99),
    st.one_of(WORDS, LINES),
)


@given(st.sampled_from(SHORT), st.lists(EDITS, min_size=1, max_size=4))
@examples(200)
def test_any_edit_of_a_script_plays_or_is_told(name: str, edits: list[tuple[int, str, int, str]]) -> None:
    lines = SCRIPTS[name].splitlines()
    for at, edit, other, new in edits:
        lines = edited(lines, at % len(lines), edit, other, new)
    allowed("\n".join(lines))
