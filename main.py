"""The command line, and the composition root: everything is wired here by constructor arguments."""

import argparse
import os
import sys
from collections.abc import Callable, Collection, Sequence
from io import TextIOWrapper
from pathlib import Path

import resources
from console.app.ports import Store, StoreKind
from console.cli import beginnings, commands, demo
from console.cli.outside import Failure, Outside, Paper, excepthook
from console.core.protocol import Protocol
from console.core.protocol_file import load
from console.core.record import Record
from console.core.words import Words

ROOT = Path(__file__).parent
PROTOCOL = "cit-standard.toml"
EXAMPLE = "example.toml"
Command = Callable[[argparse.Namespace, Outside], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0, or 1 after one clear line on standard error; usage errors exit with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    outside = wire()
    sys.excepthook = excepthook(outside.words)
    command: Command = options.command
    code = 1
    try:
        command(options, outside)
        code = 0
    except BrokenPipeError:
        pass
    except Failure as failure:
        print(f"stipple: {failure}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"stipple: {outside.words.say('command', 'interrupted')}", file=sys.stderr)
    return code if _said(outside.words, quiet=bool(code)) else 1


def _said(words: Words, quiet: bool) -> bool:
    """Whether all output got out. Where nobody reads on, or the disk is full, the rest of it goes nowhere."""
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


def wire() -> Outside:
    """The real parts behind the commands; each is imported when it is first needed."""
    words = Words(resources.table("i18n", "en.toml"))
    return Outside(
        words=words,
        data_folder=_data_folder,
        open_store=_open_store,
        store_kind=_store_kind,
        create_store=_create_store,
        is_store=_is_store,
        restore=_restore,
        protocol=_protocol,
        example=lambda: resources.text("rehearsals", EXAMPLE),
        summary=lambda record, paper: _summary(record, words, paper),
        zone_name=_zone_name,
        has_display=_has_display,
        script=ROOT / "tests" / "scripts" / "full-face.session",
        build=ROOT / "build",
    )


def _has_display() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("Stipple", appauthor=False)


def _open_store(folder: Path, secret: str, kinds: Collection[StoreKind]) -> Store:
    from db.store import Store as Encrypted

    return Encrypted.open(folder, secret, kinds)


def _store_kind(folder: Path) -> StoreKind | None:
    from db.files import KEYS
    from db.keys import read_keys

    return read_keys(folder / KEYS).kind if _is_store(folder) else None


def _is_store(folder: Path) -> bool:
    from db.files import KEYS

    return (folder / KEYS).exists()


def _create_store(folder: Path, kind: StoreKind, passphrase: str) -> tuple[Store, str]:
    from db.keys import CLINIC_COST, LIGHT_COST
    from db.store import Store as Encrypted

    return Encrypted.create(folder, kind, passphrase, CLINIC_COST if kind == "clinic" else LIGHT_COST)


def _restore(file: Path, folder: Path, secret: str) -> None:
    from db.restore import restore

    restore(file, folder, secret)


def _protocol() -> Protocol:
    return load(resources.text("protocols", PROTOCOL), resources.text("zones.toml"), PROTOCOL)


def _summary(record: Record, words: Words, paper: Paper) -> bytes:
    from console.documents.summary import summary

    return summary(record, words, paper)


def _zone_name() -> str:
    from tzlocal import get_localzone_name

    return os.environ.get("TZ") or get_localzone_name()


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(prog="stipple", description="The treatment-room console. Offline, encrypted, true.")
    top.add_argument("--data", type=Path, metavar="DIR", help="the clinic's folder (default: your data folder)")
    top.add_argument("--passphrase-file", type=Path, metavar="FILE", help="holds the passphrase or the recovery code")
    verbs = top.add_subparsers(required=True, metavar="COMMAND")

    def verb(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=text, description=text)
        made.set_defaults(command=run)
        return made

    verb("run", beginnings.run, "start Stipple; without a display, play a session and leave its summary in build/")
    made = verb("rehearse", beginnings.rehearse, "play session scripts in a store of their own")
    made.add_argument("scripts", nargs="+", type=Path, metavar="SCRIPT")
    made.add_argument("--pdf", type=Path, metavar="FILE", help="write the summary of the session")
    _paper(made)
    made = verb("demo", demo.demo, "make a throw-away example clinic with a year of sessions")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="another number gives another year")
    made = verb("init", beginnings.init, "make a new clinic in an empty folder")
    made.add_argument("--clinic", required=True, metavar="NAME")
    made.add_argument("--practitioner", required=True, metavar="NAME")
    made = verb("adopt", beginnings.adopt, "read every number with its source, and make the protocol the clinic's own")
    made.add_argument("--by", required=True, metavar="NAME", help="who has read it")
    made.add_argument("--read", action="store_true", help="say here that every number was read, instead of being asked")
    made = verb("sessions", commands.sessions, "list the sessions, newest first")
    made.add_argument("--json", action="store_true")
    made = verb("summary", commands.summary, "write the summary of a session as PDF")
    _session(made)
    _paper(made)
    made = verb("export", commands.export, "write the full record of a session")
    _session(made)
    made.add_argument("--format", choices=["json"], default="json")
    verb("verify", commands.verify, "check that nothing was altered")
    verb("rebuild", commands.rebuild, "make all views anew from the log")
    made = verb("backup", commands.backup, "write a backup, opened again and checked")
    made.add_argument("--to", type=Path, metavar="DIR", help="another folder than the clinic's own")
    made = verb("restore", commands.restore, "put a backup into an empty folder")
    made.add_argument("file", type=Path, metavar="FILE")
    made = verb("passphrase", commands.passphrase, "change the passphrase; the recovery code stays")
    made.add_argument("--new-file", type=Path, metavar="FILE", help="holds the new passphrase, instead of being asked")
    return top


def _session(made: argparse.ArgumentParser) -> None:
    made.add_argument("session", metavar="SESSION", help="the beginning of its id, or latest")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")


def _paper(made: argparse.ArgumentParser) -> None:
    made.add_argument("--paper", choices=["a4", "letter"], default="a4")


if __name__ == "__main__":
    sys.exit(main())
