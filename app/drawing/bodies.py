"""What is drawn of a node whatever its numbers: a gate's body and sign, a leaf's name."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from .figures import fitted, fitted_length
from .ink import Pill, Text
from .layout import NodePlace
from .names import layer_runs, length, raised
from .place import body_width
from .themes import look


class Named(Protocol):
    """A node, as far as its body says it."""

    @property
    def name(self) -> str | None:
        """Its name in the program."""

    @property
    def label(self) -> str | None:
        """What the picture calls it."""

    @property
    def op(self) -> str | None:
        """Its gate; none of a leaf."""

    @property
    def glyph(self) -> str:
        """The sign of its gate."""

    @property
    def kind(self) -> str:
        """``input``, ``constant`` or ``gate``."""


class Bodies:
    """Draws the bodies of a picture with gates of one size."""

    def __init__(self, circle: float, colours: Mapping[str, str]) -> None:
        self._circle, self._colours = circle, colours

    def of(self, node: Named, place: NodePlace, state: str) -> Iterator[Text | Pill]:
        """Draw a leaf or a gate, which is in a state: waiting, or being told."""
        if node.op is None:
            kind = " constant" if node.kind == "constant" else ""
            yield self._label((place.x, place.y + 6), node, f"leaf{kind}", place.width)
            return
        width = body_width(node.op, node.glyph, 0, self._circle)
        half = self._circle / 2
        yield Pill(place.x - width / 2, place.y - half, width, self._circle, "body", state)
        yield Text(place.x, place.y + 6, node.glyph, "glyph", fitted(node.glyph, width))
        if node.label is not None:
            yield self._label((place.x, place.y - half - 6), node, "name", place.width)

    def _label(self, at: tuple[float, float], node: Named, classes: str, room: float) -> Text:
        """Write what a node is called; in the notation of layers with the layer raised."""
        label = node.label or "const"
        size = fitted_length(length(node.name, label), room)
        parts = raised(node.name, node.label)
        if parts is None:
            return Text(*at, label, classes, size)
        runs = layer_runs(parts, size or _height(look(classes, self._colours)))
        return Text(*at, parts.letter, classes, size, runs=runs)


def _height(looks: Mapping[str, str]) -> float:
    return float(looks["font-size"].removesuffix("px"))
