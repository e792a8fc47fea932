"""A client of the whole application, with the real rooms behind it."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """An app with the default limits; an unforeseen error is an answer, not an exception."""
    with TestClient(create_app(Settings()), raise_server_exceptions=False) as client:
        yield client
