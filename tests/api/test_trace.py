import json
import math
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.models.trace import TraceAnswer
from tests.api.asking import TRACE, XYZ, refused, traced

NETWORK = "\n".join(
    [
        "def neuron(w, x, b): return tanh(w @ x + b)",
        "W = randn(3, 2, seed=1); b = zeros(3)",
        "x = [0.5, -1]",
        "h = neuron(W, x, b)",
        "L = sum(softmax(h) * const([1, 0, 2]))",
    ]
)


def test_the_first_circuit_has_its_numbers(client: TestClient) -> None:
    answer = traced(client)
    assert answer["output"] == "f"
    assert answer["gradients"] == {"x": -4, "y": -4, "z": 3}
    values = {node["name"]: node["value"] for node in answer["nodes"]}
    assert values == {"x": -2, "y": 5, "z": -4, "q": 3, "f": -12}


def test_steps_are_gates_then_the_seed_then_edges(client: TestClient) -> None:
    steps = traced(client)["steps"]
    assert [(step["phase"], step["edge"] is None) for step in steps] == [
        ("forward", True),
        ("forward", True),
        ("backward", True),
        *[("backward", False)] * 4,
    ]


def test_a_source_is_where_a_node_was_written(client: TestClient) -> None:
    q = next(node for node in traced(client)["nodes"] if node["name"] == "q")
    assert q["source"]["line"] == 2
    assert set(q["source"]) == {"line", "column", "end_line", "end_column"}


@pytest.mark.parametrize("detail", ["blocks", "gates", "elementary", "scalars"])
@pytest.mark.parametrize("mode", ["reverse", "forward"])
@pytest.mark.parametrize("program", [XYZ, NETWORK, "x = [0, 1]; log(x) / 0"])
@pytest.mark.parametrize("layout", [True, False])
def test_every_answer_is_as_declared(
    client: TestClient, program: str, detail: str, mode: str, layout: bool
) -> None:
    wrt = {"wrt": "x"} if mode == "forward" else {}
    body = {"program": program, "detail": detail, "mode": mode, "layout": layout, **wrt}
    response = client.post(TRACE, json=body)
    assert response.status_code == 200, response.text
    answer = TraceAnswer.model_validate_json(response.content)
    assert (answer.layout is not None) == layout
    assert (answer.gradients is None) == (mode == "forward")
    assert (answer.tangents is None) == (mode == "reverse")
    assert json.loads(response.content).keys() == TraceAnswer.model_fields.keys()


def test_gradients_are_the_same_at_every_level_of_detail(client: TestClient) -> None:
    answers = [
        traced(client, NETWORK, detail=detail)["gradients"]
        for detail in ("blocks", "gates", "elementary", "scalars")
    ]
    for answer in answers[1:]:
        for name, gradient in answers[0].items():
            assert _flat(answer[name]) == pytest.approx(_flat(gradient), rel=1e-12)


def _flat(number: Any) -> list[float]:
    return [x for row in number for x in _flat(row)] if isinstance(number, list) else [number]


def test_inputs_take_the_place_of_values_in_the_program(client: TestClient) -> None:
    assert traced(client, inputs={"x": 3})["gradients"]["z"] == 8
    assert traced(client, "f = a * b", inputs={"a": 2, "b": 3})["gradients"] == {"a": 3, "b": 2}


def test_new_numbers_of_a_structure_do_not_stay_behind(client: TestClient) -> None:
    program = "x = 2\ny = 3\nkept = x * y"
    assert traced(client, program)["gradients"] == {"x": 3, "y": 2}
    assert traced(client, program, inputs={"x": 7})["gradients"]["y"] == 7
    assert traced(client, program, inputs={"x": 8})["gradients"]["y"] == 8
    assert traced(client, program)["gradients"] == {"x": 3, "y": 2}
    assert traced(client, program, inputs={"x": [1, 2]}, seed=[1, 1])["gradients"]["y"] == 3


