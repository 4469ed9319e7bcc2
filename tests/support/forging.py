"""What somebody tries who has the database and all its keys, but not the signer's."""

import json
from collections.abc import Callable

from db.connections import Raw
from db.keys.signing_key import Signer

EVE = Signer(bytes(32))


def seq_of(raw: Raw, kind: str, nth: int = 0) -> int:
    rows = raw.execute("SELECT seq FROM log WHERE kind = ? ORDER BY seq", (kind,)).fetchall()
    return int(rows[nth][0])


def edit(raw: Raw, seq: int, **fields: object) -> None:
    (body,) = raw.execute("SELECT body FROM log WHERE seq = ?", (seq,)).fetchone()
    text = json.dumps(json.loads(body) | fields, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    raw.execute("UPDATE log SET body = ? WHERE seq = ?", (text, seq))


def edited(raw: Raw) -> int:
    raw.execute("UPDATE log SET ago_ms = 1 WHERE kind = 'stopped-early' AND seq < 12")
    return seq_of(raw, "sealed")


def removed(raw: Raw) -> int:
    seq = seq_of(raw, "sealed", 1)
    raw.execute("DELETE FROM log WHERE seq = ?", (seq,))
    return seq_of(raw, "signed-off", 1)


def all_removed(raw: Raw) -> int:
    raw.execute("DELETE FROM log WHERE kind = 'sealed'")
    return seq_of(raw, "signed-off")


def by_another(raw: Raw) -> int:
    """Ben's name on what Ann signed off."""
    seq = seq_of(raw, "sealed")
    (ben,) = raw.execute("SELECT actor FROM log WHERE kind = 'signed-off' ORDER BY seq LIMIT 1 OFFSET 1").fetchone()
    edit(raw, seq, person=ben)
    return seq


def signed_by_eve(raw: Raw) -> int:
    """Another record under a seal that says it is Ann's."""
    seq = seq_of(raw, "sealed")
    edit(raw, seq, signature=EVE.sign(b"whatever"), digest="0" * 64)
    return seq


def key_swapped_in_seal(raw: Raw) -> int:
    seq = seq_of(raw, "sealed")
    edit(raw, seq, public=EVE.public)
    return seq


def key_replaced(raw: Raw) -> int:
    edit(raw, seq_of(raw, "signing-key-taken"), public=EVE.public)
    return seq_of(raw, "sealed")


def key_not_introduced(raw: Raw) -> int:
    raw.execute("DELETE FROM log WHERE seq = ?", (seq_of(raw, "signing-key-taken"),))
    return seq_of(raw, "sealed")


def signature_emptied(raw: Raw) -> int:
    seq = seq_of(raw, "sealed")
    edit(raw, seq, signature="", digest="", head="", public="")
    return seq


def about_nothing(raw: Raw) -> int:
    seq = seq_of(raw, "sealed")
    edit(raw, seq, target="f" * 32)
    return seq


def clinic_edited(raw: Raw) -> int:
    """Long before, and outside the session: but the log up to the seal was signed."""
    raw.execute("UPDATE log SET utc_ms = utc_ms + 1 WHERE kind = 'client-added'")
    return seq_of(raw, "sealed")


def renamed(raw: Raw) -> int:
    edit(raw, seq_of(raw, "clinic-opened"), name="Other")
    return seq_of(raw, "sealed")


def unsealed_text(raw: Raw) -> int:
    raw.execute("UPDATE log SET sealed = NULL WHERE kind = 'noted' AND seq < 12")
    return seq_of(raw, "sealed")


def sign_off_edited(raw: Raw) -> int:
    """The one row of the record that the seal's head does not reach."""
    edit(raw, seq_of(raw, "signed-off"), zone="Asia/Tokyo")
    return seq_of(raw, "sealed")


ATTACKS: list[tuple[str, Callable[[Raw], int]]] = [
    ("seal-log-differs", edited), ("seal-log-differs", clinic_edited), ("seal-log-differs", renamed),
    ("seal-log-differs", unsealed_text), ("seal-record-differs", sign_off_edited), ("seal-missing", removed),
    ("seal-missing", all_removed), ("seal-of-another", by_another), ("seal-forged", signed_by_eve),
    ("seal-key-unknown", key_swapped_in_seal), ("seal-key-unknown", key_replaced),
    ("seal-key-unknown", key_not_introduced), ("seal-key-unknown", signature_emptied),
    ("seal-of-nothing", about_nothing),
]  # fmt: skip
