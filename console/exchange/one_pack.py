"""Whether two codes can be of one pack: no record has fields of two."""

from msgspec.structs import replace

from console.core.names import lot_key, serial_key
from console.core.product_codes import HIBC, code_key
from console.exchange.contents import Udi
from console.exchange.hibc import check_character


def is_another(here: Udi, there: Udi) -> bool:
    """Whether product, lot, expiry or unit is another, however they are written, or a secondary code names another
    primary. What one of the two leaves open tells nothing apart, and of several readings nothing is known."""
    if here.others or there.others:
        return False
    pairs = (
        (code_key(here.product_code), code_key(there.product_code)), (lot_key(here.lot), lot_key(there.lot)),
        (serial_key(here.serial), serial_key(there.serial)), (here.expiry, there.expiry),
    )  # fmt: skip
    return any(one and other and one != other for one, other in pairs) or are_parted(here, there)


def are_parted(here: Udi, there: Udi) -> bool:
    """Whether one is the primary HIBC code, and the other the secondary, of two packs."""
    one, other = _link(here), _link(there)
    return bool(one and other) and one != other


def joined(here: Udi, there: Udi) -> Udi:
    """Return what two codes of one pack say together, the later one first."""
    code = there if there.product_code else here
    return replace(
        there, gtin=code.gtin, code=code.code, lot=there.lot or here.lot, expiry=there.expiry or here.expiry,
        serial=there.serial or here.serial, link=there.link or here.link,
    )  # fmt: skip


def _link(udi: Udi) -> str:
    """Return what a primary and its secondary have in common; that of a primary is its check character."""
    return udi.link or (check_character(udi.code) if udi.code.startswith(HIBC) else "")
