"""The clients' wrapped keys beside the elements of a backup: the only file there that is ever written again.

It lies there twice. A key is appended to both; an erasure writes both anew, with the next generation.
"""

import hashlib
import os
import secrets
import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from db.errors import file_errors
from db.files import write_whole

COPIES = ("clients-1.stipple-keys", "clients-2.stipple-keys")
ORIGIN = "clients-from.json"
HEADER = struct.Struct(">16s16s16s16sQ16s")
RECORD = struct.Struct(">16s60s8s")
MAGIC = b"stipple clients\n"
GONE = bytes(60)
"""In the place of the key of a client who was erased."""


class Header(Struct, frozen=True):
    """Whose keys: the store's id, its salt, the file's own id, and how often it was written anew."""

    store: bytes
    salt: bytes
    file: bytes
    generation: int

    def encode(self) -> bytes:
        said = HEADER.pack(MAGIC, self.store, self.salt, self.file, self.generation, b"")[:-16]
        return said + hashlib.sha256(said).digest()[:16]


class Origin(Struct, frozen=True):
    """From which file a second place has its keys, of which generation, and up to which byte."""

    file: Annotated[str, Meta(max_length=32)]
    generation: int
    size: int


def tag_of(client: str) -> bytes:
    """Return by what a client's key is found: who has the file alone learns no client's id from it."""
    return hashlib.sha256(b"stipple client " + client.encode()).digest()[:16]


class ClientKeyFiles:
    """The two copies in one folder. Who writes holds the lock of the place. Every method may raise StoreError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = [folder / name for name in COPIES]

    def headers(self) -> list[tuple[Path, Header]]:
        """Return the copies that count: whole in their beginning, and of the newest generation."""
        found = [(file, header) for file in self.files if (header := _header(file))]
        newest = max((header.generation for _, header in found), default=0)
        return [each for each in found if each[1].generation == newest]

    def read(self) -> dict[bytes, bytes]:
        """Return key by tag; GONE for who was erased. What is damaged in one copy is taken from the other."""
        found: dict[bytes, bytes] = {}
        for file, header in self.headers():
            with file_errors():
                data = file.read_bytes()[HEADER.size :]
            _collect(found, data, header)
        return found

    def begin(self, store: str, salt: bytes, keys: Mapping[str, bytes | None]) -> None:
        """Write them where there are none that can be read."""
        header = Header(bytes.fromhex(store), salt, secrets.token_bytes(16), 1)
        self._write(header, {tag_of(client): wrapped or GONE for client, wrapped in keys.items()})

    def settle(self) -> None:
        """Make both copies alike again, where a crash left one behind; drop what it left of a draft."""
        current = self.headers()
        with file_errors():
            for file in (*self.files, self.folder / ORIGIN):
                file.with_name(f"{file.name}.new").unlink(missing_ok=True)
            sizes = {file.stat().st_size for file, _ in current}
        ids = {header.file for _, header in current}
        whole = all((size - HEADER.size) % RECORD.size == 0 for size in sizes)
        if current and not (len(current) == len(COPIES) and len(sizes) == len(ids) == 1 and whole):
            self._write(current[0][1], self.read())

    def add(self, keys: Iterable[tuple[str, bytes | None]]) -> None:
        """Append keys to both copies, each durable before the next."""
        header = self.headers()[0][1]
        data = b"".join(_record(header, tag_of(client), wrapped or GONE) for client, wrapped in keys)
        if data:
            self.append(data)

    def append(self, data: bytes) -> None:
        for file in self.files:
            with file_errors(), file.open("ab") as sink:
                sink.write(data)
                sink.flush()
                os.fsync(sink.fileno())

    def erase(self, tags: Iterable[bytes]) -> bool:
        """Destroy these clients' keys; return whether there was one to destroy. Nobody needs a secret for that."""
        self.settle()
        current = self.headers()
        known = self.read() if current else {}
        live = {tag for tag in tags if known.get(tag, GONE) != GONE}
        if live:
            header = current[0][1]
            renewed = msgspec.structs.replace(header, generation=header.generation + 1)
            self._write(renewed, {tag: GONE if tag in live else key for tag, key in known.items()})
        return bool(live)

    def erased(self) -> set[bytes]:
        """Return the tags of clients who were erased."""
        return {tag for tag, key in self.read().items() if key == GONE}

    def behind(self, own: "ClientKeyFiles") -> bool:
        """Return whether somebody may have been erased in the first place since these were brought to it."""
        return self._origin(own.headers()[0][1]) is None

    def follow(self, own: "ClientKeyFiles") -> None:
        """Bring the copies in a second place to what the first place's say; whoever was erased in either stays so."""
        self.settle()
        (file, header), *_ = own.headers()
        with file_errors():
            size = file.stat().st_size
        since = self._origin(header)
        if since is not None and self.headers():
            if since == size:
                return
            with file_errors(), file.open("rb") as source:
                source.seek(since)
                tail = source.read(size - since)
            mine = self.headers()[0][1]
            lines: dict[bytes, bytes] = {}
            _collect(lines, tail, header)
            self.append(b"".join(_record(mine, tag, key) for tag, key in lines.items()))
        else:
            known = own.read()
            mine = self.headers()[0][1] if self.headers() else msgspec.structs.replace(header, generation=0)
            for tag, key in self.read().items():
                if key == GONE or tag not in known:
                    known[tag] = key
            self._write(msgspec.structs.replace(mine, generation=mine.generation + 1), known)
        said = Origin(header.file.hex(), header.generation, size)
        write_whole(self.folder / ORIGIN, msgspec.json.encode(said))

    def _origin(self, header: Header) -> int | None:
        """Return up to which byte of the first place's file it was followed; None where that was another."""
        try:
            said = msgspec.json.decode((self.folder / ORIGIN).read_bytes(), type=Origin)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return said.size if (said.file, said.generation) == (header.file.hex(), header.generation) else None

    def _write(self, header: Header, keys: Mapping[bytes, bytes]) -> None:
        data = header.encode() + b"".join(_record(header, tag, key) for tag, key in keys.items())
        for file in self.files:
            write_whole(file, data)


def _header(file: Path) -> Header | None:
    with suppress(OSError, struct.error), file.open("rb") as source:
        said = source.read(HEADER.size)
        magic, store, salt, own, generation, _ = HEADER.unpack(said)
        header = Header(store, salt, own, generation)
        if magic == MAGIC and header.encode() == said:
            return header
    return None


def _record(header: Header, tag: bytes, wrapped: bytes) -> bytes:
    return RECORD.pack(tag, wrapped, _check(header, tag, wrapped))


def _check(header: Header, tag: bytes, wrapped: bytes) -> bytes:
    return hashlib.sha256(header.file + tag + wrapped).digest()[:8]


def _collect(found: dict[bytes, bytes], data: bytes, header: Header) -> None:
    """Take the records that are whole; once gone is gone."""
    for tag, wrapped, check in RECORD.iter_unpack(data[: len(data) // RECORD.size * RECORD.size]):
        if _check(header, tag, wrapped) == check and found.get(tag) != GONE:
            found[tag] = wrapped
