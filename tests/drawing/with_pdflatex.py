"""Compile the TikZ of every preset, at the beginning, in the middle and at the end.

``python -m tests.drawing.with_pdflatex``, where pdflatex, TikZ, standalone and amssymb are
installed; on Debian texlive-latex-extra, texlive-pictures and texlive-fonts-recommended.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.drawing import Options, draw_tikz, place
from app.language import read_program
from app.trace import prepare
from tests.drawing.presets import IDS, stages, told

PDFLATEX = shutil.which("pdflatex")


def written(name: str, step: int, **options: Any) -> str:
    """Return the TikZ of a preset at a step."""
    return draw_tikz(*told(name), Options(step=step, **options))


def strange() -> str:
    """Return that of a program with letters that not every font has."""
    text = "é = 2; λ = 3; x_1 = 4; 日 = 1; ß = 5; Ω = 2\nf = é * λ + x_1 * 日 - ß / Ω"
    subject = prepare(read_program(text))
    return draw_tikz(subject.trace(), place(subject))


def pictured(source: str) -> str:
    """Return the picture of a document, without what stands around it."""
    found = re.search(r"\\begin{tikzpicture}\[[^\]]*\]\n.*?\\end{tikzpicture}\n", source, re.DOTALL)
    assert found is not None
    return found[0]


def pdflatex(name: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """Compile a file without a question, and without running anything else."""
    options = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"]
    command = [PDFLATEX or "", *options, name]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


def compile_all(sources: Sequence[str], folder: Path) -> None:
    """Compile all pictures in one document, in which each is a page."""
    begin = r"\begin{document}"
    head = sources[0][: sources[0].index(begin)]
    pages = "".join(map(pictured, sources))
    (folder / "all.tex").write_text(f"{head}{begin}\n{pages}\\end{{document}}\n", "ascii")
    done = pdflatex("all", folder)
    log = (folder / "all.log").read_text("latin-1")
    assert done.returncode == 0, log[-3000:]
    assert f"({len(sources)} page" in log
    assert not re.findall("Missing character.*|LaTeX Font Warning.*", log)


if __name__ == "__main__":
    if PDFLATEX is None:
        sys.exit("there is no pdflatex here")
    every = [written(name, step) for name in IDS for step in stages(told(name)[0])]
    with TemporaryDirectory() as folder:
        compile_all([*every, strange()], Path(folder))
    print(f"{len(every)} pictures of {len(IDS)} presets compile")
