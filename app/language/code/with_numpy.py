"""A program as staged NumPy: one line a gate forward, then every gradient by hand, in reverse."""

from collections.abc import Mapping

from ...engine.graph import Edge, Kind, Node
from ...engine.ops.broadcasting import broadcast_axes
from ...engine.ops.op import Pattern, Shape, settle_text
from ...engine.stopping import step_by_step
from ..program import Program
from .listing import Listing
from .loop import Loop, Steps
from .mini_batches import MiniBatchLines, seed_of
from .numpy_texts import leaf_text, print_none, print_text, seed_text
from .script import Script
from .standing import FORWARD
from .templates import fill, holes


def write_numpy(program: Program, seed: object = None) -> str:
    """Write a program as a NumPy script that prints the gradient of every input.

    The script needs nothing but ``import numpy as np`` and runs at the program's own level, gates.

    Args:
        program: what to write.
        seed: the upstream gradient of the output, a number or nested list; default ones.

    Raises:
        ProgramError: its arrays are too large to be written down.
        EngineError: a gate meets data it cannot work on, or the seed does not fit.
    """
    return list_numpy(program, seed).text


def list_numpy(program: Program, seed: object = None, loop: Loop | None = None) -> Listing:
    """Write the same script with the lines of its gates and contributions.

    With a ``loop`` it makes updates, and prints the loss before each and after the last.

    Raises:
        ProgramError: its arrays are too large to be written down.
        EngineError: a gate meets data it cannot work on, or the seed does not fit.
    """
    batches = None if loop is None else loop.varying.batches
    if batches is None:
        return _NumpyScript(program, seed, loop).write()
    whole = _NumpyScript(program, None, None)
    return _NumpyScript(batches.program, seed_of(batches), loop, whole).write()


