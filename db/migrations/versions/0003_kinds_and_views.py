"""Which kinds of events the log holds, so that a program that does not know them all says so at once; and views without
the log's local numbers, so that rows of several stores can stand in one table."""

from alembic import op

revision = "0003"
down_revision = "0002"

DROPPED = (
    "treated_zones", "product_uses", "sessions", "clients", "people", "people_removed", "protocols", "products",
    "stock",
)  # fmt: skip
TABLES = (
    """CREATE TABLE kinds (
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (kind, version)
    ) STRICT""",
    """CREATE TABLE people (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        rights TEXT NOT NULL,
        max_depth_um INTEGER,
        store TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT people_rights CHECK (json_valid(rights))
    ) STRICT""",
    """CREATE TABLE people_removed (
        id TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE protocols (
        digest TEXT NOT NULL,
        content TEXT NOT NULL,
        "by" TEXT NOT NULL,
        utc_ms INTEGER NOT NULL,
        store TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (digest)
    ) STRICT""",
    """CREATE TABLE clients (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        born TEXT NOT NULL,
        skin INTEGER,
        allergies TEXT NOT NULL,
        contact TEXT NOT NULL,
        conflicts TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT clients_skin CHECK (skin BETWEEN 1 AND 6)
    ) STRICT""",
    'CREATE INDEX clients_by_name ON clients (name COLLATE "NOCASE")',
    """CREATE TABLE client_entries (
        client TEXT NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (client, position),
        CONSTRAINT client_entries_kind CHECK (kind IN ('allergy', 'medicine', 'condition')),
        CONSTRAINT client_entries_client FOREIGN KEY(client) REFERENCES clients (id)
    ) STRICT""",
    """CREATE TABLE sessions (
        id TEXT NOT NULL,
        client TEXT NOT NULL,
        operator TEXT NOT NULL,
        begun_utc_ms INTEGER NOT NULL,
        step TEXT NOT NULL,
        status TEXT NOT NULL,
        ended_utc_ms INTEGER,
        reaction TEXT,
        PRIMARY KEY (id),
        CONSTRAINT sessions_status CHECK (status IN ('open', 'signed'))
    ) STRICT""",
    "CREATE INDEX sessions_by_begun ON sessions (begun_utc_ms)",
    "CREATE INDEX sessions_by_client ON sessions (client, status)",
    "CREATE INDEX sessions_by_number ON sessions (client, begun_utc_ms, id)",
    "CREATE INDEX sessions_by_status ON sessions (status, ended_utc_ms)",
    """CREATE TABLE treated_zones (
        session TEXT NOT NULL,
        position INTEGER NOT NULL,
        zone TEXT NOT NULL,
        passes INTEGER NOT NULL,
        depth_um INTEGER,
        endpoint TEXT,
        worked_ms INTEGER,
        PRIMARY KEY (session, position),
        CONSTRAINT treated_zones_endpoint CHECK (endpoint IN ('none', 'erythema', 'pinpoint', 'excess')),
        CONSTRAINT treated_zones_session FOREIGN KEY(session) REFERENCES sessions (id)
    ) STRICT""",
    """CREATE TABLE product_uses (
        session TEXT NOT NULL,
        position INTEGER NOT NULL,
        use TEXT NOT NULL,
        name TEXT NOT NULL,
        lot TEXT NOT NULL,
        expiry TEXT NOT NULL,
        mass_mg INTEGER,
        gtin TEXT NOT NULL,
        serial TEXT NOT NULL,
        used_utc_ms INTEGER NOT NULL,
        PRIMARY KEY (session, position),
        CONSTRAINT product_uses_session FOREIGN KEY(session) REFERENCES sessions (id)
    ) STRICT""",
    'CREATE INDEX product_uses_by_lot ON product_uses (lot COLLATE "NOCASE")',
    "CREATE INDEX product_uses_by_serial ON product_uses (serial)",
    "CREATE INDEX product_uses_by_used ON product_uses (used_utc_ms)",
    """CREATE TABLE products (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        use TEXT NOT NULL,
        agent TEXT NOT NULL,
        gtin TEXT NOT NULL,
        single_use INTEGER NOT NULL,
        named_utc_ms INTEGER NOT NULL,
        store TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT products_single_use CHECK (single_use IN (0, 1))
    ) STRICT""",
    """CREATE TABLE stock (
        event TEXT NOT NULL,
        product TEXT NOT NULL,
        lot TEXT NOT NULL,
        serial TEXT NOT NULL,
        expiry TEXT NOT NULL,
        count INTEGER NOT NULL,
        counted INTEGER NOT NULL,
        utc_ms INTEGER NOT NULL,
        store TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (event),
        CONSTRAINT stock_counted CHECK (counted IN (0, 1))
    ) STRICT""",
)


def upgrade() -> None:
    for table in DROPPED:
        op.execute(f"DROP TABLE {table}")
    for statement in TABLES:
        op.execute(statement)
    op.execute("INSERT INTO kinds (kind, version) SELECT DISTINCT kind, version FROM log")
