"""Where requests become stories: limits first, then a structure, then one telling of it."""

from collections.abc import Callable
from typing import TypeVar

from fastapi import Request

from app.api.limits import read_limits
from app.api.models.common import ProgramAsk
from app.api.models.trace import StoryAsk
from app.api.problems import Refusal
from app.api.structures import Key, Structure, Structures
from app.api.workshop import Deadline, Workshop
from app.engine.errors import DeadlineError, EngineError, LimitError
from app.engine.ops.op import Array
from app.language import Level, Program, read_program
from app.language.source import Source
from app.language.supplied import check_inputs, to_array
from app.settings import Settings
from app.trace import Prepared, Trace, prepare
from app.trace.numbers import SENTENCE_DIGITS

T = TypeVar("T")

SMALL_BODY = 16_384
SMALL_NODES = 64
SMALL_ELEMENTS = 1_024
"""A graph seen before of at most so many nodes and elements, asked for with at most so many bytes,
is told on the event loop: that takes at most two milliseconds, and for the smallest of them a
change of thread would take as long as the telling."""

NUMBERS_PER_ELEMENT = 4
"""Value, gradient, and for its use a local derivative and a contribution."""


class Studio:
    """Everything that one worker shares between its requests."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.structures = Structures(settings.cached_structures, settings.request_elements)
        self.workshop = Workshop(
            settings.parallel_work, settings.queue_length, settings.compute_seconds
        )
        self._limits = read_limits(settings)

    async def tell(
        self,
        request: Request,
        ask: StoryAsk,
        finish: Callable[[Structure, Trace], T],
        *,
        placed: bool,
        full: bool = False,
        digits: int = SENTENCE_DIGITS,
    ) -> T:
        """Run what is asked and ``finish`` it; ``placed`` says whether it needs the placement.

        ``full`` lists arrays of any size; ``digits`` are the decimals in sentences, at most.

        Raises:
            ProgramError: the program cannot be read.
            EngineError: it cannot be computed within the limits.
            Refusal: the request is wrong, too long, or one too many.
        """
        self._require_length(ask.program)
        if ask.wrt is not None and ask.mode == "reverse":
            raise Refusal(
                "invalid-request",
                "wrt names the input that moves in forward mode, and the mode is reverse",
                hint='leave it out, or set mode to "forward"',
                errors=[("/wrt", 'only with mode "forward"')],
            )

        def work(deadline: Deadline) -> T:
            values = self._values(ask)
            structure = self.structures.find_or_make(
                _key(ask, values), lambda: self._structure(ask, values)
            )
            deadline()
            if placed:
                _ = structure.layout_json
                deadline()
            return finish(structure, self._telling(structure, ask, values, full, digits, deadline))

        if len(await request.body()) <= SMALL_BODY:
            known = self.structures.find(_key(ask, self._values(ask)))
            if known is not None and _is_small(known) and (known.is_placed or not placed):
                return self.workshop.inline(work)
        return await self.workshop.run(request, work)

    async def read(
        self, request: Request, ask: ProgramAsk, finish: Callable[[Program, Deadline], T]
    ) -> T:
        """Read a program and ``finish`` it, without telling its story."""
        self._require_length(ask.program)

        def work(deadline: Deadline) -> T:
            program = self._program(ask, self._values(ask))
            deadline()
            try:
                return finish(program, deadline)
            except EngineError as error:
                raise _located(error, program, None) from None

        return await self.workshop.run(request, work)

    def _require_length(self, program: str) -> None:
        most = self.settings.program_characters
        if len(program) > most:
            raise Refusal(
                "program-too-long",
                f"the program has {len(program):,} characters; at most {most:,} are read",
                hint="use arrays and functions of your own instead of long lists of scalars",
            )

    def _values(self, ask: ProgramAsk) -> dict[str, Array]:
        return check_inputs(ask.inputs, self._limits.graph)

    def _program(self, ask: ProgramAsk, values: dict[str, Array]) -> Program:
        return read_program(ask.program, values, ask.output, self._limits)

    def _structure(self, ask: StoryAsk, values: dict[str, Array]) -> Structure:
        program = self._program(ask, values)
        prepared = prepare(program, Level(ask.detail), ask.closed, ask.opened)
        return Structure(prepared, self.settings.placed_nodes)

    def _telling(
        self,
        structure: Structure,
        ask: StoryAsk,
        values: dict[str, Array],
        full: bool,
        digits: int,
        deadline: Deadline,
    ) -> Trace:
        prepared = structure.prepared
        most = self.settings.request_elements
        if full and NUMBERS_PER_ELEMENT * prepared.elements > most:
            raise LimitError(
                f"in full the answer would have about "
                f"{NUMBERS_PER_ELEMENT * prepared.elements:,} numbers, more than {most:,}",
                hint="ask without full: large arrays are then summarized",
            )
        seed = (
            None if ask.seed is None else to_array("seed", ask.seed, self.settings.array_elements)
        )
        limit = None if full else self.settings.array_in_json
        try:
            return prepared.tell(values, seed, ask.mode, ask.wrt, limit, deadline, digits)
        except EngineError as error:
            raise _located(error, prepared.program, prepared) from None


def _key(ask: StoryAsk, values: dict[str, Array]) -> Key:
    return Key.of(ask.program, ask.detail, ask.output, values, ask.closed, ask.opened)


def _is_small(structure: Structure) -> bool:
    return structure.nodes <= SMALL_NODES and structure.prepared.elements <= SMALL_ELEMENTS


def _located(error: EngineError, program: Program, prepared: Prepared | None) -> Exception:
    """Point at the program's text where an error arose at a node of it."""
    graph = program.graph if prepared is None else prepared.view.graph
    span = None if error.node is None else graph.nodes[error.node].source
    if span is None or isinstance(error, DeadlineError | LimitError):
        return error
    return Source(program.text).explain(error, span)
