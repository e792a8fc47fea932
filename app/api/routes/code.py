"""``POST /api/v1/code``."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Request

from app.api.dependencies import TheStudio
from app.api.models.code import CodeAnswer, CodeAsk
from app.api.models.common import XYZ
from app.api.reading import JsonRoute
from app.language import Program
from app.language.code import write_numpy, write_torch

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    CodeAsk,
    Body(openapi_examples={"circuit": {"summary": "A circuit", "value": {"program": XYZ}}}),
]


@router.post("/code", summary="Write a program as NumPy and PyTorch")
async def code(request: Request, ask: Asked, studio: TheStudio) -> CodeAnswer:
    """Write a program as staged NumPy with a hand-written backward pass, and as PyTorch.

    Both scripts run as they stand and print the same gradients.
    """
    return await studio.read(request, ask, write_code)


def write_code(program: Program, deadline: Callable[[], object] = bool) -> CodeAnswer:
    """Write a program out twice."""
    numpy = write_numpy(program)
    deadline()
    return CodeAnswer(numpy=numpy, torch=write_torch(program))
