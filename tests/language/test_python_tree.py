"""Programs are parsed rightly while others are parsed."""

import ast
import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from app.language.python_tree import expression_of, module_of

PROGRAM = "x = 1\n" + "y = (x + 1) * (x + 2)\n" * 40


class _Yields:
    """Rubbish that hands over to another thread when it is collected, in the middle of a parse."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        time.sleep(0)


@pytest.fixture
def collected_often() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(5, 1, 1)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collected_often")
def test_threads_that_parse_at_once_do_not_disturb_each_other() -> None:
    """Python 3.11's own parser, called directly, fails here after some dozens of programs."""
    found: list[SystemError] = []

    def work(depth: int) -> None:
        if depth:
            work(depth - 1)
            return
        for _ in range(150):
            _Yields()
            try:
                module_of(PROGRAM)
            except SystemError as error:
                found.append(error)

    threads = [threading.Thread(target=work, args=(depth,)) for depth in (1, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == []


def test_a_parser_that_another_library_disturbed_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where the signature of a function of C is asked for, which is parsed too."""
    parse, left = ast.parse, [3]

    def disturbed(*args: Any, **options: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise SystemError("AST constructor recursion depth mismatch (before=60, after=76)")
        return parse(*args, **options)

    monkeypatch.setattr(ast, "parse", disturbed)
    assert len(module_of(PROGRAM).body) == len(parse(PROGRAM).body)
    left[0] = 2
    assert ast.unparse(expression_of("a * b")) == "a * b"
