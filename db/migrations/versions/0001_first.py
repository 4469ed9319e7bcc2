"""The log, the clients' keys, and the views."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """CREATE TABLE meta (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    ) STRICT""",
    """CREATE TABLE log (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        session TEXT NOT NULL,
        client TEXT NOT NULL,
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        utc_ms INTEGER NOT NULL,
        boot_ms INTEGER NOT NULL,
        boot_id TEXT NOT NULL,
        ago_ms INTEGER NOT NULL,
        body TEXT NOT NULL,
        sealed BLOB,
        mac BLOB NOT NULL,
        PRIMARY KEY (seq),
        CONSTRAINT log_seq CHECK (seq > 0),
        CONSTRAINT log_id CHECK (id <> ''),
        CONSTRAINT log_version CHECK (version > 0),
        CONSTRAINT log_body CHECK (json_valid(body)),
        CONSTRAINT log_sealed CHECK (sealed IS NULL OR client <> ''),
        CONSTRAINT log_mac CHECK (length(mac) = 32)
    ) STRICT""",
    "CREATE UNIQUE INDEX log_by_session ON log (session, id)",
    """CREATE TABLE client_keys (
        client TEXT NOT NULL,
        wrapped BLOB,
        PRIMARY KEY (client)
    ) STRICT""",
    """CREATE TABLE heartbeats (
        session TEXT NOT NULL,
        utc_ms INTEGER NOT NULL,
        boot_ms INTEGER NOT NULL,
        boot_id TEXT NOT NULL,
        PRIMARY KEY (session)
    ) STRICT""",
    """CREATE TABLE pins (
        person TEXT NOT NULL,
        salt BLOB NOT NULL,
        verifier BLOB NOT NULL,
        digits INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        PRIMARY KEY (person),
        CONSTRAINT pins_digits CHECK (digits BETWEEN 4 AND 8),
        CONSTRAINT pins_failed CHECK (failed >= 0)
    ) STRICT""",
    """CREATE TABLE people (
        id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        name TEXT NOT NULL,
        rights TEXT NOT NULL,
        max_depth_um INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT people_rights CHECK (json_valid(rights))
    ) STRICT""",
    """CREATE TABLE people_removed (
        id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE signing_keys (
        person TEXT NOT NULL,
        public TEXT NOT NULL,
        PRIMARY KEY (person)
    ) STRICT""",
    """CREATE TABLE protocols (
        digest TEXT NOT NULL,
        seq INTEGER NOT NULL,
        content TEXT NOT NULL,
        "by" TEXT NOT NULL,
        utc_ms INTEGER NOT NULL,
        PRIMARY KEY (digest)
    ) STRICT""",
    """CREATE TABLE clients (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        born TEXT NOT NULL,
        skin INTEGER,
        allergies TEXT NOT NULL,
        contact TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT clients_skin CHECK (skin BETWEEN 1 AND 6)
    ) STRICT""",
    'CREATE INDEX clients_by_name ON clients (name COLLATE "NOCASE")',
    """CREATE TABLE sessions (
        id TEXT NOT NULL,
        client TEXT NOT NULL,
        number INTEGER NOT NULL,
        operator TEXT NOT NULL,
        begun_utc_ms INTEGER NOT NULL,
        step TEXT NOT NULL,
        status TEXT NOT NULL,
        ended_utc_ms INTEGER,
        PRIMARY KEY (id),
        CONSTRAINT sessions_status CHECK (status IN ('open', 'signed'))
    ) STRICT""",
    "CREATE INDEX sessions_by_begun ON sessions (begun_utc_ms)",
    "CREATE INDEX sessions_by_client ON sessions (client)",
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
        seq INTEGER NOT NULL,
        named_utc_ms INTEGER NOT NULL,
        name TEXT NOT NULL,
        use TEXT NOT NULL,
        agent TEXT NOT NULL,
        gtin TEXT NOT NULL,
        single_use INTEGER NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT products_single_use CHECK (single_use IN (0, 1))
    ) STRICT""",
    """CREATE TABLE stock (
        seq INTEGER NOT NULL,
        product TEXT NOT NULL,
        lot TEXT NOT NULL,
        serial TEXT NOT NULL,
        expiry TEXT NOT NULL,
        count INTEGER NOT NULL,
        counted INTEGER NOT NULL,
        utc_ms INTEGER NOT NULL,
        PRIMARY KEY (seq),
        CONSTRAINT stock_counted CHECK (counted IN (0, 1))
    ) STRICT""",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
