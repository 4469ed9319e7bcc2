"""A PIN lets in only who gave their passphrase since the program started; five tries, each longer to wait for."""

import pytest

from console.app.pins import TRIES, Pins, PinStatus
from console.app.ports import StoreError
from console.core.clock import ScriptClock
from console.core.refusal import Refusal
from tests.support.memory_store import MemoryStore

MONDAY = 1_772_445_600_000


def room() -> tuple[MemoryStore, ScriptClock, Pins]:
    store, clock = MemoryStore("clinic"), ScriptClock(MONDAY)
    store.secrets = {"osei": "four plain words"}
    return store, clock, Pins(store, clock)


def ready(digits: str = "2580") -> tuple[MemoryStore, ScriptClock, Pins]:
    store, clock, pins = room()
    assert pins.admit("four plain words") == "osei"
    pins.set("osei", digits, "four plain words")
    return store, clock, pins


@pytest.mark.parametrize("digits", ["", "123", "123456789", "12a4", "1234 ", "１２３４", "1234\n"])
def test_a_pin_has_four_to_eight_digits(digits: str) -> None:
    _, _, pins = ready()
    with pytest.raises(Refusal) as met:
        pins.set("osei", digits, "four plain words")
    assert met.value.code == "pin-form"
    assert pins.enter("osei", "2580") == "right"


@pytest.mark.parametrize(("secret", "said"), [("words of another", "passphrase-wrong"), ("a guess", "wrong-secret")])
def test_nobody_sets_a_pin_at_a_screen_that_somebody_left(secret: str, said: str) -> None:
    store, _, pins = ready()
    store.secrets["lind"] = "words of another"
    with pytest.raises((Refusal, StoreError), match=said):
        pins.set("osei", "9999", secret)
    assert pins.enter("osei", "2580") == "right"


@pytest.mark.parametrize("digits", ["0000", "12345678"])
def test_the_right_one_lets_in(digits: str) -> None:
    _, _, pins = ready(digits)
    assert pins.status("osei") == PinStatus(len(digits), 0, TRIES)
    assert pins.enter("osei", digits) == "right"


def test_nobody_sets_a_pin_before_their_passphrase() -> None:
    store, _, pins = room()
    with pytest.raises(Refusal) as met:
        pins.set("osei", "2580", "four plain words")
    assert met.value.code == "pin-after-passphrase"
    assert store.pins.known == {}


def test_after_a_restart_the_passphrase_comes_first() -> None:
    store, clock, _ = ready()
    store.admitted.clear()
    store.last = ""
    pins = Pins(store, clock)
    assert pins.status("osei") == PinStatus(why="proof-first")
    assert pins.enter("osei", "2580") == "passphrase"
    pins.admit("four plain words")
    assert pins.enter("osei", "2580") == "right"


def test_each_wrong_one_is_longer_to_wait_for() -> None:
    store, clock, pins = ready()
    for left, wait_ms in ((4, 1_000), (3, 2_000), (2, 4_000), (1, 8_000)):
        assert pins.enter("osei", "1111") == "wrong"
        assert pins.status("osei") == PinStatus(4, wait_ms, left)
        clock.advance(wait_ms - 1)
        clock.jump_wall(3_600_000)
        assert pins.enter("osei", "2580") == "wait"
        assert store.pins.known["osei"][1] == TRIES - left
        clock.advance(1)
    assert pins.enter("osei", "1111") == "wrong"
    clock.advance(3_600_000)
    assert pins.enter("osei", "2580") == "passphrase"


def test_the_right_one_makes_the_count_begin_anew() -> None:
    _, clock, pins = ready()
    for _ in range(3):
        assert pins.enter("osei", "1111") == "wrong"
        clock.advance(8_000)
        assert pins.enter("osei", "2580") == "right"


def test_the_passphrase_makes_the_count_begin_anew() -> None:
    _, clock, pins = ready()
    for _ in range(TRIES):
        pins.enter("osei", "1111")
        clock.advance(8_000)
    assert pins.enter("osei", "2580") == "passphrase"
    assert pins.status("osei").why == "too-many"
    pins.admit("four plain words")
    assert pins.enter("osei", "2580") == "right"


def test_without_a_pin_the_passphrase_is_asked() -> None:
    _, _, pins = room()
    assert pins.status("osei").why == "no-pin"
    pins.admit("four plain words")
    assert pins.status("osei").why == "no-pin"


def test_a_restart_forgives_nothing_and_has_its_wait() -> None:
    store, clock, pins = ready()
    for _ in range(3):
        pins.enter("osei", "1111")
        clock.advance(8_000)
    clock.reboot(1_000)
    again = Pins(store, clock)
    assert again.status("osei") == PinStatus(4, 4_000, 2)
    clock.advance(4_000)
    assert again.enter("osei", "2580") == "right"


def test_a_wrong_passphrase_and_the_recovery_code_let_nobody_in() -> None:
    store, _, pins = ready()
    with pytest.raises(StoreError):
        pins.admit("five plain words")
    store.secrets[""] = "code"
    with pytest.raises(Refusal) as met:
        pins.admit("code")
    assert met.value.code == "code-opens-only"
