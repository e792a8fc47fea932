"""Every limit and option, in one frozen table.

Each row has a name, a default, a unit and a sentence of help, and is overridden by the environment
variable ``CHAINRULE_<NAME>``. Code below the API takes the numbers as arguments.
"""

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_network
from typing import Any, TypeVar

PREFIX = "CHAINRULE_"
LARGEST_MESSAGE = 4_000_000
"""Bytes of a message to a stream that end it; a smaller one that is too large is only refused."""
NONE = "none"
UNKNOWN = "unknown"
"""Words in place of a list: there is nothing to name; nobody has said."""

Value = str | int | float
_V = TypeVar("_V", str, int, float)


class SettingError(ValueError):
    """An environment variable holds something that its setting cannot be."""


Accepts = Callable[[str], bool]


def words(text: str) -> list[str]:
    """Split a list as people write it: with spaces or commas between."""
    return text.replace(",", " ").split()


def is_prefix(text: str) -> bool:
    """Tell whether a path can stand before every address of the server."""
    return text == "/" or re.fullmatch(r"(/[A-Za-z0-9_~][A-Za-z0-9._~-]*)+/?", text) is not None


def _are_proxies(text: str) -> bool:
    if text in (UNKNOWN, NONE):
        return True
    try:
        return bool([ip_network(word) for word in words(text)])
    except ValueError:
        return False


def _one_of(*choices: str) -> Accepts:
    return lambda text: text in choices


SWITCH = _one_of("on", "off")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table.

    A number lies between ``low`` and ``high``, both included; a text is one that it ``accepts``,
    which ``form`` describes.
    """

    name: str
    default: Value
    unit: str
    help: str
    low: float = 1
    high: float = math.inf
    form: str = "some text"
    accepts: Accepts = bool

    @property
    def variable(self) -> str:
        """The environment variable that overrides the default."""
        return PREFIX + self.name.upper()

    @property
    def expected(self) -> str:
        """What the variable may hold, in words."""
        if isinstance(self.default, str):
            return self.form
        noun = "a whole number" if isinstance(self.default, int) else "a number"
        if math.isinf(self.high):
            return f"{noun} of at least {self.low:g}"
        return f"{noun} from {self.low:g} to {self.high:g}"

    def parse(self, text: str) -> Value:
        """Read ``text`` as a value of the default's type; raises :class:`SettingError`."""
        try:
            value = type(self.default)(text)
        except ValueError:
            raise self._refused(text) from None
        if isinstance(value, str):
            accepted = self.accepts(value)
        else:
            accepted = math.isfinite(value) and self.low <= value <= self.high
        if not accepted:
            raise self._refused(text)
        return value

    def _refused(self, text: str) -> SettingError:
        return SettingError(f"{self.variable}={text!r}: expected {self.expected} ({self.help})")


def _text(default: str, unit: str, help: str, form: str, accepts: Accepts) -> str:
    metadata = {"unit": unit, "help": help, "form": form, "accepts": accepts}
    return field(default=default, metadata=metadata)


