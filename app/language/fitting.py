"""Which row of the table of foreign names a call fits: each of its arguments is accounted for.

An argument is used in the row's form, or known to change nothing, or no row fits and
:func:`unaccounted` names it: nothing is read or advised that leaves out what changes the result.
"""

import ast
import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from ..engine.ops import BY_NAME
from ..engine.ops.params import REDUCTIONS
from . import foreign
from .foreign.row import Foreign
from .foreign.shaped import whole
from .python_tree import expression_of, module_of

_AXES = frozenset({"axis", "axis0", "axis1", "start", "end"})
_TRUNCATES = re.compile(r"int|long|bool|byte|short|complex")
_KIND = re.compile(r"(?:\w+\.)*(?:u?int|float|double|bool|long|half)\d*")
_LONGEST = 40
"""A longer argument is not repeated in a hint."""


class Asked(NamedTuple):
    """A call as it was written."""

    node: ast.Call
    subject: str
    name: str
    families: tuple[str, ...]
    arguments: tuple[ast.expr, ...]


class Fit(NamedTuple):
    """A row whose signature fits a call, and what each of its arguments is."""

    row: Foreign
    given: dict[str, ast.expr]


@cache
def signature(takes: str) -> ast.arguments:
    """Return a row's arguments as Python's parser reads them."""
    head = module_of(f"def f({takes}): pass").body[0]
    assert isinstance(head, ast.FunctionDef)
    return head.args


@cache
def template(form: str) -> ast.expr:
    """Return a form as a tree."""
    return expression_of(form)


@cache
def own(name: str, keyed: bool) -> Foreign | None:
    """Return the row that a gate is by its own name; ``keyed``: all but one option need a keyword.

    NumPy has other arguments before ``keepdims`` (a kind of numbers, a place for the result).
    """
    op = BY_NAME.get(name)
    if op is None:
        return None
    options = [f"{param.name}=None" for param in op.params]
    if keyed and len(options) > 1:
        options.insert(1, "*")
    least = len(op.arguments) - len(op.defaults)
    needed, optional = op.arguments[:least], op.arguments[least:]
    names = (*optional, *(param.name for param in op.params))
    values = [*needed, *(f"{name}={name}" for name in names)]
    takes = ", ".join([*needed, *(f"{name}=None" for name in optional), *options])
    return Foreign(name, takes, f"{name}({', '.join(values)})")


def fits(rows: Sequence[Foreign], asked: Asked) -> list[Fit]:
    """Return the rows whose signature fits a call, each with what its arguments are."""
    found = []
    for row in rows:
        given = _given(row, asked)
        if given is not None:
            found.append(Fit(row, given))
    return found


def _named(row: Foreign, keyword: str) -> str:
    """Return what a row calls an argument that was given by a keyword."""
    names, known = [argument.arg for argument in signature(row.takes).args], _names(row)
    if keyword in known:
        return keyword
    name = foreign.OPTIONS.get(keyword, keyword)
    if name not in known and name in _OPERANDS and len(names) > _OPERANDS[name]:
        return names[_OPERANDS[name]]
    return name


_OPERANDS = {"x": 0, "y": 1}
"""Which argument of a row is meant where another tool speaks of its first or second operand."""


@cache
def _used(form: str) -> frozenset[str]:
    return frozenset(node.id for node in ast.walk(template(form)) if isinstance(node, ast.Name))


def _given(row: Foreign, asked: Asked) -> dict[str, ast.expr] | None:
    anything = row.takes == Foreign("").takes
    takes = signature(row.takes)
    names, known = [argument.arg for argument in takes.args], _names(row)
    given: dict[str, ast.expr] = {}
    arguments = list(asked.arguments)
    if any(isinstance(argument, ast.Starred) for argument in arguments):
        return None
    if takes.vararg is not None:
        rest = arguments[len(names) :]
        if rest:
            given[takes.vararg.arg] = ast.copy_location(ast.Tuple(rest, ast.Load()), rest[0])
    elif len(arguments) > len(names):
        return None
    given.update(zip(names, arguments, strict=False))
    for word in asked.node.keywords:
        if word.arg is None:
            return None
        name = _named(row, word.arg)
        if name not in known:
            if not anything and not _is_harmless(word):
                return None
            continue
        if name in given:
            return None
        given[name] = word.value
    if anything:
        return given
    return given if _settled(row, takes, given, asked.node) else None


