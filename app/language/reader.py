"""From the text of a program to its graph."""

from collections.abc import Mapping
from functools import cache

from ..engine.errors import shorten
from ..engine.graph import Graph, Span, no_numbers
from ..engine.ops import BY_NAME
from ..engine.ops.op import Shape
from .errors import ProgramError
from .machine import MAKERS, Machine
from .names import nearest, normal
from .program import Program, ReadLimits
from .source import Source
from .statements import compile_program
from .supplied import check_inputs
from .syntax import parse
from .updating import settle_update
from .values import Data

DEFAULT_LIMITS = ReadLimits()


def read_program(
    text: str,
    inputs: Mapping[str, object] | None = None,
    output: str | None = None,
    limits: ReadLimits = DEFAULT_LIMITS,
    shapes: Mapping[str, Shape] | None = None,
) -> Program:
    """Read a program into a graph in which every gate is its own node.

    ``inputs`` gives a number or a nested list for names that the text uses without binding them,
    and overrides those that the text binds to numbers. ``output`` is the name of the output, by
    default the last assignment or a bare last expression. ``shapes`` are given likewise, to what is
    to have a shape and no numbers.

    Raises:
        ProgramError: the text is not a program, an input does not fit, or a limit is reached.
    """
    source = Source(text)
    tree = parse(source, limits.characters, limits.nesting, function_names())
    numbers = check_inputs(inputs or {}, limits.graph)
    supplied = {name: Data(array) for name, array in numbers.items()}
    for known, shape in (shapes or {}).items():
        supplied[normal(known)] = Data(no_numbers(shape), shape_only=True)
    compiled = compile_program(source, tree, limits.nesting, supplied)
    graph = Graph(limits.graph)
    machine = Machine(
        source,
        graph,
        compiled.code,
        steps=limits.steps,
        nesting=limits.nesting,
        supplied=supplied,
        later=compiled.bound,
    )
    machine.run()
    if machine.last is None:
        raise source.error(
            "empty",
            "the program computes nothing",
            Span(1, 0, 1, max(1, len(source.lines[0]))),
            "write a line such as f = (x + y) * z",
        )
    _check_use(source, machine)
    update = settle_update(compiled.update, machine, machine.last[0])
    name, node = machine.last if output is None else _find(source, machine, normal(output))
    inputs_of, constants = machine.inputs, machine.constants
    return Program(text, graph, node, name, inputs_of, constants, machine.calls, update)


@cache
def function_names() -> frozenset[str]:
    """Return the names of all gates and makers."""
    return frozenset((*BY_NAME, *MAKERS))


def _check_use(source: Source, machine: Machine) -> None:
    """Complain of an input that the program does not use."""
    for name in machine.supplied:
        if name in machine.used:
            continue
        if name in machine.graph.names:
            span = machine.graph.nodes[machine.graph.names[name]].source
            message = f"{name} is computed by the program, so it cannot be given as an input"
            hint = f"bind {name} to a number, or give another name"
            raise source.error("unused-input", message, span or Span(1, 0, 1, 1), hint)
        close = nearest(name, [*machine.inputs, *machine.constants])
        hint = f"did you mean {close}?" if close else "leave it out, or use the name in the program"
        message = f"the program does not use the input {shorten(name)}"
        raise ProgramError("unused-input", message, hint=hint)


def _find(source: Source, machine: Machine, output: str) -> tuple[str, int]:
    """Return the node of an output that was asked for by name, numbered or not."""
    graph = machine.graph
    node = graph.names.get(output)
    if node is not None:
        return output, node
    for candidate in graph.nodes:
        if candidate.name == output and not machine.is_local(candidate.id):
            return output, candidate.id
    close = nearest(output, graph.names)
    raise ProgramError(
        "unknown-output",
        f"the program binds no name {shorten(output)}",
        hint=f"did you mean {close}?" if close else f"it binds {', '.join(list(graph.names)[:8])}",
    )
