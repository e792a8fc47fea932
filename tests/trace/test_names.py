"""A name in an answer means its last binding in the program's own scope."""

import pytest

from app.choices import Mode
from app.language import Level, ProgramError, read_program
from app.trace import Trace, prepare

F = "def f(a):\n    s = a * 2\n    t = s * s\n    return t\n"


LEVELS = list(Level)


def told(
    text: str, mode: Mode = "forward", level: Level = Level.GATES, wrt: str | None = None
) -> Trace:
    return prepare(read_program(text), level).trace(mode=mode, wrt=wrt)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("text", "tangents"),
    [
        ("x = 3; y = x*x; z = y*y; y = z", {"x": 1, "y": 108, "z": 108}),
        ("c = 2; c = c*c; c = c*c", {"c": 32}),
        (F + "x = 3; s = 5*x; t = s + x\nout = f(x)", {"x": 1, "s": 5, "t": 6, "out": 24}),
        (F + "x = 3; t = 5*x\nout = f(x) + t", {"x": 1, "t": 5, "out": 29}),
        ("def same(a): return a\nx = 3; out = same(x)", {"x": 1, "out": 1}),
        ("x = 3; y = x", {"x": 1, "y": 1}),
        ("x = 3; k = const(2); y = k", {"x": 1, "k": 0, "y": 0}),
        ("def g(a):\n    q = a * a\n    return q\nx = 3; q = g(x); q = g(q)", {"x": 1, "q": 108}),
    ],
)
def test_tangents_go_by_the_last_binding_of_the_program(
    text: str, tangents: dict[str, float], level: Level
) -> None:
    trace = told(text, level=level, wrt=next(iter(read_program(text).inputs)))
    assert trace.tangents == tangents
    assert trace.output is not None
    assert trace.tangents is not None
    assert trace.tangents[trace.output] == trace.nodes[trace.outputs[0]].tangent


@pytest.mark.parametrize("level", LEVELS)
def test_an_array_has_its_tangent_in_its_own_shape(level: Level) -> None:
    trace = told("X = [[1, 2], [3, 4]]; Y = X * X; Z = Y", level=level)
    assert trace.tangents == {
        "X": [[1, 1], [1, 1]],
        "Y": [[2, 4], [6, 8]],
        "Z": [[2, 4], [6, 8]],
    }


@pytest.mark.parametrize("mode", ["forward", "reverse"])
@pytest.mark.parametrize("level", LEVELS)
def test_names_lead_to_the_nodes_of_what_they_stand_for(mode: Mode, level: Level) -> None:
    trace = told(F + "x = 3; y = x*x; z = f(y); y = z", mode, level)
    values = {
        name: trace.nodes[node].value for name, node in trace.names.items() if isinstance(node, int)
    }
    assert values == {"x": 3, "y": 324, "z": 324}
    assert trace.names["y"] == trace.outputs[0]


@pytest.mark.parametrize("level", [Level.BLOCKS, Level.GATES])
def test_what_a_function_returns_bears_the_name_that_the_program_gives_it(level: Level) -> None:
    trace = told(F + "x = 3\nout = f(x)", "reverse", level)
    assert trace.nodes[trace.outputs[0]].name == "out"
    inner = told(
        "def g(a):\n    q = a * a\n    return q\n"
        "def h(a):\n    r = g(a)\n    return r + a\n"
        "x = 3; y = h(x)"
    )
    assert [node.name for node in inner.nodes] == ["x", "r", "y"]


def test_an_input_that_is_bound_again_is_reported_under_its_name() -> None:
    trace = told("x = 3; x = x * x; y = 2 * x", "reverse")
    assert trace.gradients == {"x": 12}
    assert trace.nodes[1].name != "x"


def test_the_local_of_a_function_is_no_output() -> None:
    text = F + "x = 3\nout = f(x)"
    with pytest.raises(ProgramError, match="binds no name s"):
        read_program(text, output="s")
    assert read_program(text, output="out").output_name == "out"


def test_an_earlier_binding_is_an_output_by_the_name_that_the_picture_shows() -> None:
    trace = told("c = 2; c = c * c; c = c * c", "reverse")
    middle = trace.nodes[1].name
    assert middle is not None
    program = read_program("c = 2; c = c * c; c = c * c", output=middle)
    assert program.output == 1


def test_forward_mode_takes_the_name_that_the_picture_shows() -> None:
    program = read_program("a = 1; x = a * 2; x = 3; y = x * a")
    shown = program.graph.nodes[program.inputs["x"]].name
    assert shown != "x"
    assert told(program.text, wrt=shown).tangents == told(program.text, wrt="x").tangents


def test_a_name_is_no_key_of_what_only_a_function_calls_so() -> None:
    trace = told(F + "x = 3\nout = f(x) + 1")
    assert trace.tangents is not None
    assert trace.tangents.keys() == {"x", "out"}
    assert trace.tangents["out"] == 24
