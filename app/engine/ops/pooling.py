"""Poolings: each window over the last two axes gives one number, its largest or its mean."""

from math import prod
from typing import Any

import numpy as np

from ..errors import ArgumentError, ShapeError
from .op import Array, Op, Param, Pattern, Shape, describe_shape
from .windows import (
    LOWEST,
    Sizes,
    Windows,
    ending,
    lay,
    letters,
    padded_lines,
    places_text,
    spread,
    taps_text,
    view_text,
)

Shapes = tuple[Shape]
RANK = 2
SIZE = Param("size", 2, "sizes", "Height and width of the window.")
STEP = Param("stride", None, "sizes", "How far the window moves; None: by its own size.")
PADDING = Param("padding", 0, "sizes", "How many zeros are put around the input, at each side.")


def _windows(gate: str, x: Shape, size: Sizes, stride: Sizes | None, padding: Sizes) -> Windows:
    """Lay the windows of a pooling.

    Raises:
        ArgumentError: an option does not fit.
        ShapeError: there are no two axes, or the window is too large.
    """
    if len(x) < RANK:
        raise ShapeError(
            f"{gate} needs rows and columns, not shape {describe_shape(x)}",
            hint="x is images × channels × height × width, or has at least the last two",
        )
    kernel = spread(gate, "size", size, RANK, 1)
    windows = lay(gate, x, kernel, kernel if stride is None else stride, padding)
    if any(p > k // 2 for p, k in zip(windows.padding, kernel, strict=True)):
        raise ArgumentError(
            f"{gate}: padding {windows.padding} is more than half a window of "
            f"{describe_shape(kernel)}",
            hint="a window would lie over nothing but padding; write a smaller one",
        )
    return windows


def _flat(windows: Windows, x: Array, fill: float) -> Array:
    """Return the numbers under each window, on one axis behind all others."""
    seen = windows.view(x, fill)
    return seen.reshape(*seen.shape[:-RANK], -1)


def _shape(gate: str) -> Any:
    def shape(x: Shape, **options: Any) -> Shape:
        return (*x[:-RANK], *_windows(gate, x, **options).count)

    return shape


def _largest(x: Array, out: Array, **options: Any) -> None:
    windows = _windows("max_pool2d", x.shape, **options)
    seen = windows.view(x, -np.inf)
    np.copyto(out, seen[ending(*(0,) * RANK)])
    for tap in windows.taps[1:]:
        np.maximum(out, seen[ending(*tap)], out=out)


def _winners(x: Array, options: dict[str, Any]) -> tuple[Windows, Any]:
    """Return the place within each window of its first largest number."""
    windows = _windows("max_pool2d", x.shape, **options)
    seen = windows.view(x, -np.inf)
    best: Array = seen[ending(*(0,) * RANK)].copy()
    place = np.zeros(best.shape, dtype=np.intp)
    for k, tap in enumerate(windows.taps[1:], 1):
        other = seen[ending(*tap)]
        better = (other > best) | (np.isnan(other) & ~np.isnan(best))
        np.copyto(best, other, where=better)
        place[better] = k
    return windows, place


def _largest_vjp(g: Array, y: Array, x: Array, out: Array, **options: Any) -> None:
    """Write g to the winner of each window."""
    windows, place = _winners(x, options)
    windows.scatter(lambda k: np.where(place == k, g, 0.0), out)


def _largest_jvp(t: Array, y: Array, x: Array, **options: Any) -> Array:
    """Return the tangents of the winners."""
    windows, place = _winners(x, options)
    moved = _flat(windows, t, 0.0)
    return np.take_along_axis(moved, place[..., None], -1)[..., 0]


def _average(x: Array, out: Array, **options: Any) -> None:
    windows = _windows("avg_pool2d", x.shape, **options)
    seen = windows.view(x)
    np.copyto(out, seen[ending(*(0,) * RANK)])
    for tap in windows.taps[1:]:
        np.add(out, seen[ending(*tap)], out=out)
    np.divide(out, prod(windows.kernel), out=out)


def _average_vjp(g: Array, y: Array, x: Array, out: Array, **options: Any) -> None:
    """Write g / n to every number under each window."""
    windows = _windows("avg_pool2d", x.shape, **options)
    share = g / prod(windows.kernel)
    windows.scatter(lambda k: share, out)


# -- texts ----------------------------------------------------------------------------------------


def _largest_text(shapes: Shapes, **options: Any) -> str:
    windows = _windows("max_pool2d", shapes[0], **options)
    fill = ", constant_values=-np.inf"
    return f"np.max({view_text(windows, '{x}', len(shapes[0]) - RANK, fill)}, axis=(-2, -1))"


def _largest_vjp_text(shapes: Shapes, **options: Any) -> str:
    windows = _windows("max_pool2d", shapes[0], **options)
    lead = len(shapes[0]) - RANK
    seen = view_text(windows, "{x}", lead, ", constant_values=-np.inf")
    count = prod(windows.kernel)
    places = f"np.arange({count}).reshape{windows.kernel}"
    flat = f"np.reshape({seen}, {(*shapes[0][:-RANK], *windows.count, count)})"
    first = f"{places} == np.argmax({flat}, axis=-1)[..., None, None]"
    return _scattered(windows, f"{{g}}[..., None, None] * ({first})", within=True)


def _average_text(shapes: Shapes, **options: Any) -> str:
    windows = _windows("avg_pool2d", shapes[0], **options)
    return f"np.mean({view_text(windows, '{x}', len(shapes[0]) - RANK)}, axis=(-2, -1))"


def _average_vjp_text(shapes: Shapes, **options: Any) -> str:
    windows = _windows("avg_pool2d", shapes[0], **options)
    return _scattered(windows, f"{{g}} / {prod(windows.kernel)}", within=False)


def _scattered(windows: Windows, sent: str, *, within: bool) -> str:
    """Write what windows send back, added up where they overlap."""
    size, out, tap = letters(RANK)
    where, places = places_text(windows)
    return (
        f'np.einsum("...{out}{tap if within else ""},{where}->...{size}", {sent}, {places}, '
        "optimize=True)"
    )


def _torch(gate: str) -> Any:
    def text(shapes: Shapes, size: Sizes, stride: Sizes | None, padding: Sizes) -> str:
        options = f"{size}{'' if stride is None else f', stride={stride}'}"
        options += f", padding={padding}" if padding else ""
        x = shapes[0]
        if len(x) in {3, 4}:
            return f"torch.nn.functional.{gate}({{x}}, {options})"
        value = _shape(gate)(x, size=size, stride=stride, padding=padding)
        line = f"torch.nn.functional.{gate}({{x}}.reshape({(1, -1, *x[-RANK:])}), {options})"
        return f"{line}.reshape({value})"

    return text


def _definition(gate: str, word: str, fill: str) -> Any:
    def text(shapes: Shapes, **options: Any) -> str:
        windows, x = _windows(gate, shapes[0], **options), shapes[0]
        lines, lead = padded_lines(windows, x, fill), len(x) - RANK
        folded = f"{word}({taps_text(windows, [':'] * lead)}, axis={lead})"
        if len(windows.taps) == 1:  # an opened gate is at least one gate, of each number too
            folded = f"identity({folded})"
        return "\n".join([*lines, f"return {folded}"])

    return text


def _repeated(windows: Windows, x: Shape, name: str) -> str | None:
    """Write what each window has, once for each of its numbers; ``None`` where windows overlap."""
    (height, width), (tall, wide) = windows.count, windows.kernel
    tiles = windows.stride == windows.kernel and windows.sizes == (height * tall, width * wide)
    if not tiles or any(windows.padding):
        return None
    lead, axes = ":, " * (len(x) - RANK), (*x[:-RANK], height, tall, width, wide)
    return f"reshape(broadcast_to({name}[{lead}:, None, :, None], {axes}), {x})"


def _largest_written(slot: int, shapes: Shapes, **options: Any) -> str | None:
    windows, x = _windows("max_pool2d", shapes[0], **options), shapes[0]
    largest, sent = _repeated(windows, x, "y"), _repeated(windows, x, "g")
    return largest and f"step(x - {largest}) * {sent}"


def _average_written(slot: int, shapes: Shapes, **options: Any) -> str | None:
    windows = _windows("avg_pool2d", shapes[0], **options)
    sent = _repeated(windows, shapes[0], "g")
    return sent and f"{sent} / {prod(windows.kernel)}"


def _global_written(slot: int, shapes: Shapes) -> str:
    x = shapes[0]
    spread = f"g[{':, ' * (len(x) - RANK)}None, None]"
    return f"broadcast_to({spread}, {x}) / {prod(x[-RANK:])}"


def _global_shape(x: Shape) -> Shape:
    if len(x) < RANK:
        raise ShapeError(
            f"global_avg_pool needs rows and columns, not shape {describe_shape(x)}",
            hint="x is images × channels × height × width, or has at least the last two",
        )
    return x[:-RANK]


def _global(x: Array, out: Array) -> None:
    np.mean(x, axis=(-2, -1), out=out)


def _global_vjp(g: Array, y: Array, x: Array, out: Array) -> None:
    """Write g / n to every number of a picture."""
    np.copyto(out, g[..., None, None])
    np.divide(out, prod(x.shape[-RANK:]), out=out)


def _pooling(gate: str, **row: Any) -> Op:
    return Op(
        name=gate,
        family="pooling",
        arguments=("x",),
        formula=f"{gate}(x)",
        torch=_torch(gate),
        pattern=Pattern.BLOCK,
        shape=_shape(gate),
        params=(SIZE, STEP, PADDING),
        sample=((2, 4),),
        **row,
    )


OPS = (
    _pooling(
        "max_pool2d",
        glyph="max▦",
        forward=_largest,
        vjps=(_largest_vjp,),
        derivatives=("max_unpool2d(g)",),
        behaviour="routes",
        summary="Routes the upstream gradient of each window to its largest number; the others get "
        "zero from it.",
        numpy=_largest_text,
        numpy_vjps=(_largest_vjp_text,),
        jvps=(_largest_jvp,),
        keeps=frozenset({0}),
        definition=_definition("max_pool2d", "amax", LOWEST),
        written=_largest_written,
        convention="On a tie the gradient goes to the first of the equal numbers, row by row. "
        "Padding is never the largest. A window moves by its own size unless stride is given.",
        at_kink="On a tie the gradient goes to the first of the equal numbers, row by row.",
    ),
    _pooling(
        "avg_pool2d",
        glyph="mean▦",
        forward=_average,
        vjps=(_average_vjp,),
        derivatives=("avg_unpool2d(g)",),
        behaviour="distributes",
        summary="Hands an equal share of the upstream gradient of each window to all its numbers.",
        numpy=_average_text,
        numpy_vjps=(_average_vjp_text,),
        jvps="linear",
        definition=_definition("avg_pool2d", "mean", "0"),
        smooth_inside=True,
        written=_average_written,
        convention="Padding counts as zeros. A window moves by its own size unless stride is "
        "given.",
    ),
    Op(
        name="global_avg_pool",
        glyph="mean▢",
        family="pooling",
        arguments=("x",),
        forward=_global,
        vjps=(_global_vjp,),
        formula="global_avg_pool(x)",
        derivatives=("global_avg_unpool(g)",),
        behaviour="distributes",
        summary="Hands an equal share of the upstream gradient of each picture to all its numbers.",
        numpy="np.mean({x}, axis=(-2, -1))",
        numpy_vjps=(
            lambda shapes: (
                f"np.broadcast_to({{g}}[..., None, None], {shapes[0]}) / {prod(shapes[0][-RANK:])}"
                if len(shapes[0]) > RANK
                else f"np.full({shapes[0]}, {{g}} / {prod(shapes[0])})"
            ),
        ),
        torch="torch.mean({x}, dim=(-2, -1))",
        pattern=Pattern.BLOCK,
        shape=_global_shape,
        smooth_inside=True,
        written=_global_written,
        jvps="linear",
        sample=((2, 2, 2),),
        definition=lambda shapes: (
            f"mean(reshape(x, {(*shapes[0][:-RANK], prod(shapes[0][-RANK:]))}), axis=-1)"
        ),
    ),
)
