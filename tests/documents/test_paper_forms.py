"""Papers of an earlier form are made again as they were; what later forms tell that they did not, in any language."""

from pathlib import Path

from console.core.limits import depth_limit
from console.core.paper_keywords import FORM, read_keywords
from console.core.people import Entry, Profile
from console.core.record import from_json
from console.core.text.locale import _cut
from console.core.text.words import Words
from console.documents.summary import summary
from tests.support.client_changes import changed_to
from tests.support.paper_text import WORDS, Opened, opened
from tests.support.sample_records import Writer
from tests.support.texts import TABLES

KEPT = Path(__file__).parents[1] / "fixtures" / "form_2"
"""A record with a graded reaction and one that nobody graded, and its paper, as the last program of form 2 made it."""
TWO_DEVICES = KEPT.with_name("form_3")
"""A thigh by one device and an abdomen by another, and its paper, as the last program of form 3 made it."""
LATE_DEVICE = KEPT.with_name("form_3_late")
"""A second device told late, a cartridge when all was done, and the paper, as the last program of form 3 made it."""
BY_DAYS = KEPT.with_name("form_4")
"""Needled at 23:28 with summer time to come, two days before the last treatment by a clock that was set back."""
RECORD = from_json((KEPT / "record.json").read_bytes())


def test_a_paper_of_form_2_is_made_again_as_it_was() -> None:
    kept = (KEPT / "a4.pdf").read_bytes()
    assert summary(RECORD, WORDS, form=2) == kept
    assert (said := read_keywords(kept)) is not None
    assert said.form == 2 < FORM


def test_a_paper_of_form_3_is_made_again_as_it_was_and_from_form_4_on_each_pass_has_its_device() -> None:
    record = from_json((TWO_DEVICES / "record.json").read_bytes())
    assert summary(record, WORDS, form=3) == (TWO_DEVICES / "a4.pdf").read_bytes()
    text = opened(record).text
    for part in (
        "Device: SkinPen serial SP-1", "Left front of the thigh SkinPen, serial SP-1 Tip 12, lot C16 Glide gel, lot G1",
        "Lower abdomen Dermapen 4 not recorded Glide gel, lot G1",
        "Left front of the thigh, with SkinPen: at most 2.50 mm, device",
        "Lower abdomen, with Dermapen 4: at most 3.00 mm, device",
    ):  # fmt: skip
        assert part in text


def test_a_device_that_was_told_late_in_an_older_program_is_that_of_its_limits_and_papers_still() -> None:
    record = from_json((LATE_DEVICE / "record.json").read_bytes())
    state = record.state()
    limit = depth_limit(state, "abdomen-lower")
    assert (state.device, state.serial, limit and limit.um) == ("dermapen-4", "D-4", 3000)
    assert summary(record, WORDS, form=3) == (LATE_DEVICE / "a4.pdf").read_bytes()
    text = opened(record).text
    assert "Device: Dermapen 4 serial D-4" in text
    assert "SkinPen" not in text
    assert "Cartridge: Tip 12 C16" in text
    assert "Cartridge: not recorded" not in text


def test_a_paper_of_form_4_is_made_again_as_it_was_and_from_form_5_on_the_next_visit_is_counted_in_days() -> None:
    record = from_json((BY_DAYS / "record.json").read_bytes())
    assert summary(record, WORDS, form=4) == (BY_DAYS / "a4.pdf").read_bytes()
    text = opened(record).text
    assert "From Wed 1 Apr Next visit; earlier than Mon 30 Mar it asks for a reason" in text
    assert "By this computer's clock the last treatment, on 4 Mar 2026, is still to come" in text
    assert "-2 days" not in text


def test_a_reaction_that_nobody_graded_says_so_from_form_3_on() -> None:
    text = opened(RECORD).text
    assert "Done: Cool compress. Severity: not recorded. Still there" in text
    assert "Severity: mild" in text
    assert text.count("Severity:") == 2


def test_that_nothing_is_known_stands_on_paper_in_the_language() -> None:
    """At the head, and as what stood before in what was changed during the session."""
    german = Words({**TABLES, "format": {**TABLES["format"], "none-known": "keine bekannt"}})
    room = Writer(
        Profile("Maya", entries=(Entry("e1", "allergy", "None known"), Entry("e2", "medicine", "none known")))
    )
    assert "Allergies: keine bekannt Medicines: keine bekannt" in Opened(summary(room.record, german)).text
    assert "Allergies: None known Medicines: none known" in opened(room.record).text
    room.sessions.change_client(room.maya, changed_to(room.store, room.maya, Profile("Maya", allergies="latex")))
    assert "allergies (before: keine bekannt)" in Opened(summary(room.record, german)).text


def test_an_earlier_wording_stands_for_a_text_of_today_with_the_same_facts() -> None:
    """Papers of earlier forms are made again with the words that they had."""
    earlier = WORDS.of_earlier_papers()
    for name, before in TABLES["earlier"].items():
        group, _, code = name.partition("-")
        today = TABLES[group][code]
        assert (before == today, set(_cut(str(before))[1::2])) == (False, set(_cut(str(today))[1::2])), name
    assert earlier.say("summary", "nominal", area="332 cm²") == "332 cm², nominal"
    assert earlier.say("summary", "title") == WORDS.say("summary", "title")
