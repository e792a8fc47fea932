"""The description is valid, passes the linters, and the clients made of it work."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.clients import api_types
from tests.serving import get, running

HERE = Path(__file__).resolve().parent
TOOLS = HERE / "node_modules" / ".bin"
QUIET = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
EXPECTED: dict[str, Any] = {
    "gradients": {"x": -4, "y": -4, "z": 3},
    "value": -12,
    "verdict": "ok",
    "lines": True,
    "example": True,
    "gates": True,
    "datasets": True,
    "health": "ok",
    "pictures": True,
    "updates": 5,
    "hint": "did you mean sigmoid?",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running([sys.executable, "-m", "app"], cwd=HERE.parents[1]) as address:
        yield address


@pytest.fixture(scope="module")
def description(server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the description as the server gives it, in a file."""
    file = tmp_path_factory.mktemp("clients") / "openapi.json"
    file.write_bytes(get(f"{server}/openapi.json")[1])
    return file


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """Run a command that has to succeed, and return what it printed."""
    done = subprocess.run(
        command, cwd=cwd, env={**QUIET, **env}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_description_is_valid(description: Path) -> None:
    errors = OpenAPIV31SpecValidator(json.loads(description.read_text("utf-8"))).iter_errors()
    assert [str(error) for error in errors] == []


def test_no_linter_finds_an_error(description: Path) -> None:
    folder = description.parent
    rules = folder / ".spectral.yaml"
    rules.write_text('extends: ["spectral:oas"]\n', "utf-8")
    run(TOOLS / "spectral", "lint", "-r", rules, "--fail-severity", "error", description, cwd=HERE)
    run(TOOLS / "redocly", "lint", "--extends", "recommended", description, cwd=HERE)


def test_a_generated_python_client_is_well_typed_and_works(server: str, description: Path) -> None:
    folder = description.parent / "python"
    folder.mkdir()
    settings = folder / "generator.yaml"
    # The generator knows text, JSON and bytes; it has to be told what a picture and a PDF are.
    kinds = "  image/svg+xml: text/html\n  application/pdf: application/octet-stream\n"
    told = f"content_type_overrides:\n{kinds}post_hooks: []\n"
    settings.write_text(told, "utf-8")
    generate = (sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none")
    output = ("--output-path", folder / "chainrule_client", "--config", settings)
    run(*generate, "--path", description, *output, "--fail-on-warning", cwd=folder)
    program = folder / "use_client.py"
    shutil.copy(HERE / "use_client.py.txt", program)
    # The generator casts more often than it has to, which is no fault of the description.
    strict = (sys.executable, "-m", "mypy", "--strict", "--no-warn-redundant-casts")
    run(*strict, "--config-file", os.devnull, program.name, cwd=folder)
    printed = json.loads(run(sys.executable, program, server, cwd=folder))
    more = {"nested": [[2, 4], [6, 8]], "summary": True, "endless": True}
    assert printed == EXPECTED | more


def test_a_generated_typescript_client_is_well_typed_and_works(
    server: str, description: Path
) -> None:
    folder = description.parent / "typescript"
    folder.mkdir()
    (folder / "node_modules").symlink_to(HERE / "node_modules")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    shutil.copy(HERE / "use_client.ts", folder)
    run(TOOLS / "openapi-typescript", description, "-o", folder / "schema.d.ts", cwd=folder)
    strict = ("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes")
    options = ("--target", "es2022", "--module", "nodenext", "--allowImportingTsExtensions")
    emitted = ("--rewriteRelativeImportExtensions", "--types", "node", "--outDir", "made")
    run(TOOLS / "tsc", *strict, *options, *emitted, "use_client.ts", cwd=folder)
    told = json.loads(run("node", "made/use_client.js", server, cwd=folder))
    assert told == EXPECTED | {"sent": "step", "paused": "asked"}


def test_the_pages_scripts_are_checked_by_what_the_description_says() -> None:
    renew = "python -m tests.clients.api_types"
    assert api_types.FILE.read_text("utf-8") == api_types.api_types(), renew
