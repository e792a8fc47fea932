"""What has to hold between the parts of a configuration."""

from difflib import get_close_matches

import numpy as np

from .config import OUTPUT_GATED, Bounds, Config
from .datasets import DATASETS, OWN_POINTS
from .datasets.own import classes_of
from .datasets.row import Source
from .errors import ConfigError
from .features import FEATURES
from .formulas import check_formula
from .networks import Network

NO_BOUNDS = Bounds()
LONGEST_NAME = 40
"""Of a column or a class, in characters."""


def check(config: Config, bounds: Bounds = NO_BOUNDS) -> None:
    """Check what no field can check alone.

    Raises:
        ConfigError: parts do not fit together, or a run would be larger than the bounds.
        ProgramError: a feature is a formula that cannot be read.
    """
    _check_dataset(config, bounds)
    _check_points(config, bounds)
    _check_labels(config, bounds)
    _check_names(config, bounds)
    _check_features(config, bounds)
    _check_layers(config, bounds)
    _check_head(config)
    _check_given(config)


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


def _check_features(config: Config, bounds: Bounds) -> None:
    if not config.features:
        raise ConfigError("/features", "there is no feature", hint="choose at least one: x1")
    if len(config.features) > bounds.features:
        raise ConfigError(
            "/features",
            f"{len(config.features)} features are more than the {bounds.features} allowed",
            hint="leave some out",
        )
    for k, name in enumerate(config.features):
        if name in config.features[:k]:
            raise ConfigError(f"/features/{k}", f"{name} is there twice", hint="leave one out")
        if name not in FEATURES:
            check_formula(name, f"/features/{k}")


def _check_layers(config: Config, bounds: Bounds) -> None:
    if len(config.layers) > bounds.layers:
        raise ConfigError(
            "/layers",
            f"{len(config.layers)} hidden layers are more than the {bounds.layers} allowed",
            hint="leave some out",
        )
    inputs = len(config.features)
    for k, layer in enumerate(config.layers):
        if layer.units > bounds.units:
            raise ConfigError(
                f"/layers/{k}/units",
                f"{layer.units:,} units are more than the {bounds.units} allowed",
                hint="ask for fewer",
            )
        if layer.residual and layer.units != inputs:
            raise ConfigError(
                f"/layers/{k}/residual",
                f"a residual layer adds its {inputs} inputs to its units, and it has {layer.units}",
                hint=f"give it {inputs} units, or leave residual out",
            )
        inputs = layer.units


def _check_head(config: Config) -> None:
    values = DATASETS[config.dataset.name].classes == 0
    if values and config.loss != "regression":
        raise ConfigError(
            "/loss",
            f"{config.loss} needs classes, and {config.dataset.name} holds values",
            hint="take regression, or another data set",
        )
    if config.output_activation != "identity" and config.loss not in OUTPUT_GATED:
        raise ConfigError(
            "/output_activation",
            f"{config.loss} works on the scores themselves",
            hint=f"take identity, or the loss {' or '.join(OUTPUT_GATED)}",
        )


def _check_given(config: Config) -> None:
    """Check that parameters are given just where they are asked for, and all of them."""
    parameters = config.init.parameters
    if config.init.scheme != "given":
        if parameters is not None:
            raise ConfigError(
                "/init/parameters",
                f"the scheme {config.init.scheme} draws its own parameters",
                hint="take the scheme given, or leave them out",
            )
        return
    if parameters is None:
        raise ConfigError(
            "/init/parameters",
            "the scheme given needs parameters",
            hint='{"W1": [[…], …], "b1": […], …}, or another scheme',
        )
    network = Network(config, len(config.features), _classes(config))
    if len(parameters) != network.size:
        blocks = ", ".join(
            f"{b.symbol('W')} {b.units}×{b.inputs}" + (f", {b.symbol('b')} {b.units}") * b.bias
            for b in network.blocks
        )
        raise ConfigError(
            "/init/parameters",
            f"there are {len(parameters):,} numbers, and this network has {network.size:,}",
            hint=f"give {blocks}; or take another scheme",
        )


def _classes(config: Config) -> int:
    row = DATASETS[config.dataset.name]
    if row.source is Source.POINTS:
        return classes_of(np.array([label for _, _, label in config.dataset.points or ()]))
    return config.dataset.classes or row.classes
