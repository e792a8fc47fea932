"""What is said of wrong answers, of each kind, is true; and hostile answers end soon."""

from contextlib import suppress
from time import process_time

import pytest

from app.api.routes.exercises_page import presets
from app.exercises import KINDS, Exercise
from app.language import ProgramError, ReadLimits

LIMITS = ReadLimits()
XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
FORK = "a = 2; b = 1\nc = a + b\nd = b + 1\ne = c * d"
RELU = "x = [1, -2, 3, -1]\nh = relu(x)\nL = sum(h * h)"
LAYER = (
    "X = [[1, 2, 3], [4, 5, 6]]; W = [[1, 0], [0, 1], [1, 1]]\nS = X @ W\nH = tanh(S)\nL = sum(H)"
)
HOSTILE = [
    "(" * 300,
    "x" * 5_000,
    "9**9**9",
    "import os",
    "[[[]]]",
    "\x00",
    "1/0",
    ";;",
    "1\n2",
    "é, ∂",
]
QUICK = 3.0
"""Seconds of the processor for all kinds and answers of one program."""


def said(kind: str, program: str, seed: int = 0, /, **answers: str) -> dict[str, tuple[str, str]]:
    exercise = Exercise(program, kind, seed=seed)
    marks = KINDS[kind].marks(exercise, answers, LIMITS)
    return {mark.key: (mark.status, mark.reason) for mark in marks}


def keys(kind: str, program: str, seed: int = 0) -> list[str]:
    return [q.key for q in KINDS[kind].questions(Exercise(program, kind, seed=seed), LIMITS)]


def test_a_wrong_number_is_told_what_it_is() -> None:
    found = said("predict", XYZ, q="-3", dq="4", dz="-12", dx="1", f="[1, 2]", dy="abc")
    assert found["q"][1].startswith("This is the value with its sign flipped")
    assert "the gradient with its sign flipped" in found["dq"][1]
    assert found["dz"][1] == "This is the value of f; dz is asked for."
    assert found["dx"][1].startswith("This is the local derivative of q, without")
    assert found["f"] == (
        "wrong",
        "This is an array of shape (2,), and a single number is asked for.",
    )
    assert found["dy"][0] == "error"
    assert said("predict", XYZ, dq="-4.01")["dq"] == ("rounded", "")
    assert said("predict", XYZ, dq="-8/2")["dq"] == ("right", "")
    assert "the value of z" in said("predict", XYZ, f="−4")["f"][1]


def test_one_way_of_a_fork_and_what_comes_from_above_alone() -> None:
    fork = said("predict", FORK, db="2", dc="3")
    assert "along one of 2 uses, from c" in fork["db"][1]
    assert fork["dc"][0] == "wrong"
    assert "This is d" not in said("predict", FORK, dc="17")["dc"][1]


def test_equal_local_derivatives_are_interchangeable() -> None:
    program = "x = 2; w = 3\na = x * w\nb = a * x\nL = b * x"
    wires = KINDS["place"].questions(Exercise(program, "place"), LIMITS)
    by_name = {q.asks: q.key for q in wires}
    right = {by_name["∂L/∂b"]: "x", by_name["∂b/∂a"]: "x", by_name["∂a/∂w"]: "x"}
    assert all(said("place", program, **right)[key] == ("right", "") for key in right)
    other = said("place", program, **{by_name["∂L/∂b"]: "b", by_name["∂a/∂x"]: "a"})
    assert "the other operand of the same gate" in other[by_name["∂L/∂b"]][1]
    assert other[by_name["∂a/∂x"]][1].startswith("This is ∂b/∂x: x goes into that gate too")


def test_every_order_that_can_be_computed_is_right() -> None:
    for order in ("dq, dz, dx, dy", "dz,dq,dy,dx", "dq\ndy\ndx\ndz"):
        assert said("order", XYZ, order=order)["order"] == ("right", "")
    early = said("order", XYZ, order="dz, dx, dq, dy")["order"]
    assert early == ("wrong", "dx comes too early: it needs dq, which is not there yet.")
    assert said("order", XYZ, order="dq, dx")["order"][0] == "part"
    assert said("order", XYZ, order="dq, dq")["order"][0] == "error"


def test_zeros_are_where_the_gate_is_shut() -> None:
    (gate,) = keys("route", RELU)
    assert said("route", RELU, **{gate: "x[1], x[3]"})[gate] == ("right", "")
    assert said("route", RELU, **{gate: "x[1]"})[gate][0] == "part"
    wrong = said("route", RELU, **{gate: "x[0]"})[gate]
    assert wrong[1].startswith("x[0] gets a gradient that is not zero")
    assert said("route", RELU, **{gate: "none"})[gate][0] == "wrong"
    with pytest.raises(ProgramError, match="no gate that routes"):
        keys("route", XYZ)


