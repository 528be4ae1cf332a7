"""Hears of the commits of all processes through LISTEN/NOTIFY, in a thread with a connection of its own."""

import select
import socket
import threading

import structlog
from psycopg import sql

from server.store.port import Unavailable
from server.store.postgres_connection import Link, connect, unavailable
from server.store.postgres_writes import channel, heard
from server.store.writer import Listener, tell

_AGAIN = 1.0
"""Seconds between attempts to reach the server."""
log = structlog.get_logger()


def serving(commune: str) -> sql.Composed:
    """The key of the lock that every process shares that lives by a commune: a restore must have it alone."""
    return sql.SQL("hashtextextended({}, 0)").format(f"tannha serving {commune}")


class PostgresListener:
    """Tells `listeners` of others' commits. After a lost connection anything may have changed: `kinds`, with id ''."""

    def __init__(self, url: str, commune: str, sender: str, kinds: list[str], listeners: list[Listener]) -> None:
        self._url, self._commune, self._sender = url, commune, sender
        self._anything = [(kind, "") for kind in kinds]
        self._listeners = listeners
        self._wake, self._woken = socket.socketpair()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="tannha-listener", daemon=True)

    def start(self) -> None:
        """Listen from now on. Raises Unavailable when the server cannot be reached."""
        connection = self._connected()
        self._first: Link | None = connection
        self._thread.start()

    def stop(self) -> None:
        """Listen no longer."""
        self._closing = True
        self._wake.send(b".")
        self._thread.join()
        self._wake.close()
        self._woken.close()

    def _connected(self) -> Link:
        connection = connect(self._url)
        with unavailable():
            connection.execute(sql.SQL("SELECT pg_advisory_lock_shared({})").format(serving(self._commune)))
            connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel(self._commune))))
        return connection

    def _run(self) -> None:
        connection = self._first
        while not self._closing:
            if connection is None:
                connection = self._again()
                continue
            try:
                self._listen(connection)
            except Exception as error:
                if not self._closing:
                    log.warning("the database's notifications are lost for a while", reason=str(error))
            connection.close()
            connection = None
        if connection is not None:
            connection.close()

    def _again(self) -> Link | None:
        try:
            connection = self._connected()
        except Unavailable:
            select.select([self._woken], [], [], _AGAIN)
            return None
        tell(self._listeners, self._anything)
        return connection

    def _listen(self, connection: Link) -> None:
        while not self._closing:
            for notice in connection.notifies(timeout=0):
                sender, changed = heard(notice.payload)
                if sender != self._sender:
                    tell(self._listeners, changed)
            select.select([connection.fileno(), self._woken.fileno()], [], [])
