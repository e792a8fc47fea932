"""Every preset prepared and told, for tests of what is drawn of all of them."""

from functools import cache

from app.drawing import Placement, place, read_fit
from app.examples import Example, all_examples
from app.language import Level, read_program
from app.trace import Trace, prepare

IDS = [example.id for example in all_examples()]
FITTED = {"bias-broadcast", "two-layer-scores", "mnist-shapes", "forward-mode"}
"""Those that are drawn for a box, in smaller forms; of the others the largest arrays are tiles."""
BOX = "1280x540@21"


@cache
def told(name: str) -> tuple[Trace, Placement]:
    """Return the story of a preset, as the page opens it, and where it is placed."""
    example: Example = next(one for one in all_examples() if one.id == name)
    program = read_program(example.program, {}, example.output)
    subject = prepare(program, Level(example.detail), names="layers")
    story = subject.trace(None, example.seed, example.mode, example.wrt)
    return story, place(subject, fit=read_fit(BOX) if name in FITTED else None)


def stages(story: Trace) -> tuple[int, int, int]:
    """Return the steps at the beginning, in the middle and at the end of a story."""
    return 0, len(story.steps) // 2, len(story.steps)
