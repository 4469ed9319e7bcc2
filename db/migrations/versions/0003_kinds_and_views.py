"""Which kinds of events the log holds, so that a program that does not know them all says so at once; and which views
the file has, in which form. The views themselves are no revision's any more: whoever opens the file makes them."""

from alembic import op

revision = "0003"
down_revision = "0002"

DROPPED = (
    "treated_zones", "product_uses", "sessions", "clients", "people", "people_removed", "signing_keys", "protocols",
    "products", "stock",
)  # fmt: skip
TABLES = (
    """CREATE TABLE kinds (
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (kind, version)
    ) STRICT""",
    """CREATE TABLE views (
        name TEXT NOT NULL,
        form TEXT NOT NULL,
        unread INTEGER,
        PRIMARY KEY (name)
    ) STRICT""",
)


def upgrade() -> None:
    for table in DROPPED:
        op.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in TABLES:
        op.execute(statement)
    op.execute("INSERT INTO kinds (kind, version) SELECT DISTINCT kind, version FROM log")
