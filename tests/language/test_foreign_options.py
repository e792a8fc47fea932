"""No advice leaves out an option: a line computes it, or words name it.

Every function of the table is called with every option that it has at home; what is read, or
advised and followed, must be the number that NumPy comes to, and a refusal must name the option.
"""

import ast
import inspect

import numpy as np
import pytest

from app.engine.ops import BY_NAME
from app.language import ProgramError, read_program
from app.language.fitting import signature, template
from app.language.foreign import ROWS
from app.language.foreign.row import Foreign
from tests.language.following import followed
from tests.language.foreign_cases import CASES, PRELUDE
from tests.language.foreign_options import CALLS, VALUES
from tests.language.real_numpy import numpy_answers
from tests.language.test_foreign_names import FORMED, key, value

LABELS = "t = const([2, 0])\n"
TRIED = ("M", "x", "S", "M, S", "M, M", "x, y")
MADE = {"shape": ("(2, 3)", "3", "(2, 3), 7"), "n": ("3",), "a": ("1, 3",), "parts": ("[M, M]",)}
"""What a function is called with beside its option; NumPy tells which of them it takes."""
SETTLED = frozenset({"to", "key", "dtype", "order"})
"""Arguments whose values are looked at before a row is chosen, or that make no number."""


def names_of(row: Foreign) -> list[str]:
    return [word.rpartition(":")[2] for word in row.names.split()]


def options(name: str) -> list[str]:
    """Return NumPy's own options of a function."""
    function = getattr(np, name, None) or getattr(np.linalg, name, None)
    if function is None:
        return []
    try:
        parameters = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return ["where", "dtype"] if isinstance(function, np.ufunc) else []
    return [option for option in parameters if option in VALUES]


def _first(row: Foreign) -> str:
    takes = signature(row.takes)
    star = [takes.vararg] if takes.vararg else []
    return next((argument.arg for argument in [*takes.args, *star, *takes.kwonlyargs]), "")


def numpy_calls() -> list[tuple[str, str]]:
    """Return calls of NumPy's functions with one option each, and that option's name."""
    known: dict[str, tuple[str, ...]] = dict.fromkeys(BY_NAME, TRIED)
    for row in ROWS:
        if row.form:
            first = _first(row)
            known.update(dict.fromkeys(names_of(row), MADE.get(first, TRIED)))
    calls = []
    for name in sorted(known):
        module = "np" if hasattr(np, name) else "np.linalg"
        for option in options(name) if hasattr(np, name) or hasattr(np.linalg, name) else []:
            for given in VALUES[option]:
                calls += [
                    (f"{module}.{name}({arguments}, {option}={given})", option)
                    for arguments in known[name]
                ]
    return calls


def settled(program: str) -> tuple[str | None, str]:
    """Return what a program becomes when its hint is followed, and what it was told."""
    for _ in range(3):
        try:
            read_program(program)
        except ProgramError as error:
            if error.replacement is None:
                return None, f"{error.message} {error.hint}"
            after = followed(program, error)
            assert after is not None
            program = after
            continue
        return program, ""
    raise AssertionError(program)


def agrees(program: str, expected: object) -> bool:
    wanted = np.asarray(expected, dtype=np.float64)
    found = value(program)
    return found.shape == wanted.shape and bool(np.allclose(found, wanted, rtol=1e-9, atol=1e-9))


def test_each_option_of_numpy_is_computed_or_named() -> None:
    calls = numpy_calls()
    compared = named = 0
    faults = []
    for (call, option), expected in zip(calls, numpy_answers([c for c, _ in calls]), strict=True):
        if expected is None or "empty" in call:
            continue
        program, told = settled(f"{PRELUDE}out = {call}")
        if program is None:
            named += 1
            if option not in told and "float64" not in told:
                faults.append(f"{call}: {told}")
        else:
            compared += 1
            try:
                good = agrees(program, expected)
            except ProgramError as error:
                good = False
                program += str(error)
            if not good:
                faults.append(f"{call}: {program.splitlines()[-1]}")
    assert not faults, "\n".join(faults)
    assert compared > 150
    assert named > 60


