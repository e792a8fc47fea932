"""Frames: one binary message with a JSON header and arrays behind it.

::

    uint32, little endian      length of the header
    header                     JSON in UTF-8, padded with spaces to a multiple of 8 bytes
    arrays                     raw, C order, little endian, each at a multiple of 8 bytes

``arrays`` in the header says of each its ``name``, ``dtype``, ``shape`` and ``offset`` from the
end of the header. Of an array of bytes it says ``low`` and ``high`` too, as in
:class:`~app.api.live.steps.Steps`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json

from .steps import Steps

ALIGNMENT = 8
DTYPES = {np.dtype(name): name for name in ("float32", "float64", "int32", "uint8", "uint16")}
"""What an array in a frame can be."""

Named = tuple[str, NDArray[Any] | Steps]


def encode_frame(header: Mapping[str, object], arrays: Sequence[Named]) -> bytes:
    """Return the bytes of a frame; numbers that are not finite become texts in the header."""
    rows: list[dict[str, object]] = []
    parts = [b""]
    place = 0
    for name, told in arrays:
        array = told.values if isinstance(told, Steps) else told
        row = {"name": name, "dtype": DTYPES[array.dtype], "shape": array.shape, "offset": place}
        if isinstance(told, Steps):
            row |= {"low": told.low, "high": told.high}
        rows.append(row)
        parts.append(array.tobytes())
        if gap := -array.nbytes % ALIGNMENT:
            parts.append(bytes(gap))
        place += array.nbytes + gap
    head = to_json({**header, "arrays": rows}, inf_nan_mode="strings")
    head += b" " * (-(4 + len(head)) % ALIGNMENT)
    parts[0] = len(head).to_bytes(4, "little") + head
    return b"".join(parts)
