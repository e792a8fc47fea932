"""A backward pass by hand: what is right is never called wrong, what is wrong has a reason."""

from collections import Counter

import pytest

from app.engine.ops.op import Array
from app.exercises import Verdict, check_backward
from app.language import ProgramError, read_program
from tests.exercises.mistakes import KINDS, mistakes, others
from tests.exercises.numpy_lines import agree, truths_of, worked_out
from tests.exercises.passes import PASSES

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"


def verdicts(text: str, program: str = XYZ) -> list[Verdict]:
    return list(check_backward(read_program(program), text).verdicts)


def only(text: str, program: str = XYZ) -> Verdict:
    return verdicts(text, program)[-1]


def test_what_is_right_is_right() -> None:
    for (program, text), found in zip(PASSES, worked_out(PASSES), strict=True):
        _, true = truths_of(program)
        assert agree(found, true), (program, text)
        for verdict in verdicts(text, program):
            assert verdict.status in ("right", "part"), verdict
            if verdict.status == "right":
                assert agree({verdict.target: own(verdict)}, true), verdict


def test_two_hundred_other_ways_to_write_it_are_right() -> None:
    ways = list(others())
    assert len(ways) >= 200
    for program, text in ways:
        for verdict in verdicts(text, program):
            assert verdict.status in ("right", "part"), (text, verdict)


def test_of_what_is_wrong_the_reason_is_named() -> None:
    made = list(mistakes())
    found = worked_out([(program, text) for _, program, text, _, _ in made])
    named: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    missed = []
    for (kind, program, text, k, right), worth in zip(made, found, strict=True):
        if agree(worth, truths_of(program)[1]):
            continue  # no mistake: the factor of a gradient that is 1, or any of one that is 0
        verdict = verdicts(text, program)[k]
        assert verdict.status in ("wrong", "error", "part", "chance"), (kind, text, right)
        tried[kind] += 1
        if verdict.reason is not None and verdict.reason.code in KINDS[kind]:
            named[kind] += 1
        else:
            missed.append((kind, text.split("\n")[k], right, verdict.reason))
    assert tried.total() >= 300
    assert set(tried) == set(KINDS)
    assert named.total() >= 0.95 * tried.total(), missed


def own(verdict: Verdict) -> Array:
    assert verdict.value is not None
    return verdict.value


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("dq = -4", "right", None),
        ("dq = -4.01", "rounded", None),
        ("dz = 3 * df", "chance", "chance"),
        ("dq = q * df", "wrong", "other-value"),
        ("mine = z * df\ndq = mine", "right", None),
        ("mine = 2", "own", None),
        ("df = 1", "right", None),
        ("dq = z * df\ndz = q * df\ndx = dz", "wrong", "other-value"),
    ],
)
def test_a_line(text: str, status: str, code: str | None) -> None:
    verdict = only(text)
    assert (verdict.status, verdict.reason and verdict.reason.code) == (status, code)


@pytest.mark.parametrize(
    ("text", "message", "hint", "column"),
    [
        ("dx = dq", "dq is not known yet", "write the line for dq above this one", 5),
        ("dx = zz * df", "zz means nothing here", "did you mean z?", 5),
        ("dq += z * df", "there is no dq yet", "begin with dq = …", 0),
        ("dq = z @ df", "@ needs vectors or matrices", "use * with a scalar", 7),
        ("dz = q * df; dq  = zip(z)", "there is no function zip", "", 19),
    ],
)
def test_a_line_that_means_nothing_says_where(
    text: str, message: str, hint: str, column: int
) -> None:
    error = only(text).error
    assert error is not None
    assert message in error.message
    assert hint in (error.hint or "")
    assert (error.line, error.column) == (1, column)


LAYER = "X = [[1, 2], [3, 4], [5, 6]]; W = [[1, 2, 3], [1, 1, 1]]; b = [1, 2, 3]\nS = X @ W + b\n"
KEPT = "A = [[1, 2, 3], [4, 5, 7]]\nm = sum(A, axis=1, keepdims=True)\nL = sum(m * m)"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("db = sum(dS, axis=1)", "sum-axis", "goes over axis 1; it should go over axis 0."),
        ("db = sum(dS, axis=0, keepdims=True)", "sum-keepdims", "does not belong here"),
        ("db = dS.sum(axis=0, keepdims=True)", "sum-keepdims", "does not belong here"),
        ("db = dS.sum(axis=-2, keepdims=True)", "sum-keepdims", "does not belong here"),
        ("db = sum(dS)", "sum-wrong", "over all elements"),
        ("dW = dS @ X", "order", "wrong order. A transpose is missing on X."),
        ("dX = dS.T @ W", "transpose", "The transpose is on the wrong factor."),
    ],
)
def test_of_a_layer_it_is_said_which_mistake_it_is(text: str, code: str, said: str) -> None:
    reason = only(f"dS = 2 * S * dL\n{text}", f"{LAYER}L = sum(S * S)").reason
    assert reason is not None
    assert reason.code == code
    assert said in reason.text


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("2 * sum(A, axis=1)", "sum-keepdims", "keepdims=True is missing"),
        ("2 * sum(A, axis=-1)", "sum-keepdims", "keepdims=True is missing"),
        ("2 * sum(A, axis=0)", "sum-axis", "over axis 1. keepdims=True is missing, too."),
        ("2 * np.sum(A, axis=1, keepdims=True)", None, ""),
    ],
)
def test_a_sum_that_has_to_stay_is_told_from_a_wrong_axis(
    text: str, code: str | None, said: str
) -> None:
    reason = only(f"dm = {text}", KEPT).reason
    assert (reason and reason.code) == code
    assert said in (reason.text if reason else "")


@pytest.mark.parametrize("text", ["3", "x, y = 1", "dq = ", "def f(x): return x", "dq[0] = 1"])
def test_what_is_no_line_is_an_error_that_points(text: str) -> None:
    with pytest.raises(ProgramError) as raised:
        check_backward(read_program(XYZ), text)
    assert raised.value.line == 1


def test_a_mistake_is_told_once() -> None:
    wrong, right = verdicts("dq = -z * df\ndx = dq")
    assert (wrong.status, right.status) == ("wrong", "right")
    assert right.value == 4, "the student's own number, which follows from the line above"


def test_at_a_fork_the_ways_are_added() -> None:
    fork = "a = 2; b = 1\nc = a + b\nd = b + 1\ne = c * d"
    begin = "dc = d * de\ndd = c * de\n"
    both = verdicts(f"{begin}db = dc\ndb += dd", fork)[2:]
    assert [one.status for one in both] == ["part", "right"]
    assert only(f"{begin}db = dc", fork).status == "part"
    assert only(f"{begin}db = dc\ndb = dd", fork).status == "wrong"
    checked = check_backward(read_program(fork), f"{begin}db = dc")
    assert checked.right == ("dc", "dd")
    assert checked.missing == ("da",)


def test_what_is_added_is_spread_as_numpy_does() -> None:
    program = "A = [[1, 2], [3, 4]]\nt = sum(A, axis=1, keepdims=True)\nL = sum(A * A) + sum(t * t)"
    start = "dt = 2 * t * dL\ndA = 2 * A * dL\n"
    assert verdicts(f"{start}dA += dt", program)[-1].status == "right"
    assert verdicts(f"{start}dA += -dt", program)[-1].status == "wrong"
    assert verdicts("dt = 2 * t * dL\ndA = dt\ndA += 2 * A", program)[-1].status == "wrong"
