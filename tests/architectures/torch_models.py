"""Models of PyTorch whose printouts are read: written as their papers and torchvision have them."""

from torch import nn

VGG = {11: "64 M 128 M 256 256 M 512 512 M 512 512 M"}
VGG[16] = "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M"


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, 11, stride=4, padding=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
            nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
            nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
        )  # fmt: skip
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = nn.Sequential(
            nn.Dropout(), nn.Linear(256 * 36, 4096), nn.ReLU(inplace=True),
            nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(inplace=True), nn.Linear(4096, 1000),
        )  # fmt: skip


def vgg(depth):
    layers, channels = [], 3
    for word in VGG[depth].split():
        if word == "M":
            layers.append(nn.MaxPool2d(2))
            continue
        layers += [nn.Conv2d(channels, int(word), 3, padding=1), nn.ReLU(inplace=True)]
        channels = int(word)
    model = nn.Module()
    model._get_name = lambda: "VGG"
    model.features = nn.Sequential(*layers)
    model.avgpool = nn.AdaptiveAvgPool2d((7, 7))
    model.classifier = nn.Sequential(
        nn.Linear(512 * 49, 4096), nn.ReLU(True), nn.Dropout(),
        nn.Linear(4096, 4096), nn.ReLU(True), nn.Dropout(), nn.Linear(4096, 1000),
    )  # fmt: skip
    return model


class LeNet(nn.Module):
    """As most tutorials have it: what has no weights is called in forward, and not printed."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)


class BasicBlock(nn.Module):
    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        if stride > 1 or before != after:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, after, 1, stride=stride, bias=False), nn.BatchNorm2d(after)
            )


class Bottleneck(nn.Module):
    def __init__(self, before, inner, stride):
        super().__init__()
        after = 4 * inner
        self.conv1 = nn.Conv2d(before, inner, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(inner)
        self.conv2 = nn.Conv2d(inner, inner, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(inner)
        self.conv3 = nn.Conv2d(inner, after, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(after)
        self.relu = nn.ReLU(inplace=True)
        if stride > 1 or before != after:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, after, 1, stride=stride, bias=False), nn.BatchNorm2d(after)
            )


class ResNet(nn.Module):
    def __init__(self, block, counts, wider):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        before = 64
        for k, count in enumerate(counts):
            size, blocks = 64 * 2**k, []
            for place in range(count):
                blocks.append(block(before, size, 2 if k and not place else 1))
                before = size * wider
            setattr(self, f"layer{k + 1}", nn.Sequential(*blocks))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(before, 1000)


class Fire(nn.Module):
    def __init__(self, before, squeeze, expand):
        super().__init__()
        self.squeeze = nn.Conv2d(before, squeeze, 1)
        self.squeeze_activation = nn.ReLU(inplace=True)
        self.expand1x1 = nn.Conv2d(squeeze, expand, 1)
        self.expand1x1_activation = nn.ReLU(inplace=True)
        self.expand3x3 = nn.Conv2d(squeeze, expand, 3, padding=1)
        self.expand3x3_activation = nn.ReLU(inplace=True)


class Encoder(nn.Module):
    """A small transformer, which takes tokens."""

    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(1000, 64)
        self.places = nn.Embedding(128, 64)
        layer = nn.TransformerEncoderLayer(64, 4, 256, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 3)
        self.head = nn.Linear(64, 1000, bias=False)


def models():
    """Return every model by name."""
    return {
        "alexnet": AlexNet(),
        "vgg11": vgg(11),
        "vgg16": vgg(16),
        "lenet": nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5),
            nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(400, 120), nn.Tanh(),
            nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10), nn.LogSoftmax(dim=1),
        ),
        "lenet-functional": LeNet(),
        "mlp": nn.Sequential(
            nn.Linear(784, 256), nn.BatchNorm1d(256), nn.LeakyReLU(0.2), nn.Dropout(0.3),
            nn.Linear(256, 64, bias=False), nn.BatchNorm1d(64, affine=False), nn.ELU(),
            nn.Linear(64, 10), nn.Softmax(dim=1),
        ),
        "resnet18": ResNet(BasicBlock, [2, 2, 2, 2], 1),
        "resnet50": ResNet(Bottleneck, [3, 4, 6, 3], 4),
        "squeezed": nn.Sequential(
            nn.Conv2d(3, 96, 7, stride=2), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2),
            Fire(96, 16, 64), Fire(128, 16, 64), nn.MaxPool2d(3, 2), Fire(128, 32, 128),
            nn.Dropout(), nn.Conv2d(256, 10, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        ),
        "transformer": Encoder(),
        "attention": nn.MultiheadAttention(32, 4, batch_first=True),
        "signal": nn.Sequential(
            nn.Conv1d(2, 8, 9, stride=2, padding=4), nn.SiLU(), nn.BatchNorm1d(8),
            nn.Conv1d(8, 8, 3, padding="same", groups=4, bias=False), nn.GELU(),
            nn.Flatten(), nn.Linear(8 * 112, 5),
        ),
    }  # fmt: skip
