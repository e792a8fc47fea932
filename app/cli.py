"""The ``chainrule`` command."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import TypeAlias

from app import __version__
from app.settings import SETTINGS, SettingError, Settings, load_settings

LEVELS = ("blocks", "gates", "elementary", "scalars")
"""The levels of detail, known without importing the language."""

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
    return _serve(arguments) if arguments.command == "serve" else _trace(arguments, settings)


# The commands import what they need only when they run, so that each starts fast.


def _serve(arguments: argparse.Namespace) -> int:
    from app.serving import serve

    return serve(arguments.host, arguments.port, arguments.workers, arguments.open)


def _trace(arguments: argparse.Namespace, settings: Settings) -> int:
    from app.tracing import Asked, trace

    asked = Asked(arguments.file, arguments.output, arguments.detail, arguments.json, arguments.svg)
    return trace(asked, settings)


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chainrule",
        description="Every forward value and every gradient of a program, one gate at a time.",
    )
    parser.add_argument("--version", action="version", version=f"chainrule {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_serve(commands, settings)
    _add_trace(commands)
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
    parser.add_argument("--open", action="store_true", help="open the page in a browser")


def _add_trace(commands: Commands) -> None:
    summary = "print every value and gradient of a program"
    parser = commands.add_parser("trace", help=summary, description=f"{summary.capitalize()}.")
    parser.add_argument("file", metavar="FILE", help="the program, - for standard input")
    parser.add_argument("--output", metavar="NAME", help="differentiate this name, not the last")
    parser.add_argument(
        "--detail", choices=LEVELS, default="gates", help="how far to open it (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print what the API answers")
    parser.add_argument(
        "--svg", metavar="OUT", help="write the picture too; - prints it instead of the table"
    )


def _port(text: str) -> int:
    return _whole(text, "port")


def _workers(text: str) -> int:
    return _whole(text, "workers")


def _whole(text: str, name: str) -> int:
    """Read an option by the rule of the setting of the same name."""
    setting = next(setting for setting in SETTINGS if setting.name == name)
    try:
        return int(setting.parse(text))
    except SettingError:
        raise argparse.ArgumentTypeError(f"expected {setting.expected}, got {text!r}") from None


def _settings_help() -> str:
    width = max(len(setting.variable) for setting in SETTINGS)
    rows = (
        f"  {setting.variable:<{width}}  {setting.help} ({setting.default} {setting.unit})"
        for setting in SETTINGS
    )
    return "environment variables and their defaults:\n" + "\n".join(rows)
