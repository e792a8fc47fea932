"""The stories that the pages' scripts are tested on, made here and read by both.

``python -m tests.trace.test_golden_story`` writes the file anew.
"""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from pydantic_core import to_json

from app.drawing.arrays import Mark, array_marks
from app.drawing.batch import find_batch
from app.drawing.captions import back_caption, copies_beside, copies_on, sum_beside, value_caption
from app.drawing.figures import MARKS, Figure, above, below, beside, ring_half, wire_class
from app.drawing.forms import NUMBER, forms_of
from app.drawing.labels import Moment
from app.drawing.place import CLOSE
from app.language import Level, read_program
from app.trace import Trace, prepare
from app.trace.cell_numbers import show_vector
from app.trace.numbers import (
    show_array_exactly,
    show_cell,
    show_exactly,
    show_in_full,
    show_in_table,
    show_number,
)
from tests.golden_files import lined, rounded

FILE = Path(__file__).resolve().parents[1] / "data" / "stories.json"

PROGRAMS: dict[str, tuple[str, Level, dict[str, Any]]] = {
    "circuit": ("x = -2; y = 5; z = -4\nq = x + y\nf = q * z", Level.GATES, {}),
    "fork": ("x = 3; y = 1\nf = 2*x + x*x + max(x, y)", Level.GATES, {}),
    "tangents": (
        "a = 2; b = 1\nf = (a + b) * (b + 1)",
        Level.GATES,
        {"mode": "forward", "wrt": "b"},
    ),
    "arrays": ("W = [[1, 2], [3, 4]]; x = [0, 1]\nf = sum(relu(W @ x - 3))", Level.GATES, {}),
    "opened": ("x = [1, -1]\nf = sigmoid(x)", Level.SCALARS, {"seed": [1, 0]}),
    "constant": ("k = const(3); x = 2; u = 7\nf = k * x", Level.GATES, {}),
    "broadcast": ("X = [[1, 2], [3, 4]]; b = [1, 1]\nY = X + b\nL = sum(Y**2)", Level.GATES, {}),
    "seeded": ("x = 2\ny = x * x", Level.GATES, {"seed": 3}),
    "margins": ("s = [3, 5, -1]\nL = hinge(s, 0)", Level.ELEMENTARY, {}),
    "margin": ("s = [1, 2]\nL = hinge(s, 0)", Level.SCALARS, {}),
    "not finite": ("x = 0\nf = 1 / x", Level.GATES, {}),
    "seeded with zero": ("x = 3; y = 0.045\nf = x * y + x", Level.GATES, {"seed": 0}),
    "wide": (
        "x = [-0.00612, 123456.789, -0.045]; k = 98765.4321\nf = sum(k * x * x)",
        Level.GATES,
        {},
    ),
    "one number each": ("W = [[2]]; x = [3]\nf = relu(W @ x)", Level.GATES, {}),
    "a gate that cuts": (
        "X = [[1, -2, 0.5], [-1, 3, -123456.789]]\nL = sum(relu(X) * X)",
        Level.GATES,
        {},
    ),
    "tiles": (
        "X = randn(20, 30, seed=1); w = randn(30, seed=2); z = zeros(9)\n"
        "k = const(randn(2, 3, 7, seed=3))\n"
        "f = mean(tanh(X @ w) + 1) + amax(k) + sum(-1 / z)",
        Level.GATES,
        {"array_limit": 400},
    ),
    "tangents of rows": (
        "X = [[1, 2], [3, 4]]; b = [5, 0]\nf = X * b",
        Level.GATES,
        {"mode": "forward", "wrt": "b"},
    ),
    "a batch": (
        "X = [[1, 2], [3, 4], [5, 6]]; W = [[1, 0, 2], [0, 1, 1]]; V = [[1, 2], [3, 4], [5, 6]]\n"
        "b = [1, 2, 3]\nS = relu(X @ W + b) @ V\nL = softmax_cross_entropy(S, [0, 1, 1])",
        Level.GATES,
        {},
    ),
    "rows without a bias": (
        "X = [[1, 2], [3, 4], [5, 6]]; W = [[1, 0], [2, 1]]; y = const([1, 0, 1])\n"
        "L = mean(square(sum(X @ W, axis=1) - y)) + mean(cross_entropy(softmax(X @ W), [0, 1, 1]))",
        Level.GATES,
        {},
    ),
    "spread inside a loss": (
        "x = [[1, 2], [3, 4]]; t = [1, 0]\nL = mse(x, t)",
        Level.GATES,
        {},
    ),
    "two batches": (
        "A = ones(3, 2); B = ones(4, 2); b = [1, 2]\nL = sum(A + b) + sum(B * b)",
        Level.GATES,
        {},
    ),
    "numbers of a batch": (
        "X = [[1, 2], [3, 4], [5, 6], [7, 8]]; w = [[1], [2]]; b = [[0.5]]; c = [1, 2]; k = 3\n"
        "z = (X + c) @ w + b; t = tanh(z)\nL = sum(k * t) + mse(z, k) + sum(k * [[1]])",
        Level.GATES,
        {},
    ),
    "shapes without numbers": (
        "X = const(shape(600, 4)); W = shape(4, 3); b = [1, 2, 3]; k = 2\n"
        "f = mean(relu(X @ W + b)) * (k * k)",
        Level.GATES,
        {},
    ),
    "layers of a batch": (
        "X = const(shape(5, 1, 4, 4)); y = const(shape(5))\n"
        "W = shape(2, 1, 3, 3); V = shape(3, 2)\n"
        "H = global_avg_pool(relu(conv2d(X, W, padding=1)))\n"
        "L = softmax_cross_entropy(linear(H, V), y)",
        Level.GATES,
        {},
    ),
    "shapes that move": (
        "X = shape(600, 4); w = [1, 2, 3, 4]; k = 2\nf = sum(X @ (w * k)) + k",
        Level.GATES,
        {"mode": "forward", "wrt": "k"},
    ),
    "no way back": ("x = 2; y = 3\nz = x * y; f = step(z) + relu(-x)", Level.GATES, {}),
}
EDGES = json.loads("""
[0.0, -0.0, 1.0, -12.0, 0.37, 0.99999, -0.5, 0.004, 0.00612, 6.1e-16, 999999.0, 123456.789, 1e6,
 1234567.0, -2.5e8, 1e100, 5e-324, 0.125, -0.375, 2.675, 10.235, 1.25e6, 1.35e7, 0.03125, 0.015625,
 1e21, 1.5e-7, 1e-6, 123456789012345680000.0, -0.19661193324148185, 0.045, -0.125, 0.0996, 0.09961,
 0.09999996, 0.00995, 0.009951, 0.0009999, 0.001, 0.00099999999, 0.0001, 0.00099, 0.000099999999,
 0.5, 1.5, 2.5, 1.005, 1.0051, 12.345, 12.35, 99.995, 99.9951, 999999.5, 999999.999, 999999.9999999,
 1234.5, 12345.67, 0.1, 0.3, 0.30000000000000004, 2.2250738585072014e-308, 1.7976931348623157e308,
 1.05e-9, 1.005e-9, 9.995e-9, 9.9951e-9, 1000000.5, 1045000.0, 1e-4, 0.00012345, 0.123456789]
""")


