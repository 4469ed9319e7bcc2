"""A cream that no maximum was adopted for: nothing on a screen says that it is over one."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from console.core.alarms import alarms, timers
from console.core.events import CreamOn
from console.core.text.words import Words
from console.ui.alarms.timer_text import alarm_text, code_without_maximum, timer_text
from console.ui.session.panes import cream_ring
from resources import Texts
from tests.support.moves import numbing

WORDS = Words(Texts("en"))
HOURS_6 = 6 * 3_600_000


@pytest.mark.parametrize(("agent", "said"), [("lido", False), ("emla", True)])
def test_only_a_cream_with_an_adopted_maximum_is_said_to_be_over_it(agent: str, said: bool) -> None:
    state = numbing().do(CreamOn(agent)).state
    timer = next(each for each in timers(state, HOURS_6) if each.kind == "numbing")
    alarm = next(each for each in alarms(state, HOURS_6) if each.code == "overtime")
    context = cast(Any, SimpleNamespace(words=WORDS, say=lambda code, **facts: WORDS.say("window", code, **facts)))
    told = [
        timer_text(WORDS, state, timer), alarm_text(WORDS, state, alarm), cream_ring._said(context, state, timer, 0),
        WORDS.say("alarms", code_without_maximum("seen-overtime", state, 1), where="", time=""),
        WORDS.say("lock", code_without_maximum("timer-numbing-overtime", state, 1), agent=""),
    ]  # fmt: skip
    assert [("maximum" in each, "over" in each) for each in told] == [(said, True)] * 5
