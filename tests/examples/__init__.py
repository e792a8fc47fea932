"""The presets, for tests of what has numbers: some are shapes alone."""

from functools import cache

from app.examples import Example, all_examples
from app.language import read_program


@cache
def with_numbers() -> tuple[Example, ...]:
    """Return the presets of which every value has numbers."""
    return tuple(example for example in all_examples() if not is_shape_only(example))


def is_shape_only(example: Example) -> bool:
    """Tell whether a preset has a leaf that is a shape without numbers."""
    return any(node.shape_only for node in read_program(example.program).graph.nodes)
