"""Class labels: whole numbers that say which element of a row is the right one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ArgumentError, ShapeError
from .edges import Edge, not_finite_upstream
from .op import Array, Op, Pattern, Shape, describe_shape


def checked_labels(label: Array, count: int, gate: str) -> NDArray[np.intp]:
    """Return labels of any shape as whole numbers, with an axis of size 1 added at the end.

    Raises:
        ArgumentError: a label is not a whole number from 0 to ``count`` − 1.
    """
    wrong = ~((label >= 0) & (label < count) & (label == np.floor(label)))
    if np.any(wrong):
        place = np.argwhere(wrong)[0].tolist()
        where = f" in row {place if len(place) > 1 else place[0]}" if place else ""
        raise ArgumentError(
            f"the label {label[tuple(place)]:g}{where} is not one of the {count} classes",
            hint=f"labels are whole numbers from 0 to {count - 1}",
            gate=gate,
        )
    return label_index(label)


def label_index(label: Array) -> NDArray[np.intp]:
    """Return labels that were checked as whole numbers, with an axis of size 1 at the end."""
    return label.astype(np.intp)[..., None]


def rows_shape(gate: str, scores: Shape, label: Shape, *, distributions: bool) -> Shape:
    """Return the shape of the rows, after checking that there is one label for each.

    Raises:
        ShapeError: the scores are a scalar, or the labels do not fit them.
    """
    if not scores:
        raise ShapeError(
            f"{gate} needs a row of numbers, not a scalar", hint="give a list, one for each class"
        )
    rows = scores[:-1]
    if label == rows or (distributions and label == scores):
        return rows
    one = "a whole number" if not rows else f"shape {describe_shape(rows)}"
    also = f", or a distribution of shape {describe_shape(scores)}" if distributions else ""
    raise ShapeError(
        f"{gate}: labels of shape {describe_shape(label)} do not fit {describe_shape(scores)}",
        hint=f"one label for each row is {one}{also}",
    )


def index_text(hole: str) -> str:
    """Write labels as whole numbers in NumPy."""
    return f"np.asarray({hole}, dtype=int)"


def onehot_text(scores: Shape, hole: str) -> str:
    """Write labels as rows with a single one."""
    return f"np.eye({scores[-1]})[{index_text(hole)}]"


def picked_text(numbers: str, hole: str, rank: int) -> str:
    """Write the number of each row at its label, its axis kept for a stack of rows."""
    if rank == 1:
        return f"{numbers}[int({hole})]"
    return f"np.take_along_axis({numbers}, {index_text(hole)}[..., None], axis=-1)"


def _pick(x: Array, label: Array, out: Array) -> None:
    index = checked_labels(label, x.shape[-1], "pick")
    np.copyto(out, np.take_along_axis(x, index, -1)[..., 0])


def _pick_vjp(g: Array, y: Array, x: Array, label: Array, out: Array) -> None:
    """Write g to the elements that were picked and 0 elsewhere."""
    np.copyto(out, 0.0)
    np.put_along_axis(out, label_index(label), g[..., None], -1)


def _pick_jvp(t: Array, y: Array, x: Array, label: Array) -> Array:
    return np.take_along_axis(t, label_index(label), -1)[..., 0]


def _pick_text(shapes: tuple[Shape, ...]) -> str:
    rank = len(shapes[0])
    text = picked_text("{x}", "{label}", rank)
    return text if rank == 1 else f"{text}[..., 0]"


def _pick_vjp_text(shapes: tuple[Shape, ...]) -> str:
    upstream = "{g}" if len(shapes[0]) == 1 else "{g}[..., None]"
    return f"{upstream} * {onehot_text(shapes[0], '{label}')}"


def _strict_pick_vjp_text(shapes: tuple[Shape, ...]) -> str:
    """Write the backward line where 0 must be 0 even times an infinity."""
    upstream, onehot = _pick_vjp_text(shapes).split(" * ", 1)
    return f"np.where({onehot} == 1, {upstream}, 0)"


def _places(x: Array, label: Array) -> NDArray[np.intp]:
    """Return, for each row, the places that its label does not pick, in order."""
    index, count = label_index(label), x.shape[-1]
    places = np.arange(count - 1, dtype=np.intp)
    return np.asarray(places + (places >= index), dtype=np.intp)


def _others(x: Array, label: Array, out: Array) -> None:
    checked_labels(label, x.shape[-1], "others")
    np.copyto(out, np.take_along_axis(x, _places(x, label), -1))


def _others_vjp(g: Array, y: Array, x: Array, label: Array, out: Array) -> None:
    """Write g to the elements that were taken and 0 to those that the labels pick."""
    np.copyto(out, 0.0)
    np.put_along_axis(out, _places(x, label), g, -1)


def _others_jvp(t: Array, y: Array, x: Array, label: Array) -> Array:
    return np.take_along_axis(t, _places(x, label), -1)


def _others_shape(x: Shape, label: Shape) -> Shape:
    rows = rows_shape("others", x, label, distributions=False)
    if x[-1] == 1:
        raise ShapeError(
            "others: besides its label a row of one number has none",
            hint="give two or more numbers a row",
        )
    return (*rows, x[-1] - 1)


def _others_text(shapes: tuple[Shape, ...]) -> str:
    """Write the elements that a label does not pick: one row as such, a stack of rows by a mask."""
    if len(shapes[0]) == 1:
        return f"np.delete({{x}}, {index_text('{label}')})"
    return f"{{x}}[{_mask_text(shapes)}].reshape({(*shapes[0][:-1], shapes[0][-1] - 1)})"


def _mask_text(shapes: tuple[Shape, ...]) -> str:
    return f"np.arange({shapes[0][-1]}) != {index_text('{label}')}[..., None]"


def _others_vjp_text(shapes: tuple[Shape, ...]) -> str:
    """Write g spread to its places: what comes before the label stays, the rest moves one on."""
    mask = f"({_mask_text(shapes)})"
    before = f"np.cumsum({mask}, axis=-1) - 1"
    return f"np.where({mask}, np.take_along_axis({{g}}, np.maximum({before}, 0), axis=-1), 0)"


def _others_torch(shapes: tuple[Shape, ...]) -> str:
    labels = "torch.as_tensor({label}).long()[..., None]"
    mask = f"torch.arange({shapes[0][-1]}) != {labels}"
    return f"{{x}}[{mask}].reshape({(*shapes[0][:-1], shapes[0][-1] - 1)})"


def _no_derivative(g: Array, y: Array, *args: Array, out: Array, **params: Any) -> None:
    np.copyto(out, 0.0)


OPS = (
    Op(
        name="pick",
        glyph="pick",
        family="shapes",
        arguments=("x", "label"),
        forward=_pick,
        vjps=(_pick_vjp, _no_derivative),
        formula="pick(x, label)",
        derivatives=("g * onehot(label)", "0"),
        behaviour="moves",
        summary="Moves the upstream gradient back to the element that the label picks from each "
        "row; the others get zero.",
        numpy=_pick_text,
        numpy_vjps=(_pick_vjp_text, "np.zeros_like({label})"),
        numpy_vjp_edges={0: (Edge(not_finite_upstream, _strict_pick_vjp_text),)},
        torch="torch.take_along_dim({x}, torch.as_tensor({label}).long()[..., None], dim=-1)"
        "[..., 0]",
        pattern=Pattern.STRUCTURE,
        shape=lambda x, label: rows_shape("pick", x, label, distributions=False),
        jvps=(_pick_jvp, lambda t, y, x, label: np.zeros_like(y)),
        labels=frozenset({1}),
        literal_glyphs=("[{c}]", "[{c}]"),
        convention="A label is data: a whole number from 0, which gets no gradient.",
    ),
    Op(
        name="others",
        glyph="others",
        family="shapes",
        arguments=("x", "label"),
        forward=_others,
        vjps=(_others_vjp, _no_derivative),
        formula="others(x, label)",
        derivatives=("step(j != label) * g", "0"),
        behaviour="moves",
        summary="Moves the upstream gradient back to all elements of each row but the one that the "
        "label picks, which gets zero.",
        numpy=_others_text,
        numpy_vjps=(_others_vjp_text, "np.zeros_like({label})"),
        torch=_others_torch,
        pattern=Pattern.STRUCTURE,
        shape=_others_shape,
        jvps=(_others_jvp, lambda t, y, x, label: np.zeros_like(y)),
        labels=frozenset({1}),
        literal_glyphs=("[j≠{c}]", "[j≠{c}]"),
        convention="A label is data: a whole number from 0, which gets no gradient.",
    ),
)
