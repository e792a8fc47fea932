from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.models.descend import DescendAnswer
from app.training.optimizers import OPTIMIZERS
from tests.api.asking import problem
from tests.language.code.running import print_scripts

DESCEND = "/api/v1/descend"
BOWL = "w0 = 1; w1 = 1\nE = w0**2 + 3*w1**2"


def descended(client: TestClient, program: str = BOWL, **fields: Any) -> DescendAnswer:
    response = client.post(DESCEND, json={"program": program, **fields})
    assert response.status_code == 200, response.text
    return DescendAnswer.model_validate_json(response.content)


def test_three_steps_down_a_bowl(client: TestClient) -> None:
    answer = descended(client, optimizer={"learning_rate": 0.1}, updates=3)
    assert answer.updates == [0, 1, 2, 3]
    assert answer.losses == pytest.approx([4, 1.12, 0.4864, 0.274432])
    assert np.array(answer.parameters["w0"]) == pytest.approx([1, 0.8, 0.64, 0.512])
    assert np.array(answer.gradients["w1"]) == pytest.approx([6, 2.4, 0.96, 0.384])
    assert answer.output == "E"
    assert answer.diverged is None
    assert not answer.rested


def test_other_names_are_watched(client: TestClient) -> None:
    program = "x = const([1, 2]); w = 3\nq = w*x\nr = 2*q\nL = sum(q*q)"
    watch = ["q", "r", "w", "x"]
    answer = descended(client, program, watch=watch, optimizer={"learning_rate": 0.01}, updates=2)
    assert answer.watched.keys() == set(watch)
    assert answer.watched["w"] == answer.parameters["w"]
    assert answer.watched["x"] == [[1, 2]] * 3
    q, w = np.array(answer.watched["q"]), np.array(answer.parameters["w"])
    np.testing.assert_allclose(q, w[:, None] * [1, 2])
    np.testing.assert_allclose(np.array(answer.watched["r"]), 2 * q)
    assert descended(client).watched == {}


def test_a_name_to_watch_that_is_not_there_is_said(client: TestClient) -> None:
    body = {"program": "score = 1\nL = score**2", "watch": ["scores"]}
    found = problem(client.post(DESCEND, json=body), 422, "invalid-option")
    assert "scores" in found["detail"]
    assert "score" in found["hint"]


def test_what_is_watched_counts_for_the_size_of_an_answer(client: TestClient) -> None:
    program = "w = 1; X = randn(60, 60)\ns = X * w\nL = sum(s*s)"
    body = {"program": program, "parameters": ["w"], "updates": 500, "record_every": 1}
    few = client.post(DESCEND, json={**body, "optimizer": {"learning_rate": 1e-9}})
    assert few.status_code == 200
    problem(client.post(DESCEND, json={**body, "watch": ["s"]}), 422, "too-large")


def test_the_trace_is_that_of_the_end(client: TestClient) -> None:
    answer = descended(client, optimizer={"learning_rate": 0.1}, updates=3)
    assert answer.trace is not None
    assert answer.trace.nodes[-1].value == answer.losses[-1]
    assert answer.trace.gradients == {n: row[-1] for n, row in answer.gradients.items()}
    assert answer.trace.layout is None
    assert descended(client, trace=False).trace is None


def test_a_rule_begins_with_its_own_rate(client: TestClient) -> None:
    for name, row in OPTIMIZERS.items():
        answer = descended(client, optimizer={"name": name}, trace=False)
        assert answer.optimizer["learning_rate"] == row.rate
    assert descended(client, trace=False).optimizer["name"] == "sgd"


def test_numbers_given_from_outside_are_where_it_begins(client: TestClient) -> None:
    answer = descended(client, inputs={"w0": 5}, parameters=["w0"], updates=1)
    assert answer.parameters["w0"][0] == 5
    assert answer.parameters.keys() == {"w0"}


def test_until_it_rests(client: TestClient) -> None:
    answer = descended(client, updates=5_000, tolerance=1e-8, trace=False)
    assert answer.rested
    assert answer.updates[-1] < 500
    assert float(answer.losses[-1]) < 1e-12


