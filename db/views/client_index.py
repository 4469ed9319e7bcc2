"""The index of clients: found by the beginnings of words, in order of names. It follows from the rows of `clients`."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from console.app.projections.client_view import ClientRow
from console.app.projections.row_values import columns
from console.core.looks import likely_name
from console.core.search_words import search_key, search_words
from db.connections import Raw

LINES, WORDS = "client_lines", "client_words"
FORM = 1
"""One more wherever the same names come to be found by other words."""
MAKE = {
    LINES: (
        f"""CREATE TABLE {LINES} (line INTEGER PRIMARY KEY, client TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            likely TEXT NOT NULL, words TEXT NOT NULL) STRICT""",
        f"CREATE INDEX {LINES}_by_name ON {LINES} (name, client)",
        f"CREATE INDEX {LINES}_by_likely ON {LINES} (likely)",
    ),
    WORDS: (
        f"""CREATE VIRTUAL TABLE {WORDS} USING fts5 (words, content='{LINES}', content_rowid='line', tokenize='ascii',
            detail=none, columnsize=0, prefix='1 2 3 4 5 6')""",
        f"INSERT INTO {WORDS} ({WORDS}, rank) VALUES ('secure-delete', 1)",
    ),
}
"""By name the SQL that makes each of the two tables. With `secure-delete` no word of who was erased stays in a page."""
FIND = f"SELECT line, name, likely, words FROM {LINES} WHERE client = ?"
TAKEN = f"SELECT 1 FROM {LINES} WHERE line = ?"
ADD = f"INSERT INTO {LINES} (line, client, name, likely, words) VALUES (?, ?, ?, ?, ?)"
ADD_WORDS = f"INSERT INTO {WORDS} (rowid, words) VALUES (?, ?)"
DROP = f"DELETE FROM {LINES} WHERE line = ?"
DROP_WORDS = f"INSERT INTO {WORDS} ({WORDS}, rowid, words) VALUES ('delete', ?, ?)"
ALL = f"SELECT client, name, likely, words FROM {LINES}"
CLIENTS = f"SELECT * FROM {ClientRow.shape.table}"
VOCABULARY = f"CREATE VIRTUAL TABLE temp.client_terms USING fts5vocab (main, {WORDS}, instance)"
_OWN = tuple(
    [each.name for each in columns(ClientRow)].index(name) for name in ("id", "name", "born", "contact")
)  # fmt: skip
_BITS, _LETTER, _OTHER, _ESCAPE = 40, 5, 21, 31
_HASH = 22
"""Within a line's number: letters of the name, by which what is found first comes first, then what tells two apart."""


def index_forms() -> dict[str, str]:
    """Return by table the digest of what makes it."""
    return {name: hashlib.sha256("\n".join([*made, str(FORM)]).encode()).hexdigest() for name, made in MAKE.items()}


def make_index(raw: Raw) -> None:
    """Make both tables anew, with nothing in them."""
    for name in reversed(MAKE):
        raw.execute(f"DROP TABLE IF EXISTS {name}")
    for made in MAKE.values():
        for statement in made:
            raw.execute(statement)


def index_row(raw: Raw, row: Sequence[Any]) -> int:
    """Bring the index to a row of `clients`. Return 1 where it said otherwise."""
    client, *told = _told(row)
    found = raw.execute(FIND, (client,)).fetchone()
    if found and list(found[1:]) == told:
        return 0
    if found:
        _drop(raw, found[0], found[3])
    line = _line(client, told[0])
    while raw.execute(TAKEN, (line,)).fetchone():
        line += 1
    raw.execute(ADD, (line, client, *told))
    raw.execute(ADD_WORDS, (line, told[2]))
    return 1


def drop_from_index(raw: Raw, client: str) -> None:
    """Forget the client."""
    for line, _, _, words in raw.execute(FIND, (client,)).fetchall():
        _drop(raw, line, words)


def differing(raw: Raw) -> Iterator[str]:
    """Yield the clients of whom the index says otherwise than their rows, or knows alone."""
    stands = {client: told for client, *told in raw.execute(ALL)}
    for row in raw.execute(CLIENTS):
        client, *told = _told(row)
        if stands.pop(client, None) != told:
            yield client
    yield from stands
    yield from _misfiled(raw)


def mend_index(raw: Raw) -> int:
    """Bring the whole index to the rows of `clients`. Return of how many it said otherwise."""
    wrong = len(set(differing(raw)))
    if wrong:
        make_index(raw)
        for row in raw.execute(CLIENTS).fetchall():
            index_row(raw, row)
    return wrong


def _misfiled(raw: Raw) -> Iterator[str]:
    """Yield the clients whose words are not those that the index finds them by."""
    raw.execute(VOCABULARY)
    try:
        filed: dict[int, int] = {}
        for line, term in raw.execute("SELECT doc, term FROM temp.client_terms"):
            filed[line] = filed.get(line, 0) ^ hash(term)
    finally:
        raw.execute("DROP TABLE temp.client_terms")
    for line, client, words in raw.execute(f"SELECT line, client, words FROM {LINES}"):
        meant = 0
        for word in words.split():
            meant ^= hash(word)
        if filed.pop(line, 0) != meant:
            yield client
    yield from map(str, filed)


def _drop(raw: Raw, line: int, words: str) -> None:
    raw.execute(DROP_WORDS, (line, words))
    raw.execute(DROP, (line,))


def _told(row: Sequence[Any]) -> tuple[str, str, str, str]:
    """Return client, name by which they stand in order, what spellings of the name share, and their words."""
    client, name, born, contact = (row[at] for at in _OWN)
    return client, search_key(name), likely_name(name), search_words(name, born, contact)


def _line(client: str, name: str) -> int:
    """Return a number that goes by the first letters of the name, and tells clients of one name apart."""
    bits, length = 0, 0
    for char in name:
        if length >= _BITS:
            break
        plain = "a" <= char <= "z" or char == " "
        code = 0 if char == " " else ord(char) - ord("a") + 1
        size = _LETTER if plain else _LETTER + _OTHER
        bits = bits << size | (code if plain else _ESCAPE << _OTHER | ord(char))
        length += size
    bits = bits << _BITS - length if length < _BITS else bits >> length - _BITS
    own = int.from_bytes(hashlib.sha256(client.encode()).digest()[:2], "big")
    return bits << _HASH | own << _HASH - 16
