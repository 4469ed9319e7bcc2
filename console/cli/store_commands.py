"""What each command does with an existing store."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from textwrap import indent
from typing import Final, get_args

import msgspec

from console.app.clinic import Clinic
from console.app.copies import sha256
from console.app.ids import system_random
from console.app.ports import ClientSession, Report, SessionView, Store, StoreError, StoreKind
from console.app.sessions import Sessions
from console.cli.command_dependencies import (
    CommandDependencies,
    Failure,
    allow_name,
    allow_place,
    plain_errors,
    store_text,
)
from console.cli.output import STANDARD, output
from console.cli.passphrases import secret
from console.core.clock import SystemClock
from console.core.events import RecordCopied
from console.core.record import to_json
from console.core.text.names_apart import names_apart
from console.core.text.words import Words

REHEARSAL_PASSPHRASE = "rehearsal"
"""A rehearsal's store, or an example's, holds nobody's data: its passphrase is known to all."""
CLEAR = "\r\x1b[K"
"""Takes away what stands on a terminal's line."""
KINDS: Final[tuple[StoreKind, ...]] = get_args(StoreKind)


def sessions(options: Namespace, dependencies: CommandDependencies) -> None:
    """Print all sessions, newest first, page by page."""
    with open_store(options, dependencies) as store:
        if options.json:
            _print_json(store)
            return
        words, known = dependencies.words, cache(partial(_name_of, store, dependencies.words))
        view = None
        for view in all_sessions(store):
            begun = words.day_and_time(view.begun_utc_ms, view.begun_min)
            zones = words.say("command", "zones", count=len(view.zones))
            name = known(view.client)
            print(f"{view.id[:16]}  {begun}  {view.status:6}  {view.step:10}  {zones:>8}  {name}")
        if view is None:
            print(words.say("command", "no-sessions"))


def all_sessions(store: Store) -> Iterator[ClientSession]:
    """Give all sessions, newest first, and hold a page of them."""
    page = store.session_page()
    while page:
        yield from page
        page = store.session_page(page[-1])


def _print_json(store: Store) -> None:
    """Print what `json.dumps` would of the whole list."""
    between = "[\n"
    for view in all_sessions(store):
        print(between + indent(json.dumps(msgspec.to_builtins(view), indent=2), "  "), end="")
        between = ",\n"
    print("[]" if between == "[\n" else "\n]")


def _name_of(store: Store, words: Words, client: str) -> str:
    """Return the client's name, with the birthday where another is called the same; "" where they were erased."""
    alone = store.client(client)
    known = store.namesakes(client) or ([alone] if alone else [])
    return names_apart(words, {each.id: (each.profile.name, each.profile.born) for each in known}).get(client, "")


def summary(options: Namespace, dependencies: CommandDependencies) -> None:
    out = output(options.out, options, dependencies)
    with open_store(options, dependencies) as store:
        led, view = sessions_of(store, dependencies), _find_session(store, options.session, dependencies)
        clinic_of(store).need_for("summary")
        _need_to_note(store, options, dependencies)
        record = led.record(view.id)
        pdf = dependencies.summary(record, options.paper)
        out.write(pdf)
        _note_copy(store, view, RecordCopied("summary", record.digest, view.id, sha256(pdf)))
        out.tell()


def _need_to_note(store: Store, options: Namespace, dependencies: CommandDependencies) -> None:
    """Raise why the store is only shown, where a copy that leaves could not be noted in the log."""
    if store.viewing:
        raise store.viewing_error


def export(options: Namespace, dependencies: CommandDependencies) -> None:
    out = output(options.out, options, dependencies)
    with open_store(options, dependencies) as store:
        led, view = sessions_of(store, dependencies), _find_session(store, options.session, dependencies)
        clinic_of(store).need_for("export")
        _need_to_note(store, options, dependencies)
        record = led.record(view.id)
        data = to_json(record)
        out.write(data)
        _note_copy(store, view, RecordCopied("export", record.digest, view.id, sha256(data)))
        out.tell()


