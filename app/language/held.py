"""Names that hold what no graph does: loss functions, sizes, random generators, compiled functions.

``criterion = nn.MSELoss()`` and ``N = 64`` bind no value of the program. Where such a name is used,
what it holds is put in its place before the program is compiled, and the line itself says nothing.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from ..engine.ops import BY_NAME
from . import foreign
from .fitting import Asked, fits, own
from .foreign import NUMPY
from .foreign.classes import CLASSES, Class
from .modules import MAKERS, Modules, bindings, family
from .python_tree import expression_of

_GENERATORS = frozenset({"default_rng", "RandomState"})
_KEYS = frozenset({"PRNGKey", "key", "split", "fold_in"})
_SAME = frozenset({"jit", "function", "script", "checkpoint", "compile"})
"""What returns a function that computes the same as the one that it is given."""
_GRADIENTS = frozenset({"grad", "value_and_grad", "jacobian", "hessian", "jacfwd", "jacrev"})
_OPERANDS = frozenset(name for op in BY_NAME.values() for name in op.arguments)
_SIZED = frozenset(
    {"axis", "axis0", "axis1", "start", "end", "shape", "axes", "classes", "n", "m"}
    | {
        p.name
        for op in BY_NAME.values()
        for p in op.params
        if p.kind in {"sizes", "whole", "padding"}
    }
)
"""Arguments that are sizes and the like, which are written and never computed."""
_NUMBERS = (
    frozenset(p.name for op in BY_NAME.values() for p in op.params if p.kind == "number")
    - _OPERANDS
)
"""Arguments that are written numbers wherever they are taken: ``slope``."""


def put_in(modules: Modules) -> None:
    """Put what names hold where they are used, in the program's own tree."""
    calls = [node for node in modules.nodes if isinstance(node, ast.Call)]
    if not calls:
        return
    called = Counter(call.func.id for call in calls if isinstance(call.func, ast.Name))
    for statement in modules.tree.body:
        for target, value in bindings(statement):
            if isinstance(value, ast.Call) and modules.value(target.id) is value:
                _hold(modules, target.id, value, modules.reads(target.id) == called[target.id])
        if _is_key(modules, statement):
            modules.absent.update(
                node.id for node in ast.walk(statement) if isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Store)
            )  # fmt: skip
    for call in calls:
        _apply(modules, call)
    _write_sizes(modules, calls)


def _hold(modules: Modules, name: str, value: ast.Call, called: bool) -> None:
    """Remember what a name holds that is bound to a call; a function if it is only ``called``."""
    path = modules.path(value.func) or ""
    last = path.rpartition(".")[2]
    function = value.args[0] if value.args else None
    if made(modules, value) is not None:
        if called and len(modules.tree.body) > 1:
            modules.held[name] = value
    elif family(path) is not None and last in _SAME | _GRADIENTS:
        if called and _is_function(modules, function):
            modules.held[name] = value
    elif last in _GENERATORS and family(path) == NUMPY and modules.reads(name):
        modules.generator(name, value.args[0] if value.args else None)
        modules.absent.add(name)
        return
    elif _is_generator(modules, value):
        modules.absent.add(name)
        return
    if name in modules.held:
        modules.absent.add(name)


def made(modules: Modules, value: ast.expr) -> Class | None:
    """Return the class that a call makes a function of: ``nn.MSELoss()``."""
    if not isinstance(value, ast.Call):
        return None
    path = modules.path(value.func)
    if path is None:
        return None
    kind = CLASSES.get((family(path) or "", path.rpartition(".")[2]))
    names = kind.options.split() if kind is not None else []
    given = dict(zip(names, value.args, strict=False))
    given |= {word.arg: word.value for word in value.keywords if word.arg}
    written = all("weight" in name or _is_written(part) for name, part in given.items())
    return kind if written and len(value.args) <= len(names) else None


def _is_written(node: ast.expr) -> bool:
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def is_same(modules: Modules, decorator: ast.expr) -> bool:
    """Tell whether a decorator leaves what a function computes as it is: ``@jax.jit``."""
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    path = modules.path(function) or ""
    return family(path) is not None and path.rpartition(".")[2] in _SAME


def _is_function(modules: Modules, node: ast.expr | None) -> bool:
    """Tell whether an expression is a function of the program, or of a module."""
    if isinstance(node, ast.Attribute):
        return modules.path(node) is not None
    return isinstance(node, ast.Name) and any(
        isinstance(part, ast.FunctionDef) and part.name == node.id for part in modules.nodes
    )


def _is_generator(modules: Modules, value: ast.expr) -> bool:
    while isinstance(value, ast.Call):
        if modules.path(value.func) == "torch.Generator":
            return True
        value = value.func.value if isinstance(value.func, ast.Attribute) else value.func
    return False


