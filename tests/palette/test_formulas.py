"""The formulas on the cards of the blocks, computed as they are written."""

import numpy as np
import pytest

from app.engine.ops.op import Array, Shape
from app.engine.tape import Tape
from app.language import Program, read_program
from app.palette import BLOCKS, Block

WORDS = {"conv_block": "it has words of the gates' own rows, which are no gates: max_unpool2d"}
"""Blocks whose backward lines are not of the language."""
COMPUTED = [block for name, block in BLOCKS.items() if name not in WORDS]
SIZES: dict[int, Shape] = {1: (3,), 2: (2, 3)}


def values(program: Program) -> dict[str, Array]:
    """Run a program forward and return what each name is."""
    tape = Tape(program.graph, [program.output])
    tape.forward()
    return {name: np.array(tape.values[node]) for name, node in program.graph.names.items()}


def leaves(block: Block) -> list[str]:
    """Write the leaves of a block's first variant, with numbers that are no zeros."""
    variant = block.variants[0]
    shape = SIZES[variant.ranks[0]]
    lines = [f"x = randn({', '.join(map(str, shape))}, seed=1)"]
    for k, leaf in enumerate(variant.leaves(shape), 2):
        sizes = ", ".join(map(str, leaf.shape))
        if leaf.kind == "labels":
            lines += ["y = const([0, 2])", "Y = const(onehot([0, 2], classes=3))"]
        elif leaf.kind == "target":
            lines.append("y = const([0.3, -0.7])")
        elif leaf.shape:
            lines.append(f"{leaf.name} = randn({sizes}, seed={k}) / 2")
        else:
            lines.append(f"{leaf.name} = 0.3")
    return lines


def spelled(formula: str) -> str:
    """Put the numbers and the table in that the formulas have letters for."""
    return formula.replace("onehot(y)", "Y").replace("sqrt(d)", "sqrt(3)").replace("/ n", "/ 2")


@pytest.mark.parametrize("block", COMPUTED, ids=lambda block: block.name)
def test_the_lines_of_a_block_compute_its_value_and_its_gradients(block: Block) -> None:
    start = leaves(block)
    variant = block.variants[0]
    names = ["x", *(leaf.name for leaf in variant.leaves(SIZES[variant.ranks[0]]))]
    call = [
        f"def {block.name}({', '.join(names)}):",
        *(f"    {line}" for line in variant.body),
        *start,
        f"out = {block.name}({', '.join(names)})",
    ]
    program = read_program("\n".join(call))
    tape = Tape(program.graph, [program.output])
    tape.forward()
    value = np.array(tape.values[program.output])
    g = np.random.default_rng(9).standard_normal(value.shape)
    tape.backward({program.output: g})
    forward = [f"{name} = {spelled(formula)}" for name, formula in block.forward]
    told = f"g = const({g.tolist()})"
    backward = [
        f"{'d_' if name in names else ''}{name} = {spelled(formula)}"
        for name, formula in block.backward
    ]
    if block.name == "transformer":  # layer_norm with its gains and shifts is written short there
        forward = [
            line.replace("layer_norm(x)", "layer_norm(x, gamma1, beta1)").replace(
                "layer_norm(a)", "layer_norm(a, gamma2, beta2)"
            )
            for line in forward
        ]
    found = values(read_program("\n".join([*start, *forward, told, *backward])))
    assert found[block.forward[-1][0]] == pytest.approx(value, abs=1e-12)
    checked = 0
    for name, _ in block.backward:
        if name in names:
            expected = np.array(tape.gradients[program.inputs[name]])
            assert found[f"d_{name}"] == pytest.approx(expected, abs=1e-12), name
            checked += 1
    assert checked == len(program.inputs) or block.name == "transformer"
