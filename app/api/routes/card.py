"""``POST /api/v1/card``."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...language import Level, Program, at_level
from ...trace.cards import card_of
from ...trace.cards.switches import Switch
from ...trace.cards.written import Edit
from ..dependencies import TheServices
from ..models.card import (
    CardAnswer,
    CardAsk,
    CardLineAnswer,
    ChoiceAnswer,
    CurveAnswer,
    DialAnswer,
    EditAnswer,
    PointAnswer,
    ReadingAnswer,
    RoleAnswer,
    ShareAnswer,
    StrokeAnswer,
    SwitchAnswer,
)
from ..models.common import Span
from ..problems import Refusal
from ..reading import JsonRoute
from .block import read_twice

router = APIRouter(route_class=JsonRoute, tags=["programs"])

SQUARED = "p = 0.7\ny = const(1)\nE = half_squared_error(p, y)"

Asked = Annotated[
    CardAsk,
    Body(
        openapi_examples={
            "loss": {"summary": "A squared error", "value": {"program": SQUARED, "node": 2}}
        }
    ),
]


@router.post("/card", summary="Read a loss, draw a gate's curve, list what can be switched")
async def card(request: Request, ask: Asked, services: TheServices) -> CardAnswer:
    """Tell what is said of a gate on a card of its own.

    A loss names what was predicted and what is true, also where it is spelled out in smaller gates.
    A switch says how the program reads with another choice.
    """
    return await services.read(request, ask, lambda program: told(program, ask), read_twice)


def told(program: Program, ask: CardAsk) -> CardAnswer:
    """Write a card as an answer."""
    view = at_level(program, Level(ask.detail), ask.closed, ask.opened)
    if ask.node >= len(view.graph):
        detail = f"the trace has no node {ask.node}; its {len(view.graph)} nodes count from 0"
        raise Refusal("invalid-request", detail, errors=[("/node", detail)])
    found = card_of(program, view, ask.node)
    reading, curve = found.reading, found.curve
    loss = None
    if reading is not None:
        loss = ReadingAnswer(
            gate=reading.gate,
            title=reading.title,
            says=reading.says,
            cost=reading.cost,
            predicted=RoleAnswer(**reading.predicted._asdict()),
            actual=None if reading.actual is None else RoleAnswer(**reading.actual._asdict()),
        )
    drawn = None
    if curve is not None:
        lines = [StrokeAnswer(**line._asdict()) for line in curve.lines]
        points = [PointAnswer(**point._asdict()) for point in curve.points]
        drawn = CurveAnswer(**{**asdict(curve), "lines": lines, "points": points})
    return CardAnswer(
        loss=loss,
        lines=[CardLineAnswer(phase=line.phase, text=line.text) for line in found.lines],
        parts=[ShareAnswer(name=name, value=value) for name, value in found.parts],
        curve=drawn,
        switches=[_switch(switch) for switch in found.switches],
    )


def _switch(switch: Switch) -> SwitchAnswer:
    dial = None
    if switch.dial is not None:
        value, edits, leaf, least, marks = switch.dial
        dial = DialAnswer(
            value=value, edits=_edits(edits), input=leaf, least=least, marks=list(marks)
        )
    choices = [
        ChoiceAnswer(label=choice.label, chosen=choice.chosen, edits=_edits(choice.edits))
        for choice in switch.choices
    ]
    return SwitchAnswer(
        name=switch.name, label=switch.label, help=switch.help, choices=choices, dial=dial
    )


def _edits(edits: tuple[Edit, ...]) -> list[EditAnswer]:
    return [EditAnswer(place=Span(**asdict(edit.place)), text=edit.text) for edit in edits]
