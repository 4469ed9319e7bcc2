"""A clinic's folder of every earlier schema, as the program of its time left it, and what opens it."""

import json
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from db.connections import Raw, connect
from db.files import DATABASE, KEYS
from db.keys.key_file import parse_keys
from db.keys.store_keys import Keys, unlock

FIXTURES = Path(__file__).parents[1] / "fixtures"


class EarlierFile(Struct, frozen=True):
    """A copy of a kept clinic in `folder`, the passphrase of somebody who manages it, and what is expected of it."""

    schema: int
    folder: Path
    secret: str
    expected: dict[str, Any]

    @property
    def keys(self) -> Keys:
        return _unlocked((self.folder / KEYS).read_bytes(), self.secret)

    @contextmanager
    def raw(self) -> Iterator[Raw]:
        """Lend a connection of somebody who has the key and another program."""
        with closing(connect(self.folder / DATABASE, self.keys)) as connection:
            yield connection

    def schema_now(self) -> int:
        with self.raw() as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])


@cache
def _unlocked(keys: bytes, secret: str) -> Keys:
    return unlock(parse_keys(keys, KEYS), secret)


def earlier_file(schema: int, folder: Path) -> EarlierFile:
    """Copy the clinic of this schema to `folder`; one that is there already is taken as it is."""
    kept = FIXTURES / f"clinic_{schema}"
    if not folder.exists():
        shutil.copytree(kept / "clinic", folder, copy_function=shutil.copyfile)
    secrets = tomllib.loads((kept / "secrets.toml").read_text(encoding="utf-8"))["secrets"]
    expected = json.loads((kept / "expected.json").read_text(encoding="utf-8"))
    return EarlierFile(schema, folder, next(iter(secrets.values())), expected)
