"""The summary tells what befell the session: late entries, pauses, gaps, corrections, who passed what."""

from pathlib import Path

from console.core import events as ev
from console.core.people import Entry, Operator, Profile
from console.core.screening import open_questions
from console.core.text.record_text import RecordText
from tests.support.client_changes import changed_to
from tests.support.paper_text import WORDS, nasty, opened
from tests.support.sample_records import Writer, small
from tests.support.stage import record as played


def test_a_rule_without_hours_gets_no_time(tmp_path: Path) -> None:
    text = opened(played(tmp_path / "store")).text
    assert "As advised The skincare routine that was explained to you" in text
    assert "From now on" not in text
    assert "Next visit; earlier than Mon 30 Mar it asks for a reason" in text


def test_the_course_tells_pauses_gaps_clocks_and_what_was_taken_back() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.Paused("Client needs a break"))
    room.clock.advance(3_900_000)
    room.say(ev.Continued(), ev.DeviceChosen("skinpen"), ev.Undone())
    room.clock.advance(90_000)
    room.say(ev.Resumed())
    room.clock.jump_wall(-3_600_000)
    room.say(ev.CheckAnswered("consent"), ev.ProductUsed("serum", "Hyalu", "HS-2"), ago_ms=600_000)
    room.say(ev.DeviceChosen("skinpen", "SP-1"), ago_ms=600_000)
    text = opened(room.record).text
    assert "for 1 h 5 min 20 s. Reason: Client needs a break" in text
    assert "No entry for 1 min 50 s before" in text
    assert "The computer's clock was set back by 1 h" in text
    assert "Entries taken back: 1." in text
    assert "Check" in text.partition("Entered late")[2]
    assert text.partition("Entered late")[2].count("(entered ") >= 2
    assert "Product: Serum, Hyalu, lot HS-2" in text
    assert "Device: SkinPen, SP-1" in text


def test_what_was_changed_of_the_client_stands_at_the_head_and_what_was_before_in_the_course() -> None:
    room = Writer(Profile("Maya", "1992-03-14", 3))
    room.sessions.change_client(
        room.maya, changed_to(room.store, room.maya, Profile("Maya", "1992-03-14", 3, contact="0151"))
    )
    assert "details changed" not in opened(room.record).text
    room.clock.advance(900_000)
    room.sessions.change_client(
        room.maya, changed_to(room.store, room.maya, Profile("Maya", "2007-06-14", 5, "latex", "0152"))
    )
    text = opened(room.record).text
    for part in (
        "Allergies: latex", "born 14 Jun 2007, 18 years · skin type V",
        "details changed at 11:15: born (before: 14 Mar 1992); skin type (before: III);",
        "allergies (before: not recorded)",
        "Younger than in any use", "Skin type that may darken",
    ):  # fmt: skip
        assert part in text
    assert "0151" not in text


def test_what_somebody_did_at_the_locked_screen_is_told_with_the_name_given_since() -> None:
    room = Writer(Profile("Maya"))
    room.sessions.propose(room.id, ev.Paused(), actor=ev.UNKNOWN)
    text = opened(room.record).text
    assert "Pause, by somebody, screen locked. Who it was is not recorded." in text
    paused = room.sessions.state(room.id).history[-1].id
    room.clock.advance(300_000)
    room.say(ev.ActorNamed(paused, Operator("berg", "Jonas Berg")))
    text = opened(room.record).text
    assert "Pause, by somebody, screen locked. Jonas Berg, as A. Osei entered at" in text
    assert "Who it was" not in text
    assert RecordText(room.record, WORDS).person(ev.UNKNOWN) == "somebody, screen locked"


def test_two_depths_of_a_zone_are_told_by_pass_in_the_table_and_are_a_range_on_the_map() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("by hand", (ev.PlannedZone("forehead", 500, 2),)))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"), ev.NumbingLeftOut("Client prefers to go without"))
    room.check_all()
    room.say(ev.StepDone("numbing"), ev.ZoneTaken("forehead"), ev.DepthSet("forehead", 250), ev.PassDone("forehead"))
    room.say(ev.DepthSet("forehead", 500), ev.PassDone("forehead"))
    text = opened(room.record).text
    assert "Forehead 1 at 0.25 mm, 1 at 0.50 mm (planned 0.50 mm) 2 not recorded 1 min 20 s" in text
    assert "0.25–0.5 " in text


