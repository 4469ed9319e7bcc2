"""Whether what was typed at a scanner's speed can be a secret as well: then it is shown nowhere."""

from console.exchange.contents import Udi
from console.exchange.framing import SEPARATOR
from console.exchange.udi import WRONG

LONGEST_PIN = 8
"""Digits of the longest PIN: so many alone may be one, with a right check digit too."""
LONGEST_GTIN = 14


def is_surely_a_pack(text: str, udi: Udi, asked: bool) -> bool:
    """Say of a text and what it reads as whether it is taken for a pack's: nobody's PIN or passphrase reads so.

    asked  whether a form for a pack is open: what reads as a code is meant for it, but digits with a wrong one
    """
    wrong = WRONG.intersection(udi.doubts)
    if asked:
        return not (wrong and text.isdecimal() and len(text) <= LONGEST_GTIN)
    if text.isdecimal() and len(text) <= LONGEST_PIN:
        return False
    if not wrong:
        return bool(udi.any_code) or text.startswith("]") or SEPARATOR in text or (bool(udi.lot) and bool(udi.expiry))
    return wrong == {"gtin-check-digit"} and bool(udi.lot or udi.expiry)


def is_like_hibc(text: str, udi: Udi) -> bool:
    """Say whether it is to be told that this looks like an HIBC code with a wrong check character, or none.

    A scanner types such codes in capitals, which have a digit; of what else begins so not even that is told.
    """
    return "check-character" in udi.doubts and text.isupper() and any(each.isdigit() for each in text)
