"""Models of PyTorch whose printouts are read: written as their papers and torchvision have them.

Only what is printed and counted matters here, so none has a ``forward``.
"""

from importlib import import_module
from typing import Any

nn: Any = import_module("torch.nn")

VGG = {11: "64 M 128 M 256 256 M 512 512 M 512 512 M"}
VGG[16] = "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M"


def module(kind: str, **parts: Any) -> Any:
    """Return a module with others in it, which is printed as one of this kind."""
    made = nn.Module()
    made._get_name = lambda: kind
    for name, part in parts.items():
        setattr(made, name, part)
    return made


def alexnet() -> Any:
    """Return torchvision's."""
    features = nn.Sequential(
        nn.Conv2d(3, 64, 11, stride=4, padding=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
        nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
        nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(inplace=True),
        nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(inplace=True),
        nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
    )  # fmt: skip
    classifier = nn.Sequential(
        nn.Dropout(), nn.Linear(256 * 36, 4096), nn.ReLU(inplace=True),
        nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(inplace=True), nn.Linear(4096, 1000),
    )  # fmt: skip
    pool = nn.AdaptiveAvgPool2d((6, 6))
    return module("AlexNet", features=features, avgpool=pool, classifier=classifier)


def vgg(depth: int) -> Any:
    """Return torchvision's."""
    layers, channels = [], 3
    for word in VGG[depth].split():
        if word == "M":
            layers.append(nn.MaxPool2d(2))
            continue
        layers += [nn.Conv2d(channels, int(word), 3, padding=1), nn.ReLU(inplace=True)]
        channels = int(word)
    classifier = nn.Sequential(
        nn.Linear(512 * 49, 4096), nn.ReLU(True), nn.Dropout(),
        nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 1000),
    )  # fmt: skip
    pool = nn.AdaptiveAvgPool2d((7, 7))
    return module("VGG", features=nn.Sequential(*layers), avgpool=pool, classifier=classifier)


def functional() -> Any:
    """Return LeNet as most tutorials have it: poolings are called in forward, and not printed."""
    return module(
        "LeNet",
        conv1=nn.Conv2d(1, 6, 5),
        conv2=nn.Conv2d(6, 16, 5),
        fc1=nn.Linear(16 * 5 * 5, 120),
        fc2=nn.Linear(120, 84),
        fc3=nn.Linear(84, 10),
    )


def shortcut(before: int, after: int, stride: int) -> dict[str, Any]:
    """Return what a block has whose value is of another shape than what came."""
    if stride == 1 and before == after:
        return {}
    conv = nn.Conv2d(before, after, 1, stride=stride, bias=False)
    return {"downsample": nn.Sequential(conv, nn.BatchNorm2d(after))}


def basic_block(before: int, size: int, stride: int) -> Any:
    """Return a block of two convolutions."""
    return module(
        "BasicBlock",
        conv1=nn.Conv2d(before, size, 3, stride=stride, padding=1, bias=False),
        bn1=nn.BatchNorm2d(size),
        relu=nn.ReLU(inplace=True),
        conv2=nn.Conv2d(size, size, 3, padding=1, bias=False),
        bn2=nn.BatchNorm2d(size),
        **shortcut(before, size, stride),
    )


def bottleneck(before: int, size: int, stride: int) -> Any:
    """Return a block of three convolutions, the middle one of fewer channels."""
    return module(
        "Bottleneck",
        conv1=nn.Conv2d(before, size, 1, bias=False),
        bn1=nn.BatchNorm2d(size),
        conv2=nn.Conv2d(size, size, 3, stride=stride, padding=1, bias=False),
        bn2=nn.BatchNorm2d(size),
        conv3=nn.Conv2d(size, 4 * size, 1, bias=False),
        bn3=nn.BatchNorm2d(4 * size),
        relu=nn.ReLU(inplace=True),
        **shortcut(before, 4 * size, stride),
    )


