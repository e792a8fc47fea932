"""Where requests become stories: limits first, then a structure, then one telling of it."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection, Hashable
from functools import partial
from typing import Any, TypeVar

from fastapi import Request

from ..bounds import read_limits
from ..drawing import Fit
from ..engine.errors import EngineError, LimitError
from ..engine.ops.op import Array
from ..language import Level, Program, read_program
from ..language.source import Source
from ..language.supplied import check_inputs, to_array
from ..settings import Settings
from ..stories.structure import NUMBERS_PER_ELEMENT, Structure
from ..trace import Prepared, Trace, prepare
from ..trace.numbers import SENTENCE_DIGITS
from .compute_pool import (
    QUICK_SECONDS,
    SMALL_WORK,
    Abandoned,
    ComputePool,
    allow,
    make_room,
    make_way,
)
from .memory import Memory, Room, cost
from .models.common import ProgramAsk
from .models.trace import StoryAsk
from .once import Once
from .problems import Refusal
from .structures import Key, Structures

T = TypeVar("T")

SMALL_BODY = 16_384
SMALL_NODES = 64
SMALL_ELEMENTS = 1_024
"""A graph seen before of at most so many nodes and elements, asked for with at most so many bytes,
is told on the event loop: that takes at most two milliseconds, and for the smallest of them a
change of thread would take as long as the telling."""

SMALL_PROGRAM = {
    Level.BLOCKS: 400,
    Level.GATES: 400,
    Level.ELEMENTARY: 200,
    Level.SCALARS: 40,
}
"""Longer programs, in characters, are not expected to be told within ``QUICK_SECONDS`` when they
are seen for the first time. Of shorter ones it shows."""
SECONDS_PER_NODE = 2e-5
"""What it takes to tell of a graph that was seen before."""

BYTES_PER_NUMBER = 8
BYTES_PER_NUMBER_TOLD = 20
"""Of a float64 in memory, and as text in an answer."""

NODES_IN_TIME = 5_000
"""Nodes that are placed and told in the time of a request; for as many more it is twice that."""


class Services:
    """Everything that one worker shares between its requests."""

    def __init__(self, settings: Settings, memory: Memory) -> None:
        self.settings = settings
        self.memory = memory
        weight = min(settings.request_elements, memory.kept // BYTES_PER_NUMBER)
        self.structures = Structures(settings.cached_structures, weight)
        self.pool = ComputePool(settings)
        self.once = Once()
        self._under_way: dict[Hashable, asyncio.Future[Any]] = {}
        self._limits = read_limits(settings)

    async def answer(
        self,
        request: Request,
        ask: StoryAsk,
        finish: Callable[[Structure, Trace], T],
        *,
        placed: bool,
        fit: Fit | None = None,
        full: bool = False,
        digits: int = SENTENCE_DIGITS,
        told: Collection[int] | None = None,
        patience: float = math.inf,
        at_length: bool = False,
        untold: Callable[[Structure], T | None] | None = None,
    ) -> T:
        """Run what is asked and ``finish`` it; ``placed`` says whether it needs the placement.

        ``fit`` is its box; ``full`` lists arrays of any size; ``digits`` are the decimals in
        sentences, at most, and ``told`` the steps, from 1, that have some; ``patience`` is how many
        seconds long work may wait; ``at_length`` it takes long; ``untold`` does without a story.

        Raises:
            ProgramError: the program cannot be read.
            EngineError: it cannot be computed within the limits.
            Refusal: the request is wrong, too long, or one too many.
        """
        self._require_length(ask.program)
        require_forward(ask)

        def work() -> T:
            with self.room() as room:
                return answer(room)

        def answer(room: Room | None) -> T:
            values = self._values(ask)
            structure = self.structures.find_or_make(
                _key(ask, values), lambda: self._structure(ask, values, room), make_way
            )
            self._make_way_for(structure, room, full)
            if placed:
                _ = structure.placement(fit)
            if untold is not None and (found := untold(structure)) is not None:
                return found
            return finish(structure, self._telling(structure, ask, values, full, digits, told))

        run = partial(self.pool.run, request, work, patience=patience)
        body = await request.body()
        if len(body) > SMALL_BODY:
            return await run(heavy=True)
        known = self.structures.find(_key(ask, self._values(ask)))
        if at_length:
            heavy = True
        elif known is None or (placed and not known.is_placed(fit)):
            heavy = len(ask.program) > SMALL_PROGRAM[Level(ask.detail)]
        elif _is_small(known):
            return self.pool.inline(partial(answer, None))
        else:
            heavy = SECONDS_PER_NODE * known.nodes > QUICK_SECONDS
        name = request.scope["path"], request.scope["query_string"], body
        return await self._alike(name, partial(run, heavy=heavy))

    async def _alike(self, name: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """Do work; of requests that are alike, and there at the same time, one is worked on.

        The others take no place in a lane: a class may open the same link.
        """
        while name in self._under_way:
            try:
                result: T = await asyncio.shield(self._under_way[name])
            except Abandoned:
                continue  # the client of that one has gone, and not of this one
            return result
        self._under_way[name] = done = asyncio.get_running_loop().create_future()
        try:
            result = await work()
            done.set_result(result)
        except Exception as error:
            done.set_exception(error)
            raise
        finally:
            del self._under_way[name]
            if not done.done():
                done.set_exception(Abandoned())
            done.exception()  # it may be of interest to nobody else
        return result

    def meet(self, ask: StoryAsk, fit: Fit | None = None) -> None:
        """Make the structure of a program and its placement, so that it is known."""
        values = self._values(ask)
        key = _key(ask, values)
        _ = self.structures.find_or_make(
            key, lambda: self._structure(ask, values, None)
        ).layout_json(fit)

    def room(self) -> Room:
        """Take room for a piece of work that is begun; there are few threads, and it is little."""
        return self.memory.note("work", SMALL_WORK)

    async def read(
        self,
        request: Request,
        ask: ProgramAsk,
        finish: Callable[[Program], T],
        takes: Callable[[Program], int] = lambda program: 0,
        *,
        at_length: bool = False,
    ) -> T:
        """Read a program and ``finish`` it; that ``takes`` so many bytes beside the graph.

        ``at_length`` says that finishing takes long, whatever the program.
        """
        self._require_length(ask.program)

        def work() -> T:
            with self.room() as room:
                program = self._known_or_read(ask, self._values(ask))
                graph = program.graph
                try:
                    make_room(room, cost(len(graph), graph.elements) + takes(program))
                    return finish(program)
                except EngineError as error:
                    raise _located(error, program, None) from None

        heavy = at_length or len(ask.program) > SMALL_PROGRAM[Level.GATES]
        return await self.pool.run(request, work, heavy=heavy)

    def prepared(self, ask: ProgramAsk, program: Program) -> Prepared:
        """Return the program of an ask, at detail gates, ready to be told: it is kept from now on.

        Its numbers may be others than those of ``program``.
        """
        return self.structures.find_or_make(
            _gates_key(ask, self._values(ask)),
            lambda: Structure(prepare(program), self.settings.placed_nodes),
            make_way,
        ).prepared

    def _make_way_for(self, structure: Structure, room: Room | None, full: bool) -> None:
        """Give the work on a structure its time and its memory, or refuse it."""
        allow(structure.nodes / NODES_IN_TIME)
        if full:
            self._require_listable(structure.prepared.elements)
        if room is not None:
            make_room(room, _cost(structure, listed=full))

    def _require_length(self, program: str) -> None:
        most = self.settings.program_characters
        if len(program) > most:
            raise Refusal(
                "program-too-long",
                f"the program has {len(program):,} characters; at most {most:,} are read",
                hint="use arrays and functions of your own instead of long lists of scalars",
            )

    def _require_listable(self, elements: int) -> None:
        """Refuse to list more numbers than an answer has room for, before they are computed."""
        numbers = NUMBERS_PER_ELEMENT * elements
        fitting = self.settings.answer_bytes // BYTES_PER_NUMBER_TOLD
        most = min(self.settings.request_elements, fitting)
        if numbers > most:
            raise LimitError(
                f"in full the answer would have about {numbers:,} numbers, more than the {most:,} "
                "that are sent at once",
                hint="ask without full: large arrays are then summarized",
            )

    def _values(self, ask: ProgramAsk) -> dict[str, Array]:
        return check_inputs(ask.inputs, self._limits.graph)

    def _program(self, ask: ProgramAsk, values: dict[str, Array]) -> Program:
        return read_program(ask.program, values, ask.output, self._limits)

    def _known_or_read(self, ask: ProgramAsk, values: dict[str, Array]) -> Program:
        """Return a program with these numbers; one that was told before is not read anew."""
        known = self.structures.find(_gates_key(ask, values))
        return self._program(ask, values) if known is None else known.prepared.program_with(values)

    def _structure(self, ask: StoryAsk, values: dict[str, Array], room: Room | None) -> Structure:
        program = self._program(ask, values)
        if room is not None:
            make_room(room, cost(len(program.graph), program.graph.elements))
        prepared = prepare(program, Level(ask.detail), ask.closed, ask.opened, ask.names)
        return Structure(prepared, self.settings.placed_nodes, ask.labels)

    def _telling(
        self,
        structure: Structure,
        ask: StoryAsk,
        values: dict[str, Array],
        full: bool,
        digits: int,
        told: Collection[int] | None,
    ) -> Trace:
        prepared = structure.prepared
        seed = (
            None if ask.seed is None else to_array("seed", ask.seed, self.settings.array_elements)
        )
        limit = None if full else self.settings.array_in_json
        try:
            return prepared.trace(values, seed, ask.mode, ask.wrt, limit, digits, told)
        except EngineError as error:
            raise _located(error, prepared.program, prepared) from None


def require_forward(ask: StoryAsk) -> None:
    """Refuse an input that moves where nothing does."""
    if ask.wrt is not None and ask.mode == "reverse":
        raise Refusal(
            "invalid-request",
            "wrt names the input that moves in forward mode, and the mode is reverse",
            hint='leave it out, or set mode to "forward"',
            errors=[("/wrt", 'only with mode "forward"')],
        )


def _key(ask: StoryAsk, values: dict[str, Array]) -> Key:
    told = ask.closed, ask.opened, ask.names, ask.labels
    return Key.of(ask.program, ask.detail, ask.output, values, *told)


def _gates_key(ask: ProgramAsk, values: dict[str, Array]) -> Key:
    return Key.of(ask.program, Level.GATES, ask.output, values)


def _cost(structure: Structure, *, listed: bool) -> int:
    """Estimate the bytes that a story takes; ``listed`` tells every number of it."""
    elements = structure.prepared.elements
    return cost(structure.nodes, elements, NUMBERS_PER_ELEMENT * elements if listed else 0)


def _is_small(structure: Structure) -> bool:
    return structure.nodes <= SMALL_NODES and structure.prepared.elements <= SMALL_ELEMENTS


def _located(error: EngineError, program: Program, prepared: Prepared | None) -> Exception:
    """Point at the program's text where an error arose at a node of it."""
    graph = program.graph if prepared is None else prepared.view.graph
    span = None if error.node is None else graph.nodes[error.node].source
    if span is None or isinstance(error, LimitError):
        return error
    return Source(program.text).explain(error, span)
