"""The store on PostgreSQL: the contract, several processes, connections lost, kills at random instants."""

from collections.abc import Callable, Iterator

import pytest

from server.store.port import Store
from server.store.postgres import PostgresStore
from tests.postgres import Server
from tests.store.contract import RECORDS, StoreContract


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.database()


@pytest.fixture
def opened() -> Iterator[list[PostgresStore]]:
    """Every store that a test opened; closed at the end."""
    stores: list[PostgresStore] = []
    yield stores
    for store in stores:
        store.close()


@pytest.fixture
def store(url: str, opened: list[PostgresStore]) -> Store:
    opened.append(PostgresStore(url, RECORDS))
    return opened[-1]


@pytest.fixture
def reopen(url: str, opened: list[PostgresStore]) -> Callable[[], Store]:
    def again() -> Store:
        opened.pop().close()
        opened.append(PostgresStore(url, RECORDS))
        return opened[-1]

    return again


@pytest.fixture
def fresh(postgres: Server, opened: list[PostgresStore]) -> Callable[[], Store]:
    """A store in another database, opened anew at every call."""
    other = postgres.database()

    def again() -> Store:
        opened.append(PostgresStore(other, RECORDS))
        return opened[-1]

    return again


class TestPostgresStore(StoreContract):
    """The contract on this engine."""
