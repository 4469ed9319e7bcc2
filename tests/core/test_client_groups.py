"""What the client's file touches: the questions that it answers, and what it stops until somebody passes it."""

import pytest
from msgspec.structs import replace

from console.core.client_file import fold, value_of
from console.core.client_groups import agent_stop, device_stop, file_answers, unsorted_entries
from console.core.client_intents import changes, decide
from console.core.course import unexplained_deviations
from console.core.events import (
    CheckAnswered,
    ClientAdded,
    ClientIntent,
    Corrected,
    CreamOn,
    DepthSet,
    DeviceChosen,
    Disinfected,
    EntryAdded,
    EntryChanged,
    Event,
    NumbingLeftOut,
    PassDone,
    ProductUsed,
    ProfileTaken,
    ScreeningAnswered,
    SessionBody,
    StepDone,
    ZoneCorrected,
    ZoneTaken,
)
from console.core.people import NO_GROUP, OLD_ALLERGIES, Entry, Said
from console.core.screening import answers, findings, open_questions, undecided_questions
from console.core.stopped_since import creams_stopped, device_stopped
from tests.support.grouped import GEL, GROUPED, OWN_WORDS, allergic, late, room
from tests.support.moves import LIND, MAYA, MIN, NO, Room, numbing
from tests.support.refused import Act, Case, refused

REFUSALS: list[Case] = [
    ("file-stops", lambda: room("amide").propose(CreamOn("lido", ("brow",)))),
    ("code-unreadable", lambda: room("amide").propose(CreamOn("lido", ("brow",), lot="a\0b"))),
    ("code-unreadable", lambda: room("iodine").propose(ProductUsed("disinfectant", "Spray", lot="a\0b"))),
    ("file-stops", lambda: room("amide").propose(CreamOn("other", ("brow",), reason="as agreed"))),
    ("file-stops", lambda: room("steel").propose(DeviceChosen("fine"))),
    ("file-stops", lambda: room("iodine").propose(Disinfected((), "iodine"))),
    ("file-stops", lambda: room("iodine").propose(CheckAnswered("clean", disinfectant="iodine"))),
    ("file-stops", lambda: room("iodine").propose(ProductUsed("disinfectant", "Spray"))),
    ("file-stops", lambda: room("latex").propose(ProductUsed("other", "Gloves", holds=("latex",)))),
    ("may-not-pass-file", lambda: room("amide", operator=LIND).propose(CreamOn("lido", ("chin",), despite="why"))),
    ("file-unsorted", lambda: Room(GROUPED, profile=OWN_WORDS).propose(DeviceChosen("pen"))),
    ("file-unsorted", lambda: Room(GROUPED, LIND, OWN_WORDS).propose(DeviceChosen("pen", despite="why"))),
    ("file-unsorted", lambda: Room(GROUPED, profile=allergic("gone")).propose(DeviceChosen("pen"))),
    ("which-disinfectant", lambda: room("iodine").propose(Disinfected())),
    ("which-disinfectant", lambda: room("iodine").propose(CheckAnswered("clean"))),
    ("file-unsorted", lambda: room(NO_GROUP).do(ProfileTaken(OWN_WORDS)).propose(Disinfected())),
    ("unknown-disinfectant", lambda: room("iodine").propose(Disinfected((), "water"))),
    ("device-stopped", lambda: late("steel").propose(PassDone("brow"))),
    ("product-stopped", lambda: late(NO_GROUP).do(GEL, ProfileTaken(allergic("latex"))).propose(PassDone("brow"))),
    ("file-says-yes", lambda: Room(GROUPED, profile=allergic("amide")).propose(ScreeningAnswered({"allergy": "no"}))),
]


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def test_what_the_file_does_not_name_goes_on_without_a_word() -> None:
    made = room("amide").do(CreamOn("emla", ("brow",)), Disinfected(("nose",)), ProductUsed("disinfectant", "Spray"))
    assert made.state.deviations == ()
    assert agent_stop(made.state, "lido") is not None
    assert device_stop(made.state, "fine") is None