class _NumpyScript(Script):
    """The stages of the script: inputs, constants, forward, backward, printing."""

    def __init__(
        self, program: Program, seed: object, loop: Loop | None, whole: Script | None = None
    ) -> None:
        super().__init__(program, seed, "np", loop, whole)
        self._plain = self.moderate()

    def write(self) -> Listing:
        sheet = self.sheet
        sheet.add("import numpy as np")
        if not self._plain:
            sheet.add('\nnp.seterr(all="ignore")  # infinities and NaN may come up here')
        self.define_helpers()
        for kind, heading in ((Kind.INPUT, "inputs"), (Kind.CONSTANT, "constants")):
            leaves = self.leaves(kind)
            if leaves:
                sheet.heading(heading)
            for node in leaves:
                line = f"{self.values[node.id]} = {leaf_text(self.leaf(node), plain=self._plain)}"
                self.forward_lines[node.id] = sheet.add(line)
        if self.loop is not None:
            return self.listing(self._rounds(self.loop))
        self.write_forward()
        seed_line = self._backward()
        sheet.heading("the gradient of every input")
        for name, leaf in self.program.inputs.items():
            sheet.add(self._printing(name, leaf))
        return self.listing(seed_line)

    def _rounds(self, loop: Loop) -> int | None:
        """Write the loop around both passes; return the line of the seed."""
        steps, batches = Steps(loop, self.names, self.graph), loop.varying.batches
        self.sheet.heading("updates")
        loss = self.values[self.output]
        number = f"{loss}.item()" if self.graph.nodes[self.output].shape else loss
        lines = None
        if self.whole is not None and batches is not None:
            lines = MiniBatchLines(self, self.whole, batches)
            number = lines.define_loss(number)
        for line in steps.kept():
            self.sheet.add(line)
        self.sheet.add(loop.begin(steps.counter))
        with self.sheet.inside():
            if lines is not None:
                self.write_loss(steps.counter, number)
                lines.take(steps.counter)
            self.write_forward()
            if lines is None:
                self.write_loss(steps.counter, number)
            seed_line = self._backward()
            self.sheet.heading("update")
            for line in steps.before():
                self.sheet.add(line)
            for leaf in loop.leaves:
                for line in steps.of(leaf):
                    self.update_lines[leaf] = self.sheet.add(line)
        return seed_line

    def forward_line(self, node: Node) -> str:
        """Return the line that makes a gate's value."""
        assert node.op is not None
        plain = node.op.numpy_line(self.graph.operand_shapes(node), node.params)
        template = self.standing.template(node, FORWARD, plain)
        line = f"{self.values[node.id]} = {fill(template, holes(self.graph, node, self.values))}"
        return line + self.remark(node, line)

    def _backward(self) -> int | None:
        """Write the backward pass; return the line of its seed."""
        sheet = self.sheet
        if not self.differentiable:
            return None
        sheet.heading("backward pass: from the output to the inputs")
        seed = seed_text(self.seed, plain=self._plain)
        seed_line = sheet.add(f"{self.gradients[self.output]} = {seed}")
        uses, arrived = self.uses(), [False] * len(self.graph)
        for node in step_by_step(reversed(self.gates())):
            edges = self.carrying(node)
            if edges:
                sheet.add(f"# {self.values[node.id]} = {self.spoken(node)}")
                filled = self._filled(node)
                shapes = self.graph.operand_shapes(node)
            for edge in edges:
                first = not arrived[edge.source]
                arrived[edge.source] = True
                alone = not first or uses[edge.source] == 1
                expression = self._contribution(node, edge, shapes, filled, alone=alone)
                sign = "=" if first else "+="
                line = f"{self.gradients[edge.source]} {sign} {expression}"
                self.backward_lines[edge.id] = sheet.add(line)
        return seed_line

    def _filled(self, node: Node) -> dict[str, str]:
        """Return what stands in the holes of a gate's backward lines; write what they share."""
        assert node.op is not None
        filled = holes(self.graph, node, self.values, self.gradients[node.id])
        shapes = self.graph.operand_shapes(node)
        if shared := settle_text(node.op.numpy_shared, shapes, node.params):
            name = self.names.another(f"{self.values[node.id]}_from")
            self.sheet.add(f"{name} = {fill(shared, filled)}  # {node.op.numpy_shared_remark}")
            filled["shared"] = name
        return filled

    def _contribution(
        self,
        node: Node,
        edge: Edge,
        shapes: tuple[Shape, ...],
        filled: Mapping[str, str],
        *,
        alone: bool,
    ) -> str:
        """Return what flows back through an edge, in the shape of its source.

        Where more is added to it later, it must not share memory with what it was made from.
        """
        op = node.op
        assert op is not None
        upstream = self.gradients[node.id]
        plain = op.numpy_vjp(edge.slot, shapes, node.params)
        template = self.standing.template(node, edge.slot, plain)
        text = fill(template, filled)
        shape = self.graph.nodes[edge.source].shape
        if op.pattern is Pattern.ELEMENTWISE and shape != node.shape:
            return sum_text(text, node.shape, shape)
        viewed = op.pattern is Pattern.STRUCTURE or text.startswith("np.broadcast_to(")
        shares_memory = viewed or text == upstream
        return text if alone or not shares_memory else f"1 * {text}"

    def _printing(self, name: str, leaf: int) -> str:
        if not self.tape.active[leaf]:
            return print_none(name)
        array = bool(self.graph.nodes[leaf].shape)
        return print_text(f"d{name}", self.gradients[leaf], array=array)


def sum_text(expression: str, wide: Shape, narrow: Shape) -> str:
    """Write the sum over the axes along which ``narrow`` was repeated to become ``wide``."""
    if not narrow:
        return f"np.sum({expression})"
    lead = len(wide) - len(narrow)
    kept = tuple(axis for axis in broadcast_axes(narrow, wide)[0] if axis >= lead)
    if lead:
        axes = tuple(range(lead))
        expression = f"np.sum({expression}, axis={0 if lead == 1 else axes})"
    if kept:
        axes = tuple(axis - lead for axis in kept)
        shown = axes[0] if len(axes) == 1 else axes
        expression = f"np.sum({expression}, axis={shown}, keepdims=True)"
    return expression
