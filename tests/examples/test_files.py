from itertools import groupby
from pathlib import Path

import pytest

from app.examples import DECKS, GRAPHS, Example, ExampleError, all_examples, load_example

EXAMPLES = all_examples()
IDS = [example.id for example in EXAMPLES]

each = pytest.mark.parametrize("example", EXAMPLES, ids=IDS)

GRAPH_ROWS = {
    *(f"G-{k:02}" for k in range(1, 17)),
    *("S-01", "S-02", "S-03", "S-05", "L-03", "L-04", "L-05", "L-06", "V-01", "V-04"),
    *("N-01", "N-02", "N-03", "N-04", "N-05", "N-06", "N-07", "N-09", "N-11", "N-12"),
    *("A-05", "A-08", "A-10", "B-03", "B-04", "B-05", "C-06", "C-08", "C-09", "C-10", "C-11"),
    *("C-12", "C-13", "X-01"),
}
"""The rows of the curriculum that are graphs of a program."""


def test_every_file_is_a_preset() -> None:
    assert len(EXAMPLES) == len(list(GRAPHS.glob("*.toml"))) >= 26


def test_ids_and_places_in_the_menu_are_unique() -> None:
    assert len(set(IDS)) == len(IDS)
    assert len({example.order for example in EXAMPLES}) == len(EXAMPLES)


def test_titles_are_unique_and_short() -> None:
    titles = [example.title for example in EXAMPLES]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 50


def test_the_first_circuit_comes_first_and_opens_at_its_start() -> None:
    assert EXAMPLES[0].id == "xyz"
    assert EXAMPLES[0].start_step == 0


def test_the_presets_of_a_topic_stand_together() -> None:
    topics = [topic for topic, _ in groupby(EXAMPLES, key=lambda example: example.topic)]
    assert len(set(topics)) == len(topics)


def test_every_row_that_is_a_graph_has_a_preset() -> None:
    shown = {row for example in EXAMPLES for row in example.rows}
    assert shown >= GRAPH_ROWS


@each
def test_a_note_says_something_in_whole_sentences(example: Example) -> None:
    assert 120 <= len(example.note) <= 600, "a note has 120 to 600 characters"
    assert "\n" not in example.note
    assert example.note[-1] in ".?"


@each
def test_a_preset_names_its_rows_and_its_decks(example: Example) -> None:
    assert example.rows, "rows of the curriculum that it shows"
    assert example.source, "the decks that it comes from"
    assert set(example.source) <= set(DECKS.values())


def write(folder: Path, text: str) -> Path:
    """Write a preset's file and return it."""
    file = folder / "one.toml"
    file.write_text(text, encoding="utf-8")
    return file


GOOD = 'id = "one"\ntitle = "One"\ntopic = "T"\nprogram = "x = 1"\n'


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    example = load_example(write(tmp_path, GOOD))
    assert (example.start_step, example.detail, example.mode) == (0, "gates", "reverse")
    assert (example.seed, example.wrt, example.rows, example.source) == (None, None, (), ())


def test_a_deck_is_shown_by_its_label(tmp_path: Path) -> None:
    example = load_example(write(tmp_path, GOOD + 'source = ["004"]\n'))
    assert example.source == ("Course deck 004 (backpropagation lecture)",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("one", "two", 1), "one.toml: its id is 'two'"),
        (GOOD + 'source = ["005"]\n', "one.toml: there is no deck '005'"),
        (GOOD + "colour = 1\n", "one.toml: .*colour"),
        (GOOD + "order = \n", "one.toml: Invalid value"),
        ('id = "one"\n', "one.toml: .*missing"),
    ],
)
def test_a_file_that_is_no_preset_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ExampleError, match=message):
        load_example(write(tmp_path, text))
