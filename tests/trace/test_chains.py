"""How a gradient is made, as it is written: every line of every preset is computed as it stands."""

import ast
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.engine.errors import ArgumentError
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape
from app.language import read_program
from app.trace import Prepared, prepare
from app.trace.chains import Chain, Link, chain_of
from app.trace.chains.products import cost_of
from app.trace.chains.terms import is_mark, sizes_of
from tests.examples import with_numbers

FUNCTIONS: dict[str, Any] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "step": lambda held: np.asarray(held, dtype=np.float64),
    "outer": np.outer,
    "sum": np.sum,
}
BINARY: dict[type, Any] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
    ast.MatMult: np.matmul,
}
COMPARED: dict[type, Any] = {
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
}
EXAMPLES = {example.id: example for example in with_numbers()}
UNREAD = {"cat-car-frog", "birdcar-regularised"}
"""A hinge is written over the indices of classes: its text is computed in the tests of gates."""

SIGNS = ("placed", "more")


class Value:
    """Computes an expression of a chain with the numbers of a tape."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape

    def of(self, tree: ast.expr) -> Any:
        match tree:
            case ast.Constant(value=int() | float() as value):
                return value
            case ast.List(elts=elements):
                return np.array([self.of(one) for one in elements])
            case ast.Name(id=name):
                known = self.tape.values if name[0] == "n" else self.tape.gradients
                return known[int(name[1:])]
            case ast.UnaryOp(operand=operand):
                return -self.of(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return BINARY[type(op)](self.of(left), self.of(right))
            case ast.Attribute(value=inner):
                return self.of(inner).T
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return COMPARED[type(op)](self.of(left), self.of(right))
            case ast.Call(func=ast.Name(id=name), args=args):
                return self.call(name, args)
        raise ValueError(ast.dump(tree))

    def through(self, upstream: Array, number: int) -> Array:
        """Send something back through a wire as its gate does."""
        edge = self.tape.graph.edges[number]
        node, out = (
            self.tape.graph.nodes[edge.target],
            np.empty(self.tape.values[edge.source].shape),
        )
        assert node.op is not None
        rule = node.op.vjp(edge.slot)
        assert rule is not None
        value, operands = self.tape.values[node.id], self.tape.operands[node.id]
        rule(upstream, value, *operands, out=out, **node.params)
        return out

    def call(self, name: str, args: list[ast.expr]) -> Any:
        match name, args:
            case "over", [inner, _, _, shape]:
                value, kept = self.of(inner), sizes_of(shape)
                rank = value.ndim - len(kept)
                summed = value.sum(axis=tuple(range(rank)))
                axes = tuple(k for k, size in enumerate(kept) if size != summed.shape[k])
                return summed.sum(axis=axes, keepdims=True)
            case "spread", [inner, axes, shape]:
                value, wide = np.asarray(self.of(inner)), sizes_of(shape)
                if value.ndim not in {0, len(wide)}:
                    value = np.expand_dims(value, sizes_of(axes))
                return np.broadcast_to(value, wide)
            case "through", [inner, ast.Constant(value=int() as number), _]:
                return self.through(np.asarray(self.of(inner)), number)
            case "onehot", [label]:
                value = np.asarray(self.of(label), dtype=int)
                return np.eye(int(value.max()) + 1)[value]
        if name in FUNCTIONS:
            return FUNCTIONS[name](*[self.of(one) for one in args])
        if name in OPS:
            operands = [np.asarray(self.of(one), dtype=np.float64) for one in args]
            op = OPS[name]
            out = np.empty(op.result_shape(tuple(one.shape for one in operands), op.settled({})))
            op.forward(*operands, out=out, **op.settled({}))
            return out
        raise ValueError(name)


def run(program: str, seed: object = None) -> tuple[Prepared, Tape]:
    prepared = prepare(read_program(program))
    tape = Tape(prepared.view.graph, prepared.outputs)
    tape.forward()
    tape.backward(None if seed is None else {prepared.outputs[0]: seed})
    return prepared, tape


def told(
    program: str, of: str | None = None, parameters: list[str] | None = None
) -> tuple[Chain, Tape]:
    prepared, tape = run(program)
    return chain_of(prepared, tape, of, parameters, True, None), tape


def test_a_convolution_takes_a_product_for_each_number_under_a_window() -> None:
    prepared, _ = run(
        "x = [[1, 2, 0], [0, 1, 3], [2, 1, 1]]; W = [[1, -1], [2, 0]]; y = conv2d(x, W, 3)"
    )
    by_x, by_w = prepared.view.graph.edges
    assert (
        cost_of(prepared.view.graph, by_x, None) == cost_of(prepared.view.graph, by_w, None) == 16
    )
    layer, _ = run("x = [[1, 2, 0], [0, 1, 3]]; W = [[1, -1, 2]]; b = [4]; y = linear(x, W, b)")
    assert [cost_of(layer.view.graph, e, None) for e in layer.view.graph.edges] == [6, 6, 0]


def texts(links: list[Link]) -> list[str]:
    return [(one.simple or one.product).text for one in links]


def last(program: str, of: str, parameters: list[str] | None = None) -> Link:
    return told(program, of, parameters)[0].links[-1]


def sums(links: list[Link]) -> Iterator[tuple[Link, Array]]:
    """Give every link whose gradient is whole with what the tape says it is."""
    for link in links:
        if link.part[0] == link.part[1]:
            yield link, np.asarray(link.value)


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - UNREAD))
def test_every_line_gives_its_numbers_and_the_last_one_the_gradient(name: str) -> None:
    example = EXAMPLES[name]
    prepared, tape = run(example.program, example.seed)
    is_unit, compared = example.seed is None, 0
    for target in chain_of(prepared, tape, None, None, is_unit, None).targets:
        if target.kind == "gate":
            continue  # its lines are among those of the inputs below
        found = chain_of(prepared, tape, target.name, None, is_unit, None)
        for link, value in sums(found.links):
            if any(is_mark(one, sign) for one in ast.walk(link.tree) for sign in SIGNS):
                continue
            with np.errstate(all="ignore"):
                read = Value(tape).of(link.tree)
            assert np.shape(read) == link.shape, (link.product.text, np.shape(read))
            if np.isfinite(value).all() and np.isfinite(read).all():
                np.testing.assert_allclose(read, value, rtol=1e-9, atol=1e-12, err_msg=target.name)
                compared += 1
        gradient = tape.gradients[target.node]
        assert gradient is not None
        assert np.array_equal(np.asarray(found.links[-1].value), gradient, equal_nan=True)
    assert compared


def test_the_factors_of_a_binary_classifier_and_what_is_left_of_them() -> None:
    program = EXAMPLES["one-hidden-layer"].program
    chain, _ = told(program, "w2", ["W1", "w2"])
    assert [one.product.text for one in chain.links] == [
        "[(ŷ − y)/(ŷ · (1 − ŷ))]",
        "[(ŷ − y)/(ŷ · (1 − ŷ))] · [ŷ · (1 − ŷ)]",
        "[(ŷ − y)/(ŷ · (1 − ŷ))] · [ŷ · (1 − ŷ)] · h1",
    ]
    assert texts(chain.links)[1:] == ["ŷ − y", "(ŷ − y) · h1"]
    assert chain.links[-1].value == pytest.approx([-0.3190, -0.3096, -0.1297], abs=5e-5)
    assert 'class="factor-1"' in chain.links[-1].product.mathml
    other, _ = told(program, "W1", ["W1", "w2"])
    assert texts(other.links)[-1] == "outer(x, (ŷ − y) · w2 * h1 * (1 − h1))"
    assert other.links[-1].shapes == "2×3 = (2,) ⊗ (3,)"
    assert [one.earlier for one in other.links] == ["w2", "w2", None, None, None, None]


@pytest.mark.parametrize(
    ("of", "written", "shapes"),
    [
        ("W2", "(A2 − Y)ᵀ @ A1", "1×3 = (4×1)ᵀ @ 4×3"),
        ("b2", "Σ_rows(A2 − Y)ᵀ", "1×1 = (Σ rows of 4×1)ᵀ"),
        ("W1", "(((A2 − Y) @ W2) * A1 * (1 − A1))ᵀ @ X", "3×2 = ((4×1 @ 1×3) * 4×3)ᵀ @ 4×2"),
        (
            "b1",
            "Σ_rows(((A2 − Y) @ W2) * A1 * (1 − A1))ᵀ",
            "3×1 = (Σ rows of ((4×1 @ 1×3) * 4×3))ᵀ",
        ),
    ],
)
def test_the_four_gradients_of_a_batch_are_right_in_shape(
    of: str, written: str, shapes: str
) -> None:
    link = last(EXAMPLES["xor-batch"].program, of, ["W1", "b1", "W2", "b2"])
    said = (link.simple or link.product).text.replace("[", "(").replace("]", ")")
    assert said.replace("(A1 * (1 − A1))", "A1 * (1 − A1)") == written
    assert link.shapes == shapes


def test_a_layer_says_what_it_computes_and_what_is_broadcast() -> None:
    chain, _ = told(EXAMPLES["xor-batch"].program, "W1")
    first, second = chain.forward
    assert first.formula.text == "Z1 = X @ W1ᵀ + b1ᵀ"
    assert first.shapes == "4×3 = 4×2 @ (3×2)ᵀ + (3×1)ᵀ"
    assert first.spread == ["b1ᵀ, 1×3, for each of the 4 rows"]
    assert (second.formula.text, second.shapes) == ("A1 = σ(Z1)", "4×3")


FUSED = "z = [1, -2, 0.5]\nE = softmax_cross_entropy(z, [0, 1, 0])"


def test_what_is_fused_is_said_to_be_and_what_does_not_cancel_is_left() -> None:
    (link,) = told(FUSED)[0].links
    (note,) = link.notes
    assert note.startswith("simplified form used numerically: softmax_cross_entropy is")
    chain, _ = told("z = 0.3; y = const(1)\np = sigmoid(z)\nE = half_squared_error(p, y)", "z")
    assert chain.links[-1].simple is None
    assert not chain.links[-1].notes


@pytest.mark.parametrize(
    "loss",
    ["-sum(Y * log(P))", "cross_entropy(P, Y)"],
)
def test_softmax_and_cross_entropy_cancel_however_they_are_written(loss: str) -> None:
    program = f"z = [1, -2, 0.5]\nY = const([0, 1, 0])\nP = softmax(z)\nE = {loss}"
    link = last(program, "z")
    assert link.simple is not None
    assert link.simple.text == "P − Y"
    assert "simplified form: the factors cancel" in link.notes


def test_layers_are_counted_from_the_one_that_is_farthest() -> None:
    chain, _ = told(EXAMPLES["two-hidden-layers"].program, "W1", ["W1", "W2", "w3"])
    layers = {one.name: (one.layer, one.factors) for one in chain.targets if one.kind == "input"}
    assert layers == {"W1": (1, 8), "W2": (2, 6), "w3": (3, 4), "x": (1, 7)}
    assert chain.layers == 3
    assert [round(one.norm, 4) for one in chain.links[:2]] == [2.114, 0.527]


@pytest.mark.parametrize(
    ("inputs", "hidden", "scores", "bias", "expected"),
    [
        (2, 2, 1, True, (10, 18)),
        (2, 2, 2, True, (14, 32)),
        (2, 3, 1, False, (15, 21)),
    ],
)
def test_products_are_counted_as_beside_slow_motion(
    inputs: int, hidden: int, scores: int, bias: bool, expected: tuple[int, int]
) -> None:
    """The page of networks counts for one sample, from the gradient by the scores on."""
    added = (" + b1", " + b2") if bias else ("", "")
    program = f"""
