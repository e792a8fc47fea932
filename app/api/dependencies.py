"""What routes are given."""

from typing import Annotated, TypeAlias, cast

from fastapi import Depends, Request

from app.api.studio import Studio


async def _studio(request: Request) -> Studio:
    return cast(Studio, request.app.state.studio)


TheStudio: TypeAlias = Annotated[Studio, Depends(_studio)]
"""The worker's shared structures, threads and limits."""
