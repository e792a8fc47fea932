"""The application: what is mounted where."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from app import __version__
from app.api.limits import BodyLimit, HeadAsGet
from app.api.live.connection import Streams
from app.api.openapi import DESCRIPTION, Described
from app.api.problems import handle_problems
from app.api.routes import (
    boundary_page,
    code,
    datasets,
    docs,
    examples,
    gates,
    gates_page,
    gradcheck,
    health,
    live,
    pages,
    picture,
    problems,
    trace,
    train,
    training,
)
from app.api.static_files import PageFiles
from app.api.studio import Studio
from app.resources import STATIC
from app.settings import Settings, load_settings

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


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; ``settings`` are those of the environment by default."""
    settings = settings or load_settings()
    studio = Studio(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        sys.setswitchinterval(SWITCH_INTERVAL)
        yield

    app = Described(
        title="Chainrule",
        version=__version__,
        summary="Backpropagation, one gate at a time.",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )
    app.state.settings = settings
    app.state.studio = studio
    app.state.streams = Streams(settings)
    handle_problems(app)

    api = APIRouter(prefix="/api/v1")
    for route in (
        trace,
        gradcheck,
        code,
        picture,
        gates,
        examples,
        datasets,
        training,
        train,
        live,
    ):
        api.include_router(route.router)
    app.include_router(api)
    for route in (pages, boundary_page, gates_page, health, problems, docs):
        app.include_router(route.router)
    app.mount(docs.ASSETS_ADDRESS, StaticFiles(directory=docs.assets()))
    app.mount("/static", PageFiles(directory=STATIC, check_dir=False), name="static")

    app.add_middleware(GZipMiddleware, minimum_size=COMPRESSED_FROM, compresslevel=COMPRESSION)
    app.add_middleware(HeadAsGet)
    app.add_middleware(BodyLimit, limit=settings.body_bytes)
    return app
