"""Random programs of three levels, as text; which of them make an exercise is not known here."""

from collections import Counter
from collections.abc import Sequence
from random import Random

INPUTS = (
    *(("x", "y", "z"), ("a", "b", "c"), ("w", "x", "b"), ("u", "v", "w")),
    *(("a", "b", "c", "h"), ("w", "x", "y", "z"), ("k", "x", "m", "b")),
)
"""What numbers are called."""
BETWEEN = ("p", "q", "r", "s", "t")
OUTPUTS = ("f", "L")
NUMBERS = tuple(number for number in range(-5, 6) if number)
ELEMENTS = (-3, -2, -1, 1, 2, 3)
SIZES = ((2, 2, 2), (2, 3, 2), (2, 2, 3), (2, 2, 1), (2, 3, 1))
"""Rows of the batch, features, units."""


def tree(random: Random) -> str:
    """Draw a tree of +, × and max, in which each value is used once."""
    names = random.choice(INPUTS)
    left = list(names)
    random.shuffle(left)
    gates = _mixed(random, ("+", "*", "max"), len(names) - 1)
    lines = [_numbers(random, names)]
    for gate, name in zip(gates, _named(random, len(gates)), strict=True):
        one, other = left.pop(0), left.pop(random.randrange(len(left)))
        lines.append(f"{name} = {_written(gate, one, other)}")
        left.append(name)
    return "\n".join(lines)


def circuit(random: Random) -> str:
    """Draw a circuit with a fork, of differences, squares, quotients and relus too."""
    names = random.choice(INPUTS[:4])[: random.randint(2, 3)]
    unused = list(names)
    fork = random.choice(names)
    used = Counter[str]()
    values = list(names)
    gates = _mixed(random, ("+", "-", "*", "**2", "relu", "/", "k*"), random.randint(3, 5))
    lines = [_numbers(random, names)]
    for name in _named(random, len(gates))[:-1]:
        gate = gates.pop(0)
        one = fork if fork in unused or used[fork] == 1 else random.choice(unused)
        others = [value for value in values if value != one]
        other = random.choice([value for value in others if value in unused] or others)
        read = (one,) if gate in ("**2", "relu", "k*") else (one, other)
        lines.append(f"{name} = {_written(gate, one, other, random.randint(2, 4))}")
        used.update(read)
        unused = [value for value in unused if value not in read] + [name]
        values.append(name)
    ends = unused if len(unused) > 1 else [unused[0], fork]
    signs = [random.choice((" + ", " - ", " * ")) for _ in ends[1:]]
    last = ends[0] + "".join(sign + end for sign, end in zip(signs, ends[1:], strict=True))
    return "\n".join([*lines, f"{random.choice(OUTPUTS)} = {last}"])


def matrices(random: Random) -> str:
    """Draw a layer on a small batch, and a loss."""
    rows, features, units = random.choice(SIZES)
    if random.randrange(8) == 0:
        return _neuron(random, features)
    given = _matrix(random, rows, features)
    is_fixed = random.randrange(2) == 0
    lines = [
        f"X = const({given})" if is_fixed else f"X = {given}",
        f"W = {_matrix(random, features, units)}",
    ]
    has_bias = random.randrange(3) > 0
    if has_bias:
        lines.append(f"b = {_row(random, units)}")
    lines.append("S = X @ W" + (" + b" if has_bias else ""))
    top = "S"
    if random.randrange(3) > 0:
        lines.append("H = relu(S)")
        top = "H"
    return "\n".join([*lines, *_loss(random, top, rows, units)])


def _loss(random: Random, top: str, rows: int, units: int) -> list[str]:
    """Draw how an array becomes one number."""
    target = f"const({_matrix(random, rows, units)})"
    half = "L = sum(D * D) / 2"
    return random.choice(
        (
            [f"L = sum({top} * {top})"],
            [f"L = mean({top})"],
            [f"T = {target}", f"L = sum({top} * T)"],
            [f"Y = {target}", f"D = {top} - Y", half],
            [f"Y = {target}", f"D = {top} - Y", "L = mean(D * D)"],
            [f"r = sum({top}, axis=1)", "L = sum(r * r)"],
            [f"c = sum({top}, axis=0)", "L = sum(c * c)"],
        )
    )


def _neuron(random: Random, features: int) -> str:
    """Draw a neuron that is undecided: a sigmoid at 0, where its numbers are short."""
    x = [random.choice(ELEMENTS) for _ in range(features)]
    w = [random.choice(ELEMENTS) for _ in range(features)]
    bias = -sum(one * other for one, other in zip(x, w, strict=True))
    y = random.randrange(2)
    loss = random.choice(("L = D * D", "L = 2 * D * D", "L = D**2"))
    return "\n".join(
        [
            f"x = {[x]}; W = {[[one] for one in w]}; b = {bias}; y = const({y})",
            *("z = x @ W + b", "p = sigmoid(z)", "D = sum(p) - y", loss),
        ]
    )


def _mixed(random: Random, gates: Sequence[str], number: int) -> list[str]:
    """Draw gates, of which no two that follow each other are alike."""
    drawn = [random.choice(gates)]
    while len(drawn) < number:
        drawn.append(random.choice([gate for gate in gates if gate != drawn[-1]]))
    return drawn


def _named(random: Random, number: int) -> list[str]:
    """Name the values that gates make, the last as an output."""
    start = random.randrange(len(BETWEEN) - number + 2)
    return [*BETWEEN[start : start + number - 1], random.choice(OUTPUTS)]


def _written(gate: str, one: str, other: str, factor: int = 2) -> str:
    if gate == "max":
        return f"max({one}, {other})"
    if gate == "relu":
        return f"relu({one})"
    if gate == "k*":
        return f"{factor} * {one}"
    return f"{one}**2" if gate == "**2" else f"{one} {gate} {other}"


def _numbers(random: Random, names: Sequence[str]) -> str:
    return "; ".join(f"{name} = {random.choice(NUMBERS)}" for name in names)


def _row(random: Random, size: int) -> list[int]:
    return [random.choice(ELEMENTS) for _ in range(size)]


def _matrix(random: Random, rows: int, columns: int) -> list[list[int]]:
    return [_row(random, columns) for _ in range(rows)]
