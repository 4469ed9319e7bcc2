"""What goes wrong around a session: a disk that fails or hangs, a window closed, another couch."""

from threading import Event as Gate

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.app.ports import Head, SessionView, StoreError
from console.core.events import Event, Paused
from console.core.people import Profile
from console.ui.kit.banner import Banner
from console.ui.kit.toast import Toast
from tests.support.client_changes import changed_to
from tests.support.start_points import prepared
from tests.support.window_room import RunScreenRoom

SPACE = Qt.Key.Key_Space


def strips(desk: RunScreenRoom) -> list[str]:
    return [each.text.text() for each in desk.page.findChildren(Banner) if each.isVisible()]


def labels(desk: RunScreenRoom) -> list[str]:
    return [each.text() for each in desk.page.findChildren(QLabel) if each.isVisible()]


def test_a_full_disk_keeps_the_step_and_says_so(desk: RunScreenRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.lead(prepared)
    before = desk.state

    def full(event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        raise StoreError("disk-full")

    with monkeypatch.context() as broken:
        broken.setattr(desk.room.store, "append", full)
        desk.key(SPACE)
        assert desk.state is before
        assert any("disk is full" in text for text in strips(desk))
        assert "⚠ Not saved" in labels(desk)
        desk.pass_time(65)
        assert any(text.startswith("now 1:0") for text in labels(desk))
    desk.key(SPACE)
    assert desk.state.step == "numbing"
    assert strips(desk) == []


def test_a_disk_that_hangs_stops_no_clock(desk: RunScreenRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.lead(prepared)
    gate, real = Gate(), desk.room.store.append

    def hangs(event: Event, before: SessionView | None = None, after: SessionView | None = None) -> Head:
        assert gate.wait(20)
        return real(event, before, after)

    monkeypatch.setattr(desk.room.store, "append", hangs)
    desk.page.primary()
    qtbot.waitUntil(lambda: "Saving …" in labels(desk))
    desk.pass_time(125)
    assert any(text.startswith("now 2:0") for text in labels(desk))
    assert desk.state.step == "cleanse"
    gate.set()
    qtbot.waitUntil(lambda: desk.state.step == "numbing")


def test_what_was_on_the_screen_is_in_the_log(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(SPACE, "1", SPACE)
    again = desk.room.reopened().state(desk.state.id)
    assert again.facts() == desk.state.facts()
    assert again.on


def test_a_refusal_is_said_beside_the_button_and_goes_with_the_next_success(desk: RunScreenRoom) -> None:
    desk.key("z")
    (refused,) = strips(desk)
    desk.key(SPACE, "3")
    assert refused not in strips(desk)


def test_an_alarm_of_another_couch_is_told_and_seen_here(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    desk.key(SPACE, "1", SPACE)
    first = desk.state.id
    desk.pass_time(31 * 60)
    assert any("effective" in text for text in strips(desk))
    desk.model.leave()
    desk.begin(Profile("Noor"))
    assert desk.state.id != first
    assert any(text.startswith("*  Couch 1: ") for text in strips(desk))
    desk.key("a")
    assert strips(desk) == []
    assert desk.state.profile == Profile("Noor")
    assert "effective-1" in desk.room.sessions.state(first).acknowledged


def test_a_client_who_is_changed_is_shown_anew_in_the_session_in_hand(desk: RunScreenRoom) -> None:
    state = desk.state
    profile = Profile("Maya", "2007-06-14", 5, "latex")
    desk.room.sessions.change_client(state.client, changed_to(desk.room.store, state.client, profile))
    assert "latex" not in desk.page._top._allergies.text()
    desk.model.look_around()
    desk.settle()
    assert desk.page._top._allergies.text() == "⚠ Allergy: latex"
    assert "V" in desk.page._top._facts.text()
    shown = desk.state.profile
    assert shown is not None
    assert (shown.name, shown.born, shown.skin) == ("Maya", "2007-06-14", 5)
    assert shown.texts("allergy") == ("latex",)


def test_a_mistake_of_ours_is_raised_and_changes_nothing(desk: RunScreenRoom, qtbot: QtBot) -> None:
    def wrong() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        desk.model.run(wrong, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert desk.state.step == "prepare"


def test_a_restart_of_the_program_is_recorded_when_work_goes_on(desk: RunScreenRoom) -> None:
    desk.lead(prepared)
    session = desk.state.id
    desk.model.leave()
    desk.model.go_on(session)
    desk.settle()
    assert not desk.state.interruptions
    desk.model.leave()
    desk.room.clock.advance(20_000)
    desk.model.use(desk.room.store, desk.room.reopened(), desk.room.clinic)
    desk.model.look_around()
    desk.settle()
    desk.model.go_on(session)
    desk.settle()
    assert len(desk.state.interruptions) == 1
    assert desk.state.interruptions[0].gap_ms >= 20_000
    toast = desk.page.findChildren(Toast)[0]
    assert toast.isVisible()
    assert toast.accessibleName() == "The program was away for 0:21. The clocks went on."
    desk.model.propose(Paused())
    desk.settle()
    assert not toast.isVisible(), "once"


def test_an_alarm_rings_again_until_it_is_seen(desk: RunScreenRoom) -> None:
    rung: list[int] = []
    desk.window.bell.rung.connect(lambda: rung.append(desk.room.clock.now().boot_ms))

    def after(seconds: float) -> int:
        rung.clear()
        desk.pass_time(seconds)
        desk.window.bell.tick()
        return len(rung)

    desk.lead(prepared)
    desk.key(SPACE, "2", SPACE)  # EMLA: the cream whose time is over before its maximum
    assert after(40 * 60) == 0
    assert after(20 * 60) == 1  # effective: low, heard once
    assert after(60) == 0
    assert after(60 * 60) == 1  # its time is over: medium
    assert after(24) == 0
    assert after(2) == 1
    desk.key("a")
    assert [after(30), after(30)] == [0, 0]