def numbers() -> list[float]:
    """Return edge cases, halves at every decimal and numbers of every size."""
    random = Random(4)
    halves = [float(f"{k / 10**d:.{d}f}5") for d in range(6) for k in random.sample(range(2000), 8)]
    sizes = [random.choice((-1, 1)) * 10 ** random.uniform(-12, 12) for _ in range(60)]
    short = [random.randint(-5000, 5000) / 10 ** random.randint(0, 7) for _ in range(60)]
    dyadic = [random.randint(-999, 999) / 2 ** random.randint(1, 12) for _ in range(40)]
    noisy = [x * (1 + noise) for x in short[:20] for noise in (3e-16, -9e-13, 1.1e-12)]
    return [*EDGES, *halves, *sizes, *short, *dyadic, *noisy]


def vectors() -> list[list[float]]:
    """Return arrays whose elements would have other decimals each alone, halves among them."""
    random = Random(9)
    pool = [x for x in numbers() if abs(x) < 1e22]
    mixed = [random.sample(pool, random.randint(1, 5)) for _ in range(60)]
    halves = [[0.0312, 1.03125], [2.375, 0.24], [1.5e-7, 1.125e-5, 0.25], [0.00125, 123456.7890625]]
    return [*halves, [0.0, 1.0, 0.5], [], *mixed]


DIGITS = (2, 0, 1, 3, 4, 6, 12)


def story(name: str) -> Trace:
    program, level, options = PROGRAMS[name]
    return prepare(read_program(program), level).trace(**options)


