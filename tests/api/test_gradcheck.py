from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.gradcheck import GradcheckAnswer
from tests.api.asking import XYZ, problem

GRADCHECK = "/api/v1/gradcheck"


def checked(client: TestClient, program: str, **fields: Any) -> GradcheckAnswer:
    response = client.post(GRADCHECK, json={"program": program, **fields})
    assert response.status_code == 200, response.text
    return GradcheckAnswer.model_validate_json(response.content)


def test_right_gradients_are_ok(client: TestClient) -> None:
    answer = checked(client, XYZ)
    assert answer.verdict == "ok"
    assert {name: check.analytic for name, check in answer.inputs.items()} == {
        "x": -4,
        "y": -4,
        "z": 3,
    }
    assert all(float(check.relative_error) < 1e-6 for check in answer.inputs.values())


@pytest.mark.parametrize("scheme", ["central", "forward"])
def test_the_step_and_the_scheme_can_be_chosen(client: TestClient, scheme: str) -> None:
    answer = checked(client, "x = 1; y = x ** 3", h=0.5, scheme=scheme)
    assert answer.scheme == scheme
    assert answer.h == 0.5
    assert answer.inputs["x"].numeric == {"central": 3.25, "forward": 4.75}[scheme]


def test_a_kink_is_called_a_kink(client: TestClient) -> None:
    assert checked(client, "x = 0; y = relu(x)").verdict == "kink"


@pytest.mark.parametrize(
    "program", ["z = 30; E = bce(sigmoid(z), 0)", "x = 3; y = 1e12 + x * x - 1e12"]
)
def test_what_rounding_hides_is_told_to_be_hidden(client: TestClient, program: str) -> None:
    answer = checked(client, program)
    (check,) = answer.inputs.values()
    assert answer.verdict == check.verdict == "cannot-tell"
    assert float(check.uncertainty) > 1e-3
    assert check.step is not None


def test_a_kink_of_an_option_is_a_kink_in_the_check_and_in_the_trace(client: TestClient) -> None:
    for alpha, verdict in ((2, "kink"), (1, "ok")):
        program = f"x = 0; y = elu(x, alpha={alpha})"
        assert checked(client, program).verdict == verdict
        warnings = client.post("/api/v1/trace", json={"program": program}).json()["warnings"]
        assert [w["kind"] for w in warnings] == (["kink"] if verdict == "kink" else [])


def test_a_label_that_is_a_number_too_is_checked_as_a_number(client: TestClient) -> None:
    answer = checked(client, "s = [1, 2.5, 3]; y = 1\nL = hinge(s, y) + y * y")
    assert answer.inputs["y"].label
    assert not answer.inputs["s"].label
    assert (answer.inputs["y"].verdict, answer.inputs["y"].analytic) == ("ok", 2)
    answer = checked(client, "s = [1, 2.5, 3]; y = 1\nL = hinge(s, y)")
    assert (answer.inputs["y"].verdict, answer.inputs["y"].label) == ("no-gradient", True)


def test_an_input_without_influence_has_no_gradient(client: TestClient) -> None:
    answer = checked(client, "x = 1; z = 2; w = z * 3; y = x * 2", output="y")
    assert answer.inputs["z"].verdict == "no-gradient"
    assert answer.inputs["z"].analytic is None
    assert answer.inputs["x"].verdict == "ok"


def test_non_finite_values_come_as_texts(client: TestClient) -> None:
    answer = checked(client, "x = 0; y = log(x)")
    assert answer.verdict == "non-finite"
    assert answer.inputs["x"].analytic == "Infinity"


def test_the_seed_counts(client: TestClient) -> None:
    answer = checked(client, "x = [1, 2]; y = x * x", seed=[1, 0])
    assert answer.inputs["x"].analytic == [2, 0]
    assert answer.verdict == "ok"


def test_of_large_inputs_a_fair_share_is_compared(client: TestClient) -> None:
    answer = checked(client, "a = 3; x = arange(3000); z = ones(3000); y = sum(a * x * z)")
    counts = {name: check.checked for name, check in answer.inputs.items()}
    assert counts["a"] == 1
    assert sum(counts.values()) <= 2000
    assert min(counts["x"], counts["z"]) > 900


@pytest.mark.parametrize("h", ["0", "-1", '"1"', '"NaN"', "1e999", "true"])
def test_a_step_that_is_none_is_refused(client: TestClient, h: str) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post(GRADCHECK, content=f'{{"program": "y=x", "h": {h}}}', headers=headers)
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/h"
