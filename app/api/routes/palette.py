"""``GET /api/v1/palette`` and ``POST /api/v1/palette/insert``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...bounds import read_limits
from ...language import Level, Program, ProgramError, ReadLimits, at_level
from ...language.levels.origins import origins_of
from ...palette import Piece, insert
from ..composite_cards import shown_families
from ..dependencies import TheServices
from ..models.palette import InsertAnswer, InsertAsk, PaletteAnswer
from ..palette_cards import palette
from ..problems import Refusal
from ..reading import JsonRoute
from .block import read_twice

router = APIRouter(route_class=JsonRoute, tags=["programs"])

BEGUN = "x = [0.5, -1, 2]"

Asked = Annotated[
    InsertAsk,
    Body(
        openapi_examples={
            "begin": {
                "summary": "A neuron into an empty program",
                "value": {"program": "", "kind": "block", "name": "neuron"},
            },
            "layer": {
                "summary": "A layer behind an input",
                "value": {"program": BEGUN, "kind": "block", "name": "dense"},
            },
            "chosen": {
                "summary": "A gate over two values",
                "value": {
                    "program": "x = 2; y = 3\nf = x * y",
                    "kind": "gate",
                    "name": "add",
                    "nodes": [0, 2],
                },
            },
        }
    ),
]


@router.get("/palette", tags=["catalogue"], summary="Every gate and block to put into a program")
async def get_palette(services: TheServices) -> PaletteAnswer:
    """List what `POST /api/v1/palette/insert` puts into a program: inputs, blocks and gates."""
    await services.once.get(shown_families, shown_families)
    return await services.once.get(palette, palette)


@router.post("/palette/insert", summary="Put a gate or a block into a program")
async def palette_insert(request: Request, ask: Asked, services: TheServices) -> InsertAnswer:
    """Write a program with a gate or a block more.

    It takes the nodes that are named, or the last result; parameters, labels and targets are made
    to fit: small numbers from a seed, or shapes where the program has shapes without numbers. The
    new line stands at the end, before lines in which inputs learn. An input stands first.
    """
    limits = read_limits(services.settings)
    try:
        return await services.read(
            request, ask, lambda program: inserted(program, ask, limits), read_twice
        )
    except ProgramError as error:
        if error.kind != "empty":
            raise
    return await services.pool.run(request, lambda: inserted(None, ask, limits), heavy=False)


def inserted(program: Program | None, ask: InsertAsk, limits: ReadLimits) -> InsertAnswer:
    """Put a piece into a program; ``None`` of one that has no line yet."""
    piece = Piece(ask.kind, ask.name)
    nodes = [] if program is None else _nodes(program, ask)
    made = insert(ask.program, program, piece, nodes, ask.inputs, limits)
    graph = made.program.graph
    node = graph.names[made.name]
    lines = made.program.text.splitlines()
    return InsertAnswer(
        program=made.program.text,
        name=made.name,
        node=node,
        line=lines.index(made.lines[-1]) + 1,
        lines=list(made.lines),
    )


def _nodes(program: Program, ask: InsertAsk) -> list[int]:
    """Return the nodes of the program's own graph that are taken."""
    level = Level(ask.detail)
    if not ask.nodes:
        return []
    if level is Level.SCALARS:
        hint = "choose detail gates, where an array is one node"
        raise Refusal("invalid-request", "single numbers of arrays are not taken", hint=hint)
    origins = origins_of(program, at_level(program, level, ask.closed, ask.opened)).nodes
    unknown = [node for node in ask.nodes if not 0 <= node < len(origins)]
    if unknown:
        detail = f"the trace has no node {unknown[0]}; its {len(origins)} nodes count from 0"
        raise Refusal("invalid-request", detail, errors=[("/nodes", detail)])
    return [origins[node][-1] for node in ask.nodes if origins[node]]
