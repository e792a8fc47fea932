"""A picture written as SVG: for a page, or so that it stands alone."""

import re
from html import escape

from ..trace import Trace
from .pens import Pen
from .picture import Options, Picture
from .place import Placement

MARKER = (
    '<defs><marker id="cr-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" '
    'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
    '<path class="cr-tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>'
)
"""The arrowhead of a page's wires. Many programs that read SVG draw no markers, or none where a
wire ends in a run of no length: a picture that stands alone has a triangle at each end instead."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document may hold, however they are written."""


def draw_svg(trace: Trace, placement: Placement, options: Options | None = None) -> str:
    """Draw a trace at one step.

    Raises:
        ArgumentError: there is no such step.
    """
    chosen = options or Options()
    picture = Picture(trace, placement, chosen)
    pen = Pen(picture.colours, chosen.standalone)
    margin = placement.margin
    box = -margin, -margin, placement.width + 2 * margin, placement.height + 2 * margin
    layout = "" if chosen.standalone else page_layout(placement, box[2], box[3])
    parts = [
        svg_head(box, picture.title, layout),
        paper(box, picture.colours["paper"]) if chosen.standalone else MARKER,
        *map(pen.part, picture.parts()),
        "</svg>\n",
    ]
    return "\n".join(parts)


Box = tuple[float, float, float, float]
"""Left, top, width and height of all that is drawn, in px."""


def svg_head(box: Box, title: str, attributes: str = "") -> str:
    """Begin a picture: its size, and what it is called."""
    left, top, width, height = box
    said = xml_text(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cr-graph" role="img" '
        f'width="{width:g}" height="{height:g}" '
        f'viewBox="{left:g} {top:g} {width:g} {height:g}" '
        f'{attributes}aria-label="{said}">\n<title>{said}</title>'
    )


def xml_text(text: str) -> str:
    """Write a text so that it can stand in XML, whatever it holds."""
    return escape(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text))


def paper(box: Box, colour: str) -> str:
    """Draw the paper under a picture."""
    left, top, width, height = box
    return (
        f'<rect x="{left - 1:g}" y="{top - 1:g}" '
        f'width="{width + 2:g}" height="{height + 2:g}" '  # no edge is half transparent
        f'fill="{colour}"/>'
    )


def page_layout(placement: Placement, width: float, height: float) -> str:
    """Write what a page lays the picture out by; one that stands alone needs none.

    That is its size, and whether it has the same for every box.
    """
    size = f'style="--width: {width:g}px; --ratio: {width / height:.4f}" '
    return size + ('data-one-size="" ' if placement.is_one_size else "")