def test_shapes_and_the_sizes_of_jacobians() -> None:
    found = said("shapes", LAYER, S="2x2", X="(3, 2)", dW="(3,2)", W="[3, 2]", H="2", L="()")
    assert [found[k][0] for k in ("S", "dW", "W", "L")] == ["right"] * 4
    assert found["X"][1] == "The axes are in the wrong order: rows come first."
    assert found["H"][1] == "H is an array with 2 axes."
    sizes = [key for key in keys("shapes", LAYER) if key.startswith(("entries", "stored"))]
    assert len(sizes) == 4
    tanh = said("shapes", LAYER, **dict(zip(sizes, ["16", "4", "24", "6"], strict=True)))
    assert [tanh[key][0] for key in sizes] == ["right"] * 4
    whole = said("shapes", LAYER, **{sizes[1]: "16"})[sizes[1]]
    assert whole == ("wrong", "That would be the whole Jacobian, which nobody stores.")


def test_the_shapes_of_the_classifier_of_digits_are_those_of_all_images() -> None:
    quiz = next(preset.program for preset in presets() if preset.id == "mnist-shapes")
    rows = 60_000
    shapes = {"images": (rows, 28, 28), "A0": (rows, 784), "Z1": (rows, 17), "Y": (rows, 10)}
    shapes |= {"W1": (17, 784), "dW1": (17, 784), "b1": (17, 1), "W2": (10, 17), "A2": (rows, 10)}
    texts = {name: str(shape) for name, shape in shapes.items()}
    found = said("shapes", quiz, numbers="13,525", **texts)
    assert [found[name] for name in (*shapes, "numbers")] == [("right", "")] * 10
    assert 17 * 784 + 17 + 10 * 17 + 10 == 13_525
    assert said("shapes", quiz, numbers="13508")["numbers"][1] == "This is without b1."


@pytest.mark.parametrize("seed", range(4))
def test_one_line_is_wrong_and_is_known_again_however_it_is_written(seed: int) -> None:
    exercise = Exercise(FORK, "mistake", seed=seed)
    which, _ = KINDS["mistake"].questions(exercise, LIMITS)
    marks = [
        KINDS["mistake"].marks(exercise, {"which": option}, LIMITS)[0] for option in which.options
    ]
    wrong = [option for option, mark in zip(which.options, marks, strict=True) if not mark.reason]
    assert len(wrong) == 1
    target = wrong[0].partition(" = ")[0]
    right = {"dc": "d * de", "dd": "de*c", "da": "dc", "db": "dd + dc"}[target]
    assert said("mistake", FORK, seed, line=right)["line"] == ("right", "")
    assert said("mistake", FORK, seed, line=f"{target} = 0 + {right}")["line"] == ("right", "")
    again = said("mistake", FORK, seed, line=wrong[0])["line"]
    assert again[0] == "wrong"
    assert again[1]


def test_a_factor_is_known_by_what_it_means() -> None:
    program = "x = 0.3; w = 2\nz = w * x\np = sigmoid(z)\nL = p * 3"
    ids = keys("derive", program)
    for text in ("p * (1 - p)", "p - p**2", "exp(-z) * p * p"):
        assert said("derive", program, **{ids[1]: text})[ids[1]] == ("right", "")
    assert said("derive", program, **{ids[1]: "-p * (1 - p)"})[ids[1]][1] == "The sign is wrong."
    doubled = said("derive", program, **{ids[1]: "3 * p * (1 - p)"})[ids[1]][1]
    assert doubled == "This is already multiplied by the upstream gradient."
    only = said("derive", program, **{ids[1]: "dp"})[ids[1]][1]
    assert only == "This is the upstream gradient; the gate's own factor is asked for."
    label = "w = 2; y = const(1)\np = sigmoid(w)\nE = bce(p, y)"
    first = keys("derive", label)[0]
    assert said("derive", label, **{first: "y"})[first] == ("wrong", "This is not ∂E/∂p.")
    square = "x = 3\ny = x * x\nL = y * 2"
    for text, status in (("2", "right"), ("2.001", "rounded"), ("x - 1", "wrong")):
        assert said("derive", square, factor2=text)["factor2"][0] == status
    assert said("derive", square, factor2="x - 1")["factor2"][1].startswith("Right for these")


def test_what_was_computed_for_another_input_is_marked() -> None:
    program = "x = 0.3; w1 = 2; w2 = 3\nh = sigmoid(w1 * x)\np = sigmoid(w2 * h)\nL = p * 2"
    for seed in range(12):
        questions = KINDS["derive"].questions(Exercise(program, "derive", seed=seed), LIMITS)
        if questions[-1].key == "dw1":
            assert "Computed already, for dw2." in questions[0].shown
            assert "Computed already" not in questions[-2].shown
            return
    raise AssertionError("no seed chooses w1")


@pytest.mark.parametrize("program", [LAYER, RELU])
def test_hostile_answers_are_marked_and_take_no_time(program: str) -> None:
    begun = process_time()
    for kind in KINDS:
        for text in HOSTILE:
            with suppress(ProgramError):  # a text of lines that is none, or nothing to ask
                found = said(kind, program, **dict.fromkeys(keys(kind, program), text))
                assert {status for status, _ in found.values()} <= {"error", "wrong", "missing"}
    assert process_time() - begun < QUICK * len(HOSTILE)
