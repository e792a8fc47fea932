"""Where a traced program is drawn."""

from typing import Literal

from pydantic import Field

from .common import Answer, Labels


class NodePlaceAnswer(Answer):
    """Where a node is drawn."""

    id: int = Field(description="The node.")
    x: float = Field(description="Its centre, in px from the left.")
    y: float = Field(description="Its centre, in px from the top.")
    width: float = Field(description="Its footprint, in px.")
    height: float = Field(description="Its footprint, in px.")
    rise: float = Field(description="What it has above the footprint, in px.")
    drop: float = Field(description="What it has below the footprint, in px.")


class EdgePlaceAnswer(Answer):
    """Where an edge is drawn."""

    id: int = Field(description="The edge.")
    path: str = Field(description="SVG path data.")
    value_at: list[float] = Field(
        min_length=2,
        max_length=2,
        description="Of the value above the wire: x and y of the middle of its baseline, or of "
        "the bottom edge of a grid or tile.",
    )
    gradient_at: list[float] = Field(
        min_length=2,
        max_length=2,
        description="Of the gradient below the wire: x and y of the middle of its baseline, or of "
        "the top edge of a grid or tile.",
    )


class FormAnswer(Answer):
    """How a value, and its gradient, stands on the wires that carry it."""

    kind: Literal["number", "grid", "tile"] = Field(
        description="`number`: written; `grid`: a cell for each number; `tile`: cells of colour."
    )
    rows: int = Field(description="Its rows of cells.")
    columns: int = Field(description="Its columns of cells.")
    width: float = Field(description="The room above the wire, and below it, in px.")
    height: float = Field(description="The room above the wire, and below it, in px.")


class LayoutAnswer(Answer):
    """The placed graph; the same for every value of the inputs."""

    width: float = Field(description="The drawing's width, in px.")
    height: float = Field(description="The drawing's height, in px.")
    nodes: list[NodePlaceAnswer] = Field(description="Where each node is.")
    edges: list[EdgePlaceAnswer] = Field(description="Where each edge runs.")
    ports: list[EdgePlaceAnswer] = Field(
        description="The wires that leave the outputs to the right, in the order of `outputs`."
    )
    forms: list[FormAnswer] = Field(description="How the value of each node stands on its wires.")
    margin: float = Field(description="The paper that a picture has around the drawing, in px.")
    circle: float = Field(description="The diameter of a gate, in px.")
    labels: Labels = Field(description="What there is room for on the wires.")
