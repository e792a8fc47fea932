"""A PDF can be opened: its table of objects is right, its pages draw what the picture shows."""

import re
import unicodedata
import zlib
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import pytest

from app.drawing import Document, Options, draw_pdf, draw_svg, place
from app.drawing.frames import frames_of
from app.drawing.ink import Text
from app.drawing.paper.metrics import FIRST, HELVETICA, HELVETICA_BOLD
from app.drawing.paper.paths import read_path
from app.drawing.paper.setting import set_text
from app.drawing.paper.styles import Style
from app.engine.errors import ArgumentError, LimitError
from app.language import read_program
from app.trace import prepare
from tests.drawing.presets import IDS, stages, told

SVG = "{http://www.w3.org/2000/svg}"
N = r"-?\d+(?:\.\d+)?"
OPERATORS = {
    "cm": 6, "rg": 3, "RG": 3, "re": 4, "f": 0, "S": 0, "B": 0, "w": 1, "d": 2, "m": 2, "l": 2,
    "c": 6, "h": 0, "BT": 0, "ET": 0, "Tf": 2, "Tm": 6, "Tj": 1,
}  # fmt: skip
"""What pages are drawn with, and how many operands each takes (ISO 32000-1, annex A)."""
PLAIN = Style("ink", size=10.0)
WORD = re.compile(rf"{N}|/F\d|<[0-9A-F]*>|\[[0-9. ]*\]|[A-Za-z]+")


@dataclass(frozen=True)
class Page:
    size: tuple[float, float]
    content: str


def read_pdf(data: bytes) -> list[Page]:
    """Read a document by its table, as a reader does; no object is looked for elsewhere."""
    assert data.startswith(b"%PDF-1.4\n")
    tail = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", data)
    assert tail is not None
    start = int(tail[1])
    table = re.match(
        rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n<<(.*?)>>\n", data[start:]
    )
    assert table is not None
    rows = table[2].splitlines(keepends=True)
    assert len(rows) == int(table[1])
    assert {len(row) for row in rows} == {20}
    assert f"/Size {len(rows)} ".encode() in table[3]
    objects: dict[int, bytes] = {}
    for number, row in enumerate(rows[1:], start=1):
        found = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL).match(data, int(row[:10]))
        assert found is not None, row
        assert int(found[1]) == number
        objects[number] = found[2]
    root = objects[int(re.findall(rb"/Root (\d+) 0 R", table[3])[0])]
    tree = objects[int(re.findall(rb"/Pages (\d+) 0 R", root)[0])]
    kids = [
        int(kid)
        for kid in re.findall(rb"(\d+) 0 R", tree.partition(b"/Kids")[2].partition(b"]")[0])
    ]
    assert int(re.findall(rb"/Count (\d+)", tree)[0]) == len(kids)
    return [_page(objects, objects[kid]) for kid in kids]


def _page(objects: dict[int, bytes], page: bytes) -> Page:
    assert b"/Type /Page " in page
    box = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)[0]
    content = _stream(objects[int(re.findall(rb"/Contents (\d+) 0 R", page)[0])])
    names = dict(re.findall(rb"/P(\d+) (\d+) 0 R", objects[4]))
    forms = {int(name): _stream(objects[int(number)]) for name, number in names.items()}
    size = float(box[0]), float(box[1])
    return Page(size, re.sub(r"/P(\d+) Do", lambda call: forms[int(call[1])], content))


def _stream(stream: bytes) -> str:
    form = rb"<< .*?/Length (\d+) /Filter /FlateDecode >>\nstream\n(.*)\nendstream"
    found = re.fullmatch(form, stream, re.DOTALL)
    assert found is not None
    assert int(found[1]) == len(found[2])
    return zlib.decompress(found[2]).decode("ascii")


def check_operators(content: str) -> None:
    """Hold a page to operators that there are, each with its operands."""
    waiting = 0
    end = 0
    for word in WORD.finditer(content):
        assert not content[end : word.start()].strip(), content[end : word.end()]
        end = word.end()
        if word[0] in OPERATORS:
            assert waiting == OPERATORS[word[0]], content[max(end - 60, 0) : end]
            waiting = 0
        else:
            waiting += 1
    assert waiting == 0
    assert not content[end:].strip()
    assert content.count("BT") == content.count("ET")


def words_of(content: str) -> str:
    """Return the letters and digits that a page shows in Helvetica."""
    shown = re.findall(r"BT /F([1-5]) .*?<([0-9A-F]+)> Tj", content)
    return "".join(bytes.fromhex(codes).decode("cp1252") for font, codes in shown if font != "5")


def plain(text: str) -> str:
    """Leave what is said the same by every font: letters and digits, without marks over them."""
    return re.sub("[^A-Za-z0-9.]", "", unicodedata.normalize("NFKD", text))


@pytest.mark.parametrize("name", IDS)
def test_every_preset_can_be_opened_at_the_beginning_in_the_middle_and_at_the_end(
    name: str,
) -> None:
    story, placement = told(name)
    for step in stages(story):
        (page,) = read_pdf(draw_pdf(story, placement, Document(Options(step=step))))
        check_operators(page.content)
        said = plain(story.steps[step - 1].sentence) if step else ""
        assert said in plain(words_of(page.content).replace("\u02c6", ""))


