"""The real program on a real X server, with a keyboard of each layout and a pedal: what is recorded is what was meant.

What was seen meanwhile lies in build/keyboards, to be looked at.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.x_screen import CONTROL, ENTER, ESCAPE, F1, PAGE_DOWN, XScreen, missing

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(bool(missing()), reason=f"needs an X server of its own: {', '.join(missing())} not installed"),
]
ONE, TWO, FIVE, SIX, LESS, DEEPER, E, P, N = 10, 11, 14, 15, 20, 21, 26, 33, 57
OF_LAYOUT = {
    "us": (52, LESS, "26p=e"), "de": (29, LESS, "26pé"), "fr": (25, LESS, "é-p=e"), "ru,us": (52, LESS, "26з=у"),
    "se": (52, 61, "26pé"),
}  # fmt: skip
"""Where the key marked Z lies; what is less deep, in Swedish the key that types -; what 2, 6, P, = and E type."""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], XScreen]]:
    made: list[XScreen] = []

    def begin(layout: str) -> XScreen:
        made.append(XScreen(tmp_path))
        made[-1].start(layout)
        return made[-1]

    yield begin
    for each in made:
        each.close()


@pytest.mark.parametrize("layout", OF_LAYOUT)
def test_what_is_pressed_on_a_keyboard_is_what_is_recorded(layout: str, start: Callable[[str], XScreen]) -> None:
    undo, less, typed = OF_LAYOUT[layout]
    screen = start(layout)
    screen.picture(f"{layout}-home")
    screen.press(F1)
    screen.picture(f"{layout}-keys")
    screen.press(ESCAPE, ONE, SIX, DEEPER, DEEPER, undo, less, FIVE)
    screen.picture(f"{layout}-needling")
    screen.press(P)
    screen.picture(f"{layout}-pause")
    screen.press(TWO, P, N, TWO, SIX, P, DEEPER, E)
    screen.picture(f"{layout}-note")
    screen.press_with(CONTROL, ENTER)
    assert screen.recorded("needling") == [
        ("passes-set", 6), ("depth-set", 750), ("depth-set", 1000), ("undone", None), ("depth-set", 500),
        ("passes-set", 5), ("paused", "Practitioner called away"), ("continued", None), ("noted", typed),
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["us", "fr"])
def test_a_pedal_or_key_held_down_is_recorded_once(layout: str, start: Callable[[str], XScreen]) -> None:
    screen = start(layout)
    screen.press(ONE)
    for key in (PAGE_DOWN, SIX, DEEPER, P):
        screen.hold(key, 0.95)
    screen.picture(f"{layout}-held")
    screen.press(TWO)
    assert screen.recorded("needling") == [
        ("pass-done", 500), ("passes-set", 6), ("depth-set", 750), ("paused", "Practitioner called away"),
    ]  # fmt: skip


@pytest.mark.parametrize("every_ms", [8, 60])
def test_a_scan_on_home_records_nothing(every_ms: int, start: Callable[[str], XScreen]) -> None:
    screen = start("us")
    screen.scan("4012345678901", every_ms)
    screen.picture(f"scan-{every_ms}")
    screen.press(ONE, PAGE_DOWN)
    assert screen.recorded("needling") == [("pass-done", 500)]
