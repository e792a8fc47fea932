"""How what stands on a wire is called, beside its number or in its place.

``q``, ``∂f/∂q``, and with how it comes about ``∂f/∂x = z·1``. Each is a list: the first that has
room is written, with the number in the place of the sign for it. A page finds the lists in the
picture, so that it knows no more of them than how to choose.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal, TypeAlias

from ..choices import Labels, Mode
from ..trace import EdgeStory, NodeStory, Prepared, Trace
from ..trace.edge_text import EdgeText
from ..trace.model import Number

NUMBER = "#"
"""Where the number stands."""
APART = ";"
"""What stands between two ways to write the same."""
WRITTEN_OUT = 12
"""Characters of a product of more than two factors, at most."""

Said: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """A wire, and what is multiplied at its end."""

    source: int
    target: int
    text: EdgeText | EdgeStory

    @property
    def factor(self) -> str:
        text = self.text
        return text.derivative.text if text.right is None else text.factor.text.replace(" · ", "·")


class Symbols:
    """The names of a graph's values and gradients, for one way to label its wires."""

    def __init__(
        self,
        labels: Literal["symbols", "both"],
        mode: Mode,
        names: Sequence[tuple[str, str | None]],
        kinds: Sequence[str],
        uses: dict[int, _Use],
        outputs: Sequence[int],
        seeded: int | None,
        sources: Sequence[int],
    ) -> None:
        """Name everything.

        ``names`` are the symbols of the nodes and their labels, ``uses`` the wires that carry a
        derivative and ``sources`` where all come from. ``seeded`` is what is derived, or in forward
        mode what by: the node whose own derivative is 1; ``None`` where none has a plain one.
        """
        self.is_both = labels == "both"
        self._mode, self._kinds, self._uses, self._outputs = mode, kinds, uses, frozenset(outputs)
        self._seeded = seeded
        self._sources = sources
        self._names = [(text.replace(" · ", "·"), label) for text, label in names]
        self._arriving = [int(node in self._outputs) for node in range(len(names))]
        self._into: list[list[_Use]] = [[] for _ in names]
        self._out: list[list[_Use]] = [[] for _ in names]
        for use in uses.values():
            self._arriving[use.source] += 1
            self._into[use.target].append(use)
            self._out[use.source].append(use)

    # -- numbers --------------------------------------------------------------------------------

    def value(self, node: int) -> Said:
        """Return how a value is written."""
        text, label = self._names[node]
        is_leaf = self._kinds[node] != "gate"
        if self.is_both:  # a leaf has its name beside it
            return (NUMBER,) if is_leaf or label is None else (f"{label} = {NUMBER}", NUMBER)
        return (NUMBER,) if is_leaf and label is None else (text, NUMBER)

    def back(self, edge: int) -> Said:
        """Return how what flows back through a wire is written."""
        if self._mode == "forward":
            return self.total(self._sources[edge])
        use = self._uses.get(edge)
        if use is None:
            return ()
        if self._arriving[use.source] > 1:  # a part of the sum, which has no name of its own
            products = [*self._products(use)]
            if self.is_both:
                return (*(f"{one} = {NUMBER}" for one in products), NUMBER)
            return (*products, NUMBER)
        name = self.name(use.source)
        if self.is_both:
            return f"{name} = {NUMBER}", NUMBER
        if use.text.whole:
            return use.text.formula.text, name, NUMBER
        return (*(f"{name} = {one}" for one in self._products(use)), name, NUMBER)

    def total(self, node: int, is_sum: bool = False) -> Said:
        """Return how a whole gradient is written, or a tangent; a sum has its sign before it."""
        name = self.name(node)
        before = "= " if is_sum else ""
        if self.is_both:
            return f"{before}{name} = {NUMBER}", NUMBER
        if node == self._seeded:
            return f"{name} = 1", name, NUMBER
        if self._mode == "forward":
            return (*(f"{name} = {one}" for one in self._tangents(node)), name, NUMBER)
        return before + name, NUMBER

    # -- arrays ---------------------------------------------------------------------------------

    def value_captions(self, node: int, captions: Sequence[str]) -> Said:
        """Return the same of an array, whose shape stands with it."""
        _, label = self._names[node]
        return () if label is None else (*(f"{label} {one}" for one in captions), label)

    def back_captions(self, edge: int, captions: Sequence[str], mark: str) -> Said:
        """Return the same of what flows back to an array."""
        use = self._uses.get(edge)
        if use is None:
            return ()
        text = use.text
        if self._arriving[use.source] > 1:
            part = text.right.text if text.whole and text.right else ""
            return () if self.is_both or not part else (f"{mark} {part}",)
        written = [f"{mark} {text.formula.text}"] if text.whole and not self.is_both else []
        return (*written, *self._marked(use.source, captions, mark))

    def total_captions(self, node: int, captions: Sequence[str], mark: str) -> Said:
        """Return the same of a whole gradient."""
        return self._marked(node, captions, mark)

    def _marked(self, node: int, captions: Sequence[str], mark: str) -> Said:
        name = self.name(node)
        marked = [one.removeprefix(f"{mark} ") for one in captions if one.startswith(mark)]
        return (*(f"{mark} {name} {one}" for one in marked), f"{mark} {name}")

    # -- what they are made of ------------------------------------------------------------------

    def name(self, node: int) -> str:
        """Return what a gradient or a tangent is called: ``∂f/∂x``, or ``dx`` where it is none."""
        if self._seeded is None:
            return self._after("d", node)
        above, below = self._seeded, node
        if self._mode == "forward":
            above, below = node, self._seeded
        return f"{self._after('∂', above)}/{self._after('∂', below)}"

    def _after(self, letter: str, node: int) -> str:
        text, label = self._names[node]
        return f"{letter}({text})" if label is None else f"{letter}{text}"

    def _products(self, use: _Use) -> Iterator[str]:
        """Give what flows back through a wire as a product, the most telling first."""
        if use.text.whole:
            yield use.text.formula.text if use.text.right is None else use.text.right.text
            return
        whole = self._written_out(use)
        if whole is not None:
            yield whole
        if use.target != self._seeded:
            short = f"{self.name(use.target)}·{use.factor}"
            if short != whole:
                yield short

    def _written_out(self, use: _Use) -> str | None:
        """Multiply all the way from the output, as long as that is short and no sum is met."""
        factors, at = [use.factor], use.target
        while at != self._seeded:
            if self._arriving[at] != 1 or at in self._outputs or self._out[at][0].text.whole:
                factors.append(self.name(at))
                break
            (onward,) = self._out[at]
            factors.append(onward.factor)
            at = onward.target
            if sum(map(len, factors)) > WRITTEN_OUT:
                return None
        written = "·".join(reversed(factors))
        return written if len(factors) < 3 or len(written) <= WRITTEN_OUT else None

    def _tangents(self, node: int) -> Iterator[str]:
        """Give how a tangent comes about from those of a gate's operands."""
        into = self._into[node]
        if self._kinds[node] != "gate":
            yield "0"
        if any(use.text.whole for use in into):
            return
        factors, at = list[str](), node
        while at != self._seeded and len(self._into[at]) == 1 and len(factors) <= WRITTEN_OUT:
            factors.append(self._into[at][0].factor)
            at = self._into[at][0].source
        whole = "·".join(factors)
        if factors and at == self._seeded and len(whole) <= WRITTEN_OUT:
            yield whole
        terms = [
            use.factor if use.source == self._seeded else f"{use.factor}·{self.name(use.source)}"
            for use in into
        ]
        if terms and terms != [whole]:
            yield " + ".join(terms)


