"""Playing session scripts line by line: moves the clock, proposes intents, compares what is expected."""

from collections.abc import Iterator

from console.app.ports import StoreError
from console.app.scripts.intent_verbs import INTENTS, intent
from console.app.scripts.language import Line, ScriptError, parse
from console.app.scripts.script_stage import Stage
from console.app.scripts.session_verbs import COMMANDS, run_command
from console.core.text.locale import clock_text


def play(stage: Stage, text: str, file: str) -> None:
    """Play a whole script. Raises ScriptError with file, line, expected and found."""
    for _ in steps(stage, text, file):
        pass


def steps(stage: Stage, text: str, file: str) -> Iterator[Line]:
    """Yield each line before it is run, so that the caller may let time pass up to it. Raises ScriptError."""
    lines = parse(text, file)
    for line in lines:
        yield line
        _need_expected(stage, line)
        if line.t_ms < stage.passed_ms:
            raise line.error(f"a time from {clock_text(stage.passed_ms)} on", clock_text(line.t_ms))
        stage.pass_time(line.t_ms - stage.passed_ms)
        try:
            if stage.named:
                stage.sessions.beat()
            _run(stage, line)
        except StoreError as error:
            raise line.error("a store that works", error.code) from error
    if stage.refused:
        raise ScriptError(file, lines[-1].number + 1, "`expect refusal` after a refusal", stage.refused.code)
    if not stage.named:
        raise ScriptError(file, len(text.splitlines()) + 1, "a session", "none was begun")


def _run(stage: Stage, line: Line) -> None:
    if line.verb in COMMANDS:
        run_command(stage, line)
    elif line.verb in INTENTS:
        stage.propose(line, intent(line, stage.state(line)))
    else:
        raise line.error("a verb: " + ", ".join(sorted([*COMMANDS, *INTENTS])), repr(line.verb))


def _need_expected(stage: Stage, line: Line) -> None:
    """Raise ScriptError where the line before was refused and this one does not expect it."""
    if stage.refused and (line.verb, *line.words[:1]) != ("expect", "refusal"):
        raise line.error("`expect refusal` after a refusal", stage.refused.code)
