"""A piece of the palette, put into a program: its line, and what it needs besides.

The line goes to the end, before lines in which inputs learn. What it takes are values of the
program, by default the last result; one that has no name gets one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from string import ascii_letters
from typing import Literal, NamedTuple, TypeAlias

from ..engine.graph import Node, Span
from ..engine.ops import OPS
from ..engine.ops.op import Shape, describe_shape
from ..language import Program, ProgramError, ReadLimits, read_program
from .blocks import BLOCKS
from .catalogue import INPUTS
from .fitting import UNITS, first_leaf, line, missing, result_name
from .leaves import Leaf, written
from .text import Names, Sheet

PieceKind: TypeAlias = Literal["gate", "block", "input", "function"]
LEAST_TRIED, MOST_TRIED, NODES_READ = 3, 60, 20_000
"""Ways to call a function of the program that are tried until one fits: fewer of a large program,
of which so many nodes are read at most."""


class Piece(NamedTuple):
    """What is put in; a function is one of the program's own."""

    kind: PieceKind
    name: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """The program with a piece more."""

    program: Program
    name: str
    """What the new result is called."""
    lines: tuple[str, ...]
    """The lines that are new, its function left out."""


class _Operand(NamedTuple):
    name: str
    shape: Shape


class _Call(NamedTuple):
    """A line to be written, with the leaves above it and the function that it needs."""

    result: str
    form: str
    """With the names of the operands in place, and ``{W}`` for those of its leaves."""
    leaves: tuple[Leaf, ...]
    definition: str = ""


