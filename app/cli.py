"""The ``chainrule`` command."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias, get_args

from . import __version__
from .choices import (
    ANSWER_FILES,
    LARGEST_SEED,
    PRACTICE_LEVELS,
    By,
    Detail,
    Figure,
    Labels,
    Mode,
    Names,
    Palette,
    Theme,
)
from .settings import SETTINGS, SettingError, Settings, Value, load_settings

STORY = ("output", "detail", "mode", "wrt", "seed", "names")
PICTURE = ("step", "theme", "palette", "digits", "labels", "title", "fit")
"""Options of ``trace`` that mean what the query parameters of the API's picture mean."""
SEQUENCES = ("svg-film", "pdf")
"""Figures that can show several steps, which ``--by`` and ``--no-words`` are about."""
GRADE_STATUSES = """exit status:
  0  everything was graded
  2  the exercise cannot be read, or an answer: its row says why, and the others are graded
  3  everything was graded, and a code of --codes belongs to no answer"""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status.

    0 is success, 1 a server that could not start or output that could not be written, 2 a mistake
    in what was asked, 130 an interrupt.
    """
    for stream in (sys.stdout, sys.stderr):
        _write_any_sign(stream)
    try:
        try:
            return _run(argv)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # only now it is known whether all was written
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has stopped reading
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        print(f"chainrule: cannot write the output: {error.strerror or error}", file=sys.stderr)
        return 1


def _write_any_sign(stream: object) -> None:
    """Write UTF-8 where the encoding of the locale lacks the signs of a formula."""
    if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
        stream.reconfigure(encoding="utf-8", errors=stream.errors)


def _discard_output() -> None:
    """Keep Python from trying once more, at its end, to write what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(argv: Sequence[str] | None) -> int:
    try:
        settings = load_settings()
    except SettingError as error:
        print(f"chainrule: {error}", file=sys.stderr)
        return 2
    parser = _parser(settings)
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return 0
    runs = {
        "serve": _serve,
        "trace": _trace,
        "figure": _figure,
        "grade": _grade,
        "practice": _practice,
    }
    run = runs[arguments.command]
    return run(arguments, settings)


# The commands import what they need only when they run, so that each starts fast.


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    from .serving import serve

    told = {name: getattr(arguments, name) for name in ("host", "port", "workers", "root_path")}
    return serve(replace(settings, **told), arguments.open)


def _trace(arguments: argparse.Namespace, settings: Settings) -> int:
    options = vars(arguments)
    told = {name: options[name] for name in STORY + PICTURE if options[name] is not None}
    if complaint := _unanswerable(arguments, [name for name in PICTURE if name in told]):
        print(f"chainrule: {complaint}", file=sys.stderr)
        return 2

    from .tracing import Asked, trace

    return trace(Asked(arguments.file, arguments.json, arguments.svg, told), settings)


def _figure(arguments: argparse.Namespace, settings: Settings) -> int:
    options = vars(arguments)
    names = (*STORY, *PICTURE, "pace")
    told = {name: options[name] for name in names if options[name] is not None}
    if complaint := _undrawable(arguments):
        print(f"chainrule: {complaint}", file=sys.stderr)
        return 2

    from .figures import Wanted, figure

    words, by = not arguments.no_words, arguments.by
    wanted = Wanted(arguments.file, arguments.to, arguments.out, words, by, told)
    return figure(wanted, settings)


def _grade(arguments: argparse.Namespace, settings: Settings) -> int:
    from .grading import grade

    return grade(arguments.exercise, arguments.answers, settings, arguments.codes, arguments.json)


def _practice(arguments: argparse.Namespace, settings: Settings) -> int:
    from .exercises import exercise_text, practice

    print(exercise_text(practice(arguments.level, arguments.seed)), end="")
    return 0


