"""The summary shows what was used: lots, days, serial numbers, and what was used against a rule."""

import json

from msgspec.structs import replace

from console.core import events as ev
from console.core.people import Entry, Profile
from console.core.screening import open_questions
from console.documents.summary import summary
from tests.support.paper_text import WORDS, Opened, opened
from tests.support.sample_records import Writer

TIP = ev.ProductUsed("cartridge", "Tip 12", "C16")
WHY = "Found out after it was used"


def test_lot_expiry_serial_and_deviation_of_a_product() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.ProductUsed("cartridge", "Tip 12", "C16", "2020-01-31", None, "4012345678901", "S-77", WHY))
    text = opened(room.record).text
    assert "Cartridge: Tip 12, GTIN 4012345678901 C16 · serial S-77 31 Jan 2020" in text
    assert "Tip 12, lot C16, was used after its expiry on 31 Jan 2020." in text
    assert f"Reason: {WHY}" in text
    used = room.record.events[-1].id
    room.say(ev.Corrected(used, "expiry", json.dumps("2099-01-31"), "The day was typed wrongly"))
    assert "after its expiry" not in opened(room.record).text


def test_what_was_corrected_reads_in_the_unit_of_its_field() -> None:
    room = Writer(Profile("Maya"))
    tip = replace(TIP, length_um=1500, needles=12)
    for body, field, value in (
        (ev.ProductUsed("serum", "Hy", volume_ul=2500), "volume_ul", "5000"), (tip, "length_um", "500"),
        (tip, "needles", "36"), (ev.SubAreaMarked("forehead", "scar", "face", 500, 100), "x", "255"),
    ):  # fmt: skip
        room.say(body)
        room.say(ev.Corrected(room.record.events[-1].id, field, value))
    text = opened(room.record).text
    for told in (
        "amount 2.5 ml 5 ml", "length of the needles 1.50 mm 0.50 mm", "needles 12 36", "from its left 50 25.5",
    ):  # fmt: skip
        assert told in text


def numbed() -> Writer:
    """A room in which creams may go on."""
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("own", (ev.PlannedZone("chin", 500, 2),)))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"))
    return room


def test_a_unit_used_twice_and_a_cream_with_its_serial() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    tip = ev.ProductUsed("cartridge", "Tip 12", "C16", "", None, "", "S-77")
    room.say(tip, ev.ProductUsed("cartridge", "Tip 12", "C16", "", None, "", "S-77", WHY))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("by hand", (ev.PlannedZone("forehead", 500, 2),)))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"))
    room.say(ev.CreamOn("lidocaine-4", ("forehead",), 0, "24B117", "2099-03-31", 2_000, serial="T-1"))
    text = opened(room.record).text
    assert "Tip 12, serial number S-77: this unit had been used before, on" in text
    assert "Lot 24B117, serial number T-1, product code: not recorded, expires 31 Mar 2099, amount 2 g" in text
    assert "not measured: the usual size" in text
    before = Opened(summary(room.record, WORDS, form=4)).text
    assert ", nominal" in before, "an earlier form has the words of its day"
    assert "the usual size" not in before


def test_what_a_creams_own_label_says_is_printed_beside_the_agent_that_stands_for_it() -> None:
    room = numbed()
    label = ev.CreamOn("topical-other", ("chin",), name="Numb 5", strength="lidocaine 5 %", own_label="15 to 30 min")
    room.say(replace(label, prescriber="Dr Lena Graf"))
    text = opened(room.record).text
    assert "Numb 5, lidocaine 5 %. Its own label: 15 to 30 min. Prescriber: Dr Lena Graf" in text


def test_the_code_of_a_product_stands_on_paper_as_it_was_scanned_and_nothing_where_none_was() -> None:
    room = Writer(Profile("Maya"))
    for kind, name, code in (
        ("cartridge", "Tip 12", "04012345678901"), ("serum", "Hy", "+A99912345"), ("glide", "Gel", "9N112758089942"),
        ("topical", "Balm", "9NABC12310"), ("cleanser", "Wash", ""),
    ):  # fmt: skip
        room.say(ev.ProductUsed(kind, name, "L1", gtin=code))  # type: ignore[arg-type]
    text = opened(room.record).text
    for told in (
        "Cartridge: Tip 12, GTIN 04012345678901 L1", "Serum: Hy, HIBC +A99912345 L1",
        "Gel, PPN 112758089942 (PZN 27580899) L1", "Balm, PPN ABC12310 L1", "Cleanser: Wash L1",
    ):  # fmt: skip
        assert told in text
    assert "GTIN" not in Opened(summary(room.record, WORDS, form=4)).text, "earlier forms have none"
    room.say(ev.ProductUsed("other", "Film", "", serial="S-1"))
    assert "Film, product code: not recorded" in opened(room.record).text


def test_the_code_of_a_cream_stands_on_paper_and_a_maximum_that_nobody_adopted_does_not() -> None:
    room = numbed()
    room.say(ev.CreamOn("lidocaine-4", ("forehead",), 0, "24B117", gtin="04012345678901", serial="T-1"))
    room.say(ev.CreamOn("lidocaine-prilocaine", ("chin",), 0, "E5", reason="Zone added"))
    room.clock.advance(61 * 60_000)
    room.say(ev.CreamOff(1))
    text = opened(room.record).text
    assert "Lot 24B117, serial number T-1, GTIN 04012345678901, expires not recorded" in text
    assert "effective from 30 min, off by 60 min. Longest time: open, none is set." in text
    assert "effective from 60 min, off by 120 min, never longer than 300 min." in text
    assert "past the time to take it off. No maximum is set." in text
    before = Opened(summary(room.record, WORDS, form=4)).text
    for told in ("at most 60 min", "past its hard maximum", "Lot 24B117, serial number T-1, expires"):
        assert told in before, "an earlier form says what it said"


def test_what_the_file_answered_is_counted_apart_from_what_the_client_answered() -> None:
    room = Writer(Profile("Maya", entries=(Entry("e1", "allergy", "Latex", ("latex",)),)))
    left = open_questions(room.sessions.state(room.id))
    room.say(ev.ScreeningAnswered({left[0]: "no", left[1]: "no", left[2]: "yes"}))
    text = opened(room.record).text
    assert f"by the client: no 2, yes 1. Known from the client's file: 1. Not asked: {len(left) - 3}." in text
    assert "Answered by the client's file: " in text


def test_each_value_that_is_not_recorded_says_of_what_and_papers_of_before_keep_their_words() -> None:
    room = numbed()
    room.say(ev.CreamOn("lidocaine-4", ("forehead",)))
    text, before = opened(room.record).text, Opened(summary(room.record, WORDS, form=4)).text
    assert "Lot not recorded, expires not recorded, amount not recorded" in text
    assert "Lot not recorded, expires not recorded, not recorded" in before
