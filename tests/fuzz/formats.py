"""Every kind of file that the program opens: how it is read, and one that is whole."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import resources
from console.app.number_input import parse_number, parse_whole
from console.app.ports import StoreError
from console.app.scripts.interpreter import play
from console.app.scripts.language import ScriptError
from console.app.scripts.script_stage import Stage
from console.core.clock import Instant
from console.core.protocol_file import BadFile, load
from console.core.protocol_file import from_json as adopted
from console.core.record import from_json
from console.core.refusal import Refusal
from console.exchange import udi
from console.exchange.contents import ASKED
from console.ui.shell.preferences import load as settings
from db.backup.restore import restore
from db.files import KEYS
from db.keys.key_file import parse_keys
from db.keys.store_keys import unlock
from db.store import Store
from tests.support.memory_store import MemoryStore
from tests.support.stage import protocol
from tests.support.store_help import PASSPHRASE, RESTORED, filled
from tests.support.whole_copies import copied

CORPUS = Path(__file__).parents[1] / "corpus"
MOST = 999
TYPED = (BadFile, StoreError, ScriptError, Refusal)
"""What reading may raise."""


def _text(data: bytes) -> str | None:
    """As files are read before they are parsed; None for what is no text, which is told by the one who reads it."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    return None


def read_protocol(data: bytes) -> None:
    if (text := _text(data)) is not None:
        load(text, resources.text("zones.toml"))


def read_zones(data: bytes) -> None:
    if (text := _text(data)) is not None:
        load(resources.text("protocols", "cit-standard.toml"), text)


def read_adopted(data: bytes) -> None:
    if (text := _text(data)) is not None:
        adopted(text)


def read_keys(data: bytes) -> None:
    """With a passphrase and with a recovery code: what a slot asks for is paid, too."""
    file = parse_keys(data, KEYS)
    for secret in (PASSPHRASE, "0" * 30):
        with suppress(StoreError):
            unlock(file, secret)


def read_backup(data: bytes) -> None:
    """Nothing is left of one that is refused."""
    folder = Path(tempfile.mkdtemp(prefix="stipple-fuzz-"))
    try:
        (folder / "file").write_bytes(data)
        try:
            restore(folder / "file", folder / "back", PASSPHRASE, RESTORED)
        except StoreError:
            assert [each.name for each in folder.iterdir()] == ["file"], "something is left"
            raise
        Store.open(folder / "back", PASSPHRASE).close()
    finally:
        shutil.rmtree(folder)


def read_script(data: bytes) -> None:
    if (text := _text(data)) is not None:
        store = MemoryStore()
        play(Stage(lambda: store, protocol()), text, "script")


def read_record(data: bytes) -> None:
    from_json(data)


def read_settings(data: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        settings(Path(file.name))


def read_udi(data: bytes) -> None:
    """What came of it can be shown and kept: nothing but what such a code may hold."""
    found = udi.read_udi(data.decode("utf-8", "surrogateescape"), 2026)
    for each in (found, *found.others):
        assert len(each.gtin) in (0, 14)
        assert max(len(each.lot), len(each.serial)) <= 20
        assert all("!" <= char <= "z" for char in each.gtin + each.lot + each.serial)
        assert bool(each.others) == bool({*ASKED} & {*each.doubts})


def read_number(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    number, whole = parse_number(text, MOST), parse_whole(text, MOST)
    assert number is None or 0 <= number <= MOST
    assert whole is None or number == whole


READERS: dict[str, Callable[[bytes], None]] = {
    "protocol": read_protocol,
    "zones": read_zones,
    "adopted": read_adopted,
    "keys": read_keys,
    "backup": read_backup,
    "script": read_script,
    "record": read_record,
    "settings": read_settings,
    "udi": read_udi,
    "number": read_number,
}


@cache
def whole(name: str) -> bytes:
    """A file of this kind that is read without a word."""
    match name:
        case "protocol":
            return resources.text("protocols", "cit-standard.toml").encode()
        case "zones":
            return resources.text("zones.toml").encode()
        case "adopted":
            return protocol().content.encode()
        case "script":
            return (CORPUS.parent / "scripts" / "numbing-block.session").read_bytes()
        case "record":
            return _record()
        case "settings":
            return b'{"theme": "dark", "scale": 1.25, "volume": 70, "paper": "letter", "motion": false}'
        case "udi":
            return b"]d2010401234567890117270630" + b"10AB12\x1d21SER9"
        case "number":
            return b"12,5"
        case _:
            return _of_store(name)


def _record() -> bytes:
    from console.core.record import to_json
    from tests.support.stage import record

    with tempfile.TemporaryDirectory() as folder:
        return to_json(record(Path(folder) / "store"))


def _of_store(name: str) -> bytes:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "store"
        filled(folder)
        if name == "keys":
            return (folder / KEYS).read_bytes()
        return copied(folder, Instant(0, 0, "boot")).file.read_bytes()


def corpus(name: str) -> list[Path]:
    return sorted((CORPUS / name).iterdir())
