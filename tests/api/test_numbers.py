"""Numbers alone: with the texts of a trace they are the trace of other numbers."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.numbers import NumbersAnswer
from tests.api.asking import XYZ, problem, traced

NUMBERS = "/api/v1/numbers"
ARRAYS = (
    "W = [[1, -2], [3, 4]]; x = [0.5, -1]\np = softmax(relu(W @ x))\nL = -log(p[0]) + hinge(x, 1)"
)
LARGE = "x = 1; w = randn(90, 90)\ny = sum(w * x)"


def computed(client: TestClient, program: str, **fields: Any) -> dict[str, Any]:
    response = client.post(NUMBERS, json={"program": program, **fields})
    assert response.status_code == 200, response.text
    NumbersAnswer.model_validate_json(response.content)
    answer: dict[str, Any] = response.json()
    return answer


def with_numbers(trace: dict[str, Any], numbers: dict[str, Any]) -> dict[str, Any]:
    """Put numbers into a trace, as the page does."""
    sentences = [{"sentence": sentence} for sentence in numbers["sentences"]]
    listed = {"nodes": numbers["nodes"], "edges": numbers["edges"], "steps": sentences}
    rows = {
        name: [{**old, **new} for old, new in zip(trace[name], rows, strict=True)]
        for name, rows in listed.items()
    }
    others = {name: numbers[name] for name in ("gradients", "tangents", "warnings")}
    return {**trace, **others, **rows}


@pytest.mark.parametrize(
    ("program", "inputs", "asked"),
    [
        (XYZ, {"x": 7}, {}),
        (XYZ, {"x": 7.123456}, {"mode": "forward", "wrt": "y", "digits": 2}),
        (XYZ, {"x": 7}, {"seed": 0.5, "digits": 0}),
        (XYZ, {"x": 1e308, "y": 1e308}, {}),
        (ARRAYS, {"x": [-3, 2]}, {}),
        (ARRAYS, {"x": [0, 0]}, {"detail": "elementary"}),
        (ARRAYS, {"x": [2, 1]}, {"detail": "scalars"}),
        (LARGE, {"x": 3}, {}),
    ],
    ids=range(8),
)
def test_numbers_and_the_texts_of_a_trace_are_the_trace_of_these_numbers(
    client: TestClient, program: str, inputs: dict[str, Any], asked: dict[str, Any]
) -> None:
    before = traced(client, program, layout=False, **asked)
    after = traced(client, program, layout=False, inputs=inputs, **asked)
    assert before != after
    assert with_numbers(before, computed(client, program, inputs=inputs, **asked)) == after


def test_what_cannot_be_computed_is_told_as_of_a_trace(client: TestClient) -> None:
    refused = client.post(NUMBERS, json={"program": XYZ, "inputs": {"x": [1, 2]}, "wrt": "x"})
    problem(refused, 422, "invalid-request")


@pytest.mark.parametrize("asked", [{}, {"mode": "forward", "wrt": "y"}])
def test_sentences_of_steps_that_are_not_asked_for_are_empty(
    client: TestClient, asked: dict[str, Any]
) -> None:
    everything = computed(client, XYZ, **asked)
    some = computed(client, XYZ, steps=[2, 1, 99], **asked)
    told = everything["sentences"]
    assert all(told)
    assert some == {**everything, "sentences": [*told[:2], *[""] * (len(told) - 2)]}


def test_more_steps_than_may_be_named_are_refused(client: TestClient) -> None:
    refused = client.post(NUMBERS, json={"program": XYZ, "steps": [1] * 65})
    assert problem(refused, 422, "invalid-request")["errors"][0]["pointer"] == "/steps"
