"""A listing: Python with blanks, stage by stage, and the program that it is held to.

::

    # listing: MultiplyGate
    # program: x = 3; y = -4; z = x * y
    # upstream: 2
    # stage: The finished gate
    # says: What does backward need?
    class MultiplyGate:
        def forward(self, x, y):
            z = {{x * y}}

What stands in double braces is a blank with one right answer in it; others are right that mean the
same. Remarks of this form before the first ``# stage:`` are for all stages.
"""

import re
from dataclasses import dataclass, field, replace

from ...engine.graph import Span
from ...language import ProgramError
from ...language.source import Source

SETTING = re.compile(
    r"#\s*(listing|group|order|stage|says|program|upstream|names|variant)\s*:\s*(.*)"
)
BLANK = re.compile(r"\{\{(.+?)\}\}")
MOST_CHARACTERS = 8_000
MOST_BLANKS = 40
MOST_STAGES = 12


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to be filled in."""

    key: str
    """``2.dx``: the stage, and what the line names."""
    target: str
    """What is given a value, as the code writes it: ``self.x``; ``return``."""
    solution: str
    line: int
    """Of the stage's code, from 1."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a listing, with code of its own."""

    title: str = ""
    says: str = ""
    program: str = ""
    seed: str = ""
    """The upstream gradient of the program's output, as the language writes it; empty: 1."""
    names: tuple[tuple[str, str], ...] = ()
    """What the code calls otherwise than the program does."""
    code: str = ""
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing with its stages."""

    id: str
    title: str
    group: str = ""
    order: int = 1_000
    stages: tuple[Stage, ...] = ()
    text: str = field(default="", repr=False)


def read_listing(text: str, name: str = "") -> tuple[Listing, ...]:
    """Read a listing; one that has variants is several.

    Raises:
        ProgramError: it has no blank, or is none.
    """
    if len(text) > MOST_CHARACTERS:
        raise _fault(text, "the listing is too long", 1)
    settings = map(SETTING.fullmatch, text.split("\n"))
    variants = [found[2] for found in settings if found is not None and found[1] == "variant"]
    if not variants:
        return (_read(text, name),)
    made = []
    for variant in variants:
        title, *parts = (part.strip() for part in variant.split("|"))
        own = "\n".join(line for line in text.split("\n") if not line.startswith("# variant:"))
        for k, part in enumerate(parts, 1):
            own = own.replace(f"§{k}", part)
        one = _read(own, f"{name}-{title}")
        made.append(replace(one, title=f"{one.title}: {title}"))
    return tuple(made)


def _read(text: str, name: str) -> Listing:
    listing, common = Listing(name, name or "Listing", text=text), Stage()
    stages: list[tuple[Stage, list[str]]] = []
    for line in text.split("\n"):
        found = SETTING.fullmatch(line.rstrip())
        if found is None:
            if not stages and line.strip() and not line.startswith("#"):
                stages.append((replace(common, program=""), []))
            if stages:
                stages[-1][1].append(line.rstrip())
        elif found[1] == "listing":
            listing = replace(listing, title=found[2])
        elif found[1] == "group":
            listing = replace(listing, group=found[2])
        elif found[1] == "order":
            listing = replace(listing, order=int(found[2]) if found[2].isdecimal() else 1_000)
        elif found[1] == "stage":
            stages.append((replace(common, title=found[2], program=""), []))
        elif stages:
            stages[-1] = (_set(stages[-1][0], found[1], found[2]), stages[-1][1])
        else:
            common = _set(common, found[1], found[2])
    if not 0 < len(stages) <= MOST_STAGES:
        raise _fault(text, "the listing has no code, or too many stages", 1)
    finished = tuple(
        _finished(replace(stage, program=stage.program or common.program), lines, k, text)
        for k, (stage, lines) in enumerate(stages, 1)
    )
    return replace(listing, stages=finished)


def _set(stage: Stage, name: str, value: str) -> Stage:
    if name == "program":
        return replace(stage, program=f"{stage.program}\n{value}".lstrip("\n"))
    if name == "names":
        pairs = (pair.partition("=") for pair in value.split())
        return replace(stage, names=tuple((own, other) for own, _, other in pairs))
    return replace(stage, says=value) if name == "says" else replace(stage, seed=value)


def _finished(stage: Stage, lines: list[str], number: int, text: str) -> Stage:
    code = "\n".join(lines).strip("\n")
    blanks: list[Blank] = []
    for k, line in enumerate(code.split("\n"), 1):
        for found in BLANK.finditer(line):
            target = line[: found.start()].strip().removesuffix("=").rstrip("+ ") or "line"
            key = f"{number}.{target}"
            again = sum(one.key.partition("#")[0] == key for one in blanks)
            key += f"#{again + 1}" if again else ""
            blanks.append(Blank(key, target, found[1].strip(), k))
    if not 0 < len(blanks) <= MOST_BLANKS:
        raise _fault(text, f"stage {number} has no blank, or too many", 1)
    if not stage.program:
        raise _fault(text, f"stage {number} has no program that it is held to", 1)
    return replace(stage, code=code, blanks=tuple(blanks))


def _fault(text: str, message: str, line: int) -> ProgramError:
    hint = "a listing has # program: remarks and code with blanks, as in dx = {{self.y * dz}}"
    return Source(text).error("unsupported", message, Span(line, 0, line, 1), hint)