@pytest.mark.parametrize("name", ["xyz", "saturated-sigmoid", "relu-vector"])
def test_a_document_has_a_page_a_step(name: str) -> None:
    story, placement = told(name)
    pages = read_pdf(draw_pdf(story, placement, Document(Options())))
    assert len(pages) == len(story.steps) + 1
    assert len({page.size for page in pages}) == 1, "nothing moves from page to page"
    for page, step in zip(pages[1:], story.steps, strict=True):
        check_operators(page.content)
        assert plain(step.sentence) in plain(words_of(page.content))


@pytest.mark.parametrize("name", ["xyz", "branch-square", "bias-broadcast"])
def test_a_page_reads_as_the_picture_of_its_step(name: str) -> None:
    story, placement = told(name)
    document = Document(Options(), words=False)
    for step, page in enumerate(read_pdf(draw_pdf(story, placement, document))):
        svg = ElementTree.fromstring(draw_svg(story, placement, Options(step=step)))
        texts = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
        assert plain(words_of(page.content)) == plain("".join(texts))


def test_a_document_goes_on_gate_by_gate_if_asked() -> None:
    story, placement = told("xyz")
    pages = read_pdf(draw_pdf(story, placement, Document(Options(), by="gate")))
    assert len(pages) == len(frames_of(story, "gate")) == 6


def test_the_same_story_makes_the_same_bytes() -> None:
    first, second = (draw_pdf(*told("xyz"), Document(Options())) for _ in range(2))
    assert first == second
    assert b"/Title <FEFF" in first


def test_a_step_beyond_the_story_is_told_the_range() -> None:
    with pytest.raises(ArgumentError):
        draw_pdf(*told("xyz"), Document(Options(step=8)))


def test_too_many_pages_are_refused_and_one_of_them_is_not() -> None:
    subject = prepare(read_program("x = 1\n" + "x = sin(x)\n" * 150))
    story, placement = subject.trace(), place(subject)
    with pytest.raises(LimitError):
        draw_pdf(story, placement, Document(Options()))
    assert read_pdf(draw_pdf(story, placement, Document(Options(step=200))))


def set_plainly(text: str, style: Style = PLAIN) -> list[tuple[str, bytes, float]]:
    glyphs = set_text(Text(0, 0, text, "value"), style)
    return [(one.font, one.codes, round(one.x, 6)) for one in glyphs]


def test_texts_are_set_about_their_middle_by_the_widths_of_their_fonts() -> None:
    width = 10 * sum(HELVETICA[ord(c) - FIRST] for c in "0.46") / 1000
    assert set_plainly("0.46") == [("Helvetica", b"0.46", round(-width / 2, 6))]
    bold = 10 * sum(HELVETICA_BOLD[ord(c) - FIRST] for c in "abc") / 1000
    assert set_plainly("abc", replace(PLAIN, is_bold=True, is_to_end=True)) == [
        ("Helvetica-Bold", b"abc", round(-bold, 6))
    ]


def test_what_helvetica_lacks_is_set_otherwise() -> None:
    assert [(font, codes) for font, codes, _ in set_plainly("−2·σ")] == [
        ("Symbol", b"-"), ("Helvetica", b"2\xb7"), ("Symbol", b"s"),
    ]  # fmt: skip
    assert [codes for _, codes, _ in set_plainly("◂ 1")] == [b"", b" 1"]
    (letter, _), (mark, _) = [(codes, x) for _, codes, x in set_plainly("ŷ")]
    assert (letter, mark) == (b"y", b"\x88")
    assert [codes for _, codes, _ in set_plainly("日")] == [b"?"]
    raised = set_text(Text(0, 0, "Wᵀ₁", "value"), PLAIN)
    assert [one.rise > 0 for one in raised] == [False, True, False]
    assert raised[2].rise < 0


def test_curves_go_where_path_data_says() -> None:
    ends = [
        piece.points[-1] for piece in read_path("M1 2H5V7h-2v1L0 0C1 1 2 2 3 3") if piece.points
    ]
    assert ends == [(1, 2), (5, 2), (5, 7), (3, 7), (3, 8), (0, 0), (3, 3)]
    circle = [*read_path("M-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z")]
    assert [piece.kind for piece in circle] == ["move", *["curve"] * 4, "close"]
    assert [piece.points[-1] for piece in circle[1:5]] == [(0, 2), (2, 0), (0, -2), (-2, 0)]
    (_, bend) = read_path("M0 0Q3 0 3 3")
    assert bend.points == ((2, 0), (3, 1), (3, 3))


@pytest.mark.parametrize("d", ["M0 0X1", "M0", "hello", "M0 0S1 1 2 2", "M0 0L1 1;"])
def test_other_path_data_is_refused(d: str) -> None:
    with pytest.raises(ValueError, match="no path of a picture"):
        list(read_path(d))