def test_a_protocol_without_groups_asks_nothing_of_this() -> None:
    for profile in (OWN_WORDS, allergic("amide"), allergic()):
        made = numbing(profile=profile).do(CreamOn("lido", ("brow",)), Disinfected(("nose",)))
        assert (unsorted_entries((), profile), file_answers(made.state)) == ((), {})


def test_only_the_reason_that_is_given_for_it_passes_the_file_and_it_is_a_deviation() -> None:
    made = room("amide")
    refused("file-stops", lambda: made.propose(CreamOn("lido", ("brow",), reason="as agreed", prescriber="Dr Graf")))
    made.do(CreamOn("lido", ("brow",), despite="as agreed"))
    (noted,) = made.state.deviations
    assert (noted.code, noted.reason) == ("used-despite-file", "as agreed")
    assert noted.facts == {"thing": "Lidocaine 4 %", "entries": "that", "groups": "Amides"}


def test_the_file_answers_its_own_questions_and_all_others_no_leaves_them() -> None:
    made = Room(GROUPED, profile=allergic("amide", "latex"))
    left = open_questions(made.state)
    assert left == [each for each in NO if each != "allergy"]
    made.do(ScreeningAnswered(dict.fromkeys(left, "no")))
    assert answers(made.state)["allergy"] == "yes"
    assert [each.rule.id for each in findings(made.state)] == ["allergy", "latex"]
    made.do(ProfileTaken(MAYA))
    assert open_questions(made.state) == ["allergy"]
    assert findings(made.state) == []


def test_an_answer_from_before_yields_to_the_file() -> None:
    made = Room(GROUPED).do(ScreeningAnswered(NO), ProfileTaken(allergic("amide")))
    assert [each.rule.id for each in findings(made.state)] == ["allergy"]


def test_an_entry_in_own_words_touches_anything_until_somebody_said_what() -> None:
    groups = GROUPED.groups
    told = [Entry("1", "allergy", "none known"), Entry("2", "medicine", "iron", (NO_GROUP,))]
    open_ = [Entry("3", "condition", "asthma"), Entry("4", "allergy", "tape", ("latex", "gone"))]
    assert unsorted_entries(groups, replace(MAYA, entries=(*told, *open_))) == tuple(open_)
    assert [each.id for each in unsorted_entries(groups, OWN_WORDS)] == [OLD_ALLERGIES]
    clean = room(NO_GROUP).do(ProfileTaken(OWN_WORDS), CheckAnswered("clean", despite="as agreed"))
    assert [each.facts["thing"] for each in clean.state.deviations] == ["Iodine, Other"]
    made = Room(GROUPED, profile=OWN_WORDS).do(DeviceChosen("pen", despite="as agreed"))
    assert [each.code for each in made.state.deviations] == ["used-unsorted"]


def test_what_an_entry_that_nobody_sorted_may_answer_stays_open() -> None:
    tape = Entry("4", "allergy", "tape")
    state = Room(GROUPED, profile=replace(MAYA, entries=(tape,))).state
    allergies = [each.id for each in GROUPED.rules if each.asked and each.groups]
    assert allergies
    assert undecided_questions(state) == dict.fromkeys(allergies, (tape,))
    assert set(allergies) < set(open_questions(state))
    for sorted_now in (replace(tape, groups=(NO_GROUP,)), replace(tape, kind="condition")):
        assert undecided_questions(Room(GROUPED, profile=replace(MAYA, entries=(sorted_now,))).state) == {}


def test_a_correction_may_say_what_was_really_used_with_a_reason() -> None:
    made = room("steel")
    wrong = Corrected(made.id_of(DeviceChosen), "device", '"fine"')
    refused("correction-needs-reason", lambda: made.propose(wrong))
    made.do(replace(wrong, reason="as agreed"))
    assert made.state.device == "fine"
    assert device_stopped(made.state)


SPRAY = ProductUsed("other", "Spray", holds=(NO_GROUP,))

LATEX = Corrected("", "name", '"Gloves"', holds=("latex",))

