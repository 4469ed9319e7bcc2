"""What an input may cost: typed errors alone, so many seconds, so much memory."""

import resource
import signal
from collections.abc import Iterable
from types import FrameType

from console.ui.shell import refcount_workaround
from tests.fuzz.formats import READERS, TYPED, whole

SECONDS = 30
"""Of the processor's time: twice what a wrong passphrase costs where 64 people have a slot."""
ROOM = 300 << 20


class Hang(BaseException):
    """It took too long; caught by nobody on its way."""


def _late(number: int, frame: FrameType | None) -> None:
    raise Hang(f"longer than {SECONDS} s")


def fence(names: Iterable[str]) -> None:
    """From now on this process gets no more than `ROOM` above what it has after reading a whole file of each kind."""
    refcount_workaround.keep()
    for name in names:
        READERS[name](whole(name))
    with open("/proc/self/statm", encoding="ascii") as sizes:
        now = int(sizes.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + ROOM, resource.RLIM_INFINITY))
    signal.signal(signal.SIGPROF, _late)


def read(name: str, data: bytes) -> str:
    """ "" where the file was read, the error's name where it was refused as it should be. Anything else is raised."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        READERS[name](data)
    except TYPED as error:
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""
