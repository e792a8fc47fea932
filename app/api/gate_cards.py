"""What the gates page shows of each gate: the catalogue's row, formulas, a program, a picture."""

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from ..drawing import Options, draw_svg, place
from ..drawing.curves import draw_curve, has_curve, plot, readings
from ..drawing.maps import draw_map, has_map
from ..drawing.svg import MARKER
from ..engine.ops import OPS
from ..engine.ops.op import Op, Pattern
from ..language import Level, read_program
from ..trace import Formula, prepare
from ..trace.formulas import equation, joined, partial_derivative, template
from ..trace.notation import name_mathml
from ..trace.symbol import Symbol
from .catalogue import gates
from .gate_programs import example_case, example_program, value_name
from .layer_parts import Parts, layers_of
from .library import GROUPS, LAYERS, Elsewhere, group_of, other_names
from .models.gates import GateAnswer

READ = "=,()[]*/@:;"
"""Characters of programs that stand in the query of an address as they are."""
WIDE = 420.0
"""From so many px on a picture gets the whole width of its card."""


class Link(NamedTuple):
    """A link to the graph page."""

    address: str
    """From that of any page."""
    text: str
    heard: str
    """What those who cannot see where it stands need besides."""


FOR_SCRIPTS = re.compile(
    r' data-(?:room|form|at|slot|edge|node|output)="[^"]*"| style="font-size:16\.0px"'
    r'|<rect class="cr-ring" visibility="hidden"[^>]*/>|<title>[^<]*</title>'
)
"""What a page is not sent whose scripts leave its pictures as they are: rings that nothing shows,
and titles, which are its label and the formulas of its card again; cells have their size from its
style sheet."""
ALIKE = re.compile(
    r'<text class="([^"]+)"[^>]*>[^<]*</text>(?:<text class="\1"[^>]*>[^<]*</text>)+'
)
"""Texts of one look that follow each other."""


class InPlace(NamedTuple):
    """What a layer that writes over its input gets back, at one number."""

    a: str
    x: str
    y: str
    back: str


