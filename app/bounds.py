"""The settings as the bounds that the rooms below take: of a program, of a training run."""

from .engine.graph import Limits
from .language import ReadLimits
from .settings import Settings
from .training.config import Bounds


def read_limits(settings: Settings) -> ReadLimits:
    """Give the bounds within which a program is read."""
    return ReadLimits(
        characters=settings.program_characters,
        nesting=settings.nesting,
        steps=settings.read_steps,
        graph=Limits(
            settings.nodes, settings.edges, settings.array_elements, settings.request_elements
        ),
    )


def train_bounds(settings: Settings) -> Bounds:
    """Give the bounds of a training run."""
    return Bounds(
        layers=settings.train_layers,
        units=settings.train_units,
        points=settings.train_points,
        classes=settings.train_classes,
    )
