"""How the operands of a convolution lie, and what is said where they do not fit together."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from ..errors import ArgumentError, ShapeError
from ..stopping import may_go_on
from .op import Array, Shape, describe_shape
from .windows import Sizes, Windows, lay


@dataclass(frozen=True, slots=True)
class Layout:
    """How the operands of one convolution lie."""

    windows: Windows
    images: int
    groups: int
    channels: int
    """Of the input, in each group."""
    outputs: int
    """Channels of the value, in each group."""
    batched: bool
    """Whether there is an axis of images."""
    plain: bool
    """Whether there are no axes of channels."""

    @property
    def value(self) -> Shape:
        """The shape of the value."""
        lead = () if self.plain else (self.groups * self.outputs,)
        return (*((self.images,) if self.batched else ()), *lead, *self.windows.count)

    @property
    def biased(self) -> Shape:
        """The shape in which the biases lie under the value."""
        return (self.groups * self.outputs, *(1,) * self.windows.rank)

    def of_input(self, x: Array) -> Array:
        """View the input, or an array like it, with all its axes."""
        return x.reshape(self.images, self.groups, self.channels, *self.windows.sizes)

    def of_weights(self, w: Array) -> Array:
        """View the weights as a matrix for each group."""
        return w.reshape(self.groups, self.outputs, -1)

    def of_value(self, y: Array) -> Array:
        """View the value, or an array like it, with all its axes."""
        return y.reshape(self.images, self.groups, self.outputs, *self.windows.count)

    def columns(self, x: Array) -> Iterator[tuple[slice, slice, Array]]:
        """Lay out windows as columns, block by block: of which images, of which rows, and they."""
        windows, every = self.windows, self.windows.view(self.of_input(x))
        rank = windows.rank
        order = (0, 1, 2, *range(3 + rank, 3 + 2 * rank), *range(3, 3 + rank))
        for images, rows in windows.blocks(self.images, self.groups * self.channels):
            may_go_on()
            block = every[images, :, :, rows].transpose(order)
            size = self.channels * prod(windows.kernel)
            yield images, rows, block.reshape(block.shape[0], self.groups, size, -1)


def lay_out(
    rank: int,
    x: Shape,
    w: Shape,
    *,
    stride: Sizes,
    padding: Sizes | str,
    dilation: Sizes,
    groups: int,
) -> Layout:
    """Find how the operands of a convolution along so many axes lie.

    Raises:
        ArgumentError: an option does not fit.
        ShapeError: the operands do not fit together.
    """
    name = f"conv{rank}d"
    _check_axes(name, rank, x, w)
    plain = len(w) == rank
    channels = 1 if plain else x[-rank - 1]
    filters, depth = (1, 1) if plain else w[:2]
    found = f"{name}: x of shape {describe_shape(x)} and W of shape {describe_shape(w)}"
    if groups < 1:
        raise ArgumentError(f"{name}: groups cannot be {groups}", hint="give 1 or more")
    if channels % groups or filters % groups:
        raise ShapeError(
            f"{found}: {channels} input and {filters} output channels cannot be cut "
            f"into {groups} groups",
            hint="groups must divide both",
        )
    if channels // groups != depth:
        each = f", {channels // groups} in each group" if groups > 1 else ""
        raise ShapeError(
            f"{found} do not fit: the input has {channels} "
            f"channel{'' if channels == 1 else 's'}{each}, the filters take {depth}",
            hint=_cure(rank, x, w, channels // groups),
        )
    windows = lay(name, x, w[-rank:], stride, padding, dilation)
    batched = len(x) == rank + 2
    sizes = (x[0] if batched else 1, groups, channels // groups, filters // groups)
    return Layout(windows, *sizes, batched, plain)


def _check_axes(name: str, rank: int, x: Shape, w: Shape) -> None:
    allowed = {rank: (rank,), rank + 2: (rank + 1, rank + 2)}
    if len(x) in allowed.get(len(w), ()):
        return
    axes = "height × width" if rank > 1 else "length"
    raise ShapeError(
        f"{name}: x of shape {describe_shape(x)} and W of shape {describe_shape(w)} have the wrong "
        "number of axes",
        hint=f"x is images × channels × {axes} and W filters × channels × {axes}, or both are just "
        f"{axes}; x[None] adds an axis in front",
    )


def _cure(rank: int, x: Shape, w: Shape, channels: int) -> str:
    """Say how an input would fit filters that take another number of channels."""
    depth = w[1]
    if x[-1] == depth and len(x) > rank:
        axes = (*range(len(x) - rank - 1), len(x) - 1, *range(len(x) - rank - 1, len(x) - 1))
        return f"channels come before height and width: write transpose(x, {axes})"
    if channels % depth == 0 and w[0] % (channels // depth) == 0:
        return f"write groups={channels // depth}, or give W {channels} channels"
    return f"W is filters × channels × …: {describe_shape((w[0], channels, *w[2:]))} fits"
