"""The programs on whose cells the pages' scripts are tested, traced here.

``python -m tests.trace.test_golden_cells`` writes the file anew.
"""

import json
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from app.language import read_program
from app.trace import prepare
from tests.golden_files import lined, rounded

FILE = Path(__file__).resolve().parents[1] / "data" / "cells.json"

X = "X = [[1, 2], [3, 4], [5, 6]]"
PROGRAMS = {
    "bias": f"{X}; b = [0, 0]\nY = X + b\nL = sum(Y * Y)",
    "sums": "X = [[1, 2, 3], [4, 5, 6]]\nr = sum(X, axis=1)\nc = sum(X, axis=0)\n"
    "L = sum(r * r) + sum(c * c)",
    "moves": "X = [[1, 2, 3], [4, 5, 6]]\nt = X.T\nr = reshape(X, (3, 2))\ni = X[:, 1]\n"
    "c = concat(i, [7, 8], 9)\nL = sum(t * r) + sum(c * c)",
    "picked": "X = [[1, 2], [3, 4]]\np = pick(X, [1, 0])\nL = p[0] * p[1]",
    "product 3×2 by 2×4": f"{X}; W = [[1, 0, -3, 2], [0, 1, 7, -1]]\nY = X @ W\nL = sum(Y * Y)",
    "product of a matrix and a vector": f"{X}; v = [1, -1]\ny = X @ v\nL = sum(y * y)",
    "product of a vector and a matrix": f"{X}; v = [1, -1, 2]\ny = v @ X\nL = sum(y * y)",
    "product of two vectors": "a = [1, 2, 3]; b = [4, -5, 6]\ny = a @ b\nL = y * y",
    "convolution": "x = [[1, 2, 0], [0, 1, 3], [2, 1, -1]]; W = [[1, -1], [2, 0]]; b = 5\n"
    "y = conv2d(x, W, b)\nL = sum(y * y)",
    "convolution with channels": "x = [[[1, 2, 0]], [[0, 1, 3]]]; W = [[[[1, -1]], [[2, 0]]]]\n"
    "b = [7]\ny = conv2d(x, W, b, padding=(0, 1), stride=(1, 2))\nL = sum(y * y)",
    "linear layer": f"{X}; W = [[1, 0], [-3, 2]]; b = [5, 6]\ny = linear(X, W, b)\nL = sum(y * y)",
    "product by dot": "a = [1, 2, 3]; b = [4, -5, 6]\ny = dot(a, b)\nL = y * y",
    "product with a transpose": "W = [[1, 2, 3], [4, 5, 6]]; x = [1, -1]\nz = W.T @ x\n"
    "L = sum(z * z)",
    "product with two transposes": f"{X}; W = [[1, 0], [2, 1]]\nY = W.T @ X.T\nL = sum(Y * Y)",
    "stacks": "A = reshape(const([1, 2, 3, 4, 5, 6, 7, 8]), (2, 2, 2)); B = [[1, 2], [3, 4]]\n"
    "Y = A @ B\nL = sum(Y * Y)",
    "too large": "A = ones(70, 60); v = ones(60)\ny = A @ v\nL = y[0] * y[1]",
}


def golden() -> dict[str, Any]:
    return {
        name: json.loads(to_json(prepare(read_program(program)).trace(), inf_nan_mode="strings"))
        for name, program in PROGRAMS.items()
    }


def test_the_traces_are_what_they_were() -> None:
    assert rounded(golden()) == rounded(json.loads(FILE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    FILE.write_text(lined(golden()) + "\n", encoding="utf-8")
