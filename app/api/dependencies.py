"""What routes are given."""

from typing import Annotated, TypeAlias, cast

from fastapi import Depends, Request

from .services import Services


async def _services(request: Request) -> Services:
    return cast(Services, request.app.state.services)


TheServices: TypeAlias = Annotated[Services, Depends(_services)]
"""The worker's shared structures, threads and limits."""