REALLY_USED: list[tuple[str, SessionBody, Corrected]] = [
    ("amide", CreamOn("emla", ("brow",)), Corrected("", "agent", '"lido"')),
    ("amide", CreamOn("lido", ("brow",), despite="as agreed"), Corrected("", "agent", '"other"')),
    ("amide", CreamOn("lido", ("brow",), despite="as agreed"), Corrected("", "despite", '""')),
    ("steel", DeviceChosen("pen", "S1"), Corrected("", "device", '"fine"')),
    ("iodine", Disinfected((), "other"), Corrected("", "disinfectant", '"iodine"')),
    ("iodine", CheckAnswered("clean", disinfectant="other"), Corrected("", "disinfectant", '"iodine"')),
    ("latex", SPRAY, LATEX),
    ("latex", replace(SPRAY, holds=("latex",), despite="as agreed"), replace(LATEX, holds=("latex", "steel"))),
]


@pytest.mark.parametrize(("group", "told", "wrong"), REALLY_USED)
def test_a_correction_to_what_the_file_stops_is_a_deviation_that_sign_off_asks_about(
    group: str, told: SessionBody, wrong: Corrected
) -> None:
    made = room(group).do(told)
    made.do(replace(wrong, target=made.last, reason="as agreed"))
    (noted,) = made.state.deviations
    assert (noted.code, noted.reason, noted.facts["entries"]) == ("used-despite-file", "", "that")
    assert unexplained_deviations(made.state) == [noted]


def test_a_correction_of_something_else_keeps_the_reason_that_passed_the_file() -> None:
    made = room("amide").do(CreamOn("lido", ("brow",), despite="as agreed"))
    made.do(Corrected(made.last, "zones", '["brow", "chin"]'))
    assert [each.reason for each in made.state.deviations] == ["as agreed"]
    assert creams_stopped(made.state) == ()


def test_who_may_pass_no_stop_passes_none_by_a_correction() -> None:
    made = room("amide", operator=LIND).do(CreamOn("emla", ("brow",)))
    for field, value in (("agent", '"lido"'), ("despite", '"as agreed"')):
        made.do(Corrected(made.id_of(CreamOn), field, value, "slip"))
    assert [each.code for each in made.state.deviations] == ["used-despite-file"]
    assert [each.number for each, _ in creams_stopped(made.state)] == [1]


def test_the_device_of_a_zone_is_asked_of_the_file_when_it_is_corrected() -> None:
    made = room("steel").do(NumbingLeftOut("why"), CheckAnswered("clean")).wait(MIN)
    made.do(StepDone("numbing"), ZoneTaken("brow"), DepthSet("brow", 500), PassDone("brow"))
    wrong = ZoneCorrected("brow", device="fine")
    refused("file-stops", lambda: made.propose(wrong))
    made.do(replace(wrong, reason="slip"))
    assert [(each.code, each.reason) for each in made.state.deviations] == [("used-despite-file", "")]
    made.do(replace(wrong, serial="S1", depth_um=600))
    assert len(made.state.deviations) == 1
    made.undo().undo().do(DeviceChosen("fine", despite="as agreed"), wrong)
    assert [each.reason for each in made.state.deviations] == ["as agreed"]


def happened(at: int, body: ClientIntent) -> Event:
    return Event(f"{at:032x}", "", "client", "osei", Room().now, body)


def test_what_an_entry_says_is_kept_in_the_file_and_the_old_text_is_sorted_as_a_whole() -> None:
    added = happened(1, ClientAdded(OWN_WORDS))
    file = fold([added])
    said = Said("penicillin, latex", ("latex",), "2019", "hives")
    entries = Entry(OLD_ALLERGIES, "allergy", *_fields(said)), Entry("", "medicine", "iron")
    meant = changes(file, replace(MAYA, entries=entries))
    sorted_by = EntryChanged(OLD_ALLERGIES, said.text, (added.id,), *_fields(said)[1:])
    assert meant == [sorted_by, EntryAdded("medicine", "iron")]
    known = fold([added, *decide(file, [happened(2 + at, each) for at, each in enumerate(meant)])]).profile
    assert known is not None
    assert [(each.id, value_of(each)) for each in known.of("allergy")] == [(OLD_ALLERGIES, said)]
    assert known.allergies == ""


def _fields(said: Said) -> tuple[str, tuple[str, ...], str, str]:
    return said.text, said.groups, said.since, said.reaction
