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
DTYPES = {np.dtype(name): name for name in ("float32", "float64", "int32")}
"""What an array in a frame can be."""
DESCRIBED = 120
"""Bytes that suffice to describe an array, beside its name."""

Named = tuple[str, NDArray[Any]]


def encode_frame(header: Mapping[str, object], arrays: Sequence[Named]) -> bytes:
    """Return the bytes of a frame; numbers that are not finite become texts in the header."""
    head = to_json(header, inf_nan_mode="strings")[:-1] + b',"arrays":'
    room = sum(DESCRIBED + len(name.encode()) for name, _ in arrays)
    start = place = _aligned(4 + len(head) + room)
    described = []
    parts = [b""]
    for name, array in arrays:
        row = {"name": name, "dtype": DTYPES[array.dtype], "shape": array.shape, "offset": place}
        described.append(row)
        end = place + array.nbytes
        place = _aligned(end)
        parts += (array.tobytes(), bytes(place - end))
    head = (head + to_json(described) + b"}").ljust(start - 4)
    assert len(head) == start - 4, "the room for the descriptions is enough"
    parts[0] = len(head).to_bytes(4, "little") + head
    return b"".join(parts)


def _aligned(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT
