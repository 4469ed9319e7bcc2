"""The verbs for sessions, who leads them, the lock, the computer and its clock; and `expect`."""

import re
from functools import partial

from console.app.scripts.client_options import CLIENT_OPTIONS, another, said, with_options
from console.app.scripts.command_verb import CommandVerb, word
from console.app.scripts.language import Line, option_set
from console.app.scripts.preamble_verbs import PREAMBLE, YEARS_MS
from console.app.scripts.script_stage import Stage
from console.app.scripts.session_expects import EXPECTS, REFUSAL, expect, expect_refusal
from console.app.scripts.stock_verbs import STOCK
from console.core.client_intents import changes
from console.core.events import ActorNamed, HandedOver

SPAN = re.compile(r"([+-])(\d{1,4})(d|h|min|s)\Z", re.ASCII)
NAME = re.compile(r"[\w-]{1,40}\Z")
UNITS = {"d": 86_400_000, "h": 3_600_000, "min": 60_000, "s": 1000}


def _begin(stage: Stage, line: Line) -> None:
    """begin CLIENT [as=NAME] [couch=TEXT] [operator=HANDLE]: a session; its name is the client's handle."""
    handle = word(line, 0, "a client")
    if handle not in stage.clients:
        raise line.error("a client: " + ", ".join(stage.clients), repr(handle))
    name = line.options.get("as", handle)
    if not NAME.match(name):
        raise line.error("a session's name of letters, digits and hyphens", repr(name))
    if name in stage.named:
        raise line.error("another name for this session, with as=", repr(name))
    person = stage.people[_handle(stage, line, line.options.get("operator", next(iter(stage.people))))]
    begin = partial(stage.sessions.begin, stage.clients[handle], person, line.options.get("couch", ""))
    state = stage.attempt(begin)
    if state:
        stage.named[name] = state.id


def _change(stage: Stage, line: Line) -> None:
    """change CLIENT [name=TEXT] [born=DATE] [skin=1-6] [allergies=TEXTS] [medicines=TEXTS] [conditions=TEXTS]
    [contact=TEXT] [another=yes]: what is known of a client; `another` as for `client`."""
    handle = word(line, 0, "a client")
    if handle not in stage.clients:
        raise line.error("a client: " + ", ".join(stage.clients), repr(handle))
    if not line.options:
        raise line.error("change with options of " + ", ".join(sorted(CLIENT_OPTIONS)), "none")
    client = stage.clients[handle]
    known = stage.store.client_file(client)
    assert known.profile is not None
    after = with_options(known.profile, line.options, line.number_of)
    meant = changes(known, after, said(known, line.options))

    def change() -> None:
        if {"name", "born"} & line.options.keys() and not another(line):
            stage.clinic.allow_namesake(after, client)
        stage.sessions.change_client(client, meant)

    stage.attempt(change)


def _next(stage: Stage, line: Line) -> None:
    """next [TIMES]: the primary action, as Space would do it."""
    for _ in range(line.number_of(line.words[0]) if line.words else 1):
        action = stage.sessions.next_action(stage.session(line))
        if action.intent is None:
            raise line.error("a primary action", f"{action.code} {','.join(action.left)}".strip())
        stage.propose(line, action.intent)
        if stage.refused:
            return


def _last(stage: Stage, line: Line) -> None:
    """same-as-last: what was done in the client's last session, no deeper than may be set today."""
    plan = stage.attempt(partial(stage.sessions.last_plan, stage.session(line)))
    if plan:
        stage.propose(line, plan)


def _hand_over(stage: Stage, line: Line) -> None:
    """hand-over HANDLE: another practitioner goes on."""
    stage.propose(line, HandedOver(stage.people[_handle(stage, line, word(line, 0, "a handle"))]))


def _lock(stage: Stage, line: Line) -> None:
    """lock: from here on nobody is known to act."""
    stage.locked = True


