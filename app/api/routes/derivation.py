"""``POST /api/v1/derivation``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...language import Level, Program, at_level
from ...trace.derivations import derivation_of
from ..dependencies import TheServices
from ..models.common import Formula
from ..models.derivation import DerivationAnswer, DerivationAsk, LineAnswer
from ..problems import Refusal
from ..reading import JsonRoute
from .block import read_twice

router = APIRouter(route_class=JsonRoute, tags=["programs"])

SIGMOID = "x = 1\nf = sigmoid(x)"

Asked = Annotated[
    DerivationAsk,
    Body(
        openapi_examples={
            "sigmoid": {"summary": "The sigmoid", "value": {"program": SIGMOID, "node": 1}}
        }
    ),
]


@router.post("/derivation", summary="Derive a gate's derivative line by line")
async def derivation(request: Request, ask: Asked, services: TheServices) -> DerivationAnswer:
    """Tell how the local derivative of a gate of one input is found, with its numbers.

    A block of the program has the derivation of the gate whose numbers it gives: a function
    `1 / (1 + exp(-x))` has that of `sigmoid`.
    """
    return await services.read(request, ask, lambda program: derived(program, ask), read_twice)


def derived(program: Program, ask: DerivationAsk) -> DerivationAnswer:
    """Write a derivation as an answer."""
    view = at_level(program, Level(ask.detail), ask.closed, ask.opened)
    if ask.node >= len(view.graph):
        detail = f"the trace has no node {ask.node}; its {len(view.graph)} nodes count from 0"
        raise Refusal("invalid-request", detail, errors=[("/node", detail)])
    found = derivation_of(program, view, ask.node)
    if found is None:
        return DerivationAnswer(gate=None, name=None, lines=[])
    lines = [
        LineAnswer(
            formula=Formula.of(line.formula),
            worked=line.worked,
            why=line.why,
        )
        for line in found.lines
    ]
    return DerivationAnswer(gate=found.gate, name=found.name, lines=lines)
