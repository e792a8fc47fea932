"""Pasted code: what ``np.exp(x)``, ``torch.tensor([1.])``, ``x.sum(dim=0)`` say in this language.

Nothing is run: a call is looked up in the table of foreign names and written anew, as a tree of
this language where that is the same thing, else as advice.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from . import foreign
from .filling import filled, readable
from .fitting import Asked, Fit, fits, own, template, unaccounted
from .foreign import METHOD, NUMPY, TORCH
from .foreign.row import DROP, Foreign
from .meaning import changed
from .modules import Modules, family, is_own

_PLAIN = frozenset(
    {"axis", "axis0", "axis1", "start", "end", "keepdims", "shape", "ord", "reduction", "classes"}
    | {"n", "m", "to", "key", "dtype", "order"}
)
"""Arguments that are no operands: they are written out and have no shape."""
_TORCHS = frozenset({"dim", "keepdim"})
"""Arguments that only PyTorch has."""
BARE = frozenset({"Value", "array", "tensor", "Tensor"})
"""What holds numbers elsewhere, and is read even where nothing says where it comes from."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say of a call that is not read as it stands."""

    subject: str
    """How it was written: ``np.tan``, ``.std()``, ``tan``."""
    node: ast.Call
    fits: tuple[Fit, ...]
    rows: tuple[Foreign, ...]
    operands: dict[str, ast.expr] = field(default_factory=dict)
    """The arguments whose shapes matter."""
    left: str | None = None
    """An argument that would be left out if no row fits, or if none has a form for the shapes."""


class Read(NamedTuple):
    """What a piece of pasted code says: an expression, or a call of a gate or maker by name."""

    node: ast.expr
    named: bool = False
    """It is a call, and its name means the gate or maker even where the program defines another."""


def constant(modules: Modules, node: ast.expr) -> float | None:
    """Return the number that a name in a module stands for: ``np.pi``."""
    path = modules.path(node)
    if path is None or family(path) is None:
        return None
    return foreign.CONSTANTS.get(path.rpartition(".")[2])


def read_call(modules: Modules, node: ast.Call) -> Read | Advice | None:
    """Return what a call of something foreign says; ``None`` where it is none."""
    function = node.func
    differentiated = modules.gradients.get(id(node))
    if differentiated is not None:
        return _written_out(node, ast.unparse(function), ast.unparse(differentiated), _COMPUTED)
    if isinstance(function, ast.Call):
        inner = read_call(modules, function)
        return inner if isinstance(inner, Advice) else None
    path = modules.path(function)
    if path is not None:
        own_family, name, subject = family(path), path.rpartition(".")[2], modules.spelled(function)
        subject = modules.makers.get(id(node), subject)
        if own_family is None:
            return Advice(subject, node, (), (_elsewhere(path),))
        return _read(modules, Asked(node, subject, name, (own_family,), tuple(node.args)))
    if isinstance(function, ast.Name) and function.id in BARE and not modules.binds(function.id):
        return _read(modules, Asked(node, function.id, function.id, (), tuple(node.args)))
    if isinstance(function, ast.Name) and function.id == "concat" and len(node.args) == 1:
        parts = getattr(node.args[0], "elts", [])
        if len(parts) > 1 and not modules.binds("concat"):
            call = ast.Call(function, list(parts), node.keywords)
            return Read(ast.copy_location(call, node), named=True)
    if isinstance(function, ast.Attribute):
        arguments = (function.value, *node.args)
        name = function.attr
        if modules.spelled(function) == f"self.{name}" and not modules.binds("self"):
            return Advice(f"self.{name}", node, (), (_SELF,))
        families = modules.method_families(name)
        if any(word.arg in _TORCHS for word in node.keywords):
            families = (METHOD, TORCH)
        return _read(modules, Asked(node, f".{name}()", name, families, arguments))
    return None


def _written_out(node: ast.Call, subject: str, line: str, words: str) -> Advice:
    """Return the advice to write one line, as it stands, in place of a call."""
    row = Foreign("", "", line, words)
    return Advice(subject, node, (Fit(row, {}),), (row,))


def advise_call(modules: Modules, node: ast.Call, name: str) -> Advice | None:
    """Return the advice for a call of a foreign name that stands alone: ``tan(x)``."""
    if modules.binds(name):
        return None
    near = (modules.dialect,)
    if is_own(name):
        return _more(node, name)
    if is_own(name.lower()):
        return None
    families = near if foreign.rows(name, near) else foreign.FAMILIES
    return _advise(Asked(node, name, name, families, tuple(node.args)))


def _more(node: ast.Call, name: str) -> Advice | None:
    """Return the advice for a gate of this language that is given an option of another tool."""
    gate = own(name, keyed=False)
    asked = Asked(node, name, name, (), tuple(node.args))
    rows = foreign.rows(name, ())
    found = fits(rows, asked)
    if (
        gate is None
        or not found
        or not found[0].row.form
        or readable(found[0].row)
        or fits((gate,), asked)
    ):
        return None
    return _advise(asked, rows)


