"""Derive a gradient: the factors of the chain rule one by one, from the output back to an input."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ...engine.graph import Edge
from ...engine.ops.op import Array
from ...language import ProgramError
from ..checking import CHANCE
from ..filling import Unwritten, number
from ..hints import hint_of
from ..reasons import same
from ..worlds import runs_of, world_of
from .answers import spread, worked_out
from .desk import Desk
from .kind import Question
from .one_line import judge_line
from .sheet import RIGHT, Item, Judged, Sheet

FEWEST, MOST = 2, 18
"""Factors of a chain."""
LONGEST = 60
"""Factors of a chain where a program has none that is shorter."""
UPSTREAM = "g"


@dataclass(frozen=True, slots=True)
class Factor:
    """What one gate does to the gradient on its way to an input."""

    edge: Edge
    said: str
    of_array: bool
    """Whether it is all that goes back, since the derivative is no factor by which to multiply."""
    earlier: str | None
    """For which other input it was computed already."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What factors come to in one world, and all that an answer may read there."""

    known: Mapping[str, Array]
    factors: Mapping[int, Array]
    """By wire."""
    upstream: Mapping[int, Array]


class Derive(Sheet):
    """A line for each factor of the gradient of an input that the seed chooses, then all of it."""

    name = "derive"
    title = "Derive a gradient"
    task = "Derive a gradient by the chain rule: one factor for each gate, from the output back."

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask for the factors from the output back, and for the gradient itself."""
        chains = _chains(desk)
        (name,) = desk.some(list(chains), 1)
        earlier = _earlier(desk, chains, name)
        factors = [_factor(desk, edge, earlier.get(edge.id)) for edge in chains[name]]
        truths = _truths(desk, factors)
        items = [_item(desk, factors, k, truths) for k in range(len(factors))]
        return [*items, _whole(desk, name, factors)]


def _chains(desk: Desk) -> dict[str, list[Edge]]:
    """Return the chains of the inputs that are neither too short nor too long."""
    chains = _chains_of(desk, MOST) or _chains_of(desk, LONGEST)
    if not chains:
        raise desk.refused(
            f"no input of this program has a chain of {FEWEST} to {LONGEST} factors to the output",
            "choose a program with two or more gates, one after the other",
        )
    return chains


def _chains_of(desk: Desk, most: int) -> dict[str, list[Edge]]:
    chains = {}
    for name, node in desk.asked():
        if desk.graph.nodes[node].op is None:
            wires = between(desk, node, most)
            if FEWEST <= len(wires) <= most:
                chains[name] = wires
    return chains


def between(desk: Desk, node: int, most: int) -> list[Edge]:
    """List the wires on the way from the output to a node, in the order of the backward sweep."""
    reached, wires = {node}, []
    for edge in reversed(desk.flows()):
        if edge.source in reached:
            reached.add(edge.target)
            wires.append(edge)
            if len(wires) > most:
                break
    return sorted(wires, key=lambda edge: (-edge.target, edge.slot))


def _earlier(desk: Desk, chains: Mapping[str, list[Edge]], name: str) -> dict[int, str]:
    """Return, of the wires of a chain, for which input each was gone along already.

    Inputs with shorter chains come first, as in a derivation by hand.
    """
    order = sorted(chains, key=lambda one: (len(chains[one]), desk.graph.names[one]))
    found: dict[int, str] = {}
    for other in order[: order.index(name)]:
        for edge in chains[other]:
            found.setdefault(edge.id, other)
    return found


def _factor(desk: Desk, edge: Edge, earlier: str | None) -> Factor:
    said = f"∂{desk.called(edge.target)}/∂{desk.called(edge.source)}"
    of_array = desk.tape.local(edge) is None
    return Factor(edge, said, of_array, earlier)


def _truths(desk: Desk, factors: Sequence[Factor]) -> list[Truth]:
    truths: list[Truth] = []
    for tape in runs_of(desk.program):
        world = world_of(desk.program, tape)
        if truths and not world.is_finite:
            continue
        found: dict[int, Array] = {}
        upstream: dict[int, Array] = {}
        for factor in factors:
            local, above = tape.local(factor.edge), tape.gradients[factor.edge.target]
            back = tape.contributions[factor.edge.id] if local is None else local
            assert back is not None
            assert above is not None
            found[factor.edge.id], upstream[factor.edge.id] = back.copy(), above.copy()
        truths.append(Truth(desk.composer.known(world), found, upstream))
    return truths


def _item(desk: Desk, factors: Sequence[Factor], k: int, truths: Sequence[Truth]) -> Item:
    factor = factors[k]
    edge = factor.edge
    gate = desk.graph.nodes[edge.target]
    assert gate.op is not None
    above = desk.composer.called(edge.target)
    back = f"d{above}" if above else UPSTREAM
    source = desk.called(edge.source)
    asks = (
        f"{gate.op.name}: what goes back to {source}, with {back} for the upstream gradient"
        if factor.of_array
        else f"{gate.op.name}: the factor {factor.said}"
    )
    question = Question(
        f"factor{edge.id}",
        asks,
        "line",
        node=edge.source,
        line=desk.line(edge.target),
        edge=edge.id,
        shown=_shown(desk, factors, k),
    )

    def hints() -> list[str]:
        read = " and ".join(dict.fromkeys(desk.called(j) for j in gate.inputs))
        summary = gate.op.summary if gate.op else ""
        return [summary, f"The gate reads {read}.", _answer(desk, factor, truths[0], back)]

    return Item(question, partial(_judge, desk, factor, truths), hints)


def _answer(desk: Desk, factor: Factor, truth: Truth, back: str) -> str:
    """Write a factor, by the gate's row where that can be written and is right, else in numbers."""
    true = truth.factors[factor.edge.id]
    try:
        text = desk.composer.local(factor.edge, back if factor.of_array else "1")
        known = {**truth.known, UPSTREAM: truth.upstream[factor.edge.id]}
        _, made = worked_out(text, known, desk.limits)
        if same(spread(made.at(known), true.shape), true):
            return text
    except (Unwritten, ProgramError, SyntaxError):
        pass
    return number(float(true)) if true.shape == () else f"an array of shape {true.shape}"


