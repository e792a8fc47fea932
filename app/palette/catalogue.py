"""What stands on the palette beside the blocks: gates by kind, and inputs to begin with."""

from typing import NamedTuple

from ..engine.ops import OPS


class GateGroup(NamedTuple):
    """Gates under one heading."""

    title: str
    families: tuple[str, ...]

    @property
    def gates(self) -> tuple[str, ...]:
        """The names of its gates, in the order of the engine's table."""
        return tuple(op.name for op in OPS.values() if op.family in self.families)


GATE_GROUPS = (
    GateGroup("Arithmetic", ("arithmetic", "choices")),
    GateGroup("Activations", ("activations",)),
    GateGroup("Functions", ("functions",)),
    GateGroup("Reductions", ("reductions",)),
    GateGroup("Linear algebra", ("linear algebra",)),
    GateGroup("Layers", ("affine", "pooling", "dropout", "attention")),
    GateGroup("Normalizers", ("normalizers",)),
    GateGroup("Shapes", ("shapes",)),
    GateGroup("Losses", ("losses",)),
)


class Input(NamedTuple):
    """Data to begin with."""

    name: str
    title: str
    glyph: str
    variable: str
    text: str
    summary: str


INPUTS = (
    Input("number", "Number", "x", "x", "0.5", "One number, which gets a gradient."),
    Input("vector", "Vector", "v", "x", "[0.5, -1, 2]", "Three numbers in a row."),
    Input(
        "batch",
        "Batch",
        "X",
        "X",
        "[[0.5, -1, 2], [1, 0.3, -0.7]]",
        "Two samples of three features, a sample a row.",
    ),
    Input(
        "picture",
        "Image",
        "▦",
        "x",
        "randn(1, 2, 6, 6, seed=1)",
        "An image of two channels of 6 × 6 pixels: images × channels × height × width.",
    ),
    Input(
        "sequence",
        "Sequence",
        "⋯",
        "x",
        "randn(4, 6, seed=1)",
        "Four places of six features each, a place a row.",
    ),
    Input(
        "shape",
        "Shape",
        "▭",
        "X",
        "shape(60000, 784)",
        "A shape without numbers: 60,000 samples of 784 features, for which no memory is taken.",
    ),
)
