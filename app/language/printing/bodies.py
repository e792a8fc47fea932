"""One scope as lines of text.

Expressions are folded into the lines that use them where the order of evaluation allows it: what
was made but not used yet waits on a stack, and a gate takes its operands from the top of it.
Everything else gets a line of its own, under its name or under a scratch name (``_1``), which names
nothing.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, product
from string import ascii_lowercase

from ...engine.graph import Literal
from ..errors import ProgramError
from ..expressions import BINARY
from ..names import is_scratch
from ..program import Program
from ..reader import function_names
from .forms import Form, gate_form, leaf_text, literal_form
from .outline import Outline, Path, Scope, Unit

LONGEST = 72
"""An expression longer than this gets a line of its own."""
DEEPEST = 12
"""So does one nested deeper than this."""

_OPERATORS = {gate for _, gate in BINARY.values()} | {"negate"}
FOREVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Body:
    """A function as text, and the functions that must be defined where it is called."""

    name: str
    lines: tuple[str, ...]
    callees: Mapping[str, "Body"]
    key: str

    def closure(self) -> dict[str, "Body"]:
        """Return all functions a call needs, callees before callers."""
        return {**self.callees, self.name: self}


@dataclass(slots=True)
class Waiting:
    """An expression that was made and waits to be used."""

    node: int
    form: Form
    constant: bool


@dataclass(slots=True)
class Writer:
    """Writes one scope."""

    program: Program
    outline: Outline
    scope: Scope
    bodies: dict[Path, Body]
    handles: dict[int, str] = field(default_factory=dict)
    """The variable that holds each node now."""
    lines: list[str] = field(default_factory=list)
    hoisted: dict[str, Body] = field(default_factory=dict)
    """Functions that must be defined outside before this scope is entered."""
    defined: dict[str, Body] = field(default_factory=dict)
    """Functions that are defined in this scope."""
    waiting: list[Waiting] = field(default_factory=list)
    holding: dict[str, int] = field(default_factory=dict)
    bindings: dict[str, int] = field(default_factory=dict)
    uses: dict[int, int] = field(default_factory=dict)
    last_use: dict[int, int] = field(default_factory=dict)
    scratch: "count[int]" = field(default_factory=lambda: count(1))
    named: set[int] = field(default_factory=set)
    unnamed: dict[int, int] = field(default_factory=dict)
    """Nodes that were made but get their name later, and the unit that made them."""
    ended: str | None = None
    """The name that the last line binds."""

    def write(self) -> None:
        """Write every unit of the scope."""
        for index, unit in enumerate(self.scope.units):
            for operand in unit.operands:
                self.uses[operand] = self.uses.get(operand, 0) + 1
                self.last_use[operand] = max(index, self.last_use.get(operand, -1))
        for index, unit in enumerate(self.scope.units):
            self._write_unit(index, unit)

    def keep(self, node: int) -> None:
        """Count a use of a node after the last unit."""
        self.uses[node] = self.uses.get(node, 0) + 1
        self.last_use[node] = FOREVER

    def _write_unit(self, index: int, unit: Unit) -> None:
        if unit.call is not None:
            self._define(self.bodies[unit.call])
        form = self._form(unit)
        node = unit.value
        bound = self.scope.bound.get(node)
        if bound is not None:
            self.flush()
            if self._earlier(*bound):
                self._hold(node, form.text)
                self.unnamed[node] = index
            else:
                self._bind(index, node, form.text, *bound)
                self._name_held(bound[0])
            return
        uses = self.uses.get(node, 0)
        if uses == 1 and len(form.text) <= LONGEST and form.depth <= DEEPEST:
            constant = self.outline.graph.nodes[node].op is None
            self.waiting.append(Waiting(node, form, constant and unit.call is None))
            return
        self.flush()
        if uses == 0:
            self._line(f"_ = {form.text}")
        else:
            self._hold(node, form.text)

    # -- lines ------------------------------------------------------------------------------------

    def _line(self, text: str) -> None:
        self.lines.append(text)
        self.ended = None

    def _hold(self, node: int, text: str) -> None:
        name = f"_{next(self.scratch)}"
        self._line(f"{name} = {text}")
        self.handles[node] = name

    def flush(self) -> None:
        """Give everything that waits a line of its own."""
        for item in self.waiting:
            self._hold(item.node, item.form.text)
        self.waiting.clear()

    def _earlier(self, base: str, times: int) -> bool:
        """Tell whether a node made later gets the same name after fewer bindings."""
        return any(
            name == base and k < times and node not in self.named
            for node, (name, k) in self.scope.bound.items()
        )

    def _name_held(self, base: str) -> None:
        """Name the nodes that had to wait for one with a lower number."""
        waiting = [node for node in self.unnamed if self.scope.bound[node][0] == base]
        for node in sorted(waiting, key=lambda node: self.scope.bound[node][1]):
            if not self._earlier(*self.scope.bound[node]):
                index = self.unnamed.pop(node)
                self._bind(index, node, self.handles[node], *self.scope.bound[node])

    def _bind(self, index: int, node: int, text: str, base: str, times: int) -> None:
        """Bind a node to its name, after as many other bindings as its number says."""
        before = self.holding.get(base)
        kept = before is not None and self.last_use.get(before, -1) > index
        if before is not None and kept and self.handles.get(before) == base:
            self._save(before, base)
        while self.bindings.get(base, 0) < times:
            self._line(f"{base} = {self._anything(base)}")
            self.bindings[base] = self.bindings.get(base, 0) + 1
        self._line(f"{base} = {text}")
        self.named.add(node)
        self.bindings[base] = self.bindings.get(base, 0) + 1
        self.holding[base] = node
        self.handles[node] = base
        self.ended = base

    def _save(self, node: int, name: str) -> None:
        """Hold on to a node whose name is about to be bound again, if it can be by another name."""
        if not self.scope.path:
            taken = {base for base, _ in self.scope.bound.values()}
            for alias, target in self.outline.graph.names.items():
                if target == node and alias not in taken:
                    self._line(f"{alias} = {name}")
                    self.holding[alias] = node
                    self.handles[node] = alias
                    return
        self._hold(node, name)

    def _anything(self, base: str) -> str:
        """Return something a name can be bound to without making a node."""
        if base in self.holding:
            return base
        if self.scope.path:
            return "0"
        return next(name for name in self.handles.values() if not is_scratch(name))

    def alias(self, name: str, node: int) -> None:
        """Bind one more name to a node at the end of the scope."""
        before = self.holding.get(name)
        if before is not None and self.handles.get(before) == name:
            self._hold(before, name)
        self._line(f"{name} = {self.handles[node]}")
        self.holding[name] = node
        self.ended = name

    # -- expressions ------------------------------------------------------------------------------

    def _form(self, unit: Unit) -> Form:
        taken = self._take(unit)
        if unit.call is not None:
            forms = [taken.get(o) or Form(self.handles[o]) for o in unit.operands]
            depth = 1 + max((form.depth for form in forms), default=0)
            name = self.bodies[unit.call].name
            return Form(f"{name}({', '.join(form.text for form in forms)})", depth=depth)
        graph = self.outline.graph
        node = graph.nodes[unit.value]
        if node.op is None:
            return Form(leaf_text(self.program, graph, node))
        if node.op.name not in function_names():
            raise ProgramError(
                "unsupported", f"the block {node.op.name} cannot be written", hint="print gates"
            )
        operands = [
            literal_form(o) if isinstance(o, Literal) else taken.get(o) or Form(self.handles[o])
            for o in node.operands
        ]
        return gate_form(node.op, dict(node.params), operands)

    def _take(self, unit: Unit) -> dict[int, Form]:
        """Take the operands of a unit from the top of what waits, if they are there in order.

        Constants are made last, just before the gate or the call that takes them.
        """
        waiting = {item.node: item for item in self.waiting}
        wanted = [waiting[o] for o in unit.operands if o in waiting]
        if not wanted:
            return {}
        ordered = [item for item in wanted if not item.constant]
        constants = [item for item in wanted if item.constant]
        ordered += constants
        top = self.waiting[-len(ordered) :]
        node = self.outline.graph.nodes[unit.value]
        folds = (
            unit.call is None
            and node.op is not None
            and node.op.name in _OPERATORS
            and len(constants) == len(unit.operands) == 1
        )
        if folds or any(a is not b for a, b in zip(top, ordered, strict=True)):
            self.flush()
            return {}
        del self.waiting[-len(ordered) :]
        return {item.node: item.form for item in wanted}

    def returned(self) -> str:
        """Return the expression of the scope's result, after all lines."""
        node = self.scope.result
        if node < 0:
            self.flush()
            return "0"
        if self.waiting and self.waiting[-1].node == node:
            item = self.waiting.pop()
            self.flush()
            if not item.constant:
                return item.form.text
            self._hold(node, item.form.text)
        self.flush()
        return self.handles[node]

    # -- functions --------------------------------------------------------------------------------

    def _define(self, body: Body) -> None:
        """See to it that a function, and what it calls, is defined when it is called here."""
        closure = body.closure()
        if self.scope.path:
            own = self.scope.path[-1].rpartition("#")[0]
            known = {**self.hoisted, **self.defined}
            clash = any(
                name == own
                or name in function_names()
                or name in self.defined
                or (name in known and known[name].key != callee.key)
                for name, callee in closure.items()
            )
            if not clash:
                self.hoisted.update(closure)
                return
        for name, callee in closure.items():
            current = self.defined.get(name)
            if current is not None and current.key == callee.key:
                continue
            if current is not None or name in self.hoisted or name in function_names():
                self.flush()
            self.lines += callee.lines
            self.ended = None
            self.defined[name] = callee


