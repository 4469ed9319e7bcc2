"""Indexes for what is asked most: the clinic's own events by client and kind, sessions by client and by status."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("CREATE INDEX log_by_client ON log (client, kind) WHERE session = ''")
    op.execute("DROP INDEX sessions_by_client")
    op.execute("CREATE INDEX sessions_by_client ON sessions (client, status)")
    op.execute("CREATE INDEX sessions_by_status ON sessions (status, ended_utc_ms)")
