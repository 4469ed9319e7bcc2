"""Where a command's paper goes: a new file, one that may be replaced, a pipe, or standard output."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from msgspec import Struct

from console.app.out_file import WriteError, place_of, write_into, write_out
from console.cli.command_dependencies import CommandDependencies, Failure, allow_place
from console.cli.process_guard import StreamLost

STANDARD = Path("-")
"""What stands for standard output."""


class Output(Struct, frozen=True):
    """A place that was allowed. `write` gives it the whole paper, `tell` says so where nothing else would."""

    path: Path
    dependencies: CommandDependencies

    def write(self, data: bytes) -> None:
        """Write the whole file or none of it; a pipe or a device is given the bytes. Failure."""
        if self.path == STANDARD:
            _write_standard(data)
            return
        try:
            if place_of(self.path) == "pipe":
                write_into(self.path, data)
            else:
                write_out(self.path, data)
        except WriteError as error:
            raise self._failure(error.detail) from error
        except OSError as error:
            raise self._failure(error.strerror or "") from error

    def tell(self) -> None:
        if self.path != STANDARD:
            print(self.dependencies.words.say("command", "written", file=self.path))

    def _failure(self, detail: str) -> Failure:
        return Failure(self.dependencies.words.say("command", "not-written", file=self.path, detail=detail))


def output(path: Path, options: Namespace, dependencies: CommandDependencies) -> Output:
    """Return the place once it is allowed: asked for before anything is done. Failure.

    A file that is there is replaced with --force, or after a yes on a terminal.
    """
    say = dependencies.words.say
    if path == STANDARD or _is_standard(path):
        return Output(STANDARD, dependencies)
    allow_place(path, dependencies)
    stands = place_of(path)
    if stands == "other":
        raise Failure(say("command", "no-ordinary-file", file=path))
    if stands == "file" and not options.force and not _may_replace(path, dependencies):
        raise Failure(say("command", "stays", file=path))
    return Output(path, dependencies)


def _is_standard(path: Path) -> bool:
    """Return whether it is where standard output goes anyway, by whatever name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(1))
    except OSError:
        return False


def _may_replace(path: Path, dependencies: CommandDependencies) -> bool:
    say = dependencies.words.say
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure(say("command", "file-there", file=path))
    print(say("command", "replace", file=path), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() == say("command", "yes")


def _write_standard(data: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except StreamLost:
        raise
    except OSError as error:
        raise StreamLost(error.errno, error.strerror) from error
