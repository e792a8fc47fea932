"""Three steps towards a line: which rule, which operands, and the line itself.

They follow from the gates that a value goes into. A line is only given that comes to the gradient,
in all worlds; of what no line is found for the first two steps are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..engine.graph import Edge
from ..language import Program, ReadLimits
from ..language.reader import DEFAULT_LIMITS
from .composing import Composer
from .filling import Unwritten, without_ones
from .reasons import is_right
from .worlds import World, worlds_of

MOST_TOLD = 4
"""Uses of a value of which each is told."""
REPEATED = "sum over the axes along which it was repeated"
REPEATED = "sum over the axes along which it was repeated"


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said of one gradient, step by step."""

    target: str
    rule: str
    operands: str
    line: str | None


def hint_for(program: Program, target: str, limits: ReadLimits = DEFAULT_LIMITS) -> Hint | None:
    """Return the hint for a gradient; ``None`` where nobody asks for one of that name."""
    return hint_of(program, target, worlds_of(program), limits)


def hint_of(
    program: Program, target: str, worlds: Sequence[World], limits: ReadLimits
) -> Hint | None:
    """Return the same where the numbers of a program are known."""
    name = target[1:]
    if target[:1] != "d" or name not in worlds[0].gradients or name == program.output_name:
        return None
    composer = Composer(program, worlds[0], limits)
    node = program.graph.names[name]
    uses = composer.uses(node)
    line = _line(composer, target, worlds, limits)
    read = _names(composer, line, uses)
    operands = f"Use {_listed(read)}." if read else "Use the upstream gradient of the gate."
    return Hint(target, _rule(composer, name, uses), operands, line)


def _line(
    composer: Composer, target: str, worlds: Sequence[World], limits: ReadLimits
) -> str | None:
    truths = [world.gradients[target[1:]] for world in worlds]
    known = [composer.known(world) for world in worlds]
    for strict in (False, True):  # the second minds what stands on a kink
        try:
            text = composer.gradient(composer.graph.names[target[1:]], strict)
        except Unwritten:
            return None
        for tried in (without_ones(text), text):
            if is_right(tried, composer.read_in(tried), truths, known, limits):
                return f"{target} = {tried}"
    return None


def _rule(composer: Composer, name: str, uses: Sequence[Edge]) -> str:
    """Say what the gates that a value goes into do to a gradient."""
    nodes = composer.graph.nodes
    rules: dict[str, None] = {}
    for edge in uses[:MOST_TOLD]:
        gate = nodes[edge.target]
        assert gate.op is not None
        into = composer.called(edge.target)
        where = f"{name} goes into {gate.op.name}" + (f", which makes {into}" if into else "")
        rules[f"{where}. {gate.op.summary}"] = None
        if composer.is_spread(edge):
            rules[f"{name} was broadcast to a larger shape: {REPEATED}."] = None
    if len(uses) > 1:
        rules[f"{name} is used {len(uses)} times: add what comes back from each."] = None
    return " ".join(rules)


def _names(composer: Composer, line: str | None, uses: Sequence[Edge]) -> list[str]:
    if line is not None:
        return composer.read_in(line.partition(" = ")[2])
    found: dict[str, None] = {}
    for edge in uses[:MOST_TOLD]:
        up = composer.called(edge.target)
        for operand in composer.graph.nodes[edge.target].inputs:
            if operand != edge.source and (other := composer.called(operand)):
                found[other] = None
        if up:
            found[f"d{up}"] = None
    return list(found)


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
