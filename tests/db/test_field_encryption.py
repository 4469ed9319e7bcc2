"""What may name a person is nowhere but under seal, and is gone when the key is."""

import string
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from console.core.events import AnyBody, Noted, PassDone, ProfileTaken, SessionBegun
from db.log import field_encryption
from db.log.field_encryption import ClientKeys, decrypt, encrypt, join, personal_fields, split
from db.store import Store
from tests.support.store_help import ANN, BEA, PASSPHRASE, event, filled, new_store, raw, refused

BODIES = get_args(AnyBody)
MARK = "§personal§"


def values(kind: inspect.Type, personal: bool = False) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.Metadata(type=inner, extra=extra):
            return values(inner, personal or bool((extra or {}).get("personal")))
        case inspect.StrType():
            return st.text(string.ascii_letters + 'é"\\\n', max_size=8).map(
                lambda text: MARK + text if personal else text
            )
        case inspect.IntType():
            return st.integers(0, 2**53)
        case inspect.FloatType():
            return st.floats(0, 1_000)
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
        case inspect.LiteralType(values=choices):
            return st.sampled_from(list(choices))
        case inspect.UnionType(types=types):
            return st.one_of([values(each, personal) for each in types])
        case inspect.VarTupleType(item_type=item):
            return st.lists(values(item, personal), max_size=3).map(tuple)
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(values(key, personal), values(value, personal), max_size=3)
        case inspect.StructType(cls=cls, fields=fields):
            return st.builds(cls, **{field.name: values(field.type, personal) for field in fields})
        case _:
            raise AssertionError(kind)


def bodies() -> st.SearchStrategy[AnyBody]:
    return st.sampled_from(BODIES).flatmap(of_body)


@cache
def of_body(body: type) -> st.SearchStrategy[Any]:
    return values(inspect.type_info(body))


def texts(whole: object) -> Iterator[str]:
    if isinstance(whole, str):
        yield whole
    elif isinstance(whole, dict):
        for key, value in whole.items():
            yield from (*texts(key), *texts(value))
    elif isinstance(whole, list | tuple):
        for each in whole:
            yield from texts(each)


@given(bodies())
def test_split_and_joined(body: AnyBody) -> None:
    one = event(body, "s", "c")
    kind = str(type(body).__struct_config__.tag)
    open_part, personal = split(one)
    assert MARK not in "".join(texts(msgspec.json.decode(open_part)))
    assert open_part == msgspec.json.encode(msgspec.json.decode(open_part), order="sorted").decode()
    assert join(1, kind, 1, open_part, personal) == (body, 1)
    erased, _ = join(1, kind, 1, open_part, None)
    blank = {name: default(type(body), name) for name in personal_fields(type(body))}
    assert erased == msgspec.structs.replace(body, **blank)


def default(body: type, name: str) -> object:
    field = next(each for each in msgspec.structs.fields(body) if each.name == name)
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


@pytest.mark.parametrize("body", BODIES)
def test_personal_fields_can_be_left_out(body: type) -> None:
    """Otherwise an erased event could not be read."""
    required = {field.name for field in msgspec.structs.fields(body) if field.required}
    assert not personal_fields(body) & required


def test_personal_fields_are_found() -> None:
    assert personal_fields(SessionBegun) == {"profile", "salt"}
    assert personal_fields(ProfileTaken) == {"profile"}
    assert personal_fields(Noted) == {"text"}
    assert personal_fields(PassDone) == frozenset()


@pytest.mark.parametrize("changed", [("e2", "noted", "c1"), ("e1", "paused", "c1"), ("e1", "noted", "c2")])
def test_a_seal_belongs_to_its_event(changed: tuple[str, str, str]) -> None:
    key = AESGCM(bytes(32))
    sealed = encrypt(key, b"text", "e1", "noted", "c1")
    assert decrypt(key, sealed, "e1", "noted", "c1") == b"text"
    with pytest.raises(InvalidTag):
        decrypt(key, sealed, *changed)


def test_seals_and_keys_are_never_alike() -> None:
    keys = ClientKeys(bytes(32))
    assert len({encrypt(AESGCM(bytes(32)), b"text", "e", "k", "c") for _ in range(100)}) == 100
    wrapped = keys.make("c1")
    assert keys.make("c1") != wrapped
    with pytest.raises(InvalidTag):
        keys.open("c2", wrapped)


@pytest.mark.parametrize("erase", ["DELETE FROM client_keys", "UPDATE client_keys SET wrapped = NULL"])
def test_erased(folder: Path, erase: str) -> None:
    written = filled(folder)
    with raw(folder) as connection:
        connection.execute(erase)
    with closing(Store.open(folder, PASSPHRASE)) as store:
        begun, _, noted, _ = store.events("s1")
        assert begun.body == SessionBegun("digest", 1, ANN)
        assert noted.body == Noted()
        assert [each.id for each in store.events("s1")] == [each.id for each in written[1:]]
        if "NULL" in erase:
            assert [each.code for each in store.verify()] == ["key-missing"]
            with refused("client-erased"):
                store.append(event(PassDone("chin"), "s1", "c1"))


def test_a_key_is_made_with_the_first_event_of_a_client(folder: Path) -> None:
    with closing(new_store(folder)) as store:
        store.append(event(PassDone("chin"), "s1", "c1"))
        store.append(event(Noted("one"), "s1", "c1"))
        store.append(event(PassDone("chin"), "s2", "c2"))
    with raw(folder) as connection:
        rows = connection.execute("SELECT client, length(wrapped) FROM client_keys ORDER BY client").fetchall()
    assert rows == [("c1", 60), ("c2", 60)]


def test_personal_text_needs_a_client(store: Store) -> None:
    with pytest.raises(ValueError, match="no client"):
        store.append(event(Noted("one"), "s1"))
    assert store.head().seq == 0


def test_a_forged_seal_is_not_read(folder: Path) -> None:
    filled(folder)
    with raw(folder) as connection:
        connection.execute("DROP TRIGGER log_never_changes")
        connection.execute("UPDATE log SET sealed = (SELECT sealed FROM log WHERE seq = 2) WHERE seq = 4")
    with closing(Store.open(folder, PASSPHRASE)) as store, refused("event-unreadable"):
        store.events("s1")


def test_nothing_is_sealed_under_a_forged_key(folder: Path) -> None:
    filled(folder)
    with raw(folder) as connection:
        connection.execute("UPDATE client_keys SET wrapped = zeroblob(60)")
    with closing(Store.open(folder, PASSPHRASE)) as store:
        with refused("refused"):
            store.append(event(Noted("one"), "s1", "c1"))
        assert store.append(event(Noted("one"), "s2", "c2")).seq == 6


def test_old_versions_are_read_as_new_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder)

    def second(body: dict[str, Any]) -> dict[str, Any]:
        return body | {"text": body.get("text", "").upper()}

    def third(body: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "noted", "text": body["text"] + "!"}

    monkeypatch.setattr(field_encryption, "UPGRADES", {("noted", 1): second, ("noted", 2): third})
    with closing(Store.open(folder, PASSPHRASE)) as store:
        noted = store.events("s1")[2]
        assert (noted.body, noted.version) == (Noted("A SMALL BRUISE!"), 3)
        assert store.events("s1")[0].body == SessionBegun("digest", 1, ANN, profile=BEA)
        assert store.verify() == []


@pytest.mark.parametrize("body", ['{"kind": "unheard-of"}', '{"kind": "pass-done", "zone": 7}', "{}", "[]"])
def test_a_body_that_nobody_knows(body: str) -> None:
    with refused("event-unreadable"):
        join(1, "pass-done", 1, body, None)
