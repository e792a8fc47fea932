"""What one row of the table of foreign names says."""

import ast
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from ...engine.ops.op import Shape

Given: TypeAlias = Mapping[str, ast.expr]
Shaped: TypeAlias = Callable[[Given, Mapping[str, Shape]], str | None]
"""Makes a form from what was given and from the shapes of the operands; ``None``: there is none."""

NUMPY, TORCH, TENSORFLOW, JAX, MATH, SCIPY = "np", "torch", "tf", "jax", "math", "scipy"
FAMILIES = (NUMPY, TORCH, TENSORFLOW, JAX, MATH, SCIPY)

PAIR = "that is the values, without their indices"
"""Said of what returns a pair elsewhere: its first half is all there is here."""
BOTH_FINITE = "if both are finite: 0 * inf is nan"
"""Said of a choice between two values that is written as a sum."""
DROP = "leave the line out"
"""Words that end in this are followed by deleting the whole statement."""


class Foreign(NamedTuple):
    """Names of other tools that take the same arguments, and what this language has for them.

    ``names`` are separated by spaces. A name with a family in front (``torch:std``) is meant in
    that family only; one without is meant in each, as a method (``x.tan()``) and standing alone.

    ``takes`` are the arguments as a signature; those with the default ``None`` may be left out.
    Any other default is what the other tool takes where nothing is given: a form that uses the
    argument gets it, and a row whose form does not use it fits no other value. ``name: value``
    is an argument that must be given, and be that; ``name: value = value`` may be left out too.
    ``form`` is an expression of this language in terms of them, in which an option that was not
    given is left out. In it ``N`` is the number of elements that a mean is taken over. Where one
    name has several rows, the first whose signature fits the call holds. Where none does, the
    argument that no row has is named: an option that changes the result is never passed over.

    A form that is one gate, one maker or just its argument is read as it stands where the name is
    qualified or a method, unless ``words`` say what is different about it. Any other is advised.
    Where there is no form, ``words`` say why, and what is done instead.
    """

    names: str
    takes: str = "*anything"
    form: str | Shaped = ""
    words: str = ""