def test_the_output_can_be_chosen(client: TestClient) -> None:
    answer = traced(client, output="q")
    assert answer["output"] == "q"
    assert answer["gradients"] == {"x": 1, "y": 1, "z": None}


def test_the_seed_scales_every_gradient(client: TestClient) -> None:
    assert traced(client, seed=10)["gradients"] == {"x": -40, "y": -40, "z": 30}
    assert traced(client, "x = [1, 2]; y = 3 * x", seed=[1, 10])["gradients"]["x"] == [3, 30]


def test_forward_mode_carries_one_tangent(client: TestClient) -> None:
    answer = traced(client, mode="forward", wrt="x")
    assert answer["tangents"] == {"x": 1, "y": 0, "z": 0, "q": 1, "f": -4}


def test_positions_do_not_depend_on_numbers(client: TestClient) -> None:
    assert traced(client)["layout"] == traced(client, inputs={"x": 1e9})["layout"]


def test_numbers_that_are_not_finite_go_both_ways_as_texts(client: TestClient) -> None:
    texts = ["NaN", "Infinity", "-Infinity"]
    answer = traced(client, "x = [0, 0, 0]; y = x * 2", inputs={"x": texts}, seed=texts)
    x, y = answer["nodes"]
    assert x["value"] == y["value"] == texts
    assert answer["gradients"]["x"] == texts
    assert any(warning["kind"] == "non-finite" for warning in answer["warnings"])


def test_answers_are_strict_json_whatever_is_computed(client: TestClient) -> None:
    def strict(constant: str) -> float:
        raise AssertionError(constant)

    for program in ("x = 0; 1 / x", "x = -1; sqrt(x)", "x = 1e308; (x * x - x * x)", "x=0; log(x)"):
        text = client.post(TRACE, json={"program": program}).text
        json.loads(text, parse_constant=strict)


def test_large_arrays_are_summarized_unless_asked_in_full(client: TestClient) -> None:
    program = "x = arange(5000); y = sum(x * x)"
    told = traced(client, program)["gradients"]["x"]
    assert told["summary"] is True
    assert told["shape"] == [5000]
    assert (told["min"], told["max"], told["mean"]) == (0, 9998, 4999)
    assert told["norm"] == pytest.approx(math.sqrt(sum((2 * k) ** 2 for k in range(5000))))
    assert told["preview"][:3] == [0, 2, 4]
    full = traced(client, program, full=True)
    assert full["gradients"]["x"] == [2 * k for k in range(5000)]
    assert client.post(f"{TRACE}?full=true", json={"program": program}).json() == full


def test_arrays_of_4096_elements_are_listed(client: TestClient) -> None:
    assert len(traced(client, "x = arange(4096); y = sum(x)")["gradients"]["x"]) == 4096


def test_wrt_belongs_to_forward_mode(client: TestClient) -> None:
    body = refused(client, 422, "invalid-request", program=XYZ, wrt="x")
    assert body["errors"][0]["pointer"] == "/wrt"


def test_an_answer_is_compressed_where_the_client_can_read_it(client: TestClient) -> None:
    fields: dict[str, Any] = {"json": {"program": XYZ}}
    packed = client.post(TRACE, headers={"Accept-Encoding": "gzip"}, **fields)
    plain = client.post(TRACE, headers={"Accept-Encoding": "identity"}, **fields)
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


REBOUND = "x = 1\na = x * 2\nx = 3\nb = x * a\nx = 4\nc = x * b\nx = 5\nd = x * c\nx = 6\nf = x * d"


