"""A gate as a layer of a library: its methods, and what an edge spares that needs no gradient."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from ..engine.graph import Kind
from ..engine.ops.op import Op
from ..engine.tape import Tape
from ..language import Program, read_program
from ..language.code.gate_class import GateKind, write_class
from ..language.code.with_classes import kinds_of
from ..language.python_tree import module_of
from .gate_programs import example_program

NEVER = "# not called: nothing before it needs a gradient"
NOTHING = "# not called: no gradient goes back through it"
NO_INIT = "def __init__(self):\n    pass  # nothing to set"


class Parts(NamedTuple):
    """The three methods of a layer, and what they work out where these arguments need gradients."""

    needing: tuple[str, ...]
    init: str
    forward: str
    backward: str
    gradients: int
    """How many gradients the engine works out in the gate."""
    numbers: int
    """How many numbers these are."""


def layers_of(op: Op) -> tuple[Parts, ...]:
    """Write a gate as a layer: with gradients for all arguments that can have one, then for fewer.

    A gate by which no gradient flows has one entry, without a backward pass of its own.
    """
    program = read_program(example_program(op))
    node = next(node for node in program.graph.nodes if node.op is op)
    kind = kinds_of(program)[node.id]
    tape = Tape(program.graph, [program.output])
    can = [edge.slot for edge in program.graph.edges if edge.target == node.id]
    can = [slot for slot in can if program.graph.differentiates(node, slot)]
    can = [slot for slot in can if tape.active[node.id]]
    return tuple(
        _parts(kind, program, node.id, slots, can=bool(can))
        for count in range(len(can), -1, -1)
        for slots in combinations(can, count)
    )


def class_of(kind: GateKind, slots: tuple[int, ...]) -> str:
    """Write the class of a gate of which these slots need gradients."""
    backward = tuple(text if k in slots else None for k, text in enumerate(kind.backward))
    shared = kind.shared if slots else ""
    return write_class(replace(kind, backward=backward, shared=shared), kind.title).text


def _parts(
    kind: GateKind, program: Program, node: int, slots: tuple[int, ...], *, can: bool
) -> Parts:
    text = class_of(kind, slots)
    methods = dict(methods_of(text))
    sizes = _worked_out(program, node, slots)
    return Parts(
        tuple(kind.arguments[slot] for slot in slots),
        methods.get("__init__", NO_INIT),
        methods["forward"],
        methods["backward"] if slots else NEVER if can else NOTHING,
        len(sizes),
        sum(sizes),
    )


def methods_of(text: str) -> Iterator[tuple[str, str]]:
    """Give the methods of a class by name, at the left edge."""
    lines = text.split("\n")
    (made,) = module_of(text).body
    assert isinstance(made, ast.ClassDef)
    for method in made.body:
        if isinstance(method, ast.FunctionDef):
            body = lines[method.lineno - 1 : method.end_lineno]
            yield method.name, "\n".join(line.removeprefix("    ") for line in body)


def _worked_out(program: Program, node: int, slots: tuple[int, ...]) -> list[int]:
    """Run the example with the other arguments as constants; give the sizes of what was sent back.

    This is what the engine does: an edge of which nothing is wanted has no work.
    """
    text = "\n".join(_held(line, program, node, slots) for line in program.text.split("\n"))
    held = read_program(text)
    tape = Tape(held.graph, [held.output])
    tape.forward()
    if any(leaf.kind is Kind.INPUT for leaf in held.graph.nodes):
        tape.backward()
    edges = [edge for edge in held.graph.edges if edge.target == node]
    sent = [tape.contributions[edge.id] for edge in edges]
    return [array.size for array in sent if array is not None]


def _held(line: str, program: Program, node: int, slots: tuple[int, ...]) -> str:
    name, equals, value = line.partition(" = ")
    names = [program.graph.nodes[node].operands[slot] for slot in slots]
    leaf = program.inputs.get(name)
    if not equals or leaf is None or leaf in names:
        return line
    return f"{name} = const({value})"
