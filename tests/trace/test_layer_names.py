"""The notation of layers: W1 is W with a raised [1], wherever people read it."""

import pytest

from app.choices import Names
from app.language import Level, read_program
from app.trace import Trace, prepare
from app.trace.notation import Layered, layered

NETWORK = """
X = [[1, 2], [3, 4]]
W1 = [[0.1, 0.2], [0.3, 0.4]]; b_1 = [1, 2]
A1 = sigmoid(X @ W1.T + b_1)
W1 = W1 * 2
L = sum(A1 ** 2) + sum(W1 ** 2)
"""


def told(program: str, names: Names = "layers", level: Level = Level.GATES) -> Trace:
    return prepare(read_program(program), level, names=names).trace()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("W1", ("W", "[1]", "")),
        ("W_1", ("W", "[1]", "")),
        ("b12", ("b", "[12]", "")),
        ("Θ2", ("Θ", "[2]", "")),
        ("hidden03", ("hidden", "[3]", "")),
        ("W1[0,1]", ("W", "[1]", "[0,1]")),
        ("W1⁽²⁾", ("W", "[1]", "⁽²⁾")),
        ("W", None),
        ("W1b", None),
        ("data_loss", None),
        ("w1_2", None),
        ("x[1]", None),
        ("_1", None),
    ],
)
def test_a_name_that_ends_in_a_number_has_a_layer(
    name: str, parts: tuple[str, str, str] | None
) -> None:
    assert layered(name) == (None if parts is None else Layered(*parts))


def test_symbols_formulas_and_sentences_follow_the_layers() -> None:
    trace = told(NETWORK)
    texts = [node.symbol.text for node in trace.nodes]
    assert {"W[1]", "b[1]", "A[1]", "W[1]⁽²⁾"} <= set(texts)
    layer = "<msup><mi>W</mi><mrow><mo>[</mo><mn>1</mn><mo>]</mo></mrow></msup>"
    assert layer in trace.nodes[texts.index("W[1]")].symbol.mathml
    formulas = [edge.formula.text for edge in trace.edges]
    assert any(text.startswith("dW[1] += ") for text in formulas)
    assert any("W[1] receives" in step.sentence for step in trace.steps)
    read = [*texts, *formulas, *(step.sentence for step in trace.steps)]
    assert not [text for text in read if "W1" in text or "b_1" in text or "A1" in text]


def test_the_square_of_a_numbered_name_keeps_its_marks_apart() -> None:
    assert "(W[1]⁽²⁾)²" in [node.symbol.text for node in told(NETWORK).nodes]


def test_names_and_numbers_stay_those_of_the_program() -> None:
    plain, layers = told(NETWORK, "plain"), told(NETWORK)
    assert [node.name for node in plain.nodes] == [node.name for node in layers.nodes]
    assert plain.gradients == layers.gradients
    assert plain.names == layers.names
    assert [node.value for node in plain.nodes] == [node.value for node in layers.nodes]


def test_two_names_never_look_alike() -> None:
    texts = [node.symbol.text for node in told("W1 = 2; W_1 = 3; b1 = 4\nL = W1 * W_1 + b1").nodes]
    assert texts[:3] == ["W1", "W_1", "b[1]"]


def test_a_layer_is_no_element() -> None:
    trace = told("h = [1, 2]; h1 = h[1]; L = h1 * h[1]")
    named = [node.symbol.text for node in trace.nodes]
    assert named.count("h[1]") == 1, "the element is called by a label"


def test_elements_of_a_layer_follow_it() -> None:
    texts = [node.symbol.text for node in told(NETWORK, level=Level.SCALARS).nodes]
    assert "W[1][0,1]" in texts


def test_numbers_that_open_a_program_again_keep_the_notation() -> None:
    program = read_program("s1 = [1, 2, 3]; y = 2\nL1 = hinge(s1, y)")
    prepared = prepare(program, Level.SCALARS, names="layers")
    for trace in (prepared.trace(), prepared.trace({"y": 1})):
        assert trace.nodes[trace.outputs[0]].symbol.text == "L[1]"
