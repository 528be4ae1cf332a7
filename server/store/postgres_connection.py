"""One connection to PostgreSQL as the store uses it, and what its failures mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection, errors
from psycopg.rows import TupleRow

from server.store.port import Unavailable

_SESSION = """
SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
SET plan_cache_mode = force_generic_plan;
SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = '10min';
SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
"""
"""Every look-up is by key, so the planner has nothing to choose; and the counter's row is not held for ever by
a process that hangs or a machine that is gone."""
OPTIONS: dict[str, Any] = {"autocommit": True, "prepare_threshold": 0, "connect_timeout": 5}
DURABLE = "current_setting('fsync'), current_setting('synchronous_commit')"
"""What the server promises of a commit, as two columns for `check_durable`."""
_ACTS_FAULT = (errors.DataError, errors.ProgramLimitExceeded, errors.IntegrityError, errors.NotSupportedError)
Link = Connection[TupleRow]


class NotDurable(Exception):
    """The server may forget what it said is committed."""


def check_durable(fsync: str, synchronous_commit: str) -> None:
    """Raises NotDurable when a commit may be lost with the power."""
    if fsync == "off":
        raise NotDurable("fsync")
    if synchronous_commit == "off":
        raise NotDurable("synchronous_commit")


@contextmanager
def unavailable() -> Iterator[None]:
    """What PostgreSQL cannot do now becomes Unavailable; what one act's data makes impossible stays as it is."""
    try:
        yield
    except _ACTS_FAULT:
        raise
    except NotDurable as error:
        raise Unavailable(f"PostgreSQL: {error} = off") from error
    except psycopg.Error as error:
        raise Unavailable(str(error)) from error


def configure(connection: Link) -> None:
    """What every connection of the store begins with."""
    connection.execute(_SESSION.encode(), prepare=False)


def connect(url: str) -> Link:
    """A new connection. Raises Unavailable; the reason never holds the password."""
    try:
        connection = psycopg.connect(url, **OPTIONS)
    except psycopg.ProgrammingError:
        raise Unavailable("TANNHA_DATABASE_URL") from None
    except psycopg.Error as error:
        raise Unavailable(str(error)) from None
    try:
        with unavailable():
            configure(connection)
    except Unavailable:
        connection.close()
        raise
    return connection


def idle(connection: Link) -> bool:
    """Whether the connection lives and is in no transaction."""
    return not connection.closed and connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
