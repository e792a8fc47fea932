"""From statements to instructions."""

import ast
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from ..engine.graph import Span
from ..engine.ops import BY_NAME
from .errors import ProgramError
from .expressions import BINARY, compile_expression
from .held import is_same, put_in
from .instructions import (
    Bind,
    Define,
    Finish,
    Load,
    Operate,
    Return,
    Unpack,
)
from .modules import Modules
from .pasted import is_advised
from .python_tree import module_of
from .skipping import changed_in_place, lost, significant
from .source import Source
from .updating import Written, take_update
from .values import Function, Instruction

_FUNCTION_FORM = "write def f(x): return x**2"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program in instructions, the line on which each name is first bound, and its update."""

    code: tuple[Instruction, ...]
    bound: dict[str, int]
    update: Written | None


def compile_program(
    source: Source, tree: ast.Module, nesting: int, given: Collection[str] = ()
) -> Compiled:
    """Return the instructions of a program.

    ``given`` are the names that have a value from outside.

    Raises:
        ProgramError: it holds what no program can hold.
    """
    update = take_update(source, tree)
    source.modules = Modules(tree, given)
    put_in(source.modules)
    compiler = _Compiler(source, nesting)
    body = significant(source, tree.body)
    values = [k for k, node in enumerate(body) if not isinstance(node, ast.FunctionDef)]
    last = values[-1] if values else -1
    for k, statement in enumerate(body):
        if isinstance(statement, ast.Expr) and k == last:
            value = statement.value
            in_place = changed_in_place(source, value)
            if in_place is not None:
                raise in_place
            compile_expression(source, value, nesting, compiler.code)
            name = value.id if isinstance(value, ast.Name) else None
            compiler.code.append(Finish(name, source.span(statement)))
        else:
            compiler.statement(statement)
    return Compiled(tuple(compiler.code), compiler.bound, update)


@cache
def compile_definition(text: str) -> tuple[Source, tuple[Instruction, ...]]:
    """Return the instructions of a gate's definition, the body of a function of its arguments."""
    source = Source("def definition():\n " + text.replace("\n", "\n "))
    head = module_of(source.text).body[0]
    assert isinstance(head, ast.FunctionDef)
    compiler = _Compiler(source, len(text))
    for statement in head.body[:-1]:
        compiler.statement(statement)
    last = head.body[-1]
    assert isinstance(last, ast.Return | ast.Expr)
    assert last.value is not None
    compile_expression(source, last.value, len(text), compiler.code)
    compiler.code.append(Finish(None, source.span(last)))
    return source, tuple(compiler.code)


