"""The formula of an update rule line by line, and the numbers that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..engine.ops.op import Array
from ..training.config import OptimizerConfig
from ..training.optimizers import ADADELTA_EPSILON, EPSILON, OPTIMIZERS, Memory
from .code import RULES

SYMBOLS = {
    "momentum": "μ",
    "decay": "ρ",
    "rho": "ρ",
    "beta1": "β₁",
    "beta2": "β₂",
    "epsilon": "ε",
}
"""How the options of a rule are written in its formula."""
DECAY = "p ← p − η·l2·p"
"""The decay of AdamW, which a program has not: a penalty is a part of its loss."""


@dataclass(frozen=True, slots=True)
class SpelledRule:
    """An update rule: p is the parameter, g its gradient, t the number of the update, from 1."""

    lines: list[str]
    """``v ← μ·v − η·g``, in the order in which they are computed."""
    options: dict[str, float]
    """The numbers of the symbols that are the same for all parameters, before any schedule."""


def spelled_rule(options: OptimizerConfig) -> SpelledRule:
    """Return the lines of a rule, as ``training/optimizers.py`` has them, and its options."""
    rule = OPTIMIZERS[options.name]
    lines = [line.strip() for line in rule.formula.split(";")]
    given = {SYMBOLS[name]: _option(options, name) for name in rule.options}
    return SpelledRule([x for x in lines if x != DECAY], {"η": options.learning_rate, **given})


def _option(options: OptimizerConfig, name: str) -> float:
    if name == "epsilon" and options.epsilon is None:
        return ADADELTA_EPSILON if options.name == "adadelta" else EPSILON
    return float(getattr(options, name))


def symbols_of(rule: str) -> tuple[str, ...]:
    """Return what a rule makes of the gradient on the way to the step, by its symbols."""
    lines = spelled_rule(OptimizerConfig(name=rule)).lines
    return tuple(line.partition(" ← ")[0] for line in lines[:-1])


def remembered(
    options: OptimizerConfig, memory: Memory, moved: Array, rate: float
) -> Mapping[str, Array]:
    """Return what the last update made on its way, flat and by symbol; all zero before the first.

    ``moved`` is by how much the parameters became less. The velocity v and the averages m, s and u
    are the memory of the rule; of the others m̂ and ŝ are m and s over the counters, which hold
    1 − βᵗ, and the direction d of Adadelta is what the step η·d was made of.
    """
    names = RULES[options.name][0]
    found = {name: slot.copy() for name, slot in zip(names, memory.slots, strict=False)}
    for symbol, slot, counter in zip(("m̂", "ŝ"), memory.slots, memory.counters, strict=False):
        found[symbol] = slot / counter if counter else np.zeros_like(slot)
    if "d" in names:
        found["d"] = moved / rate if rate else np.zeros_like(moved)
    return {symbol: found[symbol] for symbol in symbols_of(options.name)}
