"""The command that puts a damaged clinic right, from its backups or from an emergency copy."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from console.app.clinic import Clinic
from console.app.emergency_copy import import_into_closed
from console.app.ids import system_random
from console.app.ports import RestoreResult, Store, StoreError
from console.app.rescue import DAMAGE, KEYS_ONLY, best, candidates, put_back
from console.app.sessions import Sessions
from console.cli.command_dependencies import CommandDependencies, Failure, plain_errors
from console.cli.passphrases import secret
from console.cli.store_commands import KINDS, folder_of, report_bring_up
from console.core.clock import SystemClock

EMERGENCY = ".stipple-emergency"


def rescue(options: Namespace, dependencies: CommandDependencies) -> None:
    """Put a clinic right, by the file or without one. A clinic that opens stays as it is.

    Without a file it is the key file where only that is bad, else the newest good backup.
    """
    folder, say = folder_of(options, dependencies), partial(dependencies.words.say, "rescue")
    file: Path | None = options.file and options.file.resolve()
    with plain_errors(dependencies.words):
        word = secret(options, dependencies)
        opened = partial(_open, dependencies, word)
        if file and file.suffix == EMERGENCY:
            _import(dependencies, file, word, partial(opened, folder), say)
            return
        if file is None:
            code = _damage(partial(opened, folder))
            if not code:
                raise Failure(say("not-needed"))
            if code in KEYS_ONLY and _keys_back(dependencies, folder, word, say):
                return
            file = best(candidates(dependencies.backup_store(), folder, word)).backup.file
        now = SystemClock().now()
        _tell(put_back(dependencies.backup_store(), folder, file, word, now, opened), file, say)


def _open(dependencies: CommandDependencies, word: str, folder: Path) -> tuple[Store, Sessions]:
    store, clock = dependencies.open_store(folder, word, KINDS, report_bring_up(dependencies)), SystemClock()
    return store, Sessions(store, clock, Clinic(store, clock, system_random), system_random, dependencies.zone_name())


def _damage(opened: Callable[[], tuple[Store, Sessions]]) -> str:
    """Return what stands in the way of opening it; "verify" where it opens and something in it is not as it was."""
    try:
        store, _ = opened()
    except StoreError as error:
        if error.code not in DAMAGE:  # in use, or of a newer program: nothing that a backup mends
            raise
        return error.code
    try:
        return "verify" if store.verify() else ""
    finally:
        store.close()


def _keys_back(dependencies: CommandDependencies, folder: Path, word: str, say: Callable[..., str]) -> bool:
    try:
        back = dependencies.backup_store().put_back_keys(folder, word, SystemClock().now().utc_ms)
    except StoreError:
        return False
    print(say("keys-back", file=back))
    return True


def _import(
    dependencies: CommandDependencies,
    file: Path,
    word: str,
    opened: Callable[[], tuple[Store, Sessions]],
    say: Callable[..., str],
) -> None:
    def open_all() -> tuple[Store, Sessions, Clinic]:
        store, sessions = opened()
        return store, sessions, Clinic(store, SystemClock(), system_random)

    done = import_into_closed(dependencies.backup_store(), file, word, open_all)
    print(say("taken-in", count=done.count, known=done.known, file=file))


def _tell(done: RestoreResult, file: Path, say: Callable[..., str]) -> None:
    print(say("done", file=file, seq=done.seq))
    print(say("carried", count=done.last - done.seq))
    lost = done.known > done.last
    print(say("lost", first=done.last + 1, last=done.known) if lost else say("lost-none"))
    if done.aside:
        print(say("aside", folder=done.aside))
