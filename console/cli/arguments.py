"""The command line: every command with its options."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from console.cli.command_dependencies import CommandDependencies

Command = Callable[[argparse.Namespace, CommandDependencies], None]
Verb = Callable[[str, Command, str], argparse.ArgumentParser]


def _later(module: str, name: str) -> Command:
    """Return a command by its module beside this one, imported when it runs: no start waits for all of them."""

    def run(options: argparse.Namespace, dependencies: CommandDependencies) -> None:
        command: Command = getattr(import_module(f"console.cli.{module}"), name)
        command(options, dependencies)

    return run


def parser() -> argparse.ArgumentParser:
    """Return all commands with their options."""
    top = argparse.ArgumentParser(prog="stipple", description="The treatment-room console. Offline, encrypted, true.")
    _where(top, None)
    verbs = top.add_subparsers(required=True, metavar="COMMAND")

    def verb(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=text, description=text)
        made.set_defaults(command=run)
        _where(made)
        return made

    made = verb(
        "run", _later("window_commands", "run"), "start Stipple; without a display, play a session and leave its papers"
    )
    made.add_argument(
        "--out", type=Path, metavar="DIR", help="where those papers go (default: Stipple in your documents)"
    )
    _force(made)
    made = verb("rehearse", _rehearse, "play session scripts in a store of their own")
    made.add_argument("--show", action="store_true", help="play them in the window")
    made.add_argument("--speed", type=float, default=20, metavar="N", help="so many times as fast (with --show)")
    made.add_argument("scripts", nargs="+", type=Path, metavar="SCRIPT")
    made.add_argument(
        "--pdf", type=Path, metavar="FILE", help="write the summary of the session; - for standard output"
    )
    _force(made)
    _paper(made)
    made = verb("demo", _later("window_commands", "demo"), "open a throw-away example clinic with a year of sessions")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="another number gives another year")
    _clinic(verb)
    return top


def _clinic(verb: Verb) -> None:
    """Add the commands that work on a clinic's own folder."""
    made = verb("init", _later("create_commands", "init"), "make a new clinic in an empty folder")
    made.add_argument("--clinic", required=True, metavar="NAME")
    made.add_argument("--practitioner", required=True, metavar="NAME")
    made = verb(
        "adopt", _later("adopt_command", "adopt_protocol"),
        "read all of the protocol with its sources and what is new in it, and make it the clinic's own",
    )  # fmt: skip
    made.add_argument("--by", required=True, metavar="NAME", help="who has read it")
    made.add_argument("--read", action="store_true", help="say here that every number was read, instead of being asked")
    made.add_argument("--set", action="append", metavar="KEY=VALUE", help="set a number of your own; no value: open")
    made.add_argument("--source", default="", metavar="TEXT", help="with --set: where the number is from")
    made.add_argument("--reason", default="", metavar="TEXT", help="with --set: why the clinic sets it so")
    _records(verb)
    _recall(verb)
    _people(verb)
    _erasing(verb)


def _records(verb: Verb) -> None:
    """Add the commands that look at what was recorded, and keep it."""
    made = verb("sessions", _later("store_commands", "sessions"), "list the sessions, newest first")
    made.add_argument("--json", action="store_true")
    made = verb("summary", _later("store_commands", "summary"), "write the summary of a session as PDF")
    _session(made)
    _paper(made)
    made = verb("export", _later("store_commands", "export"), "write the full record of a session")
    _session(made)
    made.add_argument("--format", choices=["json"], default="json")
    made = verb(
        "verify",
        _later("verify", "verify"),
        "check that nothing was altered since the last check; all of it once a week",
    )
    made.add_argument("--pdf", type=Path, nargs="+", metavar="FILE", help="is each of these summaries still true?")
    text = "read everything, not only what was written since the last check"
    made.add_argument("--all", action="store_true", help=text)
    verb("rebuild", _later("store_commands", "rebuild"), "make all views again from the log")
    made = verb("backup", _later("store_commands", "backup"), "write a backup, opened again and checked")
    made.add_argument("--to", type=Path, metavar="DIR", help="another folder than the clinic's own")
    made = verb("restore", _later("store_commands", "restore"), "put a backup into an empty folder")
    made.add_argument("file", type=Path, metavar="FILE")
    made = verb(
        "rescue",
        _later("rescue", "rescue"),
        "put a damaged clinic right from its backups, or read in an emergency copy",
    )
    made.add_argument("file", type=Path, metavar="FILE", nargs="?", help="this backup, or this emergency copy")


