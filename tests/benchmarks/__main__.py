"""Measure and print medians: ``python -m tests.benchmarks``, or only the parts that are named."""

import argparse
from importlib import import_module

PARTS = {
    "graph": "tests.benchmarks.graph",
    "training": "tests.benchmarks.training",
    "live": "tests.benchmarks.live",
    "classroom": "tests.benchmarks.classroom",
    "slow-line": "tests.benchmarks.slow_line",
    "browser": "tests.benchmarks.browser",
    "lab": "tests.benchmarks.lab_frames",
    "hostile": "tests.benchmarks.hostile",
    "descent": "tests.benchmarks.descent",
    "stage": "tests.benchmarks.stage",
    "presets": "tests.benchmarks.presets",
    "windows": "tests.benchmarks.windows",
}
"""Each module has a ``main()`` that prints its rows."""


def main() -> None:
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], metavar=" | ".join(PARTS))
    for part in parser.parse_args().part or PARTS:
        print(f"\n== {part} ".ljust(80, "="), flush=True)
        import_module(PARTS[part]).main()


if __name__ == "__main__":
    main()
