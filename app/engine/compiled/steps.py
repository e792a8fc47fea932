"""Kernels that say which NumPy calls they make, so that a tape can make just those calls.

At a batch of ten a NumPy call costs as much as its arithmetic, and a Python function around three
calls as much as a fourth. A tape therefore binds the calls themselves to its buffers, once.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Call: TypeAlias = Callable[[], object]
Step: TypeAlias = tuple[Any, ...]
"""A function and its operands, all by position, the output last where there is one."""


class Steps:
    """A kernel made of ``write(*args, out, **params)``, which yields its steps in order.

    What ``write`` allocates is scratch that belongs to the bound calls. A VJP with ``unit`` takes
    ``None`` for an upstream gradient that is known to be one, and saves the multiplication.
    """

    def __init__(self, write: Callable[..., Iterator[Step]], *, unit: bool = False) -> None:
        self.write = write
        self.unit = unit

    def __call__(self, *args: object, **options: object) -> None:
        """Make the calls, as any kernel does."""
        for call, *operands in self.write(*args, **options):
            call(*operands)

    def bind(self, *args: object, **options: object) -> list[Call]:
        """Return the calls, bound to these arrays."""
        return [partial(call, *operands) for call, *operands in self.write(*args, **options)]


def bind(kernel: Callable[..., object], *args: object, **options: object) -> list[Call]:
    """Return the calls that a kernel makes, or the kernel itself as one call."""
    if isinstance(kernel, Steps):
        return kernel.bind(*args, **options)
    if kernel in (np.tanh, np.exp, np.add) and options.keys() == {"out"}:
        return [partial(kernel, *args, options["out"])]  # a keyword would cost a tenth more
    return [partial(kernel, *args, **options)]


def steps_of(kernel: Callable[..., object], *args: object, **options: object) -> Iterator[Step]:
    """Yield the steps of any kernel, as a part of another one's."""
    if isinstance(kernel, Steps):
        yield from kernel.write(*args, **options)
    else:
        yield (partial(kernel, *args, **options),)


def unit_steps(write: Callable[..., Iterator[Step]]) -> Steps:
    """Make a VJP that takes ``None`` for an upstream gradient of one."""
    return Steps(write, unit=True)


def extreme(ufunc: np.ufunc, a: NDArray[Any], bound: float, out: NDArray[Any]) -> Step:
    """Return the step of ``maximum`` or ``minimum``, which want their output by name."""
    return partial(ufunc, out=out), a, number(bound, out)


def number(value: float, like: NDArray[Any]) -> NDArray[Any]:
    """Return a number as a 0-d array of another's type: a ufunc takes it as it is."""
    return np.array(value, like.dtype)
