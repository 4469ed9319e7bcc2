"""Recall: a lot in, the clients and sessions out, on screen and as a list that leaves the program."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.copies import sha256
from console.app.local_time import day_in
from console.app.out_file import write_out
from console.app.ports import LotUseView, ProductView, Queries
from console.app.rights import need_one_of
from console.app.spreadsheet import as_csv as to_csv
from console.app.spreadsheet import as_text
from console.core.events import RecallCopied
from console.core.names import lot_key
from console.core.product_codes import is_same_item
from console.core.products import allow_codes
from console.core.protocol import Protocol
from console.core.recall import LotUse, Recall, client_names
from console.core.refusal import Refusal
from console.core.stock import UnitUse, product_of
from console.core.text.words import Words

Form = Literal["csv", "pdf"]
COLUMNS = (
    "day", "client", "contact", "visit", "use", "product", "lot", "expiry", "serial", "zones", "operator", "session",
)  # fmt: skip


def recall(
    queries: Queries, clinic: Clinic, words: Words, lot: str, zone: str, utc_ms: int, product: str = ""
) -> Recall:  # fmt: skip
    """Return every session in which this lot was used, of one product by its id or of any, in the local time of `zone`.

    For who may see the log or export: either reads what is of every client. Refusal, StoreError.
    """
    need_one_of(queries, clinic.actor, "see-log", "export")
    wanted = lot.strip()
    allow_codes(wanted)
    if not lot_key(wanted):
        raise Refusal("recall-needs-lot")
    uses, products, protocol = queries.lot_uses(wanted), queries.products(), _protocol(clinic)
    code = next((each.gtin for each in products if each.id == product), "")

    def is_it(used: ProductView | UnitUse) -> bool:
        known = product_of(products, used.use, used.name, used.gtin)
        return not product or (known is not None and (known.id == product or is_same_item(known.gtin, code)))

    labels = cache(lambda key: words.zone(protocol, key) if protocol else key)
    found = tuple(_read(each, words, protocol, zone, labels) for each in uses if is_it(each.product))
    alike: dict[str, str] = {}
    for other in filter(is_it, queries.lots_like(wanted)):
        alike.setdefault(lot_key(other.lot), other.lot)
    day, others = day_in(zone, utc_ms).isoformat(), len(uses) - len(found)
    return Recall(wanted, product, "", day, queries.kind, found, (*alike.values(),), others)


def with_clinic(clinic: Clinic, found: Recall) -> Recall:
    """Return the recall with the clinic's name, for paper."""
    return replace(found, clinic=clinic.name())


def as_csv(found: Recall, words: Words, separator: str = ",") -> bytes:
    """Write it for a spreadsheet, a line for each use; `separator` is that of the reader's place."""
    between = words.say("format", "list")
    lines, names = [[words.say("recall", code) for code in COLUMNS]], client_names(found, words)
    for each in found.uses:
        texts = (names[each.client], each.contact)
        used = (each.use, each.product, each.lot)
        zones = between.join(each.zones)
        lines.append([
            each.day, *map(as_text, texts), str(each.number), *map(as_text, used), each.expiry,
            *map(as_text, (each.serial, zones, each.operator, each.session)),
        ])  # fmt: skip
    return to_csv(lines, separator)


def save(clinic: Clinic, found: Recall, form: Form, data: bytes, path: Path) -> None:
    """Write the whole file, and note in the log that it left. For who may export. Refusal, WriteError."""
    clinic.need("export")
    write_out(path, data)
    note(clinic, found, form, data)


def note(clinic: Clinic, found: Recall, form: Form, data: bytes) -> None:
    """Note in the log that a list left the program. Refusal."""
    clinic.need("export")
    clinic.note_recall(RecallCopied(form, found.lot, found.sessions, sha256(data), found.product))


def _protocol(clinic: Clinic) -> Protocol | None:
    try:
        return clinic.protocol()[1]
    except Refusal:
        return None


def _read(
    each: LotUseView, words: Words, protocol: Protocol | None, zone: str, labels: Callable[[str], str]
) -> LotUse:  # fmt: skip
    """Read a use by the protocol in force; what it does not know is called as it was recorded."""
    used = each.product
    agent = protocol.agent.get(used.name) if protocol and used.use == "numbing" else None
    return LotUse(
        day_in(zone, each.begun_utc_ms, each.begun_min).isoformat(), each.client, each.name, each.contact, each.number,
        words.say("use", used.use), agent.label if agent else used.name, used.lot, used.expiry, used.serial,
        tuple(map(labels, each.zones)), each.operator, each.session, each.born,
    )  # fmt: skip
