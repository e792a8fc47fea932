"""Convolution and pooling against NumPy written by hand with ``sliding_window_view``."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from app.engine.graph import Graph, Kind
from app.engine.ops import OPS
from app.engine.ops.op import Array
from app.engine.tape import Tape
from tests.benchmarks.reporting import median_ms, report

IMAGES, CHANNELS, SIDE, FILTERS, KERNEL = 16, 3, 32, 16, 5
MOST = 3.0
"""Times as long as by hand, at most."""


def convolved(x: Array, w: Array, b: Array) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return a convolution forward, and backward to all three, as one writes it by hand."""
    count = SIDE - KERNEL + 1
    upstream = np.ones((IMAGES, FILTERS, count, count))

    def forward() -> Any:
        windows = sliding_window_view(x, (KERNEL, KERNEL), axis=(2, 3))
        return (
            np.tensordot(windows, w, axes=((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2)
            + (b[:, None, None])
        )

    def backward() -> Any:
        windows = sliding_window_view(x, (KERNEL, KERNEL), axis=(2, 3))
        dw = np.tensordot(upstream, windows, axes=((0, 2, 3), (0, 2, 3)))
        wide = np.pad(upstream, ((0, 0), (0, 0), (KERNEL - 1,) * 2, (KERNEL - 1,) * 2))
        over = sliding_window_view(wide, (KERNEL, KERNEL), axis=(2, 3))
        turned = w[:, :, ::-1, ::-1]
        dx = np.tensordot(over, turned, axes=((1, 4, 5), (0, 2, 3))).transpose(0, 3, 1, 2)
        return dx, dw, upstream.sum(axis=(0, 2, 3))

    return forward, backward


def pooled(x: Array) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return a pooling by the largest of 2 × 2, as one writes it by hand."""
    half = SIDE // 2
    upstream = np.ones((IMAGES, CHANNELS, half, half))

    def windows() -> Array:
        seen = sliding_window_view(x, (2, 2), axis=(2, 3))[:, :, ::2, ::2]
        return seen.reshape(IMAGES, CHANNELS, half, half, 4)

    def backward() -> Array:
        first = windows().argmax(axis=-1)
        parts = np.where(first[..., None] == np.arange(4), upstream[..., None], 0.0)
        parts = parts.reshape(IMAGES, CHANNELS, half, half, 2, 2)
        return parts.transpose(0, 1, 2, 4, 3, 5).reshape(x.shape)

    return lambda: windows().max(axis=-1), backward


def of_gate(name: str, *operands: Array, **options: object) -> tuple[Tape, int]:
    """Return a tape of one gate."""
    graph = Graph()
    leaves = [graph.leaf(Kind.INPUT, operand) for operand in operands]
    output = graph.gate(OPS[name], leaves, options)
    tape = Tape(graph, [output])
    tape.forward()
    tape.backward()
    return tape, output


def main() -> None:
    """Print the ratios, forward and backward, once both sides were seen to agree."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(IMAGES, CHANNELS, SIDE, SIDE))
    w, b = rng.normal(size=(FILTERS, CHANNELS, KERNEL, KERNEL)), rng.normal(size=FILTERS)
    for title, (tape, output), (forward, backward) in (
        ("conv2d 5×5, 16 filters", of_gate("conv2d", x, w, b), convolved(x, w, b)),
        ("max_pool2d 2×2", of_gate("max_pool2d", x), pooled(x)),
    ):
        np.testing.assert_allclose(tape.values[output], forward(), rtol=1e-10, atol=1e-10)
        back = backward()
        for leaf, expected in enumerate(back if isinstance(back, tuple) else (back,)):
            gradient = tape.gradients[leaf]
            assert gradient is not None
            np.testing.assert_allclose(gradient, expected, rtol=1e-9, atol=1e-9)
        for way, ours, hand in (
            ("forward", tape.forward, forward),
            ("backward", tape.backward, backward),
        ):
            ratio = median_ms(ours, 30) / median_ms(hand, 30)
            title_of = f"{title} of {IMAGES} images {SIDE}×{SIDE}×{CHANNELS}, {way}"
            report(title_of, ratio, MOST, "× by hand")


if __name__ == "__main__":
    main()
