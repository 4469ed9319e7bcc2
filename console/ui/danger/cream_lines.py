"""What an ambulance crew is told of the cream: which, how much, when it went on and came off."""

from console.core.state import SessionState
from console.core.text.words import Words


def cream_lines(words: Words, state: SessionState) -> list[str]:
    """Return a line for each cream of the session; nobody is named in it."""
    lines = []
    for each in state.applications:
        agent, on = state.cream_name(each), words.clock_time(each.on.utc_ms)
        amount = words.grams(each.mass_mg) or words.say("clients", "not-recorded")
        if each.off is None:
            lines.append(words.say("danger", "cream", agent=agent, amount=amount, on=on))
        else:
            off = words.clock_time(each.off.utc_ms)
            lines.append(words.say("danger", "cream-off", agent=agent, amount=amount, on=on, off=off))
    return lines
