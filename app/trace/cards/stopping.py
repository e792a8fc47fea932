"""Whether a gradient goes back through a wire: a switch that writes ``detach`` or takes it away.

Each is tried: the program as it would read is read, and is offered only if it is the same graph but
for that one gate. What is spared is counted in both, so that it is true of what would be written.
"""

from collections.abc import Iterator, Sequence

from ...engine.errors import EngineError
from ...engine.graph import Edge, Graph, Kind, Node
from ...engine.ops import BY_NAME
from ...language import Program, ProgramError, read_program
from ..chains.products import Products
from ..chains.ways import Ways
from .switches import Choice, Switch
from .written import Edit, Written

DETACH = BY_NAME["detach"]
MOST_WIRES = 4
"""Wires of one gate with a switch."""
MOST_NODES = 400
"""Of a program that is read anew for each wire."""
LONGEST = 24
"""Characters by which a wire is called."""
FLOWS, STOPS = "goes back", "stopped"


def stops_of(program: Program, node: int) -> Iterator[Switch]:
    """Yield a switch for each wire into a gate that a gradient could go back through."""
    graph = program.graph
    found = graph.nodes[node]
    if len(graph) > MOST_NODES or found.kind is not Kind.GATE:
        return
    written = Written(program.text)
    if found.op is DETACH:
        yield from _taken_away(program, written, found)
        return
    flows = Ways(graph, program.output).flows
    offered = 0
    for edge in graph.edges_into()[node]:
        source = graph.nodes[edge.source]
        if offered < MOST_WIRES and source.op is DETACH:
            switches = list(_taken_away(program, written, source, edge))
        elif offered < MOST_WIRES and flows[edge.id]:
            switches = list(_put_in(program, written, found, edge))
        else:
            continue
        offered += len(switches)
        yield from switches


def _put_in(program: Program, written: Written, gate: Node, edge: Edge) -> Iterator[Switch]:
    """Offer to stop what goes back through a wire."""
    place = written.operand(gate, edge.slot)
    if place is None:
        return
    edit = Edit(written.span(place), f"detach({written.text(place)})")
    other = _read(program, written.edited(edit))
    if other is None or len(other.graph) != len(program.graph) + 1:
        return
    before, after = products_of(program), products_of(other)
    help = f"Stopping it here {_spares(before, after)}."
    choices = [Choice(FLOWS, True, ()), Choice(STOPS, False, (edit,))]
    yield Switch(f"gradient {edge.slot}", _label(written.text(place)), help, choices)


def _taken_away(
    program: Program, written: Written, detach: Node, edge: Edge | None = None
) -> Iterator[Switch]:
    """Offer to let go back what a ``detach`` stops."""
    call = written.call_of(detach.source, DETACH)
    if call is None or len(call.args) != 1:
        return
    edit = written.unwrapped(call, call.args[0])
    other = _read(program, written.edited(edit))
    if other is None or len(other.graph) != len(program.graph) - 1:
        return
    before, after = products_of(other), products_of(program)
    help = f"Stopped by detach, which {_spares(before, after)}."
    choices = [Choice(FLOWS, False, (edit,)), Choice(STOPS, True, ())]
    slot = 0 if edge is None else edge.slot
    yield Switch(f"gradient {slot}", _label(written.text(call.args[0])), help, choices)


def _label(text: str) -> str:
    short = " ".join(text.split())
    return f"Gradient to {short if len(short) <= LONGEST else f'{short[: LONGEST - 1]}…'}"


def _spares(before: int, after: int) -> str:
    spared, products = before - after, "product" if before == 1 else "products"
    which = f"{f'{spared:,}' if spared else 'none'} of the {before:,}"
    if spared == before:
        which = "the one" if before == 1 else f"all {before:,}"
    return f"spares {which if before else 'no'} {products} of the backward pass"


def _read(program: Program, text: str) -> Program | None:
    """Read a program as it would stand, with the same output and what was given to it."""
    nodes, values = program.graph.nodes, program.graph.values
    given = {name: values[k] for name, k in program.inputs.items() if nodes[k].source is None}
    try:
        return read_program(text, given, program.output_name)
    except (ProgramError, EngineError):
        return None


def products_of(program: Program) -> int:
    """Count the products of two numbers that the backward pass takes, through each wire once.

    The 1 that it starts from is a factor like any other.
    """
    graph = program.graph
    flows = Ways(graph, program.output).flows
    constants = [_constant(graph, edge) for edge in graph.edges]
    counted = Products(graph, flows, constants, program.output, is_unit=False)
    return counted.reused([edge.id for edge in graph.edges if flows[edge.id]])


def _constant(graph: Graph, edge: Edge) -> float | None:
    """Return the local derivative of a wire where its gate's row has a number for it."""
    op = graph.nodes[edge.target].op
    rows: Sequence[str] = op.derivatives if op is not None else ()
    if not rows:
        return None
    row = rows[min(edge.slot, len(rows) - 1)]
    return float(row) if row.lstrip("-").isdigit() else None
