"""A gate as a layer: its code does what the engine does, and what is not wanted is spared."""

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from app.api.composite_cards import shown_families
from app.api.gate_programs import example_program
from app.api.layer_parts import Parts, layers_of
from app.api.library import GROUPS, LAYERS, group_of, other_names
from app.api.mul_constant_card import BACKWARD, FORWARD, INIT
from app.engine.graph import Literal
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import read_program

COUNTED = {"multiply": (2, 2), "matmul": (2, 9), "softmax": (1, 3), "detach": (0, 0)}


def layer(parts: Parts, folder: Path) -> Any:
    """Make the class of a card's three methods."""
    methods = [parts.init, parts.forward, parts.backward]
    body = "\n\n".join(methods).replace("\n", "\n    ")
    script = folder / "layer.py"
    script.write_text(f"import numpy as np\n\n\nclass Layer:\n    {body}\n")
    return runpy.run_path(str(script))["Layer"]


def options(gate: str, parts: Parts, params: dict[str, object]) -> dict[str, object]:
    head = parts.init.partition(")")[0]
    return {name: value for name, value in params.items() if f", {name}" in head}


@pytest.mark.parametrize("gate", OPS)
def test_the_three_methods_do_what_the_engine_does(gate: str, tmp_path: Path) -> None:
    program = read_program(example_program(OPS[gate]))
    node = next(node for node in program.graph.nodes if node.op is OPS[gate])
    tape = Tape(program.graph, [program.output])
    tape.forward()
    if tape.active[program.output]:
        tape.backward()
    operands = [
        np.array(one.value) if isinstance(one, Literal) else tape.values[one]
        for one in node.operands
    ]
    edges = [edge for edge in program.graph.edges if edge.target == node.id]
    for parts in layers_of(OPS[gate]):
        made = layer(parts, tmp_path)(**options(gate, parts, dict(node.params)))
        np.testing.assert_allclose(made.forward(*operands), tape.values[node.id], rtol=1e-12)
        if not parts.needing:
            assert not hasattr(made, "backward")
            continue
        upstream = tape.gradients[node.id]
        assert upstream is not None
        found = made.backward(upstream)
        names = OPS[gate].names(len(operands))
        for edge in edges:
            sent: Array | None = tape.contributions[edge.id]
            if names[edge.slot] in parts.needing:
                assert sent is not None
                np.testing.assert_allclose(found[edge.slot], sent, rtol=1e-12, atol=1e-15)
            else:
                assert found[edge.slot] is None


@pytest.mark.parametrize("gate", OPS)
def test_an_edge_that_needs_no_gradient_has_no_work(gate: str) -> None:
    first, *others = layers_of(OPS[gate])
    assert first.gradients == len(first.needing)
    if gate in COUNTED:
        assert (first.gradients, first.numbers) == COUNTED[gate]
    for fewer in others:
        assert fewer.gradients == len(fewer.needing) < first.gradients
        assert fewer.numbers < first.numbers
    assert len({one.needing for one in (first, *others)}) == 2 ** len(first.needing)


def test_what_is_not_read_is_not_kept() -> None:
    both, by_a, by_b, none = layers_of(OPS["multiply"])
    kept = [one.forward.split("\n")[1].strip() for one in (both, by_a, by_b, none)]
    assert kept == ["self.a, self.b = a, b", "self.b = b", "self.a = a", "return a * b"]


@pytest.mark.parametrize("a", [3.0, 0.5, 0.0])
def test_in_place_nothing_comes_back_at_zero(a: float, tmp_path: Path) -> None:
    made = layer(Parts(("X",), INIT, FORWARD, BACKWARD, 1, 3), tmp_path)
    given, upstream = np.array([1, -2, 0.5]), np.array([1.0, 2, 3])
    plain, kept = made(a), given.copy()
    program = read_program(f"X = [1, -2, 0.5]; a = const({a})\nY = a * X")
    tape = Tape(program.graph, [program.output])
    tape.forward()
    tape.backward({program.output: upstream})
    value = plain.forward(kept)
    np.testing.assert_array_equal(value, tape.values[program.output])
    (dx,) = plain.backward(value, upstream)
    np.testing.assert_array_equal(dx, tape.gradients[program.inputs["X"]])
    np.testing.assert_array_equal(kept, given)
    over = made(a, inplace=True)
    written = over.forward(kept)
    assert written is kept
    with np.errstate(invalid="ignore"):
        over.backward(written, upstream)
    assert np.array_equal(kept, given) == (a != 0)
    (card,) = (card for _, cards in shown_families() for card in cards if card.in_place)
    told = {row.a: row.back == row.x for row in card.in_place}
    assert told == {"3": True, "0.5": True, "0": False}


def test_every_family_has_a_heading_and_every_name_a_gate() -> None:
    families = [family for family, _ in shown_families()]
    assert sorted(families) == sorted(one for some in GROUPS.values() for one in some)
    headings = [group_of(family) for family in families]
    assert list(dict.fromkeys(headings)) == list(GROUPS)  # each stands together
    assert LAYERS.keys() - {"mul_constant"} <= OPS.keys()
    assert "mse_loss" in other_names()["mse"]


def test_the_layers_are_sent_when_a_switch_is_moved(client: TestClient) -> None:
    told = client.get("/gates/layers").json()
    assert [one["needing"] for one in told["multiply"]] == [["a", "b"], ["a"], ["b"], []]
    assert told["matmul"][1]["numbers"] == 6
    assert "detach" not in told
