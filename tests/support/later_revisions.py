"""A newer program's revision of the database, and what a file says of its schema."""

import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from alembic.config import Config
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import ExecutableDDLElement

from console.app.clinic import Clinic
from console.app.ids import system_random
from console.app.ports import SessionView
from console.app.sessions import Sessions
from console.core.clock import SystemClock
from console.core.events import Event
from db import migrations
from db.connections import Raw
from db.migrations import config
from db.store import Store
from db.views.client_index import make_index
from db.views.tables import SCHEMA, TRIGGERS, metadata
from tests.support.store_help import raw

NEWER = SCHEMA + 1

REVISION = f'''"""A newer program's."""
from alembic import op
import sqlalchemy as sa
revision = "{NEWER:04}"
down_revision = "{SCHEMA:04}"
def upgrade() -> None:
    BODY
'''


def plain(sql: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def schema_of(connection: Raw) -> set[str]:
    query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"
    return {plain(sql) for (sql,) in connection.execute(query)}


def standing(connection: Raw) -> tuple[object, ...]:
    """Everything that says which program the file is of."""
    queries = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL", "SELECT * FROM alembic_version"
    tables, steps = (connection.execute(query).fetchall() for query in queries)
    forms = connection.execute("SELECT name, form FROM views ORDER BY name").fetchall()
    numbers = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
    return sorted(plain(sql) for (sql,) in tables), steps, forms, numbers


def schema(folder: Path) -> set[str]:
    with raw(folder) as connection:
        return schema_of(connection)


def revised(tmp_path: Path, body: str) -> Config:
    """A newer program's revisions: ours and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEWER:04}_newer.py").write_text(REVISION.replace("BODY", body))
    return config(str(folder))


def models() -> set[str]:
    made: list[ExecutableDDLElement] = []
    metadata.create_all(create_mock_engine("sqlite://", lambda sql, *_, **__: made.append(sql)), checkfirst=False)
    statements = [str(sql.compile(dialect=sqlite.dialect())) for sql in made]
    with closing(driver.connect(":memory:", isolation_level=None)) as index:
        make_index(index)
        return {plain(sql) for sql in (*statements, *TRIGGERS.values())} | schema_of(index)


def folded(opened: Store) -> Callable[[Sequence[Event]], SessionView]:
    return Sessions(opened, SystemClock(), Clinic(opened, SystemClock(), system_random), system_random, "UTC").kept.view
