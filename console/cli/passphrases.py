"""Passphrases: from the file given, or asked for without showing them."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from console.app.passphrases import allow_passphrase
from console.cli.dependencies import CommandDependencies, Failure, read_text
from console.core.errors import Refusal


def secret(options: Namespace, outside: CommandDependencies) -> str:
    """The passphrase or the recovery code."""
    if options.passphrase_file:
        return read_text(options.passphrase_file, outside.words).strip("\r\n")
    _need_terminal(outside)
    return getpass.getpass(outside.words.say("command", "passphrase"))


def new_passphrase(file: Path | None, outside: CommandDependencies) -> str:
    """A passphrase for a clinic, asked for twice; strong enough."""
    words = outside.words
    if file:
        chosen = read_text(file, words).strip("\r\n")
    else:
        _need_terminal(outside)
        chosen = getpass.getpass(words.say("command", "new-passphrase"))
        if getpass.getpass(words.say("command", "again")) != chosen:
            raise Failure(words.say("command", "not-the-same"))
    try:
        allow_passphrase(chosen)
    except Refusal as refusal:
        raise Failure(words.refusal(refusal)) from refusal
    return chosen


def _need_terminal(outside: CommandDependencies) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure(outside.words.say("command", "no-terminal"))