def symbols_of(trace: Trace, labels: Labels) -> Symbols | None:
    """Name what a story tells of; ``None`` where its wires have numbers alone."""
    if labels == "numbers":
        return None
    uses = {
        edge.id: _Use(edge.source, edge.target, edge)
        for edge in trace.edges
        if edge.contribution is not None
    }
    is_forward = trace.mode == "forward"
    names = [(node.symbol.text, node.label) for node in trace.nodes]
    kinds = [node.kind for node in trace.nodes]
    sources = [edge.source for edge in trace.edges]
    seeded = _moved(trace) if is_forward else _derived(trace)
    return Symbols(labels, trace.mode, names, kinds, uses, trace.outputs, seeded, sources)


def symbols_ahead(prepared: Prepared, labels: Literal["symbols", "both"], mode: Mode) -> Symbols:
    """Name what will be told of, before its numbers are known: so much room is kept for it."""
    graph, skeleton = prepared.view.graph, prepared.skeleton
    uses = {
        edge.id: _Use(edge.source, edge.target, text)
        for edge, text in zip(graph.edges, skeleton.edges, strict=True)
    }
    names = [*zip(skeleton.texts, skeleton.labels, strict=True)]
    kinds = ["leaf" if node.op is None else "gate" for node in graph.nodes]
    outputs = prepared.outputs
    seeded = outputs[0] if len(outputs) == 1 else None
    if mode == "forward":
        seeded = next((node.id for node in graph.nodes if node.op is None), None)
        reached = {seeded}
        for edge in graph.edges:
            if edge.source in reached:
                reached.add(edge.target)
        uses = {id_: use for id_, use in uses.items() if use.source in reached}
    sources = [edge.source for edge in graph.edges]
    return Symbols(labels, mode, names, kinds, uses, outputs, seeded, sources)


def _derived(trace: Trace) -> int | None:
    """Return the output, where the way back starts from 1 at one number."""
    output = trace.outputs[0]
    node = trace.nodes[output]
    if len(trace.outputs) > 1 or prod(node.shape) != 1:
        return None
    back = [edge.contribution for edge in trace.edges if edge.source == output]
    seed = _scalar(node.gradient) - sum(_scalar(one) for one in back if one is not None)
    return output if seed == 1.0 else None


def _moved(trace: Trace) -> int | None:
    """Return the leaf that forward mode moves, where that is by 1 and it is one number."""
    moved: list[NodeStory] = []
    for step in trace.steps:
        node = trace.nodes[step.node]
        if node.kind != "gate":
            moved.append(node)
    if len(moved) != 1 or prod(moved[0].shape) != 1:
        return None
    return moved[0].id if _scalar(moved[0].tangent) == 1.0 else None


def _scalar(number: Number | None) -> float:
    while isinstance(number, list):
        number = number[0]
    return number if isinstance(number, float | int) else float("nan")
