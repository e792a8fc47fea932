"""Windows that slide over the last axes of an array: what convolutions and poolings share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ..errors import ArgumentError, ShapeError
from .op import MOST_ARGUMENTS, Array, Param, Shape, describe_shape

Sizes: TypeAlias = int | Shape
"""An option of windows: one number for all axes, or one for each."""

MOST_UNROLLED = 1 << 20
"""Numbers of windows that are laid out at once, at most: a larger array is worked on in parts."""
LOWEST = "-1.7976931348623157e308"
"""What a maximum is padded with where it is written in smaller gates: the lowest number."""

STRIDE = Param("stride", 1, "sizes", "How far the window moves at each step.")
PADDING = Param(
    "padding",
    0,
    "padding",
    'How many zeros are put around the input, at each side; "same" puts as many as keep its size.',
)
DILATION = Param("dilation", 1, "sizes", "How far apart the numbers under a window are.")


def ending(*items: Any) -> Any:
    """Return the key of what lies so in the last axes of an array."""
    return (..., *items)


@dataclass(frozen=True, slots=True)
class Windows:
    """How windows lie over the last axes of an array; every field has a number for each axis."""

    sizes: Shape
    """Of the array."""
    kernel: Shape
    """Of the window."""
    stride: Shape
    padding: Shape
    """Before the array."""
    dilation: Shape
    after: Shape
    """Behind the array: as before it, or one more."""

    @property
    def wide(self) -> Shape:
        """The sizes with the padding."""
        rows = zip(self.sizes, self.padding, self.after, strict=True)
        return tuple(size + before + after for size, before, after in rows)

    @property
    def is_padded(self) -> bool:
        """Whether there is any padding."""
        return any(self.padding) or any(self.after)

    @property
    def rank(self) -> int:
        """How many axes the windows slide along."""
        return len(self.sizes)

    @property
    def spans(self) -> Shape:
        """How far a window reaches, from its first number to its last."""
        return tuple((k - 1) * d + 1 for k, d in zip(self.kernel, self.dilation, strict=True))

    @property
    def count(self) -> Shape:
        """How many windows there are along each axis."""
        rows = zip(self.wide, self.spans, self.stride, strict=True)
        return tuple((size - span) // s + 1 for size, span, s in rows)

    @property
    def taps(self) -> list[tuple[int, ...]]:
        """The places within a window, row by row."""
        return list(np.ndindex(*self.kernel))

    def _inside(self) -> tuple[slice, ...]:
        """Return where the array lies within the padded one."""
        return tuple(slice(p, p + n) for p, n in zip(self.padding, self.sizes, strict=True))

    def _padded(self, x: Array, fill: float) -> Array:
        if not self.is_padded:
            return x
        padded = np.full((*x.shape[: -self.rank], *self.wide), fill, x.dtype)
        padded[ending(*self._inside())] = x
        return padded

    def view(self, x: Array, fill: float = 0.0) -> Array:
        """Return all windows over an array: axes of places, then axes within the window."""
        axes = tuple(range(-self.rank, 0))
        every = sliding_window_view(self._padded(x, fill), self.spans, axis=axes)
        steps = (slice(None, None, step) for step in (*self.stride, *self.dilation))
        seen: Array = every[ending(*steps)]
        return seen

    def under(self, tap: tuple[int, ...]) -> tuple[slice, ...]:
        """Return which numbers of the padded array lie under one place of all windows."""
        rows = zip(tap, self.dilation, self.count, self.stride, strict=True)
        return tuple(slice(t * d, t * d + (n - 1) * s + 1, s) for t, d, n, s in rows)

    def scatter(self, part: Callable[[int], Array], out: Array) -> None:
        """Add up in ``out`` what windows hold; ``part(k)`` is that of the k-th place of each."""
        total = np.zeros((*out.shape[: -self.rank], *self.wide), out.dtype)
        for k, tap in enumerate(self.taps):
            total[ending(*self.under(tap))] += part(k)
        np.copyto(out, total[ending(*self._inside())])

    def blocks(self, images: int, channels: int) -> Iterator[tuple[slice, slice]]:
        """Cut images, and rows of their windows, into blocks that are small when laid out."""
        rows, line = self.count[0], channels * prod(self.kernel) * prod(self.count[1:])
        fit = max(MOST_UNROLLED // line, 1)
        if fit >= rows:
            many = fit // rows
            for first in range(0, images, many):
                yield slice(first, first + many), slice(0, rows)
            return
        for image in range(images):
            for first in range(0, rows, fit):
                yield slice(image, image + 1), slice(first, first + fit)


def spread(gate: str, option: str, value: Sizes, rank: int, least: int) -> Shape:
    """Return an option of windows with a number for each axis.

    Raises:
        ArgumentError: there are other numbers of it, or one is too small.
    """
    sizes = (value,) * rank if isinstance(value, int) else value
    if len(sizes) != rank:
        raise ArgumentError(
            f"{gate}: {option} cannot be {value}",
            hint=f"give one whole number{f', or {rank}: one for each axis' if rank > 1 else ''}",
        )
    if min(sizes) < least:
        raise ArgumentError(
            f"{gate}: {option} cannot be {min(sizes)}", hint=f"{option} is at least {least}"
        )
    return sizes


def lay(
    gate: str,
    x: Shape,
    kernel: Shape,
    stride: Sizes,
    padding: Sizes | str,
    dilation: Sizes = 1,
) -> Windows:
    """Lay windows over the last axes of an array; a padding may be ``"same"``.

    Raises:
        ArgumentError: an option does not fit.
        ShapeError: the window is larger than the array.
    """
    rank = len(kernel)
    steps = spread(gate, "stride", stride, rank, 1)
    apart = spread(gate, "dilation", dilation, rank, 1)
    if isinstance(padding, str):
        around, after = _same(gate, kernel, steps, apart)
    else:
        around = after = spread(gate, "padding", padding, rank, 0)
    windows = Windows(x[-rank:], kernel, steps, around, apart, after)
    if min(windows.count) < 1:
        wide = windows.wide
        padded = f", padded {describe_shape(wide)}" if windows.is_padded else ""
        short = [span - size for span, size in zip(windows.spans, wide, strict=True)]
        more = max(windows.padding) - (-max(short) // 2)
        raise ShapeError(
            f"{gate}: a window of {describe_shape(windows.spans)} does not fit into "
            f"{describe_shape(windows.sizes)}{padded}, of an input of shape {describe_shape(x)}",
            hint=f"make the window smaller, or the input larger; padding={more} would do",
        )
    return windows


def _same(gate: str, kernel: Shape, stride: Shape, dilation: Shape) -> tuple[Shape, Shape]:
    """Return the padding before and behind that keeps the size; an odd one is longer behind.

    Raises:
        ArgumentError: the windows move by more than one number.
    """
    if max(stride) > 1:
        number = max(1, *((k - 1) * d // 2 for k, d in zip(kernel, dilation, strict=True)))
        raise ArgumentError(
            f'{gate}: padding="same" keeps the size of the input, which stride={max(stride)} '
            "makes smaller",
            hint=f"leave the stride out, or write the padding as a number: padding={number}",
        )
    added = [(k - 1) * d for k, d in zip(kernel, dilation, strict=True)]
    return tuple(n // 2 for n in added), tuple(n - n // 2 for n in added)


# -- texts --------------------------------------------------------------------------------------


def view_text(windows: Windows, hole: str, lead: int, fill: str = "") -> str:
    """Write all windows over an array with so many axes before them."""
    text = hole
    if windows.is_padded:
        pairs = zip(windows.padding, windows.after, strict=True)
        ends = ["(0, 0)"] * lead + [f"({before}, {after})" for before, after in pairs]
        text = f"np.pad({text}, [{', '.join(ends)}]{fill})"
    one = windows.rank == 1
    spans = windows.spans[0] if one else windows.spans
    axes = -1 if one else tuple(range(-windows.rank, 0))
    text = f"np.lib.stride_tricks.sliding_window_view({text}, {spans}, {axes})"
    steps = (*windows.stride, *windows.dilation)
    if max(steps) > 1:
        text += f"[..., {', '.join(f'::{step}' if step > 1 else ':' for step in steps)}]"
    return text


def letters(rank: int) -> tuple[str, str, str]:
    """Return the letters of axes in ``einsum``: of the array, of the windows, and within one."""
    return ("hw"[:rank], "ij"[:rank], "ab"[:rank])


def places_text(windows: Windows) -> tuple[str, str]:
    """Write which number lies where under which window: subscripts, and an array for each axis."""
    subscripts = ",".join(map("".join, zip(*letters(windows.rank), strict=True)))
    arrays = []
    rows = zip(
        windows.sizes,
        windows.count,
        windows.kernel,
        windows.stride,
        windows.padding,
        windows.dilation,
        strict=True,
    )
    for size, count, kernel, stride, padding, dilation in rows:
        place = f"{f'{stride} * ' if stride > 1 else ''}np.arange({count})[:, None]"
        place += f" + {f'{dilation} * ' if dilation > 1 else ''}np.arange({kernel})"
        place += f" - {padding}" if padding else ""
        arrays.append(f"np.arange({size})[:, None, None] == {place}")
    return subscripts, ", ".join(arrays)


# -- in smaller gates ---------------------------------------------------------------------------


def padded_lines(windows: Windows, shape: Shape, fill: str = "0") -> list[str]:
    """Write ``p``: the input ``x`` of this shape with its padding around it, where it has any."""
    lines: list[str] = []
    sizes = list(shape)

    def edge(axis: int, count: int) -> list[str]:
        if not count:
            return []
        made = ", ".join(map(str, (*sizes[:axis], count, *sizes[axis + 1 :])))
        return [
            f"const(zeros({made}))" if fill == "0" else f"broadcast_to(const({fill}), ({made},))"
        ]

    first = len(shape) - windows.rank
    for axis, (before, after) in enumerate(zip(windows.padding, windows.after, strict=True), first):
        parts = [*edge(axis, before), "p" if lines else "x", *edge(axis, after)]
        if len(parts) > 1:
            lines.append(f"p = concat({', '.join(parts)}, axis={axis})")
            sizes[axis] = windows.wide[axis - first]
    return lines


def joined(parts: list[str], axis: int) -> str:
    """Write arrays joined along an axis, however many there are."""
    while len(parts) > 1:
        groups = [parts[k : k + MOST_ARGUMENTS] for k in range(0, len(parts), MOST_ARGUMENTS)]
        parts = [
            f"concat({', '.join(group)}, axis={axis})" if len(group) > 1 else group[0]
            for group in groups
        ]
    return parts[0]


def taps_text(windows: Windows, before: list[str]) -> str:
    """Write the numbers of the padded input at each place of all windows, along a new axis.

    ``before`` is the index of the axes before those of the windows; the new axis is next.
    """
    parts, source = [], "p" if windows.is_padded else "x"
    for tap in windows.taps:
        ends = [f"{s.start}:{s.stop}:{s.step}".removesuffix(":1") for s in windows.under(tap)]
        parts.append(f"{source}[{', '.join([*before, 'None', *ends])}]")
    return joined(parts, len(before))
