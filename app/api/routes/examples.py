"""``GET /api/v1/examples`` and ``/api/v1/examples/{id}``."""

from typing import Annotated

from fastapi import APIRouter, Path

from ...examples import Example, catalogue
from ..models.examples import ExampleAnswer, ExamplesAnswer
from ..problems import Refusal

router = APIRouter(prefix="/examples", tags=["catalogue"])


@router.get("", summary="Every preset")
async def list_examples() -> ExamplesAnswer:
    """List the presets in the order of the menu, each with its program."""
    return ExamplesAnswer(examples=[describe(example) for example in catalogue()])


@router.get("/{id}", summary="One preset")
async def one_example(
    id: Annotated[str, Path(description="The preset's name.", examples=["xyz"])],
) -> ExampleAnswer:
    """Give one preset."""
    for example in catalogue():
        if example.id == id:
            return describe(example)
    raise Refusal(
        "not-found",
        "there is no preset of this name",
        hint="GET /api/v1/examples lists them",
    )


def describe(example: Example) -> ExampleAnswer:
    """Turn a preset into an answer."""
    return ExampleAnswer.model_validate(
        {
            "id": example.id,
            "title": example.title,
            "topic": example.topic,
            "rows": list(example.rows),
            "source": list(example.source),
            "note": example.note.strip(),
            "program": example.program.strip("\n"),
            "output": example.output,
            "seed": example.seed,
            "mode": example.mode,
            "wrt": example.wrt,
            "rule": example.rule,
            "rate": example.rate,
            "learners": None if example.learners is None else list(example.learners),
            "start_step": example.start_step,
            "detail": example.detail,
        }
    )
