"""``GET /exercises``: write the backward pass of a program yourself."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ...engine.tape import Tape
from ...examples import Example, all_examples
from ...exercises import KINDS
from ...exercises.listings import all_listings
from ...language import read_program
from ..dependencies import TheServices
from ..preset_page import preset_page, presets_as_json

router = APIRouter(include_in_schema=False)

MOST_GRADIENTS = 16
"""Named values of a program that can be done in a lesson."""
REMARK = re.compile(r"\s*#.*")
TASK = (
    "Write the backward pass of this program: a line for each gradient, from the output back to "
    "the inputs."
)
MOST_ELEMENTS = 40
"""Of the largest array."""


@router.get("/exercises", name="exercises_page")
async def exercises_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the exercise of a preset, or of the first."""
    return await preset_page(request, services, "exercises", presets(), preset, choices())


@cache
def presets() -> tuple[Example, ...]:
    """Return the examples of the graph page whose backward pass can be written by hand."""
    return tuple(_asked(example) for example in all_examples() if _suits(example))


def _asked(example: Example) -> Example:
    """Leave out what an example says of its gradients: its note, and the remarks of its program."""
    lines = (REMARK.sub("", line) for line in example.program.split("\n"))
    program = "\n".join(line for line in lines if line.strip())
    return replace(example, program=program, note=TASK)


def _suits(example: Example) -> bool:
    if example.mode != "reverse" or example.output is not None or example.seed is not None:
        return False
    program = read_program(example.program)
    graph = program.graph
    tape = Tape(graph, [program.output])
    tape.forward()
    tape.backward()
    asked = [name for name, node in graph.names.items() if tape.gradients[node] is not None]
    small = all(value.size <= MOST_ELEMENTS for value in tape.values)
    return small and graph.nodes[program.output].shape == () and 3 <= len(asked) <= MOST_GRADIENTS


@cache
def choices() -> dict[str, Any]:
    """Return what can be chosen on the page, as JSON."""
    rows = presets_as_json(presets())
    names = ("id", "title", "program", "note", "source")
    listings = [
        {"id": one.id, "title": one.title, "group": one.group, "stages": len(one.stages)}
        for one in all_listings()
    ]
    return {
        "presets": [{name: row[name] for name in names} for row in rows],
        "kinds": list(KINDS),
        "listings": listings,
    }
