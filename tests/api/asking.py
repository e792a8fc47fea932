"""Shorthands of the API's tests."""

from typing import Any

import httpx2
from starlette.testclient import TestClient

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
TRACE = "/api/v1/trace"
SVG = "/api/v1/graph.svg"


def traced(client: TestClient, program: str = XYZ, **fields: Any) -> dict[str, Any]:
    """Trace a program that can be traced."""
    response = client.post(TRACE, json={"program": program, **fields})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def problem(response: httpx2.Response, status: int, slug: str) -> dict[str, Any]:
    """Check the shape of a problem, and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/problems/{slug}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["instance"].startswith("/")
    known = {"type", "title", "status", "detail", "instance", "hint", "errors"}
    placed = {"line", "column", "end_line", "end_column", "snippet", "replacement"}
    assert body.keys() <= known | placed
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    return body


def refused(client: TestClient, status: int, slug: str, **body: Any) -> dict[str, Any]:
    """Trace what cannot be traced."""
    return problem(client.post(TRACE, json=body), status, slug)