def figures(trace: Trace, step: int) -> dict[str, Any]:
    """Return everything about one step that the server and the page draw alike."""
    moment = Moment(trace, step, 2)
    rooms = [forms_of(node.shape)[0].width for node in trace.nodes]
    uses = Counter([edge.source for edge in trace.edges] + trace.outputs)
    mark = MARKS[trace.mode]
    backs = [moment.back(edge.id) for edge in trace.edges]
    told = moment.told
    return {
        "told": [sorted(told.nodes), sorted(told.edges), sorted(told.outputs)],
        "values": [
            _listed(above(moment.value(k), room, k in told.nodes), k in told.nodes)
            for k, room in enumerate(rooms)
        ],
        "backs": [
            _listed(below(back, rooms[edge.source], mark, told=now), now)
            for back, edge in zip(backs, trace.edges, strict=True)
            for now in [edge.id in told.edges]
        ],
        "wires": [wire_class(back) for back in backs],
        "totals": [
            _listed(below(moment.total(k), room, mark, "Σ" if uses[k] > 1 else "", now), now)
            for k, room in enumerate(rooms)
            for now in [k in told.nodes]
        ],
        "ports": [wire_class(moment.total(output)) for output in trace.outputs],
        "now": None if moment.current is None else [moment.current.node, moment.current.edge],
        "marks": [[n.id, text] for n in trace.nodes if (text := moment.mark(n.id).text)],
    }


def standing(trace: Trace, step: int) -> list[Any]:
    """Return how each array stands on each of its wires, in each of the forms that it may have."""
    moment = Moment(trace, step, 2)
    mark = MARKS[trace.mode]
    lower = "tangent" if trace.mode == "forward" else "gradient"
    drawn, batch = [], find_batch(trace)
    for edge in trace.edges:
        told = edge.id in moment.told.edges
        source = trace.nodes[edge.source]
        said = (
            value_caption(source, batch, copies_on(trace, edge.id)),
            back_caption(trace, edge.id, mark),
        )
        for form in forms_of(trace.nodes[edge.source].shape):
            if form.kind == "number":
                continue
            above_it = array_marks(
                moment.value(edge.source), form, "value", said[0], told, under=False
            )
            below_it = array_marks(moment.back(edge.id), form, lower, said[1], told, under=True)
            drawn.append([edge.id, asdict(form), _marks(above_it), _marks(below_it)])
    return drawn


def broadcast(trace: Trace) -> list[list[str]]:
    """Return what is said in the end beside the numbers on each wire, of those that may be."""
    moment, mark, batch = Moment(trace, None, 2), MARKS[trace.mode], find_batch(trace)
    room = NUMBER + CLOSE.beside
    said = []
    for edge in trace.edges:
        value = above(moment.value(edge.source), room)
        back = below(moment.back(edge.id), room, mark)
        sums = sum_beside(trace, edge.id, batch)
        said.append(
            [
                beside(value, room, copies_beside(trace, edge.id)),
                *(beside(back, room, sums[k:], mark) for k in range(3)),
            ]
        )
    return said


def _marks(marks: list[Mark]) -> list[list[Any]]:
    """List marks in short: classes, text, path, x, y, size, opacity."""
    return [list(asdict(mark).values()) for mark in marks]


def _listed(figure: Figure, told: bool) -> list[Any]:
    return [figure.text, figure.size, figure.ringed, ring_half(figure.text, told)]


def golden() -> dict[str, Any]:
    told = {
        name: {
            "rooms": [forms_of(node.shape)[0].width for node in (story(name)).nodes],
            "batch": (batch := find_batch(story(name))) and [batch.size, sorted(batch.nodes)],
            "trace": json.loads(to_json(trace := story(name), inf_nan_mode="strings")),
            "moments": [figures(trace, step) for step in range(len(trace.steps) + 1)],
            "beside": broadcast(trace),
            "arrays": {
                str(step): standing(trace, step)
                for step in (0, len(trace.steps) // 2, len(trace.steps))
            },
        }
        for name in PROGRAMS
    }
    shown = [
        [
            x,
            show_exactly(x),
            show_in_full(x),
            *(show(x, digits) for show in (show_number, show_cell) for digits in DIGITS),
        ]
        for x in numbers()
    ]
    arrays = [
        [
            x,
            show_in_table([*x]),
            show_array_exactly(x),
            *(show_vector(x, digits) for digits in DIGITS),
        ]
        for x in vectors()
    ]
    return {"stories": told, "numbers": shown, "arrays": arrays}


def test_the_stories_are_what_they_were() -> None:
    assert rounded(golden()) == rounded(json.loads(FILE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    FILE.write_text(lined(golden()) + "\n", encoding="utf-8")
