"""What a fault is and what trying it gives; who can try it."""

import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from msgspec import Struct
from sqlalchemy.exc import SQLAlchemyError

from console.app.ports import StoreError
from console.core.refusal import Refusal

ROOT = Path(__file__).parents[2]


class NotTried(Exception):
    """This machine cannot do it: why."""


class Outcome(Struct, frozen=True):
    """How often it was tried, what was found, and what was lost: nothing, where it held."""

    tried: int
    found: str
    lost: tuple[str, ...] = ()


LOSSES = (
    AssertionError, StoreError, Refusal, OSError, LookupError, ValueError, TypeError, subprocess.SubprocessError,
    driver.Error, SQLAlchemyError,
)  # fmt: skip
"""What counts as a loss where it was not expected; anything else is a mistake in the attempt, and ends it."""
Try = Callable[[Path, bool], Outcome]
"""(an empty folder, whether to take the time for all of it) → what came of it. NotTried."""


class Fault(Struct, frozen=True):
    """Its number in the table of faults. `longer`: it has more to try where there is time."""

    number: int
    name: str
    attempt: Try
    longer: bool = False


class Losses:
    """Collects what was lost, with the attempt that lost it."""

    def __init__(self) -> None:
        self.tried = 0
        self.lines: list[str] = []

    @contextmanager
    def attempt(self, name: object) -> Iterator[None]:
        """A failed assertion within is a loss, and so is an error that nobody expected; the others go on."""
        self.tried += 1
        try:
            yield
        except LOSSES as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            self.lines.append(f"{name}: {type(error).__name__} at {where} {error}".strip())

    def outcome(self, found: str) -> Outcome:
        return Outcome(self.tried, found, tuple(self.lines))


def need_linux() -> None:
    if sys.platform != "linux":
        raise NotTried("takes Linux")


def need_root() -> None:
    need_linux()
    if os.geteuid() != 0:
        raise NotTried("takes root")


def need_tool(name: str) -> str:
    """Where the tool is. NotTried where it is not installed."""
    need_linux()
    found = shutil.which(name)
    if found is None:
        raise NotTried(f"{name} is not installed")
    return found
