"""``chainrule trace``: a program's story without a server."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.api.models.picture import PictureQuery
from app.choices import Detail
from app.cli import PICTURE, STORY, main
from app.language import Level
from app.main import create_app
from app.settings import Settings
from tests.api.asking import SVG

PROGRAM = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z\n"


ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "app", "trace"]
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")


def run(*arguments: str, text: str = PROGRAM) -> tuple[int | str | None, str, str]:
    """Run the command on a machine whose encoding is not UTF-8."""
    given = (text.encode(), b"", b"")
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="cp1252") for data in given]
    status: int | str | None
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        try:
            status = main(["trace", *arguments])
        except SystemExit as end:
            status = end.code
    for stream in streams:
        stream.seek(0)
    _, told, complaints = streams
    return status, told.read(), complaints.read()


def run_alone(*arguments: str, text: str = PROGRAM, full: bool = False) -> tuple[int, str, str]:
    """Run the command as a process of such a machine."""
    with FULL.open("wb") if full else open(os.devnull, "wb") as sink:
        done = subprocess.run(
            [*COMMAND, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
            input=text.encode(),
            stdout=sink if full else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
    return done.returncode, (done.stdout or b"").decode(), done.stderr.decode()


@pytest.fixture
def program(tmp_path: Path) -> str:
    file = tmp_path / "program.txt"
    file.write_text(PROGRAM, "utf-8")
    return str(file)


def test_the_table_shows_every_value_and_gradient(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", program]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "node       value  gradient",
        "input x       -2        -4",
        "input y        5        -4",
        "input z       -4         3",
        "q = x + y      3        -4",
        "f = q · z    -12         1",
    ]


def test_a_program_comes_from_standard_input_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"w = [1, 2]\nsum(w * w)")))
    assert main(["trace", "-"]) == 0
    assert "[2, 4]" in capsys.readouterr().out


def test_the_table_tells_what_a_name_stands_for_at_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"x = 3; y = x*x; z = y*y; y = z"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["trace", "-"]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    assert last.split() == ["y", "=", "z", "81", "1"]


def test_the_table_calls_everything_as_the_picture_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"X = [[0.0312, 0.45], [1, 2]]; Y = X * [[1, 0], [2, 1]]"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["trace", "-"]) == 0
    _, x, constant, y = capsys.readouterr().out.splitlines()
    assert "[[0.0312, 0.4500], [1, 2]]" in x
    assert constant.startswith("constant const₁  ")
    assert y.startswith("Y = X · const₁  ")


def test_layers_are_written_in_the_table_and_the_picture() -> None:
    for options, written in (
        ((), "input W[1]"),
        (("--svg", "-"), ">W<tspan"),
        (("--json",), '"text":"W[1]"'),
    ):
        _, told, _ = run("-", "--names", "layers", *options, text="W1 = 2; f = W1 * 3")
        assert written in told
        assert written not in run("-", *options, text="W1 = 2; f = W1 * 3")[1]


def test_json_is_what_the_api_answers(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", program, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["gradients"] == {"x": -4, "y": -4, "z": 3}
    assert len(answer["layout"]["nodes"]) == 5


def test_another_output_can_be_asked_for(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", program, "--json", "--output", "q"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["output"], answer["gradients"]["x"]) == ("q", 1)


def test_the_picture_is_written_beside_the_table(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.svg"
    assert main(["trace", program, "--svg", str(picture)]) == 0
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")
    assert capsys.readouterr().out.startswith("node")


def test_the_picture_can_be_printed(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", program, "--svg", "-"]) == 0
    assert capsys.readouterr().out.startswith("<svg")


def test_the_picture_fits_a_box(program: str, capsys: pytest.CaptureFixture[str]) -> None:
    pictures = []
    for box in ([], ["--fit", "390x380"], ["--fit", "390x380@16.0"], ["--fit", "1280x540"]):
        assert main(["trace", program, "--svg", "-", *box]) == 0
        pictures.append(capsys.readouterr().out)
    natural, narrow, same, wide = pictures
    assert len({natural, narrow, wide}) == 3
    assert narrow == same


@pytest.mark.parametrize("box", ["1280", "1280x", "10x540", "1280x540@1000", "wide"])
def test_a_box_that_is_none_is_told_of(
    box: str, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", program, "--svg", "-", "--fit", box]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("chainrule: --fit: ")
    assert "example: --fit 1280x540" in told.err


def test_a_bad_program_is_shown_with_a_caret_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.txt"
    file.write_text("x = 1\nf = x + yy", "utf-8")
    assert main(["trace", str(file)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "f = x + yy\n        ^^" in shown.err


def test_a_file_that_cannot_be_read_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.txt"
    assert main(["trace", str(missing)]) == 2
    assert capsys.readouterr().err == f"chainrule: {missing}: No such file or directory\n"
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\xff\xfe")
    assert main(["trace", str(binary)]) == 2
    assert capsys.readouterr().err == f"chainrule: {binary} is not text in UTF-8\n"


def test_the_command_knows_every_level_of_detail() -> None:
    assert list(get_args(Detail)) == [level.value for level in Level]


def test_any_sign_passes_where_the_encoding_is_not_utf_8() -> None:
    status, out, complaints = run_alone("-", text="ŷ = 2; σ = 3\nf = ŷ * σ")
    assert (status, complaints) == (0, "")
    assert "f = ŷ · σ" in out


def test_an_error_quotes_any_sign_where_the_encoding_is_not_utf_8() -> None:
    status, _, complaints = run_alone("-", text="ŷ = 2; f = ŷ + ẑ")
    assert status == 2
    assert "ŷ = 2; f = ŷ + ẑ\n               ^" in complaints


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    file = tmp_path / "marked.txt"
    file.write_bytes(PROGRAM.encode("utf-8-sig").replace(b"\n", b"\r\n"))
    plain = run_alone("-")
    assert plain[0] == 0
    assert run_alone(str(file)) == run_alone("-", text="\ufeff" + PROGRAM) == plain


def test_standard_input_that_is_not_utf_8_is_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe")))
    assert main(["trace", "-"]) == 2
    assert capsys.readouterr().err == "chainrule: - is not text in UTF-8\n"


@needs_full
@pytest.mark.parametrize("options", [[], ["--json"], ["--svg", "-"]])
def test_output_that_cannot_be_written_is_one_line_and_status_1(options: list[str]) -> None:
    assert run_alone("-", *options, full=True) == (
        1,
        "",
        "chainrule: cannot write the output: No space left on device\n",
    )


@needs_full
def test_a_picture_that_cannot_be_written_is_one_line_and_status_1() -> None:
    complaint = f"chainrule: {FULL}: No space left on device\n"
    assert run_alone("-", "--svg", str(FULL)) == (1, "", complaint)


@pytest.mark.parametrize("text", [PROGRAM, PROGRAM + "f = f + 1\n" * 900])
def test_a_reader_that_stops_reading_is_no_error(text: str) -> None:
    with subprocess.Popen(
        [*COMMAND, "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, complaints = process.communicate(text.encode(), timeout=120)
    assert (process.returncode, complaints) == (0, b"")


def test_an_interrupt_while_reading_is_status_130_and_silent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            signal.raise_signal(signal.SIGINT)
            return super().read(size)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Interrupted()))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it
    try:
        assert main(["trace", "-"]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr() == ("", "")


def test_the_options_are_parameters_of_the_picture() -> None:
    assert {*STORY, *PICTURE} <= PictureQuery.model_fields.keys()


@pytest.mark.parametrize("name", PICTURE)
def test_an_option_of_the_picture_is_not_ignored_without_one(
    name: str, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    values = {"step": "1", "theme": "dark", "palette": "classic", "digits": "3", "title": "a"}
    values |= {"fit": "1280x540", "labels": "both"}
    for others in ([], ["--json"]):
        assert main(["trace", program, f"--{name}", values[name], *others]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert f"--{name} is an option of the picture" in told.err
        assert "add --svg picture.svg" in told.err


def test_what_would_be_printed_over_the_other_is_told_of(
    program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", program, "--json", "--svg", "-"]) == 2
    assert capsys.readouterr().err.startswith("chainrule: --json and --svg - would both be printed")


OPTIONS = {
    "step": ["0", "3", "7"],
    "theme": ["dark"],
    "palette": ["colourblind"],
    "digits": ["0", "4"],
    "detail": ["scalars"],
    "title": ["a < b"],
    "seed": ["2", "-0.5"],
    "output": ["q"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in OPTIONS.items() for v in vs])
def test_the_picture_is_the_one_of_the_route(name: str, value: str) -> None:
    status, told, complaint = run("-", "--svg", "-", f"--{name}", value)
    assert (status, complaint) == (0, "")
    with TestClient(create_app(Settings())) as client:
        assert told == client.get(SVG, params={"program": PROGRAM, name: value}).text


def test_forward_mode_prints_and_draws_tangents() -> None:
    options = ("--mode", "forward", "--wrt", "x", "--seed", "2")
    status, told, _ = run("-", *options)
    assert status == 0
    assert told.splitlines()[0].split() == ["node", "value", "tangent"]
    assert told.splitlines()[-1].split()[-1] == "-8"
    with TestClient(create_app(Settings())) as client:
        params = {"program": PROGRAM, "mode": "forward", "wrt": "x", "seed": "2", "theme": "dark"}
        drawn = client.get(SVG, params=params).text
    assert run("-", *options, "--theme", "dark", "--svg", "-")[1] == drawn


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--step", "99"], "--step: there is no step 99"),
        (["--step", "-1"], "--step: expected a whole number of at least 0, got '-1'"),
        (["--step", "two"], "--step: expected a whole number of at least 0, got 'two'"),
        (["--digits", "13"], "--digits: expected a whole number from 0 to 12, got '13'"),
        (["--theme", "blue"], "--theme: invalid choice: 'blue'"),
        (["--palette", "x"], "--palette: invalid choice: 'x'"),
        (["--mode", "x"], "--mode: invalid choice: 'x'"),
        (["--detail", "x"], "--detail: invalid choice: 'x'"),
        (["--wrt", "x"], '--wrt: only with mode "forward"'),
        (["--mode", "forward"], "--wrt: forward mode carries the tangent of one input"),
        (["--mode", "forward", "--wrt", "k"], "there is no input k"),
        (["--mode", "forward", "--wrt", "x", "--seed", "[1, 2]"], "--seed: the seed has shape"),
        (["--seed", "[1, 2]"], "--seed: the seed has shape"),
        (["--seed", "one"], "--seed: not JSON"),
        (["--seed", "[" * 1000], "--seed: not JSON"),
        (["--output", "\udcff"], "--output: expected text in UTF-8"),
        (["--seed", "{}"], "--seed: a value of type dict"),
        (["--output", "nope"], "--output: the program binds no name nope"),
        (["--title", "x" * 501], "--title: expected at most 500 characters"),
    ],
)
def test_a_wrong_option_is_told_of(options: list[str], said: str) -> None:
    status, told, complaint = run("-", "--svg", "-", *options)
    assert (status, told) == (2, "")
    assert said in complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize(
    "wrong",
    [["--seed", "[1, 2]"], ["--seed", "one"], ["--step", "99"], ["--step", "x"], ["--wrt", "x"]],
)
def test_an_example_is_given_that_works(wrong: list[str]) -> None:
    *_, example = run("-", "--svg", "-", *wrong)[2].splitlines()
    options = example.removeprefix("example: ").partition(",")[0].split()
    assert options[0].startswith("--")
    assert run("-", "--svg", "-", *options)[0] == 0
