"""The key file opens to either secret, to nothing else, and shows every change by another hand."""

import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.app.ports import Head, StoreError
from db.files import KEYS
from db.keys.key_file import SLOTS, KeyFile, parse_keys, read_keys
from db.keys.store_keys import CROCKFORD, LIGHT_COST, KdfCost, Keys, make_keys, recovery_code, unlock
from tests.support.store_help import PASSPHRASE, refused

MADE, CODE = make_keys("rehearsal", PASSPHRASE, LIGHT_COST)
DATA = MADE.encode()


def same(keys: Keys) -> bool:
    return (keys.database, keys.audit, keys.wrapping) == (MADE.database, MADE.audit, MADE.wrapping)


@pytest.mark.parametrize(
    "secret",
    [PASSPHRASE, CODE, CODE.lower(), CODE.replace("-", ""), f"  {CODE.replace('-', ' - ')} ", CODE.replace("-", "\n")],
    ids=["passphrase", "code", "small", "no-dashes", "blanks", "lines"],
)
def test_opens_with(secret: str) -> None:
    assert same(unlock(MADE.file, secret))


@given(st.data())
def test_a_recovery_code_may_be_misread(data: st.DataObject) -> None:
    swaps = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(data.draw(st.sampled_from(swaps.get(sign, sign + sign.lower()))) for sign in CODE)
    assert recovery_code(typed) == CODE.replace("-", "")


def test_signs_that_look_alike() -> None:
    assert recovery_code("oO0iI lL1-" + "abc" * 8) is None
    assert recovery_code("oO0iI lL1--" + "abcde" * 4 + "zz") == "00011111" + "ABCDE" * 4 + "ZZ"


@pytest.mark.parametrize(
    "secret",
    ["", PASSPHRASE.upper(), PASSPHRASE + " ", CODE[:-1], "0" * 30],
    ids=["none", "upper", "blank", "cut", "zeros"],
)
def test_stays_shut_to(secret: str) -> None:
    with refused("wrong-secret"):
        unlock(MADE.file, secret)


def test_a_code_has_150_bits_and_no_look_alikes() -> None:
    assert len(set(CROCKFORD)) == 32
    assert not set(CROCKFORD) & set("OILU")
    assert [len(group) for group in CODE.split("-")] == [5] * 6


def test_a_passphrase_that_looks_like_a_code_is_a_passphrase() -> None:
    keys, _ = make_keys("rehearsal", "0" * 30, LIGHT_COST)
    assert unlock(keys.file, "0" * 30).database == keys.database


def test_composed_and_decomposed_letters_are_one_passphrase() -> None:
    keys, _ = make_keys("rehearsal", "caf\u00e9 au lait", LIGHT_COST)
    assert unlock(keys.file, "cafe\u0301 au lait").database == keys.database


def test_keys_have_nothing_in_common() -> None:
    assert len({MADE.database, MADE.audit, MADE.wrapping}) == 3


@pytest.mark.parametrize("cost", [LIGHT_COST, KdfCost(64 * 1024, 2), KdfCost(32 * 1024, 3)])
def test_a_clinic_pays_in_full(cost: KdfCost) -> None:
    with refused("cost-too-low"):
        make_keys("clinic", PASSPHRASE, cost)


def test_an_empty_passphrase_is_none() -> None:
    with refused("passphrase-empty"):
        make_keys("rehearsal", " ", LIGHT_COST)


CHANGES = {
    "kind": replace(MADE.file, kind="clinic"),
    "uuid": replace(MADE.file, db_uuid="0" * 32),
    "slots swapped": replace(
        MADE.file, slots=tuple(replace(slot, wrapped=MADE.file.slots[1].wrapped) for slot in MADE.file.slots)
    ),
    "another file's slots": replace(make_keys("rehearsal", "other", LIGHT_COST)[0].file, slots=MADE.file.slots),
    "uid": replace(MADE.file, slots=tuple(replace(slot, uid="0" * 32) for slot in MADE.file.slots)),
    "cost": replace(MADE.file, slots=tuple(replace(slot, cost=KdfCost(16, 1)) for slot in MADE.file.slots)),
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES.keys())
def test_a_slot_belongs_to_its_file(changed: KeyFile) -> None:
    with refused("wrong-secret"):
        unlock(changed, PASSPHRASE)


