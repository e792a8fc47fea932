"""Find the mistake: a backward pass that is right but for one line, which the seed spoils."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ...engine.ops.op import Array
from ...language import ProgramError
from ...language.python_tree import expression_of
from ..changes import changes
from ..hints import hint_of
from ..reasons import same
from ..written import Written, formula, read_lines
from .answers import read_option
from .desk import Desk
from .kind import Question
from .one_line import judge_line
from .sheet import RIGHT, Item, Judged, Sheet

WHICH, LINE = "which", "line"
MOST_LINES = 16
MOST_TRIED = 40
"""Ways to spoil a line that are tried."""


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A backward pass with one wrong line: where it is, and how it should be."""

    lines: tuple[str, ...]
    at: int
    right: str


class Mistake(Sheet):
    """Which line is it, and how should it be?"""

    name = "mistake"
    title = "Find the mistake"
    task = "One line of this backward pass is wrong: find it, and write it as it should be."

    def items(self, desk: Desk) -> Sequence[Item]:
        """Spoil a line, and ask for it."""
        spoiled = _spoiled(desk)
        wrong = spoiled.lines[spoiled.at]
        target = wrong.partition(" = ")[0]
        shown = "\n".join(spoiled.lines)
        which = Question(WHICH, "Which line is wrong?", "choice", spoiled.lines, shown=shown)
        line = Question(LINE, "Write that line as it should be.", "line")

        def steps() -> tuple[str, str, str]:
            hint = hint_of(desk.program, target, desk.worlds, desk.limits)
            rule, operands = (hint.rule, hint.operands) if hint else ("", "")
            return rule, operands, spoiled.right

        def where() -> list[str]:
            half = len(spoiled.lines) // 2
            part = "upper" if spoiled.at < half else "lower"
            number = spoiled.lines.index(wrong) + 1
            return [
                "Go through the lines one by one: local derivative times upstream, summed over "
                "all uses, in the shape of the value.",
                f"It is in the {part} half, from line {1 if spoiled.at < half else half + 1} on.",
                f"Line {number}: {wrong}",
            ]

        return [
            Item(which, partial(_judge_which, spoiled), where),
            Item(line, partial(_judge_line, desk, spoiled), steps),
        ]


def _spoiled(desk: Desk) -> Spoiled:
    steps = list(reversed(desk.asked()))
    fits = 2 <= len(steps) <= MOST_LINES
    lines = [line for name, _ in steps if (line := _line(desk, name))] if fits else []
    if not fits or len(lines) < len(steps):
        raise desk.refused(
            "the backward pass of this program cannot be written in a few short lines",
            f"choose one with 2 to {MOST_LINES} named values before the output",
        )
    for k in desk.shuffled(range(len(lines))):
        for wrong in _tried(desk, lines[k], steps[k][0]):
            if wrong not in lines:
                whole = (*lines[:k], wrong, *lines[k + 1 :])
                return Spoiled(whole, k, lines[k])
    raise desk.refused(
        "no line of this backward pass can be spoiled", "choose a program with a product"
    )


def _line(desk: Desk, name: str) -> str | None:
    hint = hint_of(desk.program, f"d{name}", desk.worlds, desk.limits)
    return None if hint is None else hint.line


def _tried(desk: Desk, line: str, name: str) -> Iterator[str]:
    """Yield lines that can be worked out, and are wrong at the program's own numbers already."""
    target, _, right = line.partition(" = ")
    (read,) = read_lines(line, desk.limits)
    truths = [world.gradients[name] for world in desk.worlds]
    ways = [text for text in _wrong(desk, read) if text != right]
    for text in desk.shuffled(ways)[:MOST_TRIED]:
        found = _worth(desk, text)
        if found is not None and not same(found, truths[0]):
            yield f"{target} = {text}"


def _worth(desk: Desk, text: str) -> Array | None:
    try:
        names = desk.composer.read_in(text)
        return formula(text, names, desk.known[0], desk.limits).at(desk.known[0])
    except ProgramError:
        return None


def _wrong(desk: Desk, line: Written) -> Iterator[str]:
    """Yield a line with each mistake that is made by hand."""
    tree = expression_of(line.expression)
    yield ast.unparse(ast.UnaryOp(ast.USub(), tree))
    yield from (text for text, _ in changes(line))
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub):
        yield from (ast.unparse(tree.left), ast.unparse(tree.right))  # one use is forgotten
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult):
        sides = (tree.left, tree.right)
        yield from (ast.unparse(side) for side in sides if ast.unparse(side)[0] == "d")
        yield ast.unparse(ast.BinOp(ast.Constant(2), ast.Mult(), tree))
    known = desk.known[0]
    for name in line.names:
        for other in desk.worlds[0].values:
            if other != name and known[other].shape == known[name].shape:
                yield ast.unparse(_Renamed(name, other).visit(expression_of(line.expression)))


class _Renamed(ast.NodeTransformer):
    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Put another name in the place of one."""
        return ast.Name(self.new, node.ctx) if node.id == self.old else node


def _judge_which(spoiled: Spoiled, text: str) -> Judged:
    numbers = {str(k): line for k, line in enumerate(spoiled.lines, 1)}
    chosen = numbers.get(text.strip().removeprefix("line").strip()) or read_option(
        text, spoiled.lines
    )
    if chosen == spoiled.lines[spoiled.at]:
        return RIGHT
    return "wrong", "This line is right."


def _judge_line(desk: Desk, spoiled: Spoiled, text: str) -> Judged:
    return judge_line(desk, spoiled.right.partition(" = ")[0], text)
