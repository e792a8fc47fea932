"""Record what PyTorch makes of the gates that networks are made of.

From the top of the checkout, with a Python that has ``torch`` and ``numpy``::

    python -m tests.engine.with_torch

writes ``tests/data/torch_layers.json`` anew: for every case of ``layer_cases.py``, and for some
that are larger, the value, the gradients from a random seed and the tangents, in float64. The
suite, which has no PyTorch, compares the engine with them.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tests.engine.layer_cases import LARGER, Row, layer_rows

RECORDED = Path(__file__).parents[1] / "data" / "torch_layers.json"
Array = NDArray[np.float64]


def key(row: Row) -> str:
    """Return what a case goes by."""
    name, shapes, options = row
    return f"{name} {shapes} {options}"


def recorded_rows() -> Iterator[Row]:
    """Return the cases of the file."""
    for row in (*layer_rows(), *LARGER):
        if row[0] != "dropout":  # PyTorch draws other numbers
            yield row


def operands_of(row: Row) -> list[Array]:
    """Return the operands of a case, and how each of them moves."""
    rng = np.random.default_rng(crc32(key(row).encode()))
    return [np.asarray(rng.normal(size=shape)) for shape in (*row[1], *row[1])]


def seed_of(row: Row, shape: tuple[int, ...]) -> Array:
    """Return the upstream gradient of a case."""
    return np.asarray(np.random.default_rng(crc32(key(row).encode()) + 1).normal(size=shape))


def _called(torch: Any, row: Row) -> Any:
    """Return the function of PyTorch that a case is compared with."""
    name, shapes, options = row
    functional = torch.nn.functional
    rank = int(name[4]) if name in {"conv1d", "conv2d"} else 0
    plain = bool(rank) and len(shapes[1]) == rank
    convolve = getattr(functional, name, None)

    def convolution(x: Any, w: Any, b: Any) -> Any:
        assert convolve is not None
        if plain:
            return convolve(x[None, None], w[None, None], b[None], **options)[0, 0]
        return convolve(x, w, b if b.ndim else b.expand(w.shape[0]), **options)

    def pool(x: Any) -> Any:
        assert convolve is not None
        given = {"kernel_size" if k == "size" else k: v for k, v in options.items()}
        flat = x.reshape(1, -1, *x.shape[-2:])
        value = convolve(flat, **{"kernel_size": 2, **given})
        return value.reshape(*x.shape[:-2], *value.shape[-2:])

    def normalize(x: Any, gamma: Any, beta: Any) -> Any:
        given = dict(options)
        if name == "layer_norm":
            wide = gamma if gamma.ndim else beta
            sizes = given.pop("normalized_shape", tuple(wide.shape) or x.shape[-1:])
            gamma, beta = (p if p.ndim else p.expand(sizes) for p in (gamma, beta))
            return functional.layer_norm(x, sizes, gamma, beta, **given)
        gamma, beta = (p if p.ndim else p.repeat(x.shape[1]) for p in (gamma, beta))
        return functional.batch_norm(x, None, None, gamma, beta, training=True, **options)

    def attend(q: Any, k: Any, v: Any, mask: Any) -> Any:
        stack = torch.broadcast_shapes(q.shape[:-2], k.shape[:-2], v.shape[:-2])
        q, k, v = (t.expand(*stack, *t.shape[-2:]) for t in (q, k, v))
        if options.get("is_causal"):
            choice = import_module("torch.nn.attention")  # the usual way has no second derivative
            with choice.sdpa_kernel(choice.SDPBackend.MATH):
                found = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
            return found + 0 * mask  # a number shifts all scores of a query alike
        mask = mask.expand(*stack, q.shape[-2], k.shape[-2])
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)

    return {
        "conv1d": convolution,
        "conv2d": convolution,
        "max_pool2d": pool,
        "avg_pool2d": pool,
        "global_avg_pool": lambda x: functional.adaptive_avg_pool2d(
            x.reshape(1, -1, *x.shape[-2:]), 1
        ).reshape(x.shape[:-2]),
        "linear": lambda x, w, b: functional.linear(x, w, b if b.ndim else b.expand(w.shape[0])),
        "layer_norm": normalize,
        "batch_norm": normalize,
        "attention": attend,
        "stack": lambda *parts: torch.stack(parts, dim=options["axis"]),
        "squeeze": lambda x: x.squeeze(*([] if options["axis"] is None else [options["axis"]])),
        "broadcast_to": lambda x: torch.broadcast_to(x, options["shape"]),
    }[name]


def _short(array: Any) -> list[float]:
    return [float(number) for number in np.asarray(array).reshape(-1)]


def record() -> None:
    """Write the file."""
    torch: Any = import_module("torch")  # only whoever records has it
    entries = {}
    for row in recorded_rows():
        called, numbers = _called(torch, row), operands_of(row)
        count = len(row[1])
        operands = [torch.tensor(a, requires_grad=True) for a in numbers[:count]]
        moves = tuple(torch.tensor(a) for a in numbers[count:])
        value = called(*operands)
        seed = torch.tensor(seed_of(row, tuple(value.shape)))
        value.backward(seed)
        gradients = [_short(o.grad) for o in operands]
        twice = [torch.tensor(a, requires_grad=True) for a in numbers[:count]]
        made = called(*twice)
        unit = torch.zeros_like(made, requires_grad=True)
        pulled = torch.autograd.grad(made, twice, unit, create_graph=True)
        (tangent,) = torch.autograd.grad(
            sum((p * m).sum() for p, m in zip(pulled, moves, strict=True)), unit
        )
        entries[key(row)] = {
            "value": _short(value.detach()),
            "gradients": gradients,
            "tangent": _short(tangent),
        }
    lines = [f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items()]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    record()
