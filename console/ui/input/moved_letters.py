"""A lot that only looks right: letters have another place on another keyboard, and no check digit tells."""

from msgspec.structs import replace

from console.exchange.contents import Udi

MARKS = ("]", "(")
"""What a code begins with: neither sign lies where a US keyboard has it, on one that moves letters."""


class MovedLetters:
    """Knows once a scan has shown that the scanner types for this keyboard."""

    def __init__(self) -> None:
        self._right = False

    def doubt(self, text: str, udi: Udi, moved: frozenset[str], turned: bool = False) -> Udi:
        """Return the contents, with a doubt where lot or serial have letters of the `moved` ones and nothing tells.

        turned  whether Caps Lock had turned its letters
        """
        self._right = bool(moved) and (self._right or text.startswith(MARKS))
        checked = udi.code.startswith("+") and "check-character" not in udi.doubts
        read = {*"".join(each.lot + each.serial for each in (udi, *udi.others)).upper()}
        if turned and not checked and not text.startswith("]") and any(map(str.isalpha, read)):
            udi = replace(udi, doubts=(*udi.doubts, "caps-lock"))
        if self._right or checked or not moved & read:
            return udi
        return replace(udi, doubts=(*udi.doubts, "letters-moved"))
