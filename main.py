"""The command line, and the composition root: everything is wired here by constructor arguments."""

import os
import sys
from collections.abc import Callable, Collection, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from console.app.local_time import minutes_at
from console.app.ports import BackupStore, Report, Store, StoreKind
from console.cli.arguments import Command, parser
from console.cli.command_dependencies import CommandDependencies, Paper
from console.cli.process_guard import ended, excepthook, protect
from console.core.clock import Clock, SystemClock
from console.core.paper_keywords import FORMS, PaperKeywords
from console.core.protocol import Protocol
from console.core.protocol_file import load
from console.core.recall import Recall
from console.core.record import Record
from console.core.text.words import Words

if TYPE_CHECKING:
    from console.app.scripts.script_stage import Stage
    from console.ui.shell.window_dependencies import MakePlayer, Player, WindowDependencies

LANGUAGE = "en"
PROTOCOL = "cit-standard.toml"
EXAMPLE = "example.toml"
FIRST_SCRIPT = "full-face.session"
"""What `run` plays where there is no display."""
KEY_FILE = "keys.json"
DATABASE_FILE = "stipple.db"
"""What `db.files` calls them; a folder with one of them was a store, and is damaged without the other."""
KINDS: tuple[StoreKind, ...] = ("clinic", "example")
"""What the window signs in to: a rehearsal is only played."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Return 0, or 1 after one clear line on standard error; usage errors exit with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    dependencies = wire()
    protect(excepthook(dependencies.words))
    command: Command = options.command
    return ended(lambda: command(options, dependencies), dependencies.words)


def wire() -> CommandDependencies:
    """Return the real parts behind the commands; each is imported when it is first needed."""
    words = _words(isolates=False)
    return CommandDependencies(
        words=words,
        data_folder=_data_folder,
        open_store=_open_store,
        store_kind=_store_kind,
        create_store=_create_store,
        is_store=_is_store,
        restore=_restore,
        backup_store=_backup_store,
        protocol=_protocol,
        example=lambda: resources.text("rehearsals", EXAMPLE),
        summary=lambda record, paper: _summary(record, words, paper),
        remade=lambda record, said: _remade(record, words, said),
        recall_list=lambda found, paper: _recall_list(found, words, paper),
        zone_name=_zone_name,
        has_display=_has_display,
        missing=_missing,
        open_window=_open_window,
        show_script=_show_script,
        step_pictures=_step_pictures,
        script=resources.path("rehearsals", FIRST_SCRIPT),
        papers=_papers,
    )


def _words(*, isolates: bool) -> Words:
    """Return the texts of the language, in the room's time; with isolates for a screen, without for files."""
    return Words(resources.Texts(LANGUAGE), lambda utc_ms: minutes_at(_zone_name(), utc_ms), isolates)


def _has_display() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Stipple", appauthor=False)


def _papers() -> Path:
    from platformdirs import user_documents_path

    return user_documents_path() / "Stipple"


def _open_store(folder: Path, secret: str, kinds: Collection[StoreKind], report: Report = lambda *_: None) -> Store:
    from db.store import Store as Encrypted

    return Encrypted.open(folder, secret, kinds, report)


def _store_kind(folder: Path) -> StoreKind | None:
    from db.keys.key_file import read_keys

    return read_keys(folder / KEY_FILE).kind if _is_store(folder) else None


def _is_store(folder: Path) -> bool:
    """Return whether a store is there, or one was that now lies aside.

    Asked before the window, so without the database.
    """
    from db.backup.folder_swap import damaged_folders

    stands = any((folder / name).exists() for name in (KEY_FILE, DATABASE_FILE))
    return stands or (not folder.exists() and bool(damaged_folders(folder)))


def _create_store(folder: Path, kind: StoreKind, passphrase: str) -> tuple[Store, str]:
    from db.keys.store_keys import CLINIC_COST, LIGHT_COST
    from db.store import Store as Encrypted

    return Encrypted.create(folder, kind, passphrase, CLINIC_COST if kind == "clinic" else LIGHT_COST)


def _restore(file: Path, folder: Path, secret: str, report: Report) -> None:
    from db.backup.restore import restore

    restore(file, folder, secret, SystemClock().now(), report=report)


def _backup_store() -> BackupStore:
    from db.backup.backup_store import BackupStore as Files

    return Files()


def _protocol() -> Protocol:
    return load(resources.text("protocols", PROTOCOL), resources.text("zones.toml"), PROTOCOL)


def _summary(record: Record, words: Words, paper: Paper) -> bytes:
    from console.documents.summary import summary

    return summary(record, words, paper)


def _remade(record: Record, words: Words, said: PaperKeywords) -> bytes | None:
    from console.documents.summary import summary

    if said.form not in FORMS or said.lang != words.language:
        return None
    return summary(record, words, "letter" if said.paper == "letter" else "a4", said.form)


def _recall_list(found: Recall, words: Words, paper: Paper) -> bytes:
    from console.documents.recall import recall_list

    return recall_list(found, words, paper)


def _zone_name() -> str:
    from tzlocal import get_localzone_name

    return os.environ.get("TZ") or get_localzone_name()


def _missing() -> str:
    from console.ui.shell.system_libraries import missing_line

    return missing_line(os.environ if _has_display() else {**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def _window_dependencies(
    folder: Path, clock: Clock, example: Callable[[], Store], player: "MakePlayer | None" = None
) -> "WindowDependencies":
    """Return what the window is given. Qt itself is not imported here."""
    from platformdirs import user_config_path

    from console.app.ids import system_random
    from console.ui.shell.window_dependencies import WindowDependencies

    words = _words(isolates=False)
    return WindowDependencies(
        words=_words(isolates=True), clock=clock, random=system_random, folder=folder,
        settings=user_config_path("Stipple", appauthor=False) / "settings.json",
        open_store=lambda folder, secret, report=lambda *_: None: _open_store(folder, secret, KINDS, report),
        create_store=_create_store, is_store=_is_store, protocol=_protocol,
        summary=lambda record, paper: _summary(record, words, paper),
        recall_list=lambda found, paper: _recall_list(found, words, paper), zone_name=_zone_name, example=example,
        get_ready=_get_ready, backup_store=_backup_store, player=player,
    )  # fmt: skip


def _get_ready() -> None:
    import db.store  # noqa: F401
    from console.core.alarms import LEVELS
    from console.ui.alarms.tones import wav

    for level in LEVELS:
        wav(level)


def _player(told: Callable[[], object]) -> "Player":
    from console.ui.alarms.audio_player import QtAudioPlayer

    return QtAudioPlayer(told)


def _open_window(folder: Path, example: Callable[[], Store], begin: Store | None) -> int:
    from console.ui.shell import refcount_workaround

    refcount_workaround.keep()
    from console.ui.shell.app import run

    return run(_window_dependencies(folder, SystemClock(), example, _player), begin)


def _show_script(stage: "Stage", text: str, file: str, speed: float) -> None:
    from console.ui.shell import refcount_workaround

    refcount_workaround.keep()
    from console.ui.shell.script_player import show

    show(_window_dependencies(Path(), stage.clock, lambda: stage.store), stage, text, file, speed)


def _step_pictures(stages: "Callable[[], Stage]", text: str, file: str, folder: Path) -> list[Path]:
    from console.ui.shell import refcount_workaround

    refcount_workaround.keep()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from console.ui.shell.script_player import pictures

    return pictures(
        lambda clock: _window_dependencies(Path(), clock, lambda: stages().store), stages, text, file, folder
    )


if __name__ == "__main__":
    sys.exit(main())
