"""Record the shapes of the large networks, as PyTorch has them.

From the top of the checkout, with a Python that has ``torch``::

    python -m tests.examples.networks_with_torch

writes ``tests/data/large_networks.json`` anew: of every large network the shapes of its parameters,
and of what each of its layers makes of one sample, or of a batch where the program has one. These
are written here after their papers, and have no numbers: PyTorch's device ``meta``. Of the small
ones, which have, the values and gradients are recorded.
"""

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.examples import all_networks
from app.language import read_program

RECORDED = Path(__file__).parents[1] / "data" / "large_networks.json"
SMALL = ("residual-block", "inception-module")
NAMES = ("alexnet", "vgg16", "googlenet", "resnet18", "gpt2", "recurrent")
Layer = tuple[str, Callable[[Any], Any]]


class Recorder:
    """Builds one network and runs it."""

    def __init__(self) -> None:
        self.torch: Any = import_module("torch")
        self.nn: Any = self.torch.nn
        self.parameters: list[Any] = []
        self.multiply_adds = 0

    def kept(self, *modules: Any) -> Any:
        """Run modules one after another, and count their parameters."""
        whole = self.nn.Sequential(*modules)
        self.parameters += whole.parameters()
        for module in modules:
            module.register_forward_hook(self.count)
        return whole

    def count(self, module: Any, taken: Any, made: Any) -> None:
        """Count multiply-adds: for each number of the value as many as its filter or row has."""
        if isinstance(module, self.nn.Conv2d | self.nn.Linear):
            self.multiply_adds += made.numel() * module.weight[0].numel()

    def conv(self, cin: int, cout: int, size: int, **options: int) -> Any:
        """Make a convolution with a bias and a ReLU."""
        return self.kept(self.nn.Conv2d(cin, cout, size, **options), self.nn.ReLU())

    def full(self, *sizes: int) -> list[Layer]:
        """Make the full layers f6 and f7 and the scores."""
        nn, kept = self.nn, self.kept
        return [
            ("f5", nn.Flatten()),
            ("f6", kept(nn.Linear(sizes[0], sizes[1]), nn.ReLU(), nn.Dropout())),
            ("f7", kept(nn.Linear(sizes[1], sizes[2]), nn.ReLU(), nn.Dropout())),
            ("scores", kept(nn.Linear(sizes[2], sizes[3]))),
        ]

    def alexnet(self) -> list[Layer]:
        """AlexNet in two groups: Krizhevsky, Sutskever and Hinton, 2012."""
        conv, pool = self.conv, self.nn.MaxPool2d
        return [
            ("c1", conv(3, 96, 11, stride=4)),
            ("p1", pool(3, 2)),
            ("c2", conv(96, 256, 5, padding=2, groups=2)),
            ("p2", pool(3, 2)),
            ("c3", conv(256, 384, 3, padding=1)),
            ("c4", conv(384, 384, 3, padding=1, groups=2)),
            ("c5", conv(384, 256, 3, padding=1, groups=2)),
            ("p5", pool(3, 2)),
            *self.full(9216, 4096, 4096, 1000),
        ]

    def vgg16(self) -> list[Layer]:
        """VGG-16, configuration D of Simonyan and Zisserman, 2014."""
        stages: list[Layer] = []
        cin = 3
        for k, (cout, count) in enumerate(((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)), 1):
            layers = [self.conv(cin if j == 0 else cout, cout, 3, padding=1) for j in range(count)]
            stages.append((f"s{k}", self.nn.Sequential(*layers, self.nn.MaxPool2d(2))))
            cin = cout
        return [*stages, *self.full(25088, 4096, 4096, 1000)]

    def inception(self, *sizes: int) -> Callable[[Any], Any]:
        """Make a module of four branches; sizes are in the order of the paper's table."""
        cin, n1, r3, n3, r5, n5, projected = sizes
        branches: Sequence[Sequence[Any]] = (
            (self.conv(cin, n1, 1),),
            (self.conv(cin, r3, 1), self.conv(r3, n3, 3, padding=1)),
            (self.conv(cin, r5, 1), self.conv(r5, n5, 5, padding=2)),
            (self.nn.MaxPool2d(3, 1, 1), self.conv(cin, projected, 1)),
        )
        whole = [self.nn.Sequential(*branch) for branch in branches]
        return lambda x: self.torch.cat([branch(x) for branch in whole], 1)

    def googlenet(self) -> list[Layer]:
        """GoogLeNet without its auxiliary heads: table 1 of Szegedy and others, 2014."""
        nn, conv, inception = self.nn, self.conv, self.inception
        halve = nn.MaxPool2d(3, 2, ceil_mode=True)
        first = conv(3, 64, 7, stride=2, padding=3), halve
        second = conv(64, 64, 1), conv(64, 192, 3, padding=1), halve
        head = nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.4), nn.Linear(1024, 1000)
        return [
            ("s2", nn.Sequential(*first, *second)),
            ("i3a", inception(192, 64, 96, 128, 16, 32, 32)),
            ("i3b", inception(256, 128, 128, 192, 32, 96, 64)),
            ("p3", halve),
            ("i4a", inception(480, 192, 96, 208, 16, 48, 64)),
            ("i4b", inception(512, 160, 112, 224, 24, 64, 64)),
            ("i4c", inception(512, 128, 128, 256, 24, 64, 64)),
            ("i4d", inception(512, 112, 144, 288, 32, 64, 64)),
            ("i4e", inception(528, 256, 160, 320, 32, 128, 128)),
            ("p4", halve),
            ("i5a", inception(832, 256, 160, 320, 32, 128, 128)),
            ("i5b", inception(832, 384, 192, 384, 48, 128, 128)),
            ("scores", self.kept(*head)),
        ]

    def residual(self, cin: int, cout: int, stride: int) -> Callable[[Any], Any]:
        """Make a block that adds its input, fitted where its shape changes."""
        nn = self.nn

        def conv(inputs: int, size: int, step: int) -> Any:
            layer = nn.Conv2d(inputs, cout, size, step, size // 2, bias=False)
            return self.kept(layer, nn.BatchNorm2d(cout))

        change = nn.Sequential(conv(cin, 3, stride), nn.ReLU(), conv(cout, 3, 1))
        fitted = nn.Identity() if cin == cout else conv(cin, 1, stride)
        return lambda x: (fitted(x) + change(x)).relu()

    def resnet18(self) -> list[Layer]:
        """ResNet-18: He and others, 2015."""
        nn = self.nn
        first = nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU()
        widths = (64, 64, 64, 128, 128, 256, 256, 512, 512)
        blocks = [
            (f"h{k}", self.residual(before, after, 1 if before == after else 2))
            for k, (before, after) in enumerate(pairwise(widths), 1)
        ]
        head = self.kept(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 1000))
        return [("h0", self.kept(*first, nn.MaxPool2d(3, 2, 1))), *blocks, ("scores", head)]

    def block(self) -> Callable[[Any], Any]:
        """Make a block of GPT-2."""
        nn, kept = self.nn, self.kept
        before, after = kept(nn.LayerNorm(768)), kept(nn.LayerNorm(768))
        q, k, v, mixed = (kept(nn.Linear(768, 768)) for _ in range(4))
        wide = kept(nn.Linear(768, 3072), nn.GELU(), nn.Linear(3072, 768))
        attention = nn.functional.scaled_dot_product_attention

        def heads(x: Any) -> Any:
            return x.reshape(-1, 12, 64).transpose(0, 1)

        def run(x: Any) -> Any:
            n = before(x)
            seen = attention(heads(q(n)), heads(k(n)), heads(v(n)), is_causal=True)
            h = x + mixed(seen.transpose(0, 1).reshape(-1, 768))
            return h + wide(after(h))

        return run

    def gpt2(self) -> list[Layer]:
        """The smallest GPT-2: Radford and others, 2019; its scores use the table of tokens."""
        nn = self.nn
        tokens, places = self.kept(nn.Embedding(50257, 768)), self.kept(nn.Embedding(1024, 768))

        def four() -> Callable[[Any], Any]:
            blocks = [self.block() for _ in range(4)]
            return lambda x: blocks[3](blocks[2](blocks[1](blocks[0](x))))

        layers: list[Layer] = [(f"h{4 * k}", four()) for k in (1, 2, 3)]
        norm, table = self.kept(nn.LayerNorm(768)), tokens[0].weight
        return [
            ("h0", lambda x: tokens(x) + places[0].weight),
            *layers,
            ("scores", lambda x: norm(x) @ table.T),
        ]

    def recurrent(self) -> list[Layer]:
        """A network that reads three letters of 65 with 128 units, and guesses the next."""
        nn, torch = self.nn, self.torch
        letter, memory = self.kept(nn.Linear(65, 128, bias=False)), self.kept(nn.Linear(128, 128))
        x = torch.zeros(32, 65)

        def cell(h: Any) -> Any:
            return torch.tanh(letter(x) + memory(h))

        cells: list[Layer] = [(f"h{k}", cell) for k in (1, 2, 3)]
        return [*cells, ("scores", self.kept(nn.Linear(128, 65)))]

    def record(self, name: str) -> dict[str, Any]:
        """Run a network without numbers, and return its shapes."""
        torch = self.torch
        with torch.device("meta"):
            layers = getattr(self, name)()
            x = {
                "alexnet": torch.zeros(1, 3, 227, 227),
                "resnet18": torch.zeros(32, 3, 224, 224),
                "gpt2": torch.zeros(1024, dtype=torch.long),
                "recurrent": torch.zeros(32, 128),
            }.get(name, torch.zeros(1, 3, 224, 224))
            shapes = {}
            for layer, run in layers:
                x = run(x)
                shapes[layer] = list(x.shape) if len(x) > 1 else list(x.shape[1:])
        parameters = {id(one): list(one.shape) for one in self.parameters}
        made = {"multiply_adds": self.multiply_adds}
        return {"parameters": sorted(parameters.values()), "layers": shapes, **made}

    def numbers(self, name: str, program: str) -> dict[str, Any]:
        """Return the values and the gradients of a small network."""
        torch, functional = self.torch, self.nn.functional
        read = read_program(program)
        leaves = {
            leaf: torch.tensor(read.graph.values[node], requires_grad=True)
            for leaf, node in read.inputs.items()
        }
        x, w1 = leaves["x"], leaves["W1"]
        if name == "residual-block":
            h = functional.conv2d(x, w1, padding=1).relu()
            c = functional.conv2d(h, leaves["W2"], padding=1)
            values = {"h": h, "c": c, "z": x + c, "y": (x + c).relu()}
        else:
            one = functional.conv2d(x, w1).relu()
            three = functional.conv2d(x, leaves["W3"], padding=1).relu()
            pool = functional.max_pool2d(x, 3, 1, 1)
            values = {"one": one, "three": three, "pool": pool}
            values["y"] = torch.cat((one, three, pool))
        values["L"] = (values["y"] ** 2).mean()
        values["L"].backward()
        return {
            "values": {name: value.tolist() for name, value in values.items()},
            "gradients": {name: leaf.grad.tolist() for name, leaf in leaves.items()},
        }


if __name__ == "__main__":
    programs = {one.id: one.program for one in all_networks()}
    recorded = {name: Recorder().record(name) for name in NAMES}
    recorded |= {name: Recorder().numbers(name, programs[name]) for name in SMALL}
    lines = [f"{json.dumps(name)}: {json.dumps(found)}" for name, found in recorded.items()]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
