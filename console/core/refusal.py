"""Why an intent is not allowed. The text of each code stands in resources/i18n/en/refusal.toml."""

from console.core.protocol_parts import Situation


class Refusal(Exception):
    """An intent that is not allowed; nothing has changed.

    code       names the text that says what to do instead
    situation  set where the same intent is accepted with a reason: the protocol lists reasons for it
    facts      fill the text
    """

    def __init__(self, code: str, situation: Situation | None = None, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.situation = situation
        self.facts = facts