@pytest.mark.parametrize("call", CALLS)
def test_each_option_of_another_tool_is_computed_or_named(call: str) -> None:
    program, told = settled(f"{PRELUDE}{LABELS}out = {call}")
    meaning = CALLS[call]
    if meaning is None:
        node = ast.parse(call, mode="eval").body
        assert isinstance(node, ast.Call)
        words = [word.arg or "" for word in node.keywords]
        inner = node.func.keywords if isinstance(node.func, ast.Call) else []
        words += [word.arg or "" for word in inner]
        assert program is None, program
        assert any(word in told for word in words) or ast.unparse(node.args[-1]) in told, told
        return
    assert program is not None, told
    np.testing.assert_allclose(value(program), meaning(), rtol=1e-9, atol=1e-12, err_msg=program)


@pytest.mark.parametrize("row", FORMED, ids=key)
def test_a_row_uses_each_argument_that_it_takes(row: Foreign) -> None:
    """A row that takes an argument and drops it would be read with another meaning."""
    if not isinstance(row.form, str):
        return
    used = {node.id for node in ast.walk(template(row.form)) if isinstance(node, ast.Name)}
    takes = signature(row.takes)
    defaults = dict(
        zip([a.arg for a in takes.args][::-1], takes.defaults[::-1], strict=False)
    ) | dict(zip([a.arg for a in takes.kwonlyargs], takes.kw_defaults, strict=True))
    for argument in [*takes.args, *takes.kwonlyargs]:
        default = defaults.get(argument.arg)
        only = argument.annotation is not None or (
            isinstance(default, ast.Constant | ast.UnaryOp)
            and not (isinstance(default, ast.Constant) and default.value is None)
        )
        assert argument.arg in used or only or argument.arg in SETTLED, (key(row), argument.arg)


@pytest.mark.parametrize("row", FORMED, ids=key)
def test_an_option_that_nobody_knows_is_named(row: Foreign) -> None:
    name = row.names.split()[0]
    module = {"torch": "torch", "tf": "tf", "jax": "jax", "math": "math", "scipy": "scipy"}.get(
        name.partition(":")[0], "np"
    )
    given = CASES[key(row)][0]
    call = f"{module}.{names_of(row)[0]}({given}{', ' if given else ''}strange_option=3)"
    if name.startswith("method:"):
        return
    program, told = settled(f"{PRELUDE}out = {call}")
    assert program is None, program
    assert "strange_option" in told, told


HINTS = {
    "conv2d(x, W, strides=2)": "write stride: here it is called so",
    "conv2d(x, W, dilation_rate=2)": "write dilation: here it is called so",
    "conv2d(x, W, group=2)": "write groups: here it is called so",
    "conv2d(x, W, bias=1)": "write b: here it is called so",
    "conv2d(x, W, kernel_size=3)": "the window is as large as the last axes of W; leave it out",
    "conv2d(x, W, padding_mode='reflect')": "zeros lie around x",
    "max_pool2d(x, pool_size=2)": "write size: here it is called so",
    "max_pool2d(x, 2, ceil_mode=True)": "windows that reach over the edge are left out",
    "avg_pool2d(x, 2, count_include_pad=False)": "zeros of the padding count in the mean",
    "batch_norm(x, momentum=0.1)": "mean and variance are those of the batch itself",
    "layer_norm(x, elementwise_affine=False)": "gamma is 1 and beta 0 unless they are given",
    "attention(x, x, x, causal=True)": "write is_causal: here it is called so",
    "attention(x, x, x, x, is_causal=True)": "leave one of the two out",
    "relu(x, kernel_size=2)": "write out what kernel_size does",
    'conv2d(x, W, padding="same", stride=2)': "leave the stride out, or write the padding as a",
    "layer_norm(x, normalized_shape=(3, 3))": "give the sizes of its last axes: normalized_shape",
}


@pytest.mark.parametrize("call", HINTS)
def test_an_option_of_a_layer_elsewhere_gets_the_word_that_is_right_here(call: str) -> None:
    with pytest.raises(ProgramError) as caught:
        read_program(f"x = randn(1, 2, 4, 4)\nW = randn(2, 2, 3, 3)\ny = {call}")
    assert HINTS[call] in (caught.value.hint or "")
