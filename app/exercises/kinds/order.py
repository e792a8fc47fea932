"""Order the steps of the backward sweep: none before what it needs is there."""

from collections.abc import Mapping, Sequence
from functools import partial

from .answers import read_options
from .desk import Desk
from .kind import Question
from .sheet import RIGHT, Item, Judged, Sheet

KEY = "order"
MOST = 10
"""Steps that are to be ordered."""


class Order(Sheet):
    """One question, of which every order is right that can be computed."""

    name = "order"
    title = "Order the backward sweep"
    task = "Put the steps of the backward sweep in an order in which each has all that it needs."

    def items(self, desk: Desk) -> Sequence[Item]:
        """Ask for an order of the gradients that are not given."""
        steps = desk.some(list(reversed(desk.asked())), MOST)
        needs = needs_of(desk, steps)
        if not any(needs.values()):
            raise desk.refused(
                "no gradient of this program has to wait for another",
                "choose a program with at least one named step between inputs and output",
            )
        options = tuple(desk.shuffled([f"d{name}" for name, _ in steps]))
        given = f"d{desk.output}"
        question = Question(
            KEY,
            f"Put these gradients in an order in which they can be computed; {given} is given.",
            "order",
            options,
        )

        def hints() -> list[str]:
            first = [step for step in needs if not needs[step]]
            rule = (
                "A gradient can be computed once those of all values that it goes into are known."
            )
            ready = f"With {given} alone, {_listed(first)} can be computed."
            return [rule, ready, ", ".join(needs)]

        return [Item(question, partial(_judge, needs, options), hints)]


def needs_of(desk: Desk, steps: Sequence[tuple[str, int]]) -> dict[str, list[str]]:
    """Return for each step, from the output back, which of the others must be there before."""
    bit = {node: 1 << k for k, (_, node) in enumerate(steps)}
    behind = [0] * len(desk.graph)
    """Which of the steps a value leads to, as bits."""
    for edge in desk.flows():
        behind[edge.source] |= behind[edge.target] | bit.get(edge.target, 0)
    return {
        f"d{name}": [f"d{other}" for other, at in steps if behind[node] & bit[at]]
        for name, node in steps
    }


def _judge(needs: Mapping[str, Sequence[str]], options: Sequence[str], text: str) -> Judged:
    done: set[str] = set()
    chosen = read_options(text, options)
    for step in chosen:
        lacking = [other for other in needs[step] if other not in done]
        if lacking:
            there = "which is not there yet" if len(lacking) == 1 else "which are not there yet"
            return "wrong", f"{step} comes too early: it needs {_listed(lacking)}, {there}."
        done.add(step)
    left = len(options) - len(chosen)
    return RIGHT if not left else ("part", f"Right so far; {left} still to come.")


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
