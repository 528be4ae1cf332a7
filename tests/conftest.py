"""Fixtures for all tests: a commune in a temporary folder, a PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.communes import Here
from tests.postgres import Server


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    """A small commune of its own."""
    commune = Here(tmp_path / "data")
    yield commune
    commune.store.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for the run, if any test asks; each makes a database of its own."""
    server = Server()
    yield server
    server.stop()
