"""What has to hold between the parts of a configuration."""

from difflib import get_close_matches

from .config import Bounds, Config
from .datasets import DATASETS, OWN_POINTS
from .datasets.row import Source
from .errors import ConfigError

NO_BOUNDS = Bounds()
LONGEST_NAME = 40
"""Of a column or a class, in characters."""


def check(config: Config, bounds: Bounds = NO_BOUNDS) -> None:
    """Check what no field can check alone.

    Raises:
        ConfigError: parts do not fit together, or a run would be larger than the bounds.
    """
    _check_dataset(config, bounds)
    _check_points(config, bounds)
    _check_labels(config, bounds)
    _check_names(config, bounds)
    _check_network(config, bounds)


def _check_dataset(config: Config, bounds: Bounds) -> None:
    asked = config.dataset
    row = DATASETS.get(asked.name)
    if row is None:
        near = get_close_matches(asked.name, DATASETS, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(DATASETS)}"
        raise ConfigError("/dataset/name", f"there is no data set {asked.name}", hint=hint)
    if asked.samples > bounds.points:
        raise ConfigError(
            "/dataset/samples",
            f"{asked.samples:,} points are more than the {bounds.points:,} allowed",
            hint="ask for fewer",
        )
    if asked.classes is not None and row.source is not Source.POINTS:
        most = min(row.most_classes, bounds.classes)
        if not row.classes <= asked.classes <= most:
            expected = f"{row.classes} to {most}" if most > row.classes else str(row.classes)
            raise ConfigError(
                "/dataset/classes",
                f"{row.name} cannot have {asked.classes} classes",
                hint=f"it has {expected}; leave it out otherwise",
            )
    if asked.variant is not None and asked.variant not in row.variants:
        named = [name for name in row.variants if name]
        raise ConfigError(
            "/dataset/variant",
            f"{row.name} has no variant {asked.variant}",
            hint=f"there are {', '.join(named)}" if named else "leave it out",
        )
    if row.source is Source.FUNCTION and not asked.function:
        raise ConfigError(
            "/dataset/function",
            f"the data set {row.name} needs a function of x1",
            hint="x1**3 - x1",
        )


def _check_names(config: Config, bounds: Bounds) -> None:
    asked = config.dataset
    names = asked.class_names or ()
    if len(names) > bounds.classes:
        raise ConfigError(
            "/dataset/class_names",
            f"{len(names)} names are more than the {bounds.classes} classes allowed",
            hint="leave some out",
        )
    for part, given in (("columns", asked.columns or ()), ("class_names", names)):
        for k, name in enumerate(given):
            if not 0 < len(name.strip()) <= LONGEST_NAME:
                raise ConfigError(
                    f"/dataset/{part}/{k}",
                    "a name is empty" if not name.strip() else "a name is too long",
                    hint=f"give 1 to {LONGEST_NAME} characters",
                )


def _check_points(config: Config, bounds: Bounds) -> None:
    asked = config.dataset
    points = asked.points
    if DATASETS[asked.name].source is not Source.POINTS:
        if points:
            raise ConfigError(
                "/dataset/points",
                f"{asked.name} makes its own points",
                hint=f"take the data set {OWN_POINTS.name} for points of your own",
            )
        return
    if points is None:
        raise ConfigError(
            "/dataset/points",
            f"the data set {asked.name} needs points",
            hint="[[x1, x2, label], …]",
        )
    if len(points) > bounds.points:
        raise ConfigError(
            "/dataset/points",
            f"{len(points):,} points are more than the {bounds.points:,} allowed",
            hint="leave some out",
        )


def _check_labels(config: Config, bounds: Bounds) -> None:
    if config.loss == "regression":
        return
    points = config.dataset.points or ()
    asked = [(f"/dataset/points/{k}/2", label) for k, (_, _, label) in enumerate(points)]
    asked += [("/dataset/query/2", config.dataset.query[2])] if config.dataset.query else []
    for where, label in asked:
        if label != int(label) or not 0 <= label < bounds.classes:
            raise ConfigError(
                where,
                f"the label {label:g} is not a class",
                hint=f"classes are whole numbers from 0 to {bounds.classes - 1}; "
                "the loss regression takes any number",
            )


def _check_network(config: Config, bounds: Bounds) -> None:
    if not config.features:
        raise ConfigError("/features", "there is no feature", hint="choose at least one: x1")
    for k, name in enumerate(config.features):
        if name in config.features[:k]:
            raise ConfigError(f"/features/{k}", f"{name} is there twice", hint="leave one out")
    if len(config.layers) > bounds.layers:
        raise ConfigError(
            "/layers",
            f"{len(config.layers)} hidden layers are more than the {bounds.layers} allowed",
            hint="leave some out",
        )
    for k, layer in enumerate(config.layers):
        if layer.units > bounds.units:
            raise ConfigError(
                f"/layers/{k}/units",
                f"{layer.units:,} units are more than the {bounds.units} allowed",
                hint="ask for fewer",
            )
    values = DATASETS[config.dataset.name].classes == 0
    if values and config.loss != "regression":
        raise ConfigError(
            "/loss",
            f"{config.loss} needs classes, and {config.dataset.name} holds values",
            hint="take regression, or another data set",
        )
    if config.output_activation != "identity" and config.loss != "regression":
        raise ConfigError(
            "/output_activation",
            f"{config.loss} works on the scores themselves",
            hint="take identity, or the loss regression",
        )
