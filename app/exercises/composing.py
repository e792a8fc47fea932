"""A gradient as an expression of named values and named gradients, composed of the gates' rows.

A row of ``app/engine/ops`` has its derivatives in the program language, over the names of its
arguments. They are filled with what the operands are called; what has no name is written out.
"""

import ast
from collections.abc import Mapping

import numpy as np

from ..engine.graph import Edge, Literal, Node, Operand
from ..engine.ops.broadcasting import broadcast_axes
from ..engine.ops.op import Array, Pattern, Shape
from ..engine.tape import Tape
from ..language import Program, ProgramError, ReadLimits
from ..language.python_tree import expression_of
from ..language.source import Source
from .filling import Unwritten, filled, is_negated, number, product
from .worlds import World
from .written import formula

DEEPEST = 12
"""How many values without a name may lie between one with a name and the next."""
MOST_USES = 24
"""Ways by which a gradient comes back that anybody would add up in one line."""
LONGEST = 400
"""Characters of an expression that anybody would write."""

UPSTREAM = "g"
"""What the upstream gradient is called where it has no name."""
MOST_TRIES = 60
"""Expressions that are worked out to see their shape."""
MOST_WORK = 400
"""Gates that are written out, wanted or not."""


class Composer:
    """Writes expressions about one program; without a ``world`` only names and values."""

    def __init__(self, program: Program, world: World | None, limits: ReadLimits) -> None:
        self.graph = program.graph
        self._program, self._limits = program, limits
        self._source = Source(program.text)
        self._numbers = {} if world is None else self.known(world)
        self._called: dict[int, str] = {}
        for name, node in self.graph.names.items():
            if self._called.get(node) is None or self.graph.nodes[node].name == name:
                self._called[node] = name
        tape = Tape(self.graph, [program.output], shapes_do=True)
        tape.forward()
        tape.backward()
        self._flows = [one is not None for one in tape.contributions]
        self._uses = self.graph.uses()
        self._tries = self._work = 0

    def known(self, world: World) -> dict[str, Array]:
        """Return all that a line may read in a world."""
        gradients = {f"d{name}": value for name, value in world.gradients.items()}
        seed = {} if self._program.output_name else {"dout": np.ones(())}
        return {**world.values, **seed, **gradients}

    def called(self, node: int) -> str | None:
        """Return the name of a node."""
        return self._called.get(node)

    def uses(self, node: int) -> list[Edge]:
        """Return the uses of a node along which a gradient comes back."""
        return [edge for edge in self._uses[node] if self._flows[edge.id]]

    def is_spread(self, edge: Edge) -> bool:
        """Tell whether broadcasting spread a value over more elements than it has."""
        gate = self.graph.nodes[edge.target]
        elementwise = gate.op is not None and gate.op.pattern is Pattern.ELEMENTWISE
        return elementwise and gate.shape != self.graph.nodes[edge.source].shape

    def read_in(self, text: str) -> list[str]:
        """List the names that an expression reads, in its order."""
        tree = expression_of(text)
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        read = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in called]
        read.sort(key=lambda one: (one.lineno, one.col_offset))
        return list(dict.fromkeys(one.id for one in read))

    def gradient(self, node: int, strict: bool = False, depth: int = 0) -> str:
        """Write the gradient of a node by what comes back along each of its uses.

        Raises:
            Unwritten: there is no way to write it.
        """
        uses = self.uses(node)
        if not uses or len(uses) > MOST_USES or depth > DEEPEST:
            raise Unwritten
        parts = [self._way(edge, strict, depth) for edge in uses]
        text = parts[0]
        if len(parts) == 2 and parts[0] == parts[1]:
            return product("2", text)
        for part in parts[1:]:
            text += f" - {part[1:]}" if is_negated(part) else f" + {part}"
        if len(text) > LONGEST:
            raise Unwritten
        return text

    def local(self, edge: Edge, upstream: str = UPSTREAM) -> str:
        """Write the local derivative of an elementwise gate; of others all that goes back.

        Raises:
            Unwritten: there is no way to write it.
        """
        gate = self.graph.nodes[edge.target]
        op = gate.op
        assert op is not None
        if op.variadic and len(gate.operands) > len(op.arguments):
            raise Unwritten
        row = self._row(gate, edge.slot)
        known = self._known_at(gate)
        if op.written is not None:
            return filled(row, {**known, "g": upstream}, strict=False)
        if op.pattern is Pattern.ELEMENTWISE:
            return filled(row, known, strict=False)
        axis = gate.params.get("axis") if "sum(g" in row else None
        return filled(row, {**known, "g": upstream}, strict=False, axis=axis)

    def _row(self, gate: Node, slot: int) -> str:
        """Return the derivative of a gate by one of its operands, as its row has it."""
        op, nodes = gate.op, self.graph.nodes
        assert op is not None
        shapes = tuple(() if isinstance(o, Literal) else nodes[o].shape for o in gate.operands)
        if op.written is not None:
            line = op.written(slot, shapes, **gate.params)
            if line is None:
                raise Unwritten
            return line
        rows = op.formulas(shapes, **gate.params)[1] if op.formulas else op.derivatives
        return rows[min(slot, len(rows) - 1)]

    def _upstream(self, node: int, strict: bool, depth: int) -> str:
        if node == self._program.output and self._program.output_name is None:
            return "dout"
        name = self.called(node)
        return f"d{name}" if name else self.gradient(node, strict, depth + 1)

    def _way(self, edge: Edge, strict: bool, depth: int) -> str:
        """Write what comes back along one use, in the shape of the value."""
        gate, shape = self.graph.nodes[edge.target], self.graph.nodes[edge.source].shape
        op = gate.op
        assert op is not None
        if op.variadic and len(gate.operands) > len(op.arguments):
            raise Unwritten
        up = self._upstream(edge.target, strict, depth)
        known, row = self._known_at(gate), self._row(gate, edge.slot)
        if op.written is not None:
            return self._in_full(filled(row, {**known, "g": up}, strict), shape)
        if op.pattern is Pattern.ELEMENTWISE:
            text = product(filled(row, known, strict), up)
            return self._summed(text, gate.shape, shape)
        if row == "reshape(g)":
            return f"reshape({up}, {shape})"
        if op.name == "amax" and gate.params.get("keepdims"):
            return product(f"step({known['x']} - {known['y']})", up)
        if op.name in ("sum", "mean"):
            up = self._spread_out(up, gate.params, shape)
        axis = gate.params.get("axis") if "sum(g" in row else None
        return self._in_full(filled(row, {**known, "g": up}, strict, axis), shape)

    def _known_at(self, gate: Node, depth: int = 0, *, inside: bool = False) -> dict[str, str]:
        """Write what the names of a gate's row stand for; what cannot be written stays a name.

        ``inside`` leaves its own value out.
        """
        self._work += 1
        if self._work > MOST_WORK:
            raise Unwritten
        assert gate.op is not None
        known = {
            name: repr(value)
            for name, value in gate.params.items()
            if isinstance(value, int | float)
        }
        names = gate.op.names(len(gate.operands))
        own = () if inside else (("y", gate.id),)
        for name, operand in (*own, *zip(names, gate.operands, strict=True)):
            try:
                known[name] = self._operand(operand, depth)
            except Unwritten:
                known.pop(name, None)
        return known

    def _spread_out(self, up: str, params: Mapping[str, object], shape: Shape) -> str:
        """Give what comes back from a sum the axes that it has lost."""
        axis = params.get("axis")
        if axis is None or params.get("keepdims") or len(shape) < 2:
            return up
        axes = {
            k % len(shape)
            for k in (axis if isinstance(axis, tuple) else (axis,))
            if isinstance(k, int)
        }
        if axes == set(range(len(axes))):
            return up  # broadcasting does it
        kept = tuple(1 if k in axes else size for k, size in enumerate(shape))
        return f"reshape({up}, {kept})"

    def _summed(self, text: str, wide: Shape, narrow: Shape) -> str:
        if wide == narrow:
            return self._in_full(text, wide)
        text = self._in_full(text, wide)
        if not narrow:
            return f"sum({text})"
        axes, kept = broadcast_axes(narrow, wide)
        if kept == narrow:
            axis = axes[0] if len(axes) == 1 else axes
            return f"sum({text}, axis={axis}, keepdims=True)"
        lead = len(wide) - len(narrow)
        if axes == tuple(range(lead)):
            return f"sum({text}, axis={axes[0] if lead == 1 else axes})"
        return f"reshape(sum({text}, axis={axes}, keepdims=True), {narrow})"

    def _in_full(self, text: str, shape: Shape) -> str:
        """Give an expression all the elements that it should have."""
        found = self._shape(text)
        if found == shape:
            return text
        sizes = ", ".join(map(str, shape))
        return product(f"ones({sizes})", text)

    def _shape(self, text: str) -> Shape:
        self._tries += 1
        if self._tries > MOST_TRIES or len(text) > LONGEST:
            raise Unwritten
        try:
            made = formula(text, self.read_in(text), self._numbers, self._limits)
        except (ProgramError, SyntaxError):
            raise Unwritten from None
        return made.tape.values[made.output].shape

    def _operand(self, operand: Operand, depth: int) -> str:
        if isinstance(operand, Literal):
            return number(operand.value)
        return self.value(operand, depth)

    def value(self, node: int, depth: int = 0) -> str:
        """Write a value by its name, or as the program has it."""
        name = self.called(node)
        if name is not None:
            return name
        leaf, place = self.graph.nodes[node], self.graph.nodes[node].source
        if leaf.op is None and leaf.shape == () and not leaf.shape_only:
            return number(float(self.graph.values[node]))
        if depth > DEEPEST:
            raise Unwritten
        if leaf.op is not None and (leaf.group or place is None):
            known = self._known_at(leaf, depth + 1, inside=True)
            text = filled(leaf.op.formula, known, strict=False)
            if len(text) > LONGEST:
                raise Unwritten
            return text
        if place is None or leaf.group or place.line != place.end_line:
            raise Unwritten
        text = self._source.lines[place.line - 1][place.column : place.end_column]
        try:
            return ast.unparse(expression_of(text.strip()))
        except SyntaxError:
            raise Unwritten from None
