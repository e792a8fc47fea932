"""Run every check and every test: ``python -m tests``.

``python -m tests engine`` runs one part, and hands what follows to pytest (``browser -k predict``);
``--help`` lists the parts. ``--install`` first installs the browsers that are missing, by Debian's
package manager. All steps run even after one has failed, so that one run shows everything. The exit
status is 0 only if all passed, and the last line holds pytest's own summary.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
JS = HERE / "js"
CLIENTS = HERE / "clients"
INSTALL = "--install"
Outcome: TypeAlias = tuple[bool, str]
"""Whether a step has passed, and what it has told."""
PARALLEL = ("-n", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""A browser test waits more than half of its time, so four at once keep two processors busy. In the
order of their folders each process starts one browser, and the files that come last are short."""
TSC = JS / "node_modules" / "typescript" / "bin" / "tsc"


def main() -> int:
    """Run what the command line names, or everything; returns the exit status."""
    words = [word for word in sys.argv[1:] if word != INSTALL]
    if words[:1] in (["-h"], ["--help"]):
        print(f"{__doc__}\nParts: {', '.join(parts())}")
        return 0
    named = bool(words) and not words[0].startswith("-")  # else all are for pytest
    part, options = (words[0], words[1:]) if named else ("", words)
    if part not in ("", *parts()):
        print(f"There is no part {part!r} of the tests; there are {', '.join(parts())}.")
        return 2
    if part == "parity":
        return subprocess.call((sys.executable, "-m", "tests.parity"), cwd=ROOT)
    return run(part, options)


def run(part: str, options: list[str]) -> int:
    """Run the steps of a part and its tests; returns the exit status."""
    steps = STEPS_OF.get(part, ()) if part else STEPS
    missing = [tool for tool in ("node", "npm") if shutil.which(tool) is None]
    if missing and "npm ci" in steps:
        print(f"Not found: {' and '.join(missing)}. Install Node.js 20.19 or newer, with npm.")
        return 1
    failed = _failing([name for name in steps if name == "npm ci"])  # others need what it brings
    failed += _failing([name for name in steps if name != "npm ci"])
    summary = "not run"
    if part not in WITHOUT_PYTEST:
        _heading("pytest")
        status, summary = _pytest(*_tests_of(part), *options)
        if status:
            failed.append("pytest")
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All passed"
    print(f"\n{verdict} | pytest: {summary}")
    return 1 if failed else 0


def parts() -> list[str]:
    """Name the parts: the steps before pytest, the rooms of the tests, and files of their own."""
    rooms = [path.parent.name for path in HERE.glob("*/test_*.py")]
    files = [path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")]
    return sorted({*WITHOUT_PYTEST, *rooms, *files, "parity"})


def _tests_of(part: str) -> tuple[str, ...]:
    if part == "":
        return ()
    file = HERE / f"test_{part}.py"
    return (str(file if file.exists() else HERE / part),)


def _failing(steps: list[str]) -> list[str]:
    """Run steps two at a time, and show each as it would look alone; names those that fail."""
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, done in [(name, pool.submit(STEPS[name])) for name in steps]:
            _heading(name)
            passed, told = done.result()
            print(told, end="", flush=True)
            failed += [] if passed else [name]
    return failed


def _heading(name: str) -> None:
    print(f"\n== {name} ".ljust(80, "="), flush=True)


def _run(*command: str | Path) -> Outcome:
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.returncode == 0, done.stdout


def _python(*arguments: str) -> Outcome:
    return _run(sys.executable, "-m", *arguments)


def _npm_ci() -> Outcome:
    """Install what both lock files name, one beside the other."""
    with ThreadPoolExecutor() as pool:
        passed, told = zip(*pool.map(_install, (JS, CLIENTS)), strict=True)
    return all(passed), "".join(told)


def _install(folder: Path) -> Outcome:
    """Install what a folder's lock file names, unless that is what is there; runs none of it."""
    installed, lock = folder / "node_modules" / ".package-lock.json", folder / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return True, f"{folder.name}: installed already\n"
    return _run("npm", "ci", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts")


def _node_tests() -> Outcome:
    return _run("node", "--test", *sorted(JS.glob("*.test.js")))


def _pytest(*arguments: str) -> tuple[int, str]:
    """Run pytest, showing its output as it comes; returns its status and its closing line.

    It starts a hundred servers and commands. Without bytecode each would compile all sources again,
    which takes as long as all else of a start: so it is written, into folders that Git ignores.
    """
    command = [sys.executable, "-m", "pytest", "-q", *PARALLEL, *arguments]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    summary = ""
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            summary = line.strip(" =\n") or summary
    return process.returncode, summary


STEPS: dict[str, Callable[[], Outcome]] = {
    "ruff check": lambda: _python("ruff", "check"),
    "ruff format": lambda: _python("ruff", "format", "--check"),
    "mypy": lambda: _python("mypy"),
    "npm ci": _npm_ci,
    "tsc": lambda: _run("node", TSC, "--project", JS),
    "node --test": _node_tests,
    "browsers": lambda: _python("tests.browser.browsers", *(INSTALL,) * (INSTALL in sys.argv)),
}

STEPS_OF = {
    "lint": ("ruff check", "ruff format", "mypy", "npm ci", "tsc"),
    "js": ("npm ci", "tsc", "node --test"),
    "clients": ("npm ci",),
    "browser": ("npm ci", "browsers"),
}
"""The steps that a part needs before its tests; the others need none."""
WITHOUT_PYTEST = ("lint", "js")

if __name__ == "__main__":
    sys.exit(main())
