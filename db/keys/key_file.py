"""What the key file holds, and how it is read: nothing here needs a secret."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from console.app.ports import Head, StoreError, StoreKind
from db.keys.key_slots import Bytes16, Bytes60, Hex32, KdfCost, Slot

VERSION = 1
CLINIC_COST = KdfCost()
SLOTS = 64
MOST_WORK = SLOTS * CLINIC_COST.memory_kib * CLINIC_COST.passes
"""KiB times passes of all slots together: what a wrong passphrase costs where all of them are a clinic's."""
LIGHT_COST = KdfCost(memory_kib=8, passes=1)
"""For tests and rehearsals only."""


class Epoch(Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of the log after those of the epoch before, up to this one, were chained with a former key, wrapped."""

    up_to: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    wrapped: Bytes60


class KeyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What keys.json holds; `mac` covers all the rest, under a derived key."""

    version: int
    db_uuid: Hex32
    kind: StoreKind
    salt: Bytes16
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1, max_length=SLOTS)]
    anchors: tuple[Head, ...] = ()
    epochs: tuple[Epoch, ...] = ()
    mac: bytes = b""


def read_keys(path: Path) -> KeyFile:
    """Read a key file. StoreError "keys-missing", "keys-damaged", "keys-newer"."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise StoreError("keys-missing", file=str(path)) from error
    except OSError as error:
        raise StoreError("keys-damaged", file=str(path), detail=str(error.strerror)) from error
    return parse_keys(data, str(path))


class _Version(Struct):
    version: int


def parse_keys(data: bytes, name: str) -> KeyFile:
    """Parse a key file; `name` is for the text of an error. StoreError "keys-damaged", "keys-newer"."""
    try:
        found = msgspec.json.decode(data, type=_Version).version
        if found > VERSION:
            raise StoreError("keys-newer", file=name, found=found, known=VERSION)
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("keys-damaged", file=name, detail=str(error)) from error
    if work(file.slots) > MOST_WORK:
        raise StoreError("keys-damaged", file=name, detail="cost")
    return file


def work(slots: Iterable[Slot]) -> int:
    """Sum up what opening the slots costs: KiB times passes."""
    return sum(slot.cost.memory_kib * slot.cost.passes for slot in slots)
