"""Random programs: statements drawn from forms that between them use every gate."""

import random
from collections.abc import Iterator

from app.engine.errors import EngineError
from app.engine.tape import Tape
from app.language import ProgramError, read_program
from app.language.program import Program

LEAVES = (
    "{n} = {v}",
    "{n} = [{v}, {v}, {v}]",
    "{n} = [[{v}, {v}, {v}], [{v}, {v}, {v}]]",
    "{n} = [[{v}], [{v}]]",
    "{n} = randn(3, 2, seed={k})",
    "{n} = uniform(2, 3, low=0.2, high=0.9, seed={k})",
    "{n} = const([[{v}, {v}, {v}], [{v}, {v}, {v}]])",
    "{n} = const({v})",
    "{n} = 0.5 * randn(2, 3, 2, seed={k})",
)
UNARY = (
    "exp(0.3 * {a})", "log(1 + {a} ** 2)", "sqrt({a} ** 2 + 1)", "abs({a})", "sin({a})", "cos({a})",
    "sigmoid({a})", "tanh({a})", "relu({a})", "leaky_relu({a}, slope=0.2)", "elu({a}, alpha=1.5)",
    "softplus({a})", "gelu({a})", "step({a})", "square({a})", "-{a}", "1 / ({a} ** 2 + 1)",
    "sum({a})", "sum({a}, axis=0)", "sum({a}, axis=-1, keepdims=True)", "mean({a}, axis=1)",
    "mean({a})", "amax({a}, axis=0)", "amin({a}, axis=-1, keepdims=True)", "amax({a})",
    "softmax({a})", "log_softmax({a}, axis=0)", "logsumexp({a})",
    "logsumexp({a}, axis=0, keepdims=True)", "{a}.T", "flatten({a})", "reshape({a}, (3, 2))",
    "reshape({a}, (-1, 1))", "{a}[0]", "{a}[:, 1:]", "{a}[..., None]", "{a}[::-1]",
    "transpose({a})", "l2({a})", "half_l2({a}, reduction='mean')",
    "2 ** {a}", "{a} - 3", "-2 * {a}", "0.5 - {a}", "{a} / 4", "reciprocal({a} ** 2 + 2)",
    "hinge({a}, 1)", "hinge({a}, [0, 1], margin=0.7)", "softmax_cross_entropy({a}, [1, 0])",
    "softmax_cross_entropy({a}, 2, reduction='sum')", "cross_entropy(softmax({a}), [1, 0])",
    "max({a}, 0.1, -0.2)", "min(0.3, {a})", "block({a})", "block(block({a}))",
    "layer_norm({a})", "batch_norm({a}, 0.5)", "dropout({a}, seed=1)", "max_pool2d({a}, (1, 2))",
    "avg_pool2d({a}, (2, 1))", "global_avg_pool({a})", "squeeze({a})", "conv1d({a}, [0.5, -1])",
    "broadcast_to({a}, (2, 2, 3))",
)  # fmt: skip
BINARY = (
    "{a} + {b}", "{a} - {b}", "{a} * {b}", "{a} / ({b} ** 2 + 1)", "{a} @ {b}", "{a} @ {b}.T",
    "max({a}, {b})", "min({a}, {b}, {c})", "max({a}, {b}, {c})", "dot({a}, {b})", "outer({a}, {b})",
    "concat({a}, {b})", "concat({a}, {b}, axis=1)", "({a} ** 2 + 1) ** {b}", "mixed({a}, {b})",
    "squared_error({a}, {b})", "mse({a}, {b})", "half_squared_error({a}, {b}, reduction='none')",
    "bce(sigmoid({a}), sigmoid({b}))", "bce_with_logits({a}, sigmoid({b}))",
    "softmax_cross_entropy({a}, softmax({b}))", "{a} + {a}", "{a} * {a}", "{a} + {b}.T",
    "linear({a}, {b})", "conv2d({a}, {b})", "attention({a}, {b}, {b})", "stack({a}, {b}, axis=-1)",
)  # fmt: skip
FUNCTIONS = """
def block(x):
    z = tanh(x) * 2
    return z + x
def mixed(u, w):
    return sigmoid(u) * w + u
""".strip()
NAMES = (
    "x", "y", "W", "b", "dx", "el", "q", "ŷ", "σ", "print", "np", "h_1", "h", "v3", "z", "torch",
)  # fmt: skip
"""Some of them words of Python or of the scripts, some what a script would call something else."""


def random_program(seed: int, statements: int = 12) -> Program:
    """Return one program; the same seed gives the same one."""
    rng = random.Random(seed)
    lines = [FUNCTIONS]
    bound: list[str] = []
    program: Program | None = None
    attempts = 0
    while len(lines) < statements + 1 or program is None or not program.graph.edges:
        attempts += 1
        name = rng.choice(NAMES)
        if len(bound) < 3:
            line = _leaf(rng, name)
        else:
            form = rng.choice(UNARY if rng.random() < 0.5 else BINARY)
            a, b, c = (rng.choice(bound[-5:]) for _ in range(3))
            line = f"{name} = {form.format(a=a, b=b, c=c)}"
            if attempts % 7 == 0:
                line = _leaf(rng, name)
        try:
            program = read_program("\n".join([*lines, line]))
            Tape(program.graph, [program.output]).forward()
        except (ProgramError, EngineError):
            continue
        lines.append(line)
        bound.append(name)
    return program


def random_programs(count: int, first: int = 0) -> Iterator[Program]:
    """Yield several programs."""
    for seed in range(first, first + count):
        yield random_program(seed)


def _leaf(rng: random.Random, name: str) -> str:
    form = rng.choice(LEAVES).replace("{n}", name).replace("{k}", str(rng.randrange(100)))
    while "{v}" in form:
        form = form.replace("{v}", str(round(rng.uniform(-2, 2), 2)), 1)
    return form