def test_what_diverges_is_taken_back_and_told(client: TestClient) -> None:
    answer = descended(client, optimizer={"learning_rate": 0.4}, updates=5_000, record_every=1_000)
    assert answer.diverged is not None
    assert answer.diverged.update == answer.updates[-1] + 1
    assert answer.diverged.parameter is None
    assert answer.trace is not None
    assert answer.trace.nodes[-1].value == answer.losses[-1]


def test_arrays_are_recorded_in_their_shapes(client: TestClient) -> None:
    program = "W = [[1, 2], [3, 4]]\nL = sum(W * W)"
    answer = descended(client, program, optimizer={"learning_rate": 0.25}, updates=1)
    assert answer.parameters["W"] == [[[1, 2], [3, 4]], [[0.5, 1], [1.5, 2]]]


@pytest.mark.parametrize(
    ("fields", "slug", "said"),
    [
        ({"parameters": ["q"]}, "invalid-option", "q is no input of the program"),
        ({"optimizer": {"name": "sdg"}}, "invalid-config", "there is no optimizer sdg"),
        ({"optimizer": {"learning_rate": -1}}, "invalid-config", "/optimizer/learning_rate"),
        ({"optimizer": {"rate": 1}}, "invalid-config", "nothing here is called rate"),
        ({"updates": 10**6}, "invalid-request", "1,000,000 updates are more than the 100,000"),
        ({"updates": 9_000, "record_every": 1}, "invalid-request", "rows are more than the 2,000"),
        ({"updates": -1}, "invalid-request", "/updates"),
        ({"tolerance": 0}, "invalid-request", "/tolerance"),
        ({"output": "nobody"}, "unknown-output", "nobody"),
        ({"noise": -1}, "invalid-request", "/noise"),
        ({"batch_size": 0}, "invalid-request", "/batch_size"),
        ({"batch_size": 2}, "invalid-option", "no rows to choose a mini-batch from"),
        ({"stochastic_seed": -1}, "invalid-request", "/stochastic_seed"),
        ({"optimizer": {"schedule": {"name": "stairs"}}}, "invalid-config", "no schedule stairs"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: TestClient, fields: dict[str, Any], slug: str, said: str
) -> None:
    response = client.post(DESCEND, json={"program": BOWL, **fields})
    body = problem(response, 422, slug)
    assert said in body["detail"]


def test_an_answer_that_would_be_too_large_is_refused_before_it_is_made(
    client: TestClient,
) -> None:
    program = "W = randn(60, 60)\nL = sum(W * W)"
    body = {"program": program, "updates": 1_000, "record_every": 1}
    refusal = problem(client.post(DESCEND, json=body), 422, "too-large")
    assert "record fewer rows" in refusal["hint"]


LEARNS = BOWL + "\nfor step in range(3):\n    w1 -= 0.05 * momentum(grad(w1))"


def test_what_is_left_out_is_as_the_program_says(client: TestClient) -> None:
    said = descended(client, LEARNS, trace=False)
    asked = descended(
        client,
        trace=False,
        parameters=["w1"],
        optimizer={"name": "momentum", "learning_rate": 0.05},
        updates=3,
    )
    assert said == asked
    assert said.updates == [0, 1, 2, 3]
    assert said.parameters.keys() == {"w1"}


def test_what_is_asked_for_goes_before_what_the_program_says(client: TestClient) -> None:
    answer = descended(client, LEARNS, updates=1, parameters=["w0"])
    assert answer.updates == [0, 1]
    assert answer.parameters.keys() == {"w0"}
    assert answer.optimizer["name"] == "momentum"
    other = descended(client, LEARNS, optimizer={"name": "adam"}).optimizer
    assert (other["name"], other["learning_rate"]) == ("adam", OPTIMIZERS["adam"].rate)
    more = descended(client, LEARNS, optimizer={"momentum": 0.5}).optimizer
    assert (more["name"], more["learning_rate"], more["momentum"]) == ("momentum", 0.05, 0.5)


def test_too_many_turns_are_refused(client: TestClient) -> None:
    program = BOWL + "\nfor step in range(1000000000):\n    w1 -= 0.05 * grad(w1)"
    told = problem(client.post(DESCEND, json={"program": program}), 422, "invalid-request")
    assert "1,000,000,000 updates are more than" in told["detail"]


def test_a_wrong_update_is_pointed_at(client: TestClient) -> None:
    program = BOWL + "\nE -= 0.1 * grad(E)"
    told = problem(client.post(DESCEND, json={"program": program}), 422, "unsupported")
    assert (told["line"], told["column"]) == (3, 0)
    assert "E is computed by the program" in told["detail"]


def test_the_lines_of_a_rule_are_told_with_their_numbers(client: TestClient) -> None:
    rule = descended(client, LEARNS, explain=True, updates=2).rule
    assert rule is not None
    assert rule.lines == ["v ← μ·v − η·g", "p ← p + v"]
    assert rule.options == {"η": 0.05, "μ": 0.9}
    velocity = -0.05 * 6
    assert rule.memory == {"v": {"w1": pytest.approx([0, velocity, 0.9 * velocity - 0.05 * 4.2])}}
    assert descended(client, LEARNS).rule is None
    plain = descended(client, explain=True).rule
    assert plain is not None
    assert (plain.lines, plain.memory) == (["p ← p − η·g"], {})


def test_the_story_of_a_known_program_is_that_of_the_numbers_asked_for(client: TestClient) -> None:
    program = "k = const(2); w = 3; v = 1\nE = (k*w - v)**2"
    fresh = descended(client, program, inputs={"k": 5, "v": 4}, parameters=["w"], updates=2)
    known = descended(client, program, updates=2)
    again = descended(client, program, inputs={"k": 5, "v": 4}, parameters=["w"], updates=2)
    assert again == fresh
    assert known.losses[0] == 25
    assert fresh.losses[0] == 121
    assert again.trace is not None
    assert again.trace.nodes[-1].value == again.losses[-1]
    told = {node.name: node.value for node in again.trace.nodes}
    assert (told["k"], told["v"], told["w"]) == (5, 4, again.parameters["w"][-1])


LINE = "x = const([0, 1, 2, 3]); y = const([1, 3, 5, 7])\nw = 0; b = 0\nE = mse(w*x + b, y)"


def test_mini_batches_are_told_of(client: TestClient) -> None:
    optimizer = {"name": "sgd", "learning_rate": 0.05}
    whole = descended(client, LINE, optimizer=optimizer, updates=10)
    answer = descended(client, LINE, optimizer=optimizer, updates=10, batch_size=2)
    assert whole.batches is None
    assert answer.batches is not None
    told = answer.batches
    assert (told.names, told.rows, told.epoch, told.scale) == (["x", "y"], 4, 2, 1)
    assert answer.losses[0] == whole.losses[0] == 21
    assert answer.losses[1:] != whole.losses[1:]
    other = descended(
        client, LINE, optimizer=optimizer, updates=10, batch_size=2, stochastic_seed=2
    )
    assert other.losses != answer.losses


def test_noise_moves_what_a_gradient_would_not(client: TestClient) -> None:
    still = descended(client, inputs={"w0": 0, "w1": 0}, updates=5, tolerance=1e-6)
    noisy = descended(client, inputs={"w0": 0, "w1": 0}, updates=5, tolerance=1e-6, noise=0.5)
    assert still.rested
    assert not noisy.rested
    assert noisy.losses[0] == 0 != noisy.losses[-1]


def test_the_code_of_a_stochastic_descent_prints_its_losses(client: TestClient) -> None:
    how = {
        "optimizer": {"name": "adam", "learning_rate": 0.1, "schedule": {"name": "warmup"}},
        "updates": 12,
        "noise": 0.1,
        "batch_size": 2,
        "stochastic_seed": 8,
    }
    answer = client.post("/api/v1/code", json={"program": LINE, "descend": how})
    assert answer.status_code == 200, answer.text
    (out,) = print_scripts([answer.json()["numpy"]])
    found = [float(line.split()[1]) for line in out.splitlines()]
    assert found == pytest.approx(descended(client, LINE, **how, record_every=1).losses, rel=1e-11)
