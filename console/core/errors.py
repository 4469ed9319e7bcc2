"""What the engine says when something is not allowed: why, and what would open the way."""

from console.core.protocol_parts import Situation


class Refusal(Exception):
    """Nothing has changed. `code` names the text that says what to do instead, `facts` fill it.

    With a `situation` the same intent is accepted once it carries a reason; the protocol lists reasons for it.
    """

    def __init__(self, code: str, situation: Situation | None = None, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.situation = situation
        self.facts = facts
