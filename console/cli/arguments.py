"""The command line: every command with its options."""

import argparse
from collections.abc import Callable
from pathlib import Path

from console.cli import beginnings, commands, rescue, windows
from console.cli.outside import Outside

Command = Callable[[argparse.Namespace, Outside], None]
Verb = Callable[[str, Command, str], argparse.ArgumentParser]


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

    verb("run", windows.run, "start Stipple; without a display, play a session and leave its summary in build/")
    made = verb("rehearse", _rehearse, "play session scripts in a store of their own")
    made.add_argument("--show", action="store_true", help="play them in the window")
    made.add_argument("--speed", type=float, default=20, metavar="N", help="so many times as fast (with --show)")
    made.add_argument("scripts", nargs="+", type=Path, metavar="SCRIPT")
    made.add_argument("--pdf", type=Path, metavar="FILE", help="write the summary of the session")
    _paper(made)
    made = verb("demo", windows.demo, "open a throw-away example clinic with a year of sessions")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="another number gives another year")
    _clinic(verb)
    return top


def _clinic(verb: Verb) -> None:
    """Commands that work on a clinic's own folder."""
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
    made = verb("rescue", rescue.rescue, "put a damaged clinic right from its backups, or read in an emergency copy")
    made.add_argument("file", type=Path, metavar="FILE", nargs="?", help="this backup, or this emergency copy")
    made = verb("passphrase", commands.passphrase, "change the passphrase; the recovery code stays")
    made.add_argument("--new-file", type=Path, metavar="FILE", help="holds the new passphrase, instead of being asked")


def _session(made: argparse.ArgumentParser) -> None:
    made.add_argument("session", metavar="SESSION", help="the beginning of its id, or latest")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")


def _paper(made: argparse.ArgumentParser) -> None:
    made.add_argument("--paper", choices=["a4", "letter"], default="a4")


def _rehearse(options: argparse.Namespace, outside: Outside) -> None:
    (windows.show if options.show else beginnings.rehearse)(options, outside)
