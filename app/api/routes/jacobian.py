"""``POST /api/v1/jacobian``."""

from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...language import Level, Program, Run, at_level
from ...language.supplied import to_array
from ...settings import Settings
from ...trace.jacobians import MOST, Factor, jacobians_of
from ...trace.prepared import spread_seed
from ..dependencies import TheServices
from ..memory import BYTES_PER_LISTED
from ..models.jacobian import JacobianAnswer, JacobianAsk
from ..problems import Refusal
from ..reading import JsonRoute
from .block import read_twice

router = APIRouter(route_class=JsonRoute, tags=["programs"])

RELU = "x = [1, -2, 3, -1]\nf = relu(x)"

Asked = Annotated[
    JacobianAsk,
    Body(
        openapi_examples={
            "relu": {
                "summary": "ReLU of four numbers",
                "value": {"program": RELU, "node": 1, "seed": [4, -1, 5, 9]},
            }
        }
    ),
]


@router.post("/jacobian", response_model=JacobianAnswer, summary="Write out a gate's Jacobian")
async def jacobian(request: Request, ask: Asked, services: TheServices) -> Response:
    """Write out the Jacobian of a gate by each operand, and multiply by it.

    Its columns are found in forward mode. Transposed, it takes the upstream gradient to what the
    gate's vector-Jacobian product gives without it: both are told, and how far they differ.
    """

    def work(program: Program) -> bytes:
        return written_out(program, ask, services.settings)

    def takes(program: Program) -> int:
        return read_twice(program) + 2 * BYTES_PER_LISTED * MOST

    return Response(await services.read(request, ask, work, takes), media_type="application/json")


def written_out(program: Program, ask: JacobianAsk, settings: Settings) -> bytes:
    """Run a program and write the answer."""
    view = at_level(program, Level(ask.detail), ask.closed, ask.opened)
    if ask.node >= len(view.graph):
        detail = f"the trace has no node {ask.node}; its {len(view.graph)} nodes count from 0"
        raise Refusal("invalid-request", detail, errors=[("/node", detail)])
    seed = None
    if ask.seed is not None:
        given = to_array("seed", ask.seed, settings.array_elements)
        seed = spread_seed(given, program.graph.nodes[program.output].shape, "the output")
    run = Run(view)
    with np.errstate(all="ignore"):
        run.forward()
        run.backward(seed)
    factors = [_told(factor) for factor in jacobians_of(run.tape, ask.node)]
    return to_json({"node": ask.node, "factors": factors}, inf_nan_mode="strings")


def _told(factor: Factor) -> dict[str, Any]:
    product = factor.product
    return {
        "edge": factor.edge,
        "source": factor.source,
        "rows": factor.rows,
        "columns": factor.columns,
        "entries": None if factor.entries is None else factor.entries.tolist(),
        "product": None
        if product is None
        else {
            "upstream": product.upstream.tolist(),
            "explicit": product.explicit.tolist(),
            "vjp": product.vjp.tolist(),
            "difference": product.difference,
        },
    }
