"""``POST /api/v1/code``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...descent.code import loop_of
from ...engine.ops.op import Array
from ...language import Level, Program, View, at_level
from ...language.code import Listing, Loop, list_numpy, list_torch
from ...language.levels.origins import Origins, origins_of
from ...language.supplied import to_array
from ...settings import Settings
from ...training.reading import read_optimizer
from ..dependencies import TheServices
from ..models.code import CodeAnswer, CodeAsk, LinesAnswer
from ..models.common import XYZ
from ..problems import Refusal, require_at_most
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    CodeAsk,
    Body(
        openapi_examples={
            "circuit": {"summary": "A circuit", "value": {"program": XYZ}},
            "seed": {
                "summary": "Another gradient arrives at the output",
                "value": {"program": XYZ, "seed": 0.5},
            },
            "descend": {
                "summary": "A loop of ten updates",
                "value": {
                    "program": "w = 3\nL = (w - 1) ** 2",
                    "descend": {"optimizer": {"name": "momentum"}, "updates": 10},
                },
            },
        }
    ),
]


@router.post("/code", summary="Write a program as NumPy and PyTorch")
async def code(request: Request, ask: Asked, services: TheServices) -> CodeAnswer:
    """Write a program as staged NumPy with a hand-written backward pass, and as PyTorch.

    Both scripts run as they stand and print the same gradients. The answer tells the line of every
    node and of every edge of the program's trace at detail `gates`, and which of them the nodes and
    edges of another detail stand for.
    """

    def write(program: Program) -> CodeAnswer:
        most = services.settings.array_elements
        seed = None if ask.seed is None else to_array("seed", ask.seed, most)
        loop = _loop(program, ask, services.settings)
        level = Level(ask.detail)
        if level is Level.SCALARS:  # its nodes stand for no single gate: no need to see it
            return write_code(program, None, seed, loop)
        return write_code(program, at_level(program, level, ask.closed, ask.opened), seed, loop)

    return await services.read(request, ask, write)


def write_code(
    program: Program, view: View | None, seed: Array | None = None, loop: Loop | None = None
) -> CodeAnswer:
    """Write a program out twice; ``view`` is how it is seen beside its code, gate by gate."""
    numpy = list_numpy(program, seed, loop)
    torch = list_torch(program, seed, loop)
    origins = Origins([], []) if view is None else origins_of(program, view)
    return CodeAnswer(
        numpy=numpy.text,
        torch=torch.text,
        numpy_lines=_lines(numpy),
        torch_lines=_lines(torch),
        nodes=origins.nodes,
        edges=origins.edges,
    )


def _loop(program: Program, ask: CodeAsk, settings: Settings) -> Loop | None:
    """Return the loop that is asked for, if one is."""
    if ask.descend is None:
        return None
    if ask.seed is not None:
        raise Refusal("invalid-request", "a descent starts from 1: leave the seed out")
    updates = ask.descend.updates
    require_at_most(updates, settings.train_updates, "/descend/updates", "updates")
    optimizer = read_optimizer(ask.descend.optimizer, "/descend/optimizer")
    return loop_of(program, optimizer, ask.descend.parameters, updates)


def _lines(listing: Listing) -> LinesAnswer:
    return LinesAnswer(
        forward_lines=listing.forward_lines,
        backward_lines=listing.backward_lines,
        seed_line=listing.seed_line,
        update_lines=listing.update_lines,
    )
