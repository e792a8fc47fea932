"""Modules of PyTorch and torchvision whose way forward is known, so that branches are drawn."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeAlias

from .errors import Misfit
from .found import Value
from .layers import TOKENS, Given, fully_connected
from .printout import Module, arguments_of
from .writer import Writer


class Walker(Protocol):
    """What goes through the modules one by one."""

    w: Writer

    def child(self, module: Module, key: str, x: Value, path: str) -> Value:
        """Write one module that stands in another."""
        ...


Forward: TypeAlias = Callable[[Walker, Module, Value, str], Value]


class Known(NamedTuple):
    """A module that is known by its name and by what stands in it."""

    forward: Forward
    keys: frozenset[str]
    may: frozenset[str]
    """What it may have besides."""
    says: str

    def fits(self, module: Module) -> bool:
        """Tell whether a module has what it must have, and nothing that it may not."""
        keys = set(module.names())
        return self.keys <= keys <= self.keys | self.may and len(keys) == len(module.children)


def _through(walk: Walker, module: Module, x: Value, path: str, keys: str) -> Value:
    for key in keys.split():
        if key in module.names():
            x = walk.child(module, key, x, path)
    return x


def _added(keys: str) -> Forward:
    """Return the way through a residual block: what the layers make is added to what came."""

    def forward(walk: Walker, module: Module, x: Value, path: str) -> Value:
        y = _through(walk, module, x, path, keys)
        way = _through(walk, module, x, path, "downsample")
        y = walk.w.gate("sum", "add", [y, way])
        return _through(walk, module, y, path, "relu")

    return forward


def _encoder(walk: Walker, module: Module, x: Value, path: str) -> Value:
    y = _through(walk, module, x, path, "self_attn dropout1")
    x = _through(walk, module, walk.w.gate("sum", "add", [x, y]), path, "norm1")
    y = _through(walk, module, x, path, "linear1")
    if "activation" in module.names():
        y = _through(walk, module, y, path, "activation")
    else:
        y = walk.w.gate("relu", "relu", [y])
    y = _through(walk, module, y, path, "dropout linear2 dropout2")
    return _through(walk, module, walk.w.gate("sum", "add", [x, y]), path, "norm2")


def attention_width(module: Module) -> tuple[int, bool]:
    """Return the size of the vectors of an attention, and whether its products have biases.

    Raises:
        Unreadable: its projection does not say so.
    """
    inner = module.child("out_proj")
    given = Given(inner.kind, arguments_of(inner, ("in_features", "out_features", "bias")))
    return given.count("in_features"), given.flag("bias")


def _attention(walk: Walker, module: Module, x: Value, path: str) -> Value:
    w = walk.w
    size, bias = attention_width(module)
    if len(x.shape) not in {2, 3} or x.shape[-1] != size:
        raise Misfit(
            f"MultiheadAttention takes a row of {size:,} numbers for each place",
            (1, TOKENS, size),
            hint="give another shape of the input: samples × places × numbers",
        )
    three = [fully_connected(w, x, size, bias, stem) for stem in ("query", "key", "value")]
    return fully_connected(w, w.gate("attn", "attention", three), size, bias, "proj")


def _beside(*branches: str) -> Forward:
    """Return the way through branches whose values are laid side by side, channel by channel."""

    def forward(walk: Walker, module: Module, x: Value, path: str) -> Value:
        first, *others = branches
        x = _through(walk, module, x, path, first)
        ends = [_through(walk, module, x, path, keys) for keys in others]
        return walk.w.gate("cat", "concat", ends, axis=1)

    return forward


_BASIC = "conv1 bn1 relu conv2 bn2"
_NARROW = "conv1 bn1 relu conv2 bn2 relu conv3 bn3"
_FIRE = (
    "squeeze squeeze_activation",
    *(f"expand{size} expand{size}_activation" for size in ("1x1", "3x3")),
)
_ENCODER = "self_attn linear1 dropout linear2 norm1 norm2 dropout1 dropout2"
_BRANCHES = "branch1", "branch2", "branch3", "branch4"


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DOWN = _keys("downsample")
KNOWN: dict[str, Known] = {
    "BasicBlock": Known(
        _added(_BASIC),
        _keys(_BASIC),
        _DOWN,
        "what came is added, through downsample where there is one, and relu follows",
    ),
    "Bottleneck": Known(
        _added(_NARROW),
        _keys(_NARROW),
        _DOWN,
        "what came is added, through downsample where there is one, and relu follows",
    ),
    "Inception": Known(
        _beside("", *_BRANCHES),
        _keys(" ".join(_BRANCHES)),
        frozenset(),
        "its four branches all take what came, and their channels are laid side by side",
    ),
    "Fire": Known(
        _beside(*_FIRE),
        _keys(" ".join(_FIRE)),
        frozenset(),
        "both expansions take what was squeezed, and their channels are laid side by side",
    ),
    "TransformerEncoderLayer": Known(
        _encoder,
        _keys(_ENCODER),
        _keys("activation"),
        "what came is added behind the attention and behind the two linear layers, each sum is "
        "normalized, and relu stands between the two unless another activation is printed",
    ),
    "MultiheadAttention": Known(
        _attention,
        _keys("out_proj"),
        frozenset(),
        "the number of heads is not printed, so one is drawn; the weights are as many with any",
    ),
}


def known_forward(module: Module) -> Known | None:
    """Return the way through a module; ``None`` where it is not known."""
    known = KNOWN.get(module.kind)
    if known is None or not known.fits(module):
        return None
    return known
