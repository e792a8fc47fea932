"""Blocks of a program that is being written, as functions: fifty layers are a page then.

A block is a stretch of lines that takes one value and gives one. The seeds of dropouts in it begin
with 1 anew. Those that read alike, but for the
numbers in their names, are calls of one function, whose weights are parameters of each call. In a
printout a block is a module that stands there several times; in a file, where nobody says what a
block is, it is what follows itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from .found import Layer

WORD = re.compile(r"[^\W\d]\w*")
BOUND = re.compile(r"(?:^|; )([^\W\d]\w*) = ")
NUMBERED = re.compile(r"(.*?[^\d_])(\d+)(_\w+)?")
SEED = re.compile(r"\bseed=\d+")
SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LEAST_LINES = 5
"""Lines of a block that repeats, in a file, at least: fewer are read as they stand."""
MOST_LINES = 160


class Block(NamedTuple):
    """A stretch of lines, from one to before another, counted from 0."""

    first: int
    last: int
    kind: str
    """What it is called: ``BasicBlock``."""
    path: str
    """Where it is in the model; empty: nobody says."""


class _Ends(NamedTuple):
    x: str
    """The value that it takes."""
    out: str
    """The value that it gives."""


class _Uses:
    """Which line binds a name, and which lines read it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.bound: dict[str, int] = {}
        self.binds: list[list[str]] = []
        for k, line in enumerate(lines):
            names = [] if line.startswith("#") else BOUND.findall(line)
            self.binds.append(names)
            self.bound.update(dict.fromkeys(names, k))
        self.read: dict[str, list[int]] = {}
        self.reads: list[list[str]] = []
        for k, line in enumerate(lines):
            words = [] if line.startswith("#") else WORD.findall(line)
            read = [w for w in dict.fromkeys(words) if self.bound.get(w, k) != k]
            self.reads.append(read)
            for word in read:
                self.read.setdefault(word, []).append(k)

    def ends(self, first: int, last: int) -> _Ends | None:
        """Return what a stretch takes and gives; ``None`` where that is not one value each."""
        if any("const(" in line for line in self.lines[first:last]):
            return None
        inside = range(first, last)
        taken = {w for k in inside for w in self.reads[k] if self.bound[w] < first}
        given = [
            name
            for k in inside
            for name in self.binds[k]
            if any(j >= last for j in self.read.get(name, ()))
        ]
        if not given and last == len(self.lines) and self.binds[last - 1]:
            given = self.binds[last - 1][-1:]
        return _Ends(taken.pop(), given[0]) if len(taken) == len(given) == 1 else None


def fold(
    lines: Sequence[str], layers: Sequence[Layer], blocks: Iterable[Block]
) -> tuple[list[str], list[Layer]]:
    """Return a program in which blocks are calls, and its layers, in functions by those."""
    uses = _Uses(lines)
    folding = _Folding(uses)
    at, kept = 0, [block for block in blocks if uses.ends(block.first, block.last)]
    if len(kept) < 2:
        return list(lines), list(layers)
    for block in sorted(kept):
        if block.first >= at:
            folding.copy(at, block.first)
            folding.call(block)
            at = block.last
    folding.copy(at, len(lines))
    return folding.finish(layers)