def test_a_serial_is_printed_only_where_one_was_recorded() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.DeviceChosen("skinpen"))
    assert "serial" not in opened(room.record).text
    room.say(ev.DeviceChosen("skinpen", "SP-20417"))
    assert "serial SP-20417" in opened(room.record).text


def test_a_note_entered_late_has_both_times() -> None:
    room = Writer(Profile("Maya"))
    room.clock.advance(1_200_000)
    room.say(ev.Noted("seen before"), ago_ms=720_000)
    at = room.record.state().notes[0].at
    assert at.recorded_utc_ms - at.utc_ms == 720_000
    assert "(entered " in opened(room.record).text.partition("Notes")[2]


def test_corrected_values_read_as_words() -> None:
    room = Writer(Profile("Maya", "1992-03-14"))
    room.say(ev.DeviceChosen("skinpen"), ev.CheckAnswered("consent", False, "Will be done later"))
    device, check = (event.id for event in room.record.events[-2:])
    room.say(
        ev.Corrected(device, "device", '"dermapen-4"'), ev.Corrected(check, "met", "true", "Pressed by mistake"),
        ev.Corrected(room.record.events[0].id, "couch", '"Couch 9"'),
    )  # fmt: skip
    text = opened(room.record).text
    assert "Device: device SkinPen Dermapen 4 not recorded" in text
    assert "Check: answer no yes Pressed by mistake" in text
    assert "Couch 9" in text


def test_a_passed_finding_names_who_passed_it() -> None:
    assert "no treatment. Passed by A. Osei: Doctor agreed in writing" in opened(nasty()).text


def test_each_fact_of_a_line_runs_by_itself() -> None:
    tell = RecordText(small(), WORDS)
    parts = tell.parts("deviation", at="10:05", what="توقفت {0} \0 %s", reason="سريع")
    assert parts == ["", "10:05", "  ", "توقفت {0} \0 %s", " Reason: ", "سريع", ""]
    assert "توقفت" in opened(small(None, ev.Deviated("توقفت", "سريع"))).text


def test_what_the_clients_file_answered_and_stopped_stands_on_paper_with_the_reason() -> None:
    scrub = Entry("", "allergy", "Hibiscrub", ("chlorhexidine",), "2019", "hives")
    room = Writer(Profile("Maya", entries=(scrub, Entry("", "allergy", "rings", ("nickel",)))))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.DeviceChosen("dermapen-4", despite="Tolerated since"), ev.ZonePlanned("chin", 500, 1))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"), ev.NumbingLeftOut("Not needed"))
    room.say(ev.CheckAnswered("skin-disinfected", disinfectant="povidone-iodine"))
    text = opened(room.record).text
    for part in (
        "Allergies: Hibiscrub (hives, since 2019); rings",
        "Answered by the client's file: Allergy to nickel: rings;", "iodine (the disinfectant): Hibiscrub",
        "Dermapen 4 was used although the client's file says rings; it holds Nickel.",
        "Tolerated since", "Disinfectant: Povidone-iodine",
    ):  # fmt: skip
        assert part in text


def test_what_was_left_out_and_what_lies_outside_the_published_range_is_said_in_words() -> None:
    room = Writer(Profile("Maya", "1992-03-14", 3))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    plan = (ev.PlannedZone("forehead", 1000, 1), ev.PlannedZone("nose", 250, 1), ev.PlannedZone("chin", 250, 1))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("touch", plan))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"), ev.NumbingLeftOut("Not needed at this depth"))
    room.check_all()
    room.say(ev.StepDone("numbing"), ev.ZoneLeftOut("nose", "Sore"))
    for zone in ("forehead", "chin"):
        room.say(ev.ZoneTaken(zone), ev.PassDone(zone))
    text = opened(room.record).text
    assert "Nose: left out at 11:0" in text
    assert "Reason: Sore" in text
    assert "Planned and not treated" not in text
    assert "Forehead: 1.00 mm: above the published 0.25–0.75 mm" in text
    assert "Chin: 0.25 mm: below the published 0.50–1.50 mm" in text
