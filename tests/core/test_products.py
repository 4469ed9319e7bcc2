"""What may be used on a client: expired lots and units used before stop, whatever is recorded later."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from console.core.events import Corrected, CreamOn, ProductUsed, Undone
from console.core.product_codes import allow_product_code
from console.core.products import reason_for, with_reason
from tests.support.moves import HOUR, LIND, Room, creamed, needling, numbing, prepare
from tests.support.refused import Case, refused

EXPIRED, TODAY = "2026-03-01", "2026-03-02"
TIP = ProductUsed("cartridge", "Tip", "L1", "2027-01-31", None, "4012345678901", "S1")
WHY = "found out afterwards"


def tip(**more: object) -> ProductUsed:
    fields = {name: getattr(TIP, name) for name in TIP.__struct_fields__}
    return ProductUsed(**(fields | more))


def limited() -> Room:
    """Somebody who may treat but pass no stop."""
    return numbing(operator=LIND)


REFUSALS: list[Case] = [
    ("lot-expired", lambda: prepare().propose(tip(expiry=EXPIRED))),
    ("lot-expired", lambda: numbing().propose(CreamOn("lido", expiry=EXPIRED))),
    ("lot-expired", lambda: prepare().propose(tip(expiry=EXPIRED, reason="   "))),
    ("lot-expired", lambda: limited().propose(tip(expiry=EXPIRED, reason=WHY))),
    ("lot-expired", lambda: limited().propose(CreamOn("lido", expiry=EXPIRED, reason=WHY))),
    ("unit-used-before", lambda: prepare().propose(tip(used_before=EXPIRED))),
    ("unit-used-before", lambda: prepare().do(TIP).propose(TIP)),
    ("unit-used-before", lambda: prepare().do(TIP).propose(tip(gtin="04012345678901"))),
    ("unit-used-before", lambda: numbing().do(tip(gtin="")).propose(CreamOn("lido", serial="S1"))),
    ("unit-used-before", lambda: limited().do(TIP).propose(tip(reason=WHY))),
    ("lot-expired-unit-used", lambda: prepare().do(TIP).propose(tip(expiry=EXPIRED))),
    ("unit-used-alike", lambda: limited().propose(tip(used_alike=EXPIRED))),
    ("unit-used-alike", lambda: numbing().propose(CreamOn("lido", serial="S-1", used_alike=EXPIRED))),
    ("code-too-long", lambda: prepare().propose(tip(lot="7" * 4000))),
    ("code-unreadable", lambda: prepare().propose(tip(lot="L\x1d1"))),
    ("code-unreadable", lambda: numbing().propose(CreamOn("lido", serial="S\n1"))),
    ("gtin-form", lambda: prepare().propose(tip(gtin="40123456789x1"))),
    ("gtin-form", lambda: prepare().propose(tip(gtin="123"))),
    ("gtin-check", lambda: allow_product_code("4012345678902")),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: object) -> None:
    refused(code, act)  # type: ignore[arg-type]


def test_a_stop_names_its_reasons_only_to_who_may_pass_it() -> None:
    assert refused("lot-expired", lambda: prepare().propose(tip(expiry=EXPIRED))).situation == "expired"
    assert refused("unit-used-before", lambda: prepare().propose(tip(used_before=EXPIRED))).situation == "unit-used"
    assert refused("lot-expired", lambda: limited().propose(tip(expiry=EXPIRED))).situation is None


def test_a_lot_is_good_through_its_last_day() -> None:
    assert prepare().do(tip(expiry=TODAY)).state.deviations == ()
    room = numbing().do(CreamOn("lido", expiry=TODAY))
    assert room.state.deviations == ()


@pytest.mark.parametrize(("offset_min", "good"), [(0, True), (13 * 60, True), (14 * 60, False), (-12 * 60, True)])
def test_the_day_is_the_treatment_rooms_own(offset_min: int, good: bool) -> None:
    """At 10:00 UTC it is the third of March already where clocks are fourteen hours ahead."""
    room = prepare()
    room.state = replace(room.state, offset_min=offset_min)
    if good:
        room.do(tip(expiry=TODAY))
    else:
        refused("lot-expired", lambda: room.propose(tip(expiry=TODAY)))


def test_used_all_the_same_is_a_deviation() -> None:
    room = prepare().do(tip(expiry=EXPIRED, reason=WHY))
    (noted,) = room.state.deviations
    assert (noted.code, noted.reason) == ("expired-used", WHY)
    assert noted.facts == {"name": "Tip", "lot": "L1", "expiry_day": EXPIRED}
    cream = numbing().do(CreamOn("lido", expiry=EXPIRED, reason=WHY))
    assert [(each.code, each.facts["name"]) for each in cream.state.deviations] == [("expired-used", "Lidocaine 4 %")]


def test_who_says_which_unit_it_is_goes_on_without_a_right() -> None:
    (noted,) = limited().do(tip(used_alike=EXPIRED, reason="Another unit")).state.deviations
    assert (noted.code, noted.reason, noted.facts["used_day"]) == ("unit-alike", "Another unit", EXPIRED)
    assert prepare().do(tip(used_alike=EXPIRED, reusable=True)).state.deviations == ()


def test_both_stops_leave_both_deviations() -> None:
    room = prepare().do(TIP, tip(expiry=EXPIRED, reason=WHY))
    assert [each.code for each in room.state.deviations] == ["expired-used", "unit-used-again"]
    assert room.state.deviations[1].facts["used_day"] == TODAY
    assert len({each.id for each in room.state.deviations}) == 2


def test_what_is_used_more_than_once_may_come_again() -> None:
    again = tip(reusable=True)
    assert prepare().do(again, again).state.deviations == ()
    plain = tip(serial="")
    assert len(prepare().do(plain, plain).state.products) == 2
    assert len(prepare().do(TIP, tip(serial="S2"), tip(gtin="")).state.products) == 3


def test_undo_gives_the_unit_back() -> None:
    room = prepare().do(TIP).do(Undone()).do(TIP)
    assert len(room.state.products) == 1
    assert room.state.deviations == ()


def corrected(room: Room, field: str, value: object, **more: Any) -> Corrected:
    kind = ProductUsed if room.state.products else CreamOn
    return Corrected(room.id_of(kind), field, json.dumps(value), **more)


@pytest.mark.parametrize("made", [lambda: prepare().do(TIP), lambda: creamed()])
def test_a_corrected_expiry_is_judged(made: object) -> None:
    room: Room = made()  # type: ignore[operator]
    refused("correction-needs-reason", lambda: room.propose(corrected(room, "expiry", EXPIRED)))
    room.do(corrected(room, "expiry", EXPIRED, reason="Misread"))
    assert [each.code for each in room.state.deviations] == ["expired-used"]
    room.do(corrected(room, "expiry", "2027-03-01"))
    assert room.state.deviations == ()


def test_a_corrected_unit_is_judged_by_what_it_then_is() -> None:
    room = prepare().do(TIP, tip(serial="S2"))
    refused("correction-needs-reason", lambda: room.propose(corrected(room, "serial", "S1")))
    room.do(corrected(room, "serial", "S3", used_before="2026-02-01", reason="Misread"))
    assert [each.facts["used_day"] for each in room.state.deviations] == ["2026-02-01"]
    room.do(corrected(room, "serial", "S4"))
    assert room.state.deviations == ()


def test_nobody_corrects_what_the_program_filled_in() -> None:
    room = prepare().do(TIP)
    for field in ("used_before", "reusable"):
        refused("no-such-field", lambda field=field: room.propose(corrected(room, field, "")))  # type: ignore[misc]


def test_a_late_entry_counts_on_the_day_it_happened() -> None:
    room = needling().wait(15 * HOUR)
    refused("lot-expired", lambda: room.propose(tip(expiry=TODAY)))
    assert room.do(tip(expiry=TODAY), ago_ms=15 * HOUR).state.deviations == ()


@pytest.mark.parametrize("text", ["", "96385074", "614141000036", "4012345678901", "10614141000415"])
def test_gtins_that_check(text: str) -> None:
    allow_product_code(text)


def test_each_stop_of_a_cream_has_its_own_reason() -> None:
    body = with_reason(CreamOn("lido", reason="for all"), "expired", "found out late")
    assert isinstance(body, CreamOn)
    assert (reason_for(body, "expired"), reason_for(body, "second-cream")) == ("found out late", "")
    both = with_reason(body, "second-cream", "zone added")
    assert isinstance(both, CreamOn)
    assert both.reasons == {"expired": "found out late", "second-cream": "zone added"}
    assert reason_for(CreamOn("lido", reason="for all"), "second-cream") == "for all"
