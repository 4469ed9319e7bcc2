"""What undo took back is said by name, whatever it was; so is a note that was written."""

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.event_rules import RULES
from console.core.text.entry_words import entry_text, noted, taken_back
from tests.support.moves import LIND, Room, taken
from tests.support.texts import WORDS

TOLD: list[tuple[e.SessionBody, str]] = [
    (e.ScreeningAnswered({"peel": "yes"}), "Screening, peel?: yes"),
    (e.ScreeningAnswered({"peel": "no", "acne": "no"}), "Screening, 2 answers"),
    (e.FindingCleared("acne", "letter"), "Finding passed, acne?"),
    (e.CheckAnswered("consent"), "Check, Consent"),
    (e.DeviceChosen("fine", "S 1"), "Device, Fine pen"),
    (e.SettingsSet(), "Settings"),
    (e.ProductOff(), "Nothing under the passes"),
    (
        e.SubAreaMarked("cheek-left", "scar", "face", 1, 1, "old", "cheek-left/scar-1"),
        "Marked on the map, Left cheek (scar 1), old",
    ),
    (e.SubAreaTakenOut("cheek-left/scar-1"), "Taken off the map, Left cheek (scar 1)"),
    (e.PlanSet("by hand"), "Plan"),
    (e.ZonePlanned("brow", 500, 2), "Plan, Brow, 0.50 mm, 2 passes"),
    (e.ZoneUnplanned("brow"), "Taken out of the plan, Brow"),
    (e.ProductUsed("other", "Serum"), "Product, Serum"),
    (e.NumbingLeftOut("as agreed"), "Numbing left out"),
    (e.Disinfected(), "Skin disinfected"),
    (e.ZoneTaken("cheek-left"), "Zone begun, Left cheek"),
    (e.DepthSet("brow", 750), "Depth set, Brow, 0.75 mm"),
    (e.PassDone("brow"), "Pass 1, Brow"),
    (e.PassesSet("brow", 3), "Passes, Brow, 3 passes"),
    (e.EndpointSeen("brow", "erythema"), "Endpoint, Brow, redness"),
    (e.ZoneCorrected("brow", depth_um=500), "Correction, Brow, 0.50 mm"),
    (e.ZoneLeftOut("brow", "sore"), "Zone left out, Brow"),
    (e.StepDone("cleanse"), "Step done, Cleanse"),
    (e.StoppedEarly("as agreed"), "Stop"),
    (e.Paused("phone"), "Pause"),
    (e.Continued(), "Continued"),
    (e.Acknowledged("effective-1"), "Alarm acknowledged"),
    (e.Noted("all is  well\n" + "x " * 90), "Note, all is well x"),
    (e.Deviated("by hand", "as agreed"), "Deviation, by hand"),
    (e.ReasonGiven("1", "as agreed"), "Reason"),
    (e.ReactionGraded("mild", 1), "Reaction graded, mild"),
    (e.DangerAction("Called"), "Done at the danger card, Called"),
    (e.HandedOver(LIND), "Handed over, B. Lind"),
    (e.ActorNamed("1", LIND), "Who it was, B. Lind"),
    (e.Corrected("1", "lot", '"A"'), "Correction, lot"),
]


@pytest.mark.parametrize(("body", "told"), TOLD, ids=[type(body).__name__ for body, _ in TOLD])
def test_an_entry_is_told_by_what_it_said(body: e.SessionBody, told: str) -> None:
    room = Room()
    text = plain(entry_text(WORDS, room.state, room.event(body)))
    assert text.startswith(told)
    assert len(text) < 160


def test_all_that_undo_takes_back_is_told() -> None:
    kinds = {each for each, rules in RULES.items() if rules.undo == "yes"}
    assert kinds <= {type(body) for body, _ in TOLD} | {e.SessionBegun}


def test_undo_says_which_pass_it_took_back() -> None:
    room = taken().do(e.PassDone("brow"), e.PassDone("brow"))
    assert taken_back(WORDS, room.state) == ""
    room.do(e.Undone())
    assert plain(taken_back(WORDS, room.state)) == "↶ Taken back: Pass 2, Brow, 0.50 mm"


def test_a_note_is_said_with_where_it_is_read_again() -> None:
    room = Room().do(e.Noted("Client was\ncold."))
    assert noted(WORDS, room.state) == "✓ Saved: Client was cold. More shows it again."
    assert noted(WORDS, room.do(e.Undone()).state) == ""
    added = [room.event(body) for body in (e.Addendum("Called back"), e.Sealed("osei", "", "", "", ""))]
    sealed = replace(room.state, history=(*room.state.history, *added))
    assert noted(WORDS, sealed) == "✓ Saved: Called back. More shows it again."


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")
