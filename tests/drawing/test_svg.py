import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from app.choices import Mode, Names, Palette, Theme
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


def named(program: str, names: Names, **options: Any) -> dict[str, ElementTree.Element]:
    """Return the texts that nodes are called by, by all that they say."""
    subject = prepare(read_program(program), names=names)
    drawn = draw_svg(subject.trace(), place(subject), Options(**options))
    return {
        "".join(text.itertext()): text
        for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")
        if {"cr-name", "cr-leaf"} & set(text.get("class", "").split())
    }


@pytest.mark.parametrize("standalone", [True, False])
def test_the_layer_of_a_name_is_raised_and_smaller(standalone: bool) -> None:
    program = "W1 = 2; x = 3\nz1 = W1 * x; z1 = z1 * 2; f = z1 * z1"
    found = named(program, "layers", standalone=standalone)
    assert set(found) == {"W[1]", "x", "z[1]", "z[1]⁽²⁾", "f"}
    (layer,) = found["W[1]"]
    assert (found["W[1]"].text, layer.text) == ("W", "[1]")
    assert float(layer.get("dy", "0")) < -5
    assert float(layer.get("font-size", "0")) < 15
    up, down = found["z[1]⁽²⁾"]
    assert float(up.get("dy", "0")) == -float(down.get("dy", "0")), "what follows is on the line"
    assert not [text for text in named(program, "plain").values() if len(text)]


def test_a_raised_layer_has_room_and_costs_little() -> None:
    def width(names: Names) -> float:
        subject = prepare(read_program("theta11 = 2; f = theta11 * 3"), names=names)
        return place(subject).nodes[0].width

    assert width("plain") < width("layers") < width("plain") + 20


def test_rows_are_called_samples_where_the_reader_says_so() -> None:
    program = "X = ones(4, 3); W = ones(3, 2); V = ones(4, 4)\nL = sum(sigmoid(V @ X @ W))"
    plain = texts(draw(program), "caption")
    said = texts(draw(program, batch=4), "caption")
    assert not [text for text in plain if "samples" in text]
    assert [text for text in said if text.startswith("4 samples × 2")]
    assert not [text for text in said if "3 samples" in text]
    assert texts(draw(program, batch=3), "caption") == plain, "one array has three rows"


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
    picture = draw("x = 123456.789012\nf = -x", digits=5)
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
        "k = const(2); x = 3; w = [1, 2]; v = [0, -1, 2, 3, 4, 5, 6]\n"
        "y = relu(x * w) * k\nf = sum(y) + max(x, 9) + sum(v * v)"
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
                assert element.get("text-anchor") in {"middle", "end"}
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


def cells(picture: ElementTree.Element, kind: str) -> list[str]:
    """Return the numbers of the grids of a kind, grid after grid."""
    return [
        text.text or ""
        for text in picture.iter(f"{SVG}text")
        if {"cr-cell", f"cr-{kind}"} <= set(text.get("class", "").split())
    ]


ROWS = "X = [[1, 2], [3, 4]]; b = [1, 0]\nY = X * b\nL = sum(Y)"


def test_a_small_array_is_a_grid_of_its_numbers_with_its_shape() -> None:
    picture = draw(ROWS)
    assert cells(picture, "value") == ["1", "2", "3", "4", "1", "0", "1", "0", "3", "0"]
    assert cells(picture, "gradient") == ["1", "0", "1", "0", "4", "6", "1", "1", "1", "1"]
    assert texts(picture, "caption") == [
        "2 samples × 2",
        "◂ 2×2",
        "(2,) ×2",
        "◂ (2,) Σ rows",
        "2 samples × 2",
        "◂ 2×2 ×4",
    ]
    assert not [text.text for text in picture.iter(f"{SVG}text") if "‖" in (text.text or "")]


def test_the_zeros_of_a_gradient_are_ringed_and_those_of_a_value_are_not() -> None:
    picture = draw(ROWS)
    ringed = [shape for shape in picture.iter() if shape.get("class") == "cr-ring"]
    assert [shape.get("d", "").count("M") for shape in ringed] == [2]
    assert cells(draw(ROWS, step=4), "gradient") == ["1", "1", "1", "1"], "the others are blank"
    none = [text.text for text in picture.iter(f"{SVG}text") if "cr-none" in text.get("class", "")]
    assert none == ["0", "0"]


def test_an_array_of_one_number_is_that_number() -> None:
    picture = draw("W = [[2]]; x = [3]\nf = W @ x")
    assert texts(picture, "value") == ["2", "3", "6"]
    assert texts(picture, "gradient") == ["◂ 3", "◂ 2", "◂ 1"]
    assert texts(picture, "caption") == []


def test_the_figures_of_a_grid_have_one_size_and_end_below_each_other() -> None:
    picture = draw("X = [[1, -123456.789], [0.5, 2]]\nf = sum(X)", step=0)
    found = [text for text in picture.iter(f"{SVG}text") if "cr-cell" in text.get("class", "")]
    assert {float(text.get("font-size", "")) for text in found} == {11.6}
    assert {text.get("text-anchor") for text in found} == {"end"}
    columns = [[float(text.get("x", "")) for text in found[k::2]] for k in (0, 1)]
    assert columns[0][0] == columns[0][1] < columns[1][0] == columns[1][1]


