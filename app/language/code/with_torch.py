"""A program as PyTorch: the same forward lines, and one line for the whole backward pass."""

from ...engine.graph import Kind, Literal, Node
from ...engine.stopping import step_by_step
from ..program import Program
from .listing import Listing
from .literals import list_text, number_text
from .loop import COUNTER, OPTIMIZER, STEADY, Loop
from .mini_batches import MiniBatchLines, seed_of
from .script import Leaf, Script
from .standing import FORWARD
from .templates import fill, holes
from .varying import VaryingLines


def write_torch(program: Program, seed: object = None) -> str:
    """Write a program as a PyTorch script that prints the gradient of every input.

    The script needs nothing but ``import torch``; NumPy too where large random arrays are to be the
    ones of the program.

    Args:
        program: what to write.
        seed: the upstream gradient of the output, a number or nested list; default ones.

    Raises:
        ProgramError: its arrays are too large to be written down.
        EngineError: a gate meets data it cannot work on, or the seed does not fit.
    """
    return list_torch(program, seed).text


def list_torch(program: Program, seed: object = None, loop: Loop | None = None) -> Listing:
    """Write the same script with the lines of its gates; all contributions come from one line.

    With a ``loop`` it makes updates, and prints the loss before each and after the last.

    Raises:
        ProgramError: its arrays are too large to be written down.
        EngineError: a gate meets data it cannot work on, or the seed does not fit.
    """
    batches = None if loop is None else loop.varying.batches
    if batches is None:
        return _TorchScript(program, seed, loop).write()
    whole = _TorchScript(program, None, None)
    return _TorchScript(batches.program, seed_of(batches), loop, whole).write()


class _TorchScript(Script):
    """The stages of the script: inputs, constants, forward, backward, printing."""

    def __init__(
        self, program: Program, seed: object, loop: Loop | None, whole: Script | None = None
    ) -> None:
        super().__init__(program, seed, "torch", loop, whole)

    def write(self) -> Listing:
        sheet = self.sheet
        texts = {
            node.id: self._leaf(self.leaf(node), node.kind is Kind.INPUT)
            for kind in (Kind.INPUT, Kind.CONSTANT)
            for node in self.leaves(kind)
        }
        arrays = self.arrays if self.whole is None else self.whole.arrays
        if arrays.draws_used or (self.loop is not None and self.loop.varying != STEADY):
            sheet.add("import numpy as np")
        sheet.add("import torch")
        sheet.add("\ntorch.set_default_dtype(torch.float64)")
        self.define_helpers()
        for kind, heading in ((Kind.INPUT, "inputs"), (Kind.CONSTANT, "constants")):
            leaves = self.leaves(kind)
            if leaves:
                sheet.heading(heading)
            for node in leaves:
                line = f"{self.values[node.id]} = {texts[node.id]}"
                self.forward_lines[node.id] = sheet.add(line)
        if self.loop is not None:
            return self.listing(self._rounds(self.loop))
        self.write_forward()
        seed_line = self._backward()
        sheet.heading("the gradient of every input")
        for name, leaf in self.program.inputs.items():
            sheet.add(self._printing(name, leaf))
        return self.listing(seed_line)

    def _backward(self) -> int | None:
        """Write the backward pass; return its line."""
        if not self.differentiable:
            return None
        self.sheet.heading("backward pass")
        seed_line = self.sheet.add(f"{self.values[self.output]}.backward({self._seed()})")
        for node in step_by_step(self.gates()):
            for edge in self.carrying(node):
                self.backward_lines[edge.id] = seed_line
        return seed_line

    def _rounds(self, loop: Loop) -> int | None:
        """Write the loop around both passes; return the line of the backward pass."""
        counter, optimizer = self.names.another(COUNTER), self.names.another(OPTIMIZER)
        parameters = f"[{', '.join(self.values[leaf] for leaf in loop.leaves)}]"
        batches, varying = loop.varying.batches, VaryingLines(self, loop.varying, optimizer)
        self.sheet.heading("updates")
        called = loop.torch.format(parameters=parameters)
        self.sheet.add(f"{optimizer} = torch.optim.{called}")
        varying.begin()
        number, lines = f"{self.values[self.output]}.item()", None
        if self.whole is not None and batches is not None:
            lines = MiniBatchLines(self, self.whole, batches)
            number = lines.define_loss(number)
        self.sheet.add(loop.begin(counter))
        with self.sheet.inside():
            if lines is not None:
                self.write_loss(counter, number)
                lines.take(counter)
            self.write_forward()
            if lines is None:
                self.write_loss(counter, number)
            self.sheet.add(f"{optimizer}.zero_grad()")
            seed_line = self._backward()
            self.sheet.heading("update")
            varying.before(counter, loop.leaves)
            step = self.sheet.add(f"{optimizer}.step()")
        self.update_lines |= dict.fromkeys(loop.leaves, step)
        return seed_line

    def _leaf(self, leaf: Leaf, needs_gradient: bool) -> str:
        if not leaf.listed and leaf.text.startswith("torch."):
            return leaf.text[:-1] + ", requires_grad=True)" if needs_gradient else leaf.text
        option = ", requires_grad=True" if needs_gradient else ""
        return f"torch.tensor({leaf.text}{option})"

    def forward_line(self, node: Node) -> str:
        """Return the line that makes a gate's value."""
        assert node.op is not None
        plain = node.op.torch_line(self.graph.operand_shapes(node), node.params)
        template = self.standing.template(node, FORWARD, plain)
        filled = holes(self.graph, node, self.values)
        literals = {
            name: f"torch.tensor({number_text(operand.value)})"
            for name, operand in zip(node.op.names(len(node.operands)), node.operands, strict=True)
            if isinstance(operand, Literal)
        }
        if len(literals) > 1:  # a gate of tensors cannot compare two plain numbers
            filled |= literals
        line = f"{self.values[node.id]} = {fill(template, filled)}"
        return line + self.remark(node, line)

    def _seed(self) -> str:
        seed = self.seed
        if (seed == 1.0).all():
            return f"torch.ones({seed.shape})" if seed.shape else ""
        return f"torch.tensor({list_text(seed)})"

    def _printing(self, name: str, leaf: int) -> str:
        if not self.tape.active[leaf]:
            return f'print("d{name} =", None)  # the output does not depend on {name}'
        return f'print("d{name} =", {self.values[leaf]}.grad.tolist())'