def test_a_slot_stays_of_its_kind() -> None:
    code = recovery_code(CODE) or ""
    changed = replace(MADE.file, slots=(replace(MADE.file.slots[1], kind="passphrase"),))
    with refused("wrong-secret"):
        unlock(changed, code)


def test_changed_anchors_are_noticed() -> None:
    anchored = MADE.with_anchor(Head(3, "a" * 64)).with_anchor(Head(9, "b" * 64))
    assert anchored.intact
    for anchors in ((), anchored.file.anchors[:1], (Head(9, "c" * 64),)):
        assert not unlock(replace(anchored.file, anchors=anchors), PASSPHRASE).intact


def test_anchors_go_forward_and_stay_few() -> None:
    keys = MADE
    for seq in range(1, 100):
        keys = keys.with_anchor(Head(seq, "a" * 64))
    assert [anchor.seq for anchor in keys.file.anchors] == list(range(36, 100))
    assert [anchor.seq for anchor in keys.with_anchor(Head(40, "b" * 64)).file.anchors][-2:] == [39, 40]
    assert keys.with_anchor(keys.file.anchors[-1]) is keys


def test_a_new_passphrase_replaces_the_old() -> None:
    keys = MADE.with_person(MADE.person, "new", LIGHT_COST)
    assert keys.intact
    assert same(unlock(keys.file, "new"))
    assert same(unlock(keys.file, CODE))
    with refused("wrong-secret"):
        unlock(keys.file, PASSPHRASE)


def test_the_file_is_the_owners_alone_and_reads_back(tmp_path: Path) -> None:
    MADE.save(tmp_path)
    MADE.save(tmp_path)
    assert stat.S_IMODE((tmp_path / KEYS).stat().st_mode) == 0o600
    assert read_keys(tmp_path / KEYS) == MADE.file
    assert [file.name for file in tmp_path.iterdir()] == [KEYS]


def test_missing(tmp_path: Path) -> None:
    with refused("keys-missing"):
        read_keys(tmp_path / KEYS)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "keys-damaged"),
        (b"\xff\xfe", "keys-damaged"),
        (b"[]", "keys-damaged"),
        (b"{}", "keys-damaged"),
        (b'{"version": 1}', "keys-damaged"),
        (b'{"version": 2, "new": {}}', "keys-newer"),
        (b"[" * 100_000, "keys-damaged"),
        (DATA.replace(b'"memory_kib": 8,', b'"memory_kib": 99999999999,'), "keys-damaged"),
        (DATA.replace(b'"kind": "recovery"', b'"kind": "pin"'), "keys-damaged"),
        (DATA[:-2], "keys-damaged"),
    ],
)
def test_what_is_no_key_file(data: bytes, code: str) -> None:
    with refused(code):
        parse_keys(data, KEYS)


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
def test_one_byte_changed_is_refused_or_noticed(at: int, byte: int) -> None:
    changed = DATA[:at] + bytes([byte]) + DATA[at + 1 :]
    keys = opened(changed)
    if isinstance(keys, str):
        assert keys in {"keys-damaged", "keys-newer", "wrong-secret"}
    else:
        assert same(keys)
        assert keys.intact == (msgspec.json.decode(changed) == msgspec.json.decode(DATA))


def opened(data: bytes) -> Keys | str:
    try:
        return unlock(parse_keys(data, KEYS), PASSPHRASE)
    except StoreError as error:
        return error.code


def test_no_more_slots_are_written_than_can_be_read() -> None:
    keys, _ = make_keys("rehearsal", PASSPHRASE, LIGHT_COST)
    for number in range(SLOTS - 2):
        keys = keys.with_person(f"{number:032x}", f"their own words {number}", LIGHT_COST)
    assert parse_keys(keys.encode(), "").slots == keys.file.slots
    with refused("slots-full"):
        keys.with_person("f" * 32, "one too many", LIGHT_COST)


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 256 * 1024 + 1}, {"passes": 17}, {"memory_kib": 256 * 1024, "passes": 16}]
)
def test_a_file_that_asks_for_too_much_work_is_damaged(cost: dict[str, int]) -> None:
    """Whoever changes it must not be able to hang the program or take the computer's memory."""
    keys, _ = make_keys("rehearsal", PASSPHRASE, LIGHT_COST)
    file = msgspec.json.decode(keys.encode())
    for slot in file["slots"]:
        slot["cost"].update(cost)
    file["slots"] *= 4
    with refused("keys-damaged"):
        parse_keys(msgspec.json.encode(file), "")
