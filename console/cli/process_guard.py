"""The process of a command: what it tells nobody, and how its output and its mistakes end."""

import os
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from console.core.text.words import Words

PR_SET_DUMPABLE = 4
"""Linux: whether other programs of this user may read the memory."""
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def excepthook(words: Words) -> Hook:
    """Return what prints one line for our own mistakes: where it happened, without a value that could name a person."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        frames = traceback.extract_tb(trace)
        where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-4:]))
        print(f"stipple: {words.say('command', 'bug', reference=f'{kind.__name__} {where}')}", file=sys.stderr)

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
        if not quiet and not isinstance(error, BrokenPipeError):
            print(f"stipple: {words.say('command', 'stream-lost')}", file=sys.stderr)
        return False
    return True
