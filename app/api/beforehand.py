"""What a fresh server makes before its first visitor wants it."""

from collections.abc import Iterator
from functools import partial

from fastapi import FastAPI

from .catalogue import gates
from .gate_cards import families
from .models.training import TrainingAnswer
from .once import Thing
from .routes.docs import description
from .routes.pages import FIRST_FIT, first_ask
from .routes.training import told_choices
from .services import Services
from .templating import TEMPLATES


def beforehand(app: FastAPI, services: Services) -> Iterator[Thing]:
    """Yield it, what a visitor most likely wants first first."""
    yield "graph page", partial(services.meet, first_ask(), FIRST_FIT)
    for name in ("graph.html", "boundary.html", "descent.html", "gates.html", "playlist.html"):
        yield name, partial(TEMPLATES.get_template, name)
    yield TrainingAnswer, partial(told_choices, services.settings)
    yield gates, gates
    yield families, families
    yield (description, ""), partial(description, app)
