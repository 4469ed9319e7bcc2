"""The process of a command: what it tells nobody, and how its output and its mistakes end."""

import errno
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

from console.app.out_file import FORBIDDEN, FULL
from console.cli.command_dependencies import Failure
from console.core.text.words import Words

PR_SET_DUMPABLE = 4
"""Linux: whether other programs of this user may read the memory."""
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def excepthook(words: Words) -> Hook:
    """Return what prints one line for our own mistakes: where it happened, without a value that could name a person."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:]))
        print_error(words.say("command", "bug", reference=f"{kind.__name__} {where}"))

    return hook


def protect(hook: Hook) -> None:
    """Keep what memory holds, names and keys, out of core dumps, tracebacks and other programs of this user.

    What is written, papers too, nobody else on the computer can read. A limit alone keeps no dump from a program that
    the system hands them to.
    """
    os.umask(0o077)
    sys.excepthook = hook
    sys.unraisablehook = lambda met: hook(met.exc_type, met.exc_value or met.exc_type(), met.exc_traceback)
    threading.excepthook = lambda met: hook(met.exc_type, met.exc_value or met.exc_type(), met.exc_traceback)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


class StreamLost(OSError):
    """Standard output takes nothing any more."""


class Watched:
    """Standard output; what it refuses is StreamLost, told apart from every other file."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError as error:
            raise StreamLost(error.errno, error.strerror) from error

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            raise StreamLost(error.errno, error.strerror) from error


@contextmanager
def watched_output() -> Iterator[None]:
    """Have standard output watched meanwhile. Where it is closed, what takes nothing stands in its place: Python would
    pass over what is printed, and the next file would get its number."""
    stream = sys.stdout
    with nullcontext(stream) if stream is not None else open(os.devnull, encoding="utf-8") as shown:
        sys.stdout = cast("TextIO", Watched(shown))
        try:
            yield
        finally:
            sys.stdout = stream


def print_error(text: str) -> None:
    """Print one line on standard error; where that takes nothing either, nobody can be told."""
    with suppress(OSError, AttributeError):
        print(f"stipple: {text}", file=sys.stderr, flush=True)


def ended(command: Callable[[], None], words: Words) -> int:
    """Run a command; return 0, or 1 after one line on standard error. None is said where nobody reads on."""
    said, code = "", 1
    try:
        with watched_output():
            command()
        code = 0
    except StreamLost as lost:
        said = "" if lost.errno == errno.EPIPE else words.say("command", "stream-lost")
    except Failure as failure:
        said = str(failure)
    except KeyboardInterrupt:
        said = words.say("command", "interrupted")
    except OSError as error:
        if error.errno not in FULL | FORBIDDEN:
            raise
        said = words.say("command", "disk-refused", file=error.filename or "", detail=error.strerror)
    if said:
        print_error(said)
    return code if flush_output(words, quiet=bool(code)) else 1


def flush_output(words: Words, quiet: bool) -> bool:
    """Return whether all output got out. Where nobody reads on, or the disk is full, the rest of it goes nowhere.

    Only a full disk is said, on standard error, and that not when `quiet`.
    """
    if sys.stdout is None:
        return True
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not quiet and error.errno != errno.EPIPE:
            print_error(words.say("command", "stream-lost"))
        return False
    return True
