"""``GET /exercises``: write the backward pass of a program, or answer questions about it."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ...choices import PRACTICE_LEVELS
from ...engine.tape import Tape
from ...examples import Example, all_examples
from ...exercises import KINDS, SetExercise, practice, set_exercises
from ...exercises.listings import all_listings
from ...language import read_program
from ..dependencies import TheServices
from ..preset_page import preset_page, presets_as_json

router = APIRouter(include_in_schema=False)

MOST_GRADIENTS = 16
"""Named values of a program that can be done in a lesson."""
REMARK = re.compile(r"\s*#.*")
TASK = KINDS["backward"].task
SHAPES = "Fill in the shapes of a classifier of digits over all 60,000 images."
QUIZ = "mnist-shapes"
MOST_ELEMENTS = 40
"""Of the largest array."""
FIRST = "xyz"
PRACTICE = "Practice"


@router.get("/exercises", name="exercises_page")
async def exercises_page(request: Request, services: TheServices, preset: str = "") -> Response:
    """Show the exercise of a preset, or of the first."""
    return await preset_page(request, services, "exercises", presets(), preset or FIRST, choices())


@cache
def presets() -> tuple[Example, ...]:
    """Return the sets, practice, the examples that can be done by hand, and the quiz on shapes."""
    examples = all_examples()
    by_hand = tuple(_asked(example) for example in examples if _suits(example))
    quiz = tuple(_quiz(example) for example in examples if example.id == QUIZ)
    sets = tuple(_of_set(one) for one in set_exercises())
    return (*sets, *_drawn(), *by_hand, *quiz)


def _quiz(example: Example) -> Example:
    """Ask for the shapes of a classifier, which has no numbers to ask for."""
    return replace(_asked(example), topic="Shapes", note=SHAPES)


def _of_set(one: SetExercise) -> Example:
    """Return an exercise of a set as a row of the menu."""
    return Example(one.id, one.title, one.topic, one.exercise.program, TASK, one.order)


def _drawn() -> tuple[Example, ...]:
    """Return the first random exercise of each level; the page asks for those after it."""
    return tuple(
        Example(
            f"practice-{level}-1",
            f"Level {level}, no. 1",
            PRACTICE,
            practice(level, 1).program,
            TASK,
        )
        for level in PRACTICE_LEVELS
    )


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
    if any(node.shape_only for node in graph.nodes):
        return False
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
    names = ("id", "title", "topic", "program", "note", "source")
    settings: dict[str, dict[str, Any]] = {
        one.id: {"kind": one.exercise.kind, "tolerance": one.exercise.tolerance}
        | {"hinting": one.exercise.hints, "seed": one.exercise.seed}
        for one in set_exercises()
    }
    settings[QUIZ] = {"kind": "shapes"}
    presets_told = [
        {name: row[name] for name in names} | {"settings": settings.get(row["id"], {})}
        for row in rows
    ]
    listings = [
        {"id": one.id, "title": one.title, "group": one.group, "stages": len(one.stages)}
        for one in all_listings()
    ]
    kinds = [{"name": kind.name, "title": kind.title, "task": kind.task} for kind in KINDS.values()]
    return {"presets": presets_told, "kinds": kinds, "listings": listings}