def _unlock(stage: Stage, line: Line) -> None:
    """unlock HANDLE: this person comes back; a session of another is theirs only with hand-over."""
    person = stage.people[_handle(stage, line, word(line, 0, "a handle"))]
    stage.locked = False
    stage.clinic.switch(person.id)


def _named(stage: Stage, line: Line) -> None:
    """named HANDLE: who did the first thing at the locked screen of which nobody has said so yet."""
    person = stage.people[_handle(stage, line, word(line, 0, "a handle"))]
    unnamed = stage.state(line).unnamed
    stage.propose(line, ActorNamed(unnamed[0][1].event if unnamed else "", person))


def _resume(stage: Stage, line: Line) -> None:
    """resume [off=TIME]: goes on after a gap; `off` states it where the wall clock can't tell."""
    off_ms = line.time(line.options["off"]) if "off" in line.options else None
    stage.attempt(partial(stage.sessions.resume, stage.session(line), off_ms))


def _kill(stage: Stage, line: Line) -> None:
    """kill: the program dies and is started again at once."""
    stage.restart()


def _reboot(stage: Stage, line: Line) -> None:
    """reboot TIME: the computer loses power for so long; the program starts again."""
    off_ms = line.time(word(line, 0, "a time"))
    stage.clock.reboot(off_ms)
    stage.passed_ms += off_ms
    stage.restart()


def _suspend(stage: Stage, line: Line) -> None:
    """suspend TIME: the computer sleeps for so long."""
    stage.pass_time(line.time(word(line, 0, "a time")))


def _wall(stage: Stage, line: Line) -> None:
    """wall +3d: somebody sets the wall clock; also h, min and s."""
    match = SPAN.match(word(line, 0, "a span"))
    if not match:
        raise line.error("a span such as -3d, +1h, +5min or -30s", repr(line.words[0]))
    ms = int(match[1] + match[2]) * UNITS[match[3]]
    if stage.clock.now().utc_ms + ms not in YEARS_MS:
        raise line.error("a wall clock between 2000 and 2100", line.words[0])
    stage.clock.jump_wall(ms)


def _expect(stage: Stage, line: Line) -> None:
    """expect SUBJECT …: the session is as the line says, or the script ends here."""
    if line.words[:1] == ("refusal",):
        refused, stage.refused = stage.refused, None
        expect_refusal(line, refused)
        return
    state = stage.state(line)
    expect(line, state, stage.sessions.now_t(state))


def _handle(stage: Stage, line: Line, handle: str) -> str:
    if handle not in stage.people:
        raise line.error("an operator: " + ", ".join(stage.people), repr(handle))
    return handle


COMMANDS: dict[str, CommandVerb] = {
    **PREAMBLE,
    **STOCK,
    "begin": CommandVerb(_begin, 1, 1, option_set("as couch operator")),
    "change": CommandVerb(_change, 1, 1, CLIENT_OPTIONS | {"another"}),
    "next": CommandVerb(_next, 0, 1, option_set("ago")),
    "same-as-last": CommandVerb(_last, 0, 0, option_set("ago")),
    "hand-over": CommandVerb(_hand_over, 1, 1, option_set("ago")),
    "lock": CommandVerb(_lock, 0, 0),
    "unlock": CommandVerb(_unlock, 1, 1),
    "named": CommandVerb(_named, 1, 1),
    "resume": CommandVerb(_resume, 0, 0, option_set("off")),
    "kill": CommandVerb(_kill, 0, 0),
    "reboot": CommandVerb(_reboot, 1, 1),
    "suspend": CommandVerb(_suspend, 1, 1),
    "wall": CommandVerb(_wall, 1, 1),
    "expect": CommandVerb(_expect, 0, 99, REFUSAL.union(*(subject.options for subject in EXPECTS.values()))),
}


def run_command(stage: Stage, line: Line) -> None:
    """Do what the line says. Raises ScriptError where its words do not fit the verb."""
    deed = COMMANDS[line.verb]
    line.fit(line.verb, deed.least, deed.most, deed.options)
    deed.do(stage, line)
