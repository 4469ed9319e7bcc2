"""The record: out and in again the same, and any change to it noticed."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.core.days import local_minutes
from console.core.events import Corrected, Noted, Offset, SignedOff
from console.core.people import ENTRY_KINDS, Entry
from console.core.record import Record, from_json, to_json
from console.core.refusal import Refusal
from tests.support.moves import MAYA, SMALL, Room, sign_off, signed, taken
from tests.support.refused import Act, Case, refused


def record(room: Room) -> Record:
    offsets = (Offset(1_772_000_000_000, 60), Offset(1_774_746_000_000, 120))
    return Record(
        "Hautraum", "clinic", {"osei": "A. Osei"}, SMALL, room.state.history, "Europe/Berlin", offsets, (7, "ab")
    )


WHOLE = record(signed())
FILE = to_json(WHOLE)


@given(st.lists(st.builds(Entry, st.text(), st.sampled_from([*ENTRY_KINDS]), st.text()), max_size=3))
def test_out_and_in_again_a_clients_entries_give_the_same_digest(entries: list[Entry]) -> None:
    made = record(Room(profile=replace(MAYA, entries=tuple(entries))))
    again = from_json(to_json(made))
    assert (again, again.digest) == (made, made.digest)
    assert (made.digest == record(Room(profile=MAYA)).digest) == (not entries)


def changed(old: str, new: str) -> bytes:
    assert old.encode() in FILE
    return FILE.replace(old.encode(), new.encode(), 1)


def forged(**parts: object) -> bytes:
    return to_json(replace(WHOLE, **parts))


REFUSALS: list[Case] = [
    ("not-a-record", lambda: from_json(b"")),
    ("not-a-record", lambda: from_json(b"{}")),
    ("not-a-record", lambda: from_json(b"[" * 100_000)),
    ("not-a-record", lambda: from_json(FILE[:-9])),
    ("not-a-record", lambda: from_json(changed("Hautraum", "\\ud800"))),
    ("not-a-record", lambda: from_json(FILE.replace(b"Hautraum", b"Hautra\xff\xffm"))),
    ("not-a-record", lambda: from_json(changed('"format": 1', '"format": 2'))),
    ("not-a-record", lambda: from_json(forged(events=()))),
    ("not-a-record", lambda: from_json(forged(events=WHOLE.events[1:]))),
    ("not-a-record", lambda: from_json(forged(events=WHOLE.events[:1] * 2))),
    ("not-a-record", lambda: from_json(forged(events=(*WHOLE.events[:1], replace(WHOLE.events[1], session="other"))))),
    ("record-altered", lambda: from_json(changed("Hautraum", "Hautraun"))),
    ("record-altered", lambda: from_json(changed('"actor"', '"remark": "x", "actor"'))),
    ("record-altered", lambda: from_json(changed('"clinic"', '"clinic": "Other", "clinic"'))),
    ("record-altered", lambda: from_json(changed("  ", "\\t".replace("\\t", "\t")))),
    ("record-altered", lambda: from_json(FILE + b" ")),
    ("record-altered", lambda: from_json(changed(WHOLE.digest, "0" * 64))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


@pytest.mark.parametrize("room", [Room, taken, sign_off, signed])
def test_out_and_in_again_the_same(room: Act) -> None:
    there = room()
    assert isinstance(there, Room)
    out = record(there)
    again = from_json(to_json(out))
    assert (again, again.digest, again.state()) == (out, out.digest, there.state)


def test_what_was_corrected_reads_the_same_again() -> None:
    room = taken()
    answers = room.state.history[1]
    room.do(Corrected(answers.id, "answers", '{"sore":"no"}', "slip"))
    assert from_json(to_json(record(room))).state().corrections == room.state.corrections


def test_the_digest_covers_everything() -> None:
    others = (
        replace(WHOLE, clinic="Other"), replace(WHOLE, head=(8, "ab")), replace(WHOLE, zone="UTC"),
        replace(WHOLE, events=WHOLE.events[:-1]), replace(WHOLE, protocol=replace(SMALL, version=2)),
        replace(WHOLE, people={}), replace(WHOLE, offsets=()), replace(WHOLE, store="example"),
    )  # fmt: skip
    assert len({each.digest for each in (WHOLE, *others)}) == 1 + len(others)


@given(st.integers(0, len(FILE) - 1), st.integers(0, 255))
def test_any_altered_byte_is_noticed(where: int, byte: int) -> None:
    altered = FILE[:where] + bytes([byte]) + FILE[where + 1 :]
    if altered != FILE:
        with pytest.raises(Refusal):
            from_json(altered)


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_nothing_else_is_taken_for_a_record(data: bytes) -> None:
    with pytest.raises(Refusal):
        from_json(data)


@given(st.text())
def test_any_text_survives(text: str) -> None:
    room = taken().do(Noted(f"{text}."))
    assert from_json(to_json(record(room))).state().notes == room.state.notes


@pytest.mark.parametrize(
    ("utc_ms", "minutes"),
    [(0, 60), (1_772_000_000_000, 60), (1_774_745_999_999, 60), (1_774_746_000_000, 120), (10**13, 120)],
)
def test_local_time_follows_the_offsets(utc_ms: int, minutes: int) -> None:
    assert local_minutes(WHOLE.offsets, utc_ms) == minutes
    assert local_minutes((), utc_ms) == 0


def test_the_seal_stands_in_the_events() -> None:
    assert isinstance(WHOLE.events[-1].body, SignedOff)
    assert msgspec.json.decode(FILE)["digest"] == WHOLE.digest
