"""People: added, changed, removed by who may manage; each with a passphrase of their own; somebody always manages."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.app.passphrases import allow_passphrase
from console.app.people import People
from console.app.pins import TRIES, Pins
from console.app.ports import StoreError
from console.core import events as e
from console.core.people import RIGHTS, Operator, Right, require_right, rights_of, roles_of
from console.core.refusal import Refusal
from db.store import Store
from tests.support.app_room import Room
from tests.support.staff import BEA, FOUNDER, MANAGER, PRACTITIONER, Practice, refused
from tests.support.stage import protocol


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path / "store")
    yield made
    made.store.close()


TREATS: tuple[Right, ...] = ("treat",)


@pytest.mark.parametrize("way", ["passphrase", "recovery code"])
def test_whoever_proves_their_passphrase_has_all_tries_of_their_pin(practice: Practice, way: str) -> None:
    practice.store.pins.keep(practice.ann.id, "2580")
    for _ in range(TRIES):
        assert not practice.store.pins.matches(practice.ann.id, "1111")
    practice.reopen(practice.code if way == "recovery code" else FOUNDER)
    if way == "recovery code":
        practice.people.come_back(practice.ann.id, "other words of the founder")
    assert Pins(practice.store, practice.clock).status(practice.ann.id).left == TRIES


def test_roles() -> None:
    assert set(rights_of(["practitioner", "manager"])) == set(RIGHTS)
    assert roles_of(RIGHTS) == ("practitioner", "manager")
    assert (roles_of(PRACTITIONER), roles_of(MANAGER), roles_of(RIGHTS[:1])) == (("practitioner",), ("manager",), ())
    assert "manage" not in PRACTITIONER
    assert "treat" not in MANAGER


@pytest.mark.parametrize("right", RIGHTS)
def test_what_is_not_given_is_refused(right: Right) -> None:
    require_right(Operator("x", "X", (right,)), right)
    with pytest.raises(Refusal) as met:
        require_right(Operator("x", "X", tuple(each for each in RIGHTS if each != right)), right)
    assert (met.value.code, met.value.facts["name"]) == (f"may-not-{right}", "X")


@pytest.mark.parametrize("good", ["ab cd ef gh", "fourteen-signs", "  four of them, maybe "])
def test_strong_enough(good: str) -> None:
    allow_passphrase(good)


@pytest.mark.parametrize(
    ("weak", "code"),
    [("", "passphrase-short"), ("thirteen-sign", "passphrase-short"), ("no no no no", "passphrase-short"),
     ("a b c d e f", "passphrase-short"), ("aaaaaaaaaaaaaaaaa", "passphrase-alike"), (" " * 20, "passphrase-short")],
)  # fmt: skip
def test_too_weak(weak: str, code: str) -> None:
    with refused(code):
        allow_passphrase(weak)


def test_the_founders_signing_key_is_in_the_log_once(practice: Practice) -> None:
    practice.reopen(FOUNDER)
    taken = [each.body for each in practice.store.events("") if isinstance(each.body, e.SigningKeyTaken)]
    assert taken == [e.SigningKeyTaken(practice.ann.id, practice.store.public_key(practice.ann.id))]


def test_who_was_added_signs_in_and_acts(practice: Practice) -> None:
    bea = practice.people.add(" Bea ", PRACTITIONER, 1500, BEA, FOUNDER)
    assert practice.told()[-2:] == ["person-added", "signing-key-taken"]
    assert practice.reopen(BEA) == bea == Operator(bea.id, "Bea", PRACTITIONER, 1500)
    assert practice.clinic.actor == bea.id
    with refused("may-not-manage"):
        practice.people.add("Cat", PRACTITIONER, None, "cat has got four words", BEA)
    with refused("may-not-manage"):
        practice.people.remove(practice.ann.id, BEA)
    with refused("may-not-manage"):
        practice.people.change(replace(bea, rights=RIGHTS), BEA)
    with refused("may-not-manage"):
        practice.people.new_code(BEA)


def test_a_screen_that_was_left_gives_nobody_a_way_in_that_stays(practice: Practice) -> None:
    """Whoever sits down there has no passphrase, or another one."""
    bea = practice.people.add("Bea", MANAGER, None, BEA, FOUNDER)
    shown, before = practice.people.new_code(FOUNDER), practice.told()
    for proof in ("", "never was mine at all", BEA, practice.code):
        acts: list[Callable[[], object]] = [
            partial(practice.people.add, "Cat", RIGHTS, None, "cat has got four words", proof),
            partial(practice.people.change, replace(bea, rights=RIGHTS), proof),
            partial(practice.people.remove, bea.id, proof),
            partial(practice.people.new_code, proof),
            partial(practice.people.take_code, shown, shown, proof),
        ]
        for act in acts:
            with refused("passphrase-wrong"):
                act()
    assert (practice.told(), practice.store.owner_of(practice.code), len(practice.store.people())) == (before, "", 2)


@pytest.mark.parametrize(
    ("code", "name", "rights", "limit", "secret"),
    [
        ("name-needed", " ", PRACTITIONER, None, BEA),
        ("person-known", "ANN", PRACTITIONER, None, BEA),
        ("role-needed", "Bea", (), None, BEA),
        ("limit-not-a-depth", "Bea", PRACTITIONER, 0, BEA),
        ("limit-not-a-depth", "Bea", PRACTITIONER, 10_001, BEA),
        ("passphrase-short", "Bea", PRACTITIONER, None, "short"),
        ("passphrase-known", "Bea", PRACTITIONER, None, FOUNDER),
    ],
)
def test_what_is_not_added_leaves_nothing(
    practice: Practice, code: str, name: str, rights: tuple[Right, ...], limit: int | None, secret: str
) -> None:
    before = practice.told()
    with refused(code):
        practice.people.add(name, rights, limit, secret, FOUNDER)
    assert (practice.told(), practice.store.people()) == (before, [practice.ann])


def test_who_was_removed_is_out_but_named_in_records(practice: Practice) -> None:
    bea = practice.people.add("Bea", MANAGER, None, BEA, FOUNDER)
    practice.people.remove(bea.id, FOUNDER)
    assert (practice.told()[-1], practice.store.people()) == ("person-removed", [practice.ann])
    assert [each.name for each in practice.store.people(gone=True)] == ["Ann", "Bea"]
    with pytest.raises(StoreError, match="wrong-secret"):
        practice.reopen(BEA)
    assert practice.reopen(FOUNDER) == practice.ann
    assert practice.store.verify() == []
    with refused("person-unknown"):
        practice.people.change(bea, FOUNDER)


def test_a_record_names_who_was_removed() -> None:
    room = Room()
    room.store.secrets[room.osei.id] = FOUNDER
    people = People(room.store, room.clinic)
    bea = people.add("Bea", RIGHTS, None, BEA, FOUNDER)
    state = room.sessions.begin(room.maya, room.osei)
    room.clinic.actor = bea.id
    signed = replace(state.history[-1], id="f" * 32, actor=bea.id, body=e.Noted("hers"))
    room.store.log.append(signed)
    room.clinic.actor = room.osei.id
    people.remove(bea.id, FOUNDER)
    assert room.reopened().record(state.id).people == {room.osei.id: "A. Osei", bea.id: "Bea"}


def test_somebody_always_manages(practice: Practice) -> None:
    bea = practice.people.add("Bea", PRACTITIONER, None, BEA, FOUNDER)
    acts: list[Callable[[], object]] = [
        lambda: practice.people.remove(practice.ann.id, FOUNDER),
        lambda: practice.people.change(replace(practice.ann, rights=PRACTITIONER), FOUNDER),
    ]
    for act in acts:
        with refused("last-manager"):
            act()
    practice.people.change(replace(bea, rights=MANAGER), FOUNDER)
    practice.people.change(replace(practice.ann, rights=PRACTITIONER), FOUNDER)
    with refused("may-not-manage"):
        practice.people.change(replace(practice.ann, rights=RIGHTS), FOUNDER)


def test_ones_own_passphrase_wants_the_old_one(practice: Practice) -> None:
    practice.people.add("Bea", PRACTITIONER, None, BEA, FOUNDER)
    new = "ann has other words"
    for old in ("", "never was mine at all", BEA, practice.code):
        with refused("passphrase-wrong"):
            practice.people.change_passphrase(old, new)
    with refused("passphrase-known"):
        practice.people.change_passphrase(FOUNDER, BEA)
    with refused("passphrase-same"):
        practice.people.change_passphrase(FOUNDER, FOUNDER)
    practice.people.change_passphrase(FOUNDER, new)
    assert practice.told()[-1] == "passphrase-changed"
    with pytest.raises(StoreError, match="wrong-secret"):
        practice.reopen(FOUNDER)
    assert practice.reopen(new) == practice.ann
    assert practice.told()[-1] == "passphrase-changed"


def test_the_recovery_code_brings_somebody_back_with_a_new_key(practice: Practice) -> None:
    bea = practice.people.add("Bea", PRACTITIONER, None, BEA, FOUNDER)
    with refused("code-needed"):
        practice.people.come_back(bea.id, "bea has new words")
    practice.store.close()
    practice.wire(Store.open(practice.folder, practice.code))
    before = practice.store.key_in_log(bea.id)
    assert practice.store.person == ""
    assert practice.people.come_back(bea.id, "bea has new words") == bea
    assert practice.store.person == practice.clinic.actor == bea.id
    assert practice.told()[-2:] == ["passphrase-changed", "signing-key-taken"]
    assert practice.store.key_in_log(bea.id) == practice.store.public_key(bea.id) != before
    with pytest.raises(StoreError, match="wrong-secret"):
        practice.reopen(BEA)
    assert practice.reopen("bea has new words") == bea


def test_a_new_recovery_code_counts_when_it_is_typed_back(practice: Practice) -> None:
    new = practice.people.new_code(FOUNDER)
    with refused("code-differs"):
        practice.people.take_code(new, practice.code, FOUNDER)
    assert practice.store.owner_of(practice.code) == ""
    practice.people.take_code(new, new.lower().replace("-", " "), FOUNDER)
    assert (practice.told()[-1], practice.store.owner_of(new)) == ("recovery-code-changed", "")
    with pytest.raises(StoreError, match="wrong-secret"):
        practice.store.owner_of(practice.code)


def test_copies_and_adoption_ask_for_their_rights() -> None:
    room = Room()
    room.store.secrets[room.osei.id] = FOUNDER
    people = People(room.store, room.clinic)
    room.clinic.actor = people.add("Bea", ("treat",), None, BEA, FOUNDER).id
    copy = e.RecordCopied("summary", "0" * 64)
    acts: list[tuple[str, Callable[[], object]]] = [
        ("may-not-print", lambda: room.clinic.note_copy(room.maya, copy)),
        ("may-not-export", lambda: room.clinic.note_copy(room.maya, replace(copy, what="export"))),
        ("may-not-adopt", lambda: room.clinic.adopt(protocol(), "Bea")),
    ]
    for code, act in acts:
        with refused(code):
            act()
    room.clinic.actor = "somebody unknown"
    with refused("nobody-signed-in"):
        room.clinic.note_copy(room.maya, copy)
