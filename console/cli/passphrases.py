"""Passphrases: from the file given, or asked for without showing them."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from console.app.passphrases import allow_passphrase
from console.cli.command_dependencies import CommandDependencies, Failure, read_text
from console.core.refusal import Refusal


def secret(options: Namespace, dependencies: CommandDependencies) -> str:
    """Return the passphrase or the recovery code, from the file or as typed."""
    if options.passphrase_file:
        return read_text(options.passphrase_file, dependencies.words).strip("\r\n")
    _need_terminal(dependencies)
    return getpass.getpass(dependencies.words.say("command", "passphrase"))


def new_passphrase(file: Path | None, dependencies: CommandDependencies) -> str:
    """Return a passphrase for a clinic, asked for twice; strong enough."""
    words = dependencies.words
    if file:
        chosen = read_text(file, words).strip("\r\n")
    else:
        _need_terminal(dependencies)
        chosen = getpass.getpass(words.say("command", "new-passphrase"))
        if getpass.getpass(words.say("command", "again")) != chosen:
            raise Failure(words.say("command", "not-the-same"))
    try:
        allow_passphrase(chosen)
    except Refusal as refusal:
        raise Failure(words.refusal(refusal)) from refusal
    return chosen


def _need_terminal(dependencies: CommandDependencies) -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Failure(dependencies.words.say("command", "no-terminal"))
