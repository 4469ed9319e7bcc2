"""A person's signature: theirs alone, over exactly these bytes; the key rests under their own passphrase."""

import pytest

from console.app.ports import StoreError
from db.keys.signing_key import Signer, check_signature
from db.keys.store_keys import LIGHT_COST, make_keys, unlock

MADE, CODE = make_keys("rehearsal", "four plain words", LIGHT_COST)
MESSAGE = b"a record"


def test_only_the_signer_over_these_bytes() -> None:
    signer, other = Signer.make(), Signer.make()
    value = signer.sign(MESSAGE)
    assert check_signature(signer.public, MESSAGE, value)
    assert not check_signature(other.public, MESSAGE, value)
    assert not check_signature(signer.public, MESSAGE + b".", value)
    for nonsense in ("", "zz", value[:-2], "00" * 64):
        assert not check_signature(signer.public, MESSAGE, nonsense)
    assert not check_signature("nonsense", MESSAGE, value)


def test_the_same_key_after_unlocking_and_after_a_new_passphrase() -> None:
    public = MADE.signers[MADE.person].public
    again = unlock(MADE.file, "four plain words")
    assert again.person == MADE.person
    assert again.signers[again.person].public == public
    changed = again.with_person(again.person, "other plain words", LIGHT_COST)
    assert unlock(changed.file, "other plain words").signers[MADE.person].public == public


def test_the_recovery_code_signs_for_nobody_and_makes_a_new_key_with_a_new_passphrase() -> None:
    came = unlock(MADE.file, CODE)
    assert (came.person, came.signers) == ("", {})
    changed = came.with_person(MADE.person, "new plain words", LIGHT_COST)
    assert changed.signers[MADE.person].public != MADE.signers[MADE.person].public


def test_each_has_a_slot_of_their_own_and_signs_for_themselves() -> None:
    both = MADE.with_person("b" * 32, "the second person", LIGHT_COST)
    assert [slot.person for slot in both.file.slots if slot.kind == "passphrase"] == [MADE.person, "b" * 32]
    second = unlock(both.file, "the second person")
    assert (second.person, list(second.signers)) == ("b" * 32, ["b" * 32])
    assert set(second.admit("four plain words").signers) == {"b" * 32, MADE.person}
    with pytest.raises(StoreError, match="wrong-secret"):
        second.admit("nobody's")