def _recall(verb: Verb) -> None:
    made = verb("recall", _later("recall", "recall"), "list the clients and sessions in which a lot was used")
    made.add_argument("--lot", required=True, metavar="LOT", help="capitals, blanks and dashes don't matter")
    made.add_argument("--product", default="", metavar="NAME", help="of this product of the stock alone")
    text = "write it as FILE.csv or FILE.pdf, for who may export; - for standard output, as CSV"
    made.add_argument("--out", type=Path, metavar="FILE", help=text)
    _force(made)
    _paper(made)


def _people(verb: Verb) -> None:
    """Add the commands for who works here, and for what opens the clinic."""
    made = verb(
        "passphrase",
        _later("people", "passphrase"),
        "change your own passphrase; after the recovery code, take a new one",
    )
    made.add_argument("--new-file", type=Path, metavar="FILE", help="holds the new passphrase, instead of being asked")
    made.add_argument("--who", metavar="NAME", help="after the recovery code: who you are")
    verb("recovery", _later("people", "recovery"), "make a new recovery code; the one before opens nothing any more")
    made = verb("people", _later("people", "list_people"), "who works here: list, add, change, remove")
    deeds = made.add_subparsers(metavar="DEED")

    def deed(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        each = deeds.add_parser(name, help=text, description=text)
        each.set_defaults(command=run)
        _where(each)
        return each

    deed("list", _later("people", "list_people"), "everybody, with roles and limit")
    made = deed("add", _later("people", "add"), "somebody new, who types their own passphrase")
    made.add_argument("name", metavar="NAME")
    made.add_argument("--new-file", type=Path, metavar="FILE", help="holds their passphrase, instead of being asked")
    _rights(made, required=True)
    made = deed("change", _later("people", "change"), "name, roles or limit")
    made.add_argument("name", metavar="NAME")
    made.add_argument("--name", dest="new_name", metavar="NEW")
    _rights(made)
    made = deed("remove", _later("people", "remove"), "somebody out, with a new key for all others")
    made.add_argument("name", metavar="NAME")
    made.add_argument("--yes", action="store_true", help="say here that it is meant, instead of being asked")


def _rights(made: argparse.ArgumentParser, required: bool = False) -> None:
    made.add_argument("--role", choices=["practitioner", "manager", "both"], required=required)
    made.add_argument("--max-depth", metavar="MM", help="their own limit in millimetres; 0 takes it away")


def _erasing(verb: Verb) -> None:
    made = verb("retention", _later("erasure", "retention"), "show or set how many years records are kept")
    made.add_argument("years", type=int, nargs="?", metavar="YEARS")
    made.add_argument("--by", default="", metavar="NAME", help="who sets it")
    made.add_argument("--source", default="", metavar="TEXT", help="where that stands")
    made = verb("erase", _later("erasure", "erase"), "erase a client whose retention period is over")
    made.add_argument("client", metavar="CLIENT", help="the name, or the beginning of the id")
    made.add_argument("--by", required=True, metavar="NAME", help="who does it")
    made.add_argument("--reason", required=True, metavar="TEXT", help="why, without a name: it stays")
    made.add_argument("--yes", action="store_true", help="say here that it is meant, instead of being asked")


def _session(made: argparse.ArgumentParser) -> None:
    made.add_argument("session", metavar="SESSION", help="the beginning of its id, or latest")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help="- for standard output")
    _force(made)


def _where(made: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Add what may stand before a command and after it; what is not given after it leaves what stood before."""
    made.add_argument(
        "--data", type=Path, default=default, metavar="DIR", help="the clinic's folder (default: your data folder)"
    )
    made.add_argument(
        "--passphrase-file",
        type=Path,
        default=default,
        metavar="FILE",
        help="holds the passphrase or the recovery code",
    )


def _force(made: argparse.ArgumentParser) -> None:
    made.add_argument("--force", action="store_true", help="replace a file that is there already")


def _paper(made: argparse.ArgumentParser) -> None:
    made.add_argument("--paper", choices=["a4", "letter"], default="a4")


def _rehearse(options: argparse.Namespace, dependencies: CommandDependencies) -> None:
    run = _later("window_commands", "show") if options.show else _later("create_commands", "rehearse")
    run(options, dependencies)
