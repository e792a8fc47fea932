"""Linear classifiers here and in PyTorch: each loss as PyTorch's users write it."""

import json
from collections.abc import Callable, Iterator

import numpy as np

from app.classifier.moments import follow
from app.classifier.program import write_program
from app.classifier.setting import Setting
from app.engine.ops.op import Array
from app.language import read_program
from app.training.config import OptimizerConfig
from tests.classifier.settings import each_loss

UPDATES = 200
AGREES = 1e-10
LOSSES = {
    "svm": "C * torch.nn.functional.multi_margin_loss(s, y, margin={margin})",
    "ova": "torch.relu({margin} - (2 * Y - 1) * s).sum(1).mean()",
    "structured": "torch.relu((s - s[I, y][:, None] + {margin})[Y == 0].reshape(N, C - 1)"
    ".max(1).values).mean()",
    "softmax": "torch.nn.functional.cross_entropy(s, y)",
    "squared": "((s - Y) ** 2).sum(1).mean()",
}
SCRIPT = """\
import torch
torch.set_default_dtype(torch.float64)
X = torch.tensor({data})
y = torch.tensor({labels})
W = torch.tensor({weights}, requires_grad=True)
b = torch.tensor({biases}, requires_grad=True)
N, C = len(y), len(b)
I = torch.arange(N)
Y = torch.nn.functional.one_hot(y, C).double()
def loss():
    s = X @ W.T + b
    return {loss} + {penalty} * (W * W).sum()
first = loss()
first.backward()
print([first.item(), W.grad.tolist(), b.grad.tolist()])
rule = torch.optim.SGD([W, b], lr=0.01, momentum=0.9)
for _ in range({updates}):
    rule.zero_grad()
    loss().backward()
    rule.step()
print([loss().item(), W.tolist(), b.tolist()])
"""


def classifiers() -> Iterator[tuple[str, str, Callable[[str], None]]]:
    """Compare every loss: its value, its gradients, and where they lead in so many updates."""
    for setting in each_loss():
        script = SCRIPT.format(
            data=setting.data,
            labels=setting.labels,
            weights=setting.weights,
            biases=setting.biases,
            loss=LOSSES[setting.loss].format(margin=setting.margin),
            penalty=setting.strength / 2 if setting.half else setting.strength,
            updates=UPDATES,
        )
        yield f"classifier {setting.loss}, half {setting.half}", script, _same(setting)


def _same(setting: Setting) -> Callable[[str], None]:
    def passes(out: str) -> None:
        options = OptimizerConfig(name="momentum", learning_rate=0.01)
        program = read_program(write_program(setting))
        moments = follow(program, setting.loss, options, UPDATES).moments
        first, last = moments[0], moments[-1]
        own: list[list[Array | float]] = [
            [first.loss, first.gradients["W"], first.gradients["b"]],
            [last.loss, last.parameters["W"], last.parameters["b"]],
        ]
        for line, numbers in zip(out.splitlines(), own, strict=True):
            for found, one in zip(json.loads(line), numbers, strict=True):
                np.testing.assert_allclose(np.asarray(one), found, rtol=AGREES, atol=AGREES)

    return passes
