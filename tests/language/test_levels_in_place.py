"""Single calls folded and single gates opened: the numbers outside stay what they are."""

from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine.errors import ArgumentError
from app.engine.graph import Span
from app.language import Level, Part, Program, ProgramError, View, at_level, read_program
from tests.language.helpers import outside, same, summary
from tests.language.programs import programs

PROFILE = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

LAYERS = """\
def neuron(w, x, b):
    s = w * x + b
    return sigmoid(s)
def layer(x):
    a = neuron(2, x, 1)
    return tanh(a) + neuron(3, x, 0.5)
x = 1.0; y = 2.0
h = layer(x)
h = tanh(h)
L = softplus(tanh(h) * y)
"""


def parts(view: View) -> dict[str, Part]:
    return {part.key: part for part in view.parts}


def keys(program: Program) -> tuple[list[str], list[str]]:
    view = at_level(program, Level.GATES)
    calls = [part.key for part in view.parts if part.kind == "call"]
    return calls, [part.key for part in view.parts if part.kind == "gate"]


@PROFILE
@given(programs(wild=True), st.data())
def test_every_combination_gives_the_same_values_and_gradients(
    text: str, data: st.DataObject
) -> None:
    program = read_program(text)
    value, gradients = outside(program, Level.GATES)
    calls, gates = keys(program)
    closed = data.draw(st.sets(st.sampled_from(calls)) if calls else st.just(set()))
    opened = data.draw(st.sets(st.sampled_from(gates)) if gates else st.just(set()))
    other, others = outside(program, Level.GATES, None, closed, opened)
    same(other, value, "the output")
    assert gradients.keys() == others.keys()
    for name, gradient in gradients.items():
        same(others[name], gradient, name)


@PROFILE
@given(programs())
def test_all_closed_is_level_blocks_and_all_opened_level_elementary(text: str) -> None:
    program = read_program(text)
    calls, gates = keys(program)
    blocks, folded = at_level(program, Level.BLOCKS), at_level(program, Level.GATES, closed=calls)
    assert summary(folded.graph) == summary(blocks.graph)
    assert folded.parts == blocks.parts
    opened = at_level(program, Level.GATES, opened=gates)
    elementary = at_level(program, Level.ELEMENTARY)
    assert summary(opened.graph) == summary(elementary.graph)
    assert opened.parts == elementary.parts


@PROFILE
@given(programs(), st.data())
def test_every_part_says_where_it_is(text: str, data: st.DataObject) -> None:
    program = read_program(text)
    calls, gates = keys(program)
    closed = data.draw(st.sets(st.sampled_from(calls)) if calls else st.just(set()))
    opened = data.draw(st.sets(st.sampled_from(gates)) if gates else st.just(set()))
    view = at_level(program, Level.GATES, closed, opened)
    groups = {node.group for node in view.graph.nodes}
    for part in view.parts:
        assert part.open == (part.key in opened if part.kind == "gate" else part.key not in closed)
        assert part.open == (part.node is None)
        inside = [group for group in groups if group[: len(part.group)] == part.group]
        if part.node is None:
            continue
        assert not inside
        node = view.graph.nodes[part.node]
        assert node.op is not None
        assert node.op.name == part.label
        assert node.group == part.group[:-1]


def test_a_program_lists_its_calls_and_its_gates() -> None:
    calls, gates = keys(read_program(LAYERS))
    assert calls == ["layer#1", "layer#1/neuron#1", "layer#1/neuron#2"]
    assert gates == [
        "layer#1/neuron#1/a",
        "layer#1/tanh#1",
        "layer#1/neuron#2/sigmoid#1",
        "h⁽²⁾",
        "tanh#2",
        "L",
    ]


def test_an_inner_call_is_folded_alone() -> None:
    view = at_level(read_program(LAYERS), Level.GATES, closed=["layer#1/neuron#2"])
    (block,) = [node for node in view.graph.nodes if node.op and node.op.family == "blocks"]
    assert block.op is not None
    assert block.op.name == "neuron"
    assert block.group == ("layer#1",)
    assert block.source == Span(6, 21, 6, 38)
    assert asdict(parts(view)["layer#1/neuron#2"]) == {
        "key": "layer#1/neuron#2",
        "kind": "call",
        "label": "neuron",
        "open": False,
        "node": block.id,
        "group": ("layer#1", "neuron#2"),
        "inside": (),
    }


def test_a_closed_call_tells_of_the_calls_inside_it() -> None:
    program = read_program(LAYERS)
    for view in (at_level(program, Level.BLOCKS), at_level(program, Level.GATES, ["layer#1"])):
        assert parts(view)["layer#1"].inside == ("layer#1/neuron#1", "layer#1/neuron#2")
    assert parts(at_level(program, Level.GATES))["layer#1"].inside == ()


def test_what_is_inside_a_closed_call_is_not_seen_but_remembered() -> None:
    program = read_program(LAYERS)
    opened = ["layer#1/tanh#1"]
    view = at_level(program, Level.GATES, ["layer#1", "layer#1/neuron#1"], opened)
    assert list(parts(view)) == ["layer#1", "h⁽²⁾", "tanh#2", "L"]
    again = at_level(program, Level.GATES, ["layer#1/neuron#1"], opened)
    assert parts(again)["layer#1/tanh#1"].open
    assert not parts(again)["layer#1/neuron#1"].open


def test_one_gate_is_opened_and_its_like_stay_whole() -> None:
    view = at_level(read_program(LAYERS), Level.GATES, opened=["tanh#2"])
    assert [node.op.name for node in view.graph.nodes if node.op].count("tanh") == 2
    inside = {node.group for node in view.graph.nodes if node.group[:1] == ("tanh#2",)}
    assert inside
    assert parts(view)["tanh#2"].group == ("tanh#2",)


def test_the_opened_gate_hands_on_its_name() -> None:
    view = at_level(read_program(LAYERS), Level.GATES, opened=["h⁽²⁾"])
    (named,) = [node for node in view.graph.nodes if node.name == "h⁽²⁾"]
    assert named.group == ("tanh#1",)
    assert view.graph.names["h"] == named.id


@pytest.mark.parametrize(
    ("closed", "opened", "message", "hint"),
    [
        (["layer#2"], [], "the program has no call layer#2", "did you mean layer#1?"),
        ([], ["tanh#9"], "the program has no gate to open tanh#9", "did you mean tanh#2?"),
        ([], ["zzzzz"], "the program has no gate to open zzzzz", "it has layer#1/neuron#1/a, "),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest(
    closed: list[str], opened: list[str], message: str, hint: str
) -> None:
    with pytest.raises(ProgramError) as caught:
        at_level(read_program(LAYERS), Level.GATES, closed, opened)
    assert caught.value.kind == "unknown-part"
    assert caught.value.message == message
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(hint)


def test_a_program_with_nothing_to_open_says_so() -> None:
    with pytest.raises(ProgramError) as caught:
        at_level(read_program("x = 1\ny = x * x"), Level.GATES, opened=["y"])
    assert caught.value.hint == "it has none: leave the list empty"


@pytest.mark.parametrize("level", [Level.BLOCKS, Level.ELEMENTARY, Level.SCALARS])
def test_only_at_level_gates(level: Level) -> None:
    with pytest.raises(ArgumentError, match="nothing is opened or closed by itself"):
        at_level(read_program(LAYERS), level, closed=["layer#1"])