def insert(
    text: str,
    program: Program | None,
    piece: Piece,
    nodes: Sequence[int] = (),
    inputs: Mapping[str, object] | None = None,
    limits: ReadLimits | None = None,
) -> Inserted:
    """Put a piece into a program.

    Args:
        text: of the program.
        program: what was read of it; ``None`` of one that has no line yet.
        piece: what is put in.
        nodes: of the program's graph, which the piece takes in this order; none: the last result.
        inputs: the numbers that the program was read with.
        limits: the limits that it was read within.

    Raises:
        ProgramError: there is no such piece, or it does not fit what it is given.
    """
    sheet = Sheet(text)
    names = Names(sheet)
    operands: list[_Operand] = []
    if program is not None and piece.kind != "input":
        chosen = [program.graph.nodes[node] for node in nodes]
        if not chosen:
            chosen = [program.graph.nodes[program.output]]
        operands = [_Operand(_named(program, node, sheet, names), node.shape) for node in chosen]
    shapeless = program is not None and any(node.shape_only for node in program.graph.nodes)
    problem: ProgramError | None = None
    most = max(
        LEAST_TRIED, min(MOST_TRIED, NODES_READ // (1 if program is None else len(program.graph)))
    )
    for call in islice(_calls(piece, operands, sheet), most):
        lines, name = _lines(call, names.copy(), shapeless, len(names))
        after = sheet.with_lines(call.definition, lines, first=piece.kind == "input")
        try:
            read = read_program(after, inputs, limits=limits or ReadLimits())
        except ProgramError as error:
            problem = problem or error
            continue
        return Inserted(read, name, tuple(lines))
    assert problem is not None
    raise ProgramError(problem.kind, problem.message, hint=problem.hint)


def _named(program: Program, node: Node, sheet: Sheet, names: "Names") -> str:
    """Return the name of a value, which gets one where it has none."""
    for name, bound in program.graph.names.items():
        if bound == node.id and name.isidentifier():
            return name
    place = _place(program, node)
    if place is not None:
        name = names.free("u")
        if sheet.name_expression(place, name):
            return name
    what = node.name or "this value"
    where = f"inside {node.group[0].partition('#')[0]}" if node.group else "in a line"
    raise ProgramError(
        "unknown-name",
        f"{what} is computed {where} and has no name that other lines can use",
        hint="choose a value that a line of the program binds to a name, or the whole block",
    )


def _place(program: Program, node: Node) -> Span | None:
    """Return where a value is written that gets a name: a gate, or the result of a call."""
    if not node.group:
        return None if node.op is None else node.source
    call = node.group[:1]
    last = max(other.id for other in program.graph.nodes if other.group[:1] == call)
    return program.calls.get(call) if node.id == last else None


def _calls(piece: Piece, operands: list[_Operand], sheet: Sheet) -> Iterator[_Call]:
    """Yield how a piece can be written, the likeliest first."""
    if piece.kind == "input":
        yield _input(piece.name)
    elif piece.kind == "gate":
        yield _gate(piece.name, operands)
    elif piece.kind == "block":
        yield _block(piece.name, operands, sheet)
    else:
        yield from _function(piece.name, operands, sheet)


def _unknown(kind: str, name: str, known: Sequence[str]) -> ProgramError:
    hint = f"there are {', '.join(known[:12])}" + (" and others" if len(known) > 12 else "")
    if not known:
        hint = "define it first: def f(x): return 2 * x"
    return ProgramError("unknown-gate", f"there is no {kind} {name[:40]}", hint=hint)


def _input(name: str) -> _Call:
    found = next((one for one in INPUTS if one.name == name), None)
    if found is None:
        raise _unknown("input", name, [one.name for one in INPUTS])
    return _Call(found.variable, found.text, ())


def _gate(name: str, operands: list[_Operand]) -> _Call:
    op = OPS.get(name)
    if op is None:
        raise _unknown("gate", name, list(OPS))
    leaves: list[Leaf] = []
    shapes = [one.shape for one in operands]
    texts = [one.name for one in operands]
    if not operands:
        leaves.append(first_leaf(op))
        shapes.append(leaves[0].shape)
        texts.append(f"{{{leaves[0].name}}}")
    for leaf in missing(op, shapes):
        leaves.append(leaf)
        shapes.append(leaf.shape)
        texts.append(f"{{{leaf.name}}}")
    return _Call(result_name(op), line(op, texts, shapes), tuple(leaves))


def _block(name: str, operands: list[_Operand], sheet: Sheet) -> _Call:
    block = BLOCKS.get(name)
    if block is None:
        raise _unknown("block", name, list(BLOCKS))
    leaves: tuple[Leaf, ...] = ()
    if not operands:
        rank = block.variants[0].ranks[0]
        shape = {0: (), 1: (3,), 2: (2, 3), 3: (1, 6, 6), 4: (1, 2, 6, 6)}[rank]
        leaves = (Leaf("x", shape, "number"),)
        operands = [_Operand("{x}", shape)]
    first = operands[0]
    variant = block.variant(len(first.shape))
    if variant is None or 0 in first.shape:
        raise ProgramError(
            "shape-mismatch",
            f"{block.title} takes {block.takes}, and {first.name} has "
            f"{'no axis' if not first.shape else f'shape {describe_shape(first.shape)}'}",
            hint="choose a value of such a shape, or begin with one of Inputs",
        )
    own = variant.leaves(first.shape)
    arguments = ["x", *(leaf.name for leaf in own)]
    called, definition = sheet.function(name, arguments, variant.body)
    given = [one.name for one in operands[1:]]
    texts = [first.name, *(f"{{{leaf.name}}}" for leaf in own)]
    texts[1 : 1 + len(given)] = given
    form = f"{called}({', '.join(texts[: len(arguments)])})"
    return _Call(block.result, form, (*leaves, *own[len(given) :]), definition)


def _function(name: str, operands: list[_Operand], sheet: Sheet) -> Iterator[_Call]:
    arguments = sheet.arguments(name)
    if arguments is None:
        raise _unknown("function", name, sheet.functions)
    first = operands[0].shape if operands else ()
    width = first[-1] if first else 1
    wide: tuple[Shape, ...] = (first, (), (width,), (width, width))
    shapes = list(dict.fromkeys((*wide, (UNITS, width), (width, UNITS), (UNITS,))))
    open_names = arguments[len(operands) :]
    texts = [one.name for one in operands] + [f"{{{one}}}" for one in open_names]
    form = f"{name}({', '.join(texts)})"
    for chosen in product(shapes, repeat=len(open_names)):
        made = zip(open_names, chosen, strict=True)
        yield _Call("y", form, tuple(Leaf(one, shape, fan_in=width) for one, shape in made))


def _lines(call: _Call, names: "Names", shapeless: bool, seed: int) -> tuple[list[str], str]:
    """Write the leaves of a call and its line; what belongs to one layer bears the same number."""
    found: dict[str, str] = {}
    layers: dict[str, list[str]] = {}
    for leaf in call.leaves:
        if leaf.kind in ("weight", "zero", "one"):
            layers.setdefault(leaf.name.lstrip(LETTERS), []).append(leaf.name)
        else:
            found[leaf.name] = names.free(leaf.name)
    for layer in layers.values():
        found |= names.free_together(layer, numbered=True)
    result = names.free(call.result, numbered=call.result in NUMBERED)
    bound = [
        f"{found[leaf.name]} = {written(leaf, seed + k, shape_only=shapeless)}"
        for k, leaf in enumerate(call.leaves)
    ]
    text = call.form.format_map(found) if call.leaves else call.form
    return [*_packed(bound), f"{result} = {text}"], result


LONGEST_LINE = 70
LETTERS = f"{ascii_letters}_"
NUMBERED = frozenset("hzarctn")
"""Results that bear a number from the first one on, as their weights do."""


def _packed(bound: list[str]) -> list[str]:
    """Put short bindings into one line, as ``W = …; b = …``."""
    lines: list[str] = []
    for one in bound:
        if lines and len(lines[-1]) + len(one) + 2 <= LONGEST_LINE:
            lines[-1] += f"; {one}"
        else:
            lines.append(one)
    return lines