def _undrawable(arguments: argparse.Namespace) -> str | None:
    """Say what of the options for ``figure`` would be ignored, or could not be shown."""
    to = arguments.to
    if arguments.pace is not None and to != "svg-film":
        return f"--pace is an option of a film, and --to is {to}\nhint: add --to svg-film"
    told = [name for name in ("by", "no_words") if vars(arguments)[name]]
    if told and to not in SEQUENCES:
        name = told[0].replace("_", "-")
        return (
            f"--{name} is an option of pictures in sequence, and --to is {to}\n"
            "hint: add --to svg-film, or --to pdf"
        )
    if to == "pdf" and arguments.out == "-" and sys.stdout is not None and sys.stdout.isatty():
        return "a PDF cannot be read on a terminal\nhint: add --out figure.pdf"
    return None


def _unanswerable(arguments: argparse.Namespace, picture: Sequence[str]) -> str | None:
    """Say what of the options for ``trace`` would be ignored."""
    if picture and arguments.svg is None:
        names = " and ".join(f"--{name}" for name in picture)
        how = "is an option" if len(picture) == 1 else "are options"
        return (
            f"{names} {how} of the picture, and no picture is asked for\n"
            "hint: add --svg picture.svg, or --svg - to print it"
        )
    if arguments.json and arguments.svg == "-":
        return (
            "--json and --svg - would both be printed\n"
            "hint: write the picture to a file: --json --svg picture.svg"
        )
    return None


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chainrule",
        description="Every forward value and every gradient of a program, one gate at a time.",
    )
    parser.add_argument("--version", action="version", version=f"chainrule {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_serve(commands, settings)
    _add_trace(commands)
    _add_figure(commands)
    _add_grade(commands)
    _add_practice(commands)
    return parser


def _add_serve(commands: Commands, settings: Settings) -> None:
    parser = commands.add_parser(
        "serve",
        help="serve the pages and the API",
        description="Serve the pages and the API.",
        epilog=_settings_help(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default=settings.host, help="address (%(default)s)")
    parser.add_argument(
        "--port", type=_port, default=settings.port, help="port, 0 for a free one (%(default)s)"
    )
    parser.add_argument(
        "--workers", type=_workers, default=settings.workers, help="processes (%(default)s)"
    )
    parser.add_argument(
        "--root-path",
        type=_root_path,
        default=settings.root_path,
        metavar="PATH",
        help="where the pages stand on their site (%(default)s)",
    )
    parser.add_argument("--open", action="store_true", help="open the page in a browser")


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _add_trace(commands: Commands) -> None:
    summary = "print every value and gradient of a program"
    parser = commands.add_parser("trace", help=summary, description=_sentence(summary))
    parser.add_argument("file", metavar="FILE", help="the program, - for standard input")
    parser.add_argument("--json", action="store_true", help="print what the API answers")
    _add_story(parser)
    picture = parser.add_argument_group("the picture")
    picture.add_argument(
        "--svg", metavar="OUT", help="write the picture too; - prints it instead of the table"
    )
    _add_picture(picture, "after so many steps (the end)")


def _add_figure(commands: Commands) -> None:
    summary = "draw a program for slides and papers"
    parser = commands.add_parser("figure", help=summary, description=_sentence(summary))
    parser.add_argument("file", metavar="FILE", help="the program, - for standard input")
    parser.add_argument(
        "--to",
        choices=get_args(Figure),
        default="svg",
        help="a picture, a film for an <img>, LaTeX, or a PDF with a page a step (%(default)s)",
    )
    parser.add_argument("--out", metavar="OUT", default="-", help="the file (standard output)")
    _add_story(parser)
    picture = parser.add_argument_group("the picture")
    _add_picture(picture, "after so many steps; a film ends there, a PDF has that page alone")
    sequence = parser.add_argument_group("films and PDFs")
    sequence.add_argument(
        "--by", choices=get_args(By), help="what they go on by (a film gate, a PDF wire)"
    )
    sequence.add_argument("--pace", metavar="S", help="a film: seconds for each picture (2)")
    sequence.add_argument(
        "--no-words", action="store_true", help="without the sentences below the picture"
    )


def _add_grade(commands: Commands) -> None:
    summary = "mark the answers of a class to an exercise, as CSV"
    parser = commands.add_parser(
        "grade",
        help=summary,
        description=_sentence(summary),
        epilog=GRADE_STATUSES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("exercise", metavar="EXERCISE", help="the program, with settings if any")
    parser.add_argument(
        "answers",
        metavar="ANSWER",
        nargs="+",
        help="a file of lines like dq = …, a result file of the page, or a folder of such files "
        f"({', '.join(ANSWER_FILES)})",
    )
    parser.add_argument(
        "--codes",
        metavar="FILE",
        help="short codes that came in: say which answers have one",
    )
    parser.add_argument("--json", action="store_true", help="print JSON, with a mark for each")


def _add_practice(commands: Commands) -> None:
    summary = "make an exercise of small random numbers"
    parser = commands.add_parser("practice", help=summary, description=_sentence(summary))
    parser.add_argument(
        "--level",
        type=int,
        choices=PRACTICE_LEVELS,
        default=PRACTICE_LEVELS[0],
        help="circuits; with forks; matrices (%(default)s)",
    )
    parser.add_argument(
        "--seed",
        type=_practice_seed,
        default=1,
        metavar="N",
        help=f"which one, up to {LARGEST_SEED} (%(default)s)",
    )


def _practice_seed(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) <= LARGEST_SEED:
        return int(text)
    expected = f"expected a whole number from 0 to {LARGEST_SEED}, got {text!r}"
    raise argparse.ArgumentTypeError(expected)


def _add_story(parser: argparse.ArgumentParser) -> None:
    story = parser.add_argument_group("what is told")
    story.add_argument("--output", metavar="NAME", help="differentiate this name, not the last")
    story.add_argument("--detail", choices=get_args(Detail), help="how far to open it (gates)")
    story.add_argument("--mode", choices=get_args(Mode), help="gradients, or tangents (reverse)")
    story.add_argument("--wrt", metavar="NAME", help="forward mode: the input that moves")
    story.add_argument(
        "--seed", metavar="JSON", help="the gradient at the output, or the tangent of --wrt (1)"
    )
    story.add_argument("--names", choices=get_args(Names), help="layers writes W1 as W[1] (plain)")


def _add_picture(picture: "argparse._ArgumentGroup", step: str) -> None:
    picture.add_argument("--step", metavar="N", help=step)
    picture.add_argument("--theme", choices=get_args(Theme), help="its paper (light)")
    picture.add_argument("--palette", choices=get_args(Palette), help="its colours (classic)")
    picture.add_argument("--digits", metavar="N", help="decimals of its numbers (2)")
    picture.add_argument(
        "--labels", choices=get_args(Labels), help="what stands on its wires (numbers)"
    )
    picture.add_argument("--fit", metavar="WxH", help="the box it is to fit, px (natural size)")
    picture.add_argument("--title", help="for screen readers (made of the program)")


def _port(text: str) -> int:
    return int(_read(text, "port"))


def _workers(text: str) -> int:
    return int(_read(text, "workers"))


def _root_path(text: str) -> str:
    return str(_read(text, "root_path"))


def _read(text: str, name: str) -> Value:
    """Read an option by the rule of the setting of the same name."""
    setting = next(setting for setting in SETTINGS if setting.name == name)
    try:
        return setting.parse(text)
    except SettingError:
        raise argparse.ArgumentTypeError(f"expected {setting.expected}, got {text!r}") from None


def _settings_help() -> str:
    width = max(len(setting.variable) for setting in SETTINGS)
    rows = (
        f"  {setting.variable:<{width}}  {setting.help} ({setting.default} {setting.unit})"
        for setting in SETTINGS
    )
    return "environment variables and their defaults:\n" + "\n".join(rows)
