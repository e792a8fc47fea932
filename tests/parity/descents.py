"""Programs that learn, here and in PyTorch: the same rule over the same loss."""

import json
from collections.abc import Callable, Iterator, Mapping
from textwrap import indent

import numpy as np

from app.classifier.image_programs import HiddenLayer, hidden_program, linear_program
from app.classifier.images import make_images
from app.descent.history import descend
from app.descent.learner import Learner
from app.language import read_program
from app.language.code import write_torch
from app.language.program import Program
from app.training.config import OptimizerConfig
from app.training.optimizers import OPTIMIZERS
from tests.descent.programs import LOSSES, SCALES, SURFACES

HORSES = make_images("horses", 1)
IMAGES = {
    "images, linear": linear_program(HORSES, 0.02),
    "images, hidden layer": hidden_program(HORSES, HiddenLayer(), 0.02),
}
UPDATES = 200
AGREES = 1e-10


def descents(rules: Mapping[str, str]) -> Iterator[tuple[str, str, Callable[[str], None]]]:
    """Compare every update rule on every program, after so many updates."""
    for title, text in {**SURFACES, **LOSSES, **IMAGES}.items():
        program = read_program(text)
        for name, rule in rules.items():
            rate = OPTIMIZERS[name].rate * SCALES.get(title, 1.0)
            learner = Learner(program, OptimizerConfig(name=name, learning_rate=rate))
            descend(learner, UPDATES, UPDATES)
            called = rule.format(lr=rate, l2=0.0)
            yield f"{title} by {name}", _script(program, learner, called), _same(learner)


def _script(program: Program, learner: Learner, rule: str) -> str:
    head, forward, backward, _ = _sections(write_torch(program))
    names = [block.name for block in learner.parameters.blocks]
    loop = [forward, backward, "rule.step()"]
    return "\n".join(
        [
            head,
            f"p = [{', '.join(names)}]",
            f"rule = torch.optim.{rule}",
            f"for _ in range({UPDATES}):",
            indent("rule.zero_grad()\n" + "\n".join(loop), "    "),
            "print([w.tolist() for w in p])",
        ]
    )


def _sections(script: str) -> list[str]:
    """Cut a script where its parts are headed: leaves, forward, backward, what is printed."""
    parts, rest = [], script
    for heading in ("# forward pass", "# backward pass", "# the gradient of every input"):
        part, _, rest = rest.partition(heading)
        parts.append(part)
    return [*parts, rest]


def _same(learner: Learner) -> Callable[[str], None]:
    def passes(out: str) -> None:
        assert learner.diverged is None
        for found, own in zip(json.loads(out), learner.named().values(), strict=True):
            np.testing.assert_allclose(own, found, rtol=AGREES, atol=AGREES)

    return passes