class _Folding:
    """Writes the lines anew, those of blocks as functions above the others."""

    def __init__(self, uses: _Uses) -> None:
        self.uses = uses
        self.lines: list[str] = []
        self.functions: dict[str, str] = {}
        """By its lines behind the head, what a function is called."""
        self.places: dict[int, tuple[str, int, str]] = {}
        """Of each old line: the body that it is in, if any, its number there, and the call."""
        self.renamed: dict[str, str] = {}
        """Values by the call that gives them now."""
        self.local: dict[int, dict[str, str]] = {}
        self.taken = set(uses.bound)

    def copy(self, first: int, last: int) -> None:
        """Copy lines that are in no block."""
        for k in range(first, last):
            self.places[k] = ("", len(self.lines), "")
            self.lines.append(_written(self.uses.lines[k], self.renamed))

    def call(self, block: Block) -> None:
        """Write a block as a call, and its function where it is new."""
        ends = self.uses.ends(block.first, block.last)
        assert ends is not None
        names, inside = {ends.x: "x"}, range(block.first, block.last)
        counts: dict[str, dict[str, int]] = {}
        for name in (name for k in inside for name in self.uses.binds[k]):
            found = NUMBERED.fullmatch(name)
            stem, number, rest = found.groups() if found else (name, "", None)
            numbers = counts.setdefault(stem, {})
            own = numbers.setdefault(number, len(numbers) + 1)
            names[name] = f"{stem}{own}{rest or ''}" if found else name
        kept = [k for k in inside if not self.uses.lines[k].startswith("#")]
        seeds = count(1)
        body = [
            SEED.sub(lambda _: f"seed={next(seeds)}", f"    {_written(self.uses.lines[k], names)}")
            for k in kept
        ]
        text = "\n".join([*body, f"    return {names[ends.out]}"])
        if text not in self.functions:
            self.functions[text] = self.free("_".join(SNAKE.split(block.kind)).lower(), 1)
        call = self.free(_called(block.path) or f"{self.functions[text]}_out", 1)
        for number, k in enumerate(kept):
            self.places[k] = (text, number, call)
            self.local[k] = names
            if ends.out in self.uses.binds[k]:  # what a call gives has the name of that
                self.places[k] = ("", len(self.lines), call)
        self.lines.append(f"{call} = {self.functions[text]}({self.renamed.get(ends.x, ends.x)})")
        self.renamed[ends.out] = call

    def free(self, wanted: str, number: int) -> str:
        """Return a name that is free, with a number where it has to have one."""
        name = wanted if number == 1 else f"{wanted}{number}"
        if name in self.taken:
            return self.free(wanted, number + 1)
        self.taken.add(name)
        return name

    def finish(self, layers: Sequence[Layer]) -> tuple[list[str], list[Layer]]:
        """Return the program, its functions above the first line that is no remark."""
        above = next((k for k, line in enumerate(self.lines) if not line.startswith("#")), 0)
        heads: dict[str, int] = {}
        functions: list[str] = []
        for body, name in self.functions.items():
            heads[body] = above + len(functions) + 1
            functions += [f"def {name}(x):", *body.split("\n")]
        moved = []
        for layer in layers:
            old = layer.program_line - 1
            body, number, call = self.places[old]
            if not body:
                line = number + (len(functions) if number >= above else 0)
                moved.append(replace(layer, name=call or layer.name, program_line=line + 1))
                continue
            name = f"{call}.{self.local[old][layer.name]}"
            moved.append(replace(layer, name=name, program_line=heads[body] + number + 1))
        return [*self.lines[:above], *functions, *self.lines[above:]], moved


def _called(path: str) -> str:
    """Return a name for a block by where it is: ``layer1_0``."""
    parts = path.split(".")
    name = "_".join(parts[-2:] if parts[-1].isdigit() else parts[-1:])
    return name if name.isidentifier() else ""


def _written(line: str, names: dict[str, str]) -> str:
    if line.startswith("#"):
        return line
    return WORD.sub(lambda found: names.get(found[0], found[0]), line)


def named_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the modules that stand there several times, the outermost of those within others."""
    counts = Counter(block.kind for block in blocks)
    at = 0
    for block in sorted(blocks, key=lambda one: (one.first, -one.last)):
        if block.first >= at and counts[block.kind] > 1 and block.last > block.first:
            yield block
            at = block.last


def repeated_blocks(lines: Sequence[str]) -> list[Block]:
    """Find stretches of lines that follow themselves, with other numbers in their names alone."""
    uses = _Uses(lines)
    known: dict[str, int] = {}
    signs = [known.setdefault(_sign(uses, k), len(known)) for k in range(len(lines))]
    found: list[Block] = []
    taken: list[tuple[int, int]] = []
    runs = sorted(_runs(signs), key=lambda run: (-run[2] * run[1], run[1]))
    for first, period, repeats, rest in runs:
        for start in range(first, first + rest + 1):
            last = start + repeats * period
            cuts = range(start, last, period)
            if any(start < end and begin < last for begin, end in taken):
                continue
            if any(not uses.ends(k, k + period) for k in cuts):
                continue
            found += [Block(k, k + period, "block", "") for k in cuts]
            taken.append((start, last))
            break
    return found


def _sign(uses: _Uses, k: int) -> str:
    """Write a line with every name as how far back it is bound."""
    line = uses.lines[k]
    back = {name: f"@{k - uses.bound[name]}" for name in uses.reads[k]}
    own = {name: f"@+{number}" for number, name in enumerate(uses.binds[k])}
    return line if line.startswith("#") else _written(line, back | own)


def _runs(signs: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where lines repeat: from where, after how many, how often, and how many are left."""
    for period in range(LEAST_LINES, min(MOST_LINES, len(signs) // 2) + 1):
        length = 0
        for k in range(len(signs) - period + 1):
            if k < len(signs) - period and signs[k] == signs[k + period]:
                length += 1
                continue
            if length >= period:
                repeats = length // period + 1
                yield k - length, period, repeats, length + period - repeats * period
            length = 0