def advise_attribute(modules: Modules, node: ast.Attribute) -> Advice | None:
    """Return the advice for an attribute: ``x.shape``, ``x.item`` without parentheses."""
    call = ast.copy_location(ast.Call(node, [], []), node)
    asked = Asked(
        call, f".{node.attr}", node.attr, modules.method_families(node.attr), (node.value,)
    )
    rows = _ATTRIBUTES.get(node.attr)
    return _advise(asked) if rows is None else _advise(asked, rows)


def is_advised(modules: Modules, node: ast.expr) -> bool:
    """Tell whether an expression is a call or a shape that is not read, but advised."""
    if isinstance(node, ast.Attribute) and node.attr == "shape":
        return modules.path(node) is None
    if not isinstance(node, ast.Call):
        return False
    before = modules.draws
    said = read_call(modules, node)
    modules.draws = before
    if isinstance(said, Advice):
        return True
    return isinstance(node.func, ast.Name) and advise_call(modules, node, node.func.id) is not None


def advise_picking(modules: Modules, node: ast.Subscript) -> Advice | None:
    """Return the advice for ``p[range(n), y]``, the element of each row at a label."""
    key = node.slice
    if (
        not isinstance(key, ast.Tuple)
        or len(key.elts) != 2
        or not isinstance(key.elts[0], ast.Call)
    ):
        return None
    if modules.spelled(key.elts[0].func).rpartition(".")[2] not in {"range", "arange"}:
        return None
    call = ast.copy_location(ast.Call(node.value, [], []), node)
    asked = Asked(call, "a computed index", "", (), (node.value, key.elts[1]))
    return _advise(asked, (Foreign("", "x, y", "pick(x, y)"),))


def advise_size(modules: Modules, node: ast.Subscript) -> Advice | None:
    """Return the advice for ``x.shape[0]``: its number."""
    value = node.value
    if not isinstance(value, ast.Attribute) or value.attr != "shape":
        return None
    call = ast.copy_location(ast.Call(value, [node.slice], []), node)
    asked = Asked(call, ".shape", "size", (modules.dialect,), (value.value, node.slice))
    return _advise(asked)


def _elsewhere(path: str) -> Foreign:
    return Foreign("", words=f"nothing of {path.partition('.')[0]} is here; {DROP}")


_COMPUTED = "its gradients are in the picture"
_SELF = Foreign(
    "", words="a program has no classes, and so no self: write the layer, h = relu(x @ W + b)"
)
_ATTRIBUTES: dict[str, Sequence[Foreign]] = {
    "data": (Foreign("", "x", "detach(x)", "a plain number, with no gradient"),),
    "values": (Foreign("", "x", "x"),),
    "mT": (Foreign("", "x", "x.T"),),
    "dtype": (Foreign("", words="all values are float64; leave it out"),),
    "device": (Foreign("", words="all runs on one processor; leave it out"),),
    "grad": (Foreign("", words="gradients are in the picture and the table; " + DROP),),
    "requires_grad": (Foreign("", words="every input gets a gradient; leave it out"),),
}


def _read(modules: Modules, asked: Asked) -> Read | Advice | None:
    rows = foreign.rows(asked.name, asked.families)
    found = fits(rows, asked)
    words = changed(modules, asked, found[0].given.get("dtype") if found else None)
    if words is not None:
        return Advice(asked.subject, asked.node, (), (Foreign("", words=words),))
    if found and readable(found[0].row):
        return _written(modules, asked.node, found[0])
    starred = any(isinstance(argument, ast.Starred) for argument in asked.arguments)
    own_name = is_own(asked.name) and not foreign.special(asked.name, asked.families)
    if found or not own_name:
        return _advise(asked)
    gate = own(asked.name, asked.families == (NUMPY,))
    if gate is None and rows and not starred:
        return _advise(asked)
    if gate is not None and not starred:
        said = fits((gate,), asked)
        return _written(modules, asked.node, said[0]) if said else _advise(asked, (*rows, gate))
    keywords = [word for word in asked.node.keywords if word.arg not in foreign.IGNORED]
    name = ast.copy_location(ast.Name(asked.name, ast.Load()), asked.node.func)
    call = ast.Call(name, list(asked.arguments), keywords)
    return Read(ast.copy_location(call, asked.node), named=True)


def _written(modules: Modules, node: ast.Call, fit: Fit) -> Read:
    tree = filled(fit, place=node, seeds=modules)
    named = isinstance(fit.row.form, str) and isinstance(template(fit.row.form), ast.Call)
    kept = next((word.value for word in node.keywords if word.arg == "requires_grad"), None)
    if isinstance(kept, ast.Constant) and kept.value is False:
        name = ast.copy_location(ast.Name("const", ast.Load()), node)
        return Read(ast.copy_location(ast.Call(name, [tree], []), node), named=True)
    return Read(tree, named)


def _advise(asked: Asked, rows: Sequence[Foreign] | None = None) -> Advice | None:
    if rows is None:
        rows = foreign.rows(asked.name, asked.families)
    if not rows:
        return None
    found = fits(rows, asked)
    operands: dict[str, ast.expr] = {}
    for name, value in (found[0].given if found and found[0].row.form else {}).items():
        if name == "parts":
            value = getattr(value, "elts", [value])[0]
        if name not in _PLAIN:
            operands[name] = value
    left = unaccounted(rows, asked)
    return Advice(asked.subject, asked.node, tuple(found), tuple(rows), operands, left)
