"""Every place in a formula is that of what it says, and no sentence breaks its own numbers."""

import re
from random import Random

import pytest

from app.language import Level, read_program
from app.trace import Trace, prepare
from app.trace.numbers import product_sign, reads_as, show_exactly, show_shape
from tests.trace.test_golden_story import PROGRAMS, story

PLACE = re.compile(r'<(mn|mtext) data-(slot|result|upstream|made)="(\d*)">([^<]*)</')


def tell(program: str) -> Trace:
    return prepare(read_program(program), Level.GATES).trace()


def plain(mathml: str | None) -> list[str]:
    """Return what MathML has in a row, a place as what fills it."""
    filled = PLACE.sub(lambda m: f"<>{m[4] or (m[3] and '#' + m[3]) or '='}</", mathml or "")
    return re.sub(r"<[^>]*>", " ", filled).replace("  ", " ").split()


def test_the_formula_of_a_gate_has_a_place_for_each_number() -> None:
    trace = tell("x = -2; y = 5; z = -4\nq = x + y\nf = q * z * 2")
    q, product, f = [node.worked for node in trace.nodes if node.op]
    assert q == (
        '<mn data-result=""></mn><mo>=</mo><mn data-slot="0"></mn><mo>+</mo>'
        '<mrow data-brackets=""><mo>(</mo><mn data-slot="1"></mn><mo>)</mo></mrow>'
    )
    assert product is not None
    assert product.endswith('<mo>=</mo><mn data-result=""></mn>')  # it has no name to begin with
    assert f is not None
    assert f.endswith("<mo>·</mo><mn>2</mn>")
    assert trace.nodes[0].worked is None


def test_arrays_have_their_shapes_forward_and_back() -> None:
    trace = tell(
        "X = [[1, 2, 3], [4, 5, 6]]; W = [[1, 2], [3, 4], [5, 6]]; b = [1, 2]\nY = X @ W + b"
    )
    matmul, add = [plain(node.worked) for node in trace.nodes if node.op]
    assert matmul == ["2×3", "@", "3×2", "=", "2×2"]
    assert add == ["2×2", "=", "2×2", "+", "(2,)"]
    back = [plain(edge.worked) for edge in trace.edges]
    assert back[:2] == [["2×3", "=", "2×2", "@", "2×3"], ["3×2", "=", "3×2", "@", "2×2"]]
    assert back[3] == ["(2,)", "=", "∑", "rows", "2×2"]
    assert back[2] == []  # its local derivative is a number for each element


def test_what_would_be_long_or_says_nothing_has_no_places() -> None:
    many = ", ".join(f"x{k}" for k in range(12))
    leaves = "; ".join(f"x{k} = {k}" for k in range(12))
    assert tell(f"{leaves}\nf = max({many})").nodes[-1].worked is None
    assert tell("X = [1, 2, 3]\nY = relu(X)").nodes[-1].worked is None
    spread = tell("X = [1, 2, 4]; s = 2\nY = X / s\nL = sum(Y)")
    assert [edge.worked for edge in spread.edges] == [None] * 3


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_place_is_that_of_an_operand_or_of_the_value(name: str) -> None:
    trace = story(name)
    for node in trace.nodes:
        wires = {edge.slot: edge.source for edge in trace.edges if edge.target == node.id}
        found = PLACE.findall(node.worked or "")
        assert node.worked is None or sum(what == "result" for _, what, _, _ in found) == 1
        for tag, what, slot, text in found:
            shape = trace.nodes[wires[int(slot)] if what == "slot" else node.id].shape
            assert (tag, text) == (("mtext", show_shape(shape)) if shape else ("mn", ""))


def test_in_forward_mode_no_wire_has_the_shapes_of_what_flows_back() -> None:
    program = prepare(read_program("X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X + b\nL = mse(Y, 2)"))
    assert not any(edge.worked for edge in program.trace(mode="forward", wrt="b").edges)


def test_a_sentence_says_about_where_its_own_numbers_come_to_another_product() -> None:
    random, signs = Random(7), set[str]()
    for _ in range(400):
        one, other = random.uniform(-3, 3), random.uniform(-0.1, 0.1)
        sign = product_sign(one, other, one * other, 4)
        shown = show_exactly(reads_as(one) * reads_as(other))
        assert (sign == "=") == (shown == show_exactly(one * other))
        signs.add(sign)
    assert signs == {"=", "≈"}
    assert product_sign(0.1, 3.0, 0.1 * 3.0, 4) == "="
    said = tell("a = 0.512149; b = 0.01766449\nf = a * b\ng = f * 0.33339").steps
    assert any(" ≈ " in step.sentence for step in said)
