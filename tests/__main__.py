"""Run every check and every test: ``python -m tests``.

All steps run even after one has failed, so that one run shows everything. The exit status is 0
only if all passed, and the last line holds pytest's own summary.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "tests" / "js"
PARALLEL = ("-n", "2", "--dist", "loadfile")
"""A browser test mostly waits, so two at once take little more than half the time."""
TSC = JS / "node_modules" / "typescript" / "bin" / "tsc"


def main() -> int:
    """Run the steps in order; returns the exit status."""
    if missing := [tool for tool in ("node", "npm") if shutil.which(tool) is None]:
        print(f"Not found: {' and '.join(missing)}. Install Node.js 20.19 or newer, with npm.")
        return 1
    failed = [name for name, step in STEPS.items() if not _passes(name, step)]
    _heading("pytest")
    status, summary = _pytest()
    if status:
        failed.append("pytest")
    verdict = f"FAILED: {', '.join(failed)}" if failed else "All passed"
    print(f"\n{verdict} | pytest: {summary}")
    return 1 if failed else 0


def _passes(name: str, step: Callable[[], bool]) -> bool:
    _heading(name)
    return step()


def _heading(name: str) -> None:
    print(f"\n== {name} ".ljust(80, "="), flush=True)


def _run(*command: str | Path) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _python(*arguments: str) -> bool:
    return _run(sys.executable, "-m", *arguments)


def _npm_ci() -> bool:
    """Install what the lock file names, unless that is what is there."""
    installed, lock = JS / "node_modules" / ".package-lock.json", JS / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        print("installed already")
        return True
    return _run("npm", "ci", "--prefix", JS, "--no-audit", "--no-fund")


def _node_tests() -> bool:
    tests = sorted(JS.glob("*.test.js"))
    return _run("node", "--test", *tests) if tests else True


def _pytest() -> tuple[int, str]:
    """Run pytest, showing its output as it comes; returns its status and its closing line."""
    command = [sys.executable, "-m", "pytest", "-q", *PARALLEL]
    summary = ""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            summary = line.strip(" =\n") or summary
    return process.returncode, summary


STEPS: dict[str, Callable[[], bool]] = {
    "ruff check": lambda: _python("ruff", "check"),
    "ruff format": lambda: _python("ruff", "format", "--check"),
    "mypy": lambda: _python("mypy"),
    "npm ci": _npm_ci,
    "tsc": lambda: _run("node", TSC, "--project", JS),
    "node --test": _node_tests,
    "browsers": lambda: _python("tests.browser.browsers"),
}

if __name__ == "__main__":
    sys.exit(main())
