"""Backups in words: where one lies, what putting one back or reading a copy in came to."""

from functools import partial
from pathlib import Path

from console.app.emergency_copy import ImportResult
from console.app.ports import BackupFile, RestoreResult
from console.core.text.words import Words


def place_text(words: Words, backup: BackupFile) -> str:
    """Say where a backup lies."""
    return words.say("backups", "kept-second" if backup.second else "kept-here")


def take_in_text(words: Words, done: ImportResult, file: Path) -> str:
    """Say how many events of the emergency copy were new, and how many were known."""
    read = words.say("backups", "taken-in", count=done.count, file=file.name)
    return f"{read} {words.say('backups', 'taken-known', count=done.known)}"


def put_back_text(words: Words, done: RestoreResult) -> str:
    """Say what was put back, what was carried over, what is lost."""
    say = partial(words.say, "backups")
    lines = [say("done", seq=done.seq)]
    if done.aside is not None:
        lines.append(say("carried", count=done.last - done.seq))
        lost = done.known > done.last
        lines.append(say("lost", first=done.last + 1, last=done.known) if lost else say("lost-none"))
        lines.append(say("aside", folder=done.aside.name))
    return "\n".join(lines)