@dataclass(frozen=True, slots=True)
class Card:
    """One gate on the page."""

    gate: GateAnswer
    words: str
    """What the search looks through."""
    value: list[Formula]
    backward: list[Formula]
    program: str
    definition: str | None
    """The gate in smaller gates, as text of the program language."""
    numpy: str
    torch: str
    picture: str
    """Inline SVG."""
    kind: str
    """What is pictured: ``curve``, ``map``, ``graph``, or a ``wide`` graph."""
    readings: str
    """JSON for a curve's read-out."""
    links: list[Link]
    """Where it can be opened on the graph page."""
    layers: tuple[Parts, ...] = ()
    """The gate as a layer: as it is, then where fewer of its arguments need gradients."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    names: tuple[str, ...] = ()
    """What NumPy, PyTorch and others call it."""
    in_place: tuple[InPlace, ...] = ()

    @property
    def called(self) -> str:
        """What the gate is called elsewhere."""
        torch, caffe = self.elsewhere
        named = (("Torch 7", torch), ("Caffe", caffe), ("others", ", ".join(self.names)))
        return "; ".join(f"{whose}: {name}" for whose, name in named if name)


def link_to(program: str, text: str, heard: str, detail: str = "") -> Link:
    """Return the link that opens a program."""
    query = {"program": program} | ({"detail": detail} if detail else {})
    return Link(f"./?{urlencode(query, safe=READ)}", text, heard)


@cache
def families() -> list[tuple[str, list[Card]]]:
    """Make the card of every gate, by family; once, for nothing in them ever changes."""
    cards = [_card(gate) for gate in gates().gates]
    found = [(name, list(rows)) for name, rows in groupby(cards, lambda card: card.gate.family)]
    places = list(GROUPS)
    return sorted(found, key=lambda family: places.index(group_of(family[0])))


def _links(name: str, program: str, definition: str | None) -> list[Link]:
    links = [link_to(program, "Open on the graph page", f"the example of {name}")]
    if definition is not None:
        links.append(link_to(program, "in smaller gates", name, "elementary"))
    return links


def _card(gate: GateAnswer) -> Card:
    op = OPS[gate.name]
    program = example_program(op)
    kind, picture = _picture(op, program)
    shapes, params = example_case(op)
    names = {name: name for name in op.names(len(shapes))} | dict(params)
    elsewhere = LAYERS.get(op.name, Elsewhere())
    called = [name for name in other_names().get(op.name, ()) if name not in gate.aliases]
    words = [gate.name, *gate.aliases, gate.glyph, gate.family, gate.behaviour, *called]
    words += [*elsewhere, group_of(gate.family), op.formula]
    definition = op.definition_text(shapes, params)
    return Card(
        gate=gate,
        words=" ".join(dict.fromkeys(" ".join(words).lower().split(" "))),
        value=[_value(op)],
        backward=[_backward(op, slot) for slot in range(len(op.derivatives))],
        program=program,
        definition=definition,
        numpy=op.numpy_line(shapes, params).format_map(names),
        torch=op.torch_line(shapes, params).format_map(names),
        picture=picture,
        kind=kind,
        readings=readings(plot(op)) if kind == "curve" else "",
        links=_links(gate.name, program, definition),
        layers=layers_of(op),
        elsewhere=elsewhere,
        names=tuple(name for name in called if name != op.name),
    )


def _picture(op: Op, program: str) -> tuple[str, str]:
    first = op.arguments[0]
    if has_curve(op):
        return "curve", draw_curve(op, escape(f"Curve of {op.name} and of its derivative"))
    if has_map(op):
        label = f"Maps of {op.name}: its value, and its derivative by {first}"
        return "map", draw_map(op, escape(label))
    return draw_program(program)


def draw_program(program: str) -> tuple[str, str]:
    """Draw a program for a card; gives the kind of picture, and the picture."""
    prepared = prepare(read_program(program), Level.GATES)
    placement = place(prepared)
    svg = draw_svg(prepared.trace(), placement, Options(standalone=False))
    return "wide" if placement.width > WIDE else "graph", _slim(svg)


def _slim(svg: str) -> str:
    """Leave out of a picture what one of many on a page needs no more, or has once for all.

    The arrowhead is that of the page, and texts of one look that follow each other have it from a
    group around them.
    """
    svg = svg.replace(MARKER, "").replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    return ALIKE.sub(_together, FOR_SCRIPTS.sub("", svg))


def _together(alike: re.Match[str]) -> str:
    look = f' class="{alike[1]}"'
    return f"<g{look}>{alike[0].replace(look, '')}</g>"


def _value(op: Op) -> Formula:
    left, right = symbol(value_name(op)), written(op.formula)
    formula = equation(left, right)
    if op.pattern is not Pattern.ELEMENTWISE:
        return formula
    definition = op.definition_text(((),) * len(op.arguments), op.settled({}))
    if not definition or definition == op.formula:
        return formula
    if "\n" in definition:  # several lines are no formula
        return formula
    whole = equation(joined(left, right), written(definition))
    return whole if whole.text.count("=") == 2 and op.params == () else formula


def _backward(op: Op, slot: int) -> Formula:
    """Write a local derivative, or the whole product with the upstream gradient."""
    by = symbol(op.arguments[slot])
    of = value_name(op) if op.pattern is Pattern.ELEMENTWISE else "L"
    return equation(partial_derivative(symbol(of), by), written(op.derivatives[slot]))


def symbol(name: str) -> Symbol:
    """Return the symbol of a name."""
    return Symbol(name, name_mathml(name), is_name=True)


def written(formula: str) -> Symbol:
    """Return a formula of the program language as it is printed."""
    return template(formula, (), ()).filled(())
