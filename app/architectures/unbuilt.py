"""What is known of modules and operators that no gate computes: why, and what to do about them."""

import re

_STEPS = (
    "it goes through a sequence step by step, which no gate here does",
    "write a few steps of it with linear, sigmoid and tanh, as the example of a recurrent network "
    "does, or paste the layers before and behind it one after the other",
)
_WIDENS = (
    "it is a transposed convolution, which is no gate here, only what flows back through conv2d",
    "paste the layers before it and those behind it one after the other: print(model.encoder), "
    "print(model.decoder)",
)
_DEEP = (
    "there are convolutions along one and two axes, and none along three",
    "read the layers before and behind it one after the other",
)
_KINDS = (
    (re.compile(r"(?:LSTM|GRU|RNN)(?:Cell)?"), _STEPS),
    (re.compile(r"(?:Lazy)?ConvTranspose(?:[123]d)?"), _WIDENS),
    (re.compile(r"(?:Lazy)?Conv3d"), _DEEP),
)


def why_unbuilt(kind: str) -> tuple[str, str] | None:
    """Return why a kind is not read and what to do; ``None`` where nothing is known of it."""
    return next((told for kinds, told in _KINDS if kinds.fullmatch(kind)), None)
