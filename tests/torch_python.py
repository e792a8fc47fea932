"""An interpreter that has PyTorch, which is not among the test requirements."""

import os
import subprocess
import sys

MISSING = (
    "PyTorch is missing: neither this Python nor CHAINRULE_TORCH_PYTHON has torch. Install it "
    "somewhere, with numpy, and name that Python: CHAINRULE_TORCH_PYTHON=/path/to/python"
)


def python_with_torch() -> str | None:
    """Return the interpreter that runs this if it has PyTorch, else the one that is named."""
    for python in (sys.executable, os.environ.get("CHAINRULE_TORCH_PYTHON")):
        found = python and subprocess.run([python, "-c", "import torch"], capture_output=True)
        if python and found and found.returncode == 0:
            return python
    return None


def require_torch() -> str:
    """Return such an interpreter, or end with status 2 and say what is missing."""
    python = python_with_torch()
    if python is None:
        print(MISSING, file=sys.stderr)
        raise SystemExit(2)
    return python
