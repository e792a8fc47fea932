"""A linear classifier as a program of the language."""

from collections.abc import Iterator, Sequence

from .losses import LOSSES
from .setting import Rows, Setting


def write_program(setting: Setting) -> str:
    """Write the program whose output is the total loss of a setting.

    Its lines are the stages that the page shows: ``scores`` (N × C), the lines of the loss down to
    ``losses`` (N), ``data_loss``, their mean, ``penalty`` where there is one, and ``loss``. What
    learns are ``W`` (C × D) and ``b`` (C), or ``scores`` where these are given.
    """
    return "\n".join(_lines(setting))


def _lines(setting: Setting) -> Iterator[str]:
    loss = LOSSES[setting.loss]
    if setting.classes:
        yield f"# classes: {', '.join(setting.classes)}"
    yield f"Y = const(onehot({_list(setting.labels)}, classes={setting.count}))"
    if setting.scores is not None:
        yield f"scores = {_rows(setting.scores)}"
    else:
        assert setting.data is not None
        assert setting.weights is not None
        yield f"X = const({_rows(setting.data)})"
        yield f"W = {_rows(setting.weights)}"
        if setting.biases is not None:
            yield f"b = {_list(setting.biases)}"
        yield "scores = X @ W.T" + (" + b" if setting.biases is not None else "")
    for line in loss.lines:
        yield line.format(margin=_number(setting.margin))
    if not setting.strength:
        yield "loss = mean(losses)"
        return
    yield "data_loss = mean(losses)"
    yield f"penalty = {_number(setting.strength)} * {'half_l2' if setting.half else 'l2'}(W)"
    yield "loss = data_loss + penalty"


def _number(value: float) -> str:
    """Write a number exactly: whole numbers without a decimal point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _list(values: Sequence[float]) -> str:
    return f"[{', '.join(map(_number, values))}]"


def _rows(rows: Rows) -> str:
    return f"[{', '.join(map(_list, rows))}]"
