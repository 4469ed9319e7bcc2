"""What this computer remembers of how the window should look and sound."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from console.ui.input.keys import keys_of
from console.ui.input.taught_scanner import TaughtScanner
from console.ui.kit.theme import ThemeName
from console.ui.shell.window_dependencies import Paper

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
LOCK_MIN = (1, 2, 4, 8, 15)


class Settings(Struct, frozen=True, rename={"aliases": "taught"}):
    """The defaults are those of a first start.

    motion         off: nothing moves that need not
    lock_min       after so many minutes without a touch the screen locks
    lock_needling  whether it does so while somebody needles too, as earlier programs kept it; now the clinic keeps it
    volume         of alarms, in percent; see `loudness`
    aliases        names of keys, each with the action of a session that it stands for; the file calls them `taught`
    scanner        what one scan taught of the clinic's scanner
    """

    theme: ThemeName = "system"
    scale: Annotated[float, Meta(ge=SCALES[0], le=SCALES[-1], multiple_of=0.25)] = 1.0
    volume: Annotated[int, Meta(ge=0, le=100)] = 70
    paper: Paper = "a4"
    motion: bool = True
    lock_min: Annotated[int, Meta(ge=1, le=15)] = 4
    lock_needling: bool = False
    aliases: Annotated[dict[str, str], Meta(max_length=40)] = {}
    scanner: TaughtScanner = TaughtScanner()


def load(path: Path) -> Settings:
    """What was kept; the defaults where there is nothing, or nothing that can be read."""
    try:
        known = msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Settings()
    actions = keys_of("session")
    return replace(known, aliases={key: action for key, action in known.aliases.items() if key and action in actions})


def save(path: Path, settings: Settings) -> None:
    """The whole file or the one before it; a link stays, and what it names is written. Raises OSError."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        os.unlink(draft)
        raise