def _is_key(modules: Modules, statement: ast.stmt) -> bool:
    """Tell whether a statement makes keys of random numbers, as JAX has them."""
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Call):
        return False
    path = modules.path(statement.value.func) or ""
    return path.startswith("jax.random.") and path.rpartition(".")[2] in _KEYS


def _apply(modules: Modules, call: ast.Call) -> None:
    """Let a call of what was made be a call of the function that it stands for."""
    function: ast.expr = call.func
    if isinstance(function, ast.Name):
        function = modules.held.get(function.id, function)
    if not isinstance(function, ast.Call):
        return
    kind = made(modules, function)
    if kind is not None:
        names = kind.options.split()
        modules.makers[id(call)] = f"{modules.spelled(call.func).lstrip('.')}()"
        given = [ast.keyword(n, v) for n, v in zip(names, function.args, strict=False)]
        given += function.keywords
        given += [word for word in kind.usual() if word.arg not in {w.arg for w in given}]
        call.func = _dotted(kind.function, call.func)
        call.keywords += [ast.copy_location(word, call) for word in given]
        return
    last = (modules.path(function.func) or "").rpartition(".")[2]
    if function.args and _is_function(modules, function.args[0]):
        if last in _SAME:
            call.func = function.args[0]
        elif last in _GRADIENTS:
            written = ast.Call(function.args[0], call.args, call.keywords)
            modules.gradients[id(call)] = ast.copy_location(written, call)


def _dotted(path: str, place: ast.expr) -> ast.expr:
    node = expression_of(path)
    for part in ast.walk(node):
        if isinstance(part, ast.expr):
            ast.copy_location(part, place)
    return node


# -- sizes ----------------------------------------------------------------------------------------


def _write_sizes(modules: Modules, calls: list[ast.Call]) -> None:
    """Write the numbers of names that are used as sizes or options: ``np.zeros((N, D))``."""
    numbers = {
        target.id: number
        for statement in modules.tree.body
        for target, value in bindings(statement)
        if (number := _number(modules, value, 0)) is not None and modules.value(target.id) is value
    }
    if not numbers:
        return
    sizes: set[str] = set()
    options: list[str] = []
    for call in calls:
        for node, is_size in _sizes(modules, call, numbers):
            names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
            if is_size:
                sizes.update(names)
            else:
                options += names
    sizes |= {name for name in options if modules.reads(name) == options.count(name)}
    pending = list(sizes)
    while pending:
        value = modules.value(pending.pop())
        assert value is not None
        more = {part.id for part in ast.walk(value) if isinstance(part, ast.Name)} - sizes
        sizes |= more
        pending += more
    if sizes:
        _replace(modules, {name: numbers[name] for name in sizes})


Number: TypeAlias = int | float | tuple[int, ...]
"""What is written where a name of it stood: a number, or sizes in parentheses."""
_FOLDED = (ast.Add, ast.Sub, ast.Mult)


def _number(modules: Modules, node: ast.expr, depth: int) -> Number | None:
    """Return the number that an expression of written numbers and names of such comes to."""
    if depth > 8:
        return None
    if isinstance(node, ast.Tuple):
        sizes = [_number(modules, part, depth + 1) for part in node.elts]
        whole = tuple(size for size in sizes if isinstance(size, int))
        return whole if len(whole) == len(sizes) else None
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        assert isinstance(node.value, int | float)
        return node.value
    if isinstance(node, ast.Name):
        value = modules.value(node.id)
        return None if value is None else _number(modules, value, depth + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, _FOLDED):
        left = _number(modules, node.left, depth + 1)
        right = _number(modules, node.right, depth + 1)
        if isinstance(left, int) and isinstance(right, int) and max(left, right) < 2**31:
            if isinstance(node.op, ast.Mult):
                return left * right
            return left + right if isinstance(node.op, ast.Add) else left - right
    return None


