"""Shapes and options of the gates that networks are made of."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from app.engine.ops.op import Shape

Row: TypeAlias = tuple[str, tuple[Shape, ...], dict[str, Any]]

CONV2D: tuple[Row, ...] = (
    ("conv2d", ((4, 4), (3, 3), ()), {}),
    ("conv2d", ((5, 4), (2, 3), ()), {"stride": 2, "padding": (0, 1)}),
    ("conv2d", ((2, 4, 5), (3, 2, 3, 2), (3,)), {}),
    ("conv2d", ((2, 2, 5, 5), (3, 2, 3, 3), (3,)), {"padding": 1}),
    ("conv2d", ((2, 3, 5, 6), (2, 3, 3, 2), ()), {"stride": (2, 1), "padding": (1, 0)}),
    ("conv2d", ((1, 2, 7, 7), (2, 2, 3, 3), (2,)), {"stride": 3, "padding": 2, "dilation": 2}),
    ("conv2d", ((2, 4, 4, 4), (6, 2, 3, 3), (6,)), {"padding": 1, "groups": 2}),
    ("conv2d", ((3, 5, 4), (3, 1, 2, 2), (3,)), {"groups": 3, "dilation": (2, 1)}),
    ("conv2d", ((2, 3, 3, 3), (4, 3, 1, 1), (4,)), {}),
    ("conv2d", ((2, 1, 3, 3), (2, 1, 3, 3), (2,)), {}),
    ("conv2d", ((1, 2, 6, 5), (2, 2, 2, 2), (2,)), {"stride": (2, 3)}),
    ("conv2d", ((4, 4), (3, 3), ()), {"padding": "same"}),
    ("conv2d", ((2, 2, 3, 4), (3, 2, 2, 3), (3,)), {"padding": "same"}),
    ("conv2d", ((1, 2, 4, 5), (2, 1, 2, 2), (2,)), {"padding": "same", "dilation": 3, "groups": 2}),
)
CONV1D: tuple[Row, ...] = (
    ("conv1d", ((5,), (3,), ()), {}),
    ("conv1d", ((6,), (2,), ()), {"stride": 2, "padding": 1, "dilation": 3}),
    ("conv1d", ((2, 5), (3, 2, 2), (3,)), {}),
    ("conv1d", ((2, 3, 6), (2, 3, 3), (2,)), {"padding": 1, "stride": 2}),
    ("conv1d", ((2, 4, 5), (4, 2, 2), ()), {"groups": 2}),
    ("conv1d", ((2, 2, 4), (3, 2, 1), (3,)), {}),
    ("conv1d", ((5,), (4,), ()), {"padding": "same"}),
    ("conv1d", ((2, 2, 5), (3, 2, 3), (3,)), {"padding": "same", "dilation": 2}),
)
POOLS: tuple[tuple[Shape, dict[str, Any]], ...] = (
    ((4, 4), {}),
    ((2, 5, 5), {"size": 3}),
    ((2, 2, 4, 6), {"size": (2, 3)}),
    ((2, 2, 5, 5), {"size": 3, "stride": 2, "padding": 1}),
    ((1, 2, 4, 5), {"size": 2, "stride": 1}),
    ((2, 1, 2, 5, 4), {"size": (3, 2), "stride": (2, 1), "padding": (1, 0)}),
    ((3, 3), {"size": 1}),
)
LINEAR: tuple[tuple[Shape, ...], ...] = (
    ((3,), (2, 3), (2,)),
    ((4, 3), (2, 3), (2,)),
    ((4, 3), (2, 3), ()),
    ((2, 4, 3), (2, 3), (2,)),
    ((3,), (1, 3), ()),
)
NORMS: tuple[Row, ...] = (
    ("layer_norm", ((4,), (), ()), {}),
    ("layer_norm", ((4,), (4,), (4,)), {}),
    ("layer_norm", ((3, 4), (4,), ()), {"eps": 0.1}),
    ("layer_norm", ((2, 3, 4), (), (4,)), {}),
    ("layer_norm", ((2, 3, 4), (), ()), {"normalized_shape": (3, 4)}),
    ("layer_norm", ((2, 3, 2), (3, 2), (3, 2)), {}),
    ("layer_norm", ((3, 2), (), (3, 2)), {"eps": 0.1, "normalized_shape": (3, 2)}),
    ("batch_norm", ((4, 3), (), ()), {}),
    ("batch_norm", ((4, 3), (3,), (3,)), {}),
    ("batch_norm", ((3, 2, 4), (2,), ()), {"eps": 0.1}),
    ("batch_norm", ((2, 3, 2, 3), (3,), (3,)), {}),
)
CAUSAL: tuple[tuple[Shape, ...], ...] = (
    ((3, 2), (3, 2), (3, 2), ()),
    ((2, 3), (4, 3), (4, 2), ()),
    ((4, 2), (2, 2), (2, 3), ()),
    ((2, 2, 3, 4), (2, 2, 3, 4), (2, 2, 3, 4), ()),
    ((2, 3, 4), (5, 4), (2, 5, 3), ()),
)
ATTENTION: tuple[tuple[Shape, ...], ...] = (
    ((2, 3), (4, 3), (4, 2), ()),
    ((3, 2), (3, 2), (3, 2), (3, 3)),
    ((3, 2), (4, 2), (4, 5), (4,)),
    ((2, 3, 4), (2, 5, 4), (2, 5, 3), (3, 5)),
    ((2, 3, 4), (5, 4), (2, 1, 5, 3), (2, 1, 3, 5)),
    ((2, 2, 3, 4), (2, 2, 3, 4), (2, 2, 3, 4), (3, 3)),
)
STACKS: tuple[tuple[tuple[Shape, ...], int], ...] = (
    (((), ()), 0),
    (((3,), (3,)), 0),
    (((3,), (3,), (3,)), 1),
    (((2, 3), (2, 3)), -1),
    (((2, 3), (2, 3), (2, 3)), 1),
)
SQUEEZED: tuple[tuple[Shape, int | None], ...] = (
    ((1, 3), None),
    ((1,), None),
    ((2, 3), None),
    ((1, 2, 1), 0),
    ((1, 2, 1), -1),
)
REPEATED: tuple[tuple[Shape, Shape], ...] = (
    ((1,), (1,)),
    ((), (3,)),
    ((3,), (2, 3)),
    ((2, 1), (2, 3)),
    ((2, 3), (2, 3)),
    ((1, 3), (4, 2, 3)),
)


def layer_rows() -> Iterator[Row]:
    """Return all of them."""
    yield from (*CONV1D, *CONV2D, *NORMS)
    for shape, options in POOLS:
        yield "max_pool2d", (shape,), options
        yield "avg_pool2d", (shape,), options
        yield "global_avg_pool", (shape,), {}
    yield from (("linear", shapes, {}) for shapes in LINEAR)
    yield from (("attention", shapes, {}) for shapes in ATTENTION)
    yield from (("attention", shapes, {"is_causal": True}) for shapes in CAUSAL)
    for shape in ((), (4,), (3, 4)):
        for options in ({}, {"p": 0.25, "seed": 3}, {"p": 0.0}):
            yield "dropout", (shape,), options
    yield from (("stack", shapes, {"axis": axis}) for shapes, axis in STACKS)
    yield from (("squeeze", (shape,), {"axis": axis}) for shape, axis in SQUEEZED)
    yield from (("broadcast_to", (shape,), {"shape": wide}) for shape, wide in REPEATED)


LARGER: tuple[Row, ...] = (
    ("conv2d", ((2, 3, 12, 12), (4, 3, 5, 5), (4,)), {"stride": 2, "padding": 2}),
    ("conv2d", ((1, 4, 9, 11), (8, 1, 3, 3), (8,)), {"groups": 4, "padding": (1, 2)}),
    ("max_pool2d", ((2, 3, 9, 9),), {"size": 3, "stride": 2, "padding": 1}),
    ("avg_pool2d", ((2, 3, 9, 9),), {"size": 3, "stride": 2, "padding": 1}),
    ("batch_norm", ((3, 4, 5, 5), (4,), (4,)), {}),
    ("layer_norm", ((2, 5, 16), (16,), (16,)), {}),
    ("attention", ((2, 2, 7, 8), (2, 2, 9, 8), (2, 2, 9, 4), (7, 9)), {}),
)
"""What is compared with PyTorch besides."""
