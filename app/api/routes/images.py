"""``POST /api/v1/images``."""

from typing import Annotated

from fastapi import APIRouter, Body

from ...classifier.image_programs import HiddenLayer, hidden_program, linear_program
from ...classifier.image_sets import IMAGE_SETS
from ...classifier.images import make_images
from ..models.images import ImageAnswer, ImagesAnswer, ImagesAsk, ImageSetAnswer
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

Asked = Annotated[
    ImagesAsk,
    Body(
        openapi_examples={
            "horses": {"summary": "Horses that face either way", "value": {"set": "horses"}},
            "arrows": {
                "summary": "Arrows, and six hidden units",
                "value": {"set": "arrows", "units": 6, "seed": 3},
            },
        }
    ),
]


@router.post("/images", summary="Make small images, and programs that learn them")
async def images(ask: Asked) -> ImagesAnswer:
    """Make 40 images of two classes by a seeded generator.

    One class has two forms, so that a linear classifier has one template for both, and a hidden
    layer one for each. The same request gives the same images and programs.
    """
    return told_images(ask)


def told_images(ask: ImagesAsk) -> ImagesAnswer:
    """Make what is asked for.

    Raises:
        ConfigError: there is no such set, seed, activation or number of units.
    """
    made = make_images(ask.set, ask.seed)
    layer = HiddenLayer(ask.units, ask.activation, ask.seed)
    rows = zip(made.kinds, made.labels, made.pixels.tolist(), strict=True)
    return ImagesAnswer(
        sets=[ImageSetAnswer(name=row.name, title=row.title) for row in IMAGE_SETS.values()],
        classes=list(made.set.classes),
        images=[ImageAnswer(kind=kind, label=label, pixels=row) for kind, label, row in rows],
        linear=linear_program(made, ask.strength),
        hidden=hidden_program(made, layer, ask.strength),
    )
