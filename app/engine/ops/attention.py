"""Scaled dot-product attention: each query takes a weighted mean of the values."""

from math import prod, sqrt

import numpy as np

from ..errors import ArgumentError, ShapeError
from .broadcasting import sum_to, sum_to_text
from .edges import Edge, Stand
from .normalizers import MOST_LOGGED, NUMPY_SOFTMAX, write_softmax
from .op import Array, Op, Param, Pattern, Shape, describe_shape

Shapes = tuple[Shape, ...]
CAUSAL = Param(
    "is_causal", False, "flag", "Hide from each query the keys behind its own place, as PyTorch's."
)
_CALLED = "torch.nn.functional.scaled_dot_product_attention"


def _stacked(shapes: Shapes) -> Shape:
    """Return the axes before the last two."""
    return np.broadcast_shapes(*(shape[:-2] for shape in shapes[:3]))


def _shape(q: Shape, k: Shape, v: Shape, mask: Shape, is_causal: bool) -> Shape:
    listed = ", ".join(
        f"{name} of shape {describe_shape(shape)}"
        for name, shape in zip("qkv", (q, k, v), strict=True)
    )
    found = f"attention: {listed}"
    if min(len(q), len(k), len(v)) < 2:
        raise ShapeError(
            f"{found}: each needs a row for each place",
            hint="q is queries × size, k is keys × size, v is keys × size of a value",
        )
    if q[-1] != k[-1]:
        raise ShapeError(
            f"{found}: a query has {q[-1]} numbers, a key {k[-1]}",
            hint="a query is compared with each key: both need the same size",
        )
    if k[-2] != v[-2]:
        raise ShapeError(
            f"{found}: there are {k[-2]} keys and {v[-2]} values",
            hint="each key has one value: give k and v as many rows",
        )
    scores = (q[-2], k[-2])
    try:
        stack = np.broadcast_shapes(q[:-2], k[:-2], v[:-2])
        fits = np.broadcast_shapes((*stack, *scores), mask) == (*stack, *scores)
    except ValueError:
        fits = False
    if not fits:
        raise ShapeError(
            f"{found}, mask of shape {describe_shape(mask)} do not fit together",
            hint=f"the scores are {describe_shape(scores)}, queries × keys, and so is the mask; "
            "axes before those are stacks that broadcast",
        )
    if is_causal and mask:
        raise ArgumentError(
            f"{found}: is_causal=True makes a mask of its own, and one of shape "
            f"{describe_shape(mask)} is given",
            hint="leave one of the two out",
        )
    return (*stack, q[-2], v[-1])


def _turned(x: Array) -> Array:
    return x.swapaxes(-1, -2)


def _weights(q: Array, k: Array, mask: Array, is_causal: bool) -> Array:
    """Return how much each query takes of each value: softmax(q·kᵀ/√d + mask)."""
    scores: Array = np.matmul(q, _turned(k)) / sqrt(q.shape[-1]) + mask
    if is_causal:
        scores[..., np.tri(*scores.shape[-2:]) == 0] = -np.inf
    write_softmax(scores, scores, -1)
    return scores


def _attention(q: Array, k: Array, v: Array, mask: Array, out: Array, is_causal: bool) -> None:
    np.matmul(_weights(q, k, mask, is_causal), v, out=out)


def _by_scores(g: Array, q: Array, k: Array, v: Array, mask: Array, is_causal: bool) -> Array:
    """Return the gradient by the scores."""
    weights = _weights(q, k, mask, is_causal)
    back = np.matmul(g, _turned(v))
    return np.asarray(weights * (back - np.sum(weights * back, axis=-1, keepdims=True)))


def _by_query(
    g: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, out: Array, is_causal: bool
) -> None:
    sum_to(np.matmul(_by_scores(g, q, k, v, mask, is_causal), k) / sqrt(q.shape[-1]), out)


def _by_key(
    g: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, out: Array, is_causal: bool
) -> None:
    sum_to(np.matmul(_turned(_by_scores(g, q, k, v, mask, is_causal)), q) / sqrt(q.shape[-1]), out)


def _by_value(
    g: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, out: Array, is_causal: bool
) -> None:
    sum_to(np.matmul(_turned(_weights(q, k, mask, is_causal)), g), out)


def _by_mask(
    g: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, out: Array, is_causal: bool
) -> None:
    sum_to(_by_scores(g, q, k, v, mask, is_causal), out)


def _moved(t: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, is_causal: bool) -> Array:
    """Return the tangent of the value by one of the scores."""
    weights = _weights(q, k, mask, is_causal)
    t = np.broadcast_to(t, weights.shape)
    moved = weights * (t - np.sum(weights * t, axis=-1, keepdims=True))
    return np.broadcast_to(np.matmul(moved, v), y.shape)


