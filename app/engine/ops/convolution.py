"""Convolutions, which slide a small array of weights over the last axes of another one.

As everywhere in the field it is the correlation: no window is turned round. Inside, an input has
the axes (images, groups, channels of a group, …) and the weights (groups, outputs of a group,
channels of a group, …); windows are laid out as columns, block by block, for a matrix product
(``convolution_layout.py``).
"""

from functools import partial
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ShapeError
from ..stopping import may_go_on
from .convolution_layout import Layout, lay_out
from .edges import without_bias
from .op import Array, Op, Param, Pattern, Shape, describe_shape
from .windows import (
    DILATION,
    MOST_UNROLLED,
    PADDING,
    STRIDE,
    joined,
    letters,
    padded_lines,
    places_text,
    taps_text,
    view_text,
)

Shapes = tuple[Shape, ...]


def _part(back: Array, k: int) -> Array:
    """Return what the k-th place of every window sends back."""
    return back[:, :, :, k]


class _Convolution:
    """The kernels and texts of a convolution along so many axes."""

    def __init__(self, rank: int) -> None:
        self.rank = rank
        self.name = f"conv{rank}d"

    def layout(self, x: Shape, w: Shape, options: dict[str, Any]) -> Layout:
        """Find how operands of these shapes lie."""
        return lay_out(self.rank, x, w, **options)

    def shape(
        self,
        x: Shape,
        w: Shape,
        b: Shape,
        **options: Any,
    ) -> Shape:
        """Return the shape of the value."""
        layout = self.layout(x, w, options)
        filters = layout.groups * layout.outputs
        if b and (layout.plain or b != (filters,)):
            fits = "a number" if layout.plain else f"({filters}), or a number for all of them"
            raise ShapeError(
                f"{self.name}: b of shape {describe_shape(b)} does not fit W of shape "
                f"{describe_shape(w)}",
                hint=f"one bias for each filter is {fits}",
            )
        return layout.value

    def products(self, x: Shape, w: Shape, b: Shape, **options: Any) -> int:
        """Return for each number of the value how many lie under its filter, all together."""
        return prod(self.shape(x, w, b, **options)) * prod(w[len(w) > self.rank :])

    # -- kernels ----------------------------------------------------------------------------------

    def _convolve(self, x: Array, w: Array, out: Array, options: dict[str, Any]) -> Layout:
        layout = self.layout(x.shape, w.shape, options)
        weights, value = layout.of_weights(w), layout.of_value(out)
        for images, rows, columns in layout.columns(x):
            part = value[images, :, :, rows]
            part[...] = np.matmul(weights, columns).reshape(part.shape)
        return layout

    def forward(self, x: Array, w: Array, b: Array, out: Array, **options: Any) -> None:
        """Write what the filters make of each window, and add the biases."""
        layout = self._convolve(x, w, out, options)
        np.add(out, b.reshape(layout.biased) if b.ndim else b, out=out)

    def by_input(
        self, g: Array, y: Array, x: Array, w: Array, b: Array, out: Array, **options: Any
    ) -> None:
        """Write each upstream number times its filter, added up over windows that overlap."""
        layout = self.layout(x.shape, w.shape, options)
        weights, upstream = layout.of_weights(w), layout.of_value(g)
        windows, target = layout.windows, layout.of_input(out)
        many = max(MOST_UNROLLED // (weights.shape[0] * weights.shape[2] * prod(windows.count)), 1)
        for first in range(0, layout.images, many):
            may_go_on()
            block = upstream[first : first + many]
            count = block.shape[0]
            flat = block.reshape(count, layout.groups, layout.outputs, -1)
            back = np.matmul(weights.swapaxes(1, 2), flat)
            kernel = prod(windows.kernel)
            back = back.reshape(count, layout.groups, layout.channels, kernel, *windows.count)
            windows.scatter(partial(_part, back), target[first : first + many])

    def by_weights(
        self, g: Array, y: Array, x: Array, w: Array, b: Array, out: Array, **options: Any
    ) -> None:
        """Write each window times what arrives at it, added up over all windows."""
        layout = self.layout(x.shape, w.shape, options)
        upstream = layout.of_value(g)
        total = np.zeros(layout.of_weights(out).shape, out.dtype)
        for images, rows, columns in layout.columns(x):
            part = upstream[images, :, :, rows]
            part = part.reshape(part.shape[0], layout.groups, layout.outputs, -1)
            total += np.add.reduce(np.matmul(part, columns.swapaxes(2, 3)), axis=0)
        np.copyto(out, total.reshape(out.shape))

    def by_bias(
        self, g: Array, y: Array, x: Array, w: Array, b: Array, out: Array, **options: Any
    ) -> None:
        """Write the sum of what arrives at each filter."""
        if not b.ndim:
            np.copyto(out, np.sum(g))
            return
        upstream = self.layout(x.shape, w.shape, options).of_value(g)
        np.copyto(out, upstream.sum(axis=(0, *range(3, upstream.ndim))).reshape(-1))

    def tangent_of_input(
        self, t: Array, y: Array, x: Array, w: Array, b: Array, **options: Any
    ) -> Array:
        """Return the convolution of the tangent."""
        out = np.empty_like(y)
        self._convolve(t, w, out, options)
        return out

    def tangent_of_weights(
        self, t: Array, y: Array, x: Array, w: Array, b: Array, **options: Any
    ) -> Array:
        """Return the convolution with the tangent."""
        out = np.empty_like(y)
        self._convolve(x, t, out, options)
        return out

    def tangent_of_bias(
        self, t: Array, y: Array, x: Array, w: Array, b: Array, **options: Any
    ) -> Array:
        """Return the tangents of the biases, spread over the value."""
        layout = self.layout(x.shape, w.shape, options)
        return np.broadcast_to(t.reshape(layout.biased) if t.ndim else t, y.shape)

    # -- texts ------------------------------------------------------------------------------------

    def _subscripts(self, layout: Layout) -> tuple[str, str, str]:
        """Return the letters of the input's axes before its last, of the weights' and value's."""
        if layout.plain:
            return "", "", ""
        group = "g" if layout.groups > 1 else ""
        image = "n" if layout.batched else ""
        return f"{image}{group}c", f"{group}oc", f"{image}{group}o"

    def _grouped(self, layout: Layout, hole: str, shape: Shape, axis: int) -> str:
        """Write an operand with its channels cut into groups."""
        if layout.groups == 1:
            return hole
        cut = (layout.groups, shape[axis] // layout.groups)
        return f"{hole}.reshape({(*shape[:axis], *cut, *shape[axis + 1 :])})"

    def _texts(self, shapes: Shapes, options: dict[str, Any]) -> tuple[Layout, dict[str, str]]:
        layout = self.layout(shapes[0], shapes[1], options)
        x, w, value = shapes[0], shapes[1], layout.value
        axis = int(layout.batched)
        held = {
            "x": self._grouped(layout, "{x}", x, axis),
            "w": self._grouped(layout, "{W}", w, 0),
            "g": self._grouped(layout, "{g}", value, axis),
        }
        return layout, held

    def numpy(self, shapes: Shapes, **options: Any) -> str:
        """Write the value: the windows times the weights."""
        layout, held = self._texts(shapes, options)
        _, out, within = letters(self.rank)
        x, w, y = self._subscripts(layout)
        lead = len(x)
        seen = view_text(layout.windows, held["x"], lead)
        line = f'np.einsum("{x}{out}{within},{w}{within}->{y}{out}", {seen}, {held["w"]}, '
        line += "optimize=True)"
        if layout.groups > 1:
            line += f".reshape({layout.value})"
        under = "" if not shapes[2] else f"[:{', None' * self.rank}]"
        return f"{line} + {{b}}{under}"

    def numpy_by_input(self, shapes: Shapes, **options: Any) -> str:
        """Write the backward line of the input: to every number that lies under a window."""
        layout, held = self._texts(shapes, options)
        size, out, within = letters(self.rank)
        x, w, y = self._subscripts(layout)
        where, places = places_text(layout.windows)
        line = f'np.einsum("{y}{out},{w}{within},{where}->{x}{size}", '
        line += f"{held['g']}, {held['w']}, {places}, optimize=True)"
        return line + (f".reshape({shapes[0]})" if layout.groups > 1 else "")

    def numpy_by_weights(self, shapes: Shapes, **options: Any) -> str:
        """Write the backward line of the weights: the windows times what arrives."""
        layout, held = self._texts(shapes, options)
        _, out, within = letters(self.rank)
        x, w, y = self._subscripts(layout)
        seen = view_text(layout.windows, held["x"], len(x))
        line = f'np.einsum("{x}{out}{within},{y}{out}->{w}{within}", {seen}, {held["g"]}, '
        return line + "optimize=True)" + (f".reshape({shapes[1]})" if layout.groups > 1 else "")

    def numpy_by_bias(self, shapes: Shapes, **options: Any) -> str:
        """Write the backward line of the biases."""
        if not shapes[2]:
            return "np.sum({g})"
        layout = self.layout(shapes[0], shapes[1], options)
        axes = range(len(layout.value))
        kept = int(layout.batched)
        return f"np.sum({{g}}, axis={tuple(k for k in axes if k != kept)})"

    def torch(self, shapes: Shapes, **options: Any) -> str:
        """Write PyTorch's own convolution."""
        layout = self.layout(shapes[0], shapes[1], options)
        x, w = ("{x}[None, None]", "{W}[None, None]") if layout.plain else ("{x}", "{W}")
        usual = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1}
        changed = {name: options[name] for name in usual if options[name] != usual[name]}
        given = "".join(f", {name}={value!r}" for name, value in changed.items())
        bias = ", {b}" if shapes[2] else ""
        line = f"torch.nn.functional.{self.name}({x}, {w}{bias}{given})"
        line += "[0, 0]" if layout.plain else ""
        return line if shapes[2] else f"{line} + {{b}}"

    def definition(self, shapes: Shapes, **options: Any) -> str:
        """Write the windows as columns, and the product with the weights, a row for each filter."""
        layout = self.layout(shapes[0], shapes[1], options)
        windows, rank = layout.windows, self.rank
        lines = padded_lines(windows, shapes[0])
        lead = len(shapes[0]) - rank
        size, places = layout.channels * prod(windows.kernel), prod(windows.count)
        images = (layout.images,) if layout.batched else ()
        parts = []
        for group in range(layout.groups):
            before, rows = [":"] * lead, "W"
            if layout.groups > 1:
                first, filters = group * layout.channels, group * layout.outputs
                before[-1] = f"{first}:{first + layout.channels}"
                rows = f"W[{filters}:{filters + layout.outputs}]"
            columns = f"reshape({taps_text(windows, before)}, {(*images, size, places)})"
            parts.append(f"reshape({rows}, {(layout.outputs, size)}) @ {columns}")
        lines.append(f"y = reshape({joined(parts, len(images))}, {layout.value})")
        bias = f"reshape(b, {layout.biased})" if shapes[2] else "b"
        return "\n".join([*lines, f"return y + {bias}"])

    def written(self, slot: int, shapes: Shapes, **options: Any) -> str | None:
        """Write a backward line as a convolution again; of groups and wide strides there is none.

        What flows back to the input is that of what arrives with each filter turned round.
        """
        layout = self.layout(shapes[0], shapes[1], options)
        windows, rank = layout.windows, self.rank
        if slot == 2:
            return self._bias_written(shapes, layout)
        if layout.groups > 1 or max(*windows.stride, *windows.dilation) > 1:
            return None
        if windows.after != windows.padding:
            return None
        around = tuple(k - 1 - p for k, p in zip(windows.kernel, windows.padding, strict=True))
        turned = ", ".join(["::-1"] * rank)
        if layout.plain:
            back = f"{self.name}(g, W[{turned}], padding={around})"
            return back if slot == 0 else f"{self.name}(x, g, padding={windows.padding})"
        if not layout.batched or min(around) < 0:
            return None
        swap = (1, 0, *range(2, rank + 2))
        if slot == 0:
            filters = f"transpose(W[:, :, {turned}], {swap})"
            return f"{self.name}(g, {filters}, padding={around})"
        pair = f"transpose(x, {swap}), transpose(g, {swap})"
        return f"transpose({self.name}({pair}, padding={windows.padding}), {swap})"

    def joins(
        self, most: int, x: Shape, w: Shape, b: Shape, **options: Any
    ) -> NDArray[np.intp] | None:
        """List the products: of each window with each filter, but for what meets the padding."""
        layout = self.layout(x, w, options)
        windows, size = layout.windows, layout.channels * prod(layout.windows.kernel)
        if prod(layout.value) * size > most:
            return None
        inputs = layout.of_input(np.arange(prod(x), dtype=np.float64))
        met = windows.view(inputs, -1.0)
        rank, outputs = self.rank, layout.outputs
        order = (0, 1, *range(3, 3 + rank), 2, *range(3 + rank, 3 + 2 * rank))
        met = met.transpose(order).reshape(layout.images, layout.groups, 1, -1, size)
        shape = (*met.shape[:2], outputs, *met.shape[3:])
        values = np.arange(prod(layout.value)).reshape(*shape[:-1], 1)
        weights = np.arange(prod(w)).reshape(layout.groups, outputs, 1, size)
        parts = (np.broadcast_to(part, shape).reshape(-1) for part in (values, met, weights))
        joins = np.stack([part.astype(np.intp) for part in parts], axis=1)
        return np.asarray(joins[joins[:, 1] >= 0])

    def _bias_written(self, shapes: Shapes, layout: Layout) -> str:
        text = "g" if shapes[2] else "sum(g)"
        if shapes[2]:
            for axis in reversed(range(len(layout.value))):
                if axis != int(layout.batched):
                    text = f"sum({text}, axis={axis})"
        return text

    def op(self) -> Op:
        """Return the row of the table."""
        kind = "a picture" if self.rank == 2 else "a signal"
        return Op(
            name=self.name,
            glyph="✲" if self.rank == 2 else "✲₁",
            family="affine",
            arguments=("x", "W", "b"),
            forward=self.forward,
            vjps=(self.by_input, self.by_weights, self.by_bias),
            formula=f"{self.name}(x, W, b)",
            derivatives=(f"conv_transpose{self.rank}d(g, W)", f"{self.name}(x, g)", "sum(g)"),
            behaviour="swaps",
            summary="Swaps its inputs: each number of the input receives the upstream gradients of "
            "the windows that it lies under, times the weights it met there, and each weight those "
            "of all windows times the numbers it met.",
            numpy=self.numpy,
            numpy_edges=(without_bias(self.numpy),),
            torch_edges=(without_bias(self.torch),),
            numpy_vjps=(self.numpy_by_input, self.numpy_by_weights, self.numpy_by_bias),
            torch=self.torch,
            pattern=Pattern.BLOCK,
            shape=self.shape,
            products=self.products,
            jvps=(self.tangent_of_input, self.tangent_of_weights, self.tangent_of_bias),
            params=(
                STRIDE,
                PADDING,
                DILATION,
                Param("groups", 1, "whole", "Into how many groups the channels are cut."),
            ),
            defaults=(0.0,),
            sample=((3, 3), (2, 2), ()) if self.rank == 2 else ((4,), (2,), ()),
            smooth_inside=True,
            definition=self.definition,
            written=self.written,
            joins=self.joins,
            convention=f"x is {kind} for each channel of each image, with the channels before its "
            "rows; W has a filter for each output channel. One picture of one channel and its "
            "filter may be given without those axes. As in PyTorch no filter is turned round. b is "
            "0 unless it is given.",
        )


OPS = (_Convolution(1).op(), _Convolution(2).op())
