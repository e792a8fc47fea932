"""Hostile programs get a clear error at once, and no more memory than they deserve."""

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.language import Level, ProgramError, at_level, print_program, read_program
from app.language.python_tree import DEEPEST, depth_of, module_of
from tests.counting import calls

IDENTITIES = "def f0(x): return x\n" + "".join(
    f"def f{k}(x): return f{k - 1}(f{k - 1}(x))\n" for k in range(1, 40)
)
GATES = "def g0(x): return x * x\n" + "".join(
    f"def g{k}(x): return g{k - 1}(g{k - 1}(x))\n" for k in range(1, 40)
)
DEEP = "def h0(x): return x * x\n" + "".join(
    f"def h{k}(x): return h{k - 1}(x)\n" for k in range(1, 400)
)
MAKERS = "def m0(x): return x * sum(randn(900, 900))\n" + "".join(
    f"def m{k}(x): return m{k - 1}(m{k - 1}(x))\n" for k in range(1, 30)
)

HOSTILE: dict[str, tuple[str, str]] = {
    "minuses": ("f = " + "-" * 19_000 + "1", "too-deep"),
    "parentheses": ("f = " + "(" * 9_000 + "1" + ")" * 9_000, "too-deep"),
    "open parentheses": ("f = " + "(" * 19_000, "too-deep"),
    "lists": ("f = " + "[" * 150 + "1" + "]" * 150, "too-deep"),
    "powers": ("x = 1; f = x" + "**x" * 5_000, "too-deep"),
    "negative powers": ("x = 1; f = x" + "**-x" * 4_000, "too-deep"),
    "minuses in parentheses": ("x = 1; f = " + "--(" * 110 + "x" + ")" * 110, "too-deep"),
    "a tower of powers": ("f = 9**9**9", "bad-number"),
    "a huge array": ("f = zeros(10**9)", "too-large"),
    "a huge shape": ("f = zeros(9000, 9000, 9000, 9000)", "too-large"),
    "a huge eye": ("f = eye(100000)", "too-large"),
    "a huge arange": ("f = arange(1e300)", "too-large"),
    "a huge step": ("f = arange(0, 1, 1e-300)", "too-large"),
    "a huge one-hot": ("f = onehot(10**9)", "too-large"),
    "many arrays": (";".join(f"x{k} = zeros(1000, 1000)" for k in range(20)), "too-large"),
    "a huge broadcast": ("x = zeros(1000, 1); y = zeros(1, 1001); f = x + y", "too-large"),
    "a huge product": ("x = ones(1000000); f = outer(x, x)", "too-large"),
    "a dunder": ("f = __import__('os').system('true')", "unsupported"),
    "attributes": ("x = 1; f = x" + ".T.real" * 100, "unsupported"),
    "many transposes": ("x = 1; f = x" + ".T" * 9_000, "too-deep"),
    "calls of calls": ("f = exp" + "(1)" * 5_000, "unsupported"),
    "a comprehension": ("f = [i for i in range(10**9)]", "unsupported"),
    "an f-string": ("f = f'{1}'", "unsupported"),
    "lambdas": ("f = " + "lambda:" * 2_500 + "1", "unsupported"),
    "nots": ("f = " + "not " * 4_500 + "1", "unsupported"),
    "ternaries": ("f = " + "1 if 1 else " * 1_600 + "1", "unsupported"),
    "comparisons": ("f = 1" + "<1" * 9_000, "unsupported"),
    "strings": ("f = " + "'a'" * 6_000, "syntax"),
    "nested functions": (
        "".join(" " * k + f"def f{k}(x):\n" for k in range(150)) + " " * 150 + "return x",
        "too-deep",
    ),
    "a tower of identities": (IDENTITIES + "x = 1; y = f39(x)", "too-large"),
    "a tower of gates": (GATES + "x = 1; y = g39(x)", "too-large"),
    "a deep tower": (DEEP + "x = 1; y = h399(x)", "too-deep"),
    "a tower of makers": (MAKERS + "x = 1; y = m29(x)", "too-large"),
    "too many terms": ("x = 1; f = " + "+".join("x" * 9_000), "too-deep"),
    "too long": ("x = 1" + " " * 20_000, "too-large"),
    "many arguments": ("x = 1; f = max(" + "x," * 9_000 + "x)", "wrong-arguments"),
    "a null byte": ("x = 1\0", "syntax"),
    "nothing": ("", "empty"),
    "many digits": ("x = " + "9" * 19_000, "syntax"),
    "deep prints": ("print(" + "-" * 19_000 + "1)", "too-deep"),
    "prints of prints": ("print(" * 3_300, "too-deep"),
    "unclosed prints": ("x = 1\n" + "print('\n" * 2_400, "syntax"),
    "printed nots": ("x = 1\nprint(" + "not " * 4_500 + "x)", "too-deep"),
    "printed f-strings": (
        "x = 1\nprint(f'{" + "(" * 4_000 + "x" + ")" * 4_000 + "}')",
        "too-deep" if sys.version_info >= (3, 12) else "syntax",
    ),
    "many imports": ("import numpy\n" * 1_500, "empty"),
    "many prints": ("x = 1\n" + "print(x)\n" * 2_200 + "y = tan(x)", "unknown-gate"),
    "qualified without end": ("f = np" + ".linalg" * 2_800 + "(1)", "unsupported"),
    "methods without end": ("x = 1; f = x" + ".exp()" * 3_300, "too-deep"),
    "a long foreign call": ("x = 1; f = tan(" + "+".join("x" * 9_000) + ")", "too-deep"),
    "a deep foreign call": ("x = 1; f = tan(" + "(-" * 90 + "x" + ")" * 90 + ")", "unknown-gate"),
    "foreign calls in each other": ("x = 1; f = " + "tan(" * 190 + "x" + ")" * 190, "unknown-gate"),
    "many foreign calls": ("x = 1\n" + "y = np.exp(x)\n" * 1_400 + "z = tan(y)", "unknown-gate"),
    "a long loop": ("for i in range(8):\n" + "    x = i\n" * 1_900, "unsupported"),
    "many loops": ("for " * 4_900, "unsupported"),
    "a long comparison": ("x = (" + "x" * 19_000 + " > 0)", "syntax"),
    "many primes": ("x = " + "a'" * 9_000, "syntax"),
    "prompts": (">>> x = 1\n" * 1_900, "unsupported"),
    "slashes": ("// x\n" * 3_900, "unsupported"),
    "a long unknown name": ("x = 1; f = " + "q" * 19_000 + "(x)", "syntax"),
    "a deep index": ("x = 1; f = x[" + "-" * 300 + "1]", "too-deep"),
}


