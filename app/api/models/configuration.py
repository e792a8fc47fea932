"""The configuration of a run as a JSON schema, made of the tables that also read it."""

from dataclasses import Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import WithJsonSchema
from typing_extensions import TypeAliasType

from ...training.config import Config, OptimizerConfig
from ...training.reading import number_bounds

SHORTHAND = {
    "learning_rate": "optimizer",
    "momentum": "optimizer",
    "l1": "regularization",
    "l2": "regularization",
}
"""Options that may be set without naming the part that they stand in."""

Schema: TypeAlias = dict[str, Any]
_SCALARS = {bool: "boolean", str: "string", int: "integer", float: "number"}


def configuration_schema(*, whole: bool = False) -> Schema:
    """Describe a configuration: every field, its kind, its bounds and what it is for.

    Args:
        whole: every field is there, as in an answer; in a request all may be left out.
    """
    return _object(Config, whole)


def describe_changes(schema: Schema) -> None:
    """Complete the schema of a message that changes any part of the configuration."""
    described = _object(Config, False)["properties"]
    alone = {name: described[part]["properties"][name] for name, part in SHORTHAND.items()}
    schema["properties"] |= described | alone
    schema["additionalProperties"] = False


def _object(kind: Any, whole: bool) -> Schema:
    hints = get_type_hints(kind)
    rows = {row.name: _field(hints[row.name], row, whole) for row in fields(kind)}
    schema: Schema = {"type": "object", "properties": rows, "additionalProperties": False}
    return schema | ({"required": list(rows)} if whole else {})


def _field(kind: Any, row: "Field[Any]", whole: bool) -> Schema:
    help = row.metadata["help"]
    described = {"description": help[:1].upper() + help[1:] + "."}
    if isinstance(kind, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        named = row.metadata.get("parameters") and not whole
        by_name = [{"type": "object", "additionalProperties": True}] if named else []
        return described | {"anyOf": [_kind(inner, row, whole), *by_name, {"type": "null"}]}
    return _kind(kind, row, whole) | described


def _kind(kind: Any, row: "Field[Any]", whole: bool) -> Schema:
    if is_dataclass(kind):
        return _object(kind, whole)
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        items = _kind(parts[0], row, whole)
        length = {} if parts[-1] is Ellipsis else {"minItems": len(parts), "maxItems": len(parts)}
        return {"type": "array", "items": items, **length}
    schema: Schema = {"type": _SCALARS[kind]}
    if kind in (int, float):
        low, high = number_bounds(row)
        schema |= {"minimum": low, "maximum": high}
    if choices := row.metadata.get("choices"):
        schema["enum"] = list(choices)
    return schema


Configuration = TypeAliasType(
    "Configuration", Annotated[dict[str, Any], WithJsonSchema(configuration_schema())]
)
"""A configuration in a request; the reader of the training room checks it."""
WholeConfiguration = TypeAliasType(
    "WholeConfiguration",
    Annotated[dict[str, Any], WithJsonSchema(configuration_schema(whole=True))],
)
"""A configuration in an answer, with nothing left out."""
OptimizerOptions = TypeAliasType(
    "OptimizerOptions", Annotated[dict[str, Any], WithJsonSchema(_object(OptimizerConfig, False))]
)
"""An update rule in a request."""
WholeOptimizerOptions = TypeAliasType(
    "WholeOptimizerOptions",
    Annotated[dict[str, Any], WithJsonSchema(_object(OptimizerConfig, True))],
)
"""An update rule in an answer, with nothing left out."""
