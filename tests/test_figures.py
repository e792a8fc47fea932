"""``chainrule figure``: a program drawn without a server."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.cli import main
from app.main import create_app
from app.settings import Settings
from tests.drawing.test_pdf import read_pdf

PROGRAM = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"
ROUTES = {"svg": "graph.svg", "svg-film": "film.svg", "tikz": "graph.tex", "pdf": "graph.pdf"}


@pytest.fixture
def program(tmp_path: Path) -> str:
    file = tmp_path / "program.txt"
    file.write_text(PROGRAM, "utf-8")
    return str(file)


def drawn(program: str, *options: str) -> bytes:
    """Return what the command writes into a file."""
    out = Path(program).with_name("drawn")
    assert main(["figure", program, *options, "--out", str(out)]) == 0
    return out.read_bytes()


def refused(program: str, *options: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["figure", program, *options]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.mark.parametrize("to", ROUTES)
@pytest.mark.parametrize("step", [None, 3])
def test_it_draws_what_the_api_draws(program: str, to: str, step: int | None) -> None:
    chosen = {"fit": "1280x540", "theme": "dark", "names": "layers", "labels": "both"}
    options = [word for name, value in chosen.items() for word in (f"--{name}", value)]
    options += [] if step is None else ["--step", str(step)]
    params = {"program": PROGRAM, **chosen, **({} if step is None else {"step": str(step)})}
    with TestClient(create_app(Settings())) as client:
        answer = client.get(f"/api/v1/{ROUTES[to]}", params=params)
    assert drawn(program, "--to", to, *options) == answer.content


def test_a_film_and_a_document_have_options_of_their_own(program: str) -> None:
    assert len(read_pdf(drawn(program, "--to", "pdf"))) == 8
    assert len(read_pdf(drawn(program, "--to", "pdf", "--by", "gate"))) == 6
    slow = drawn(program, "--to", "svg-film", "--pace", "3", "--no-words")
    assert b"animation:27s" in slow
    assert b"hands the gradient on" not in slow


def test_a_picture_is_printed(program: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["figure", program, "--to", "tikz"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"% Computation graph of f = -12")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--step", "9"], "0 (nothing played) to 7"),
        (["--to", "svg-film", "--pace", "nan"], "from 0.5 to 20 seconds"),
        (["--to", "svg-film", "--pace", "0"], "from 0.5 to 20 seconds"),
        (["--to", "pdf", "--fit", "wide"], "1280x540"),
        (["--pace", "2"], "--to svg-film"),
        (["--to", "tikz", "--by", "gate"], "--to svg-film, or --to pdf"),
        (["--to", "tikz", "--no-words"], "--no-words"),
        (["--to", "pdf", "--seed", "x"], "not JSON"),
        (["--wrt", "x"], "--mode forward"),
    ],
)
def test_what_cannot_be_drawn_is_said_with_what_to_try(
    program: str, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(program, *options, capsys=capsys)


def test_a_file_that_cannot_be_written_is_status_1(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figure", program, "--out", "/no/such/folder/f.svg"]) == 1
    assert "/no/such/folder/f.svg" in capsys.readouterr().err


def test_a_program_that_cannot_be_read_is_pointed_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.txt"
    file.write_text("y = sigmod(1)", "utf-8")
    assert "did you mean sigmoid" in refused(str(file), "--to", "pdf", capsys=capsys)
