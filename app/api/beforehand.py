"""What a fresh server makes before its first visitor wants it."""

from collections.abc import Iterator
from functools import partial

from fastapi import FastAPI

from .catalogue import gates
from .composite_cards import shown_families
from .joining import PAGES
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
    for page in PAGES:
        yield page, partial(TEMPLATES.get_template, f"{page}.html")
    yield TrainingAnswer, partial(told_choices, services.settings)
    yield gates, gates
    yield shown_families, shown_families
    yield (description, ""), partial(description, app)
