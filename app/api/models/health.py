"""``GET /healthz``."""

from typing import Literal

from pydantic import Field

from .common import Answer


class HealthAnswer(Answer):
    """The server is alive."""

    status: Literal["ok"] = Field(description="Always `ok`.")
    version: str = Field(description="The version that serves.")
