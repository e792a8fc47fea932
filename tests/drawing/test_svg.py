import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from app.choices import Mode, Palette, Theme
from app.drawing import Options, draw_svg, place
from app.drawing.themes import (
    INKS,
    LOOKS,
    SURFACES,
    colours_of,
    look,
    page_stylesheet,
    variables,
)
from app.engine.errors import ArgumentError, LimitError
from app.language import read_program
from app.trace import Prepared, prepare

GOLDEN = Path(__file__).parent / "golden"
XYZ = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"
SVG = "{http://www.w3.org/2000/svg}"
RENEW = (
    "if the new picture is the better one, look at it and renew it: "
    r"printf 'x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n' "
    "| python -m app trace - --svg tests/drawing/golden/xyz.svg"
)


def prepared(program: str) -> Prepared:
    return prepare(read_program(program))


def draw(program: str, **options: Any) -> ElementTree.Element:
    subject = prepared(program)
    chosen = Options(**options)
    return ElementTree.fromstring(draw_svg(subject.trace(), place(subject), chosen))


def texts(picture: ElementTree.Element, kind: str) -> list[str]:
    return [
        text.text or ""
        for text in picture.iter(f"{SVG}text")
        if f"cr-{kind}" in text.get("class", "").split()
    ]


def test_the_introductory_circuit_looks_as_it_did() -> None:
    subject = prepared(XYZ)
    drawn = draw_svg(subject.trace(), place(subject))
    assert drawn == (GOLDEN / "xyz.svg").read_text(encoding="utf-8"), RENEW


def test_what_is_round_stands_alone_as_arcs() -> None:
    text = "x = 2; y = 3; f = softplus(x * y) + max(x, 1) + relu(0 * x)"
    alone, paged = draw(text), draw(text, standalone=False)
    assert not [shape for shape in alone.iter(f"{SVG}rect") if shape.get("rx")]
    bodies = [shape for shape in alone.iter() if "cr-body" in (shape.get("class") or "")]
    boxes = [box for box in paged.iter(f"{SVG}rect") if box.get("class") == "cr-body"]
    assert {shape.tag for shape in bodies} == {f"{SVG}circle", f"{SVG}path"}
    for body, box in zip(bodies, boxes, strict=True):
        x, y, width, height = (float(box.get(c, "")) for c in ("x", "y", "width", "height"))
        r = height / 2
        if width == height:
            found = [float(body.get(c, "")) for c in ("cx", "cy", "r")]
            assert found == pytest.approx([x + r, y + r, r], abs=0.01)
        else:
            numbers = [float(n) for n in re.findall(r"-?[0-9.]+", body.get("d", ""))]
            assert (min(numbers[0], numbers[2]), numbers[2]) == pytest.approx(
                (x + r, x + width - r), abs=0.01
            )


def test_values_stand_above_and_gradients_below() -> None:
    picture = draw(XYZ)
    assert texts(picture, "value") == ["−2", "5", "3", "−4", "−12"]
    assert texts(picture, "gradient") == ["◂ −4", "◂ −4", "◂ −4", "◂ 3", "◂ 1"]


def test_nothing_is_computed_at_step_zero_but_the_inputs_are_there() -> None:
    picture = draw(XYZ, step=0)
    assert texts(picture, "value") == ["−2", "5", "−4"]
    assert texts(picture, "gradient") == []


def test_a_gradient_is_blank_until_its_step() -> None:
    assert texts(draw(XYZ, step=3), "gradient") == ["◂ 1"]
    assert texts(draw(XYZ, step=4), "gradient") == ["◂ −4", "◂ 1"]


def test_a_gradient_of_zero_is_ringed_and_not_blank() -> None:
    picture = draw("x = 3; y = 1\nf = max(x, y)")
    assert "0" in texts(picture, "gradient")
    assert sum(shape.get("class") == "cr-ring" for shape in picture.iter()) == 1


def test_the_sum_at_a_fork_appears_when_all_its_branches_have_arrived() -> None:
    program = "x = 3\nf = x * x"
    assert texts(draw(program, step=3), "sum") == []
    assert texts(draw(program, step=4), "sum") == ["◂ Σ 6"]


def test_a_literal_is_written_inside_its_gate() -> None:
    program = "x = 2\nf = 1 / (exp(-1 * x) + 1) + x**2"
    assert texts(draw(program), "glyph") == ["×−1", "eˣ", "+1", "1/x", "x²", "+"]


