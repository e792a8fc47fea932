"""The printout of a PyTorch module, as a tree of modules: what each line says.

Modules are told apart by their brackets and not by how far they are indented, which many a way of
pasting loses.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..language.python_tree import expression_of
from .errors import ModelError, Unreadable
from .found import Unread

LONGEST_LINE = 1_000
MOST_LINES = 5_000
MOST_DEPTH = 40
"""Modules within modules."""
MOST_BRACKETS = 6
"""Brackets within brackets among the arguments of a module."""

_MODULE = re.compile(
    r"(?:>>>\s*)?(?:\((?P<key>[^()]{1,100})\):\s*)?(?:(?P<times>\d{1,9})\s*x\s+)?"
    r"(?P<kind>[A-Za-z_]\w{0,99})\((?P<rest>.*)"
)
_NONE = re.compile(r"\([^()]{1,100}\):\s*None")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(slots=True)
class Module:
    """One module of the printout."""

    key: str
    kind: str
    line: int
    text: str
    arguments: str = ""
    times: int = 1
    first: int = 0
    """The number of the first, where there are several."""
    children: list["Module"] = field(default_factory=list)
    opens: bool = False
    """Whether others may stand inside it."""

    def names(self) -> list[str]:
        """Return what its children are called."""
        return [child.key for child in self.children]

    def child(self, key: str) -> "Module":
        """Return the child of a name."""
        return next(child for child in self.children if child.key == key)

    def copies(self) -> Iterator[str]:
        """Give the key of each of the modules that are printed as one."""
        if self.times == 1:
            yield self.key
        else:
            yield from map(str, range(self.first, self.first + self.times))


def parse_printout(text: str) -> tuple[Module, list[Unread]]:
    """Return the module that is printed, and the lines that say nothing that can be read.

    Raises:
        ModelError: there is no module, or there are too many lines or too deep ones.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise ModelError(
            f"the printout has {len(lines):,} lines; at most {MOST_LINES:,} are read",
            hint="paste one block of the model: print(model.encoder)",
        )
    reading = _Reading()
    for number, line in enumerate(lines, 1):
        reading.take(number, line.strip())
    return reading.finish()


class _Reading:
    """Takes one line after another."""

    def __init__(self) -> None:
        self.roots: list[Module] = []
        self.open: list[Module] = []
        self.unread: list[Unread] = []

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        if not line or line.startswith(("```", "#")) or line == ">>> print(model)":
            return
        if line == ")":
            if self.open:
                self.open.pop()
            else:
                self._skip(number, line, "there is no module that this bracket closes")
            return
        found = _MODULE.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if found is None:
            self._other(number, line)
            return
        module = Module(found["key"] or "", found["kind"], number, line)
        if not self._repeat(module, found["times"]):
            return
        (self.open[-1].children if self.open else self.roots).append(module)
        rest = found["rest"]
        if not rest:
            module.opens = True
            if len(self.open) >= MOST_DEPTH:
                raise ModelError(
                    f"modules are nested more than {MOST_DEPTH} deep",
                    hint="paste one block of the model",
                    line=number,
                )
            self.open.append(module)
        elif rest.endswith(")"):
            module.arguments = rest[:-1]
        else:
            module.arguments = rest
            self._skip(number, line, "the bracket behind its arguments is missing")

    def _repeat(self, module: Module, times: str | None) -> bool:
        """Read ``(0-3): 4 x Block``; tell whether there are any."""
        if times is None:
            return True
        span = _RANGE.fullmatch(module.key)
        module.times = int(times)
        module.first = int(span[1]) if span else 0
        if span is None or int(span[2]) - int(span[1]) + 1 != module.times:
            self._skip(module.line, module.text, f"{module.key} are not {module.times} modules")
        return module.times > 0

    def _other(self, number: int, line: str) -> None:
        """Take a line that is no module: one that says that there is none, or what nobody knows."""
        if not _NONE.fullmatch(line):
            self._skip(number, line, "this is no line of a printout")

    def _skip(self, number: int, line: str, message: str) -> None:
        hint = "a line is (name): Type(arguments), (name): Type( or a closing bracket"
        self.unread.append(Unread(number, line[:LONGEST_LINE], message, hint))

    def finish(self) -> tuple[Module, list[Unread]]:
        """Return the tree."""
        if not self.roots:
            raise ModelError(
                "there is no module in this text",
                hint="paste what print(model) shows of a PyTorch model: Sequential( and so on",
            )
        if self.open:
            last = self.open[-1]
            self._skip(last.line, last.text, "the bracket that closes it is missing")
        if len(self.roots) == 1 and not self.roots[0].key:
            return self.roots[0], self.unread
        root = Module("", "modules", self.roots[0].line, "", opens=True, children=self.roots)
        return root, self.unread


def arguments_of(module: Module, names: tuple[str, ...]) -> dict[str, object]:
    """Return the arguments of a module by name; the first of them go by ``names``.

    Raises:
        Unreadable: they are no numbers, truth values, words or tuples of these.
    """
    text = module.arguments
    deepest = depth = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    try:
        if deepest > MOST_BRACKETS:
            raise ValueError
        call = expression_of(f"f({text})")
        assert isinstance(call, ast.Call)
        given = dict(zip(names, map(_constant, call.args), strict=False))
        return given | {word.arg or "": _constant(word.value) for word in call.keywords}
    except (ValueError, SyntaxError, AssertionError, MemoryError, RecursionError):
        raise Unreadable(
            f"the arguments of {module.kind} cannot be read",
            hint=f"they are numbers and names, as in {module.kind}({', '.join(names) or '…'})",
        ) from None


def _constant(node: ast.expr) -> object:
    if isinstance(node, ast.Name):
        return node.id
    return ast.literal_eval(node)
