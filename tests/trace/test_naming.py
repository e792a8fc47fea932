"""Nothing is spoken of by a name that the picture does not show."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from app.drawing import draw_svg, place
from app.engine.ops import OPS
from app.examples import all_networks
from app.language import Level, read_program
from app.trace import Prepared, Trace, prepare
from app.trace.skeleton import PHRASES
from tests.language.code.random_programs import random_program

NUMBERED = re.compile(r"\bv_?[₀₁₂₃₄₅₆₇₈₉\d]+|[JpP][₀₁₂₃₄₅₆₇₈₉]|\bJ\d|′")
LABEL = re.compile(r"[^\W\d_]+[₀₁₂₃₄₅₆₇₈₉]+")
LETTER = r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ]"
UNDER = re.compile(r"(?<=Σ|x|n)_(rows|columns|axis|axes)\b")
WORD = re.compile(r"[^\W\d_]\w*")
NOTATION = (
    "d e ln σ Σ Φ φ π J i j k g over of held fixed operand others onehot argmax argmin max min "
    "rows columns axis axes label pick a an vector array shape number "
    "norm std mean mask weights dscores conv_transpose1d conv_transpose2d max_unpool2d "
    "avg_unpool2d global_avg_unpool"
)
FORMULA_WORDS = frozenset({*OPS, *re.findall(r"\w+", NOTATION)})
"""What formulas are written with, beside the names of values."""
SENTENCE_WORDS = frozenset(
    re.findall(
        r"\w+",
        " ".join(PHRASES.values())
        + " upstream receives a an array of vector with and this was the last one in all so far"
        " gradients add at the fork Start output its gradient is set to respect itself 1 summed"
        " over each element elements rows columns row column for one places along axis axes"
        " sign flipped tangent that every other input it NaN",
    )
)
PRESETS = {
    preset.name.removesuffix(".toml"): tomllib.loads(preset.read_text("utf-8"))["program"]
    for folder in ("graphs", "networks")
    for preset in files("app.examples").joinpath(folder).iterdir()
}
NETWORKS = {network.id for network in all_networks()}
NEURONS = """
def neuron(w, x, b): return sigmoid(w * x + b) * (1 + exp(-w * x))
a = 1; c = 2
neuron(a, c, 1) + neuron(a, a, 2) * neuron(c, c, 3) + neuron(a, c, 1) - [1, 2] * 3
"""


def texts(trace: Trace) -> Iterator[str]:
    """Give everything of a trace that people read."""
    for node in trace.nodes:
        yield from (node.symbol.text, node.symbol.mathml, node.formula.text, node.formula.mathml)
    for edge in trace.edges:
        yield from (edge.formula.text, edge.formula.mathml, edge.factor.text, edge.factor.mathml)
    yield from (step.sentence for step in trace.steps)
    yield from (warning.message for warning in trace.warnings)


CASES = [
    pytest.param(program, level, id=f"{name} {level}")
    for name, program in (PRESETS | {"neurons": NEURONS}).items()
    for level in Level
    if level is not Level.SCALARS or "shape(" not in program  # far too many scalars
    if level in {Level.BLOCKS, Level.GATES} or name not in NETWORKS
]


def prepared(program: str, level: Level) -> Prepared:
    return prepare(read_program(program), level)


def printed(subject: Prepared, trace: Trace) -> tuple[set[str], set[str]]:
    """Return what the picture prints at nodes, and what it prints inside gates."""
    picture = ElementTree.fromstring(draw_svg(trace, place(subject)))
    found: dict[str, set[str]] = {"cr-name": set(), "cr-leaf": set(), "cr-glyph": set()}
    for text in picture.iter("{http://www.w3.org/2000/svg}text"):
        for kind in found.keys() & set(text.get("class", "").split()):
            found[kind].add(text.text or "")
    return found["cr-name"] | found["cr-leaf"], found["cr-glyph"]


def reader(labels: set[str], glyphs: set[str], words: frozenset[str]) -> re.Pattern[str]:
    """Return what reads a text that is made of what is printed, of numbers and of known words."""
    longest_first = sorted(labels, key=len, reverse=True)
    spoken = {*words, *(word for glyph in glyphs for word in WORD.findall(glyph))}
    return re.compile(
        rf"(?:(?<!{LETTER})d?(?:{'|'.join(map(re.escape, longest_first))})(?!{LETTER})"
        rf"|(?<!{LETTER})(?:{'|'.join(map(re.escape, spoken))})(?!{LETTER})"
        r"|\d[\d.,]*(?:e−?\d+)?|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ_]|\W)*"
    )


def read_of(subject: Prepared) -> None:
    """Read all that is written of a program, in both modes."""
    traces = [subject.trace()]
    leaves = [name for name in subject.program.inputs if name in subject.view.leaves]
    if leaves:
        traces.append(subject.trace(mode="forward", wrt=leaves[0]))
    labels, glyphs = printed(subject, traces[0])
    symbols = reader(labels, glyphs, FORMULA_WORDS)
    sentences = reader(labels, glyphs, FORMULA_WORDS | SENTENCE_WORDS)
    names = {re.split(r"[\[⁽]", label)[0] for label in labels}
    for trace in traces:
        for node in trace.nodes:
            assert node.label is None or node.label in labels
            for text in (node.symbol.text, node.formula.text):
                assert symbols.fullmatch(UNDER.sub(r" \1", text)), text
        for edge in trace.edges:
            for text in (edge.formula.text, edge.factor.text):
                assert symbols.fullmatch(UNDER.sub(r" \1", text)), text
        for step in trace.steps:
            assert sentences.fullmatch(UNDER.sub(r" \1", step.sentence)), step.sentence
        for text in texts(trace):
            assert set(NUMBERED.findall(text)) <= names, text
            assert {found.removeprefix("d") for found in LABEL.findall(text)} <= labels, text


@pytest.mark.parametrize(("program", "level"), CASES)
def test_all_that_is_spoken_of_is_printed_in_the_picture(program: str, level: Level) -> None:
    read_of(prepared(program, level))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("seed", range(12))
def test_so_it_is_in_programs_that_nobody_wrote(seed: int, level: Level) -> None:
    read_of(prepare(random_program(seed), level))


@pytest.mark.parametrize(("program", "level"), CASES)
def test_no_two_gates_without_a_name_are_called_the_same(program: str, level: Level) -> None:
    found = prepared(program, level)
    nodes = found.skeleton.graph.nodes
    names = {node.name for node in nodes}
    called = Counter(found.skeleton.texts[n.id] for n in nodes if n.name is None and n.op)
    assert [text for text, times in called.items() if times > 1] == []
    assert not names & called.keys()


def called(program: str) -> list[str]:
    return prepare(read_program(program)).skeleton.texts


def test_a_short_expression_stands_for_itself() -> None:
    assert called("y = 1; ŷ = 2\nE = (y - ŷ)**2") == ["y", "ŷ", "y − ŷ", "E"]


def test_an_expression_is_bracketed_where_it_has_to_be() -> None:
    trace = prepare(read_program("a = 1; b = 2\n(a - b) * (a + b) / (a * b)")).trace()
    assert trace.nodes[-1].formula.text == "(a − b) · (a + b)/(a · b)"
    assert trace.edges[5].formula.text == "∂((a − b) · (a + b))/∂(a + b) = a − b"
    assert trace.edges[5].factor.text == "(a − b)"
    assert trace.edges[4].factor.text == "(a + b)"


def test_a_long_expression_gets_a_label_and_longer_ones_begin_with_it() -> None:
    program = (
        "weight0 = 2; input0 = -1; weight1 = -3; input1 = -2; bias = -3\n"
        "f = 1 / (1 + exp(-(weight0*input0 + weight1*input1 + bias)))"
    )
    assert called(program)[5:] == [
        "weight0 · input0",
        "weight1 · input1",
        "weight0 · input0 + weight1 · input1",
        "u₁",
        "−u₁",
        "exp(−u₁)",
        "1 + exp(−u₁)",
        "f",
    ]


def test_the_gates_of_an_opened_block_are_called_by_what_can_be_seen() -> None:
    program = read_program("z = [1, 2, 3]; Y = const([0, 1, 0])\nE = -sum(Y * log(softmax(z)))")
    texts = prepare(program, Level.ELEMENTARY).skeleton.texts
    assert texts[2:6] == ["max(z)", "max(z), held fixed", "z − max(z)", "exp(z − max(z))"]


@pytest.mark.parametrize("level", [Level.GATES, Level.ELEMENTARY])
def test_a_short_constant_without_a_name_is_its_value(level: Level) -> None:
    program = read_program("S = [[3, 5, -1], [1, 4, 2]]\nL = mean(hinge(S, [0, 1]))")
    found = prepare(program, level)
    assert "[0, 1]" in found.skeleton.texts
    assert not any("const" in text for text in texts(found.trace()))


def test_a_constant_that_is_too_much_to_read_is_labelled_and_told_from_others() -> None:
    found = prepare(
        read_program("X = [[1, 2], [3, 4]]\nL = sum(X * [[1, 0], [2, 1]] + X @ [[1, 3], [0, 2]])")
    )
    trace = found.trace()
    assert trace.nodes[2].symbol.text == "X · const₁"
    labels, _ = printed(found, trace)
    assert labels == {"X", "L", "const₁", "const₂"}


def test_labels_pick_no_class_by_a_name_that_nobody_sees() -> None:
    trace = prepare(read_program("S = randn(5, 3, seed=1)\nL = hinge(S, [0, 1, 2, 1, 0])")).trace()
    assert "const₁[i]" in trace.nodes[-1].formula.text


def test_gates_that_compute_alike_get_labels_and_what_follows_does_not() -> None:
    texts = called("x = 1; y = 2\nf = (x * y + 1) + exp(x * y + 1)")
    assert texts[2:-1] == ["u₁", "u₁ + 1", "u₂", "u₂ + 1", "exp(u₂ + 1)"]


def test_no_label_looks_like_a_name_of_the_program() -> None:
    texts = called("u = 1; v_2 = 2; w1 = 3; const1 = 4\nf = u * u + u * u + sum([1, 2, 3, 4, 5])")
    assert {"h₁", "h₂", "given₁"} <= set(texts)
    assert "u₁" not in texts


def test_a_warning_calls_a_gate_as_the_sentences_do() -> None:
    trace = prepare(read_program("x = 0; y = 2\nf = log(x * y) + 1")).trace()
    assert trace.warnings[0].message.startswith("the value at ln(x · y) is −∞")
