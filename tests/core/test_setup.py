"""What a pass was made with: device, cartridge, settings and product, by when they were in hand."""

from typing import Any

import pytest
from msgspec.structs import replace

from console.core import events as e
from console.core.protocol_parts import Setting
from console.core.setup import device_at, setup_now, setup_of
from console.core.setup_shares import bare_passes, setups, shares_without_lot, zones_without_lot
from console.core.state_parts import Setup
from console.core.text.setup_words import bare_devices, missing_text
from console.core.zone_corrections import allow_correction
from tests.support.moves import MIN, SMALL, Room, needling, num, sign_off, taken
from tests.support.paper_text import WORDS
from tests.support.refused import Act, Case, refused

PEN, FINE = SMALL.devices
SPEED = replace(PEN, settings=(Setting("speed", "a minute", num(100), num(9000)),))
ENERGY = replace(FINE, settings=(Setting("energy", "mJ"),))
SET = replace(SMALL, devices=(SPEED, ENERGY))
TIP, OTHER = e.ProductUsed("cartridge", "Tip", "L1"), e.ProductUsed("cartridge", "Nano", "L2")
SERUM, GLIDE = e.ProductUsed("serum", "Serum"), e.ProductUsed("glide", "Gel", beside=True)
PASS = e.PassDone("brow")


def used(**more: Any) -> e.ProductUsed:
    return replace(SERUM, **more)


REFUSALS: list[Case] = [
    ("nothing-under", lambda: taken().propose(e.ProductOff())),
    ("choose-device", lambda: Room(SET).propose(e.SettingsSet(5000))),
    ("setting-needs-value", lambda: taken(protocol=SET).propose(e.SettingsSet())),
    ("no-such-setting", lambda: taken().propose(e.SettingsSet(5000))),
    ("no-such-setting", lambda: taken(protocol=SET).propose(e.SettingsSet(energy_milli=5000))),
    ("setting-out-of-range", lambda: taken(protocol=SET).propose(e.SettingsSet(99_999))),
    ("setting-out-of-range", lambda: taken(protocol=SET).propose(e.SettingsSet(9_000_001))),
    ("volume-not-positive", lambda: taken().propose(used(volume_ul=0))),
    ("volume-not-positive", lambda: taken().propose(used(volume_ul=10**7))),
    ("amount-once", lambda: taken().propose(used(volume_ul=1000, mass_mg=1000))),
    ("needles-range", lambda: taken().propose(used(needles=0))),
    ("length-range", lambda: taken().propose(used(length_um=10_001))),
    ("depth-above-device", lambda: deep(depths="chosen").propose(e.DeviceChosen("fine"), ago_ms=2 * MIN)),
    ("unknown-device", lambda: deep().propose(used(use="cartridge", device="roller"))),
    ("unknown-device", lambda: deep().propose(e.ZoneCorrected("brow", device="roller"))),
    ("no-such-pass", lambda: deep().propose(e.ZoneCorrected("brow", device="fine", of_pass=2))),
]


def deep(**more: Any) -> Room:
    """One pass at 2 mm, which the fine pen does not reach."""
    return taken(**more).wait(MIN).do(e.DepthSet("brow", 2000), PASS).wait(MIN)


@pytest.mark.parametrize(("code", "act"), REFUSALS)
def test_refused(code: str, act: Act) -> None:
    refused(code, act)


def made(room: Room, number: int = 1, zone: str = "brow") -> Setup:
    return setup_of(room.state, room.state.zones[zone].passes[number - 1])


def test_a_late_entry_reaches_the_passes_made_since() -> None:
    room = taken().do(PASS).wait(MIN).do(e.DepthSet("brow", 500), PASS).wait(MIN)
    assert zones_without_lot(room.state) == ("brow",)
    room.do(replace(TIP, needles=12), ago_ms=90_000)
    assert (made(room).cartridge, made(room, 2).cartridge) == (None, replace(TIP, needles=12))
    assert zones_without_lot(room.state) == ("brow",)
    room.do(OTHER, ago_ms=3 * MIN)
    assert (made(room).cartridge, made(room, 2).cartridge) == (OTHER, replace(TIP, needles=12))
    assert zones_without_lot(room.state) == ()
    assert setups(room.state)[made(room)] == (("brow", (1,)),)


def test_where_no_lot_is_it_is_told_of_which_device_which_passes_and_by_what_a_recall_finds_the_session() -> None:
    room = taken().do(TIP, PASS, e.DeviceChosen("fine"), e.DepthSet("brow", 500)).wait(MIN).do(PASS, PASS)
    assert shares_without_lot(room.state) == {("fine", ""): (("brow", (2, 3)),)}
    said = missing_text(WORDS, room.state)
    assert said.endswith(", passes 2–3. A recall of cartridges finds this session by lot L1 alone.")
    assert said.startswith(f"{FINE.label}: none for ")
    assert bare_devices(WORDS, room.state) == FINE.label
    none = f"{PEN.label}: none at all. A recall of cartridges would not find this session."
    assert missing_text(WORDS, taken().do(PASS).state) == none


def test_of_two_in_one_millisecond_the_first_told_is_the_first() -> None:
    room = taken().do(e.DeviceChosen("fine"), TIP, e.DepthSet("brow", 500), PASS, OTHER, SERUM, PASS)
    assert [made(room, number).cartridge for number in (1, 2)] == [TIP, OTHER]
    assert (made(room).under, made(room, 2).under) == ((), (SERUM,))
    assert setup_now(room.do(e.DeviceChosen("pen")).state).cartridge is None


