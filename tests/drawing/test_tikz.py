"""The TikZ of a picture is LaTeX that compiles, and shows what the SVG shows.

Where pdflatex is installed every picture is compiled. Everywhere each line is held to the few forms
that are written, with braces that match, and colours, styles and commands that are known.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.choices import Palette, Theme
from app.drawing import Options, draw_svg
from app.drawing.paper.tex import comment, tex
from app.drawing.themes import colours_of
from app.engine.errors import ArgumentError
from tests.drawing.presets import IDS, stages, told
from tests.drawing.with_pdflatex import PDFLATEX, compile_all, pictured, strange, written

SVG = "{http://www.w3.org/2000/svg}"
N = r"-?\d+(?:\.\d{1,2})?"
POINT = rf"\({N},{N}\)"
PIECE = rf"(?: -- {POINT}| \.\. controls {POINT} and {POINT} \.\. {POINT}| -- cycle| {POINT})"
FONT = (
    rf"\\sffamily\\fontsize{{{N}bp}}{{{N}bp}}\\selectfont"
    r"(?:\\bfseries\\boldmath|\\mdseries)(?:\\itshape|\\upshape)"
)
LOOKS = (
    rf"(?:anchor=base(?: east)?, text=\w+, font={FONT}"
    rf"|(?:fill=\w+)?(?:, )?(?:draw=\w+, line width={N}bp)?"
    rf"(?:, dash pattern=on {N}bp off {N}bp)?)"
)
FORMS = [
    re.compile(form)
    for form in (
        r"  \\definecolor{\w+}{HTML}{[0-9A-F]{6}}",
        r"  \\tikzset{",
        r"    every node/\.style={inner sep=0pt},",
        rf"    cr [a-z -]+/\.style={{{LOOKS}}},",
        r"  }",
        rf"  \\fill\[paper\] {POINT} rectangle {POINT};",
        r"  % (?:edge|output|node) \d+",
        rf"  \\path\[cr [a-z -]+(?:, fill=\w+![\d.]+!paper)?\] {POINT}{PIECE}*;",
        rf"  \\path\[cr [a-z -]+\] {POINT} circle \[radius={N}\];",
        rf"  \\path\[cr [a-z -]+, rounded corners={N}bp\] {POINT} rectangle {POINT};",
        rf"  \\node\[cr [a-z -]+(?:, font={FONT})?\] at {POINT} {{.*}};",
    )
]
KNOWN = """
    bfseries boldmath mdseries itshape upshape sffamily fontsize selectfont raisebox hspace
    textsuperscript textsubscript textonehalf textbullet times div cdot Sigma sigma lambda leq
    blacktriangleleft blacktriangleright node _ ^
"""
"""What the texts of the presets need, all of LaTeX's kernel, amssymb and mathematics."""


@pytest.mark.parametrize("name", IDS)
def test_every_line_has_a_form_that_latex_knows(name: str) -> None:
    story, _ = told(name)
    for step in stages(story):
        source = written(name, step)
        assert source.isascii()
        lines = pictured(source).splitlines()[1:-1]
        for line in lines:
            assert any(form.fullmatch(line) for form in FORMS), line
            plain = line.replace(r"\{", "").replace(r"\}", "")
            depth = 0
            if not line.startswith(("  \\tikzset", "  }")):
                for sign in re.findall("[{}]", plain):
                    depth += 1 if sign == "{" else -1
                    assert depth >= 0, line
                assert depth == 0, line
            assert line.replace(r"\$", "").count("$") % 2 == 0, line
        body = "\n".join(lines)
        defined = set(re.findall(r"definecolor{(\w+)}", body))
        assert set(re.findall(r"(?:fill|draw|text)=(\w+)", body)) <= defined
        styles = set(re.findall(r"    (cr [a-z -]+)/\.style", body))
        used = set(re.findall(r"\\(?:path|node)\[(cr [a-z -]+)", body))
        assert used == styles
        texts = "\n".join(line for line in lines if line.startswith("  \\node"))
        assert set(re.findall(r"\\(?:[A-Za-z]+|.)", texts)) <= {
            f"\\{name}" for name in KNOWN.split()
        }


@pytest.mark.parametrize("name", IDS)
def test_as_many_texts_stand_there_as_in_the_svg(name: str) -> None:
    story, placement = told(name)
    for step in stages(story):
        svg = ElementTree.fromstring(draw_svg(story, placement, Options(step=step)))
        source = written(name, step)
        assert source.count("\\node[") == sum(1 for _ in svg.iter(f"{SVG}text"))
        assert source.count("% edge") == len(placement.edges)


@pytest.mark.parametrize(("theme", "palette"), [("light", "classic"), ("dark", "colourblind")])
def test_the_colours_are_those_of_the_theme(theme: Theme, palette: Palette) -> None:
    source = written("xyz", 3, theme=theme, palette=palette)
    for name, colour in colours_of(theme, palette).items():
        assert rf"\definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}" in source


def test_the_source_says_what_it_is_of() -> None:
    story, _ = told("xyz")
    source = written("xyz", 5)
    assert source.startswith("% Computation graph of f = -12, after step 5 of 7\n")
    assert f"% {comment(story.steps[4].sentence)}\n" in source


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("−0.46", "$-$0.46"),
        ("◂ Σ 6", r"$\blacktriangleleft$ $\Sigma$ 6"),
        ("Wᵀ", r"W\textsuperscript{T}"),
        ("const₁", r"const\textsubscript{1}"),
        ("1.1e⁻⁷", r"1.1e\textsuperscript{$-$7}"),
        ("ŷ", r"\^{y}"),
        ("a_b{c}%#&$^~\\", r"a\_b\{c\}\%\#\&\$\textasciicircum{}\textasciitilde{}\textbackslash{}"),
        ("λ \u0391 ς \u03bf", r"$\lambda$ A $\varsigma$ o"),
        ("é ß ø", r"\'{e} \ss{} \o{}"),
        ("日本\u202e", "???"),
    ],
)
def test_every_character_has_a_command(text: str, latex: str) -> None:
    assert tex(text) == latex


def test_a_step_beyond_the_story_is_told_the_range() -> None:
    with pytest.raises(ArgumentError):
        written("xyz", 8)


@pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed")
def test_it_compiles(tmp_path: Path) -> None:
    """Every preset does: ``python -m tests.drawing.with_pdflatex``, which takes a minute."""
    compile_all([written("four-primitives", 5), strange()], tmp_path)
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")
