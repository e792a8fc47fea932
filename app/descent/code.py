"""The update rules as the lines of NumPy that a lecture writes: what is kept, and one update.

``w`` is every parameter as one vector, ``g`` the gradient there, ``rate`` the learning rate and
``t`` the number of the update, from 1. The other numbers are those that the rules begin with.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleCode:
    """One update rule in NumPy."""

    update: tuple[str, ...]
    """One update, line by line, once ``g`` is known."""
    kept: tuple[str, ...] = ()
    """What it keeps from one update to the next, as it begins."""


_ADAM = RuleCode(
    kept=("m = np.zeros_like(w)", "s = np.zeros_like(w)"),
    update=(
        "m = 0.9 * m + 0.1 * g",
        "s = 0.999 * s + 0.001 * g**2",
        "mean = m / (1 - 0.9**t)",
        "size = np.sqrt(s / (1 - 0.999**t))",
        "w = w - rate * mean / (size + 1e-8)",
    ),
)

RULE_CODE: dict[str, RuleCode] = {
    "sgd": RuleCode(("w = w - rate * g",)),
    "momentum": RuleCode(("v = 0.9 * v - rate * g", "w = w + v"), ("v = np.zeros_like(w)",)),
    "nesterov": RuleCode(
        ("v = 0.9 * v - rate * g", "w = w + 0.9 * v - rate * g"), ("v = np.zeros_like(w)",)
    ),
    "adagrad": RuleCode(
        ("s = s + g**2", "w = w - rate * g / (np.sqrt(s) + 1e-8)"), ("s = np.zeros_like(w)",)
    ),
    "rmsprop": RuleCode(
        ("s = 0.99 * s + 0.01 * g**2", "w = w - rate * g / (np.sqrt(s) + 1e-8)"),
        ("s = np.zeros_like(w)",),
    ),
    "adadelta": RuleCode(
        (
            "s = 0.95 * s + 0.05 * g**2",
            "d = np.sqrt((u + 1e-6) / (s + 1e-6)) * g",
            "u = 0.95 * u + 0.05 * d**2",
            "w = w - rate * d",
        ),
        ("s = np.zeros_like(w)", "u = np.zeros_like(w)"),
    ),
    "adam": _ADAM,
    "adamw": _ADAM,
}
"""By the names of the rules. AdamW is Adam here: there is no weight decay on this page."""


def loop(rule: str) -> tuple[list[str], int]:
    """Return the whole descent by a rule, and which line takes the gradient: the update follows.

    ``start``, ``rate``, ``n`` and ``gradient`` are those of the descent.
    """
    code = RULE_CODE[rule]
    before = ["w = start", *code.kept, "for t in range(1, n + 1):"]
    inside = ["g = gradient(w)", *code.update]
    return [*before, *(f"    {line}" for line in inside)], len(before)
