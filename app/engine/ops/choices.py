"""Gates that choose one of their arguments, element by element, and route the gradient to it."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from .edges import Edge, Edges, has_nan, not_finite_upstream
from .op import Array, Kernel, Op, Shape

MOST_COMPARED = 8
"""With more arguments neither formulas nor code compare them one by one."""


def _folded(ufunc: np.ufunc) -> Kernel:
    def forward(*args: Array, out: Array) -> None:
        ufunc(args[0], args[1], out=out)
        for argument in args[2:]:
            ufunc(out, argument, out=out)

    return forward


def _chosen(argument: Array, y: Array) -> Any:
    """Mark where an argument is the value; a NaN argument is, for the value is NaN then."""
    return (argument == y) | (argument != argument)


def _route(slot: int, g: Array, y: Array, *args: Array, out: Array) -> None:
    """Write g where this argument is the first to be the value, and 0 elsewhere."""
    wins = _chosen(args[slot], y)
    for earlier in args[:slot]:
        wins = wins & ~_chosen(earlier, y)
    np.copyto(out, 0.0)
    np.copyto(out, g, where=np.broadcast_to(wins, out.shape))


def _nested(call: str) -> Callable[..., str]:
    """Nest a template of two holes, the second first, over all arguments."""

    def text(shapes: tuple[Shape, ...]) -> str:
        return reduce(
            lambda left, right: call.replace("@1", left).replace("@2", right), _names(shapes)
        )

    return text


def _names(shapes: tuple[Shape, ...]) -> list[str]:
    return ["{a}", "{b}", *(f"{{a{k}}}" for k in range(3, len(shapes) + 1))]


def _stacked(shapes: tuple[Shape, ...]) -> str:
    """Write the arguments as what NumPy makes one array of."""
    listed = ", ".join(_names(shapes))
    return f"[{listed}]" if len(set(shapes)) == 1 else f"np.broadcast_arrays({listed})"


def _is_wide(shapes: tuple[Shape, ...]) -> bool:
    return len(shapes) > MOST_COMPARED


def _numpy_text(name: str, alias: str) -> Callable[..., str]:
    """Write the value: calls in each other, or one call where they would be too many."""
    nested = _nested(f"np.{alias}(@1, @2)")

    def text(shapes: tuple[Shape, ...]) -> str:
        return f"np.{name}({_stacked(shapes)}, axis=0)" if _is_wide(shapes) else nested(shapes)

    return text


def _winner_text(name: str) -> Callable[..., str]:
    """Write which argument is chosen, for the backward lines of a gate of many arguments.

    NumPy finds the first of equal ones, and the first NaN.
    """

    def text(shapes: tuple[Shape, ...]) -> str:
        return f"np.arg{name}({_stacked(shapes)}, axis=0)" if _is_wide(shapes) else ""

    return text


def _route_text(slot: int, shapes: tuple[Shape, ...]) -> str:
    """Write the backward line of one argument."""
    if _is_wide(shapes):
        return f"{{g}} * ({{shared}} == {slot})"
    names = _names(shapes)
    tests = [f"({names[slot]} == {{y}})", *(f"({name} != {{y}})" for name in names[:slot])]
    return "{g} * " + (tests[0] if slot == 0 else f"({' & '.join(tests)})")


def _formulas(name: str, sign: str) -> Callable[..., tuple[str, tuple[str, ...]]]:
    """Make the rule for formulas that say who wins a tie: an earlier argument beats a later one."""

    def extreme(names: list[str]) -> str:
        return names[0] if len(names) == 1 else f"{name}({', '.join(names)})"

    def derivative(slot: int, names: list[str]) -> str:
        own, earlier, later = names[slot], names[:slot], names[slot + 1 :]
        if len(names) > MOST_COMPARED:
            return f"step({own} == y)" + (f" * step(y {sign} earlier)" if earlier else "")
        tests = [f"step({own} {sign} {extreme(earlier)})"] if earlier else []
        tests += [f"step({own} {sign}= {extreme(later)})"] if later else []
        return " * ".join(tests)

    def formulas(shapes: tuple[Shape, ...]) -> tuple[str, tuple[str, ...]]:
        names = ["a", "b", *(f"a{k}" for k in range(3, len(shapes) + 1))]
        return extreme(names), tuple(derivative(slot, names) for slot in range(len(names)))

    return formulas


def _strict_route_text(slot: int, shapes: tuple[Shape, ...]) -> str:
    """Write the same where 0 must be 0 even times an infinity."""
    _, test = _route_text(slot, shapes).split(" * ", 1)
    return f"np.where({test}, {{g}}, 0)"


def _nan_route_text(slot: int, shapes: tuple[Shape, ...]) -> str:
    """Write the same where an argument may be NaN: then the first that is wins."""
    if _is_wide(shapes):
        return _strict_route_text(slot, shapes)
    names = _names(shapes)
    wins = f"({names[slot]} == {{y}}) | np.isnan({names[slot]})"
    if slot == 0:
        return f"np.where({wins}, {{g}}, 0)"
    before = [f"({name} != {{y}}) & ~np.isnan({name})" for name in names[:slot]]
    return f"np.where(({wins}) & {' & '.join(before)}, {{g}}, 0)"


def _torch_edges(name: str, sign: str) -> Edges:
    """Write a choice among more than two with a function, or where one is NaN.

    The calls in each other would name all that stands to the left twice, and that twice again.
    """

    def calling(helper: str) -> Callable[..., str]:
        return lambda shapes: f"{helper}({', '.join(_names(shapes))})"

    def defining(helper: str, test: str) -> str:
        return f"""def {helper}(y, *others):  # on a tie the gradient goes to the first
    for x in others:
        y = torch.where({test}, y, x)
    return y"""

    plain, with_nan = f"first_{name}", f"first_{name}_or_nan"
    test = f"y {sign} x"
    return (
        Edge(
            lambda stand: len(stand.args) > 2 and has_nan(stand),
            calling(with_nan),
            defining(with_nan, f"({test}) | (y != y)"),
        ),
        Edge(lambda stand: len(stand.args) > 2, calling(plain), defining(plain, test)),
        Edge(has_nan, f"torch.where(({{a}} {sign} {{b}}) | ({{a}} != {{a}}), {{a}}, {{b}})"),
    )


def _choice(name: str, alias: str, ufunc: np.ufunc, sign: str, word: str) -> Op:
    return Op(
        name=name,
        glyph=name,
        family="choices",
        arguments=("a", "b"),
        forward=_folded(ufunc),
        vjps=(_route,),
        formula=f"{name}(a, b)",
        derivatives=(f"step(a {sign} b)", f"step(b {sign[0]} a)"),
        formulas=_formulas(name, sign[0]),
        behaviour="routes",
        summary=f"Routes the whole upstream gradient to the {word} input; the others get zero.",
        numpy=_numpy_text(name, alias),
        numpy_shared=_winner_text(name),
        numpy_vjps=(_route_text,),
        numpy_vjp_edges={
            0: (Edge(has_nan, _nan_route_text), Edge(not_finite_upstream, _strict_route_text))
        },
        torch=f"torch.where({{a}} {sign} {{b}}, {{a}}, {{b}})",
        torch_edges=_torch_edges(name, sign),
        variadic=True,
        literal_glyphs=(f"{name} {{c}}", f"{name} {{c}}"),
        convention="On a tie the whole gradient goes to the first of the equal arguments.",
        aliases=(alias,),
    )


OPS = (
    _choice("max", "maximum", np.maximum, ">=", "largest"),
    _choice("min", "minimum", np.minimum, "<=", "smallest"),
)
