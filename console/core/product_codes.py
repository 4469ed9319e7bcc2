"""The code that tells a product from others, whoever issued it.

A GTIN is kept as 14 digits, others with their mark in a bar code: + HIBC, 9N the PPN of IFA, which holds a PZN."""

import re
from typing import Literal

from console.core.refusal import Refusal

HIBC, PPN = "+", "9N"
GERMAN = PPN + "11"
"""What a PPN begins with that holds a PZN."""
PZN_DIGITS = 8
NTIN = "4150"
"""What GS1 set aside for PZNs: 0, this, the PZN and GS1's check digit are a GTIN, which IFA calls an NTIN."""

_GTIN = re.compile(r"[0-9]{8}|[0-9]{12,14}")
HIBC_FORM = r"\+[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9]"
PPN_FORM = "9N(?:11[0-9]{10}|(?!11)[0-9A-Z]{3,20}[0-9]{2})"
_KEPT = re.compile(rf"[0-9]{{8}}|[0-9]{{12,14}}|{HIBC_FORM}|{PPN_FORM}")
_PZN = re.compile(r"(?:PZN *[-:]?|-) *([0-9]{7,8})", re.IGNORECASE)


def kept_code(text: str) -> str:
    """Return a code, as it was typed, as it is kept; what is none comes back without the blanks around it."""
    code = text.strip()
    if pzn := written_pzn(code):
        return ppn_of(pzn)
    return code.zfill(14) if _GTIN.fullmatch(code) else code.upper()


def allow_code_form(code: str) -> None:
    """Raise Refusal by form alone: a pack's code is recorded as printed, even where its check digit is wrong."""
    if code and not _KEPT.fullmatch(code):
        raise Refusal("gtin-form")


def allow_product_code(code: str) -> None:
    """Raise Refusal where this is no product's code, or its check digits are wrong. "" is allowed."""
    allow_code_form(code)
    if not has_check_digits(code):
        raise Refusal("gtin-check")


def has_check_digits(code: str) -> bool:
    """Whether a code of a right form has the right check digits. An HIBC has none of its own: they are its symbol's."""
    if code.startswith(PPN):
        pzn = pzn_in(code)
        return _ppn_digits(code[len(PPN) : -2]) == code[-2:] and (not pzn or has_pzn_digit(pzn))
    if code.startswith(HIBC):
        return True
    digits = [int(digit) for digit in code.zfill(14)]
    return (sum(digits[0:13:2]) * 3 + sum(digits[1:13:2]) + digits[13]) % 10 == 0


def has_pzn_digit(pzn: str) -> bool:
    """Whether the last digit of a PZN is the check digit of the others: weights from 1, modulo 11."""
    digits = [int(digit) for digit in pzn.zfill(PZN_DIGITS)]
    return sum(weight * digit for weight, digit in enumerate(digits[:-1], 1)) % 11 == digits[-1]


def written_pzn(text: str) -> str:
    """Return the digits of a PZN with its mark, "-27580899" or "PZN 27580899"; "" for any other text."""
    found = _PZN.fullmatch(text)
    return found[1] if found else ""


def ppn_of(pzn: str) -> str:
    """Return the PPN that holds this PZN, as it is kept."""
    whole = GERMAN + pzn.zfill(PZN_DIGITS)
    return whole + _ppn_digits(whole[len(PPN) :])


def ppn_in(code: str) -> str:
    """Return the PPN without the mark that it is kept with; "" for any other code."""
    return code.removeprefix(PPN) if code.startswith(PPN) else ""


def pzn_in(code: str) -> str:
    """Return the PZN of a code that holds one; "" for any other."""
    return code[len(GERMAN) : -2] if code.startswith(GERMAN) else ""


def pzn_in_ntin(code: str) -> str:
    """Return the PZN of which a GTIN was made, of any pack of it; "" for any other code."""
    item = code.zfill(14)[1:13] if code.isdigit() else ""
    pzn = item.removeprefix(NTIN)
    return pzn if item.startswith(NTIN) and has_pzn_digit(pzn) else ""


def may_be_pzn(digits: str) -> bool:
    """Whether these digits, with nothing in front, may be a PZN as well as a GTIN of eight digits."""
    return len(digits) == PZN_DIGITS and digits.isascii() and digits.isdigit() and has_pzn_digit(digits)


def named_code(code: str) -> tuple[Literal["gtin", "hibc", "ppn", "pzn"], str]:
    """Return what a code is called, and how it is printed; a PPN that holds a PZN is called by that."""
    if code.startswith(HIBC):
        return "hibc", code
    if code.startswith(PPN):
        return ("pzn", pzn_in(code)) if code.startswith(GERMAN) else ("ppn", ppn_in(code))
    return "gtin", code


def shown_code(code: str) -> str:
    """Return the code as it is typed; `kept_code` of that is the code again."""
    return f"PZN {pzn}" if (pzn := pzn_in(code)) else code


def item_of(code: str) -> str:
    """Return what the codes of all packs of one item share, "" for no code.

    Of a GTIN all but the first of 14 digits and the check digit, of an HIBC all but the last, its unit of measure; of
    an NTIN the PPN of its PZN.
    """
    if code.startswith(HIBC):
        return code[:-1]
    if pzn := pzn_in_ntin(code):
        return ppn_of(pzn)
    return code if code.startswith(PPN) else code_key(code)[1:13]


def is_same_item(one: str, other: str) -> bool:
    """Whether two codes are those of packs of one item; of no code nothing is known."""
    return bool(one) and item_of(one) == item_of(other)


def code_key(code: str) -> str:
    """Return what two codes of one pack have in common, however they were recorded.

    A GTIN with all its 14 digits; of an NTIN the PPN, which may stand on the same pack.
    """
    whole = code.zfill(14) if code.isdigit() else code
    return ppn_of(pzn_in_ntin(whole)) if whole.startswith(f"0{NTIN}") and pzn_in_ntin(whole) else whole


def _ppn_digits(text: str) -> str:
    """Return the check digits of a PPN without them: ASCII values by weights from 2, modulo 97."""
    return f"{sum(weight * ord(char) for weight, char in enumerate(text, 2)) % 97:02}"
