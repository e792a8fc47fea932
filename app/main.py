"""The application: what is mounted where."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from . import __version__
from .api.answer_limit import AnswerLimit
from .api.beforehand import beforehand
from .api.body_limit import BodyLimit
from .api.head import HeadAsGet
from .api.journal import Journal
from .api.live.connection import Streams
from .api.live.player import updates
from .api.memory import Memory
from .api.metrics import Metrics, Table, table_size
from .api.openapi import LICENSE, TAGS, Described, description, operation_id
from .api.origins import Origins
from .api.problems import handle_problems
from .api.proxies import Arrival
from .api.routes import (
    backward,
    blanks,
    block,
    boundary_page,
    card,
    chain,
    classifier_page,
    classify,
    code,
    counts,
    datasets,
    derivation,
    descend,
    descent_page,
    docs,
    examples,
    exercise,
    exercises_page,
    figures,
    gates,
    gates_page,
    gradcheck,
    grade,
    health,
    images,
    jacobian,
    live,
    model,
    network,
    numbers,
    pages,
    palette,
    picture,
    plain_pages,
    playlist_page,
    practice,
    problems,
    scalars,
    surface,
    trace,
    train,
    training,
)
from .api.security import SecurityHeaders
from .api.services import Services
from .api.static_files import FILES, Files, PageFiles
from .settings import Settings, load_settings

COMPRESSED_FROM = 1_024
"""Answers of fewer bytes are sent as they are."""
COMPRESSION = 1
"""The quickest level: it makes a trace a tenth of its size, and level 9 takes six times as long."""

GARBAGE = (50_000, 10, 10)
"""Thresholds of the garbage collector. A trace of 2,000 gates takes 50,000 objects; by default the
collector walks everything several times meanwhile, which takes as long as the trace itself."""

SWITCH_INTERVAL = 0.0005
"""Seconds after which a thread that trains hands over Python's lock where the event loop wants it;
the default is ten times as long, and an answer needs the lock several times."""


SAMPLED = 1.0
"""Seconds between two looks at how many requests wait, for the counters."""


def create_app(settings: Settings | None = None, counts: Table | None = None) -> FastAPI:
    """Build the application; ``settings`` are those of the environment by default.

    ``counts`` is where all workers count, if there are several.
    """
    settings = settings or load_settings()
    memory = Memory(settings.memory)
    services = Services(settings, memory)
    counted = None
    if settings.metrics == "on" or counts is not None:
        counted = Metrics(counts or [0.0] * table_size(settings))

    def sample() -> None:
        assert counted is not None
        counted.set("chainrule_queue", services.pool.taken)
        counted.add("chainrule_updates_total", updates.take())

    async def keep_sampling() -> None:
        while True:
            sample()
            await asyncio.sleep(SAMPLED)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        sys.setswitchinterval(SWITCH_INTERVAL)
        FILES.look()  # now, and not while the first visitor waits
        making = asyncio.create_task(services.once.make_all(beforehand(app, services)))
        sampling = None if counted is None else asyncio.create_task(keep_sampling())
        yield
        making.cancel()
        if sampling is not None:
            sampling.cancel()

    app = _described(settings, lifespan)
    app.state.settings = settings
    app.state.services = services
    app.state.memory = memory
    app.state.streams = Streams(settings, memory)
    handle_problems(app)

    _mount_routes(app)
    if counted is not None:
        app.state.metrics, app.state.sample = counted, sample
    if settings.metrics == "on":
        app.include_router(health.counters)
    _add_middleware(app, settings, memory, counted)
    return app


def _described(settings: Settings, lifespan: Lifespan[FastAPI]) -> Described:
    """Return the application with what its description says of it, and no routes."""
    return Described(
        title="Chainrule",
        version=__version__,
        summary="Backpropagation, one gate at a time.",
        description=description(settings),
        license_info=LICENSE,
        openapi_tags=TAGS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )


def _mount_routes(app: FastAPI) -> None:
    """Mount every page, file and part of the API."""
    # First: a page asks for several files, and to look through all other routes takes longer than
    # to answer.
    app.mount("/static", PageFiles(FILES), name="static")
    api = APIRouter(prefix="/api/v1")
    for route in (
        trace,
        numbers,
        gradcheck,
        descend,
        surface,
        classify,
        images,
        network,
        block,
        backward,
        exercise,
        grade,
        practice,
        blanks,
        card,
        derivation,
        scalars,
        counts,
        model,
        palette,
        jacobian,
        chain,
        code,
        picture,
        figures,
        gates,
        examples,
        datasets,
        training,
        train,
        live,
    ):
        api.include_router(route.router)
    app.include_router(api)
    shown = (pages, boundary_page, descent_page, classifier_page, gates_page, exercises_page)
    for route in (*shown, playlist_page, plain_pages, health, problems, docs):
        app.include_router(route.router)
    app.mount(docs.ASSETS_ADDRESS, Files(directory=docs.assets()))


def _add_middleware(
    app: FastAPI, settings: Settings, memory: Memory, counted: Metrics | None
) -> None:
    """Wrap the application, the innermost first."""
    app.add_middleware(AnswerLimit, limit=settings.answer_bytes, memory=memory)
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=COMPRESSION)
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyLimit, limit=settings.body_bytes, memory=memory)
    app.add_middleware(Origins, setting=settings.allowed_origins)
    if counted is not None or settings.access_log == "on":
        app.add_middleware(Journal, metrics=counted, access_log=settings.access_log == "on")
    app.add_middleware(Arrival, settings=settings)
    app.add_middleware(SecurityHeaders)
