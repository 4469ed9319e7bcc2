"""Recall: a lot in, the clients and sessions out, on screen and as a list that leaves the program."""

import csv
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from console.app.clinic import Clinic
from console.app.copies import write_out
from console.app.local_time import minutes_at
from console.app.ports import Store, UsedOn
from console.app.rights import need_one_of
from console.core.errors import Refusal
from console.core.events import RecallCopied
from console.core.products import allow_codes
from console.core.screening import day
from console.core.stock import product_of

Form = Literal["csv", "pdf"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take text for a formula."""


class Recall(Struct, frozen=True):
    """Where a lot was used, newest session first; `days` the local day of each session (ISO), in the same order.

    clients  how many there are, erased ones as one each
    """

    lot: str
    product: str
    clinic: str
    made: str
    uses: tuple[UsedOn, ...]
    days: tuple[str, ...]

    @property
    def sessions(self) -> int:
        return len({each.session for each in self.uses})

    @property
    def clients(self) -> int:
        return len({each.client for each in self.uses})


def recall(store: Store, clinic: Clinic, lot: str, zone: str, utc_ms: int, product: str = "") -> Recall:
    """Every session in which this lot was used, of one product by its id or of any.

    For who may see the log or export: with either one reads what is of every client.
    """
    need_one_of(store, clinic.actor, "see-log", "export")
    wanted = lot.strip()
    allow_codes(wanted)
    if not wanted:
        raise Refusal("recall-needs-lot")
    found = store.used_on(wanted)
    if product:
        known = store.products()

        def is_it(each: UsedOn) -> bool:
            used = product_of(known, each.product.use, each.product.name, each.product.gtin)
            return used is not None and used.id == product

        found = list(filter(is_it, found))
    days = tuple(_day(zone, each.begun_utc_ms) for each in found)
    return Recall(wanted, product, clinic.name(), _day(zone, utc_ms), tuple(found), days)


def as_csv(found: Recall, head: tuple[str, ...], names: Callable[[UsedOn], tuple[str, str, str]]) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by; `names` gives use, product and zones as people read them.

    What would be a formula to a spreadsheet has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for each, on in zip(found.uses, found.days, strict=True):
        use, product, zones = names(each)
        cells = (
            on, each.name, each.contact, str(each.number), use, product, each.product.lot, each.product.expiry,
            each.product.serial, zones, each.operator, each.session,
        )  # fmt: skip
        writer.writerow(_harmless(cell) for cell in cells)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def save(clinic: Clinic, found: Recall, form: Form, data: bytes, path: Path) -> None:
    """The whole file, and that it left noted in the log. Raises NotWritten. For who may export."""
    clinic.need("export")
    write_out(path, data)
    note(clinic, found, form, data)


def note(clinic: Clinic, found: Recall, form: Form, data: bytes) -> None:
    """That a list left the program."""
    clinic.need("export")
    clinic.note_recall(RecallCopied(form, found.lot, found.sessions, hashlib.sha256(data).hexdigest(), found.product))


def _harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _day(zone: str, utc_ms: int) -> str:
    return day(utc_ms + minutes_at(zone, utc_ms) * 60_000).isoformat()