def _tangent_of_query(
    t: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, is_causal: bool
) -> Array:
    return _moved(np.matmul(t, _turned(k)) / sqrt(q.shape[-1]), y, q, k, v, mask, is_causal)


def _tangent_of_key(
    t: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, is_causal: bool
) -> Array:
    return _moved(np.matmul(q, _turned(t)) / sqrt(q.shape[-1]), y, q, k, v, mask, is_causal)


def _tangent_of_value(
    t: Array, y: Array, q: Array, k: Array, v: Array, mask: Array, is_causal: bool
) -> Array:
    return np.broadcast_to(np.matmul(_weights(q, k, mask, is_causal), t), y.shape)


# -- texts ----------------------------------------------------------------------------------------


def _scores_text(shapes: Shapes, is_causal: bool) -> str:
    turned = "{k}.T" if len(shapes[1]) == 2 else "np.swapaxes({k}, -1, -2)"
    hidden = f" + np.triu(np.full({_wide(shapes)[-2:]}, -np.inf), 1)" if is_causal else ""
    return f"{{q}} @ {turned} / np.sqrt({shapes[0][-1]}) + {{mask}}{hidden}"


def _weights_text(shapes: Shapes, is_causal: bool) -> str:
    """Write the softmax of the scores, in which nothing overflows."""
    scores = _scores_text(shapes, is_causal)
    return f"np.exp({scores} - np.logaddexp.reduce({scores}, axis=-1, keepdims=True))"


def _numpy(shapes: Shapes, is_causal: bool) -> str:
    return f"{_weights_text(shapes, is_causal)} @ {{v}}"


def _stable(shapes: Shapes, is_causal: bool) -> str:
    return f"softmax({_scores_text(shapes, is_causal)}, -1) @ {{v}}"


def _far_out(stand: Stand) -> bool:
    """Tell whether the best score of a query is so large that its logarithm loses digits."""
    q, k, _, mask = stand.args
    best = np.max(np.matmul(q, _turned(k)) / sqrt(q.shape[-1]) + mask, axis=-1)
    return bool(np.any(np.abs(best) > MOST_LOGGED))


def _wide(shapes: Shapes) -> Shape:
    return (*_stacked(shapes), shapes[0][-2], shapes[1][-2])


def _by_scores_text(shapes: Shapes) -> str:
    turned = "{v}.T" if len(shapes[2]) == 2 else "np.swapaxes({v}, -1, -2)"
    back = f"{{g}} @ {turned}"
    return f"{{shared}} * ({back} - np.sum({{shared}} * ({back}), axis=-1, keepdims=True))"


def _turned_text(text: str, shapes: Shapes) -> str:
    return f"({text}).T" if len(_wide(shapes)) == 2 else f"np.swapaxes({text}, -1, -2)"


def _query_text(shapes: Shapes, is_causal: bool) -> str:
    wide = (*_stacked(shapes), *shapes[0][-2:])
    line = f"({_by_scores_text(shapes)}) @ {{k}} / np.sqrt({shapes[0][-1]})"
    return sum_to_text(line, wide, shapes[0])


def _key_text(shapes: Shapes, is_causal: bool) -> str:
    wide = (*_stacked(shapes), *shapes[1][-2:])
    line = f"{_turned_text(_by_scores_text(shapes), shapes)} @ {{q}} / np.sqrt({shapes[0][-1]})"
    return sum_to_text(line, wide, shapes[1])


def _value_text(shapes: Shapes, is_causal: bool) -> str:
    wide = (*_stacked(shapes), *shapes[2][-2:])
    return sum_to_text(f"{_turned_text('{shared}', shapes)} @ {{g}}", wide, shapes[2])


def _mask_text(shapes: Shapes, is_causal: bool) -> str:
    return sum_to_text(_by_scores_text(shapes), _wide(shapes), shapes[3])


def _torch(shapes: Shapes, is_causal: bool) -> str:
    q, k, v, mask = shapes
    if mask and q[:-2] == k[:-2] == v[:-2]:
        return f"{_CALLED}({{q}}, {{k}}, {{v}}, attn_mask={{mask}})"
    scores = f"{{q}} @ {{k}}.transpose(-1, -2) / {q[-1]} ** 0.5 + {{mask}}"
    if is_causal:
        full = f"torch.full({_wide(shapes)[-2:]}, -torch.inf, dtype=torch.float64)"
        scores += f" + torch.triu({full}, 1)"
    return f"torch.softmax({scores}, dim=-1) @ {{v}}"


def _torch_unmasked(shapes: Shapes, is_causal: bool) -> str:
    """Write PyTorch's own, which is given no mask."""
    return f"{_CALLED}({{q}}, {{k}}, {{v}}{', is_causal=True' if is_causal else ''})"