@pytest.mark.parametrize(
    ("name", "leaf"), [("x", 0), ("x⁽²⁾", 2), ("x⁽³⁾", 4), ("x′", 2), ("x‴", 6), ("x⁽⁵⁾", 8)]
)
def test_every_binding_of_a_name_is_set_as_the_picture_names_it(
    client: TestClient, name: str, leaf: int
) -> None:
    for _ in range(2):  # the second time the structure is known already
        nodes = traced(client, program=REBOUND, inputs={name: 9})["nodes"]
        values = {n["id"]: n["value"] for n in nodes if n["kind"] == "input"}
        assert values == {0: 1, 2: 3, 4: 4, 6: 5, 8: 6} | {leaf: 9}


@pytest.mark.parametrize("name", ["y", "y⁽²⁾", "y′"])
def test_numbers_bound_to_a_name_that_was_computed_before_go_by_either_name(
    client: TestClient, name: str
) -> None:
    program = "x = 2\ny = 2 * x\nz = y * y\ny = 3\nf = y * z"
    for _ in range(2):
        answer = traced(client, program=program, inputs={name: 5})
        assert [n["value"] for n in answer["nodes"] if n["name"] == "y⁽²⁾"] == [5]
        assert answer["gradients"]["y"] == 16


def test_a_name_with_an_endless_number_is_refused(client: TestClient) -> None:
    name = f"x⁽{'⁹' * 5000}⁾"
    answer = client.post("/api/v1/trace", json={"program": "x = 1\nf = x", "inputs": {name: 1}})
    assert answer.status_code == 422


def test_sentences_have_as_many_decimals_as_are_asked_for(client: TestClient) -> None:
    program = "x = 0.123456789\nf = x * x"
    assert traced(client, program)["steps"][0]["sentence"].endswith("= 0.01524")
    assert traced(client, program, digits=7)["steps"][0]["sentence"] == (
        "f = x · x = 0.1234568 · 0.1234568 = 0.01524158"
    )
    forward = traced(client, program, digits=7, mode="forward")["steps"]
    assert forward[-1]["sentence"].endswith("its tangent is 0.2469136")
    assert traced(client, program, digits=7)["nodes"][1]["value"] == 0.123456789**2


def test_layers_are_written_where_people_read_and_nowhere_else(client: TestClient) -> None:
    program = "W1 = 2; x = 3\nz = W1 * x"
    plain, layers = traced(client, program), traced(client, program, names="layers")
    assert [one["nodes"][0]["symbol"]["text"] for one in (plain, layers)] == ["W1", "W[1]"]
    assert layers["nodes"][0]["label"] == "W[1]"
    assert layers["nodes"][0]["name"] == "W1"
    assert layers["gradients"] == plain["gradients"] == {"W1": 3, "x": 2}
    assert layers["edges"][0]["formula"]["text"] == "∂z/∂W[1] = x"
    assert traced(client, program, names="plain") == plain


def test_names_say_what_the_program_means_by_them(client: TestClient) -> None:
    program = "def f(a):\n    y = a * 2\n    return y\nx = 3; y = x*x; z = f(y); y = z"
    answer = traced(client, program, mode="forward", wrt="x")
    assert answer["names"] == {"x": 0, "y": 2, "z": 2}
    assert answer["tangents"] == {"x": 1, "y": 12, "z": 12}
    assert answer["nodes"][answer["outputs"][0]]["name"] == "z"
    scalars = traced(client, "X = [1, 2]; Y = X * X", detail="scalars")
    assert scalars["names"] == {"X": [0, 1], "Y": [2, 3]}


def test_the_update_of_a_program_is_told_and_is_no_part_of_its_graph(client: TestClient) -> None:
    lines = "\nfor step in range(4):\n    x -= 0.5 * adam(grad(x))"
    story, plain = traced(client, XYZ + lines), traced(client, XYZ)
    update = story.pop("update")
    assert plain.pop("update") is None
    assert story == plain
    assert update == {
        "rule": "adam",
        "rate": 0.5,
        "parameters": ["x"],
        "places": [{"line": 5, "column": 4, "end_line": 5, "end_column": 5}],
        "times": 4,
        "source": {"line": 4, "column": 0, "end_line": 5, "end_column": 28},
    }
