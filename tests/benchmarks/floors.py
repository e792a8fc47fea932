"""The loops that training is measured against: NumPy written by hand, with buffers made once."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from app.engine.ops.op import Array
from app.training.batches import epoch_order

top_of: Any = np.maximum.reduce
sum_of: Any = np.add.reduce
"""Their arguments are given by place, the quickest way, which the types do not know."""


@dataclass(frozen=True)
class Case:
    """A network of tanh layers and what it is trained on; ``sizes`` from features to scores."""

    name: str
    sizes: tuple[int, ...]
    head: str
    """``softmax``, or ``regression`` on tanh of the one score."""
    batch: int
    samples: int
    rate: float = 0.01


def by_hand(case: Case, x: Array, y: Array, flat: Array, seed: int) -> Callable[[int], None]:
    """Return a function that makes updates of ``flat``, the loss evaluated at each.

    As one would write it who knows NumPy well: biases as a column of the weights, one slope pass
    over all hidden layers, the mean in the step, one flat step. ``x`` is features × samples with
    a row of ones, ``y`` one-hot or values, outputs × samples.
    """
    batch, samples = case.batch, case.samples
    shapes = [(b, a + 1) for a, b in pairwise(case.sizes)]
    gradient = np.empty_like(flat)
    weights, slopes = _views(flat, shapes), _views(gradient, shapes)
    rows = [shape[0] + 1 for shape in shapes[:-1]]
    hidden, local = np.ones((sum(rows), batch)), np.empty((sum(rows), batch))
    ends = np.cumsum(rows).tolist()
    values = [hidden[end - n : end] for n, end in zip(rows, ends, strict=True)]
    locals_ = [local[end - n : end - 1] for n, end in zip(rows, ends, strict=True)]
    inner = [value[:-1] for value in values]
    backs = [np.empty((n, batch)) for n in rows]
    narrow = [part[:-1] for part in backs]
    transposed = [w.T for w in weights]
    outputs = case.sizes[-1]
    z, p, t = (np.empty((outputs, batch)) for _ in range(3))
    top, total, logs = (np.empty((1, batch)) for _ in range(3))
    loss, right = np.empty(()), np.empty(())
    one, half, step = np.array(1.0), np.array(0.5), np.array(case.rate / batch)
    wide = case.sizes[0] > 64  # then a sample stays together in memory
    source = np.ascontiguousarray(x.T).T if wide else x
    xs, ys = source.copy("K"), y.copy()
    starts = range(0, samples - batch + 1, batch)
    batches = [(xs[:, s : s + batch], ys[:, s : s + batch]) for s in starts]
    batches_t = [(a, a.T, b) for a, b in batches]
    dot, multiply, subtract, tanh = np.dot, np.multiply, np.subtract, np.tanh
    last = len(weights) - 1
    epoch = 0

    def softmax(target: Array) -> None:
        top_of(z, 0, None, top, True)
        subtract(z, top, z)
        np.exp(z, p)
        sum_of(p, 0, None, total, True)
        np.log(total, logs)
        sum_of(logs, None, None, loss)
        multiply(z, target, t)
        sum_of(t, None, None, right)
        subtract(loss, right, loss)
        np.divide(p, total, p)
        subtract(p, target, p)

    def regression(target: Array) -> None:
        tanh(z, z)
        subtract(z, target, p)
        multiply(p, p, t)
        sum_of(t, None, None, loss)
        multiply(loss, half, loss)
        multiply(z, z, t)
        subtract(one, t, t)
        multiply(p, t, p)

    head = {"softmax": softmax, "regression": regression}[case.head]

    def update(x: Array, x_t: Array, target: Array) -> None:
        value = x
        for layer in range(last):
            dot(weights[layer], value, inner[layer])
            tanh(inner[layer], inner[layer])
            value = values[layer]
        dot(weights[last], value, z)
        head(target)
        multiply(hidden, hidden, local)
        subtract(one, local, local)
        delta = p
        for layer in range(last, 0, -1):
            dot(delta, values[layer - 1].T, slopes[layer])
            dot(transposed[layer], delta, backs[layer - 1])
            delta = narrow[layer - 1]
            multiply(delta, locals_[layer - 1], delta)
        dot(delta, x_t, slopes[0])
        multiply(gradient, step, gradient)
        subtract(flat, gradient, flat)

    position = len(batches)

    def advance(updates: int) -> None:
        nonlocal position, epoch
        for _ in range(updates):
            if position == len(batches):
                if len(batches) > 1:
                    order = epoch_order(seed, epoch, samples)
                    np.take(source.T, order, axis=0, out=xs.T) if wide else np.take(
                        source, order, axis=1, out=xs
                    )
                    np.take(y, order, axis=1, out=ys)
                position, epoch = 0, epoch + 1
            update(*batches_t[position])
            position += 1

    return advance


def grid_by_hand(case: Case, x: Array, flat: Array) -> Callable[[], Array]:
    """Return a function that gives the probabilities of all columns of ``x`` in float64."""
    shapes = [(b, a + 1) for a, b in pairwise(case.sizes)]
    weights = _views(flat, shapes)
    values = [np.ones((rows + 1, x.shape[1])) for rows, _ in shapes[:-1]]
    scores = np.empty((case.sizes[-1], x.shape[1]))
    top, total = (np.empty((1, x.shape[1])) for _ in range(2))

    def run() -> Array:
        value = x
        for w, into in zip(weights, values, strict=False):
            np.dot(w, value, into[:-1])
            np.tanh(into[:-1], into[:-1])
            value = into
        np.dot(weights[-1], value, scores)
        top_of(scores, 0, None, top, True)
        np.subtract(scores, top, scores)
        np.exp(scores, scores)
        sum_of(scores, 0, None, total, True)
        np.divide(scores, total, scores)
        return scores

    return run


def _views(flat: Array, shapes: list[tuple[int, int]]) -> list[Array]:
    views, start = [], 0
    for rows, columns in shapes:
        views.append(flat[start : start + rows * columns].reshape(rows, columns))
        start += rows * columns
    return views
