"""What is read over before sign-off says no less than the paper of what was out of the ordinary."""

from console.core import events as ev
from console.core.people import RIGHTS, Operator, Profile
from console.core.record import Record
from console.core.screening import open_questions
from console.core.text.record_text import RecordText
from console.core.text.review import ScreenText, review
from console.core.text.said import read
from console.core.text.unusual import late_lines
from console.core.text.zone_lines import told_passes
from console.documents.sections.course import course
from console.documents.sections.deviations import deviations
from console.documents.sections.screening import screening
from console.documents.sections.zones import zones
from tests.support.paper_text import WORDS
from tests.support.sample_records import Writer

ORDINARY = {
    *(
        "answers",
        "answers-found",
        "answers-apart",
        "answers-follow",
        "by-file",
        "checks",
        "all-checks",
        "check-not-met",
    ),
    *("step", "not-done", "from", "to", "work", "zone", "depth", "passes", "endpoint", "time-spent"),
    *(
        "made-with",
        "with-device",
        "with-cartridge",
        "with-under",
        "limit",
        "limit-with",
        "limit-protocol",
        "limit-device",
    ),
    *("drug", "yes", "no", "no-area", "stated", "nominal", "cream-times", "cover", "on-zones", "product", "window"),
    *("map", "legend", "legend-marked", "all-treated", "all-planned", "when", "entry", "old", "new", "reason", "by"),
}
"""What the paper says beside it: heads of columns, the dose, limits and counts; a check not met is a deviation too."""


class Heard(RecordText):
    """Remembers what was said of the record."""

    def __init__(self, record: Record) -> None:
        self.codes = set[str]()
        super().__init__(record, WORDS)

    def say(self, code: str, **facts: object) -> str:
        self.codes.add(code)
        return super().say(code, **facts)

    def parts(self, code: str, **facts: object) -> list[str]:
        self.codes.add(code)
        return super().parts(code, **facts)


def everything() -> Writer:
    """A session in which each kind of thing happened that a paper tells as out of the ordinary."""
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.ScreeningAnswered({"sunburn": "yes"}), ev.FindingCleared("sunburn", "Doctor agreed"))
    planned = (ev.PlannedZone("forehead", 500, 3), ev.PlannedZone("chin", 500), ev.PlannedZone("nose", 500))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("touch", planned))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"))
    room.say(ev.NumbingLeftOut("Client prefers to go without"), ev.Paused("Client needs a break"))
    room.clock.advance(300_000)
    room.say(ev.Resumed(), ev.Continued())
    room.check_all()
    room.say(ev.StepDone("numbing"), ev.ZoneTaken("forehead"), ev.PassDone("forehead"))
    room.say(ev.DepthSet("forehead", 1_000), ev.PassDone("forehead"), ev.ZoneTaken("upper-lip"))
    room.say(ev.DepthSet("upper-lip", 250), ev.PassDone("upper-lip"))
    room.say(ev.ZoneLeftOut("chin", "Sore"))
    room.say(ev.ProductUsed("serum", "Hyalu", "HS-2"), ago_ms=120_000)
    room.say(ev.DangerOpened(), ev.DangerAction("Client laid flat"), ev.DangerAction("Adrenaline given"))
    press = room.record.events[-1].id
    room.say(ev.DangerAction(value="500 µg", target=press))
    room.say(ev.Corrected(room.record.events[-1].id, "mistake", "true"), ev.DangerOver(what="Faint"))
    room.say(ev.Corrected(press, "mistake", "true"))
    room.say(ev.ReactionSeen("Swelling", ("forehead",), "Watched"), ev.ReactionOver(1))
    room.say(ev.ZoneCorrected("forehead", endpoint="erythema", reason="Seen late"), ev.Noted("x"), ev.Undone())
    room.say(ev.HandedOver(Operator("p2", "Dr Lind", RIGHTS)), ev.Deviated("Chin shaved", "Beard"), ev.Noted("calm"))
    room.clock.jump_wall(-3_600_000)
    room.say(ev.StoppedEarly("Client felt unwell"))
    return room


