import subprocess
import sys
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.asking import XYZ, problem, traced

CODE = "/api/v1/code"


def test_the_numpy_script_runs_as_it_stands(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": XYZ, "inputs": {"x": 3}}).json()
    script = [sys.executable, "-c", answer["numpy"]]
    printed = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert "8" in printed
    assert "import torch" in answer["torch"]


def test_a_wrong_program_is_a_problem(client: TestClient) -> None:
    problem(client.post(CODE, json={"program": "x = "}), 422, "syntax")


def test_the_lines_are_those_of_the_gates_and_the_contributions(client: TestClient) -> None:
    program = "x = 3; y = 1\nf = 2*x + x*x + max(x, y)"
    answer = client.post(CODE, json={"program": program}).json()
    story = traced(client, program)
    carrying = {str(edge["id"]) for edge in story["edges"] if edge["contribution"] is not None}
    lines, script = answer["numpy_lines"], answer["numpy"].split("\n")
    assert lines["forward_lines"].keys() == {str(node["id"]) for node in story["nodes"]}
    assert lines["backward_lines"].keys() == carrying
    assert script[lines["seed_line"] - 1] == "df = 1.0"
    for node in story["nodes"]:
        line = script[lines["forward_lines"][str(node["id"])] - 1]
        assert line.startswith(f"{node['name'] or 'v' + str(node['id'])} = ")
    for edge in story["edges"]:
        name = story["nodes"][edge["source"]]["name"] or f"v{edge['source']}"
        line = script[lines["backward_lines"][str(edge["id"])] - 1]
        assert line.startswith((f"d{name} = ", f"d{name} += "))


def test_in_pytorch_one_line_sends_everything_back(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": XYZ}).json()
    lines = answer["torch_lines"]
    assert set(lines["backward_lines"].values()) == {lines["seed_line"]}
    assert answer["torch"].split("\n")[lines["seed_line"] - 1] == "f.backward()"


def test_the_classes_print_the_output_and_the_gradients(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": XYZ, "inputs": {"x": 3}, "detail": "blocks"}).json()
    script = [sys.executable, "-c", answer["classes"]]
    printed = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert printed == "f = -32.0\ndx = -4.0\ndy = -4.0\ndz = 8.0\n"
    lines, script = answer["classes_lines"], answer["classes"].split("\n")
    assert lines["names"] == ["x", "y", "z", "q", "f"]
    assert script[lines["graph_line"] - 1] == "class ComputationalGraph:"
    for table in ("forward_lines", "backward_lines"):
        told = [[script[line - 1].strip() for line in found] for found in lines[table].values()]
        assert told[-1][-1] == '("f", Multiply(), ["q", "z"]),'
    assert told[0][0] == "da = upstream"


def test_a_constant_output_has_no_backward_pass(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": "x = 1\nf = const(2) * 3", "output": "f"}).json()
    assert answer["numpy_lines"]["seed_line"] is None
    assert answer["numpy_lines"]["backward_lines"] == {}


@pytest.mark.parametrize("seed", [0.5, -3])
def test_the_seed_is_written_out(client: TestClient, seed: float) -> None:
    answer = client.post(CODE, json={"program": XYZ, "seed": seed}).json()
    assert f"df = {float(seed)}" in answer["numpy"]
    assert f"f.backward(torch.tensor({float(seed)}))" in answer["torch"]


@pytest.mark.parametrize("seed", [[1, 2], "much", [[1], [2, 3]], True])
def test_a_seed_that_does_not_fit_is_a_problem(client: TestClient, seed: object) -> None:
    response = client.post(CODE, json={"program": XYZ, "seed": seed})
    assert response.status_code == 422
    assert response.json()["detail"]


FOLDED = """\
def neuron(w, x):
    s = w * x
    return sigmoid(s)
w = 2; x = 3
h = neuron(w, x)
L = h * h + x"""


@pytest.mark.parametrize(
    ("fields", "stands_for"),
    [
        ({}, {"w": "w", "s": "s", "h": "h", "L": "L"}),
        ({"closed": ["neuron#1"]}, {"w": "w", "h": "sh", "L": "L"}),
        ({"opened": ["neuron#1/h"]}, {"w": "w", "s": "s", "h": "h", "L": "L"}),
        ({"detail": "blocks"}, {"h": "sh"}),
    ],
)
def test_nodes_and_edges_of_another_view_lead_to_their_lines(
    client: TestClient, fields: dict[str, Any], stands_for: dict[str, str]
) -> None:
    answer = client.post(CODE, json={"program": FOLDED, **fields}).json()
    whole, story = traced(client, FOLDED), traced(client, FOLDED, **fields)
    assert len(answer["nodes"]) == len(story["nodes"])
    assert len(answer["edges"]) == len(story["edges"])
    assert all(answer["nodes"])
    names = {node["id"]: node["name"] for node in whole["nodes"]}
    for node in story["nodes"]:
        if node["name"] in stands_for:
            assert (
                "".join(names[k] for k in answer["nodes"][node["id"]]) == stands_for[node["name"]]
            )
    for edge in story["edges"]:
        for k in answer["edges"][edge["id"]]:
            assert whole["edges"][k]["target"] in answer["nodes"][edge["target"]]


def test_what_a_gate_is_opened_into_stands_for_it(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": FOLDED, "opened": ["neuron#1/h"]}).json()
    story = traced(client, FOLDED, opened=["neuron#1/h"])
    inside = [n["id"] for n in story["nodes"] if n["group"][:2] == ["neuron#1", "sigmoid#1"]]
    assert len(inside) == 4
    (gate,) = {k for node in inside for k in answer["nodes"][node]}
    assert traced(client, FOLDED)["nodes"][gate]["op"] == "sigmoid"


def test_scalars_stand_for_no_single_gate(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": XYZ, "detail": "scalars"}).json()
    assert answer["nodes"] == answer["edges"] == []


def test_an_unknown_part_is_a_problem(client: TestClient) -> None:
    response = client.post(CODE, json={"program": XYZ, "closed": ["neuron#1"]})
    problem(response, 422, "unknown-part")


def test_a_program_that_is_too_large_as_scalars_is_written_all_the_same(client: TestClient) -> None:
    program = "W = randn(300, 300)\nL = sum(W * W)"
    answer = client.post(CODE, json={"program": program, "detail": "scalars"})
    assert answer.status_code == 200


def test_a_descent_is_written_as_a_loop_that_prints_its_losses(client: TestClient) -> None:
    asked = {"program": "w = 3\nL = (w - 1)**2", "inputs": {"w": 2}}
    rule = {"optimizer": {"name": "adam", "learning_rate": 0.1}, "updates": 5}
    answer = client.post(CODE, json={**asked, "descend": rule}).json()
    losses = client.post("/api/v1/descend", json={**asked, **rule, "record_every": 1}).json()
    script = [sys.executable, "-c", answer["numpy"]]
    printed = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    found = [float(line.split()[1]) for line in printed.splitlines()]
    assert found == pytest.approx(losses["losses"], rel=1e-12, abs=1e-12)
    line = answer["numpy_lines"]["update_lines"]["0"]
    assert answer["numpy"].split("\n")[line - 1].startswith("    w = w - 0.1 * w_m")
    assert "torch.optim.Adam([w], lr=0.1" in answer["torch"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"seed": 2, "descend": {}}, "invalid-request"),
        ({"descend": {"updates": 10**9}}, "invalid-request"),
        ({"descend": {"optimizer": {"name": "none"}}}, "invalid-config"),
        ({"descend": {"parameters": ["q"]}}, "invalid-option"),
        ({"program": "x = [1, 2]\ny = x * x", "descend": {}}, "shape-mismatch"),
    ],
)
def test_a_loop_that_cannot_be_is_a_problem(
    client: TestClient, fields: dict[str, Any], kind: str
) -> None:
    problem(client.post(CODE, json={"program": XYZ, **fields}), 422, kind)


LEARNS = "x = 2; w = 3\nL = (w*x - 1)**2\nfor step in range(2):\n    w -= 0.1 * grad(w)"


def test_an_update_of_the_program_is_written_as_its_loop(client: TestClient) -> None:
    said = client.post(CODE, json={"program": LEARNS}).json()
    descend = {"optimizer": {"learning_rate": 0.1}, "parameters": ["w"], "updates": 2}
    plain = LEARNS.split("\nfor")[0]
    assert said == client.post(CODE, json={"program": plain, "descend": descend}).json()
    assert "for update in range(3):" in said["numpy"]
    assert "torch.optim.SGD([w], lr=0.1)" in said["torch"]
    script = [sys.executable, "-c", said["numpy"]]
    printed = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    losses = [float(line.split()[1]) for line in printed.splitlines()[:3]]
    answer = client.post("/api/v1/descend", json={"program": LEARNS}).json()
    assert losses == pytest.approx(answer["losses"])


def test_a_seed_leaves_the_update_out(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": LEARNS, "seed": 2}).json()
    assert "for update" not in answer["numpy"]
