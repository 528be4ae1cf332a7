"""Fixtures for all tests: a commune in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.communes import Here


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    """A small commune of its own."""
    commune = Here(tmp_path / "data")
    yield commune
    commune.store.close()
