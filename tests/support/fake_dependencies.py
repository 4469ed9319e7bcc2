"""What a window is given in tests: papers are real, and nothing opens or makes a store that a test did not give."""

from pathlib import Path
from typing import NoReturn

from msgspec.structs import replace

from console.app.ids import system_random
from console.core.clock import Clock
from console.core.recall import Recall
from console.core.record import Record
from console.ui.shell.window_dependencies import Paper, WindowDependencies
from tests.support.stage import protocol
from tests.support.texts import WORDS

ZONE = "Europe/Berlin"


def dependencies(folder: Path, clock: Clock, **given: object) -> WindowDependencies:
    """The clinic's folder is `clinic` within this one; `given` stands in place of what is here."""
    return replace(
        WindowDependencies(
            words=WORDS, clock=clock, random=system_random, folder=folder / "clinic",
            settings=folder / "settings.json", open_store=_no_store, create_store=_no_store, is_store=lambda _: False,
            protocol=protocol, summary=_summary, recall_list=_recall_list, zone_name=lambda: ZONE, example=_no_store,
        ),
        **given,
    )  # fmt: skip


def _no_store(*_: object) -> NoReturn:
    raise AssertionError("no other store is opened here")


def _summary(record: Record, paper: Paper) -> bytes:
    from console.documents.summary import summary

    return summary(record, WORDS, paper)


def _recall_list(found: Recall, paper: Paper) -> bytes:
    from console.documents.recall import recall_list

    return recall_list(found, WORDS, paper)
