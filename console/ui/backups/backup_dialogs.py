"""The system's dialogs that ask for a file: a backup, or an emergency copy."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QWidget

from console.core.text.words import Words


def ask_copy(parent: QWidget, words: Words) -> str:
    """Return the path of an emergency copy, or "" for none."""
    say = partial(words.say, "backups")
    return _ask(parent, say("read-in-title"), f"{say('read-in-kind')} (*.stipple-emergency)")


def ask_backup(parent: QWidget, words: Words) -> str:
    """Return the path of a backup, or "" for none."""
    say = partial(words.say, "backups")
    return _ask(parent, say("choose-file"), f"{say('file-kind')} (*.stipple-backup)")


def _ask(parent: QWidget, title: str, kind: str) -> str:
    return QFileDialog.getOpenFileName(parent, title, "", kind)[0]
