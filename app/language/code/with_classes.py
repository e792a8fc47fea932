"""A program as classes: one for each kind of gate, and a graph that loops over its gates."""

from collections.abc import Mapping

from ...engine.graph import Kind, Literal, Node, Operand
from ...engine.stopping import step_by_step
from ..program import Program
from .definitions import Definitions, Needs
from .gate_class import GateKind, kind_of
from .listing import ClassListing
from .literals import number_text
from .loop import Loop, Steps
from .mini_batches import MiniBatchLines, seed_of
from .numpy_texts import leaf_text, print_none, print_text, seed_text
from .script import Script


def write_classes(program: Program, seed: object = None) -> str:
    """Write a program as classes that print its output and the gradient of every input.

    The script needs nothing but ``import numpy as np``.

    Args:
        program: what to write.
        seed: the upstream gradient of the output, a number or nested list; default ones.

    Raises:
        ProgramError: its arrays are too large to be written down.
        EngineError: a gate meets data it cannot work on, or the seed does not fit.
    """
    return list_classes(program, seed).text


def list_classes(program: Program, seed: object = None, loop: Loop | None = None) -> ClassListing:
    """Write the same script with the lines of its gates and contributions.

    With a ``loop`` it makes updates, and prints the loss before each and after the last.

    Raises:
        ProgramError: its arrays are too large to be written down.
        EngineError: a gate meets data it cannot work on, or the seed does not fit.
    """
    batches = None if loop is None else loop.varying.batches
    if batches is None:
        return _ClassScript(program, seed, loop).write()
    whole = _ClassScript(program, None, None)
    return _ClassScript(batches.program, seed_of(batches), loop, whole).write()


def kinds_of(program: Program) -> dict[int, GateKind]:
    """Return the kind of every gate of a program, by its node: what its class is written from."""
    return dict(_ClassScript(program, None, None).kinds)


