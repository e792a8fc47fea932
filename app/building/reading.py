"""A program that was written here, read back."""

import re
from itertools import zip_longest
from typing import NamedTuple

from ..training.errors import ConfigError
from .network import ACTIVATIONS, CONVENTIONS, HEADS, Layer, Network
from .writing import write_network

SAMPLES = re.compile(r"X=const\(randn\((\d{1,9}),(\d{1,9}),seed=(\d{1,9})\)\)")
WEIGHTS = re.compile(r"W(\d{1,3})=(?:[\d.]{1,20}\*)?randn\((\d{1,9}),(\d{1,9}),seed=\d{1,9}\)")
GATE = re.compile(r"A(\d{1,3})=(\w{1,40})\(")
LOSS = re.compile(r"loss=(\w{1,40})\(")
FIRST = {
    row.product.format(a="X", w="W1").replace(" ", ""): name for name, row in CONVENTIONS.items()
}
LOSSES = {head.loss: name for name, head in HEADS.items()}
LONGEST = 200
"""Characters of a line that is told."""


class Change(NamedTuple):
    """The first line that was not written here."""

    line: int
    """From 1; the line after the last where one is missing."""
    found: str
    """Empty where a line is missing."""
    expected: str
    """Empty where there is a line too many."""


class Reading(NamedTuple):
    """What a program is."""

    network: Network | None
    """The network that it is, or was before somebody changed it; none where it never was one."""
    change: Change | None
    """Where it was changed by hand."""


def read_network(text: str) -> Reading:
    """Read a program; remarks, spaces and empty lines make no difference."""
    lines = [(k, line) for k, line in enumerate(text.split("\n"), 1) if _plain(line)]
    network = _nearest([_plain(line) for _, line in lines])
    if network is None:
        return Reading(None, None)
    written = [line for line in write_network(network).split("\n") if _plain(line)]
    after = lines[-1][0] + 1
    for found, expected in zip_longest(lines, written):
        line, has = found or (after, "")
        wanted = expected or ""
        if _plain(has) != _plain(wanted):
            return Reading(network, Change(line, has.strip()[:LONGEST], wanted))
    return Reading(network, None)


def _plain(line: str) -> str:
    """Return what counts of a line."""
    return re.sub(r"\s+", "", line.partition("#")[0])


def _nearest(lines: list[str]) -> Network | None:
    """Return the network that the parts of a program tell of, if they do."""
    parts = [part for line in lines for part in line.split(";")]
    samples = _first(SAMPLES, parts)
    loss = _first(LOSS, parts)
    sums = next((part.removeprefix("Z1=") for part in parts if part.startswith("Z1=")), "")
    convention = FIRST.get(sums.partition("+")[0])
    shapes = [match for part in parts if (match := WEIGHTS.fullmatch(part))]
    if samples is None or loss is None or convention is None or not shapes:
        return None
    head = LOSSES.get(loss[1])
    if head is None:
        return None
    form = CONVENTIONS[convention]
    tall, wide = int(samples[1]), int(samples[2])
    units = [int(shape[2 if form.outputs_first else 3]) for shape in shapes]
    gates = {int(match[1]): match[2] for part in parts if (match := GATE.match(part))}
    known = [gates.get(k, "") for k in range(1, len(shapes))]
    *hidden, outputs = units
    try:
        return Network(
            inputs=wide if form.rows else tall,
            layers=tuple(
                Layer(n, gate if gate in ACTIVATIONS else "identity")
                for n, gate in zip(hidden, known, strict=True)
            ),
            outputs=outputs,
            head=head,
            convention=convention,
            bias="b1" in sums.split("+"),
            samples=tall if form.rows else wide,
            seed=int(samples[3]),
        )
    except ConfigError:  # nothing that can be chosen
        return None


def _first(pattern: re.Pattern[str], parts: list[str]) -> re.Match[str] | None:
    return next((match for part in parts if (match := pattern.match(part))), None)
