"""Gates that choose one of their arguments, element by element, and route the gradient to it."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from app.engine.ops.op import Array, Kernel, Op, Shape


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
        names = ["{a}", "{b}", *(f"{{a{k}}}" for k in range(3, len(shapes) + 1))]
        return reduce(lambda left, right: call.replace("@1", left).replace("@2", right), names)

    return text


def _route_text(slot: int, shapes: tuple[Shape, ...]) -> str:
    """Write the backward line of one argument."""
    names = ["{a}", "{b}", *(f"{{a{k}}}" for k in range(3, len(shapes) + 1))]
    tests = [f"({names[slot]} == {{y}})", *(f"({name} != {{y}})" for name in names[:slot])]
    return "{g} * " + (tests[0] if slot == 0 else f"({' & '.join(tests)})")


def _choice(name: str, alias: str, ufunc: np.ufunc, sign: str, word: str) -> Op:
    return Op(
        name=name,
        glyph=name,
        family="choices",
        arguments=("a", "b"),
        forward=_folded(ufunc),
        vjps=(_route,),
        formula=f"{name}(a, b)",
        derivatives=("step(a == y)", "step(b == y)"),
        behaviour="routes",
        summary=f"Routes the whole upstream gradient to the {word} input; the others get zero.",
        numpy=_nested(f"np.{alias}(@1, @2)"),
        numpy_vjps=(_route_text,),
        torch=_nested(f"torch.where(@1 {sign} @2, @1, @2)"),
        variadic=True,
        literal_glyphs=(f"{name} {{c}}", f"{name} {{c}}"),
        convention="On a tie the whole gradient goes to the first of the equal arguments.",
        aliases=(alias,),
    )


OPS = (
    _choice("max", "maximum", np.maximum, ">=", "largest"),
    _choice("min", "minimum", np.minimum, "<=", "smallest"),
)
