"""``POST /api/v1/surface``."""

from typing import Annotated, cast, get_args

import numpy as np
from fastapi import APIRouter, Body, Request, Response
from pydantic_core import to_json

from ...descent.axes import Axis, AxisAsk, Direction, read_axes
from ...descent.surface import AT_ONCE, surface
from ...engine.errors import ArgumentError, DeadlineError
from ...engine.ops.op import Array
from ...language import Program
from ...language.supplied import to_array
from ...settings import Settings
from ..dependencies import TheServices
from ..memory import BYTES_PER_LISTED
from ..models.surface import AxisAsk as AskedAxis
from ..models.surface import SurfaceAnswer, SurfaceAsk
from ..problems import Refusal
from ..reading import JsonRoute
from ..services import BYTES_PER_NUMBER
from .descend import BOWL

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    SurfaceAsk,
    Body(
        openapi_examples={
            "bowl": {
                "summary": "A bowl over its two numbers",
                "value": {
                    "program": BOWL,
                    "axes": [{"name": "w0", "low": -1, "high": 1}, {"name": "w1"}],
                    "grid": 3,
                },
            },
            "cut": {
                "summary": "A cut along the gradient",
                "value": {"program": BOWL, "axes": [{"direction": "gradient"}], "grid": 5},
            },
        }
    ),
]


@router.post("/surface", response_model=SurfaceAnswer, summary="Survey a loss surface")
async def survey(request: Request, ask: Asked, services: TheServices) -> Response:
    """Compute the output over one or two of the program's numbers, or along directions.

    All other numbers are the program's own, or those of `inputs`.
    """

    def work(program: Program) -> bytes:
        return survey_program(program, ask, services.settings)

    def takes(program: Program) -> int:
        _check(ask, services.settings)
        listed: int = ask.grid ** len(ask.axes)
        return BYTES_PER_LISTED * listed + BYTES_PER_NUMBER * AT_ONCE * len(program.graph)

    body = await services.read(request, ask, work, takes)
    return Response(body, media_type="application/json")


def survey_program(program: Program, ask: SurfaceAsk, settings: Settings) -> bytes:
    """Compute a surface, and write the answer.

    Raises:
        Refusal: a direction is none.
        EngineError: an axis is wrong, or a gate met data it cannot work on.
        DeadlineError: it takes too long.
    """
    asks = [_axis(k, axis, settings) for k, axis in enumerate(ask.axes)]
    axes = read_axes(program, asks, ask.parameters)
    try:
        values = surface(program, axes, ask.grid)
    except DeadlineError as error:
        raise DeadlineError(
            f"{ask.grid ** len(axes):,} places do not fit into the time of a request",
            hint="ask for a smaller grid",
        ) from error
    finite = values[np.isfinite(values)]
    answer = {
        "output": program.output_name,
        "axes": [_told(axis) for axis in axes],
        "places": [axis.places(ask.grid).tolist() for axis in axes],
        "values": values.tolist(),
        "lowest": finite.min() if finite.size else None,
        "highest": finite.max() if finite.size else None,
    }
    return to_json(answer, inf_nan_mode="strings", fallback=float)


def _check(ask: SurfaceAsk, settings: Settings) -> None:
    """Refuse more than the settings allow, before anything is computed."""
    if ask.grid > settings.grid_size:
        detail = f"{ask.grid:,} places are more than the {settings.grid_size:,} allowed"
        raise Refusal("invalid-request", detail, errors=[("/grid", detail)])


def _axis(number: int, asked: AskedAxis, settings: Settings) -> AxisAsk:
    if (asked.name is None) == (asked.direction is None):
        what = "both a name and a direction" if asked.name else "neither a name nor a direction"
        raise ArgumentError(f"axis {number + 1} has {what}", hint='give one: {"name": "w0"}')
    direction = _direction(f"/axes/{number}/direction", asked.direction, settings)
    return AxisAsk(asked.name, tuple(asked.index), direction, asked.seed, asked.low, asked.high)


def _direction(
    where: str, asked: object, settings: Settings
) -> Direction | dict[str, Array] | None:
    """Check a direction: a word, or numbers by the names of parameters."""
    for word in get_args(Direction):
        if asked == word:
            return cast(Direction, word)
    if asked is None:
        return None
    if isinstance(asked, dict):
        most = settings.array_elements
        return {name: to_array(name, value, most) for name, value in asked.items()}
    detail = "a direction is gradient, random, or an object of numbers by parameter"
    raise Refusal("invalid-request", detail, errors=[(where, detail)])


def _told(axis: Axis) -> dict[str, object]:
    return {"label": axis.label, "at": axis.at, "low": axis.low, "high": axis.high}