def _sizes(
    modules: Modules, call: ast.Call, numbers: dict[str, Number]
) -> Iterator[tuple[ast.expr, bool]]:
    """Go through the arguments of a call that hold names of numbers, and are no values.

    With each comes whether it is a size, which is whole, or just another option.
    """
    said = _asked(modules, call)
    if said is None:
        return
    written: dict[int, ast.expr] = {}

    def number(node: ast.expr) -> ast.expr:
        found = _written(node, numbers)
        if found is None:
            return node
        written[id(found)] = node
        return found

    for argument in call.args:
        star = argument.value if isinstance(argument, ast.Starred) else None
        if isinstance(star, ast.Name) and isinstance(numbers.get(star.id), tuple):
            yield star, True
    arguments = tuple(map(number, said.arguments))
    keywords = [ast.keyword(word.arg, number(word.value)) for word in call.keywords]
    if not written:
        return
    node = ast.copy_location(ast.Call(call.func, list(arguments), keywords), call)
    asked = said._replace(node=node, arguments=arguments)
    bare = isinstance(call.func, ast.Name) and modules.path(call.func) is None
    if bare and asked.name in MAKERS and asked.name != "const":
        yield from ((written[id(value)], True) for value in arguments if id(value) in written)
        return
    gate = own(asked.name, keyed=False)
    rows = [] if bare and gate is not None else foreign.rows(asked.name, asked.families)
    found = fits([*rows, gate] if gate is not None else rows, asked)
    own_numbers = {p.name for p in BY_NAME[asked.name].params} if gate is not None else set()
    for name, value in found[0].given.items() if found else ():
        if name in _SIZED | _NUMBERS | own_numbers:
            parts = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            for part in (value, *parts):
                if id(part) in written:
                    yield written[id(part)], name in _SIZED


def _asked(modules: Modules, call: ast.Call) -> Asked | None:
    """Return a call of something that takes sizes or options, as the table sees it."""
    function = call.func
    path = modules.path(function)
    arguments = tuple(call.args)
    if path is not None:
        own_family = family(path)
        if own_family is None:
            return None
        return Asked(call, "", path.rpartition(".")[2], (own_family,), arguments)
    if isinstance(function, ast.Attribute):
        families = modules.method_families(function.attr)
        return Asked(call, "", function.attr, families, (function.value, *arguments))
    plain = isinstance(function, ast.Name) and BY_NAME.get(function.id)
    if plain and not plain.params:
        return None
    if isinstance(function, ast.Name) and not modules.binds(function.id):
        return Asked(call, "", function.id, (modules.dialect,), arguments)
    return None


def _written(node: ast.expr, numbers: dict[str, Number]) -> ast.expr | None:
    """Return an argument with its numbers written out; ``None``: it has other parts, or no name."""
    parts = list(ast.walk(node)) if isinstance(node, _PLAIN) else []
    names = [part for part in parts if isinstance(part, ast.Name)]
    if not names or not all(isinstance(part, _PLAIN) for part in parts):
        return None
    if not all(name.id in numbers for name in names):
        return None
    if isinstance(node, ast.Tuple | ast.List):
        elements: list[ast.expr] = [ast.Constant(1) for _ in node.elts]
        return ast.copy_location(type(node)(elements, ast.Load()), node)
    if isinstance(node, ast.Name):
        return _constant(node, numbers)
    return ast.copy_location(ast.Constant(1), node)


_PLAIN = (
    *(ast.Name, ast.Constant, ast.Tuple, ast.List, ast.BinOp, ast.UnaryOp),
    *(ast.operator, ast.unaryop, ast.expr_context),
)


def _replace(modules: Modules, numbers: dict[str, Number]) -> None:
    """Write numbers for names, everywhere, and leave out what binds the names."""
    modules.absent.update(numbers)
    for parent in modules.nodes:
        if isinstance(parent, ast.Call):
            parent.args = [part for argument in parent.args for part in _spread(argument, numbers)]
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.Name):
                setattr(parent, field, _constant(value, numbers))
            elif isinstance(value, list):
                value[:] = [
                    _constant(item, numbers) if isinstance(item, ast.Name) else item
                    for item in value
                ]
    for statement in modules.tree.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target, value = statement.targets[0], statement.value
        if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            kept = [
                (name, part)
                for name, part in zip(target.elts, value.elts, strict=False)
                if not (isinstance(name, ast.Name) and name.id in numbers)
            ]
            if kept and len(target.elts) == len(value.elts):
                target.elts, value.elts = (list(side) for side in zip(*kept, strict=True))


def _spread(argument: ast.expr, numbers: dict[str, Number]) -> list[ast.expr]:
    """Return an argument, or the sizes that ``*shape`` stands for."""
    if isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Name):
        sizes = _constant(argument.value, numbers)
        if isinstance(sizes, ast.Tuple):
            return sizes.elts
    return [argument]


def _constant(node: ast.Name, numbers: dict[str, Number]) -> ast.expr:
    if not isinstance(node.ctx, ast.Load) or node.id not in numbers:
        return node
    number = numbers[node.id]
    if not isinstance(number, tuple):
        return ast.copy_location(ast.Constant(number), node)
    parts: list[ast.expr] = [ast.copy_location(ast.Constant(size), node) for size in number]
    return ast.copy_location(ast.Tuple(parts, ast.Load()), node)
