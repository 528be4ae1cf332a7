"""Fixtures for all tests: a commune in a temporary folder, a PostgreSQL server."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from tests.communes import Here
from tests.postgres import Server

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
"""A line for each request of some hundred thousand would bury what a failing test has to say."""

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""How long an example takes on a busy machine says nothing of what it shows."""


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