def _row(default: _V, unit: str, help: str, low: float = 1, high: float = math.inf) -> _V:
    return field(default=default, metadata={"unit": unit, "help": help, "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force."""

    host: str = _row("127.0.0.1", "address", "where the server listens")
    port: int = _row(8000, "port", "where the server listens; 0 takes a free one", 0, 65535)
    workers: int = _row(1, "processes", "server processes that share the port")
    root_path: str = _text(
        "/",
        "path",
        "where the pages stand on their site, behind a proxy: /chainrule",
        "a path such as /chainrule",
        is_prefix,
    )
    trusted_proxies: str = _text(
        UNKNOWN,
        "addresses",
        "proxies whose X-Forwarded headers are believed: 127.0.0.1, 10.0.0.0/8; none where there "
        "is no proxy",
        f"IP addresses or networks with commas between, {NONE} or {UNKNOWN}",
        _are_proxies,
    )
    allowed_origins: str = _row(
        NONE,
        "origins",
        "sites whose pages may use the API: https://course.example; null for sandboxed frames that "
        "open training streams; * for all",
    )

    access_log: str = _text("off", "on or off", "a line for every request", "on or off", SWITCH)
    log_format: str = _text(
        "text", "text or json", "how the log is written", "text or json", _one_of("text", "json")
    )
    metrics: str = _text(
        "off", "on or off", "counters for Prometheus at /metrics", "on or off", SWITCH
    )

    program_characters: int = _row(20_000, "characters", "longest program")
    nodes: int = _row(20_000, "nodes", "largest graph")
    edges: int = _row(40_000, "edges", "operands of all gates of a graph together")
    nesting: int = _row(200, "levels", "deepest nesting of an expression")
    read_steps: int = _row(300_000, "expressions", "expressions read in one program, calls opened")
    array_elements: int = _row(1_000_000, "elements", "largest array")
    request_elements: int = _row(8_000_000, "elements", "all arrays of one request together")
    memory: int = _row(1_000, "MB", "memory that one worker may take, about", 256)
    compute_seconds: float = _row(2.0, "seconds", "compute time of one request", 0.001)
    request_seconds: float = _row(
        20.0, "seconds", "until a request has arrived whole, or its answer is being taken", 0.1
    )
    body_bytes: int = _row(2_000_000, "bytes", "largest request body")
    answer_bytes: int = _row(20_000_000, "bytes", "largest answer", 100_000)
    placed_nodes: int = _row(20_000, "nodes", "largest graph that is placed in a picture")
    array_in_json: int = _row(4_096, "elements", "larger arrays are summarized in an answer")
    gradcheck_entries: int = _row(2_000, "entries", "input entries that one gradcheck compares")

    train_layers: int = _row(8, "layers", "hidden layers of a network")
    train_units: int = _row(64, "units", "units of a hidden layer")
    train_points: int = _row(5_000, "points", "points of a data set")
    train_classes: int = _row(5, "classes", "classes of a data set", 2, 100)
    train_updates: int = _row(100_000, "updates", "updates of one POST /api/v1/train")
    train_records: int = _row(2_000, "rows", "rows of the history in its answer")
    grid_size: int = _row(200, "cells", "cells of a plane along a side", 2)

    connections: int = _row(256, "connections", "training streams open at once in one worker", 0)
    client_connections: int = _row(
        224, "connections", "streams of one client address at once; 0 for no bound", 0
    )
    idle_seconds: float = _row(
        1_800, "seconds", "a stream of which nothing is heard for so long ends"
    )
    stream_bytes: int = _row(
        64_000_000, "bytes", "memory that one training stream may take", 10_000_000
    )
    frame_bytes: int = _row(
        1_000_000, "bytes", "largest frame; maps of a finer grid are drawn coarser", 100_000
    )
    run_bytes: int = _row(500_000, "bytes", "moments that one stream keeps to go back to")
    log_bytes: int = _row(100_000, "characters", "changes of one stream that are kept, as JSON")
    frames_per_second: int = _row(30, "frames", "frames of one stream in a second")
    message_bytes: int = _row(
        2_000_000, "bytes", "largest message to a training stream", 1_000, LARGEST_MESSAGE
    )

    parallel_work: int = _row(2, "requests", "long requests that one worker computes at once")
    queue_length: int = _row(64, "requests", "long requests that may wait; past it 429", 0)
    client_queue: int = _row(
        32, "requests", "long requests of one client address at once; 0 for no bound", 0
    )
    patience_seconds: float = _row(3.0, "seconds", "wait of a small request; past it 429", 0)
    cached_structures: int = _row(64, "graphs", "structures whose layout one worker remembers")


SETTINGS = tuple(
    Setting(name=row.name, default=getattr(Settings(), row.name), **row.metadata)
    for row in fields(Settings)
)
"""The table itself, for help texts and documentation."""


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Give the defaults with what ``environ`` overrides; raises :class:`SettingError`."""
    given: dict[str, Any] = {
        s.name: s.parse(environ[s.variable]) for s in SETTINGS if s.variable in environ
    }
    return Settings(**given)
