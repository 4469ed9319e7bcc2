"""The commands `retention` and `erase`."""

import sys
from argparse import Namespace
from functools import partial

from console.app import erasure
from console.app.ids import system_random
from console.app.local_time import day_in
from console.app.ports import ClientView, Store
from console.cli.command_dependencies import CommandDependencies, Failure
from console.cli.store_commands import open_store, sessions_of
from console.core.clock import SystemClock
from console.core.names import same_key
from console.core.people import Operator


def retention(options: Namespace, dependencies: CommandDependencies) -> None:
    """Show how long records are kept, or set it."""
    say = dependencies.words.say
    with open_store(options, dependencies) as store:
        if options.years is not None:
            by = _person(store, options.by, dependencies)
            erasure.set_retention(store, SystemClock(), system_random, by, options.years, options.source)
        kept = erasure.retention(store)
        if kept is None:
            raise Failure(say("erasing", "no-retention"))
        source = kept.source or say("format", "none")
        print(say("erasing", "set-now", count=kept.years, source=source))


def erase(options: Namespace, dependencies: CommandDependencies) -> None:
    """Show what goes and what stays; go on after a yes."""
    say, clock = dependencies.words.say, SystemClock()
    with open_store(options, dependencies) as store:
        by, client = _person(store, options.by, dependencies), _client(store, options.client, dependencies)
        zone = dependencies.zone_name()
        sessions = sessions_of(store, dependencies)
        found = erasure.preview(store, client.id, zone, sessions.standing(client.id).lost)
        erasure.allow(found, by, day_in(zone, clock.now().utc_ms))
        for line in _preview_lines(found, dependencies):
            print(line)
        if not options.yes and _ask(dependencies) != say("command", "yes"):
            raise Failure(say("erasing", "nothing-done"))
        clean = erasure.erase(store, sessions, clock, system_random, by, client.id, options.reason)
        print(say("erasing", "done" if clean else "not-clean"))


def _preview_lines(found: erasure.Preview, dependencies: CommandDependencies) -> list[str]:
    words, say = dependencies.words, partial(dependencies.words.say, "erasing")
    first, last = (words.day(each) if each else "" for each in (found.first, found.last))
    lines = [
        words.pair(say("goes"), erasure.fields_text(words)),
        say("goes-texts", count=found.client.sessions, first=first, last=last),
        words.pair(say("stays"), say("stays-counts")),
        say("stays-chain"),
    ]
    copies = (words.listed([name, words.day(day)]) for name, day in found.copies)
    return lines + [words.pair(say("copies"), each) for each in copies]


def _person(store: Store, name: str, dependencies: CommandDependencies) -> Operator:
    """Return who does it: in a clinic whoever gave the passphrase, after the recovery code whoever is named."""
    person = next((each for each in store.people() if name == each.id or same_key(name) == same_key(each.name)), None)
    if person is None:
        raise Failure(dependencies.words.say("erasing", "no-person", name=name))
    if store.kind == "clinic" and store.person not in ("", person.id):
        raise Failure(dependencies.words.say("erasing", "other-person", name=name))
    return person


def _client(store: Store, name: str, dependencies: CommandDependencies) -> ClientView:
    found = [
        each
        for each in store.clients_called(name)
        if same_key(name) == same_key(each.profile.name) or each.id.startswith(name)
    ]
    if not found:
        raise Failure(dependencies.words.say("erasing", "no-client", name=name))
    if len(found) > 1:
        ids = ", ".join(each.id for each in found)
        raise Failure(dependencies.words.say("erasing", "which", count=len(found), ids=ids))
    return found[0]


def _ask(dependencies: CommandDependencies) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    return input(dependencies.words.say("erasing", "type-yes")).strip()
