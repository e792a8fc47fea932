"""The picture that other sites show beside a pasted link: ``static/card.png``.

Most of them read no SVG, so it is drawn once and kept: ``python -m tests.drawing.card`` renews it.
"""

from pathlib import Path

import resvg_py

from app.drawing import Options, draw_svg, place
from app.drawing.themes import FONT, colours_of
from app.language import read_program
from app.trace import prepare

FILE = Path(__file__).resolve().parents[2] / "static" / "card.png"
PROGRAM = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z"
WIDTH, HEIGHT = 1200, 630


def card() -> str:
    """Draw the first circuit under the name and the claim of the project."""
    subject = prepare(read_program(PROGRAM))
    placement = place(subject)
    picture = draw_svg(subject.trace(), placement, Options())
    colours = colours_of("light", "classic")
    inner = picture.partition(">")[2].rpartition("</svg>")[0]
    scale = 1080 / (placement.width + 48)
    top = 170 + (HEIGHT - 190 - scale * (placement.height + 48)) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["paper"]}"/>'
        f'<text x="60" y="96" font-size="58" font-weight="700" fill="{colours["ink"]}">Chainrule'
        f'</text><text x="60" y="146" font-size="31" fill="{colours["quiet"]}">'
        "Every value and every gradient, one gate at a time</text>"
        f'<g transform="translate({60 + 24 * scale:.1f} {top + 24 * scale:.1f}) '
        f'scale({scale:.4f})">{inner}</g></svg>'
    )


if __name__ == "__main__":
    FILE.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=card())))
