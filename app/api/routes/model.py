"""``POST /api/v1/model``."""

from base64 import b64decode
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...architectures import Found, Layer, ModelError, read_onnx, read_printout
from ...bounds import read_limits
from ...counts import count
from ...language import ReadLimits, read_program
from ...trace import prepare
from ..dependencies import TheServices
from ..models.model import ModelAnswer, ModelAsk, ModelLayerAnswer, UnreadAnswer
from ..problems import Refusal
from ..reading import JsonRoute

router = APIRouter(route_class=JsonRoute, tags=["programs"])

MOST_TOLD = 50
"""Lines that could not be read and are told one by one."""
PRINTOUT = """\
Sequential(
  (0): Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  (1): ReLU()
  (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
  (3): Flatten(start_dim=1, end_dim=-1)
  (4): Linear(in_features=1568, out_features=10, bias=True)
)"""

Asked = Annotated[
    ModelAsk,
    Body(
        openapi_examples={
            "printout": {"summary": "A small convolutional network", "value": {"text": PRINTOUT}},
            "input": {
                "summary": "The same for pictures of another size",
                "value": {"text": PRINTOUT, "input": [1, 1, 28, 28]},
            },
        }
    ),
]


@router.post("/model", summary="Read a model of PyTorch or an ONNX file as a program")
async def model(request: Request, ask: Asked, services: TheServices) -> ModelAnswer:
    """Read what `print(model)` shows, or an ONNX file, as a program with shapes for its weights.

    A printout says which modules a model has and not how it calls them, so they are taken one
    after another; residual blocks and branches of torchvision's networks and PyTorch's transformer
    layers are known. What cannot be read is told by line, and the rest goes on. Nothing is run, no
    weight is loaded and no other file is opened.
    """
    limits = read_limits(services.settings)
    return await services.pool.run(request, lambda: read_model(ask, limits), heavy=True)


def read_model(ask: ModelAsk, limits: ReadLimits) -> ModelAnswer:
    """Read a model and count what learns.

    Raises:
        Refusal: nothing of it can be read, or the program would be too long.
    """
    shape = None if ask.input is None else tuple(ask.input)
    where = "/text" if ask.file is None else "/file"
    if (ask.text is None) == (ask.file is None):
        raise Refusal(
            "invalid-request",
            "give either the text of a printout or a file, and not both",
            hint="text is what print(model) shows, file the base64 of an ONNX file",
            errors=[(where, "one of text and file is given")],
        )
    try:
        if ask.file is None:
            found = read_printout(ask.text or "", shape)
        else:
            found = read_onnx(_bytes(ask.file), shape)
    except ModelError as error:
        raise Refusal(
            "unreadable-model", error.message, hint=error.hint, errors=[(where, error.message)]
        ) from None
    return _answer(found, "printout" if ask.file is None else "onnx", limits)


def _bytes(file: str) -> bytes:
    try:
        return b64decode(file, validate=True)
    except ValueError as error:
        raise Refusal(
            "invalid-request",
            f"the file is no base64: {error}",
            hint="base64.b64encode(open(path, 'rb').read()).decode() writes it",
            errors=[("/file", "no base64")],
        ) from None


def _layer(layer: Layer) -> ModelLayerAnswer:
    return ModelLayerAnswer(**{**asdict(layer), "shape": list(layer.shape)})


def _answer(found: Found, kind: str, limits: ReadLimits) -> ModelAnswer:
    if len(found.text) > limits.characters:
        raise Refusal(
            "program-too-long",
            f"the program of this model has {len(found.text):,} characters; at most "
            f"{limits.characters:,} are read",
            hint="read one block of the model: print(model.layer1)",
        )
    counts = count(prepare(read_program(found.text, limits=limits)))
    return ModelAnswer(
        kind="onnx" if kind == "onnx" else "printout",
        title=found.title,
        program=found.text,
        folded=found.text.startswith("def ") or "\ndef " in found.text,
        input=list(found.input),
        guessed=found.guessed,
        layers=[_layer(layer) for layer in found.layers],
        total=counts.total,
        written=counts.written,
        unread=[UnreadAnswer(**asdict(each)) for each in found.unread[:MOST_TOLD]],
        notes=found.notes,
    )
