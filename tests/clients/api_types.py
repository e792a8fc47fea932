"""The types by which the pages' scripts are checked, written from the API's own description.

``python -m tests.clients.api_types`` writes the file anew.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from app.main import create_app

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "js" / "api.d.ts"


def described() -> dict[str, Any]:
    """Return the description of what is answered, without examples, which say nothing of types."""
    schema: dict[str, Any] = json.loads(json.dumps(create_app().openapi()))
    for operations in schema["paths"].values():
        for operation in operations.values():
            answer = operation["responses"] = {"200": operation["responses"]["200"]}
            for content in answer["200"].get("content", {}).values():
                content.pop("example", None)
    _leave_only_fixed_lengths(schema)
    return schema


def _leave_only_fixed_lengths(schema: Any) -> None:
    """Forget how long lists may be that are not of one length: no type says that."""
    parts = schema.values() if isinstance(schema, dict) else schema
    if isinstance(schema, dict) and schema.get("minItems") != schema.get("maxItems"):
        schema.pop("minItems", None)
        schema.pop("maxItems", None)
    for part in parts:
        if isinstance(part, dict | list):
            _leave_only_fixed_lengths(part)


def api_types() -> str:
    """Return the text of the file; raises ``CalledProcessError`` where it cannot be made."""
    command = ["node", str(HERE / "api_types.js")]
    return subprocess.run(
        command, input=json.dumps(described()), capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    FILE.write_text(api_types(), encoding="utf-8")
