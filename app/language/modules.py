"""What the names of modules mean in a program: ``np``, and what was imported from somewhere."""

import ast
from collections.abc import Collection, Iterator

from ..engine.lazily import lazily
from ..engine.ops import BY_NAME
from . import foreign
from .foreign import METHOD, NUMPY, TORCH

DRAWS = frozenset({"randn", "uniform"})
MAKERS = frozenset({"const", "zeros", "ones", "eye", "arange", "onehot", "shape", *DRAWS})


def is_own(name: str) -> bool:
    """Tell whether a gate or a maker bears a name."""
    return name in BY_NAME or name in MAKERS


class Modules:
    """Which names of a program stand for modules, or for what was imported from them."""

    def __init__(self, tree: ast.Module | None = None, given: Collection[str] = ()) -> None:
        self.tree = tree or ast.Module([], [])
        self._given = given
        self.draws = 0
        """How many random arrays were read: each is drawn from a seed of its own."""
        self.held: dict[str, ast.Call] = {}
        """The calls that made what names hold: ``nn.MSELoss()``."""
        self.makers: dict[int, str] = {}
        """By the id of a call of what was made, how it was written: ``criterion()``."""
        self.gradients: dict[int, ast.Call] = {}
        """By the id of a call of a gradient, the call of the function that it is of."""
        self.absent: set[str] = set()
        """Names that no value of the program bears: what they hold stands where they are used."""
        self._generators: set[str] = set()

    @lazily
    def nodes(self) -> list[ast.AST]:
        """All pieces of the program."""
        return list(ast.walk(self.tree))

    def generator(self, name: str, seed: ast.expr | None) -> None:
        """Let a name stand for NumPy's random numbers, with the seed of its first array."""
        if not self._generators and isinstance(seed, ast.Constant) and type(seed.value) is int:
            self.draws = seed.value
        self._generators.add(name)

    @lazily
    def _names(self) -> tuple[dict[str, str], frozenset[str]]:
        imported: dict[str, str] = {}
        bound = set(self._given)
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                bound.add(node.id)
            elif isinstance(node, ast.arg):
                bound.add(node.arg)
            elif isinstance(node, ast.FunctionDef):
                bound.add(node.name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    own = alias.asname or alias.name.partition(".")[0]
                    imported[own] = alias.name if alias.asname else own
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    imported[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"
        for name in bound:
            imported.pop(name, None)
        return imported, frozenset(bound)

    @lazily
    def _values(self) -> dict[str, ast.expr]:
        """What each name stands for that the program binds once, outside its functions."""
        times: dict[str, int] = dict.fromkeys(self._given, 1)
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                times[node.id] = times.get(node.id, 0) + 1
            elif isinstance(node, ast.arg | ast.FunctionDef):
                name = node.arg if isinstance(node, ast.arg) else node.name
                times[name] = times.get(name, 0) + 1
        return {
            target.id: value
            for statement in self.tree.body
            for target, value in bindings(statement)
            if times[target.id] == 1
        }

    def value(self, name: str) -> ast.expr | None:
        """Return the expression that a name stands for, if that never changes."""
        return self._values.get(name)

    def reads(self, name: str) -> int:
        """Count how often the program reads a name."""
        return sum(
            isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
            for node in self.nodes
        )

    @lazily
    def dialect(self) -> str:
        """The family that methods, and names without a module, are taken from."""
        roots = {node.id for node in self.nodes if isinstance(node, ast.Name)} - self._names[1]
        paths = [self._names[0].get(root, root) for root in roots]
        paths += self._names[0].values()
        torch = any(foreign.MODULES.get(path.partition(".")[0]) == TORCH for path in paths)
        return TORCH if torch else NUMPY

    def method_families(self, name: str) -> tuple[str, ...]:
        """Return the families in which a method's name is looked for."""
        near = (METHOD, self.dialect)
        return near if is_own(name) or foreign.rows(name, near) else (METHOD, *foreign.FAMILIES)

    def binds(self, name: str) -> bool:
        """Tell whether the program, or one who asks, gives a name a value or a function."""
        return name in self._names[1]

    @staticmethod
    def spelled(node: ast.expr) -> str:
        """Return a dotted name as it was written."""
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        return ".".join([node.id if isinstance(node, ast.Name) else "", *reversed(attributes)])

    def path(self, node: ast.expr) -> str | None:
        """Return the dotted name of something in a module: ``numpy.exp`` for ``np.exp``."""
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        imported, bound = self._names
        root = "numpy.random" if node.id in self._generators else imported.get(node.id)
        if root is None:
            if not attributes or node.id in bound or node.id not in foreign.MODULES:
                return None
            root = node.id
        return ".".join([root, *reversed(attributes)])


def bindings(statement: ast.stmt) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Go through the names that a statement binds, each with the expression that it gets."""
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets: list[ast.expr] = [statement.target]
    else:
        targets = list(statement.targets) if isinstance(statement, ast.Assign) else []
    value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    for target in targets:
        assert value is not None
        names = getattr(target, "elts", [target])
        values = getattr(value, "elts", []) if names != [target] else [value]
        if len(names) == len(values):
            yield from (
                (name, part)
                for name, part in zip(names, values, strict=True)
                if isinstance(name, ast.Name)
            )


def family(path: str) -> str | None:
    """Return the family of something in a module."""
    root, _, rest = path.partition(".")
    if root == "jax" and rest.startswith("numpy."):
        return NUMPY
    return foreign.MODULES.get(root) or None
