from threading import Barrier, Event, Thread
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.structures import Key, Structures
from app.choices import Labels
from app.drawing import Fit, Placement, place
from app.engine.errors import LimitError
from app.examples import Example, all_examples
from app.language import Level, read_program
from app.stories import Structure, story_json
from app.stories import structure as structure_module
from app.stories.structure import PLACEMENTS
from app.trace import Prepared, prepare
from tests.api.asking import TRACE

PROGRAM = "x = 1\ny = x * x"


def key(name: str, **values: object) -> Key:
    return Key.of(name, "gates", None, {n: np.array(v) for n, v in values.items()})


A, B, C = key("a"), key("b"), key("c")


def structure(program: str = PROGRAM, placed_nodes: int = 100) -> Structure:
    return Structure(prepare(read_program(program)), placed_nodes)


def test_what_was_made_is_found_again() -> None:
    kept = Structures(most=2, weight=10**6)
    made = kept.find_or_make(A, structure)
    assert kept.find(A) is made
    assert kept.find_or_make(A, structure) is made


def test_the_least_recently_used_goes_first() -> None:
    kept = Structures(most=2, weight=10**6)
    for each in (A, B):
        kept.find_or_make(each, structure)
    kept.find(A)
    kept.find_or_make(C, structure)
    assert kept.find(B) is None
    assert kept.find(A) is not None
    assert len(kept) == 2


def test_what_is_kept_weighs_no_more_than_allowed() -> None:
    one = structure()
    kept = Structures(most=100, weight=int(2.5 * one.weight))
    for number in range(10):
        kept.find_or_make(key(str(number)), structure)
    assert len(kept) == 2
    assert kept.weight == 2 * one.weight


def test_what_is_heavier_than_everything_allowed_is_not_kept() -> None:
    kept = Structures(most=100, weight=10)
    kept.find_or_make(A, structure)
    assert len(kept) == kept.weight == 0


def test_an_error_keeps_nothing() -> None:
    kept = Structures(most=2, weight=10**6)

    def fail() -> Structure:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the very one that was raised
        kept.find_or_make(A, fail)
    assert kept.find(A) is None
    assert kept.find_or_make(A, structure) is kept.find(A)


def test_threads_that_ask_at_once_make_it_once() -> None:
    kept = Structures(most=2, weight=10**6)
    together = Barrier(8)
    made: list[Structure] = []

    def make() -> Structure:
        made.append(structure())
        return made[-1]

    def ask() -> None:
        together.wait()
        kept.find_or_make(A, make)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_too_many_nodes_cannot_be_placed() -> None:
    with pytest.raises(LimitError):
        _ = structure("x = 1\ny = x + x + x + x", placed_nodes=3).placement()


def test_numbers_in_the_place_of_the_programs_own_need_no_structure_of_their_own() -> None:
    kept = Structures(most=2, weight=10**6)
    made = kept.find_or_make(A, structure)
    assert kept.find(key("a", x=5)) is made
    assert kept.find(key("a", x=[1, 2])) is None
    assert kept.find(key("a", y=5)) is None
    assert kept.find(key("b", x=5)) is None


@pytest.mark.parametrize("detail", [level.value for level in Level])
@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.id)
def test_a_known_structure_tells_what_a_fresh_reading_tells(
    client: TestClient, example: Example, detail: str
) -> None:
    fields: dict[str, Any] = {"detail": detail, "layout": False, "output": example.output}
    first = client.post(TRACE, json={"program": example.program, **fields})
    if first.status_code == 422:
        assert first.json()["type"] == "/problems/too-large"
        return
    story = first.json()
    inputs = {name: moved(story, name) for name in story["gradients"]}
    known = {name: value for name, value in inputs.items() if value is not None}
    body = {"program": example.program, "inputs": known, **fields}
    program = read_program(example.program, known, example.output)
    prepared = prepare(program, Level(detail))
    fresh = story_json(prepared.trace(), None, prepared.view.parts)
    assert client.post(TRACE, json=body).content == fresh


def moved(story: dict[str, Any], name: str) -> Any:
    """Return another number for an input; nothing where it was opened into scalars."""
    nodes = [node for node in story["nodes"] if node["name"] == name and node["kind"] == "input"]
    if not nodes or not isinstance(nodes[0]["value"], float | list):
        return None
    return (1.25 * np.array(nodes[0]["value"]) + 0.5).tolist()


def test_no_structure_waits_until_another_is_placed(monkeypatch: pytest.MonkeyPatch) -> None:
    large, small = structure(), structure()
    begun, go_on = Event(), Event()

    def slow(prepared: Prepared, most: int, fit: Fit | None, labels: Labels) -> Placement:
        if prepared is large.prepared:
            begun.set()
            assert go_on.wait(30)
        return place(prepared, most, fit, labels)

    monkeypatch.setattr(structure_module, "place", slow)
    thread = Thread(target=lambda: large.layout_json())
    thread.start()
    assert begun.wait(30)
    other = Thread(target=lambda: small.layout_json())
    other.start()
    other.join(10)
    assert small.is_placed()
    go_on.set()
    thread.join(30)
    assert large.is_placed()


def test_placements_are_kept_for_a_few_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(prepared: Prepared, most: int, fit: Fit | None, labels: Labels) -> Placement:
        made.append(fit)
        return place(prepared, most, fit, labels)

    monkeypatch.setattr(structure_module, "place", counted)
    kept = structure()
    boxes = [None, *[Fit(400 + 20 * k, 300, 16.0) for k in range(2 * PLACEMENTS)]]
    for box in boxes:
        assert kept.layout_json(box) == kept.layout_json(box)
    assert made == boxes
    assert kept.is_placed(boxes[-1])
    assert not kept.is_placed(boxes[1])
    _ = kept.placement(boxes[-1])
    assert made == boxes


def test_a_picture_too_large_to_be_fitted_is_placed_once_for_all_boxes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []

    def counted(prepared: Prepared, most: int, fit: Fit | None, labels: Labels) -> Placement:
        made.append(fit)
        return place(prepared, most, fit, labels)

    monkeypatch.setattr(structure_module, "place", counted)
    kept = structure("x = 1\ny = " + " + ".join(["x"] * 210), placed_nodes=500)
    answers = {kept.layout_json(Fit(400 + 20 * k, 300, 16.0)) for k in range(3)}
    assert len(answers) == 1
    assert made == [None]
    assert kept.is_placed(Fit(900, 300, 16.0))