def test_small_numbers_are_told_in_a_power_of_ten_which_stands_with_the_shape() -> None:
    picture = draw("x = [-0.0068, 0.0107]\nf = sum(x)", step=0)
    assert texts(picture, "cell") == ["−6.80", "10.70"]
    assert texts(picture, "caption") == ["(2,) · 10⁻³"]


def shades(picture: ElementTree.Element, name: str) -> list[tuple[float, int]]:
    """Return how strong each colour of a sign is, and in how many cells."""
    return [
        (float(path.get("fill-opacity", "")), path.get("d", "").count("z"))
        for path in picture.iter(f"{SVG}path")
        if path.get("class") == f"cr-{name}"
    ]


def test_a_larger_array_is_a_tile_whose_scale_is_symmetrical_about_zero() -> None:
    picture = draw("x = [-2, -1, 0, 0.001, 1, 2, 2, 2]\nf = sum(x)", step=0)
    assert shades(picture, "plus") == [(0.16, 1), (0.52, 1), (1.0, 3)]
    assert shades(picture, "minus") == [(1.0, 1), (0.52, 1)]
    bars = [path for path in picture.iter(f"{SVG}path") if path.get("class") == "cr-bar"]
    assert [path.get("d", "").count("M") for path in bars] == [2], "a sign is told without colour"
    assert texts(picture, "caption") == ["(8,)"]


def test_the_zeros_of_a_gradient_are_ringed_in_a_tile_too() -> None:
    picture = draw("x = [-2, -1, 3, 4, 5, 6, 7]\nf = sum(relu(x))")
    ringed = [shape for shape in picture.iter() if shape.get("class") == "cr-ring"]
    assert [shape.get("d", "").count("M") for shape in ringed] == [2]


def test_an_array_too_large_to_be_listed_is_drawn_from_its_raster() -> None:
    subject = prepared("W = randn(20, 30, seed=1)\nf = sum(W * W)")
    listed = draw_svg(subject.trace(), place(subject))
    assert draw_svg(subject.trace(array_limit=100), place(subject)) == listed


def sizes(picture: ElementTree.Element, kind: str) -> list[str | None]:
    return [
        text.get("font-size")
        for text in picture.iter(f"{SVG}text")
        if f"cr-{kind}" in text.get("class", "").split()
    ]


def test_what_is_told_is_larger_and_nothing_else() -> None:
    assert sizes(draw(XYZ, step=0), "value") == ["16", "16", "16"]
    assert sizes(draw(XYZ, step=1), "value") == ["20", "20", "20", "16"], "x, y, q, and not z"
    seeded = draw(XYZ, step=3)
    assert sizes(seeded, "value") == ["16", "16", "16", "16", "20"], "the seed is about f"
    assert sizes(seeded, "gradient") == ["20"]
    assert sizes(draw(XYZ, step=4), "gradient") == sizes(draw(XYZ, step=5), "gradient")[1:]
    assert sizes(draw(XYZ), "value") == ["16"] * 5, "after the story nothing is being told"


def test_the_wires_of_a_gate_light_up_together() -> None:
    def lit(step: int) -> int:
        picture = draw(XYZ, step=step)
        wires = [shape.get("class", "").split() for shape in picture.iter(f"{SVG}path")]
        return sum({"cr-wire", "cr-now"} <= set(wire) for wire in wires)

    assert [lit(step) for step in range(8)] == [0, 0, 0, 0, 1, 2, 1, 2]


def luminance(colour: str) -> float:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", SURFACES)
@pytest.mark.parametrize("sign", ["plus", "minus"])
def test_a_tile_can_be_seen_on_its_paper(theme: Theme, sign: str) -> None:
    assert contrast(SURFACES[theme][sign], SURFACES[theme]["paper"]) >= 3


@pytest.mark.parametrize("theme", SURFACES)
@pytest.mark.parametrize("ink", ["ink", "quiet", "value", "gradient", "tangent"])
@pytest.mark.parametrize("palette", ["classic", "colourblind"])
def test_every_text_can_be_read_on_its_paper(theme: Theme, ink: str, palette: Palette) -> None:
    colours = {**SURFACES[theme], **INKS[theme, palette]}
    assert contrast(colours[ink], colours["paper"]) >= 4.5


def test_a_page_knows_every_variable_of_every_theme() -> None:
    sheet = page_stylesheet()
    assert all(f"{name}:" in sheet for name in variables("light", "classic"))


def test_a_number_that_is_broadcast_says_so_as_far_as_there_is_room() -> None:
    program = "X = [[1, 2], [3, 4], [5, 6], [7, 8]]; w = [[1, 2], [3, 4]]; c = [[1, 2]]\n"
    batch = draw(program + "b = [[0.15]]; z = sum((X @ w + c), axis=1, keepdims=True) + b; sum(z)")
    plain = draw(program + "k = 2.5; L = sum(k * X)")
    alone = draw("k = 2.5; m = 3; L = k * m")
    marks = [
        ["".join(text.itertext()) for text in picture.iter(f"{SVG}text") if len(text)]
        for picture in (batch, plain, alone)
    ]
    assert marks == [["0.15×4", "◂ 4Σ 4 samples"], ["2.50×8", "◂ 36Σ all"], []]
