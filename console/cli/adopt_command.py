"""The command that shows all that a protocol says, what is new in it, and makes it the clinic's own."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from console.app.ports import Store
from console.app.protocol_offer import Offer, adopt, draft, offer
from console.cli.command_dependencies import CommandDependencies, Failure
from console.cli.store_commands import clinic_of, open_store
from console.core.names import same_key
from console.core.protocol import Protocol
from console.core.protocol_reading import Change, Reading, readings
from console.core.text.reading_text import number_value, reading_text
from console.core.text.words import Words

MARKS = {"new": "+", "gone": "-", "other": "~", "source": "="}


def adopt_protocol(options: Namespace, dependencies: CommandDependencies) -> None:
    """Show everything with its source, and what is new; whoever has read it makes the protocol the clinic's own."""
    words = dependencies.words
    with open_store(options, dependencies) as store:
        clinic, found = clinic_of(store), offer(store, dependencies.protocol())
        for each in options.set or ():
            key, _, typed = each.partition("=")
            found = draft(clinic, found, key.strip(), typed.strip(), options.source, options.reason)
        for line in (*_all(words, found.protocol), *_own(words, found), *_changes(words, found)):
            print(line)
        if not options.read and _ask(words, options.by) != words.say("command", "yes"):
            raise Failure(words.say("command", "not-adopted"))
        adopt(clinic, store, found, _reader(store, options.by, dependencies))
        print(words.say("command", "adopted", name=options.by, title=found.protocol.title))


def _all(words: Words, protocol: Protocol) -> Iterator[str]:
    part = ""
    for each in readings(protocol):
        if each.section != part:
            part = each.section
            yield f"\n{words.say('adoption', part)}. {words.say('adoption', f'{part}-for')}"
        yield _line(words, protocol, each)


def _line(words: Words, protocol: Protocol, reading: Reading) -> str:
    value = number_value(words, reading) if reading.number else reading_text(words, protocol, reading)
    if not reading.source:
        return words.say("command", "words", key=reading.key, value=value)
    return words.say("command", "number", key=reading.key, value=value, grade=reading.grade, source=reading.source)


def _own(words: Words, found: Offer) -> Iterator[str]:
    """Yield the clinic's own numbers, each with what the file has and why."""
    shown = {each.key: each for each in readings(found.protocol)}
    if found.edits:
        yield "\n" + words.say("command", "own-numbers", count=len(found.edits))
    for each in found.edits:
        yield f"  {_line(words, found.protocol, shown[each.key])} ({each.reason})"


def _changes(words: Words, found: Offer) -> Iterator[str]:
    """Yield what is otherwise than in force; nothing where nothing is."""
    adopted, before = found.adopted, found.in_force
    if adopted is None or before is None:
        return
    day = words.day(words.day_of(adopted.utc_ms))
    yield "\n" + words.say("command", "otherwise", name=adopted.by, day=day, count=len(found.changes))
    for each in sorted(found.changes, key=lambda change: change.kind == "source"):
        yield from (f"  {MARKS[each.kind]} {line}" for line in _change(words, before, found.protocol, each))


def _change(words: Words, before: Protocol, after: Protocol, change: Change) -> Iterator[str]:
    if change.before:
        yield _line(words, before, change.before)
    if change.after:
        arrow = "  → " if change.before else ""
        yield arrow + _line(words, after, change.after)


def _reader(store: Store, name: str, dependencies: CommandDependencies) -> str:
    """Return whose name the adoption bears: in a clinic nobody adopts in another's."""
    signed_in = next((each.name for each in store.people() if each.id == store.person), name)
    if store.kind == "clinic" and same_key(signed_in) != same_key(name):
        raise Failure(dependencies.words.say("erasing", "other-person", name=name))
    return name


def _ask(words: Words, name: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure(words.say("command", "read-first"))
    return input(words.say("command", "adopt", name=name)).strip()