class _Compiler:
    """Compiles the statements of one scope."""

    def __init__(self, source: Source, nesting: int) -> None:
        self.source = source
        self.nesting = nesting
        self.code: list[Instruction] = []
        self.bound: dict[str, int] = {}

    def statement(self, node: ast.stmt) -> None:
        """Compile one statement."""
        if isinstance(node, ast.Assign):
            self._assign(node)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self._expression(node.value)
            self._bind(node.target, node.value)
        elif isinstance(node, ast.AugAssign):
            self._augment(node)
        elif isinstance(node, ast.FunctionDef):
            self._define(node)
        else:
            self._refuse(node)

    def _expression(self, node: ast.expr) -> None:
        compile_expression(self.source, node, self.nesting, self.code)

    def _bind(self, target: ast.expr, value: ast.expr, keep: bool = False) -> None:
        span = self.source.span(target)
        if not isinstance(target, ast.Name):
            what = "an element" if isinstance(target, ast.Subscript) else "this"
            raise self.source.error(
                "unsupported",
                f"{what} cannot be given a value; only a name can",
                span,
                "write a name on the left: y = 2 * x",
            )
        self.bound.setdefault(target.id, span.line)
        self.code.append(Bind(target.id, span, self.source.span(value), keep))

    def _assign(self, node: ast.Assign) -> None:
        targets = node.targets
        if len(targets) == 1 and isinstance(targets[0], ast.Tuple | ast.List):
            self._assign_several(targets[0], node.value)
            return
        if isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
            raise self._several(node.value)
        self._expression(node.value)
        for target in targets:
            self._bind(target, node.value, keep=target is not targets[-1])

    def _assign_several(self, target: ast.Tuple | ast.List, value: ast.expr) -> None:
        names = target.elts
        if is_advised(self.source.modules, value):
            self._expression(value)
            return
        values = value.elts if isinstance(value, ast.Tuple | ast.List) else []
        if len(values) != len(names) or not names:
            found = f"{len(values)} values" if values else "one value"
            raise self.source.error(
                "wrong-arguments",
                f"{len(names)} names cannot take {found}",
                self.source.span(target),
                "write as many values as names: a, b = 1, 2",
            )
        for element in values:
            self._expression(element)
        self.code.append(Unpack(len(names), self.source.span(target)))
        for name, element in zip(names, values, strict=True):
            self._bind(name, element)

    def _several(self, value: ast.Tuple) -> ProgramError:
        """Return the error of one name that is given several values: ``x = 1,5``."""
        source, parts = self.source, value.elts
        span = source.span(value)
        numbers = [
            part.value
            for part in parts
            if isinstance(part, ast.Constant) and isinstance(part.value, int)
        ]
        bare = source.lines[span.line - 1][span.column] != "("
        if bare and len(numbers) == len(parts) == 2:
            whole, part = numbers
            hint = f"a number has a point: {whole}.{part}; a list has brackets: [{whole}, {part}]"
            return source.error("unsupported", "one name cannot take two numbers", span, hint)
        text = ", ".join(map(ast.unparse, parts))
        written = f"[{text}]" if len(text) <= 80 else None
        hint = f"write a list: {written or '[1, 2, 3]'}"
        return source.error(
            "unsupported", f"one name cannot take {len(parts)} values", span, hint, written
        )

    def _augment(self, node: ast.AugAssign) -> None:
        target = node.target
        if not isinstance(target, ast.Name):
            self._bind(target, node.value)
            return
        span = self.source.span(target)
        self.code.append(Load(target.id, span))
        self._expression(node.value)
        symbol, gate = BINARY[type(node.op)]
        read = ast.copy_location(ast.Name(target.id, ast.Load()), target)
        self.code.append(Operate(BY_NAME[gate], symbol, (read, node.value), self.source.span(node)))
        self._bind(target, node.value)

    def _define(self, node: ast.FunctionDef) -> None:
        source = self.source
        span = source.head(node)
        arguments = node.args
        stars = (arguments.vararg, arguments.kwarg)
        extra = [*arguments.kwonlyargs, *arguments.posonlyargs, *filter(None, stars)]
        if extra:
            raise source.error(
                "unsupported",
                "a function takes plain arguments only",
                source.span(extra[0]),
                _FUNCTION_FORM,
            )
        for decorator in node.decorator_list:
            if not is_same(source.modules, decorator):
                hint = "leave it out; what gets no gradient is written with detach(x)"
                raise source.error(
                    "unsupported",
                    "a decorator cannot be used in a program",
                    source.span(decorator),
                    hint,
                )
        names = tuple(argument.arg for argument in arguments.args)
        seen: set[str] = set()
        for argument in arguments.args:
            if argument.arg in seen:
                raise source.error(
                    "syntax",
                    f"the function {node.name} has the same argument twice: {argument.arg}",
                    source.span(argument),
                    "give each argument its own name",
                )
            seen.add(argument.arg)
        for default in arguments.defaults:
            self._expression(default)
        code = self._body(node)
        function = Function(node.name, names, code, span)
        self.bound.setdefault(node.name, span.line)
        self.code.append(Define(function, len(arguments.defaults)))

    def _body(self, node: ast.FunctionDef) -> tuple[Instruction, ...]:
        """Return the instructions of a function's body, which ends in its one return."""
        inner = _Compiler(self.source, self.nesting)
        body = significant(self.source, node.body) or node.body
        for statement in body[:-1]:
            if isinstance(statement, ast.Return):
                raise self.source.error(
                    "unsupported",
                    "nothing may follow return",
                    self.source.span(statement),
                    "a function has one return, at its end",
                )
            inner.statement(statement)
        last = body[-1]
        span = self.source.span(last)
        if not isinstance(last, ast.Return) or last.value is None:
            raise self.source.error(
                "unsupported",
                f"the function {node.name} does not end with the value it returns",
                span,
                "end it with return and a value: return w * x",
            )
        inner._expression(last.value)
        inner.code.append(Return(span))
        return tuple(inner.code)

    def _refuse(self, node: ast.stmt) -> None:
        source = self.source
        span = source.span(node)
        if isinstance(node, ast.Expr):
            in_place = changed_in_place(source, node.value)
            if in_place is None and is_advised(source.modules, node.value):
                self._expression(node.value)
                return
            raise in_place or lost(source, node.value)
        if isinstance(node, ast.Return):
            place = Span(span.line, span.column, span.line, span.column + len("return"))
            raise source.error(
                "unsupported", "return stands in a function only", place, _FUNCTION_FORM
            )
        raise source.error(
            "unsupported",
            "this statement cannot be used in a program",
            span,
            "a program is made of lines such as y = 2 * x, and of functions",
        )
