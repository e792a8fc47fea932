"""Every route that a file of ``app/api/routes`` holds is mounted and described."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter
from fastapi.routing import APIRoute

from app.api import routes
from app.main import create_app


def written() -> Iterator[APIRoute]:
    for found in iter_modules(routes.__path__):
        for value in vars(import_module(f"{routes.__name__}.{found.name}")).values():
            if isinstance(value, APIRouter):
                yield from (route for route in value.routes if isinstance(route, APIRoute))


def test_every_route_that_is_written_is_mounted_and_described() -> None:
    paths = create_app().openapi()["paths"].values()
    described = {operation["operationId"] for methods in paths for operation in methods.values()}
    named = {route.endpoint.__name__ for route in written() if route.include_in_schema}
    assert named == described, "app/main.py does not mount a file of app/api/routes"


def test_what_answers_json_is_described_and_a_model() -> None:
    hidden = [r.path for r in written() if not r.include_in_schema and r.response_model]
    assert hidden == []
    answering = [r for r in written() if r.include_in_schema and r.response_model is not None]
    assert [r.path for r in answering if not hasattr(r.response_model, "model_fields")] == []


def test_every_summary_is_written() -> None:
    """FastAPI makes one of the function's name where there is none."""
    assert [r.path for r in written() if r.include_in_schema and not r.summary] == []
