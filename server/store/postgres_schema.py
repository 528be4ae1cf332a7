"""PostgreSQL's tables, by numbered steps that are applied at start; each row begins with its commune, so that the
tables can be distributed by it."""

from psycopg import Connection
from psycopg.rows import TupleRow

from server.store.port import NewerData

STEPS = (
    """
    CREATE TABLE counter (commune text COLLATE "C" PRIMARY KEY, deployment text NOT NULL, epoch text NOT NULL,
      head bigint NOT NULL DEFAULT 0, indexed text NOT NULL DEFAULT '', aside boolean NOT NULL DEFAULT false)
      WITH (fillfactor = 20);
    CREATE TABLE record (commune text COLLATE "C", kind text COLLATE "C", id bytea, rev bigint NOT NULL,
      body bytea NOT NULL, PRIMARY KEY (commune, kind, id));
    CREATE TABLE entry (commune text COLLATE "C", kind text COLLATE "C", name text COLLATE "C", value bytea,
      rev bigint, id bytea NOT NULL, PRIMARY KEY (commune, kind, name, value, rev) INCLUDE (id));
    CREATE TABLE mark (commune text COLLATE "C", number bigint, mark text NOT NULL, PRIMARY KEY (commune, number));
    CREATE TABLE file (commune text COLLATE "C", name text COLLATE "C", content bytea NOT NULL,
      PRIMARY KEY (commune, name));
    COMMENT ON TABLE counter IS 'A commune and its counter N; whoever writes holds this row. aside: before a restore';
    COMMENT ON TABLE record IS 'The documents: body is JSON in UTF-8, rev the number of its last put';
    COMMENT ON TABLE entry IS 'Under which index and value each record is found';
    COMMENT ON TABLE mark IS 'The mark of every commit, by its last number';
    COMMENT ON TABLE file IS 'Photos and other files, by SHA-256';
    CREATE VIEW readable AS SELECT commune, kind, convert_from(id, 'UTF8') AS id, rev,
      convert_from(body, 'UTF8')::json AS body FROM record;
    COMMENT ON VIEW readable IS 'The documents as a person at the database reads them';
    """,
)
"""What has been released is never changed: a change is a new step at the end."""


def version(connection: Connection[TupleRow]) -> int:
    """How many steps the database has had. Raises NewerData."""
    there = connection.execute("SELECT to_regclass('migration')").fetchone()
    if there is None or there[0] is None:
        return 0
    row = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    assert row is not None
    if row[0] > len(STEPS):
        raise NewerData(int(row[0]))
    return int(row[0])


def migrate(connection: Connection[TupleRow]) -> None:
    """Bring the tables up to date, all or nothing; processes that start together take turns. Raises NewerData."""
    if version(connection) == len(STEPS):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('tannha migration', 0))")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())"
        )
        for number in range(version(connection) + 1, len(STEPS) + 1):
            connection.execute(STEPS[number - 1].encode(), prepare=False)
            connection.execute("INSERT INTO migration (number) VALUES (%s)", (number,))