class _ClassScript(Script):
    """The parts of the script: classes, leaves, nodes, then both passes or a loop around them."""

    def __init__(
        self,
        program: Program,
        seed: object,
        loop: Loop | None,
        whole: "_ClassScript | None" = None,
    ) -> None:
        super().__init__(program, seed, "np", loop, whole)
        self._all = whole
        self._plain = self.moderate()
        self._kinds = {node.id: self._kind(node) for node in step_by_step(self.gates())}
        self._rows: dict[int, int] = {}
        self._steps: dict[int, list[int]] = {}

    @property
    def kinds(self) -> Mapping[int, GateKind]:
        """The kinds of the gates."""
        return self._kinds

    def write(self) -> ClassListing:
        """Write all of it."""
        sheet, names, whole = self.sheet, self.names, self._all
        sheet.add("import numpy as np")
        if not self._plain:
            sheet.add('\nnp.seterr(all="ignore")  # infinities and NaN may come up here')
        self.define_helpers()
        needs, kinds = self._needs(), [*self._kinds.values()]
        if whole is not None:
            needs |= whole._needs()
            kinds += whole._kinds.values()
        defined = Definitions(sheet, names, kinds, needs)
        leaves, nodes, graph = (names.another(name) for name in ("leaves", "nodes", "graph"))
        self._write_leaves(leaves)
        self._write_nodes(nodes, self, defined)
        self._write_graph(graph, defined, leaves, nodes)
        if self.loop is None:
            begin = self._passes(graph)
        else:
            begin = self._rounds(self.loop, graph, defined, leaves)
        return self._listed(defined, begin)

    def _kind(self, node: Node) -> GateKind:
        carried = [edge.slot for edge in self.carrying(node)]
        return kind_of(self.graph, node, self.standing, carried)

    def _needs(self) -> Needs:
        idle = any(not self.carrying(node) for node in self.gates())
        return Needs.of(self.graph, self._kinds, idle)

    def _write_leaves(self, called: str) -> None:
        sheet = self.sheet
        sheet.add(f"\n\n{called} = {{")
        with sheet.inside():
            for kind, remark in ((Kind.INPUT, ""), (Kind.CONSTANT, "  # constant")):
                for node in self.leaves(kind):
                    text = leaf_text(self.leaf(node), plain=self._plain)
                    row = f'"{self.values[node.id]}": {text},{remark}'
                    self._rows[node.id] = sheet.add(row)
        sheet.add("}")

    def _write_nodes(self, called: str, script: "_ClassScript", defined: Definitions) -> None:
        """Write the gates of a script, this one or that of all rows, in topological order."""
        sheet = self.sheet
        sheet.add(f"{called} = [  # in topological order")
        with sheet.inside():
            for node in step_by_step(script.gates()):
                self.enter(node)
                made = defined.made(script._kinds[node.id], node)
                operands = ", ".join(map(self._operand, node.operands))
                row = f'("{self.values[node.id]}", {made}, [{operands}]),'
                line = sheet.add(f"{row}  # {node.shape}" if node.shape else row)
                if script is self:
                    self._rows[node.id] = line
        sheet.add("]")

    def _operand(self, operand: Operand) -> str:
        if isinstance(operand, Literal):
            return number_text(operand.value)
        return f'"{self.values[operand]}"'

    def _write_graph(self, called: str, defined: Definitions, leaves: str, nodes: str) -> None:
        output = f'output="{self.values[self.output]}"'
        self.sheet.add(f"{called} = {defined.graph}({leaves}, {nodes}, {output})")

    def _passes(self, graph: str) -> int | None:
        """Write one pass each way, and what they give; return the line of the second."""
        sheet = self.sheet
        sheet.heading("forward pass, then backward pass")
        array = bool(self.graph.nodes[self.output].shape)
        sheet.add(print_text(self.values[self.output], f"{graph}.forward()", array=array))
        begin, gradients = None, self.names.another("gradients")
        if self.differentiable:
            begin = sheet.add(f"{gradients} = {self._backward(graph)}")
        for name, leaf in self.program.inputs.items():
            if self.tape.active[leaf]:
                found = f'{gradients}["{self.values[leaf]}"]'
                array = bool(self.graph.nodes[leaf].shape)
                sheet.add(print_text(f"d{name}", found, array=array))
            else:
                sheet.add(print_none(name))
        return begin

    def _backward(self, graph: str) -> str:
        return f"{graph}.backward({seed_text(self.seed, plain=self._plain)})"

    def _rounds(self, loop: Loop, graph: str, defined: Definitions, leaves: str) -> int:
        """Write the loop around both passes; return the line of the backward pass."""
        sheet, names, batches = self.sheet, self.names, loop.varying.batches
        steps, rows, told = Steps(loop, names, self.graph), None, graph
        if self._all is not None and batches is not None:
            rows = MiniBatchLines(self, self._all, batches)
            told, nodes = names.another("graph_of_all"), names.another("nodes_of_all")
            self._write_nodes(nodes, self._all, defined)
            self._write_graph(told, defined, leaves, nodes)
        sheet.heading("updates")
        for line in steps.kept():
            sheet.add(line)
        sheet.add(loop.begin(steps.counter))
        with sheet.inside():
            number = f"{told}.forward()"
            shape = self.graph.nodes[self.output].shape
            self.write_loss(steps.counter, f"{number}.item()" if shape else number)
            if rows is not None and batches is not None:
                chosen = rows.choose(steps.counter)
                for leaf in batches.leaves:
                    name = self.values[leaf]
                    sheet.add(f'{graph}.values["{name}"] = {told}.values["{name}"][{chosen}]')
                sheet.add(f"{graph}.forward()")
            begin = sheet.add(self._backward(graph))
            sheet.heading("update")
            for line in steps.before():
                sheet.add(line)
            for leaf in loop.leaves:
                self._steps[leaf] = self._step(leaf, steps, graph, told)
        return begin

    def _step(self, leaf: int, steps: Steps, graph: str, told: str) -> list[int]:
        """Write the step of a parameter."""
        p, g = self.values[leaf], self.gradients[leaf]
        kept = f'{graph}.values["{p}"]' + (f' = {told}.values["{p}"]' if told != graph else "")
        lines = [
            f'{p}, {g} = {graph}.values["{p}"], {graph}.gradients["{p}"]',
            *steps.of(leaf),
            f"{kept} = {p}",
        ]
        return [self.sheet.add(line) for line in lines]

    def _listed(self, defined: Definitions, begin: int | None) -> ClassListing:
        forward, backward = {}, {}
        for node in step_by_step(self.graph.nodes):
            row = self._rows[node.id]
            forward[node.id] = [row]
            if node.op is None:
                continue
            kind = self._kinds[node.id]
            forward[node.id] = [*defined.forward_lines(kind), row]
            for edge in self.carrying(node):
                backward[edge.id] = [*defined.backward_lines(kind, edge), row]
        return ClassListing(
            self.sheet.text(),
            list(self.values),
            forward,
            backward,
            [] if begin is None else [defined.begins, begin],
            defined.first,
            self._steps,
        )
