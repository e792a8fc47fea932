"""What is written the same way wherever a script is NumPy: leaves, the seed, what it prints."""

from ...engine.ops.op import Array
from .literals import list_text, number_text
from .script import Leaf


def leaf_text(leaf: Leaf, *, plain: bool) -> str:
    """Write a leaf's value; ``plain``: where Python's own floats will do."""
    if leaf.scalar:
        return leaf.text if plain else f"np.float64({leaf.text})"
    return f"np.array({leaf.text})" if leaf.listed else leaf.text


def seed_text(seed: Array, *, plain: bool) -> str:
    """Write the upstream gradient of the output."""
    if not seed.shape:
        number = repr(seed.item())
        return number if plain else f"np.float64({number_text(seed.item())})"
    if (seed == 1.0).all():
        return f"np.ones({seed.shape})"
    return f"np.array({list_text(seed)})"


def print_text(name: str, value: str, *, array: bool) -> str:
    """Write the line that prints a value; an array is printed as the lists it is made of."""
    return f'print("{name} =", {value}.tolist())' if array else f'print("{name} =", {value})'


def print_none(name: str) -> str:
    """Write the line of an input that gets no gradient."""
    return f'print("d{name} =", None)  # the output does not depend on {name}'
