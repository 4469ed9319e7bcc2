"""What commands are given, and how they fail: one clear line, never a traceback."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from typing import Protocol as Interface

from msgspec import Struct

from console.app.ports import BackupStore, Report, Store, StoreError, StoreKind
from console.app.scripts.language import ScriptError
from console.core.paper_keywords import PaperKeywords
from console.core.protocol import Protocol
from console.core.protocol_file import BadFile
from console.core.recall import Recall
from console.core.record import Record
from console.core.refusal import Refusal
from console.core.text.words import Words

if TYPE_CHECKING:
    from console.app.scripts.script_stage import Stage

Paper = Literal["a4", "letter"]


class Failure(Exception):
    """The one line that a command ends with."""


class OpenStore(Interface):
    def __call__(self, folder: Path, secret: str, kinds: Collection[StoreKind], report: Report = ..., /) -> Store: ...


class CommandDependencies(Struct, frozen=True):
    """The factories of the composition root.

    open_store    folder, secret, the kinds that may be opened, what hears how far an earlier file is brought up
                  → store; raises StoreError
    store_kind    folder → its kind, without signing in; None where there is none
    create_store  folder, kind, passphrase → store and recovery code
    is_store      whether a folder is a store's own
    restore       backup file, folder, secret, what hears how far an earlier file is brought up
    backup_store  the backups of a store's folder
    protocol      the shipped protocol, unadopted
    example       the text of the example clinic's file
    summary       record, paper → PDF
    remade        record, a paper's keywords → the PDF that they say; None where this program can't make it
    recall_list   what a recall found, paper → PDF
    zone_name     the computer's time zone, as Region/City
    has_display   whether a window could be shown
    missing       one line that names the system libraries a window lacks, or ""
    open_window   folder, what makes the example clinic, the store to begin with or None → exit code
    show_script   stage, script, its name, how many times as fast; raises ScriptError
    step_pictures what makes stages, script, its name, folder → the pictures written
    script        what `run` plays where there is no display
    papers        the folder for its papers where no other is named
    """

    words: Words
    data_folder: Callable[[], Path]
    open_store: OpenStore
    store_kind: Callable[[Path], StoreKind | None]
    create_store: Callable[[Path, StoreKind, str], tuple[Store, str]]
    is_store: Callable[[Path], bool]
    restore: Callable[[Path, Path, str, Report], None]
    backup_store: Callable[[], BackupStore]
    protocol: Callable[[], Protocol]
    example: Callable[[], str]
    summary: Callable[[Record, Paper], bytes]
    remade: Callable[[Record, PaperKeywords], bytes | None]
    recall_list: Callable[[Recall, Paper], bytes]
    zone_name: Callable[[], str]
    has_display: Callable[[], bool]
    missing: Callable[[], str]
    open_window: Callable[[Path, Callable[[], Store], Store | None], int]
    show_script: Callable[["Stage", str, str, float], None]
    step_pictures: Callable[["Callable[[], Stage]", str, str, Path], list[Path]]
    script: Path
    papers: Callable[[], Path]


@contextmanager
def plain_errors(words: Words) -> Iterator[None]:
    """Turn the known errors of the user's world into Failure."""
    try:
        yield
    except Refusal as refusal:
        raise Failure(words.refusal(refusal)) from refusal
    except StoreError as error:
        raise Failure(store_text(words, error)) from error
    except ScriptError as error:
        raise Failure(str(error)) from error
    except BadFile as error:
        text = words.say("command", "bad-file", file=error.file, key=error.key, allowed=words.allowed(error.allowed))
        raise Failure(text) from error


def store_text(words: Words, error: StoreError) -> str:
    """Return what happened and what to do; of a disk that takes nothing without the words of the window."""
    if error.code == "disk-full":
        parents = Path(str(error.facts.get("file") or ".")).parents
        folder = next((each for each in parents if not each.name.startswith(".")), Path())
        return (
            words.say("command", "disk-full", folder=folder) if folder.name else words.say("command", "disk-full-there")
        )
    if error.code == "disk-error":
        return words.say("command", "disk-error", detail=error.facts.get("detail"))
    return words.say("store", error.code, **error.facts)


def read_text(path: Path, words: Words) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Failure(words.say("command", "no-file", file=path, detail=why)) from error


def allow_name(folder: Path, dependencies: CommandDependencies) -> None:
    """Fail for a folder whose name is no text: the database can't be told to back up there."""
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:
        raise Failure(dependencies.words.say("command", "folder-unreadable", folder=folder)) from error


def allow_place(path: Path, dependencies: CommandDependencies) -> None:
    """Fail for what would lie within a store's own folder."""
    if any(dependencies.is_store(folder) for folder in Path(os.path.realpath(path)).parents):
        raise Failure(dependencies.words.say("command", "inside-store", folder=path))
