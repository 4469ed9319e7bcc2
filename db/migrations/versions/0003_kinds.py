"""Which kinds of events the log holds, so that a program that does not know them all says so at once."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE kinds (
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (kind, version)
    ) STRICT"""
    )
    op.execute("INSERT INTO kinds (kind, version) SELECT DISTINCT kind, version FROM log")
