"""``POST /api/v1/block`` and ``POST /api/v1/ungroup``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...bounds import read_limits
from ...language import Level, Program, ReadLimits, at_level
from ...language.levels.origins import origins_of
from ...language.levels.parts import calls_of, openables_of
from ...language.regrouping import closing_of, free_name, inline_call, make_block
from ..dependencies import TheServices
from ..memory import cost
from ..models.block import CIRCUIT, BlockAnswer, BlockAsk, UngroupAnswer, UngroupAsk
from ..problems import Refusal
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

SQUASHED = "def squash(t): return 1 / (1 + exp(-1 * t))\nx = 2\nf = squash(3 * x)"

Asked = Annotated[
    BlockAsk,
    Body(
        openapi_examples={
            "block": {
                "summary": "The last four gates of a neuron",
                "value": {"program": CIRCUIT, "nodes": [4, 5, 6, 7], "name": "squash"},
            },
            "open": {
                "summary": "A selection that is not closed",
                "value": {"program": CIRCUIT, "nodes": [2, 7]},
            },
        }
    ),
]
AskedToUngroup = Annotated[
    UngroupAsk,
    Body(
        openapi_examples={
            "block": {"summary": "A block", "value": {"program": SQUASHED, "key": "squash#1"}}
        }
    ),
]


@router.post("/block", summary="Make a block of gates of a program")
async def block(request: Request, ask: Asked, services: TheServices) -> BlockAnswer:
    """Write selected gates of a program as a function of it, and a call in their place.

    Every gradient outside is what it was. Where the selection is not closed, as a value would
    leave the block and come back or more than one would leave it, the answer says why, and which
    nodes close it.
    """
    limits = read_limits(services.settings)
    return await services.read(
        request, ask, lambda program: made_of(program, ask, limits), read_twice
    )


@router.post("/ungroup", summary="Write a block of a program out")
async def ungroup(request: Request, ask: AskedToUngroup, services: TheServices) -> UngroupAnswer:
    """Write the gates of a block in the place of its call; every gradient outside is what it was.

    The function goes where nothing else calls it.
    """
    limits = read_limits(services.settings)
    return await services.read(
        request, ask, lambda program: ungrouped(program, ask, limits), read_twice
    )


def read_twice(program: Program) -> int:
    """Return the bytes that the program takes when what was made of it is read again."""
    return cost(len(program.graph), program.graph.elements)


def made_of(program: Program, ask: BlockAsk, limits: ReadLimits) -> BlockAnswer:
    """Make a block of a program, or say what closes it."""
    level = Level(ask.detail)
    if level is Level.SCALARS:
        hint = "choose detail gates, where an array is one node"
        raise Refusal("invalid-request", "single numbers of arrays are no blocks", hint=hint)
    view = at_level(program, level, ask.closed, ask.opened)
    origins = origins_of(program, view).nodes
    unknown = [node for node in ask.nodes if not 0 <= node < len(origins)]
    if unknown:
        detail = f"the trace has no node {unknown[0]}; its {len(origins)} nodes count from 0"
        raise Refusal("invalid-request", detail, errors=[("/nodes", detail)])
    closing = closing_of(program, [own for node in ask.nodes for own in origins[node]])
    seen = view.moved
    adds = {node for node, own in enumerate(origins) if closing.added.intersection(own)}
    made = None if closing.why else make_block(program, closing, ask.name, ask.inputs, limits)
    after = program if made is None else made.program
    return BlockAnswer(
        program=None if made is None else after.text,
        name=free_name(program) if made is None else made.name,
        key=None if made is None else made.key,
        why=closing.why,
        adds=sorted(adds - set(ask.nodes)),
        result=seen[closing.result],
        operands=list(dict.fromkeys(seen[node] for node in closing.operands)),
        calls=list(calls_of(after.graph)),
        gates=list(openables_of(after.graph)),
    )


def ungrouped(program: Program, ask: UngroupAsk, limits: ReadLimits) -> UngroupAnswer:
    """Write a block of a program out."""
    after = inline_call(program, ask.key, ask.inputs, limits)
    return UngroupAnswer(
        program=after.text,
        calls=list(calls_of(after.graph)),
        gates=list(openables_of(after.graph)),
    )