def resnet(block: Any, counts: list[int], wider: int) -> Any:
    """Return torchvision's."""
    before, stages = 64, {}
    for k, count in enumerate(counts):
        size, blocks = 64 * 2**k, []
        for place in range(count):
            blocks.append(block(before, size, 2 if k and not place else 1))
            before = size * wider
        stages[f"layer{k + 1}"] = nn.Sequential(*blocks)
    return module(
        "ResNet",
        conv1=nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False),
        bn1=nn.BatchNorm2d(64),
        relu=nn.ReLU(inplace=True),
        maxpool=nn.MaxPool2d(3, stride=2, padding=1),
        **stages,
        avgpool=nn.AdaptiveAvgPool2d((1, 1)),
        fc=nn.Linear(before, 1000),
    )


def fire(before: int, squeeze: int, expand: int) -> Any:
    """Return a module of torchvision's SqueezeNet."""
    return module(
        "Fire",
        squeeze=nn.Conv2d(before, squeeze, 1),
        squeeze_activation=nn.ReLU(inplace=True),
        expand1x1=nn.Conv2d(squeeze, expand, 1),
        expand1x1_activation=nn.ReLU(inplace=True),
        expand3x3=nn.Conv2d(squeeze, expand, 3, padding=1),
        expand3x3_activation=nn.ReLU(inplace=True),
    )


def inception(before: int) -> Any:
    """Return a module of branches, each with its convolutions as torchvision's GoogLeNet."""

    def conv(a: int, b: int, size: int) -> Any:
        inner = nn.Conv2d(a, b, size, padding=size // 2, bias=False)
        return module("BasicConv2d", conv=inner, bn=nn.BatchNorm2d(b, eps=0.001))

    return module(
        "Inception",
        branch1=conv(before, 8, 1),
        branch2=nn.Sequential(conv(before, 4, 1), conv(4, 8, 3)),
        branch3=nn.Sequential(conv(before, 4, 1), conv(4, 8, 3)),
        branch4=nn.Sequential(nn.MaxPool2d(3, 1, padding=1), conv(before, 8, 1)),
    )


def transformer() -> Any:
    """Return a small one, which takes tokens."""
    layer = nn.TransformerEncoderLayer(64, 4, 256, batch_first=True)
    return module(
        "Encoder",
        tokens=nn.Embedding(1000, 64),
        places=nn.Embedding(128, 64),
        encoder=nn.TransformerEncoder(layer, 3),
        head=nn.Linear(64, 1000, bias=False),
    )


def models() -> dict[str, Any]:
    """Return every model by name."""
    return {
        "alexnet": alexnet(),
        "vgg11": vgg(11),
        "vgg16": vgg(16),
        "lenet": nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5),
            nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(400, 120), nn.Tanh(),
            nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10), nn.LogSoftmax(dim=1),
        ),
        "lenet-functional": functional(),
        "mlp": nn.Sequential(
            nn.Linear(784, 256), nn.BatchNorm1d(256), nn.LeakyReLU(0.2), nn.Dropout(0.3),
            nn.Linear(256, 64, bias=False), nn.BatchNorm1d(64, affine=False), nn.ELU(),
            nn.Linear(64, 10), nn.Softmax(dim=1),
        ),
        "resnet18": resnet(basic_block, [2, 2, 2, 2], 1),
        "resnet50": resnet(bottleneck, [3, 4, 6, 3], 4),
        "squeezed": nn.Sequential(
            nn.Conv2d(3, 96, 7, stride=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
            fire(96, 16, 64), fire(128, 16, 64), nn.MaxPool2d(3, 2), fire(128, 32, 128),
            nn.Dropout(), nn.Conv2d(256, 10, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        ),
        "branched": nn.Sequential(
            nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), inception(16), inception(32),
            nn.AdaptiveAvgPool2d((1, 1)), nn.Dropout(0.2), nn.Flatten(), nn.Linear(32, 10),
        ),
        "transformer": transformer(),
        "attention": nn.MultiheadAttention(32, 4, batch_first=True),
        "signal": nn.Sequential(
            nn.Conv1d(2, 8, 9, stride=2, padding=4), nn.SiLU(), nn.BatchNorm1d(8),
            nn.Conv1d(8, 8, 3, padding="same", groups=4, bias=False), nn.GELU(),
            nn.Flatten(), nn.Linear(8 * 112, 5),
        ),
    }  # fmt: skip
