"""The reader's small stack machine: it runs the instructions of a program and grows its graph.

Instructions are compiled from the syntax tree once (``expressions``, ``statements``), so a function
that is called a thousand times is walked a thousand times but read once. Nothing here recurses: a
call pushes a frame, an expression uses the stack, and a budget of steps ends any tower of calls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import e, pi

import numpy as np

from ..engine.errors import EngineError, LimitError
from ..engine.graph import Graph, Kind, Literal, Operand, Span
from ..engine.ops import BY_NAME
from ..engine.ops.op import Op, Params
from ..engine.stopping import STRIDE, question
from .errors import ProgramError
from .foreign import MODULES
from .names import call_name, is_scratch, nearest, numbered
from .source import Source
from .values import Code, Data, Frame, Function, Instruction, Plain, Value, show_plain

MAKERS = ("const", "zeros", "ones", "eye", "randn", "uniform", "arange", "onehot", "shape")
"""The functions that make leaves; :mod:`app.language.leaves` holds their rules."""

NUMBERS = {"inf": float("inf"), "nan": float("nan")}
"""Names that are numbers where nothing else bears them."""

CONSTANTS = {"pi": pi, "π": pi, "e": e}
"""Names that other tools know as numbers; here each is a name like any other."""


class Machine:
    """Runs code into a graph.

    ``supplied`` are leaf values from outside the text. A machine that opens the definition of a
    gate is given ``fixed``, the place where that gate was written, and names no nodes.
    """

    def __init__(
        self,
        source: Source,
        graph: Graph,
        code: Code,
        *,
        steps: int,
        nesting: int,
        supplied: Mapping[str, Data] | None = None,
        path: tuple[str, ...] = (),
        fixed: Span | None = None,
        later: Mapping[str, int] | None = None,
    ) -> None:
        self.source = source
        self.graph = graph
        self.steps = steps
        self.nesting = nesting
        self.supplied = supplied or {}
        self.fixed = fixed
        self.later = later or {}
        self.root = Frame(code, path=path)
        self.frame = self.root
        self.stack: list[Value] = []
        self.inputs: dict[str, int] = {}
        self.constants: dict[str, int] = {}
        self.gates: Mapping[str, Op] = BY_NAME
        self.used: set[str] = set()
        self.calls: dict[tuple[str, ...], Span] = {}
        self.last: tuple[str | None, int] | None = None
        """The name and the node of the last assignment or bare expression."""
        self._named_at: dict[int, int] = {}
        """How deep in calls a node got its name; not said of leaves, which have theirs from 0."""
        self._groups: dict[tuple[tuple[str, ...], str], int] = {}
        self._elements = 0

    def run(self) -> None:
        """Run the code to its end.

        Raises:
            ProgramError: the program asks for what cannot be.
        """
        root, end = self.root, len(self.root.code)
        budget = self.steps
        instruction: Instruction | None = None
        ask = question()
        try:
            while root.position < end or self.frame is not root:
                frame = self.frame
                instruction = frame.code[frame.position]
                frame.position += 1
                budget -= 1
                if budget % STRIDE == 0:
                    ask()
                if budget < 0:
                    raise LimitError(
                        f"the program takes more than {self.steps:,} steps to read",
                        hint="functions that call functions multiply; use arrays",
                    )
                instruction.run(self)
        except EngineError as error:
            assert instruction is not None
            raise self.explain(error, instruction.span) from None

    def explain(self, error: EngineError, span: Span) -> ProgramError:
        """Turn what the engine complains of into an error that points."""
        return self.source.explain(error, span)

    # -- nodes ------------------------------------------------------------------------------------

    def gate(self, op: Op, operands: Sequence[Operand], params: Params, span: Span) -> int:
        """Add a gate in the group of the call under way."""
        path = self.frame.path
        if path is None:
            path = self._settle()
        return self.graph.gate(op, operands, params, group=path, source=self.fixed or span)

    def constant(self, data: Data, span: Span) -> int:
        """Add an anonymous constant in the group of the call under way."""
        path = self.frame.path
        if path is None:
            path = self._settle()
        return self.graph.leaf(
            Kind.CONSTANT,
            data.array,
            group=path,
            source=self.fixed or span,
            shape_only=data.shape_only,
        )

    def operand(self, value: Value, span: Span) -> Operand:
        """Return a value as an operand of a gate.

        Raises:
            ProgramError: it is not a number.
        """
        if isinstance(value, (int, Literal)):
            return value
        if isinstance(value, Data):
            return self.constant(value, span)
        raise self.source.error(
            "wrong-arguments", f"{show_plain(value)} is not a number", span, "write a number"
        )

    def allocate(self, elements: int, span: Span) -> None:
        """Count elements that are about to be allocated.

        Raises:
            ProgramError: an array is too large, or all of them together are.
        """
        limits = self.graph.limits
        self._elements += elements
        if elements > limits.array_elements:
            raise self.source.error(
                "too-large",
                f"an array of {elements:,} elements is more than the "
                f"{limits.array_elements:,} allowed",
                span,
                "make the array smaller",
            )
        if self._elements > limits.total_elements:
            raise self.source.error(
                "too-large",
                f"all arrays together have more than {limits.total_elements:,} elements",
                span,
                "make the arrays smaller",
            )

    def _settle(self) -> tuple[str, ...]:
        """Number the groups of the calls under way that have no node yet, outermost first."""
        pending: list[Frame] = []
        frame = self.frame
        while frame.path is None:
            pending.append(frame)
            assert frame.caller is not None
            frame = frame.caller
        path = frame.path
        for frame in reversed(pending):
            assert frame.function is not None
            key = (path, frame.function.name)
            number = self._groups.get(key, 0) + 1
            self._groups[key] = number
            path = (*path, f"{frame.function.name}#{number}")
            frame.path = path
            if frame.call is not None:
                self.calls[path] = frame.call
        return path

    # -- names ------------------------------------------------------------------------------------

    def bind(self, name: str, value: Value, span: Span, made: Span) -> Value:
        """Give a value a name in the frame under way and return what the name now stands for."""
        frame = self.frame
        scratch = is_scratch(name)
        if isinstance(value, Plain):
            raise self.source.error(
                "unsupported",
                f"{show_plain(value)} is not a number",
                span,
                "write 1 or 0"
                if isinstance(value.value, bool)
                else "write a number or a list of numbers",
            )
        if self.fixed is None and not scratch:
            if frame is self.root:
                value = self._bind_leaf(name, value, made)
            elif isinstance(value, Data) and value.shape_only and not value.constant:
                value = self._bind_parameter(name, value, made)
        if isinstance(value, Data):
            value = self.constant(value, made)
        frame.values[name] = value
        if scratch:
            return value
        times = frame.bindings.get(name, 0)
        frame.bindings[name] = times + 1
        if isinstance(value, int) and self.fixed is None:
            self._name(value, numbered(name, times))
            if frame is self.root:
                self.graph.names[name] = value
        return value

    def _name(self, made: int, name: str) -> None:
        """Let a node that was made in the frame under way bear a name bound there.

        Of several names the outermost counts, and of those the first: what a function returns is
        called as the program calls it, and not as the function does.
        """
        node, path = self.graph.nodes[made], self.frame.path
        if path is None or node.group[: len(path)] != path:
            return
        if node.name is None or len(path) < self._named_at.get(made, 0):
            self.graph.nodes[made] = replace(node, name=name)
            self._named_at[made] = len(path)

    def is_local(self, node: int) -> bool:
        """Tell whether only a function of the program gave a node its name."""
        return self._named_at.get(node, 0) > 0

    def _bind_leaf(self, name: str, value: Value, span: Span) -> Value:
        """Make numbers that get a name at the top of the program an input or a constant."""
        if isinstance(value, Literal):
            data = Data(np.array(value.value))
        elif isinstance(value, Data):
            data = value
        else:
            return value
        shown = numbered(name, self.root.bindings.get(name, 0))
        key = shown if name in self.inputs or name in self.constants else name
        for known in (key, shown):  # y⁽²⁾ is y where only the second y is bound to numbers
            if known in self.supplied:
                data = replace(self.supplied[known], constant=data.constant)
                self.used.add(known)
                break
        kind = Kind.CONSTANT if data.constant else Kind.INPUT
        leaf = self.graph.leaf(kind, data.array, source=span, shape_only=data.shape_only)
        (self.constants if data.constant else self.inputs)[key] = leaf
        return leaf

    def _bind_parameter(self, name: str, data: Data, span: Span) -> int:
        """Make a shape that gets a name in a call an input of that call: ``conv1.W``."""
        path = self._settle() if self.frame.path is None else self.frame.path
        calls = "".join(f"{call_name(step)}." for step in path)
        times = self.frame.bindings.get(name, 0)
        while (key := calls + numbered(name, times)) in self.inputs:
            times += 1
        leaf = self.graph.leaf(Kind.INPUT, data.array, group=path, source=span, shape_only=True)
        self.inputs[key] = leaf
        return leaf

    def load(self, name: str, span: Span, hint: str | None = None) -> Value:
        """Return what a name stands for; ``hint`` is what to try where that is nothing.

        Raises:
            ProgramError: it stands for nothing.
        """
        frame: Frame | None = self.frame
        while frame is not None:
            value = frame.values.get(name)
            if value is not None:
                return value
            frame = frame.home
        if name in self.supplied and name not in self.used:
            self.used.add(name)
            data = self.supplied[name]
            leaf = self.graph.leaf(
                Kind.INPUT, data.array, name=name, source=span, shape_only=data.shape_only
            )
            self.inputs[name] = leaf
            self.root.values[name] = leaf
            self.root.bindings[name] = self.root.bindings.get(name, 0) + 1
            self.graph.names[name] = leaf
            return leaf
        if name in NUMBERS:
            return Literal(NUMBERS[name])
        raise self._unknown(name, span, hint)

    def _unknown(self, name: str, span: Span, hint: str | None) -> ProgramError:
        if self.function(name) is not None or name in self.gates or name in MAKERS:
            return self.source.error(
                "wrong-arguments",
                f"{name} is a function; it needs arguments",
                span,
                hint or f"write {name}(...), or give a value of yours another name",
            )
        line = self.later.get(name)
        if hint is not None:
            pass
        elif line is not None and line > span.line:
            hint = f"{name} gets its value only on line {line}; move that line up"
        elif name in CONSTANTS:
            hint = f"write the number: {name} = {CONSTANTS[name]}"
        elif name in MODULES:
            hint = f"{name} is a module; call what is in it: {name}.exp(x)"
        elif name[:1] == "d" and name[1:] in self.visible():
            hint = f"gradients are computed for you: {name} is in the picture below {name[1:]}"
        elif (close := nearest(name, self.visible())) is not None:
            hint = f"did you mean {close}? Or give it a value: {name} = 0.5"
        else:
            hint = f"give it a value: {name} = 0.5"
        return self.source.error("unknown-name", f"{name} has no value", span, hint)

    def visible(self) -> list[str]:
        """Return the names of values that can be read here, nearest scope first."""
        found: list[str] = []
        frame: Frame | None = self.frame
        while frame is not None:
            found += frame.values
            frame = frame.home
        return [*found, *self.supplied]

    def function(self, name: str) -> Function | None:
        """Return the function of the program that a name stands for here."""
        frame: Frame | None = self.frame
        while frame is not None:
            function = frame.functions.get(name)
            if function is not None:
                return function
            frame = frame.home
        return None

    def visible_functions(self) -> list[str]:
        """Return the names of the program's functions that can be called here."""
        found: list[str] = []
        frame: Frame | None = self.frame
        while frame is not None:
            found += frame.functions
            frame = frame.home
        return found

    # -- calls ------------------------------------------------------------------------------------

    def enter(self, function: Function, values: Mapping[str, Value], call: Span) -> None:
        """Begin a call of a function of the program.

        Raises:
            ProgramError: it is already under way, or calls are nested too deeply.
        """
        frame: Frame | None = self.frame
        while frame is not None:
            if frame.function is not None and frame.function.code is function.code:
                raise self.source.error(
                    "recursion",
                    f"{function.name} calls itself",
                    call,
                    "a graph is finite: write the steps out, or call another function",
                )
            frame = frame.caller
        if self.frame.depth >= self.nesting:
            raise self.source.error(
                "too-deep",
                f"calls are nested more than {self.nesting} deep",
                call,
                "let fewer functions call one another",
            )
        self.frame = Frame(
            function.code,
            home=function.home,
            caller=self.frame,
            function=function,
            call=call,
            given=values,
            depth=self.frame.depth + 1,
            values=dict(values),
            bindings=dict.fromkeys(values, 1),
        )

    def leave(self) -> None:
        """End the call under way; its value is on the stack."""
        caller = self.frame.caller
        assert caller is not None
        self.frame = caller
