"""Configurations from plain JSON and back, with errors that point at what is wrong."""

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass, replace
from difflib import get_close_matches
from functools import partial
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..engine.errors import shorten
from .config import Config, InitConfig, OptimizerConfig
from .errors import ConfigError
from .given import flat_parameters
from .optimizers import OPTIMIZERS

Json = Any


def read_config(given: Json, base: Config | None = None) -> Config:
    """Make a configuration of JSON; what is not given is that of ``base``, or the default.

    Raises:
        ConfigError: a name is not known, or a value is not what its field takes.
    """
    config: Config = _object(Config, given, base or Config(), "")
    return replace(config, init=_settled(config.init, given.get("init", {})))


def read_optimizer(given: Json, where: str = "") -> OptimizerConfig:
    """Make an update rule of JSON: ``sgd``, and the rate that a rule begins with, when left out.

    Raises:
        ConfigError: a name is not known, or a value is not what its field takes.
    """
    read: OptimizerConfig = _object(OptimizerConfig, given, OptimizerConfig(name="sgd"), where)
    if "learning_rate" not in given:
        read = replace(read, learning_rate=OPTIMIZERS[read.name].rate)
    return read


def _settled(init: InitConfig, asked: Mapping[str, Json]) -> InitConfig:
    """Let parameters ask for the scheme that takes them, and another scheme drop them."""
    if asked.get("parameters") is not None and "scheme" not in asked:
        return replace(init, scheme="given")
    if init.scheme != "given" and "parameters" not in asked:
        return replace(init, parameters=None)
    return init


def to_json(config: Config | OptimizerConfig) -> dict[str, Json]:
    """Return the whole configuration, or a part of it, as JSON."""
    plain: dict[str, Json] = _plain(config)
    return plain


def number_bounds(row: "Field[Any]") -> tuple[float, float]:
    """Return the least and the largest number that a field takes."""
    return row.metadata.get("low", -1e9), row.metadata.get("high", 1e9)


def _plain(value: Any) -> Json:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _object(kind: Any, given: Json, base: Any, where: str) -> Any:
    """Read a dataclass, taking from ``base`` what is not given."""
    if not isinstance(given, Mapping):
        raise _wrong(where, given, "an object with names and values")
    known = {f.name: f for f in fields(kind)}
    hints = get_type_hints(kind)
    for name in given:
        if name not in known:
            near = get_close_matches(str(name), known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise ConfigError(f"{where}/{name}", f"nothing here is called {name}", hint=hint)
    values = {name: getattr(base, name) for name in known}
    for name, value in given.items():
        values[name] = _value(hints[name], known[name], value, values[name], f"{where}/{name}")
    return kind(**values)


def _value(kind: Any, row: "Field[Any]", given: Json, base: Any, where: str) -> Any:
    """Read one field's value."""
    if isinstance(kind, UnionType):
        if given is None:
            return None
        (kind,) = (part for part in get_args(kind) if part is not NoneType)
    if is_dataclass(kind):
        return _object(kind, given, base, where)
    if row.metadata.get("parameters"):
        return flat_parameters(given, where, partial(_scalar, float, row))
    if get_origin(kind) is tuple:
        return _tuple(kind, row, given, where)
    return _scalar(kind, row, given, where)


def _tuple(kind: Any, row: "Field[Any]", given: Json, where: str) -> tuple[Any, ...]:
    if not isinstance(given, list | tuple):
        raise _wrong(where, given, "a list")
    parts = get_args(kind)
    if parts[-1] is Ellipsis:
        kinds = [parts[0]] * len(given)
    elif len(parts) == len(given):
        kinds = list(parts)
    else:
        raise _wrong(where, given, f"a list of {len(parts)} numbers")
    defaults = [part() if is_dataclass(part) and callable(part) else None for part in kinds]
    return tuple(
        _value(part, row, item, default, f"{where}/{k}")
        for k, (part, item, default) in enumerate(zip(kinds, given, defaults, strict=True))
    )


def _scalar(kind: Any, row: "Field[Any]", given: Json, where: str) -> Any:
    if kind is bool:
        if not isinstance(given, bool):
            raise _wrong(where, given, "true or false")
        return given
    if kind is str:
        return _word(row, given, where)
    low, high = number_bounds(row)
    whole = kind is int
    accepted = isinstance(given, int | float) and not isinstance(given, bool)
    accepted = accepted and low <= given <= high  # not of NaN, and of an integer of any length
    if not accepted or (whole and given != int(given)):
        noun = "a whole number" if whole else "a number"
        bound = f"of at least {low:g}" if high >= 1e9 else f"from {low:g} to {high:.10g}"
        raise _wrong(where, given, f"{noun} {bound}")
    return int(given) if whole else float(given)


def _word(row: "Field[Any]", given: Json, where: str) -> str:
    if not isinstance(given, str):
        raise _wrong(where, given, "a text")
    choices = row.metadata.get("choices")
    if choices and given not in choices:
        near = get_close_matches(given, choices, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(choices)}"
        name = where.rstrip("/0123456789").removesuffix("/name").rpartition("/")[2]
        name = name.replace("_", " ")
        raise ConfigError(where, f"there is no {name} {shorten(given)}", hint=hint)
    return given


def _wrong(where: str, given: Json, expected: str) -> ConfigError:
    shown = shorten(repr(given)) if isinstance(given, str | int | float | bool) else "this"
    shown = "null" if given is None else shown
    return ConfigError(where or "/", f"{shown} is not {expected}", hint=f"give {expected}")
