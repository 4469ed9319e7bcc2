"""A reason of the protocol goes into the record by its id too, so that it can be read in another language."""

from typing import get_args

import msgspec
import pytest
from msgspec.structs import fields, replace

from console.core import events as e
from console.core.corrections import apply_corrections
from console.core.protocol_file import from_json
from console.core.protocol_parts import Reason
from tests.support.moves import MIN, SMALL, Room, prepare
from tests.support.refused import refused

WASHED = Reason("washed", "Came washed")
PROTOCOL = replace(SMALL, reasons={"too-fast": (WASHED, "Small area"), "correction": (Reason("slip", "Slip"),)})


def hurried(reason: str) -> Room:
    room = prepare(protocol=PROTOCOL).do(e.StepDone("prepare")).wait(MIN // 2)
    return room.do(e.StepDone("cleanse", reason))


def given(room: Room) -> tuple[str, str]:
    body = room.state.history[-1].body
    assert isinstance(body, e.StepDone)
    return body.reason, body.reason_id


@pytest.mark.parametrize(
    ("told", "known"), [("Came washed", "washed"), (" Came washed ", "washed"), ("Small area", ""), ("in a hurry", "")]
)
def test_the_words_and_the_id_are_recorded(told: str, known: str) -> None:
    room = hurried(told)
    assert given(room) == (told.strip(), known)
    assert room.state.deviations[0].reason == told.strip()


def test_an_id_that_comes_with_other_words_is_not_taken() -> None:
    room = prepare(protocol=PROTOCOL).do(e.StepDone("prepare")).wait(MIN // 2)
    assert given(room.do(e.StepDone("cleanse", "in a hurry", "washed"))) == ("in a hurry", "")


@pytest.mark.parametrize(("said", "known"), [("Came washed", "washed"), ("late", "")])
def test_a_corrected_reason_has_the_id_of_its_new_words(said: str, known: str) -> None:
    room = hurried("in a hurry")
    target = room.last
    room.do(e.Corrected(target, "reason", msgspec.json.encode(said).decode(), "Slip"))
    first = next(event for event in room.state.history if event.id == target)
    body, _ = apply_corrections(first, room.state.history[-1:], PROTOCOL)
    assert isinstance(body, e.StepDone)
    assert body.reason_id == known


def test_a_corrected_reason_is_no_longer_the_protocols() -> None:
    room = hurried("Came washed")
    room.do(e.Corrected(room.last, "reason", '"in a hurry"', "Slip"))
    assert room.state.deviations[0].reason == "in a hurry"
    fix = room.state.history[-1].body
    assert isinstance(fix, e.Corrected)
    assert fix.reason_id == "slip"


def test_the_id_itself_is_not_corrected() -> None:
    room = hurried("Came washed")
    refused("no-such-field", lambda: room.propose(e.Corrected(room.last, "reason_id", '"slip"', "Slip")))


def test_a_protocol_of_before_has_reasons_without_ids() -> None:
    old = from_json(replace(SMALL, reasons={"pause": ("Tea",)}).content)
    assert old.reason_texts("pause") == ("Tea",)
    assert old.reason_ids == {}
    assert '"reasons":{"pause":["Tea"]}' in old.content


def test_every_event_with_a_reason_has_room_for_its_id_and_writes_none_where_there_is_none() -> None:
    kinds = [kind for kind in get_args(e.SessionBody) if "reason" in [field.name for field in fields(kind)]]
    assert [kind for kind in kinds if "reason_id" not in [field.name for field in fields(kind)]] == []
    assert len(kinds) == 14
    assert msgspec.json.encode(e.Paused("Tea")) == b'{"kind":"paused","reason":"Tea"}'