def test_forward_mode_draws_tangents() -> None:
    subject = prepared(XYZ)
    drawn = draw_svg(subject.trace(mode="forward", wrt="x"), place(subject))
    picture = ElementTree.fromstring(drawn)
    assert texts(picture, "tangent") == ["▸ 1", "0", "▸ 1", "0", "▸ −4"]


def test_a_step_past_the_end_is_refused_with_the_range() -> None:
    with pytest.raises(ArgumentError) as caught:
        draw(XYZ, step=99)
    assert caught.value.hint is not None
    assert "7" in caught.value.hint


def test_too_many_nodes_to_place_are_refused_with_a_way_out() -> None:
    with pytest.raises(LimitError) as caught:
        place(prepared(XYZ), most=4)
    assert caught.value.hint is not None
    assert "blocks" in caught.value.hint


def test_a_picture_that_stands_alone_refers_to_nothing_outside() -> None:
    subject = prepared(XYZ)
    drawn = draw_svg(subject.trace(), place(subject), Options(theme="dark"))
    references = re.findall(r"url\(([^)]*)\)|href=\"([^\"]*)", drawn)
    assert all(inner.startswith("#") for inner, _ in references)
    assert "<script" not in drawn
    assert "@import" not in drawn


def test_a_name_cannot_inject_markup_through_the_title() -> None:
    subject = prepared(XYZ)
    drawn = draw_svg(subject.trace(), place(subject), Options(title="</title><script>"))
    assert "<script" not in drawn


def test_a_number_too_long_for_its_room_is_set_smaller() -> None:
    picture = draw("x = 123456.789\nf = -x")
    sizes = [
        float(text.get("font-size", ""))
        for text in picture.iter(f"{SVG}text")
        if text.text and "123456" in text.text
    ]
    assert sizes
    assert all(size < 16 for size in sizes)


@pytest.mark.parametrize("theme", SURFACES)
@pytest.mark.parametrize("palette", ["classic", "colourblind"])
@pytest.mark.parametrize("mode", ["reverse", "forward"])
def test_all_that_a_picture_alone_looks_like_stands_in_its_attributes(
    theme: Theme, palette: Palette, mode: Mode
) -> None:
    subject = prepared(
        "k = const(2); x = 3; w = [1, 2]\ny = relu(x * w) * k\nf = sum(y) + max(x, 9)"
    )
    story = subject.trace(mode=mode, wrt="x" if mode == "forward" else None)
    colours = {**SURFACES[theme], **INKS[theme, palette]}
    for step in range(len(story.steps) + 1):
        options = Options(step, theme, palette)
        drawn = draw_svg(story, place(subject), options)
        assert not re.search(r"<style|var\(| style=|light-dark|currentColor|url\(", drawn)
        for element in ElementTree.fromstring(drawn).iter():
            kind = element.tag.removeprefix(SVG)
            if kind in {"text", "rect", "path"}:
                assert element.get("fill") in {*colours.values(), "none"}
            if kind == "text":
                assert float(element.get("font-size", "")) >= 7
                assert element.get("text-anchor") == "middle"
                # MuPDF takes it from no element around, and sets what has none in Times.
                assert element.get("font-family", "").endswith("sans-serif")
            if kind == "path" and element.get("fill") == "none":
                assert element.get("stroke") in colours.values()
                assert float(element.get("stroke-width", "")) > 0


def test_a_page_and_a_picture_alone_are_styled_by_the_same_table() -> None:
    sheet, colours = page_stylesheet(), colours_of("light", "classic")
    for rule in LOOKS:
        around = f".cr-{rule.within} " if rule.within else ""
        selector = around + "".join(f".cr-{name}" for name in rule.classes)
        rows = re.findall(re.escape(selector) + r" \{ ([^}]*) \}", sheet)
        assert rows, selector
        literal = look(" ".join(rule.classes), colours, rule.within)
        for name, value in rule.look.items():
            assert any(f"{name}:" in row for row in rows)
            if value.startswith("$"):
                assert literal[name] in colours.values()


def luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", SURFACES)
@pytest.mark.parametrize("ink", ["ink", "quiet", "value", "gradient", "tangent"])
@pytest.mark.parametrize("palette", ["classic", "colourblind"])
def test_every_text_can_be_read_on_its_paper(theme: Theme, ink: str, palette: Palette) -> None:
    colours = {**SURFACES[theme], **INKS[theme, palette]}
    assert contrast(colours[ink], colours["paper"]) >= 4.5


def test_a_page_knows_every_variable_of_every_theme() -> None:
    sheet = page_stylesheet()
    assert all(f"{name}:" in sheet for name in variables("light", "classic"))
