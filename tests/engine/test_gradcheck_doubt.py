"""What a gradient check can tell, what it cannot, and that it never calls wrong what is right."""

from random import Random
from typing import Any

import numpy as np
import pytest

from app.engine.comparing import DOUBT, Verdict
from app.engine.gradcheck import Result, check_gradients, worst_verdict
from app.engine.quotients import Scheme
from app.engine.tape import Tape
from app.language import Program, read_program
from app.language.levels.inside import tape_inside
from tests.engine.spoiling import differs, spoiled
from tests.language.code.random_programs import random_program

SCHEMES: list[Scheme] = ["central", "forward"]
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)

FORMS = (
    """
{a} + {b}|{a} - {b}|{a} * {b}|{a} / ({b} * {b} + 0.1)|1 / {a}|exp({a})|log({a}**2 + 1e-3)
sqrt({a} * {a} + 1)|sigmoid({a})|tanh({a})|relu({a})|abs({a})|leaky_relu({a})|elu({a}, alpha=2)
elu({a})|softplus({a})|gelu({a})|sin({a})|cos({a})|{a}**2|{a}**3|max({a}, {b})|min({a}, {b}, 0.5)
bce(sigmoid({a}), 1)|bce_with_logits({a}, 1)|step({a})|1e4 * {a}|1e-4 * {a}|1e6 + {a}
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def program_of_numbers(seed: int) -> Program:
    """Return a program over numbers of every size, zero and ties among them."""
    random = Random(seed)

    def number() -> float:
        if random.random() < 0.15:
            return random.choice([0, 1, -1, 2])
        if random.random() < 0.5:
            return round(random.choice([-1, 1]) * 10 ** random.uniform(-4, 3), 6)
        return round(random.uniform(-2, 2), 3)

    names = ["x", "y", "z"]
    lines = [f"{name} = {number()}" for name in names]
    for k in range(random.randrange(2, 8)):
        form = random.choice(FORMS)
        lines.append(f"v{k} = {form.format(a=random.choice(names), b=random.choice(names))}")
        names.append(f"v{k}")
    return read_program("\n".join(lines))


def checked(tape: Tape, leaves: list[int], **options: Any) -> list[Result]:
    return check_gradients(tape, leaves, opener=tape_inside, **options)


def of(text: str, **options: Any) -> list[Result]:
    program = read_program(text)
    return checked(Tape(program.graph, [program.output]), list(program.inputs.values()), **options)


def only(text: str, **options: Any) -> Result:
    (result,) = of(text, **options)
    return result


@each_scheme
@pytest.mark.parametrize(
    "text",
    [
        "x = 1e-6; y = 1 / x",
        "x = -1e-6; y = 1 / x",
        "x = 1e-9; y = x ** -2",
        "x = 1e-8; y = log(x)",
        "x = 1e-12; y = log(x)",
        "x = 1e-6; y = sqrt(x)",
        "x = 1e-100; y = log(x)",
        "x = 0; y = 1 / (x + 1e-6)",
        "x = 1e-7; y = relu(x)",
        "x = -1e-7; y = abs(x)",
        "x = 1; y = sin(1e8 * x)",
        "x = 1; y = exp(100 * x)",
        "x = 2; y = 1e-30 * x * x",
        "x = 20; y = log(1 - sigmoid(x))",
        "x = 3; y = 1e9 + x * x - 1e9",
        "p = 1e-5; L = bce(p, 1)",
        "x = [1e-6, 1e6]; y = sum(1 / x)",
    ],
)
def test_the_step_fits_the_entry(text: str, scheme: Scheme) -> None:
    result = only(text, scheme=scheme)
    assert result.verdict is Verdict.OK
    assert result.doubt <= DOUBT
    assert result.relative_error < (1e-3 if scheme == "central" else 0.1)


@each_scheme
@pytest.mark.parametrize(
    "text",
    [
        "z = 30; E = bce(sigmoid(z), 0)",
        "x = 3; y = 1e12 + x * x - 1e12",
        "x = [3, 1e13]; y = sum(x * x) - 1e26",
    ],
)
def test_what_rounding_hides_is_not_called_right(text: str, scheme: Scheme) -> None:
    result = only(text, scheme=scheme)
    assert result.verdict is Verdict.CANNOT_TELL
    assert result.doubt > DOUBT


@pytest.mark.parametrize("h", [1e-3, 1e-6, 1e-8])
def test_a_step_of_one_s_own_is_told_to_be_blind(h: float) -> None:
    result = only("x = 3; y = 1e12 + x * x - 1e12", h=h)
    assert (result.verdict, result.step) == (Verdict.CANNOT_TELL, h)


def test_a_pole_within_a_step_of_one_s_own_is_no_kink() -> None:
    assert only("x = 1e-6; y = 1 / x", h=1e-4).verdict is Verdict.CANNOT_TELL


@each_scheme
def test_a_clamp_is_told_as_a_convention_and_not_as_a_wrong_gradient(scheme: Scheme) -> None:
    assert only("p = 1e-13; L = bce(p, 1)", scheme=scheme).verdict is Verdict.CLAMP


@each_scheme
@pytest.mark.parametrize("h", [1, 0.3, 0.1])
@pytest.mark.parametrize("x", [0.5, 1, 2])
@pytest.mark.parametrize("f", ["x**3", "exp(3 * x)", "1 / (x + 2)"])
def test_a_step_of_one_s_own_that_is_too_long_is_told_to_be(
    f: str, x: float, h: float, scheme: Scheme
) -> None:
    result = only(f"x = {x}; y = {f}", h=h, scheme=scheme)
    if result.relative_error > DOUBT:
        assert (result.verdict, result.cause) == (Verdict.CANNOT_TELL, "truncation")
    else:
        assert (result.verdict, result.cause) == (Verdict.OK, None)


@each_scheme
@pytest.mark.parametrize(
    "text",
    [
        "x = 3; f = 2 * max(x, 1e20)",
        "x = 3; f = max(x * x, 1e12) - 1e12 + 1e20",
        "x = -3; f = relu(x) + 1e20",
        "x = [1, 2]; f = 3 * sum(max(x, 1e20))",
        "x = 3; f = step(x) * 1e20",
    ],
)
def test_what_is_cut_off_has_a_derivative_of_zero_for_sure(text: str, scheme: Scheme) -> None:
    result = only(text, scheme=scheme)
    assert (result.verdict, result.doubt) == (Verdict.OK, 0.0)


@pytest.mark.parametrize("text", ["x = 3; f = x * x + 1e20", "x = 3; f = max(x + 1e20, 5)"])
def test_what_an_addition_swallows_is_not_cut_off(text: str) -> None:
    assert only(text).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("gate", "kinks"),
    [
        ("elu(x, alpha=2)", True),
        ("elu(x)", False),
        ("leaky_relu(x)", True),
        ("leaky_relu(x, slope=1)", False),
        ("relu(x)", True),
        ("max(x, x)", False),
        ("max(x, 2 * x)", True),
        ("relu(x) - relu(-x)", True),
    ],
)
def test_a_kink_depends_on_the_options(gate: str, kinks: bool) -> None:
    expected = Verdict.KINK if kinks else Verdict.OK
    assert only(f"x = 0; y = {gate}").verdict is expected


@each_scheme
@pytest.mark.parametrize("label", ["y", "y * 1", "relu(y)"])
@pytest.mark.parametrize("loss", ["hinge(s, {})", "cross_entropy(s / 6, {})"])
def test_a_label_that_is_a_number_too_can_be_checked(label: str, loss: str, scheme: Scheme) -> None:
    text = f"s = [1, 2.5, 3]; y = 1\nL = {loss.format(label)} + y * y"
    scores, number = of(text, scheme=scheme)
    assert (number.verdict, number.label) == (Verdict.OK, True)
    assert number.analytic == 2.0
    assert number.numeric == pytest.approx(2.0, rel=1e-5)
    assert (scores.verdict, scores.label) == (Verdict.OK, False)


def test_rows_of_labels_can_be_checked_and_are_left_as_they_were() -> None:
    program = read_program("S = [[1, 2.5, 3], [1, 0, 7]]; y = [1, 2]\nL = hinge(S, y) + sum(y * y)")
    tape = Tape(program.graph, [program.output])
    results = checked(tape, list(program.inputs.values()))
    assert [r.verdict for r in results] == [Verdict.OK, Verdict.OK]
    np.testing.assert_array_equal(tape.values[program.inputs["y"]], [1, 2])
    np.testing.assert_array_equal(results[1].numeric.round(4), [2, 4])


def test_a_label_only_has_nothing_to_check_and_says_that_it_is_one() -> None:
    _, label = of("s = [1, 2.5, 3]; y = 1\nL = hinge(s, y)")
    assert (label.verdict, label.label) == (Verdict.NO_GRADIENT, True)


@each_scheme
@pytest.mark.parametrize("h", [None, 1e-2, 1e-5, 1e-8])
def test_no_right_gradient_of_a_random_program_is_called_wrong(
    h: float | None, scheme: Scheme
) -> None:
    for seed in [*range(60), *range(70_000, 70_030)]:  # not only those the thresholds were set on
        program = program_of_numbers(seed)
        tape = Tape(program.graph, [program.output])
        results = checked(tape, list(program.inputs.values()), h=h, scheme=scheme)
        assert worst_verdict(results) is not Verdict.MISMATCH, (seed, results)
        if h is not None:
            assert all(_agrees(r, DOUBT) for r in results if r.verdict is Verdict.OK), seed


def _agrees(result: Result, share: float) -> bool:
    """Tell whether the two numbers of every entry are as close as they are said to be."""
    a, b = result.analytic, result.numeric
    size = np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-5)
    return bool(np.all(np.abs(a - b) <= (share + 8 * result.doubt) * size))


def test_every_wrong_gradient_of_a_random_program_is_found() -> None:
    found = 0
    programs = [program_of_numbers(seed) for seed in [*range(90), *range(70_000, 70_030)]]
    programs += [random_program(seed) for seed in range(20)]
    for seed, program in enumerate(programs):
        leaves = list(program.inputs.values())
        right = Tape(program.graph, [program.output])
        right.forward()
        right.backward()
        random = Random(seed)
        for _ in range(3):
            graph, how = spoiled(program.graph, random)
            wrong = Tape(graph, [program.output])
            wrong.forward()
            wrong.backward()
            if not differs(right, wrong, leaves, 5e-3):
                continue
            verdict = worst_verdict(checked(wrong, leaves, entries_limit=40))
            assert verdict not in (Verdict.OK, Verdict.NO_GRADIENT), (seed, how)
            found += verdict is Verdict.MISMATCH
    assert found > 80
