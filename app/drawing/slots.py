"""The places of a picture that numbers come to and go from with the steps."""

from dataclasses import dataclass

from .figures import Figure, above, below, beside, named
from .forms import Form
from .labels import Label

MARK_ROOM = 130.0
"""Width for what is said below a gate, in px."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One such place, and what stands there at a step."""

    name: str
    """``value``, ``back``, ``total`` or ``mark``: what the page's scripts know it by."""
    at: tuple[float, float]
    form: Form | None
    """None of a mark, which is a word."""
    kind: str
    """How it looks: ``value``, ``gradient``, ``tangent`` or ``mark``."""
    label: Label
    told: bool = False
    captions: tuple[str, ...] = ()
    """What is said beside it, if it is an array: the first of them that fits."""
    under: bool = False
    """Whether an array hangs from its place instead of standing on it."""
    sign: str = ""
    marks: tuple[str, ...] = ()
    """What is said beside it, if it is a number: the first of them that fits."""
    names: tuple[str, ...] = ()
    """How it is written with its name, or by it alone: the first that fits."""

    @property
    def room(self) -> float:
        """The width that it has, in px."""
        return MARK_ROOM if self.form is None else self.form.width

    def figure(self, mark: str) -> Figure:
        """Return the number; an exact zero of a gradient is ringed, so that it is no blank."""
        label = named(self.label, self.room, self.names)
        if self.kind in ("value", "mark"):
            return above(label, self.room, self.told)
        return below(label, self.room, mark, self.sign, self.told)

    def beside(self, figure: Figure, mark: str) -> str:
        """Return what is said beside the number."""
        return beside(figure, self.room, self.marks, "" if self.kind == "value" else mark)
