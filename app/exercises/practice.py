"""Endless practice: small random programs whose numbers can be worked out in one's head.

A level and a seed make the same exercise anywhere and always. What is drawn is looked at: numbers
of at most two decimals, no larger than a hundred, forward and back; nothing on a kink; and
gradients that are not all zero. Else it is drawn anew.
"""

from random import Random

import numpy as np

from ..engine.graph import Kind
from ..engine.kinks import Kinks
from ..engine.ops.op import Array
from ..engine.tape import Tape
from ..language import read_program
from .drawn import circuit, matrices, tree
from .exercise import Exercise

LARGEST_NUMBER = 100
DECIMALS = 2
DRAWN = {1: tree, 2: circuit, 3: matrices}
ALIVE = 0.5
"""Of the inputs, which share has a gradient that is not zero, at least."""


def practice(level: int, seed: int) -> Exercise:
    """Make the exercise of a level and a seed."""
    attempt, program = 0, ""
    while not program or not is_decent(program):
        program = DRAWN[level](Random(f"chainrule {level} {seed} {attempt}"))
        attempt += 1
    return Exercise(program)


def is_decent(text: str) -> bool:
    """Tell whether a program can be done by hand and is worth it."""
    program = read_program(text)
    graph = program.graph
    tape = Tape(graph, [program.output])
    tape.forward()
    tape.backward()
    if not all(is_short(value) for value in tape.values):
        return False
    if not all(is_short(one) for one in tape.gradients if one is not None):
        return False
    if Kinks(tape).nodes:
        return False
    alive, inputs = 0, 0
    for node in graph.nodes:
        if node.kind is Kind.INPUT:
            inputs += 1
            gradient = tape.gradients[node.id]
            alive += gradient is not None and bool(np.any(gradient))
    return alive >= max(ALIVE * inputs, 1)


def is_short(value: Array) -> bool:
    """Tell whether numbers have few digits."""
    if not np.isfinite(value).all() or np.abs(value).max(initial=0) > LARGEST_NUMBER:
        return False
    return bool(np.allclose(value, np.round(value, DECIMALS), rtol=0, atol=1e-9))
