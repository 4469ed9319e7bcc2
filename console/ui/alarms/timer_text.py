"""A running timer and a raised alarm of any session, in words."""

from console.core.alarms import Alarm, Timer
from console.core.state import SessionState
from console.core.text.locale import clock_text
from console.core.text.words import Words
from console.core.timers import has_maximum


def timer_text(words: Words, state: SessionState, timer: Timer) -> str:
    code = f"{timer.kind}-{timer.phase}" if timer.phase else timer.kind
    many = len(state.applications) > 1 if timer.kind == "numbing" else len(state.reactions) > 1
    number = f" {timer.number}" if timer.number and many else ""
    step = state.protocol.step[state.step].label
    code = code_without_maximum(code, state, timer.number) if timer.phase == "overtime" else code
    return words.say("timer", code, time=clock_text(timer.elapsed_ms), number=number, step=step)


def alarm_text(words: Words, state: SessionState, alarm: Alarm) -> str:
    creams = {each.number: each for each in state.applications}
    agent = state.protocol.agent[creams[alarm.number].agent].label if alarm.number in creams else ""
    code = code_without_maximum(alarm.code, state, alarm.number) if alarm.code == "overtime" else alarm.code
    return words.say("alarm", code, agent=agent)


def code_without_maximum(code: str, state: SessionState, application: int) -> str:
    """Return the text's code; of a cream that no maximum was adopted for, that of the text that names none."""
    agent = next(each.agent for each in state.applications if each.number == application)
    return code if has_maximum(state.protocol.agent[agent]) else f"{code}-open"
