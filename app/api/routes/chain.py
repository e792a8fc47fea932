"""``POST /api/v1/chain``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...engine.tape import Tape
from ...language import Level, Program, View, at_level
from ...language.supplied import to_array
from ...settings import Settings
from ...trace import prepare
from ...trace.chains import Chain, Link, chain_of
from ..dependencies import TheServices
from ..models.chain import ChainAnswer, ChainAsk, LinkAnswer
from ..models.common import XYZ
from ..reading import JsonRoute
from .block import read_twice

router = APIRouter(route_class=JsonRoute, tags=["programs"])

TOLD = [name for name in LinkAnswer.model_fields if name not in {"node", "edge"}]
"""What is told of a link as it is."""

Asked = Annotated[
    ChainAsk,
    Body(
        openapi_examples={
            "circuit": {"summary": "The first circuit", "value": {"program": XYZ, "of": "x"}}
        }
    ),
]


@router.post(
    "/chain",
    response_model=ChainAnswer,
    summary="Derive a gradient factor by factor",
)
async def chain(request: Request, ask: Asked, services: TheServices) -> Response:
    """Tell how the gradient of one value is made, from the output back to it.

    Each link is a gate that the gradient goes through: its formula, the product so far with the
    transposes, sums and elementwise products that arrays need, its shapes and its numbers, and
    whether it was already computed for another parameter.
    """

    def derive(program: Program) -> bytes:
        return derived(program, ask, services.settings)

    body = await services.read(request, ask, derive, read_twice)
    return Response(body, media_type="application/json")


def derived(program: Program, ask: ChainAsk, settings: Settings) -> bytes:
    """Derive a gradient and write the answer."""
    view = at_level(program, Level(ask.detail), ask.closed, ask.opened)
    prepared = prepare(program, names=ask.names)
    tape = Tape(prepared.view.graph, prepared.outputs)
    tape.forward()
    seed = None
    if ask.seed is not None:
        seed = to_array("seed", ask.seed, settings.array_elements)
    tape.backward(None if seed is None else {prepared.outputs[0]: seed})
    is_unit = seed is None or bool((seed == 1.0).all())
    found = chain_of(prepared, tape, ask.of, ask.parameters, is_unit, settings.array_in_json)
    symbols = prepared.skeleton.node_symbols
    answer = {
        "of": found.of.name,
        "output": found.output,
        "targets": [
            {
                "name": one.name,
                "kind": one.kind,
                "symbol": symbols[one.node],
                "layer": one.layer,
                "factors": one.factors,
            }
            for one in found.targets
        ],
        "layers": found.layers,
        "links": _links(found, view),
        "is_whole": found.is_whole,
        "forward": found.forward,
        "products": {"parameters": found.counted, "reused": found.reused, "anew": found.anew},
    }
    return to_json(answer, inf_nan_mode="strings")


def _links(found: Chain, view: View) -> list[dict[str, object]]:
    """Write the links, each with its gate and wire in the view."""
    wires = {(e.source, e.target, e.slot): e.id for e in view.graph.edges}
    wires |= {(e.source, e.target, -1): e.id for e in reversed(view.graph.edges)}
    return [
        {**_place(link, view.moved, wires), **{name: getattr(link, name) for name in TOLD}}
        for link in found.links
    ]


def _place(
    link: Link, moved: tuple[int, ...], wires: dict[tuple[int, int, int], int]
) -> dict[str, int | None]:
    """Return the gate and the wire; at level scalars an array is no one node."""
    if not moved:
        return {"node": None, "edge": None}
    source, node = moved[link.edge.source], moved[link.edge.target]
    edge = wires.get((source, node, link.edge.slot), wires.get((source, node, -1)))
    return {"node": node, "edge": edge}