MOST_CALLS = 5_000_000
"""Calls of functions that reading a program may take: under a second on a slow machine."""


def refusal(text: str) -> ProgramError:
    with pytest.raises(ProgramError) as caught:
        read_program(text)
    return caught.value


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_program_gets_a_clear_error_after_little_work(name: str) -> None:
    text, kind = HOSTILE[name]
    refusals: list[ProgramError] = []
    assert calls(lambda: refusals.append(refusal(text))) < MOST_CALLS
    (error,) = refusals
    assert error.kind == kind, str(error)
    assert error.line is not None
    assert len(str(error)) < 1_000


CHAINS: dict[str, Callable[[int], str]] = {
    "terms": lambda n: "+".join("x" * n),
    "powers": lambda n: "**".join("x" * n),
    "transposes": lambda n: "x" + ".T" * n,
    "methods": lambda n: "x" + ".exp()" * n,
    "minuses": lambda n: "-" * n + "x",
    "nots": lambda n: "not " * n + "x",
    "indices": lambda n: "x" + "[0]" * n,
}
AROUND = (
    "x = 1; f = {}",
    "x = 1; f = tan({})",
    "x = 1; f = np.exp({})",
    "x = [1, 2]; f = np.mean({}, axis=0)",
    "x = [1, 2]; f = torch.sum({}, dim=0, keepdim=True)",
    "x = 1; y = ({}).item()",
    "x = 1\nx += {}",
    "x = 1\nprint(f'{{{}}}')",
    "def g(x):\n  return {}\nx = 1; f = g(x)",
    "x = [1, 2]; L = F.cross_entropy({}, x)",
)


@pytest.mark.parametrize("around", AROUND)
def test_a_long_chain_is_read_or_refused_wherever_it_stands(around: str) -> None:
    """What the parser takes is longer than what one may walk with a function that calls itself."""
    for length in (300, 900, 2_900):
        for chain in CHAINS.values():
            text = around.format(chain(length))
            if len(text) <= 20_000:
                with contextlib.suppress(ProgramError):
                    read_program(text)


def test_a_tree_has_one_bound_in_every_python() -> None:
    deep = "+".join("x" * 2_000)
    assert depth_of(module_of(deep)) <= DEEPEST
    with pytest.raises((RecursionError, MemoryError)):
        module_of("+".join("x" * 3_100))


MEASURE = """
import resource
from app.language import ProgramError, read_program
from tests.language.test_hostile_programs import HOSTILE
read_program("x = 1; f = sigmoid(x) + sum(randn(3))")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for text, _ in HOSTILE.values():
    try:
        read_program(text)
    except ProgramError:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_no_hostile_program_takes_more_than_200_megabytes() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=root, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 200


def test_sums_of_thousands_of_terms_are_read_as_far_as_python_reads_them() -> None:
    program = read_program("x = 1; f = " + " + ".join(["x"] * 2_000))
    assert len(program.graph) == 2_000


def test_the_limit_of_nodes_is_reachable_and_holds() -> None:
    functions = "def a(x): return " + "+".join(["x"] * 51) + "\n"
    functions += "def b(x): return " + "a(" * 20 + "x" + ")" * 20 + "\n"
    text = functions + "x = 1\n" + "x = b(x)\n" * 19 + "x = " + "a(" * 19 + "x" + ")" * 19
    program = read_program(text + "\n" + "x = x + 1\n" * 49)
    assert len(program.graph) == 20_000
    with pytest.raises(ProgramError) as caught:
        read_program(text + "\n" + "x = x + 1\n" * 50)
    assert caught.value.kind == "too-large"
    for level in (Level.BLOCKS, Level.ELEMENTARY, Level.SCALARS):
        assert len(at_level(program, level).graph) <= 20_000
    assert print_program(program)


def test_a_million_elements_are_read() -> None:
    assert read_program("W = randn(1000, 1000); f = sum(W)").graph.nodes[0].shape == (1000, 1000)


def test_levels_that_grow_too_large_say_so_at_once() -> None:
    program = read_program("x = 1\nW = zeros(1000, 1000); f = sum(W @ W)")

    def lower() -> None:
        with pytest.raises(ProgramError) as caught:
            at_level(program, Level.SCALARS)
        assert caught.value.kind == "too-large"
        assert caught.value.line == 2
        assert "as gates" in (caught.value.hint or "")

    assert calls(lower) < 1_000
