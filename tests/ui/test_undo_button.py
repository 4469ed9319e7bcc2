"""The button of undo names the entry that goes, and stays as wide whatever that is."""

import pytest
from PySide6.QtWidgets import QLabel

from console.core.event_rules import RULES
from console.core.events import DepthSet, PassDone, ZoneTaken
from console.ui.session.undo_button import UndoButton
from tests.support.start_points import cream_on, numbed, prepared
from tests.support.texts import WORDS
from tests.support.window_room import RunScreenRoom


def undo(desk: RunScreenRoom) -> tuple[str, str]:
    made = desk.button("Undo")
    return made.accessibleName(), made.text()


def test_it_names_the_entry_until_nothing_is_left_that_may_go(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    widths = {desk.button("Undo").width()}
    for body in (ZoneTaken("forehead"), DepthSet("forehead", 500), PassDone("forehead")):
        desk.model.propose(body)
    desk.settle()
    told, said = [], []
    for _ in range(3):
        told.append(undo(desk))
        widths.add(desk.button("Undo").width())
        desk.key("z")
        said.append(desk.page._toast.accessibleName())
    assert told == [
        (f"Undo: {what} · Forehead", f"Undo   Z\n{what} · Forehead") for what in ("Pass", "Depth set", "Zone begun")
    ]
    assert len(widths) == 1
    taken_back = ("Pass 1, Forehead, 0.50 mm", "Depth set, Forehead, 0.50 mm", "Zone begun, Forehead")
    assert said == [f"↶ Taken back: {what}" for what in taken_back]
    assert desk.page._toast.isVisible()
    desk.page.show_state(desk.state)
    assert desk.page._toast.isVisible(), "until the next entry"
    desk.page._toast.hide()
    desk.page.show_state(desk.state)
    assert not desk.page._toast.isVisible(), "it is told once"


def test_a_note_is_seen_after_it_was_saved_and_read_again(desk: RunScreenRoom) -> None:
    desk.key("n", "cold hands")
    desk.click("Save the note")
    assert desk.page._toast.accessibleName() == "✓ Saved: cold hands. More shows it again."
    desk.key("m", "1")
    texts = [each.text() for each in desk.page.prompt.findChildren(QLabel) if each.isVisible()]
    assert any(text.endswith("A. Osei: cold hands") for text in texts)


def test_a_long_name_of_a_zone_has_a_line_of_its_own(desk: RunScreenRoom) -> None:
    desk.lead(prepared, numbed)
    width = desk.button("Undo").width()
    desk.model.propose(ZoneTaken("upper-arm-right"))
    desk.settle()
    name = "Right front of the upper arm"
    assert undo(desk) == (f"Undo: Zone begun · {name}", f"Undo: Zone begun   Z\n{name}")
    assert desk.button("Undo").width() == width


def test_a_long_entry_without_a_zone_goes_on_in_the_second_line(
    desk: RunScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Taken note of at the danger card"
    monkeypatch.setattr(UndoButton, "_entry", lambda *_: (long, ""))
    desk.lead(prepared)
    assert undo(desk) == (f"Undo: {long}", "Undo: Taken note   Z\nof at the danger card")


def test_of_what_is_only_corrected_it_names_nothing(desk: RunScreenRoom) -> None:
    desk.lead(prepared, cream_on)
    assert undo(desk) == ("Undo", "Undo   Z")


def test_every_entry_that_may_go_has_a_name() -> None:
    kinds = [str(each.__struct_config__.tag) for each, rules in RULES.items() if rules.undo == "yes"]  # type: ignore[attr-defined]
    assert len(kinds) > 20
    assert [kind for kind in kinds if not WORDS.has("event", kind)] == []
