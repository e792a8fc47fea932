"""The update rules as lines of NumPy."""

from collections.abc import Mapping

from ..training.config import OptimizerConfig
from ..training.optimizers import ADADELTA_EPSILON, EPSILON, OPTIMIZERS

BY_ROOT = "{{p}} = {{p}} - {rate} * {{g}} / (np.sqrt({{s}}) + {epsilon})"
ADAM = (
    "{{m}} = {beta1} * {{m}} + (1 - {beta1}) * {{g}}",
    "{{s}} = {beta2} * {{s}} + (1 - {beta2}) * {{g}} ** 2",
    "{{p}} = {{p}} - {rate} * {{m}} / (1 - {beta1} ** {{k}}) "
    "/ (np.sqrt({{s}} / (1 - {beta2} ** {{k}})) + {epsilon})",
)
RULES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "sgd": ((), ("{{p}} = {{p}} - {rate} * {{g}}",)),
    "momentum": (
        ("v",),
        ("{{v}} = {momentum} * {{v}} - {rate} * {{g}}", "{{p}} = {{p}} + {{v}}"),
    ),
    "nesterov": (
        ("v",),
        (
            "{{v}} = {momentum} * {{v}} - {rate} * {{g}}",
            "{{p}} = {{p}} + {momentum} * {{v}} - {rate} * {{g}}",
        ),
    ),
    "adagrad": (("s",), ("{{s}} = {{s}} + {{g}} ** 2", BY_ROOT)),
    "rmsprop": (("s",), ("{{s}} = {decay} * {{s}} + (1 - {decay}) * {{g}} ** 2", BY_ROOT)),
    "adadelta": (
        ("s", "u", "d"),
        (
            "{{s}} = {rho} * {{s}} + (1 - {rho}) * {{g}} ** 2",
            "{{d}} = np.sqrt(({{u}} + {epsilon}) / ({{s}} + {epsilon})) * {{g}}",
            "{{u}} = {rho} * {{u}} + (1 - {rho}) * {{d}} ** 2",
            "{{p}} = {{p}} - {rate} * {{d}}",
        ),
    ),
    "adam": (("m", "s"), ADAM),
    "adamw": (("m", "s"), ADAM),
}
"""What each rule keeps of a parameter, and its step. The formulas are those of
``training/optimizers.py``; the options are written in first."""


OPTIONS = ("momentum", "decay", "rho", "beta1", "beta2")
"""The options of the rules that stand in their lines, beside the rate and epsilon."""


def loop(rule: str) -> tuple[list[str], int]:
    """Return the whole descent by a rule, and which line takes the gradient: the update follows.

    ``w`` is every parameter as one vector, ``g`` the gradient there and ``t`` the number of the
    update, from 1. ``start``, ``rate``, ``n`` and ``gradient`` are those of the descent; the rule's
    own options are holes: ``{momentum}``.
    """
    holes = {name: f"{{{name}}}" for name in OPTIONS}
    slots, lines = settled(OptimizerConfig(name=rule), "rate", holes)
    names = {**holes, **{slot: slot for slot in slots}, "p": "w", "g": "g", "k": "t"}
    kept = [f"{slot} = np.zeros_like(w)" for slot in slots]
    before = ["w = start", *kept, "for t in range(1, n + 1):"]
    inside = ["g = gradient(w)", *(line.format(**names) for line in lines)]
    return [*before, *(f"    {line}" for line in inside)], len(before)


def options_of(rule: str) -> dict[str, float]:
    """Return the options that a rule reads beside rate and epsilon, as they are at first."""
    options = OptimizerConfig(name=rule)
    return {name: getattr(options, name) for name in OPTIMIZERS[rule].options if name in OPTIONS}


def settled(
    options: OptimizerConfig, rate: float | str, holes: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a rule keeps, and its step with the options written in, or ``holes`` for them."""
    slots, lines = RULES[options.name]
    default = ADADELTA_EPSILON if options.name == "adadelta" else EPSILON
    numbers = {
        "rate": rate,
        "epsilon": default if options.epsilon is None else options.epsilon,
        **(holes or {name: getattr(options, name) for name in OPTIONS}),
    }
    return slots, tuple(line.format(**numbers) for line in lines)
