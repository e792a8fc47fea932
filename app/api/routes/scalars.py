"""``POST /api/v1/scalars``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...drawing import Options, draw_svg, place
from ...language import Level, Program, at_level
from ...language.levels.singles import Owner, singles_of
from ...language.supplied import to_array
from ...stories import story_json
from ...trace.parts_told import tell_part
from ..dependencies import TheServices
from ..memory import cost
from ..models.scalars import ScalarsAnswer, ScalarsAsk
from ..problems import Refusal
from ..reading import JsonRoute
from ..services import require_forward

router = APIRouter(route_class=JsonRoute, tags=["programs"])

MOST_SCALARS = 600
"""A picture of more of them says nothing to anybody, and cannot move smoothly."""

NEURON = "w = [0.5, -1]\nx = [2, 1]\ny = sigmoid(dot(w, x) + 0.1)"

Asked = Annotated[
    ScalarsAsk,
    Body(
        openapi_examples={
            "neuron": {
                "summary": "A neuron of two inputs",
                "value": {"program": NEURON, "node": 4, "elements": [0]},
            }
        }
    ),
]


@router.post("/scalars", response_model=ScalarsAnswer, summary="Open one sample into scalars")
async def scalars(request: Request, ask: Asked, services: TheServices) -> Response:
    """Draw what some elements of a value are made of, as gates over single numbers.

    With the elements of one sample it is the network as that sample sees it: each product, each
    sum, each activation, and the loss as far as no other sample has a part in it. At most 600.
    """
    require_forward(ask)
    most = services.settings.array_elements

    def opened(program: Program) -> bytes:
        return opened_scalars(program, ask, most)

    def takes(program: Program) -> int:
        return cost(program.graph.limits.nodes, 0)

    body = await services.read(request, ask, opened, takes, at_length=True)
    return Response(body, media_type="application/json")


def opened_scalars(program: Program, ask: ScalarsAsk, array_elements: int) -> bytes:
    """Open the elements that are asked for and write the answer."""
    level = Level(ask.detail)
    if level is Level.SCALARS:
        hint = "choose detail gates, where an array is one node"
        raise Refusal("invalid-request", "at detail scalars there are no arrays to open", hint=hint)
    view = at_level(program, level, ask.closed, ask.opened)
    own = [node for node, seen in enumerate(view.moved) if seen == ask.node]
    if not own:
        detail = f"the trace has no node {ask.node} with a value of the program"
        raise Refusal("invalid-request", detail, errors=[("/node", detail)])
    seed = None if ask.seed is None else to_array("seed", ask.seed, array_elements)
    back = seed if ask.mode == "reverse" else None
    singles = singles_of(program, own[-1], ask.elements, back, MOST_SCALARS)
    prepared, story = tell_part(program, singles, ask.mode, ask.wrt, seed, ask.names)
    placement = place(prepared, MOST_SCALARS, None if ask.fit is None else ask.fit.box())
    svg = draw_svg(story, placement, Options(standalone=False))
    of = [_owner(owner, view.moved[owner.node]) for owner in singles.owners]
    return b'{"of":%b,"story":%b,"svg":%b}' % (to_json(of), story_json(story, None), to_json(svg))


def _owner(owner: Owner, seen: int) -> dict[str, object]:
    return {"node": seen, "element": owner.element, "inner": owner.is_inner}
