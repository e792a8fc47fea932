"""Parameters that a configuration gives: by name, as a trained network is answered, or flat."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from .errors import ConfigError

Number: TypeAlias = Callable[[Any, str], float]
"""Reads one number; its place is named where it is none."""
NAME = re.compile(r"([Wb])([1-9]\d?)([′']?)")
"""Weights or biases of a layer; those of the second piece of maxout units are primed."""


def flat_parameters(given: Any, where: str, number: Number) -> tuple[float, ...]:
    """Return all parameters in one list, unit by unit its weights and then its bias.

    Raises:
        ConfigError: names, rows or numbers are missing or not what they should be.
    """
    if isinstance(given, list | tuple):
        return tuple(number(value, f"{where}/{k}") for k, value in enumerate(given))
    if not isinstance(given, Mapping):
        raise ConfigError(
            where,
            "this is neither an object nor a list",
            hint='give {"W1": [[…], …], "b1": […], …}',
        )
    weights, biases = _by_place(given, where)
    flat: list[float] = []
    for place, (name, rows) in sorted(weights.items()):
        bias_name, bias = biases.get(place, ("", None))
        read = _rows(rows, f"{where}/{name}", number)
        if bias is not None:
            column = _row(bias, f"{where}/{bias_name}", number)
            _same(
                len(column), len(read), f"{where}/{bias_name}", f"one bias for each row of {name}"
            )
            read = [[*row, value] for row, value in zip(read, column, strict=True)]
        flat += [value for row in read for value in row]
    for place, (name, _) in biases.items():
        if place not in weights:
            raise ConfigError(
                f"{where}/{name}", f"{name} has no weights beside it", hint=f"give W{name[1:]} too"
            )
    return tuple(flat)


Named: TypeAlias = dict[tuple[int, bool], tuple[str, Any]]


def _by_place(given: Mapping[str, Any], where: str) -> tuple[Named, Named]:
    """Return weights and biases by layer and piece, each with its name."""
    weights: Named = {}
    biases: Named = {}
    for name, value in given.items():
        found = NAME.fullmatch(name)
        if found is None:
            raise ConfigError(
                f"{where}/{name}", f"there are no parameters {name}", hint="there are W1, b1, W2, …"
            )
        kind, layer, prime = found.groups()
        (weights if kind == "W" else biases)[int(layer), bool(prime)] = name, value
    return weights, biases


def _rows(given: Any, where: str, number: Number) -> list[list[float]]:
    if not isinstance(given, list | tuple) or not given:
        raise ConfigError(where, "these are no weights", hint="give a row for each unit: [[…], …]")
    rows = [_row(row, f"{where}/{k}", number) for k, row in enumerate(given)]
    for k, row in enumerate(rows):
        _same(len(row), len(rows[0]), f"{where}/{k}", "one weight for each input, as above")
    return rows


def _row(given: Any, where: str, number: Number) -> list[float]:
    if not isinstance(given, list | tuple):
        raise ConfigError(where, "this is not a list", hint="give a list of numbers")
    return [number(value, f"{where}/{k}") for k, value in enumerate(given)]


def _same(found: int, expected: int, where: str, what: str) -> None:
    if found != expected:
        raise ConfigError(
            where, f"there are {found} numbers and not {expected}", hint=f"give {what}"
        )
