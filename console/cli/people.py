"""Commands for the people who work here, their passphrases and the recovery code."""

import sys
from argparse import Namespace
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace

from console.app.people import People
from console.app.ports import Store, StoreKind
from console.cli.command_dependencies import CommandDependencies, Failure
from console.cli.passphrases import new_passphrase
from console.cli.store_commands import clinic_of, open_store
from console.core.names import same_key
from console.core.people import Operator, Right, Role, rights_of, roles_of
from console.core.text.words import Words

REAL: tuple[StoreKind, ...] = ("clinic",)
"""The passphrase of any other store is known to all and stays."""
ROLES: dict[str, tuple[Role, ...]] = {
    "practitioner": ("practitioner",),
    "manager": ("manager",),
    "both": ("practitioner", "manager"),
}


def list_people(options: Namespace, dependencies: CommandDependencies) -> None:
    words = dependencies.words
    with open_store(options, dependencies) as store:
        for person in store.people():
            print(f"{person.name}  {roles_text(words, person)}{limit_text(words, person)}")


def add(options: Namespace, dependencies: CommandDependencies) -> None:
    """Add a person, signed in as who may manage; the newcomer types the new passphrase."""
    with open_store(options, dependencies, REAL) as store:
        people, rights = _people(store), rights_of(ROLES[options.role])
        limit, new = _limit(options, dependencies), new_passphrase(options.new_file, dependencies)
        made = people.add(options.name, rights, limit, new, options.given)
        print(dependencies.words.say("people", "added", name=made.name))


def change(options: Namespace, dependencies: CommandDependencies) -> None:
    with open_store(options, dependencies, REAL) as store:
        people, known = _people(store), _find(store, options.name, dependencies)
        rights: tuple[Right, ...] = rights_of(ROLES[options.role]) if options.role else known.rights
        limit = _limit(options, dependencies) if options.max_depth is not None else known.max_depth_um
        name = options.new_name or known.name
        people.change(replace(known, name=name, rights=rights, max_depth_um=limit), options.given)
        print(dependencies.words.say("people", "changed", name=name))


def remove(options: Namespace, dependencies: CommandDependencies) -> None:
    words = dependencies.words
    with open_store(options, dependencies, REAL) as store:
        people, known = _people(store), _find(store, options.name, dependencies)
        if not options.yes and _ask(words, known) != words.say("command", "yes"):
            raise Failure(words.say("people", "not-removed", name=known.name))
        people.remove(known.id, options.given)
        print(words.say("removal", "done", name=known.name))
        print(words.say("removal", "old-backups"))


def passphrase(options: Namespace, dependencies: CommandDependencies) -> None:
    """Change one's own passphrase, asking for the old one; after the recovery code ask whose it is."""
    with open_store(options, dependencies, REAL) as store:
        people = _people(store)
        if store.person:
            people.change_passphrase(options.given, new_passphrase(options.new_file, dependencies))
        else:
            person = _find(store, options.who, dependencies) if options.who else _only(store, dependencies)
            people.come_back(person.id, new_passphrase(options.new_file, dependencies))
        print(dependencies.words.say("command", "passphrase-changed"))


def recovery(options: Namespace, dependencies: CommandDependencies) -> None:
    """Show a new recovery code; it is typed back from the paper before it counts."""
    words = dependencies.words
    with open_store(options, dependencies, REAL) as store:
        people = _people(store)
        code = people.new_code(options.given)
        if sys.stdin is None or not sys.stdin.isatty():
            raise Failure(words.say("people", "terminal-needed"))
        print(words.say("people", "code-shown", recovery=code), flush=True)
        people.take_code(code, input(words.say("people", "code-typed")), options.given)
        print(words.say("people", "code-changed"))


def roles_text(words: Words, person: Operator) -> str:
    """Return the roles that the rights make up, or the rights one by one."""
    roles = roles_of(person.rights)
    return words.say("people", "and").join(words.say("people", each) for each in roles) or ", ".join(person.rights)


def limit_text(words: Words, person: Operator) -> str:
    if person.max_depth_um is None:
        return ""
    return words.say("people", "limit-of", limit=words.mm(person.max_depth_um))


def _people(store: Store) -> People:
    """Return the people's use cases, with whoever signed in as the actor and their signing key in the log."""
    people = People(store, clinic_of(store))
    people.sign_in()
    return people


def _find(store: Store, name: str, dependencies: CommandDependencies) -> Operator:
    found = [each for each in store.people() if same_key(each.name) == same_key(name)]
    if not found:
        raise Failure(dependencies.words.say("people", "no-such-person", name=name))
    return found[0]


def _only(store: Store, dependencies: CommandDependencies) -> Operator:
    """Return the single person who works here."""
    people = store.people()
    if len(people) != 1:
        names = ", ".join(each.name for each in people)
        raise Failure(dependencies.words.say("people", "who-needed", names=names))
    return people[0]


def _limit(options: Namespace, dependencies: CommandDependencies) -> int | None:
    """Return micrometres; None for no limit."""
    try:
        um = int(Decimal(options.max_depth or "0") * 1000)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise Failure(dependencies.words.say("people", "limit-unreadable", text=options.max_depth)) from error
    return um or None


def _ask(words: Words, person: Operator) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure(words.say("people", "removal-unasked", name=person.name))
    print(words.say("removal", "lead", name=person.name))
    print(words.say("removal", "old-backups"))
    return input(words.say("people", "sure", name=person.name)).strip()
