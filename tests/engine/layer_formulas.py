"""Words in the formulas of the gates that networks are made of, in loops as plain as they come."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod, sqrt
from typing import Any

import numpy as np

from app.engine.ops.op import Array, Op, ParamValue, Shape

Place = tuple[int, ...]


def _pairs(value: Any, rank: int) -> Place:
    return (value,) * rank if isinstance(value, int) else tuple(value)


def _rows(x: Array) -> Array:
    return x.reshape(-1, x.shape[-1])


class LayerWords:
    """The words of one gate over its operands."""

    def __init__(
        self, op: Op, operands: list[Array], params: Mapping[str, ParamValue], g: Array
    ) -> None:
        self.op, self.operands, self.params = op, operands, params
        self.names: dict[str, Any] = {}
        self._words: dict[str, Callable[..., Any]] = {}
        if op.name in {"conv1d", "conv2d"}:
            self._words = {
                op.name: self._convolution,
                f"conv_transpose{op.name[4:]}": self._transposed,
            }
            self._words["sum"] = self._by_channel
        elif op.family == "pooling":
            self._words = {op.name: self._pooled}
            self._words[op.derivatives[0].partition("(")[0]] = self._unpooled
        elif op.name in {"layer_norm", "batch_norm"}:
            self._words = {"norm": self._norm, "std": self._deviation, "mean": self._mean}
            self.names = {
                name: self._laid(value)
                for name, value in zip(op.arguments[1:], operands[1:], strict=True)
            }
            self._words["sum"] = self._features
        elif op.name == "linear":
            self._words = {"sum": lambda g: g}
            if operands[0].ndim > 1:  # all rows as those of one matrix
                self.names = {"x": _rows(operands[0]), "g": _rows(g)}
        elif op.name == "attention":
            weights, back = self._weights(), g @ operands[2].swapaxes(-1, -2)
            by_scores = weights * (back - (weights * back).sum(axis=-1, keepdims=True))
            self.names = {"d": operands[0].shape[-1], "weights": weights}
            self.names["dscores"] = by_scores
            self.names["causal"] = self._hidden()
        elif op.name == "dropout":
            kept = np.random.default_rng(params["seed"]).uniform(size=operands[0].shape)
            self.names = {"mask": (kept >= params["p"]).astype(np.float64)}
        elif op.name == "stack":
            self._words = {"stack": lambda *_: np.stack(operands, axis=params["axis"])}
        elif op.name == "squeeze":
            self._words = {"squeeze": lambda x: np.squeeze(x, params["axis"])}
        elif op.name == "broadcast_to":
            self._words = {"broadcast_to": lambda x: np.broadcast_to(x, params["shape"])}

    def knows(self, name: str) -> bool:
        """Tell whether a word is one of the gate's own."""
        return name in self._words

    def call(self, name: str, *values: Any, slot: int) -> Any:
        """Return what a word gives; ``slot`` is by which operand a derivative is."""
        self.slot = slot
        return self._words[name](*values)

    def laid(self, read: Array, goal: Shape) -> Array:
        """Return what was read, the rows of a linear layer again as they were."""
        return read.reshape(goal) if self.op.name == "linear" and read.size == prod(goal) else read

    # -- windows ----------------------------------------------------------------------------------

    def _met(self, x: Shape, kernel: Shape, rank: int) -> Iterator[tuple[Place, Place, Place]]:
        """Give, for every window and place in it, the number of the input that it meets."""
        get = self.params.get
        stride = _pairs(get("stride") or kernel, rank)
        dilation = _pairs(get("dilation", 1), rank)
        if get("padding") == "same":  # as many windows as numbers; the smaller half lies before
            added = [(k - 1) * d for k, d in zip(kernel, dilation, strict=True)]
            padding, counts = tuple(n // 2 for n in added), list(x)
        else:
            padding = _pairs(get("padding"), rank)
            counts = [
                (size + 2 * p - ((k - 1) * d + 1)) // s + 1
                for size, p, k, d, s in zip(x, padding, kernel, dilation, stride, strict=True)
            ]
        for window in product(*map(range, counts)):
            for tap in product(*map(range, kernel)):
                at = [
                    w * s + t * d - p
                    for w, s, t, d, p in zip(window, stride, tap, dilation, padding, strict=True)
                ]
                if all(0 <= k < size for k, size in zip(at, x, strict=True)):
                    yield window, tap, tuple(at)

    def _joins(self) -> Iterator[tuple[Place, Place, Place]]:
        """Give the places of the value, the weight and the input of every product."""
        x, w = self.operands[0].shape, self.operands[1].shape
        rank = int(self.op.name[4])
        plain = len(w) == rank
        images = range(x[0]) if len(x) == rank + 2 else [None]
        groups = self.params["groups"]
        met = list(self._met(x[-rank:], w[-rank:], rank))
        for image, o in product(images, range(1 if plain else w[0])):
            lead = () if image is None else (image,)
            for c in range(1 if plain else w[1]):
                from_channel = c if plain else o // (w[0] // groups) * w[1] + c
                for window, tap, at in met:
                    if plain:
                        yield window, tap, at
                    else:
                        yield (*lead, o, *window), (o, c, *tap), (*lead, from_channel, *at)

    def _convolution(self, first: Array, second: Array, bias: Array | None = None) -> Array:
        _, w, b = self.operands
        if bias is None:  # of the input with what arrives: the derivative of the weights
            total = np.zeros(w.shape)
            for y_at, w_at, x_at in self._joins():
                total[w_at] += first[x_at] * second[y_at]
            return total
        shape = self.op.result_shape(tuple(a.shape for a in self.operands), self.params)
        total = np.zeros(shape)
        for y_at, w_at, x_at in self._joins():
            total[y_at] += first[x_at] * second[w_at]
        rank = int(self.op.name[4])
        return total + (bias.reshape(-1, *(1,) * rank) if b.ndim else bias)

    def _transposed(self, g: Array, w: Array) -> Array:
        total = np.zeros(self.operands[0].shape)
        for y_at, w_at, x_at in self._joins():
            total[x_at] += g[y_at] * w[w_at]
        return total

    def _by_channel(self, g: Array) -> Array:
        if not self.operands[2].ndim:
            return np.asarray(np.sum(g))
        kept = g.ndim - int(self.op.name[4]) - 1
        return np.asarray(np.sum(g, axis=tuple(k for k in range(g.ndim) if k != kept)))

    def _pools(self) -> Iterator[tuple[Place, list[Place]]]:
        """Give the places of the value, each with those of the numbers under its window."""
        x = self.operands[0].shape
        kernel = _pairs(self.params["size"], 2)
        found: dict[Place, list[Place]] = {}
        for window, _, at in self._met(x[-2:], kernel, 2):
            found.setdefault(window, []).append(at)
        for lead in np.ndindex(*x[:-2]):
            for window, inside in found.items():
                yield (*lead, *window), [(*lead, *at) for at in inside]

    def _pooled(self, x: Array) -> Array:
        if self.op.name == "global_avg_pool":
            return np.asarray(x.mean(axis=(-2, -1)))
        value = np.zeros(self.op.result_shape((x.shape,), self.params))
        for at, inside in self._pools():
            numbers = [x[place] for place in inside]
            if self.op.name == "max_pool2d":
                value[at] = max(numbers)
            else:
                value[at] = sum(numbers) / np.prod(_pairs(self.params["size"], 2))
        return value

    def _unpooled(self, g: Array) -> Array:
        x = self.operands[0]
        total = np.zeros(x.shape)
        if self.op.name == "global_avg_pool":
            return np.asarray(total + g[..., None, None] / np.prod(x.shape[-2:]))
        for at, inside in self._pools():
            if self.op.name == "max_pool2d":
                total[max(inside, key=lambda place: x[place])] += g[at]
            else:
                for place in inside:
                    total[place] += g[at] / np.prod(_pairs(self.params["size"], 2))
        return total

    # -- normalization and attention --------------------------------------------------------------

    def _axes(self, x: Array) -> tuple[int, ...]:
        if self.op.name == "batch_norm":
            return (0, *range(2, x.ndim))
        last = self.params["normalized_shape"] or max((p.shape for p in self.operands[1:]), key=len)
        return tuple(range(-max(len(last), 1), 0))

    def _mean(self, x: Array) -> Array:
        return np.asarray(np.mean(x, axis=self._axes(x), keepdims=True))

    def _deviation(self, x: Array) -> Array:
        return np.asarray(np.sqrt(self._mean((x - self._mean(x)) ** 2) + self.params["eps"]))

    def _norm(self, x: Array) -> Array:
        return np.asarray((x - self._mean(x)) / self._deviation(x))

    def _laid(self, parameter: Array) -> Array:
        if self.op.name == "layer_norm" or not parameter.ndim:
            return parameter
        return parameter.reshape(-1, *(1,) * (self.operands[0].ndim - 2))

    def _features(self, x: Array) -> Array:
        if not self.operands[self.slot].ndim:
            return np.asarray(np.sum(x))
        kept = (1,) if self.op.name == "batch_norm" else self._axes(x)
        own = [k % x.ndim for k in kept]
        return np.asarray(np.sum(x, axis=tuple(k for k in range(x.ndim) if k not in own)))

    def _hidden(self) -> Array:
        """Return what hides from each query the keys behind its place, if anything does."""
        sizes = self.operands[0].shape[-2], self.operands[1].shape[-2]
        hides = self.params["is_causal"]
        return np.array(
            [
                [-np.inf if hides and k > q else 0.0 for k in range(sizes[1])]
                for q in range(sizes[0])
            ]
        )

    def _weights(self) -> Array:
        q, k, _, mask = self.operands
        powers = np.exp(q @ k.swapaxes(-1, -2) / sqrt(q.shape[-1]) + mask + self._hidden())
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
