"""What is said beside arrays can be read: the captions of every preset, in each of its forms."""

from collections import Counter

import pytest

from app.drawing.arrays import CAPTION_LEAST, array_marks
from app.drawing.batch import find_batch
from app.drawing.captions import back_caption, copies_on, total_caption, value_caption
from app.drawing.forms import caption_width, forms_of, shape_forms
from app.drawing.labels import Moment
from app.examples import Example, all_examples
from app.language import Level, read_program
from app.trace import prepare

MARK = "◂"


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: example.id)
def test_a_caption_of_a_preset_is_not_small(example: Example) -> None:
    program = read_program(example.program, {}, example.output)
    trace = prepare(program, Level(example.detail)).trace(
        mode=example.mode, wrt=example.wrt, seed=example.seed
    )
    moment, batch = Moment(trace, None, 2), find_batch(trace)
    uses = Counter(edge.source for edge in trace.edges)
    for edge in trace.edges:
        source = trace.nodes[edge.source]
        value, total = moment.value(source.id), moment.total(source.id)
        said = [
            (value, "value", value_caption(source, batch, copies_on(trace, edge.id))),
            (moment.back(edge.id), "gradient", back_caption(trace, edge.id, MARK)),
            (total, "gradient", total_caption(source, MARK, "Σ" if uses[source.id] > 1 else "")),
        ]
        for form in forms_of(source.shape):
            for label, kind, captions in said:
                for mark in array_marks(label, form, kind, captions, told=True, under=True):
                    if "caption" in mark.classes:
                        assert (mark.size or CAPTION_LEAST) >= CAPTION_LEAST, mark.text


def test_a_shape_stands_for_the_numbers_as_large_as_they_are() -> None:
    program = read_program("X = zeros(6, 784); W = zeros(784, 17)\nY = X @ W")
    moment = Moment(prepare(program).trace(), 0, 2, shapes=True)
    assert [moment.value(node).text for node in (0, 1, 2)] == ["6×784", "784×17", "6×17"]
    assert moment.back(0).text == "", "what flows back has not come"
    small = forms_of((6, 784))[-1]
    captions = ("6 samples × 784", "6×784")
    (mark,) = array_marks(moment.value(0), small, "value", captions, told=False, under=False)
    assert (mark.text, mark.size, mark.x, mark.y) == ("6×784", 16.0, 0.0, -5.0)
    (told,) = array_marks(moment.value(0), small, "gradient", ("◂ 6×784",), told=True, under=True)
    assert (told.text, told.size, told.y) == ("◂ 6×784", 19.2, 19.0)


def test_a_shape_has_room_for_how_often_it_is_taken() -> None:
    plain, spread = shape_forms((6, 784)), shape_forms((6, 784), " ×60000")
    assert spread[1::2] == plain, "where there is no such room it is as before, at each size"
    for form, size in zip(spread[::2], (20, 16, 14), strict=True):
        assert form.width >= size * caption_width("◂ 6×784 ×60000") / 100
    assert plain[0].width >= 20 * caption_width("◂ 6×784") / 100, "room while it is told"
    assert shape_forms((), " ×60000") == shape_forms(())
