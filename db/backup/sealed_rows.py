"""An element of a backup: rows of the log that one writer wrote, sealed in pieces, written once, read in a stream."""

import hashlib
import os
import secrets
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Annotated, Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta, Struct

from console.app.ports import Pace, StoreError
from db.errors import file_errors
from db.keys.store_keys import Keys
from db.log.log import Log

VERSION = 1
PURPOSE = b"backup rows"
PIECE = 192 << 10
"""Bytes of rows after which a piece is sealed: what is written between two syncs of what is paced."""
MOST = 64 << 20
NONCE, TAG, DIGEST = 12, 16, 32
SIZE = struct.Struct(">I")
Row = tuple[int, str, str, str, str, str, int, int, int, str, int, str, bytes | None, bytes]
Mac = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]

_pieces = msgspec.msgpack.Decoder(list[Row])


class Extent(Struct, frozen=True, forbid_unknown_fields=True):
    """What an element says of itself at its end, in clear: whose rows, from which to which, and the chain at both ends.

    of      the store's id and the salt of its data key
    faults  rows that did not follow the one before when they were copied
    """

    version: int
    of: tuple[str, str]
    writer: str
    first: int
    last: int
    before: Mac
    after: Mac
    pieces: int
    faults: tuple[int, ...] = ()


def write(draft: Path, extent: Extent, rows: Iterable[Any], keys: Keys, log: Log, pace: Pace) -> Extent:
    """Write the rows to the draft; return what it says of itself, with the faults that were met. StoreError.

    Never more than one piece is in memory.
    """
    cipher, bound, faults, number = keys.own_key(PURPOSE), _bound(extent), [], 0
    before, expected = bytes.fromhex(extent.before), extent.first
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with open(descriptor, "wb") as file:
        sink = _Sink(file)
        for piece in _in_pieces(rows):
            for row in piece:
                if row[0] != expected or not log.follows(before, row):
                    faults.append(row[0])
                before, expected = row[13], row[0] + 1
            sealed = _seal(cipher, msgspec.msgpack.encode(piece), bound + SIZE.pack(number))
            sink.add(SIZE.pack(len(sealed)) + sealed)
            number += 1
            if number > 1:
                sink.sync()
                pace(len(sealed))
        made = msgspec.structs.replace(extent, pieces=number, faults=tuple(faults))
        said = msgspec.json.encode(made)
        sink.add(said + _seal(cipher, b"", said) + SIZE.pack(len(said)))
        file.write(sink.digest)
    return made


class _Sink:
    """A file, with the digest of what was written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sha256 = file, hashlib.sha256()

    def add(self, data: bytes) -> None:
        self._sha256.update(data)
        self._file.write(data)

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    @property
    def digest(self) -> bytes:
        return self._sha256.digest()


def _in_pieces(rows: Iterable[Any]) -> Iterator[list[Any]]:
    piece, size = [], 0
    for row in rows:
        piece.append(row)
        size += len(row[11]) + len(row[12] or b"") + 200
        if size >= PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def read_end(file: IO[bytes], name: str) -> tuple[Extent, str]:
    """Return what an element says of itself, and its digest as it stands at its end. StoreError "backup-damaged"."""
    try:
        with file_errors():
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - DIGEST - SIZE.size))
            end = file.read(SIZE.size + DIGEST)
            (length,) = SIZE.unpack(end[: SIZE.size])
            file.seek(max(0, size - DIGEST - SIZE.size - NONCE - TAG - length))
            said = file.read(min(length, MOST))
        return msgspec.json.decode(said, type=Extent), end[SIZE.size :].hex()
    except (msgspec.DecodeError, UnicodeDecodeError, struct.error) as error:
        raise StoreError("backup-damaged", file=name, detail="end") from error


def intact(path: Path) -> bool:
    """Return whether an element has the digest that stands at its end; that takes no key. StoreError."""
    with file_errors(), path.open("rb") as file:
        left, sha256 = path.stat().st_size - DIGEST, hashlib.sha256()
        while left > 0 and (data := file.read(min(left, PIECE))):
            sha256.update(data)
            left -= len(data)
        return left == 0 and file.read() == sha256.digest()


def read_rows(file: IO[bytes], name: str, keys: Keys) -> Iterator[Row]:
    """Yield the rows of an element. StoreError "backup-damaged", at the latest at its end."""
    extent, _ = read_end(file, name)
    if extent.of != (keys.file.db_uuid, keys.file.salt.hex()):
        raise StoreError("backup-damaged", file=name, detail="store")
    cipher, bound, sha256 = keys.own_key(PURPOSE), _bound(extent), hashlib.sha256()
    try:
        with file_errors():
            file.seek(0)
            for number in range(extent.pieces):
                yield from _pieces.decode(_open(cipher, _piece(file, sha256), bound + SIZE.pack(number)))
            rest = file.read(MOST)
    except (msgspec.DecodeError, InvalidTag, struct.error, ValueError) as error:
        raise StoreError("backup-damaged", file=name, detail="piece") from error
    end = msgspec.json.encode(extent)
    sha256.update(rest[:-DIGEST])
    sealed = rest[len(end) : -DIGEST - SIZE.size]
    try:
        _open(cipher, sealed, end)
    except (InvalidTag, ValueError) as error:
        raise StoreError("backup-damaged", file=name, detail="end") from error
    if sha256.digest() != rest[-DIGEST:]:
        raise StoreError("backup-damaged", file=name, detail="digest")


def _piece(file: IO[bytes], sha256: Any) -> bytes:
    head = file.read(SIZE.size)
    (length,) = SIZE.unpack(head)
    if length > MOST:
        raise ValueError(length)
    sealed = file.read(length)
    sha256.update(head + sealed)
    return sealed


def _seal(cipher: AESGCM, data: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, data, bound)


def _open(cipher: AESGCM, sealed: bytes, bound: bytes) -> bytes:
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound)


def _bound(extent: Extent) -> bytes:
    """Return what every piece is bound to: it can stand in no other element, and in no other order."""
    return msgspec.json.encode([*extent.of, extent.writer, extent.first, extent.last])