def _shown(desk: Desk, factors: Sequence[Factor], k: int) -> str:
    """Say how far the product is, and whether this factor is new."""
    factor = factors[k]
    said = []
    if k:
        so_far = " · ".join(one.said for one in factors[:k])
        said.append(f"So far: {so_far}.")
    if factor.earlier is not None:
        said.append(f"Computed already, for d{factor.earlier}.")
    if desk.composer.is_spread(factor.edge):
        source = desk.called(factor.edge.source)
        said.append(f"{source} was spread over more elements: the sum over them comes after.")
    before = [one for one in factors[:k] if one.edge.source == factor.edge.source]
    if before:
        source = desk.called(factor.edge.source)
        said.append(f"Another use of {source}: its gradient is the sum over its uses.")
    return " ".join(said)


def _judge(desk: Desk, factor: Factor, truths: Sequence[Truth], text: str) -> Judged:
    edge = factor.edge.id
    known = [{UPSTREAM: truth.upstream[edge], **truth.known} for truth in truths]
    line, made = worked_out(text, known[0], desk.limits)
    found = [made.at(one) for one in known]
    goals = [truth.factors[edge] for truth in truths]
    if _all(found, goals):
        return RIGHT
    tolerance = desk.exercise.tolerance
    if not made.leaves and same(spread(found[0], goals[0].shape), goals[0], tolerance):
        return "rounded", ""
    if goals[0].any() and _all([-one for one in found], goals):
        return "wrong", "The sign is wrong."
    ups = [truth.upstream[edge] for truth in truths]
    if not factor.of_array and factor.edge.target != desk.program.output:
        if _all(found, [up * goal for up, goal in zip(ups, goals, strict=True)]):
            return "wrong", "This is already multiplied by the upstream gradient."
        if _all(found, ups) and made.leaves and set(line.names) <= {UPSTREAM, *_gradients(desk)}:
            return "wrong", "This is the upstream gradient; the gate's own factor is asked for."
    if factor.of_array and len(found[0].shape) == 2 and _all([one.T for one in found], goals):
        return "wrong", "Rows and columns are swapped: a transpose is missing."
    if same(spread(found[0], goals[0].shape), goals[0]):
        return "wrong", CHANCE
    if spread(found[0], goals[0].shape).shape != goals[0].shape:
        given, asked = found[0].shape, goals[0].shape
        return "wrong", f"The shape is {_sized(given)}; what goes back has {_sized(asked)}."
    return "wrong", f"This is not {'what goes back' if factor.of_array else factor.said}."


def _gradients(desk: Desk) -> Iterator[str]:
    return (f"d{name}" for name, _ in desk.named())


def _sized(shape: tuple[int, ...]) -> str:
    return str(shape) if shape else "that of one number"


def _all(found: Sequence[Array], goals: Sequence[Array]) -> bool:
    pairs = zip(found, goals, strict=True)
    return all(same(spread(one, goal.shape), goal) for one, goal in pairs)


def _whole(desk: Desk, name: str, factors: Sequence[Factor]) -> Item:
    """Ask for the gradient itself."""
    key, node = f"d{name}", desk.graph.names[name]
    so_far = " · ".join(factor.said for factor in factors)
    uses = {factor.edge.source for factor in factors}
    shown = f"Together: {so_far}." if len(uses) == len(factors) else ""
    asks = f"{key}, from values and gradients that you have already"
    question = Question(key, asks, "line", node=node, line=desk.line(node), shown=shown)

    def hints() -> list[str]:
        hint = hint_of(desk.program, key, desk.worlds, desk.limits)
        if hint is None:
            return []
        return [hint.rule, hint.operands, *([hint.line] if hint.line else [])]

    return Item(question, partial(judge_line, desk, key), hints)
