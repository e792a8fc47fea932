"""What one gate is: a frozen row from which everything else is derived.

Kernels are plain functions that NumPy's own ufuncs already satisfy::

    forward(*args, out, **params)              writes the value into ``out``
    vjp(g, y, *args, out, **params)            writes upstream × local derivative into ``out``
    jvp(t, y, *args, **params) -> array        local derivative × tangent, in the value's shape

``args`` are the operands as arrays (a literal is a 0-d array), ``y`` is the gate's value, ``g``
the upstream gradient (the value's shape), ``t`` the tangent of one operand. The ``out`` of a VJP
has the shape of the value where the gate is elementwise (the tape undoes broadcasting once, for
every gate) and the shape of the operand elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..errors import ArgumentError, ShapeError
from .broadcasting import Shape as Shape
from .edges import Edges, SlotEdges
from .edges import Text as Text
from .params import Param as Param
from .params import Params as Params
from .params import ParamValue as ParamValue

Array: TypeAlias = NDArray[np.float64]
Kernel: TypeAlias = Callable[..., object]
MOST_ARGUMENTS = 256
"""How many arguments a variadic gate takes: planning one costs the square of their number."""


class Pattern(StrEnum):
    """How a gate treats the elements of arrays; the level of detail ``scalars`` works from it."""

    ELEMENTWISE = "elementwise"
    """Element by element, with broadcasting."""
    STRUCTURE = "structure"
    """Only moves elements: reshape, transpose, index, concat."""
    REDUCTION = "reduction"
    """Folds an axis with a gate of two arguments: sum, amax, amin."""
    PRODUCT = "product"
    """The matrix product: sums of products."""
    BLOCK = "block"
    """Defined by smaller gates only: softmax, the losses."""


@dataclass(frozen=True, slots=True)
class Domain:
    """Where a gate is smooth: the interval to test an argument on, and points to keep off."""

    low: float = -2.0
    high: float = 2.0
    kinks: tuple[float, ...] = ()
    """Where it has a kink or a jump; asked for by ``app.engine.kinks``, which knows the options."""


@dataclass(frozen=True, slots=True)
class Op:
    """One gate. The formulas are written in the program language with the argument names.

    ``derivatives`` holds one formula per argument. Where the gate is elementwise it is the local
    derivative, in terms of the arguments and of the value ``y``; elsewhere it is the whole VJP, in
    terms of those and of the upstream gradient ``g``. In formulas and templates of a gate that
    calls an argument ``y``, as the losses do, ``y`` is that argument and never the value.
    """

    name: str
    glyph: str
    family: str
    """The folder heading of the gates page: arithmetic, activations, ..."""
    arguments: tuple[str, ...]
    """Argument names; a variadic gate names the first two."""
    forward: Kernel
    vjps: tuple[Kernel | None, ...]
    """One rule per argument; ``None`` passes the upstream gradient on unchanged. A variadic gate
    has one rule that takes the slot first."""
    formula: str
    derivatives: tuple[str, ...]
    behaviour: str
    """One word: distributes, swaps, routes, scales, gates, blocks, ..."""
    summary: str
    """One sentence: what the gate does to a gradient."""
    numpy: Text
    """The line of NumPy: ``np.exp({x})``."""
    numpy_vjps: tuple[Text, ...]
    """The backward lines in NumPy, in terms of ``{g}``, ``{y}``, the arguments and the params.
    Elementwise ones may give the shape of the value: broadcasting is undone by the code around.
    A variadic gate has one, a function of ``(slot, shapes, **params)``. See ``numpy_vjp``."""
    torch: Text
    numpy_shared: Text = ""
    """What the backward lines share, computed once before them: it is ``{shared}`` in them."""
    numpy_shared_remark: str = "which of the arguments"
    """What that is, said behind it."""
    numpy_edges: Edges = ()
    """Where the gate needs another line of NumPy, and which: see ``app.engine.ops.edges``."""
    numpy_vjp_edges: SlotEdges = field(default_factory=dict)
    """The same for the backward lines, by slot; a variadic gate has those of slot 0 for all."""
    torch_edges: Edges = ()
    torch_module: str = ""
    """The gate at the end of a layer, as a module of PyTorch; ``{slope!r}`` is an option."""
    torch_class: str = ""
    """The class of that module, where PyTorch has none."""
    pattern: Pattern = Pattern.ELEMENTWISE
    shape: Callable[..., Shape] | None = None
    """``shape(*shapes, **params)``; ``None`` broadcasts."""
    inner: Callable[..., Shape] | None = None
    """``inner(*shapes)``: the largest array that the kernels make, where the value is smaller."""
    scratch: Callable[..., Shape] | None = None
    """``scratch(*shapes)``: the same of an array that no operand was spread over."""
    jvps: Literal["elementwise", "linear"] | tuple[Kernel, ...] = "elementwise"
    """``elementwise``: the VJP rule itself; ``linear``: the forward kernel on the tangent."""
    params: tuple[Param, ...] = ()
    variadic: bool = False
    defaults: tuple[float, ...] = ()
    """What the last arguments are where a program leaves them out."""
    sample: tuple[Shape, ...] = ()
    """Shapes of an example, where the usual ones do not fit or say little."""
    sample_params: Params = field(default_factory=dict)
    """Options of the example that differ from the defaults."""
    view: bool = False
    """The forward kernel takes no ``out`` and returns a view of its argument."""
    slope: Kernel | None = None
    """``slope(y, out)`` writes the local derivative where it follows from the value alone: the VJP
    is then upstream × slope."""
    extends: bool = False
    """The value is its argument with more rows below, which never change: a tape that may choose
    where the argument is written puts it there, and nothing is copied."""
    shares: bool = False
    """The kernels take a ``memo``, a dict in which forward leaves arrays for the VJPs."""
    inside: Callable[[], object] | None = None
    """A folded call's own tape, as this thread ran it last."""
    products: Callable[..., int] | None = None
    """``products(*shapes, **params)``: of how many products of two numbers the value is made, each
    of them a multiply-add where they are summed; ``None`` counts as none."""
    keeps: frozenset[int] = frozenset()
    """Slots whose values the way back reads, though the text of its derivatives does not."""
    fold: str | None = None
    """A reduction's gate of two arguments: ``add`` for sum."""
    definition: Text | None = None
    """The gate in smaller gates, as the body of a function of the arguments."""
    derivation: tuple[tuple[str, str], ...] = ()
    """How the local derivative of a gate of one argument is found, line by line: the derivative in
    other words each time, in terms of ``x`` and of the value ``y``, and what was done."""
    formulas: Callable[..., tuple[str, tuple[str, ...]]] | None = None
    """``formulas(shapes, **params)`` gives the formula and the derivatives where they depend on
    those; ``formula`` and ``derivatives`` are then the general form."""
    written: Callable[..., str | None] | None = None
    """``written(slot, shapes, **params)`` gives what flows back as a line of the program language,
    where the derivative has words that are none of its gates; ``None``: there is no such line."""
    joins: Callable[..., NDArray[np.intp] | None] | None = None
    """``joins(most, *shapes, **params)`` of a gate whose value is sums of products: of each product
    the element that it is added to and the elements of the first two operands, counted row by row;
    ``None`` of more than ``most``."""
    domains: tuple[Domain, ...] = (Domain(),)
    """One per argument; the last one holds for those after it."""
    smooth: Callable[..., bool] | None = None
    """``smooth(**params)`` tells for which options there is no kink after all."""
    smooth_inside: bool = False
    """The smaller gates of a block have no kink, so that nobody needs to open it to see."""
    clamped: Kernel | None = None
    """``clamped(*args)`` marks, as booleans, where a clamp stands in for the derivative."""
    labels: frozenset[int] = frozenset()
    """Slots that may hold class labels, which are never differentiated: see ``holds_labels``."""
    stops: frozenset[int] = frozenset()
    """Slots through which no gradient flows whatever they hold, as through ``detach``."""
    learns: bool = False
    """Whether there are inputs inside, as in a folded call that makes parameters of its own."""
    literal_glyphs: tuple[str, ...] = ()
    """The glyph when argument k is a literal: ``{c}`` is the number, ``{sup}`` it raised."""
    convention: str | None = None
    """What holds at a kink, at the edge of the domain, or by default."""
    at_kink: str | None = None
    """What rules at a kink, where the convention is about more than that."""
    at_ends: str | None = None
    """What rules at the far ends, where the convention is about more than that."""
    aliases: tuple[str, ...] = ()

    def names(self, count: int) -> tuple[str, ...]:
        """Return the names of ``count`` arguments, which templates hold in braces."""
        return self.arguments[:count] + tuple(
            f"a{k}" for k in range(len(self.arguments) + 1, count + 1)
        )

    def settled(self, params: Params) -> Params:
        """Return all options, the ones not given at their defaults.

        Raises:
            ArgumentError: there is no such option, or its value is of the wrong kind.
        """
        known = {param.name: param for param in self.params}
        for name in params:
            if name not in known:
                raise ArgumentError(
                    f"{self.name} has no option {name}",
                    hint=f"it has {', '.join(known)}" if known else "it has no options",
                )
        return {
            name: param.settle(params.get(name, param.default), self.name)
            for name, param in known.items()
        }

    def holds_labels(self, slot: int, shapes: tuple[Shape, ...]) -> bool:
        """Tell whether a slot holds class labels: data through which no gradient flows.

        A label slot whose shape is that of argument 0 holds numbers, for instance a distribution
        over the classes, and those are differentiated.
        """
        return slot in self.labels and shapes[slot] != shapes[0]

    def differentiates(self, slot: int, shapes: tuple[Shape, ...]) -> bool:
        """Tell whether a gradient may flow through a slot."""
        return slot not in self.stops and not self.holds_labels(slot, shapes)

    def vjp(self, slot: int) -> Kernel | None:
        """Return the rule for one slot, as ``vjp(g, y, *args, out, **params)``."""
        if not self.variadic:
            return self.vjps[slot]
        rule = self.vjps[0]
        assert rule is not None
        return lambda g, y, *args, out, **params: rule(slot, g, y, *args, out=out, **params)

    def jvp(self, slot: int) -> Kernel:
        """Return ``jvp(t, y, *args, **params)`` for one slot, giving an array of y's shape."""
        if self.jvps == "elementwise":
            return self._elementwise_jvp(slot)
        if self.jvps == "linear":
            return self._linear_jvp(slot)
        if self.variadic:
            rule = self.jvps[0]
            return lambda t, y, *args, **params: rule(slot, t, y, *args, **params)
        return self.jvps[slot]  # type-checked: a tuple of kernels

    def _elementwise_jvp(self, slot: int) -> Kernel:
        rule = self.vjp(slot)

        def jvp(t: Array, y: Array, *args: Array, **params: ParamValue) -> Array:
            wide = np.broadcast_to(t, y.shape)
            if rule is None:
                return wide
            out = np.empty_like(y)
            rule(wide, y, *args, out=out, **params)
            return out

        return jvp

    def _linear_jvp(self, slot: int) -> Kernel:
        def jvp(t: Array, y: Array, *args: Array, **params: ParamValue) -> Array:
            swapped = [*args[:slot], t, *args[slot + 1 :]]
            if self.view:
                return np.asarray(self.forward(*swapped, **params))
            out = np.empty_like(y)
            self.forward(*swapped, out=out, **params)
            return out

        return jvp

    def result_shape(self, shapes: tuple[Shape, ...], params: Params) -> Shape:
        """Return the value's shape.

        Raises:
            ArgumentError: there are too few or too many operands, or an option does not fit.
            ShapeError: the operands do not fit together.
        """
        self._count(len(shapes))
        if self.shape is not None:
            return self.shape(*shapes, **params)
        try:
            return np.broadcast_shapes(*shapes)
        except ValueError:
            listed = " and ".join(describe_shape(s) for s in shapes)
            raise ShapeError(
                f"{self.name} cannot broadcast shapes {listed}",
                hint=_broadcast_hint(shapes),
            ) from None

    def _count(self, found: int) -> None:
        expected = len(self.arguments)
        if found == expected or (self.variadic and expected <= found <= MOST_ARGUMENTS):
            return
        if self.variadic and found > MOST_ARGUMENTS:
            raise ArgumentError(
                f"{self.name} takes at most {MOST_ARGUMENTS} arguments, not {found:,}",
                hint="put the numbers into an array",
            )
        least = "at least " if self.variadic else ""
        plural = "" if expected == 1 else "s"
        raise ArgumentError(
            f"{self.name} takes {least}{expected} argument{plural}, not {found}",
            hint=f"{self.name}({', '.join(self.arguments)})",
        )

    def formula_text(self, shapes: tuple[Shape, ...], params: Params) -> str:
        """Return the formula of the value for these operand shapes and options."""
        return self.formulas(shapes, **params)[0] if self.formulas else self.formula

    def derivative_text(self, slot: int, shapes: tuple[Shape, ...], params: Params) -> str:
        """Return the formula of one slot's derivative; slots past the last formula share it."""
        derivatives = self.formulas(shapes, **params)[1] if self.formulas else self.derivatives
        return derivatives[min(slot, len(derivatives) - 1)]

    def numpy_line(self, shapes: tuple[Shape, ...], params: Params) -> str:
        """Return the template of the NumPy line; its holes are ``names``, and the params."""
        return settle_text(self.numpy, shapes, params)

    def numpy_vjp(self, slot: int, shapes: tuple[Shape, ...], params: Params) -> str:
        """Return the template of the backward line of one slot."""
        if not self.variadic:
            return settle_text(self.numpy_vjps[slot], shapes, params)
        text = self.numpy_vjps[0]
        return text if isinstance(text, str) else text(slot, shapes, **params)

    def torch_line(self, shapes: tuple[Shape, ...], params: Params) -> str:
        """Return the template of the PyTorch line, which needs nothing but ``import torch``."""
        return settle_text(self.torch, shapes, params)

    def definition_text(self, shapes: tuple[Shape, ...], params: Params) -> str | None:
        """Return the definition in smaller gates, in which the names of params stand for them."""
        return None if self.definition is None else settle_text(self.definition, shapes, params)

    def domain(self, slot: int) -> Domain:
        """Return the test domain of one argument."""
        return self.domains[min(slot, len(self.domains) - 1)]


