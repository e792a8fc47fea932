"""``POST /api/v1/code``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...descent.asked import descent_of
from ...descent.script import loop_of
from ...engine.ops.op import Array
from ...language import Level, Program, View, at_level
from ...language.code import Listing, Loop, list_classes, list_numpy, list_torch
from ...language.levels.origins import Origins, origins_of
from ...language.supplied import to_array
from ...settings import Settings
from ..dependencies import TheServices
from ..models.code import ClassLinesAnswer, CodeAnswer, CodeAsk, CodeDescend, LinesAnswer
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


@router.post("/code", summary="Write a program as NumPy, PyTorch and classes")
async def code(request: Request, ask: Asked, services: TheServices) -> CodeAnswer:
    """Write a program as NumPy with a hand-written backward pass, as PyTorch, and as classes.

    All scripts run as they stand and print the same gradients. The answer tells the line of every
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
    """Write a program out; ``view`` is how it is seen beside its code, gate by gate."""
    numpy = list_numpy(program, seed, loop)
    torch = list_torch(program, seed, loop)
    classes = list_classes(program, seed, loop)
    origins = Origins([], []) if view is None else origins_of(program, view)
    return CodeAnswer(
        numpy=numpy.text,
        torch=torch.text,
        classes=classes.text,
        numpy_lines=_lines(numpy),
        torch_lines=_lines(torch),
        classes_lines=ClassLinesAnswer(
            names=classes.names,
            forward_lines=classes.forward_lines,
            backward_lines=classes.backward_lines,
            seed_lines=classes.seed_lines,
            graph_line=classes.graph_line,
            update_lines=classes.update_lines,
        ),
        nodes=origins.nodes,
        edges=origins.edges,
    )


def _loop(program: Program, ask: CodeAsk, settings: Settings) -> Loop | None:
    """Return the loop that is asked for, or that the program has, if there is one."""
    asked = ask.descend
    if asked is None and (program.update is None or ask.seed is not None):
        return None
    if ask.seed is not None:
        raise Refusal("invalid-request", "a descent starts from 1: leave the seed out")
    asked = asked or CodeDescend()
    where, stochastic = "/descend/optimizer", asked.stochastic()
    descent = descent_of(
        program, asked.optimizer, asked.parameters, asked.updates, where, stochastic
    )
    require_at_most(descent.updates, settings.train_updates, "/descend/updates", "updates")
    return loop_of(program, descent)


def _lines(listing: Listing) -> LinesAnswer:
    return LinesAnswer(
        forward_lines=listing.forward_lines,
        backward_lines=listing.backward_lines,
        seed_line=listing.seed_line,
        update_lines=listing.update_lines,
    )
