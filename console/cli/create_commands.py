"""Commands that make a store: a new clinic, a rehearsal, the first run."""

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.people import People
from console.app.ports import StoreKind
from console.app.scripts.interpreter import play
from console.app.scripts.language import ScriptError
from console.app.scripts.script_stage import Stage
from console.cli.command_dependencies import (
    CommandDependencies,
    Failure,
    Paper,
    allow_name,
    allow_place,
    plain_errors,
    read_text,
)
from console.cli.output import STANDARD, Output, output
from console.cli.passphrases import new_passphrase
from console.cli.store_commands import REHEARSAL_PASSPHRASE, folder_of
from console.core.clock import SystemClock
from console.core.names import readable_name
from console.core.people import RIGHTS, Operator

KIND: Final[StoreKind] = "rehearsal"
"""What a rehearsal makes, and all that it opens."""


def init(options: Namespace, dependencies: CommandDependencies) -> None:
    """Make a clinic with its first practitioner. The protocol is adopted separately, by reading it."""
    folder = folder_of(options, dependencies)
    allow_place(folder, dependencies)
    with plain_errors(dependencies.words):
        name, practitioner = readable_name(options.clinic), readable_name(options.practitioner)
        store, code = dependencies.create_store(folder, "clinic", new_passphrase(options.passphrase_file, dependencies))
        try:
            _print_or_fail(dependencies, dependencies.words.say("command", "recovery", recovery=code))
            clinic = Clinic(store, SystemClock(), system_random)
            clinic.open(name)
            clinic.add_person(Operator(store.person, practitioner, RIGHTS))
            People(store, clinic).sign_in()
        except Failure:
            store.close()
            shutil.rmtree(folder)
            raise
        finally:
            store.close()
    print(dependencies.words.say("command", "opened", name=name, folder=folder))


def _print_or_fail(dependencies: CommandDependencies, text: str) -> None:
    """Print what must not be lost; fail where the output is closed or full."""
    try:
        if sys.stdout is None:
            raise OSError
        print(text, flush=True)
    except OSError as error:
        raise Failure(dependencies.words.say("command", "stream-lost")) from error


def rehearse(options: Namespace, dependencies: CommandDependencies) -> None:
    """Play each script in a store of its own, thrown away unless --data keeps it."""
    if options.data:
        allow_name(options.data, dependencies)
        allow_place(options.data, dependencies)
    if options.pdf:
        output(options.pdf, options, dependencies)
    for script in options.scripts:
        many = len(options.scripts) > 1
        kept = options.data and options.data.resolve()
        folder = kept / script.stem if kept and many else kept
        if folder:
            _play(script, folder, options, dependencies)
        else:
            with tempfile.TemporaryDirectory(prefix="stipple-rehearsal-") as made:
                _play(script, Path(made) / "store", options, dependencies)


def _play(script: Path, folder: Path, options: Namespace, dependencies: CommandDependencies) -> None:
    text = read_text(script, dependencies.words)
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    with plain_errors(dependencies.words):
        store, _ = dependencies.create_store(folder, KIND, REHEARSAL_PASSPHRASE)
        store.close()
        stage = Stage(lambda: dependencies.open_store(folder, REHEARSAL_PASSPHRASE, (KIND,)), dependencies.protocol())
        try:
            with _undo_on_failure(stage, folder, made):
                _play_lines(stage, text, str(script), dependencies)
            aside = sys.stderr if options.pdf == STANDARD else sys.stdout
            print(dependencies.words.say("command", "played", file=script), file=aside)
            if options.pdf:
                _print_all(stage, script, options, dependencies)
        finally:
            stage.store.close()


@contextmanager
def _undo_on_failure(stage: Stage, folder: Path, made: list[Path]) -> Iterator[None]:
    """Remove the store where the script fails, and the folders that were made for it."""
    try:
        yield
    except (ScriptError, Failure):
        stage.store.close()
        shutil.rmtree(folder)
        if folder not in made:
            folder.mkdir()
        for parent in made[1:]:
            with suppress(OSError):
                parent.rmdir()
        raise


def _play_lines(stage: Stage, text: str, file: str, dependencies: CommandDependencies) -> None:
    """Play the script; where something was refused, say in words what and why."""
    try:
        play(stage, text, file)
    except ScriptError as error:
        if stage.refused is None:
            raise
        raise Failure(f"{error}. {dependencies.words.refusal(stage.refused, stage.protocol)}") from error


def _print_all(stage: Stage, script: Path, options: Namespace, dependencies: CommandDependencies) -> None:
    """Write one summary for each session; with several the file names say which."""
    single = len(stage.named) == 1 and len(options.scripts) == 1
    if options.pdf == STANDARD and not single:
        raise Failure(dependencies.words.say("command", "one-for-standard"))
    for name, session in stage.named.items():
        out: Path = options.pdf
        if not single:
            out = out.with_name(f"{out.stem}-{script.stem}-{name}{out.suffix}")
        paper: Paper = options.paper
        to = Output(out, dependencies) if single else output(out, options, dependencies)
        to.write(dependencies.summary(stage.sessions.record(session), paper))
        to.tell()
