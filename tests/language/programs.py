"""Random programs for property tests: ``programs()`` is a hypothesis strategy of program texts.

Every program is valid and finite in most draws, uses arrays, functions, rebinding and aliases, and
stays away from domains where a gate is not real. The gates come from the table.
"""

from dataclasses import dataclass, field
from functools import cache
from math import prod

from hypothesis import strategies as st

from app.engine.ops import OPS
from app.engine.ops.op import Op, Pattern

Shape = tuple[int, ...]
SHAPES: tuple[Shape, ...] = ((), (3,), (2, 3))


@cache
def smooth_gates() -> tuple[str, ...]:
    """Return the gates of one argument that take any number and have a slope."""
    return tuple(name for name, op in OPS.items() if _is_smooth(op))


@cache
def elementwise_gates() -> tuple[str, ...]:
    """Return all gates of one argument that work element by element."""
    return tuple(
        name
        for name, op in OPS.items()
        if op.pattern is Pattern.ELEMENTWISE and len(op.arguments) == 1
    )


def _is_smooth(op: Op) -> bool:
    domain = op.domain(0)
    return (
        op.pattern is Pattern.ELEMENTWISE
        and len(op.arguments) == 1
        and not op.variadic
        and domain.low <= -2
        and domain.high >= 2
        and op.behaviour != "blocks"
        and op.name not in {"exp", "square"}
    )


@dataclass
class Writing:
    """A program that is being written: its lines and the shape of every name."""

    draw: st.DrawFn
    wild: bool = False
    lines: list[str] = field(default_factory=list)
    shapes: dict[str, Shape] = field(default_factory=dict)

    def pick(self, options: list[str]) -> str:
        return self.draw(st.sampled_from(options))

    def number(self) -> str:
        if self.wild and self.draw(st.integers(0, 3)) == 0:
            size = self.draw(st.sampled_from((1e-13, 1e-6, 14.0, 30.0, 40.0, 400.0, 1e3, 1e4)))
            return repr(size if self.draw(st.booleans()) else -size)
        return repr(self.draw(st.integers(-14, 14)) / 7 + 0.01)

    def array(self, shape: Shape) -> str:
        if not shape:
            return self.number()
        return "[" + ", ".join(self.array(shape[1:]) for _ in range(shape[0])) + "]"

    def operand(self, shape: Shape) -> str:
        """Write a value that broadcasts into a shape."""
        fitting = [n for n, s in self.shapes.items() if s in ((), shape, shape[-1:])]
        kind = self.draw(st.integers(0, 7))
        if kind == 0 or not fitting:
            return self.number()
        if kind == 1 and shape:
            return f"const({self.array(shape)})"
        return self.pick(fitting)

    def expression(self, name: str) -> tuple[str, Shape]:
        """Write an expression around the value of a name."""
        shape = self.shapes[name]
        kinds = ["binary", "gate", "binary", "gate", "nested", "call", "max", "log"]
        if shape:
            kinds += ["sum", "mean", "index", "softmax", "amax", "reshape"]
        if shape == (2, 3):
            kinds += ["matmul", "transpose", "axis"]
        kind = self.pick(kinds)
        other = self.operand(shape)
        if kind == "binary":
            symbol = self.pick(["+", "-", "*"])
            left, right = (name, other) if self.draw(st.booleans()) else (other, name)
            if right.startswith("-"):
                right = f"({right})"
            return f"{left} {symbol} {right}", shape
        if kind == "gate":
            gates = smooth_gates() if not self.wild else elementwise_gates()
            return f"{self.pick(list(gates))}({name})", shape
        if kind == "nested":
            return f"tanh(({name} - {other}) * {self.number()} / (1 + {name}**2))", shape
        if kind == "log":
            return f"-log(1 + exp(-tanh({name}))) ** 2", shape
        if kind == "max":
            gate = self.pick(["max", "min"])
            return f"{gate}({name}, {other}, {self.number()})", shape
        if kind == "call":
            return f"{self.pick(['unit', 'pair'])}({name}, {other})", shape
        if kind == "index":
            return f"{name}[{self.draw(st.integers(-shape[0], shape[0] - 1))}]", shape[1:]
        if kind == "reshape":
            return f"reshape({name}, (-1, 1))", (prod(shape), 1)
        if kind == "matmul":
            return f"{name} @ {name}.T", (2, 2)
        if kind == "transpose":
            return f"{name}.T", (3, 2)
        if kind == "axis":
            return f"sum({name}, axis=1, keepdims=True)", (2, 1)
        if kind == "softmax":
            return f"softmax({name})", shape
        return f"{kind}({name})", ()


FUNCTIONS = (
    "def unit(a, b):",
    "    s = tanh(a) * b",
    "    s = s + 0.5",
    "    return sigmoid(s)",
    "def pair(p, q):",
    "    return unit(p, q) - unit(q * p, p)",
)


@st.composite
def programs(draw: st.DrawFn, most: int = 8, *, wild: bool = False) -> str:
    """Return the text of a random program whose output depends on its inputs.

    A wild one has numbers at which gates saturate and overflow, and uses every gate of one
    argument, be it real there or not.
    """
    writing = Writing(draw, wild, list(FUNCTIONS))
    for k in range(draw(st.integers(1, 3))):
        shape = draw(st.sampled_from(SHAPES))
        writing.shapes[f"x{k}"] = shape
        writing.lines.append(f"x{k} = {writing.array(shape)}")
    last = "x0"
    for k in range(draw(st.integers(1, most))):
        source = last if draw(st.booleans()) else writing.pick(list(writing.shapes))
        text, shape = writing.expression(source)
        target = f"v{k}"
        kind = draw(st.integers(0, 9))
        if kind == 0:
            target = writing.pick(list(writing.shapes))
        elif kind == 1:
            alias = f"w{k}"
            writing.lines.append(f"{alias} = {source}")
            writing.shapes[alias] = writing.shapes[source]
        writing.lines.append(f"{target} = {text}")
        writing.shapes[target] = shape
        last = target
    if draw(st.booleans()):
        writing.lines.append(f"{last} * 0.5 + x0 * 0.25" if not writing.shapes[last] else last)
    return "\n".join(writing.lines) + "\n"