def _settled(
    row: Foreign, takes: ast.arguments, given: dict[str, ast.expr], place: ast.Call
) -> bool:
    """Fill defaults in, and tell whether what was given suits the row.

    A default other than ``None`` is that of the other tool: the form gets it where nothing was
    given, and a form without that argument stands for it alone.
    """
    used = _used(row.form) if isinstance(row.form, str) else None
    defaults = dict(
        chain(
            zip(reversed([a.arg for a in takes.args]), reversed(takes.defaults), strict=False),
            zip([a.arg for a in takes.kwonlyargs], takes.kw_defaults, strict=True),
        )
    )
    fixed = {a.arg: a.annotation for a in chain(takes.args, takes.kwonlyargs) if a.annotation}
    for name, only in fixed.items():
        if name in given and not _is_same(given[name], only):
            return False
    for name in [name for name, value in given.items() if _is_none(value)]:
        if name not in fixed and (defaults.get(name) is None or _is_none(defaults[name])):
            del given[name]
    for name, default in defaults.items():
        if default is None or _is_none(default):
            continue
        if used is not None and name not in used:
            if name in given and not _is_same(given[name], default):
                return False
        elif name not in given:
            number = ast.Constant(ast.literal_eval(default))
            given[name] = ast.copy_location(number, place)
    needed = {argument.arg for argument in takes.args} | {a.arg for a in takes.kwonlyargs}
    needed -= {name for name, default in defaults.items() if default is not None}
    if takes.vararg is not None and row.form:
        needed.add(takes.vararg.arg)
    if takes.vararg is not None and not _is_shape(given.get(takes.vararg.arg)):
        return False
    return needed <= given.keys() and all(
        name in fixed or _suits(name, value) for name, value in given.items()
    )


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_same(value: ast.expr, default: ast.expr) -> bool:
    try:
        written, usual = ast.literal_eval(value), ast.literal_eval(default)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return isinstance(written, str) is isinstance(usual, str) and bool(written == usual)


def _is_shape(node: ast.expr | None) -> bool:
    """Tell whether arguments are sizes: ``2, 3`` or ``(2, 3)``, and no text beside them."""
    parts = getattr(node, "elts", [])
    if len(parts) == 1:
        parts = getattr(parts[0], "elts", parts)
    return not any(
        isinstance(part, ast.Tuple | ast.List)
        or (isinstance(part, ast.Constant) and not isinstance(part.value, int | float))
        or _KIND.fullmatch(ast.unparse(part))
        for part in parts
    )


def _is_harmless(word: ast.keyword) -> bool:
    """Tell whether an argument that a row does not know changes nothing."""
    value = word.value
    if _is_none(value) or word.arg in foreign.IGNORED:
        return True
    usual = foreign.USUAL.get(word.arg or "")
    return usual is not None and isinstance(value, ast.Constant) and value.value in usual


def _suits(name: str, value: ast.expr) -> bool:
    """Tell whether a value can be what an argument of this name is."""
    if name in _AXES:
        return whole(value) is not None or isinstance(value, ast.Tuple | ast.List)
    if name == "parts":
        return isinstance(value, ast.List | ast.Tuple) and bool(value.elts)
    if name in {"keepdims", "unbiased"}:
        return isinstance(value, ast.Constant) and value.value in (True, False)
    if name == "reduction":
        return isinstance(value, ast.Constant) and value.value in REDUCTIONS
    if name == "dtype":
        return not isinstance(value, ast.Tuple | ast.List) and whole(value) is None
    if name == "to":
        return _TRUNCATES.search(ast.unparse(value)) is None
    return True


def unaccounted(rows: Sequence[Foreign], asked: Asked) -> str | None:
    """Return the argument of a call that none of its rows has, as it is called or written.

    A value that does not suit is named too, unless a row has words for it.
    """
    formed = [row for row in rows if row.form]
    words = [word for word in asked.node.keywords if not _is_harmless(word)]
    for word in words:
        if formed and not any(_named(row, word.arg or "") in _names(row) for row in formed):
            return word.arg
    if len(formed) < len(rows):
        return None
    signatures = [signature(row.takes) for row in formed]
    most = max((len(takes.args) for takes in signatures), default=0)
    if len(asked.arguments) > most and not any(takes.vararg for takes in signatures):
        return _short(asked.arguments[most], "argument ")
    if not any(_is_complete(row, asked) for row in formed):
        return None
    for word in words:
        if not isinstance(word.value, ast.Name):
            return _short(word.value, f"{word.arg}=")
    least = min((len(takes.args) - len(takes.defaults) for takes in signatures), default=0)
    beyond = asked.arguments[max(least, 1) :]
    return _short(beyond[-1], "argument ") if beyond else None


def _is_complete(row: Foreign, asked: Asked) -> bool:
    """Tell whether a call gives all that a row needs, whatever it gives."""
    takes = signature(row.takes)
    names = [argument.arg for argument in takes.args]
    needed = names[: len(names) - len(takes.defaults)]
    needed += [
        argument.arg
        for argument, default in zip(takes.kwonlyargs, takes.kw_defaults, strict=True)
        if default is None
    ]
    given = set(names[: len(asked.arguments)])
    given |= {_named(row, word.arg) for word in asked.node.keywords if word.arg}
    return set(needed) <= given


def _names(row: Foreign) -> set[str]:
    takes = signature(row.takes)
    stars = [takes.vararg] if takes.vararg is not None else []
    return {argument.arg for argument in [*takes.args, *takes.kwonlyargs, *stars]}


def _short(node: ast.expr, before: str = "") -> str | None:
    """Return an argument as it was written, or just its name where that is long."""
    if (node.end_col_offset or 0) - node.col_offset > _LONGEST or node.end_lineno != node.lineno:
        return before.rstrip("=") if before.endswith("=") else f"{before}like this"
    return before + ast.unparse(node)
