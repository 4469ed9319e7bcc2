"""A running timer and a raised alarm of any session, in words."""

from console.core.alarms import Alarm, Timer
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.core.text.words import Words


def timer_text(words: Words, state: SessionState, timer: Timer) -> str:
    code = f"{timer.kind}-{timer.phase}" if timer.phase else timer.kind
    many = len(state.applications) > 1 if timer.kind == "numbing" else len(state.reactions) > 1
    number = f" {timer.number}" if timer.number and many else ""
    step = state.protocol.step[state.step].label
    return words.say("timer", code, time=clock_text(timer.elapsed_ms), number=number, step=step)


def alarm_text(words: Words, state: SessionState, alarm: Alarm) -> str:
    creams = {each.number: each for each in state.applications}
    agent = state.protocol.agent[creams[alarm.number].agent].label if alarm.number in creams else ""
    return words.say("alarm", alarm.code, agent=agent)