x = const(randn({inputs}, seed=1)); y = const(uniform({scores}, low=0, high=1, seed=2))
W1 = randn({hidden}, {inputs}, seed=3); b1 = zeros({hidden})
W2 = randn({scores}, {hidden}, seed=4); b2 = zeros({scores})
h = tanh(W1 @ x{added[0]})
E = bce_with_logits(W2 @ h{added[1]}, y)
"""
    if not bias:
        program = program.replace(f"; b1 = zeros({hidden})", "").replace(
            f"; b2 = zeros({scores})", ""
        )
    chain, _ = told(program, "W1")
    assert (chain.reused, chain.anew) == expected


def test_a_name_that_is_not_there_is_an_error_with_a_hint() -> None:
    with pytest.raises(ArgumentError, match="no gradient flows back to q") as raised:
        told("x = 2\nf = x * 3", "q")
    assert raised.value.hint == "choose one of x"


def test_long_programs_are_written_in_short_lines() -> None:
    uses = "\n".join(f"y{k} = x * {k}" for k in range(30))
    added = " + ".join(f"y{k}" for k in range(30))
    chain, _ = told(f"x = 2\n{uses}\nf = {added}\nfor_deep = f", "x")
    assert max(len(one.product.text) for one in chain.links) < 120
    deep, _ = told("x = 0.5\n" + "x = tanh(x)\n" * 60 + "f = x", None)
    assert max(len(one.product.text) for one in deep.links) < 120
