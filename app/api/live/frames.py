"""Frames: one binary message with a JSON header and arrays behind it.

::

    uint32, little endian      length of the header
    header                     JSON in UTF-8, padded with spaces
    arrays                     raw, C order, little endian, each at a multiple of 8 bytes

``arrays`` in the header says of each its ``name``, ``dtype``, ``shape`` and ``offset`` from the
start of the message.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

ALIGNMENT = 8
DTYPES = ("float32", "float64", "int32")
"""What an array in a frame can be."""
_SPARE = 8
"""Room in the header for the digits of an offset."""

Named = tuple[str, NDArray[Any]]


def encode_frame(header: Mapping[str, object], arrays: Sequence[Named]) -> bytes:
    """Return the bytes of a frame; numbers that are not finite become texts in the header."""
    parts = [(name, np.ascontiguousarray(array)) for name, array in arrays]
    length = len(_header(header, parts, 0)) + _SPARE * len(parts)
    start = _aligned(4 + length)
    written = _header(header, parts, start).ljust(start - 4)
    frame = bytearray(len(written).to_bytes(4, "little") + written)
    for _, array in parts:
        frame += bytes(_aligned(len(frame)) - len(frame))
        frame += array.tobytes()
    return bytes(frame)


def _header(header: Mapping[str, object], parts: Sequence[Named], start: int) -> bytes:
    described = []
    for name, array in parts:
        kind, shape = array.dtype.name, list(array.shape)
        assert kind in DTYPES, kind
        described.append({"name": name, "dtype": kind, "shape": shape, "offset": start})
        start = _aligned(start + array.nbytes)
    return to_json({**header, "arrays": described}, inf_nan_mode="strings")


def _aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