def test_the_review_says_of_each_kind_what_the_paper_says() -> None:
    record = everything().record
    paper, screen = Heard(record), Heard(record)
    for section in (zones, deviations, screening):
        section(paper)
    course(paper, 500)
    told = {each.code: each.lines for each in review(screen)}
    missing = paper.codes - screen.codes - told.keys() - ORDINARY
    assert not missing
    assert len(paper.codes & (screen.codes | told.keys())) > 25, "the session has them all"
    assert told.keys() >= {"deviations", "dangers", "reactions", "corrections", "late-entries", "screening", "course"}


def test_the_review_reads_as_people_say_it() -> None:
    state = everything().record.state()
    assert ScreenText(state, WORDS).person("0192f") == "not recorded", "no id is a name"
    text = "\n".join(line for each in review(ScreenText(state, WORDS), ["Made so"]) for line in each.lines)
    for part in (
        "Forehead: 1 at 0.50 mm, 1 at 1.00 mm (planned 0.50 mm), passes: 2 (planned 3), endpoint redness",
        "Treated and not planned: Upper lip", "Planned and not treated: Nose", "Chin: left out at ",
        "Reason: Client prefers to go without", "Danger card opened. Over at ", "What it was: Faint.",
        "Client laid flat",
        "A. Osei  Forehead: endpoint: was not recorded, is redness. Reason: Seen late", "Entries taken back: 1.",
        "Adrenaline given: value 500 µg: pressed by mistake: was no, is yes.",
        "  Adrenaline given: 500 µg: pressed by mistake: was no, is yes.", "Product: Serum, Hyalu, lot HS-2",
        "No entry for ", "Handed over to Dr Lind", "Stopped at ",
        "Made so", "Forehead: 1.00 mm: above the published", "Reason: Client needs a break", "clock was set back",
    ):  # fmt: skip
        assert part in text


def test_the_review_says_of_a_cream_when_it_was_on() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("touch", (ev.PlannedZone("chin", 500),)))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"), ev.CreamOn("lidocaine-4"))
    (line,) = next(each.lines for each in review(ScreenText(room.record.state(), WORDS)) if each.code == "numbing")
    assert line.startswith("Lidocaine 4 %, liposomal (LMX4): 10:04 to ")


def test_an_open_danger_card_is_no_work_on_papers_of_today_and_was_on_those_of_before() -> None:
    record = everything().record
    before, now = (RecordText(record, WORDS, form) for form in (3, 4))
    card = now.state.dangers[0]
    assert card.over is not None
    assert set(now.rests) - set(before.rests) == {(card.begun.t_ms, card.over.t_ms)}


def test_a_pass_that_was_told_later_has_its_told_time_on_screen_and_paper_or_that_it_is_open() -> None:
    room = Writer(Profile("Maya"))
    room.say(ev.ScreeningAnswered(dict.fromkeys(open_questions(room.sessions.state(room.id)), "no")))
    room.say(ev.DeviceChosen("skinpen"), ev.PlanSet("touch", (ev.PlannedZone("forehead", 500),)))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"), ev.NumbingLeftOut("Client prefers to go without"))
    room.check_all()
    room.say(ev.StepDone("numbing"), ev.ZoneTaken("forehead"), ev.PassDone("forehead"))
    room.clock.advance(600_000)
    room.say(ev.PassDone("forehead"), ago_ms=300_000)
    room.say(ev.PassDone("forehead", when_open=True))
    text = RecordText(room.record, WORDS)
    told, unknown = [read(text, each) for each in late_lines(text)]
    assert "(entered " in told
    assert told.endswith("Pass, Forehead")
    assert unknown.startswith("Entered ")
    assert unknown.endswith("Pass, Forehead: made earlier, when is not recorded.")
    lines = told_passes(WORDS, text.state.zones["forehead"])
    assert [each.partition(":")[0] for each in lines] == ["Pass 2", "Pass 3"]