def _broadcast_hint(shapes: tuple[Shape, ...]) -> str:
    """Say which sizes clash, and what would make shapes fit: a transpose, or an axis of 1."""
    rule = "sizes must match from the right, or one of them be 1"
    for back in range(1, max(map(len, shapes)) + 1):
        sizes = dict.fromkeys(shape[-back] for shape in shapes if len(shape) >= back)
        clash = [size for size in sizes if size != 1]
        if len(clash) > 1:
            rule += f": {' and '.join(map(str, clash[:2]))} do not"
            break
    if len(shapes) != 2:
        return rule
    wide, narrow = sorted(shapes, key=len, reverse=True)
    if len(wide) == len(narrow) == 2 and _fit(wide, narrow[::-1]):
        return f"{rule}; .T turns {describe_shape(narrow)} into {describe_shape(narrow[::-1])}"
    if len(narrow) == 1 and len(wide) == 2 and wide[0] == narrow[0]:
        return (
            f"{rule}; [:, None] turns {describe_shape(narrow)} into {describe_shape((*narrow, 1))}"
        )
    return rule


def _fit(*shapes: Shape) -> bool:
    try:
        np.broadcast_shapes(*shapes)
    except ValueError:
        return False
    return True


def describe_shape(shape: Shape) -> str:
    """Write a shape as NumPy does, with × between sizes: ``(3×4)``; a scalar is ``scalar``."""
    return f"({'×'.join(map(str, shape))})" if shape else "scalar"


def settle_text(text: Text, shapes: tuple[Shape, ...], params: Params) -> str:
    """Return the template for these operand shapes and options."""
    return text if isinstance(text, str) else text(shapes, **params)
