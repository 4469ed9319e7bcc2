"""A scar stands on the paper with its own depth and passes, and as a circle with its number on the map."""

import json

import msgspec

from console.core import events as ev
from console.core.people import Profile
from console.core.screening import open_questions
from console.core.text.corrected_value import corrected_value
from console.core.text.record_text import RecordText
from console.documents.sections.course import _figure
from tests.support.paper_text import WORDS, opened
from tests.support.sample_records import Writer


def test_a_scar_has_a_row_of_its_own_and_a_circle_on_the_map_until_it_was_treated_a_dashed_one() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.DeviceChosen("skinpen"), ev.SubAreaMarked("chin", "scar", "face", 500, 600, "From a bite"))
    room.say(ev.SubAreaMarked("forehead", "patch", "face", 480, 200), ev.ZonePlanned("chin/scar-1", 1000, 1))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"), ev.NumbingLeftOut("as agreed"))
    room.check_all()
    room.say(ev.StepDone("numbing"), ev.ZoneTaken("chin/scar-1"), ev.PassDone("chin/scar-1"))
    text = opened(room.record).text
    for part in ("Chin (scar 1): From a bite 1.00 mm 1", "Planned and not treated: Forehead (patch 1)", "In circles"):
        assert part in text
    figure = _figure(RecordText(room.record, WORDS), "face", 200, 240)
    marks = json.dumps(msgspec.to_builtins([ev.SubAreaMarked("chin", "scar", "face", 5, 6, "Bite", "chin/scar-1")]))
    assert corrected_value(RecordText(room.record, WORDS), "marks", marks) == "Chin (scar 1): Bite"
    assert [(spot.number, spot.treated) for spot in figure._spots] == [("1", True), ("1", False)]
