"""Statements of pasted code that change nothing and are stepped over: imports, texts, prints."""

import ast
import re
from collections.abc import Sequence

from .errors import ProgramError
from .foreign.row import DROP
from .pasted import Read, read_call
from .source import Source

SHOWN = frozenset({"item", "numpy", "tolist", "detach", "cpu", "format", "data"})
"""Methods that only bring a value into the form in which it is printed."""
_BUILTINS = frozenset({"str", "float", "repr", "round", "type", "len"})
_KEPT = frozenset({"retain_grad", "requires_grad_", "zero_grad", "watch"})
"""Methods that, standing alone, keep or clear gradients, which are always kept and start at 0."""
_PASSING = frozenset({"retain_graph", "create_graph", "allow_unused", "inputs", "sources"})
"""Arguments of a backward pass that change no gradient."""
_METHODS = frozenset({"backward", "backprop"})
_PASSES = frozenset({"torch.autograd.backward", "torch.autograd.grad"})
_KINDS = re.compile(r"(?:b?float|u?int)(?:8|16|32|64)?|double|half|long|bool")
"""Kinds of numbers, which get names only to be asked for: everything is float64 here."""


def significant(source: Source, body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the statements that say something, a closing ``L.backward()`` as the output ``L``.

    Raises:
        ProgramError: a print computes something that is nowhere else, or a pass is not the last.
    """
    kept: list[ast.stmt] = []
    passed: ast.Expr | None = None
    for statement in body:
        if _is_skipped(source, statement):
            continue
        if passed is not None:
            raise _after_the_pass(source, statement, body[-1])
        output = _differentiated(source, statement)
        if output is not None:
            passed = ast.copy_location(ast.Expr(output), statement)
            statement = passed
        kept.append(statement)
    return kept


def _is_skipped(source: Source, statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return True
    if _names(statement) and _names(statement) <= source.modules.absent:
        return True
    if isinstance(statement, ast.Assign):
        target, value = statement.targets[0], statement.value
        if isinstance(target, ast.Attribute):
            return target.attr in {"label", "requires_grad"}
        kind = value.func if isinstance(value, ast.Call) else value
        path = source.modules.path(kind) if isinstance(kind, ast.Attribute) else None
        name = path.rpartition(".")[2] if path is not None else ""
        return name == "device" or (kind is value and _KINDS.fullmatch(name) is not None)
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    if not isinstance(value, ast.Call):
        return False
    function = value.func
    if isinstance(function, ast.Attribute):
        return function.attr in _KEPT or _clears_a_gradient(function)
    if isinstance(function, ast.Name) and function.id == "print":
        if source.modules.binds("print"):
            return False
        for argument in value.args:
            of = source.modules.gradients.get(id(argument))
            if of is not None:
                written = ast.unparse(of)
                hint = f"write {written}; its gradients are in the picture"
                place = source.span(statement)
                raise source.error(
                    "unsupported", "print cannot compute", place, hint, replacement=written
                )
            if not _only_shows(argument):
                raise source.error(
                    "unsupported",
                    "print cannot compute",
                    source.span(statement),
                    "give the value a name, and leave print out: shown = ...",
                    replacement=f"shown = {ast.unparse(argument)}" if _is_short(argument) else None,
                )
        return True
    return False


def _names(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return {
        node.id
        for target in targets
        for node in getattr(target, "elts", [target])
        if isinstance(node, ast.Name)
    }


def _clears_a_gradient(function: ast.Attribute) -> bool:
    """Tell whether a method is the ``zero_`` of ``w.grad.zero_()`` or ``w.grad.data.zero_()``."""
    return function.attr == "zero_" and any(
        isinstance(node, ast.Attribute) and node.attr == "grad" for node in ast.walk(function.value)
    )


def _is_short(node: ast.expr) -> bool:
    return node.lineno == node.end_lineno and (node.end_col_offset or 0) - node.col_offset <= 80


def _only_shows(argument: ast.expr) -> bool:
    """Tell whether an argument of print is a text, a name or a value as it stands."""
    for node in ast.walk(argument):
        if isinstance(node, ast.BinOp):
            texts = (node.left, node.right)
            if not any(isinstance(part, ast.JoinedStr) or _is_text(part) for part in texts):
                return False
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name not in SHOWN and name not in _BUILTINS:
                return False
        elif isinstance(node, ast.Compare | ast.BoolOp | ast.IfExp | ast.Lambda):
            return False
    return True


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _differentiated(source: Source, statement: ast.stmt) -> ast.expr | None:
    """Return the ``L`` of ``L.backward()``, ``torch.autograd.grad(L, w)``, ``tape.gradient(L, w)``.

    Raises:
        ProgramError: the pass is given a seed, which no program holds.
    """
    call = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    function = call.func
    path = source.modules.path(function)
    if path in _PASSES or (path is None and function.attr == "gradient"):
        output, seeds = (
            next(iter(call.args), None),
            call.args[2 if function.attr != "backward" else 1 :],
        )
        if isinstance(output, ast.List | ast.Tuple) and len(output.elts) == 1:
            output = output.elts[0]
    elif path is None and isinstance(statement, ast.Expr) and function.attr in _METHODS:
        output, seeds = function.value, call.args
    else:
        return None
    if output is None or isinstance(output, ast.List | ast.Tuple):
        return None
    for value in (*seeds, *(word.value for word in call.keywords if word.arg not in _PASSING)):
        if not _is_usual_seed(source, value):
            raise source.error(
                "unsupported",
                "a backward pass in a program takes no seed",
                source.span(value),
                "give the numbers in the seed field, and write backward()",
            )
    return output


def _is_usual_seed(source: Source, value: ast.expr) -> bool:
    """Tell whether a pass begins with ones, as it does without a seed."""
    if isinstance(value, ast.Constant):
        return value.value is None
    path = source.modules.path(value.func) if isinstance(value, ast.Call) else None
    return path is not None and path.rpartition(".")[2] == "ones_like"


def _after_the_pass(source: Source, statement: ast.stmt, last: ast.stmt) -> ProgramError:
    begin, end = source.span(statement), source.span(last)
    place = type(begin)(begin.line, begin.column, end.end_line, end.end_column)
    return source.error(
        "unsupported",
        "a program ends with its backward pass",
        place,
        "leave out what follows: the graph shows one pass, with all its gradients",
        replacement="",
    )


def lost(source: Source, value: ast.expr) -> ProgramError:
    """Return the error of a value that is computed and gets no name."""
    place = source.span(value)
    if isinstance(value, ast.Name | ast.Attribute):
        return source.error("unsupported", "this line does nothing", place, DROP, replacement="")
    in_place = changed_in_place(source, value)
    if in_place is not None:
        return in_place
    return source.error(
        "unsupported",
        "this value is computed and then lost",
        place,
        "give it a name: y = ...; only the last line may go without",
        replacement=f"_ = {ast.unparse(value)}" if _is_short(value) else None,
    )


def changed_in_place(source: Source, value: ast.expr) -> ProgramError | None:
    """Return the error of a line that changes a value in place: ``x.relu_()``, ``F.relu_(x)``."""
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return None
    method = value.func.attr
    if not method.endswith("_") or method.endswith("__"):
        return None
    inside = source.modules.path(value.func) is not None
    target = next(iter(value.args), None) if inside else value.func.value
    message = f"{method} changes a value in place, which no gate does"
    hint, written = "bind the name again: x = relu(x)", None
    if isinstance(target, ast.Name) and _is_short(value):
        function = ast.Attribute(value.func.value, method[:-1], ast.Load())
        fresh = ast.copy_location(ast.Call(function, value.args, value.keywords), value)
        ast.fix_missing_locations(fresh)
        if isinstance(read_call(source.modules, fresh), Read):
            written = f"{target.id} = {ast.unparse(fresh)}"
            hint = f"bind the name again: {written}"
    return source.error("unsupported", message, source.span(value), hint, written)
