"""The programs that are measured."""

from itertools import pairwise

XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"


def network(inputs: int, hidden: tuple[int, ...]) -> str:
    """Write a fully connected tanh network in scalars, with a squared error at the end.

    Names are short, so that 2,000 gates fit into the characters a program may have.
    """
    layer = [f"x{k}" for k in range(inputs)]
    lines = [f"{name}={k - 0.5}" for k, name in enumerate(layer)]
    weights = 0
    for depth, units in enumerate((*hidden, 1)):
        new = [f"{'abcdefg'[depth]}{unit}" for unit in range(units)]
        for name in new:
            terms = []
            for source in layer:
                lines.append(f"w{weights}={(weights * 37 % 19 - 9) / 10}")
                terms.append(f"w{weights}*{source}")
                weights += 1
            lines.append(f"{name}=tanh({'+'.join(terms)}+.1)")
        layer = new
    lines.append(f"E=(1-{layer[0]})**2")
    return ";".join(lines)


SMALL_NETWORK = network(3, (5, 4, 3))
"""About 120 gates."""
LARGE_NETWORK = network(4, (24, 24, 12))
"""About 2,000 gates."""


def matrices(inputs: int, hidden: int) -> str:
    """Write a network of three layers in matrices, of thousands of nodes once it is in scalars."""
    sizes = (inputs, hidden, hidden, inputs)
    lines, before = [f"x=randn({inputs},1,seed=1)"], "x"
    for k, (wide, high) in enumerate(pairwise(sizes)):
        lines.append(f"W{k}=randn({high},{wide},seed={k + 2});b{k}=zeros({high},1)")
        lines.append(f"h{k}=tanh(W{k}@{before}+b{k})")
        before = f"h{k}"
    return "\n".join([*lines, f"E=sum(({before}-1)**2)"])
