"""``POST /api/v1/counts``."""

from typing import Annotated

from fastapi import APIRouter, Body, Request

from ...bounds import read_limits
from ...counts import (
    Counts,
    GateCount,
    LayerCount,
    LeafCount,
    Rows,
    count,
    rows_of,
    with_batch,
)
from ...language import Program, ReadLimits
from ...trace import prepare
from ..dependencies import TheServices
from ..models.counts import (
    BatchCountAnswer,
    BytesAnswer,
    CountsAnswer,
    CountsAsk,
    GateCountAnswer,
    JacobianCountAnswer,
    LayerCountAnswer,
    LeafCountAnswer,
)
from ..reading import JsonRoute
from .block import read_twice

router = APIRouter(route_class=JsonRoute, tags=["programs"])

LAYERS = """\
X = const(shape(60000, 784))
Y = const(shape(60000, 10))
W1 = shape(784, 17); b1 = shape(17)
W2 = shape(17, 10); b2 = shape(10)
A1 = sigmoid(X @ W1 + b1)
L = softmax_cross_entropy(A1 @ W2 + b2, Y)"""

Asked = Annotated[
    CountsAsk,
    Body(
        openapi_examples={
            "layers": {"summary": "Two layers over all images", "value": {"program": LAYERS}},
            "batch": {
                "summary": "The same for a batch of 100",
                "value": {"program": LAYERS, "batch": 100},
            },
        }
    ),
]


@router.post("/counts", summary="Count parameters, multiply-adds and memory")
async def counts(request: Request, ask: Asked, services: TheServices) -> CountsAnswer:
    """Count what a program costs, from its shapes alone: nothing is computed.

    Leaves without numbers, `X = const(shape(60000, 784))`, do as well as others.
    """
    limits = read_limits(services.settings)
    return await services.read(request, ask, lambda p: counted(p, ask, limits), read_twice)


def counted(program: Program, ask: CountsAsk, limits: ReadLimits) -> CountsAnswer:
    """Count a program and write the answer."""
    prepared = prepare(program)
    own = rows_of(prepared)
    if ask.batch is not None:
        prepared = prepare(with_batch(program, own, ask.batch, limits))
    return _answer(count(prepared, ask.parameters), own)


def _answer(found: Counts, own: Rows | None) -> CountsAnswer:
    kept = sum(gate.kept for gate in found.gates)
    rows, batch = found.rows, None
    if rows is not None and own is not None:
        batch = BatchCountAnswer(size=rows.size, own=own.size, data=list(rows.shapes))
    return CountsAnswer(
        parameters=[_leaf(leaf) for leaf in found.parameters],
        data=[_leaf(leaf) for leaf in found.data],
        total=found.total,
        written=found.written,
        layers=[_layer(layer) for layer in found.layers],
        gates=[_gate(gate) for gate in found.gates],
        multiply_adds=sum(gate.products for gate in found.gates),
        multiply_adds_back=sum(gate.products_back for gate in found.gates),
        kept=kept,
        kept_bytes=BytesAnswer(float32=4 * kept, float64=8 * kept),
        batch=batch,
    )


def _leaf(leaf: LeafCount) -> LeafCountAnswer:
    return LeafCountAnswer(
        name=leaf.name,
        node=leaf.node,
        shape=list(leaf.shape),
        count=leaf.count,
        written=leaf.written,
        layer=leaf.layer,
    )


def _layer(layer: LayerCount) -> LayerCountAnswer:
    return LayerCountAnswer(
        name=layer.name,
        kind="call" if layer.is_call else "line",
        line=layer.line,
        parameters=sum(leaf.count for leaf in layer.parameters),
        written=layer.written,
        multiply_adds=sum(gate.products for gate in layer.gates),
        multiply_adds_back=sum(gate.products_back for gate in layer.gates),
        kept=sum(gate.kept for gate in layer.gates),
    )


def _gate(gate: GateCount) -> GateCountAnswer:
    size = None
    if gate.columns:
        size = JacobianCountAnswer(
            rows=gate.rows,
            columns=gate.columns,
            entries=float(gate.rows) * float(gate.columns),
            stored=gate.stored,
        )
    return GateCountAnswer(
        node=gate.node,
        name=gate.name,
        layer=gate.layer,
        multiply_adds=gate.products,
        multiply_adds_back=gate.products_back,
        kept=gate.kept,
        jacobian=size,
    )
