"""How fast it is: run ``python -m tests.benchmarks``. The suite asserts none of it."""
