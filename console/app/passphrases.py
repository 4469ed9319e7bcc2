"""Which passphrase is strong enough, and how a recovery code is read."""

from console.core.refusal import Refusal

LEAST = 14
WORDS = 4
SIGNS = 5
"""So many different signs at least."""


def allow_passphrase(text: str) -> None:
    """Refuse what is guessed too soon: too few different words and too few signs, or signs nearly all alike."""
    words = {word for word in text.casefold().split() if len(word) > 1}
    if len(words) < WORDS and len(text.strip()) < LEAST:
        raise Refusal("passphrase-short", count=LEAST)
    if len(set(text.casefold()) - {" "}) < SIGNS:
        raise Refusal("passphrase-alike")


def plain_code(code: str) -> str:
    """Return the code as the key file takes it: no blanks or dashes, in capitals, O, I and L read as digits."""
    kept = "".join(char for char in code.upper() if char.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))
