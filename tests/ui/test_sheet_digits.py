"""A digit of a sheet that was learnt does the same in every session: it never moves with what else is possible."""

from PySide6.QtCore import Qt

from console.core.events import ReactionOver, ReactionSeen
from tests.support.start_points import needled, numbed, prepared
from tests.support.window_room import RunScreenRoom

ESCAPE = Qt.Key.Key_Escape


def digits(desk: RunScreenRoom, key: str) -> set[tuple[int, str]]:
    """The digit and the name of each choice of the sheet that this key opens."""
    desk.key(key)
    found = {(digit, made.accessibleName()) for digit, made in desk.page.prompt._digits.items()}
    desk.key(ESCAPE)
    return found


def test_an_entry_keeps_its_digit_whatever_else_is_possible(desk: RunScreenRoom) -> None:
    seen = {key: digits(desk, key) for key in ("m", "r")}
    assert (9, "Stop the treatment …") in seen["m"]
    desk.key("m", "5")
    assert desk.page.prompt.isVisible()
    desk.key(ESCAPE)
    desk.lead(prepared, numbed, needled)
    for body in (ReactionSeen("Itching"), ReactionOver(1), ReactionSeen("Itching")):
        desk.model.propose(body)
        desk.settle()
        for key, found in seen.items():
            found |= digits(desk, key)
            assert len({digit for digit, _ in found}) == len({name for _, name in found}) == len(found)
