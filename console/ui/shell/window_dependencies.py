"""What the window is given by the composition root."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct

from console.app.ids import Random
from console.app.ports import BackupStore, Report, Store, StoreKind
from console.core import protocol
from console.core.clock import Clock
from console.core.recall import Recall
from console.core.record import Record
from console.core.text.words import Words

Paper = Literal["a4", "letter"]


class Player(Protocol):
    """Plays a WAV through the output that the system has chosen."""

    @property
    def able(self) -> bool:
        """Whether there is an output, and the last sound went there."""
        ...

    def play(self, sound: bytes, share: float) -> None:
        """From its beginning, instead of what plays; `share` of full volume, 0 to 1."""
        ...

    def stop(self) -> None: ...


MakePlayer = Callable[[Callable[[], object]], Player]
"""Given what to call when outputs came or went; ImportError where the machine lacks a library for it."""


class OpenStore(Protocol):
    def __call__(self, folder: Path, secret: str, report: Report = ..., /) -> Store: ...


class WindowDependencies(Struct, frozen=True):
    """Factories, so that nothing is imported or opened before it is needed.

    open_store    folder, secret, what hears how far an earlier file is brought up → store; raises StoreError
    create_store  folder, kind, passphrase → store and recovery code
    is_store      whether a folder is a store's own
    protocol      the shipped protocol, unadopted
    summary       record, paper → PDF
    recall_list   what a recall found, paper → PDF
    zone_name     the computer's time zone, as Region/City
    example       an example clinic, filled, in a folder of its own that goes with the program
    settings      where theme, text size and the like are kept
    backup_store  the backups of the clinic's folder; without it none are made or shown
    player        plays the sounds of alarms; without it, as in a rehearsal, nothing is heard
    get_ready     imports what opening a store needs: asked for off the window's thread, once a page stands
    """

    words: Words
    clock: Clock
    random: Random
    folder: Path
    settings: Path
    open_store: OpenStore
    create_store: Callable[[Path, StoreKind, str], tuple[Store, str]]
    is_store: Callable[[Path], bool]
    protocol: Callable[[], protocol.Protocol]
    summary: Callable[[Record, Paper], bytes]
    recall_list: Callable[[Recall, Paper], bytes]
    zone_name: Callable[[], str]
    example: Callable[[], Store]
    get_ready: Callable[[], None] = lambda: None
    backup_store: Callable[[], BackupStore] | None = None
    player: MakePlayer | None = None
