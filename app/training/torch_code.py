"""A network of this moment as a PyTorch script that runs alone.

It prints the outputs that the lab shows, and trains on as the lab does.
"""

from collections.abc import Iterator

from ..engine.errors import EngineError
from ..engine.ops import OPS
from .config import LayerConfig
from .datasets.standard import PLAIN, Standard
from .formulas import torch_lines
from .networks import PIECES, Block, Network
from .torch_loop import loop_lines
from .trainer import Trainer

FEATURES = {
    "x1": "x1",
    "x2": "x2",
    "x1^2": "x1 * x1",
    "x2^2": "x2 * x2",
    "x1*x2": "x1 * x2",
    "sin(x1)": "torch.sin(x1)",
    "sin(x2)": "torch.sin(x2)",
    "1": "torch.ones_like(x1)",
}
MAXOUT = """\
class Maxout(nn.Module):
    def __init__(self, inputs, units, bias):
        super().__init__()
        self.first = nn.Linear(inputs, units, bias=bias)
        self.second = nn.Linear(inputs, units, bias=bias)

    def forward(self, x):
        first, second = self.first(x), self.second(x)
        return torch.where(first >= second, first, second)  # a tie is the first's"""
RESIDUAL = """\
class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)"""
SHOWN = {
    "softmax": "torch.softmax({z}, dim=1)",
    "svm": "{z}",
    "sigmoid": "torch.sigmoid({z})",
    "squared": "{z}",
    "regression": "{z}",
}
OUTPUT = {"identity": "{z}", "tanh": "torch.tanh({z})", "sigmoid": "torch.sigmoid({z})"}
PRINTED = 5
"""So many points of the data are printed."""


def torch_code(trainer: Trainer) -> str:
    """Write the script. It needs PyTorch and NumPy, which lays out the batches.

    Raises:
        EngineError: a layer ends in a gate that has no module of PyTorch.
    """
    return "\n".join(_lines(trainer)) + "\n"


def _lines(trainer: Trainer) -> Iterator[str]:
    config, network = trainer.config, trainer.network
    used = {layer.activation for layer in network.layers}
    yield f"# the network at update {trainer.update}"
    if trainer.can_advance:
        yield "import numpy as np"
    yield "import torch"
    yield "from torch import nn"
    yield ""
    yield "torch.set_default_dtype(torch.float64)"
    yield "torch.set_printoptions(precision=12)"
    residual = RESIDUAL if any(layer.residual for layer in network.layers) else ""
    for text in filter(None, [*map(_class, sorted(used)), residual]):
        yield ""
        yield text
        yield ""
    yield ""
    yield from _standard(trainer.data.standard)
    yield "def features(points):"
    if trainer.data.standard != PLAIN:
        yield "    points = (points - center) / scale"
    yield "    x1, x2 = points[:, 0], points[:, 1]"
    chosen = []
    for number, name in enumerate(config.features, 1):
        chosen.append(FEATURES.get(name, f"f{number}"))
        if name not in FEATURES:
            yield f"    # {name}"
            yield from (f"    {line}" for line in torch_lines(name, f"f{number}"))
    yield f"    return torch.stack([{', '.join(chosen)}], dim=1)"
    yield ""
    yield ""
    yield "net = nn.Sequential("
    yield from (f"    {line}," for line in _layers(network))
    yield ")"
    yield "values = ["
    for block in network.blocks:
        yield f"    {block.weights(trainer.parameters).tolist()},"
        if block.bias:
            yield f"    {block.biases(trainer.parameters)[:, 0].tolist()},"
    yield "]"
    yield "with torch.no_grad():"
    yield "    for parameter, value in zip(net.parameters(), values, strict=True):"
    yield "        parameter.copy_(torch.tensor(value))"
    if network.dropping:
        yield "net.eval()  # dropout is for training: net.train()"
    yield ""
    yield f"points = torch.tensor({trainer.data.points[:, :PRINTED].T.tolist()}).reshape(-1, 2)"
    answer = OUTPUT[config.output_activation].format(z="net(features(points))")
    yield f"print({SHOWN[config.loss].format(z=answer)}.tolist())"
    if trainer.can_advance:
        yield ""
        yield from loop_lines(trainer, answer)


def _standard(standard: Standard) -> Iterator[str]:
    if standard == PLAIN:
        return
    yield f"center = torch.tensor({list(standard.center)})"
    yield f"scale = torch.tensor({list(standard.scale)})"
    yield ""
    yield ""


def _layers(network: Network) -> Iterator[str]:
    blocks = iter(network.blocks)
    for layer in network.layers:
        block = next(blocks)
        for _ in range(1, PIECES.get(layer.activation, 1)):
            next(blocks)
        modules = [_affine(layer, block)]
        if layer.activation not in ("identity", "maxout"):  # a maxout layer ends in itself
            modules.append(_module(layer))
        if layer.dropout:
            modules.append(f"nn.Dropout({layer.dropout!r})")
        yield from [f"Residual({', '.join(modules)})"] if layer.residual else modules


def _affine(layer: LayerConfig, block: Block) -> str:
    if layer.activation == "maxout":
        return f"Maxout({block.inputs}, {block.units}, bias={block.bias})"
    return f"nn.Linear({block.inputs}, {block.units}, bias={block.bias})"


def _class(activation: str) -> str:
    if activation == "maxout":
        return MAXOUT
    return OPS[activation].torch_class if activation in OPS else ""


def _module(layer: LayerConfig) -> str:
    op = OPS[layer.activation]
    if not op.torch_module:
        raise EngineError(
            f"there is no module of PyTorch for {op.name}",
            hint="take another activation, or open the network as a graph and copy its code",
        )
    return op.torch_module.format(**{p.name: getattr(layer, p.name) for p in op.params})