def rebuild(options: Namespace, dependencies: CommandDependencies) -> None:
    with open_store(options, dependencies) as store:
        count = store.rebuild(sessions_of(store, dependencies).kept.view)
        print(dependencies.words.say("command", "rebuilt", count=count))


def backup(options: Namespace, dependencies: CommandDependencies) -> None:
    with open_store(options, dependencies) as store:
        clinic = clinic_of(store)
        if options.to and store.person:
            clinic.need("export")
        if options.to:
            _allow_folder(options.to, dependencies)
        made = store.backup(SystemClock().now(), options.to)
        try:
            clinic.note_backup(made)
        except StoreError as error:
            why = store_text(dependencies.words, error)
            raise Failure(dependencies.words.say("command", "backup-unnoted", file=made.file, why=why)) from error
        print(dependencies.words.say("command", "saved", file=made.file, seq=made.seq))


def _allow_folder(folder: Path, dependencies: CommandDependencies) -> None:
    """Fail where a backup is to go to what is no folder; one that is not there yet is made."""
    if folder == STANDARD or (os.path.lexists(folder) and not folder.is_dir()):
        raise Failure(dependencies.words.say("command", "no-backup-folder", folder=folder))


def restore(options: Namespace, dependencies: CommandDependencies) -> None:
    folder = folder_of(options, dependencies)
    allow_place(folder, dependencies)
    if not options.file.is_file():
        raise Failure(dependencies.words.say("store", "backup-missing", file=options.file))
    with plain_errors(dependencies.words):
        dependencies.restore(options.file, folder, secret(options, dependencies), report_bring_up(dependencies))
    print(dependencies.words.say("command", "restored", folder=folder))


def clinic_of(store: Store) -> Clinic:
    """Return the clinic with whoever signed in acting; after the recovery code, and in a rehearsal, nobody does."""
    clinic = Clinic(store, SystemClock(), system_random)
    clinic.actor = next((each.id for each in store.people() if each.id == store.person), "")
    return clinic


def folder_of(options: Namespace, dependencies: CommandDependencies) -> Path:
    """Return the folder of --data, or the user's own."""
    folder: Path = options.data or dependencies.data_folder()
    allow_name(folder, dependencies)
    return folder.resolve()


@contextmanager
def open_store(
    options: Namespace, dependencies: CommandDependencies, kinds: Collection[StoreKind] = KINDS
) -> Iterator[Store]:
    """Open the store of --data, signed in to; a rehearsal's or an example's opens by itself.

    A store of another kind is refused. What was given to sign in with is `options.given` from then on.
    """
    folder = folder_of(options, dependencies)
    with plain_errors(dependencies.words):
        kind = dependencies.store_kind(folder)
        known = kind is None or (kind in ("rehearsal", "example") and not options.passphrase_file)
        options.given = REHEARSAL_PASSPHRASE if known else secret(options, dependencies)
        store = dependencies.open_store(folder, options.given, kinds, report_bring_up(dependencies))
        try:
            yield store
        finally:
            store.close()


def report_bring_up(dependencies: CommandDependencies) -> Report:
    """Return what shows on a terminal how far an earlier file is brought to this program's form."""

    def report(done: int, total: int) -> None:
        said = dependencies.words.say("command", "bringing-up", done=done, count=total)
        print(f"{CLEAR}{said}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return report if sys.stderr.isatty() else lambda *_: None


def sessions_of(store: Store, dependencies: CommandDependencies) -> Sessions:
    """Return the use cases on this store, by the computer's clock."""
    return Sessions(store, SystemClock(), clinic_of(store), system_random, dependencies.zone_name())


def _find_session(store: Store, session: str, dependencies: CommandDependencies) -> SessionView:
    found = store.session_page(most=1) if session == "latest" else store.sessions_called(session)
    if session == "latest" and not found:
        raise Failure(dependencies.words.say("command", "no-latest"))
    if not found:
        raise Failure(dependencies.words.say("command", "no-session", session=session))
    if len(found) > 1:
        raise Failure(dependencies.words.say("command", "which-session", session=session, count=len(found)))
    return found[0]


def _note_copy(store: Store, view: SessionView, body: RecordCopied) -> None:
    clinic_of(store).note_copy(view.client, body)