@pytest.mark.parametrize("later_ms", [0, 1, 30])
@pytest.mark.parametrize("corrected", ["brow", "cheek-left"])
def test_a_late_lot_is_that_of_the_device_that_a_correction_named(corrected: str, later_ms: int) -> None:
    """It is recorded a little later than how long ago it was is counted."""
    room = taken().do(e.DepthSet("brow", 500), PASS).wait(MIN).do(e.ZoneTaken("cheek-left")).wait(MIN)
    room.do(e.PassDone("cheek-left")).wait(MIN).do(e.ZoneCorrected(corrected, device="fine"))
    for lot in ("first", "second"):
        bare = bare_passes(room.state)[0]
        tip = replace(TIP, lot=lot, device=bare.device, device_serial=bare.serial)
        ago_ms = room.t - bare.since_t
        room.wait(later_ms).do(tip, ago_ms=ago_ms)
    assert not bare_passes(room.state)
    assert made(room).cartridge != made(room, 1, "cheek-left").cartridge
    for zone in ("brow", "cheek-left"):
        used = made(room, 1, zone)
        assert used.cartridge
        assert used.cartridge.device == used.device == ("fine" if zone == corrected else "pen")
    room.do(e.DeviceChosen("fine"))
    assert setup_now(room.state).cartridge == made(room, 1, corrected).cartridge, "it is in there still"


def test_in_a_session_of_an_older_program_the_device_told_last_is_in_hand() -> None:
    """It was so with `depths` "start": limits, serial number and the papers up to form 3 go by it."""
    for depths, device, serial in (("start", "pen", "S1"), ("chosen", "fine", "")):
        room = needling(depths=depths).wait(MIN).do(e.DeviceChosen("fine")).wait(MIN)
        room.do(e.DeviceChosen("pen", "S1"), ago_ms=90_000)
        assert (room.state.device, room.state.serial) == (device, serial)
        assert device_at(room.state, room.t - 30_000).device == device, "a late pass is judged as it was"
        room.do(e.ZoneTaken("brow"), e.DepthSet("brow", 500)).wait(MIN).do(PASS)
        assert made(room).device == device


def test_in_such_a_session_a_device_told_late_goes_less_deep_than_the_passes_before_it_was_told() -> None:
    room = deep(depths="start").do(e.DeviceChosen("fine"), ago_ms=2 * MIN)
    assert (made(room).device, room.state.device) == ("pen", "fine")


def test_a_device_that_is_taken_up_again_has_its_cartridge_and_what_lies_on_the_skin_stays() -> None:
    room = needling(protocol=SET).do(TIP, e.SettingsSet(5000_000), SERUM, GLIDE, e.DeviceChosen("fine"))
    now = setup_now(room.state)
    assert (now.device, now.cartridge, now.speed_milli, now.under) == ("fine", None, None, (SERUM, GLIDE))
    room.do(OTHER, e.SettingsSet(energy_milli=20), e.DeviceChosen("pen"))
    assert setup_now(room.state) == Setup("pen", "", TIP, 5000_000, None, (SERUM, GLIDE))
    room.do(e.DeviceChosen("pen", "S1"))
    assert setup_now(room.state).cartridge == TIP, "a serial number that is told later is the same device's"
    room.do(e.DeviceChosen("pen", "S2"))
    assert setup_now(room.state).cartridge is None, "another one of its kind"
    assert (room.state.device, room.state.serial) == ("pen", "S2")
    assert room.do(SERUM).state.handling[-1][0] == SERUM
    assert setup_now(room.state).under == (SERUM,)
    assert setup_now(room.do(e.ProductOff()).state).under == ()


def test_a_cartridge_told_before_any_device_is_the_first_ones() -> None:
    room = Room().do(TIP, e.DeviceChosen("pen"))
    assert setup_now(room.state) == Setup("pen", "", TIP)


def test_a_correction_goes_by_the_device_and_the_practitioner_of_the_pass_since_it_says_so() -> None:
    room = deep().do(e.DeviceChosen("fine"))
    room.do(e.ZoneCorrected("brow", 2250))
    assert not room.state.deviations
    room.do(e.ZoneCorrected("brow", 800, device="fine"))
    assert (made(room).device, room.state.corrections[-1].new) == ("fine", "fine")
    refused("depth-above-device", lambda: room.propose(e.ZoneCorrected("brow", 1500)))
    room.do(e.ZoneCorrected("brow", 1500, reason="slip"))
    assert room.state.deviations[-1].code == "depth-above-limit"


def test_a_correction_from_before_that_was_told_is_judged_by_the_present_device_as_it_was() -> None:
    room = deep().do(e.DeviceChosen("fine"))
    refused("depth-above-device", lambda: allow_correction(room.state, e.ZoneCorrected("brow", 2300)))


def test_a_corrected_device_is_that_of_the_passes_made_since() -> None:
    room = taken().do(PASS)
    device = next(event for event in room.state.history if isinstance(event.body, e.DeviceChosen))
    room.do(e.Corrected(device.id, "serial", '"S9"'))
    assert made(room).serial == "S9"


def test_only_needled_zones_are_asked_for_a_lot() -> None:
    assert zones_without_lot(sign_off().state) == ("brow",)
    assert zones_without_lot(needling().state) == ()