def write_body(program: Program, outline: Outline, scope: Scope, bodies: dict[Path, Body]) -> Body:
    """Write one call of a function as the function's definition."""
    writer = Writer(program, outline, scope, bodies)
    taken = {base for base, _ in scope.bound.values()}
    letters = (
        "".join(word)
        for length in count(1)
        for word in product(ascii_lowercase, repeat=length)
        if "".join(word) not in taken and "".join(word) not in RESERVED
    )
    for operand in scope.operands:
        writer.handles[operand] = next(letters)
    parameters = ", ".join(writer.handles[operand] for operand in scope.operands)
    writer.keep(scope.result)
    writer.write()
    result = writer.returned()
    name = scope.path[-1].rpartition("#")[0]
    head = f"def {name}({parameters}):"
    if not writer.lines:
        lines = [f"{head} return {result}"]
    else:
        lines = [head, *(f"    {line}" for line in writer.lines), f"    return {result}"]
    digest = hashlib.sha1(usedforsecurity=False)
    for line in lines:
        digest.update(line.encode() + b"\n")
    for callee in writer.hoisted.values():
        digest.update(callee.key.encode())
    return Body(name, tuple(lines), writer.hoisted, digest.hexdigest())


RESERVED = frozenset({"as", "if", "in", "is", "or", "and", "def", "del", "for", "not", "try"})
"""Words of up to three letters that Python keeps for itself."""