def _is_unmasked(stand: Stand) -> bool:
    """Tell whether there is no mask, and all stacks are alike, as PyTorch's own wants them."""
    q, k, v, mask = stand.args
    alike = q.shape[:-2] == k.shape[:-2] == v.shape[:-2]
    return alike and not mask.ndim and not stand.flows[3] and bool(mask == 0.0)


def _hidden_text(shapes: Shapes, is_causal: bool) -> str:
    """Write the mask that hides from each query the keys behind its place; exp(−1e9) is 0."""
    if not is_causal:
        return ""
    queries, keys = _wide(shapes)[-2:]
    ahead = f"const(arange({queries}))[:, None] - const(arange({keys}))[None, :]"
    return f" - 1e9 * (1 - step({ahead}))"


def _definition(shapes: Shapes, is_causal: bool) -> str:
    k = shapes[1]
    turned = (
        "k.T" if len(k) == 2 else f"transpose(k, {(*range(len(k) - 2), len(k) - 1, len(k) - 2)})"
    )
    return (
        f"scores = q @ {turned} / sqrt({shapes[0][-1]}) + mask{_hidden_text(shapes, is_causal)}\n"
        "weights = softmax(scores)\n"
        "return weights @ v"
    )


def _written(slot: int, shapes: Shapes, is_causal: bool) -> str | None:
    """Write a backward line, the weights written out; of stacks there is none."""
    if any(len(shape) > 2 for shape in shapes):
        return None
    hidden = _hidden_text(shapes, is_causal)
    weights = f"softmax(q @ k.T / sqrt({shapes[0][-1]}) + mask{hidden})"
    if slot == 2:
        return f"{weights}.T @ g"
    back = "(g @ v.T)"
    scores = f"{weights} * ({back} - sum({weights} * {back}, axis=1, keepdims=True))"
    if slot == 3:
        mask, wide = shapes[3], _wide(shapes)
        if mask == wide:
            return scores
        return f"sum({scores}{'' if not mask else ', axis=0'})" if len(mask) < 2 else None
    with_other = "k" if slot == 0 else "q"
    turned = "" if slot == 0 else ".T"
    return f"({scores}){turned} @ {with_other} / sqrt({shapes[0][-1]})"


_FORMULA = "softmax(q @ k.T / sqrt(d) + mask) @ v"
_DERIVATIVES = ("dscores @ k / sqrt(d)", "dscores.T @ q / sqrt(d)", "weights.T @ g", "dscores")


def _formulas(shapes: Shapes, is_causal: bool) -> tuple[str, tuple[str, ...]]:
    """Write the size of a query as the number that it is, and whose mask it is."""
    size = f"sqrt({shapes[0][-1]})"
    formula = _FORMULA.replace("mask", "causal") if is_causal else _FORMULA
    return (
        formula.replace("sqrt(d)", size),
        tuple(text.replace("sqrt(d)", size) for text in _DERIVATIVES),
    )


OPS = (
    Op(
        name="attention",
        glyph="attn",
        family="attention",
        arguments=("q", "k", "v", "mask"),
        forward=_attention,
        vjps=(_by_query, _by_key, _by_value, _by_mask),
        formula=_FORMULA,
        derivatives=_DERIVATIVES,
        formulas=_formulas,
        behaviour="compares",
        summary="Sends each value the upstream gradients of the queries that look at it, times how "
        "much they do, and what would change that to queries and keys, through the softmax.",
        numpy=_numpy,
        numpy_edges=(Edge(_far_out, _stable, NUMPY_SOFTMAX, warns=False),),
        numpy_shared=_weights_text,
        numpy_shared_remark="how much each query takes of each value",
        numpy_vjps=(_query_text, _key_text, _value_text, _mask_text),
        torch=_torch,
        torch_edges=(Edge(_is_unmasked, _torch_unmasked, warns=False),),
        pattern=Pattern.BLOCK,
        shape=_shape,
        products=lambda *shapes, is_causal: prod(_wide(shapes)) * (shapes[0][-1] + shapes[2][-1]),
        keeps=frozenset({0, 1, 2}),
        scratch=lambda *shapes: _wide(shapes),
        jvps=(
            _tangent_of_query,
            _tangent_of_key,
            _tangent_of_value,
            _moved,
        ),
        params=(CAUSAL,),
        defaults=(0.0,),
        sample=((1, 2), (2, 2), (2, 2), (1, 2)),
        smooth_inside=True,
        definition=_definition,
        written=_written,
        convention="weights = softmax(scores) with a row for each query, scores = q·kᵀ/√d + mask, "
        "and d is the size of a query; dscores = weights·(g·vᵀ − Σ weights·g·vᵀ), a sum for each "
        "row. A mask of 0 lets a query look at a key, one of −1e9 hides it; it is 0 unless it is "
        "given. is_causal=True hides from each query the keys behind its own place.",
    ),
)
