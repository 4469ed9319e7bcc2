"""A disk whose power may be cut: what a program did to a folder, by strace, and what may stand there at any moment."""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random

from msgspec import Struct

from tests.faults.rooms import SESSION, ran, tracing

SECTOR = 512
CALLS = "openat,pwrite64,write,lseek,fsync,fdatasync,unlink,ftruncate,rename"
LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?P<rest>.*)\) += (?P<result>-?\d+)(?:<.*>)?(?: .*)?$")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
PLACE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")


class Op(Struct, frozen=True):
    """One thing done: "write" (data at an offset), "cut" (to a size), "sync", "made", "gone", "moved", "told"."""

    what: str
    name: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


def recorded(mode: str, folder: Path, module: str = SESSION) -> list[Op]:
    """What a session, or another program, did to the folder from its start to its end. NotTried without strace."""
    trace = folder.with_name(folder.name + ".trace")
    before = [*tracing(f"trace={CALLS}"), "-y", "-xx", "-s", "200000", "-o", str(trace)]
    code, _ = ran(mode, folder, before, module=module)
    assert code == 0
    return list(_ops(trace.read_text().splitlines(), str(folder)))


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _ops(lines: Sequence[str], folder: str) -> Iterator[Op]:
    """Those within the folder, and what was told. A name is given from the folder on; "" is the folder itself."""
    written: dict[str, int] = {}
    for line in lines:
        match = LINE.match(line)
        if match is None or int(match["result"]) < 0:
            continue
        call, rest = match["call"], match["rest"]
        texts = [_plain(each) for each in TEXT.findall(rest)]
        place = PLACE.match(rest)
        path = _plain(place[2]).decode() if place else texts[0].decode() if texts else ""
        if call == "write" and place and place[1] == "1":
            yield Op("told", data=texts[0])
        elif call == "openat":
            made = texts[0].decode()
            if made.startswith(folder + "/") and "O_CREAT" in rest:
                written.pop(made, None)
                yield Op("made", made[len(folder) + 1 :])
        elif call == "lseek":
            written[path[len(folder) + 1 :]] = int(match["result"])
        elif path == folder or path.startswith(folder + "/"):
            yield from _done(call, rest, path[len(folder) + 1 :], texts, written, folder)


def _done(call: str, rest: str, name: str, texts: list[bytes], written: dict[str, int], folder: str) -> Iterator[Op]:
    match call:
        case "pwrite64":
            yield Op("write", name, int(rest.rsplit(",", 1)[1]), texts[0])
        case "write":
            at = written.get(name, 0)
            written[name] = at + len(texts[0])
            yield Op("write", name, at, texts[0])
        case "ftruncate":
            yield Op("cut", name, int(rest.rsplit(",", 1)[1]))
        case "fsync" | "fdatasync":
            yield Op("sync", name)
        case "unlink":
            yield Op("gone", name)
        case "rename":
            yield Op("moved", name, to=texts[1].decode()[len(folder) + 1 :])
        case _:
            raise ValueError(call)


class Disk:
    """What stands for certain, and what was asked for since. Files are numbered, names stand for numbers.

    What was synced stands. Of the rest some stands and some does not, sector by sector, in any order; names (made,
    moved, removed) follow each other as a journal keeps them, and every sync takes along those that came before it.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._numbers = count()
        self._names = {name: next(self._numbers) for name in files}
        self._sure = {self._names[name]: data for name, data in files.items()}
        self._lasting = dict(self._names)
        self._pending: dict[int, list[Op]] = {}
        self._renaming: list[dict[str, int]] = []
        """The names after each change that no sync has followed yet."""

    def do(self, op: Op) -> None:
        match op.what:
            case "made":
                if op.name not in self._names:
                    self._name({**self._names, op.name: next(self._numbers)})
            case "gone":
                self._name({name: number for name, number in self._names.items() if name != op.name})
            case "moved":
                left = {name: number for name, number in self._names.items() if name != op.name}
                self._name({**left, op.to: self._names[op.name]})
            case "write" | "cut":
                self._pending.setdefault(self._names[op.name], []).append(op)
            case "sync":
                self._lasting, self._renaming = self._names, []
                if op.name in self._names:  # else a folder
                    number = self._names[op.name]
                    data = self._sure.get(number, b"")
                    for each in self._pending.pop(number, []):
                        data = _changed(data, each)
                    self._sure[number] = data
            case _:
                raise ValueError(op.what)

    def _name(self, names: dict[str, int]) -> None:
        self._names = names
        self._renaming.append(names)

    def cut(self, random: Random) -> dict[str, bytes]:
        """What may stand when the power goes now."""
        names = random.choice([self._lasting, *self._renaming])
        odds = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        return {name: self._torn(number, random, odds) for name, number in names.items()}

    def _torn(self, number: int, random: Random, odds: float) -> bytes:
        data = self._sure.get(number, b"")
        for op in self._pending.get(number, []):
            if op.what == "cut":
                data = _changed(data, op) if random.random() < odds else data
                continue
            for at in range(0, len(op.data), SECTOR):
                if random.random() < odds:
                    data = _changed(data, Op("write", "", op.at + at, op.data[at : at + SECTOR]))
        return data


def _changed(data: bytes, op: Op) -> bytes:
    if op.what == "cut":
        return data[: op.at].ljust(op.at, b"\0")
    return data[: op.at].ljust(op.at, b"\0") + op.data + data[op.at + len(op.data) :]


def cuts(
    files: dict[str, bytes], ops: Sequence[Op], random: Random
) -> tuple[dict[str, bytes], list[str], list[list[str]]]:
    """A disk after a cut at a random moment, the events that had been told by then, and all words of their lines."""
    disk, told = Disk(files), b""
    for op in ops[: random.randint(0, len(ops))]:
        if op.what == "told":
            told += op.data
        else:
            disk.do(op)
    lines = [line.decode().split() for line in told.splitlines()]
    return disk.cut(random), [line[0] for line in lines], lines


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder, and of those in it, by their names from there on."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def laid(files: dict[str, bytes], folder: Path) -> Path:
    """The disk as a folder."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
