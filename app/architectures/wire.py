"""Protocol Buffers as far as a file of ONNX needs them: the fields of a message, in order.

The format is small and does not change: a field is a number, a way of writing and a value. What is
not asked for is stepped over, so the weights of a file are never copied; no path that a file names
is looked at. https://protobuf.dev/programming-guides/encoding
"""

from collections.abc import Iterator
from struct import unpack
from typing import NamedTuple

from .errors import ModelError

MOST_FIELDS = 200_000
"""Fields of one file, all messages together."""
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
LONGEST_VARINT = 10


class Field(NamedTuple):
    """One field of a message: its number, and a whole number or some bytes."""

    number: int
    whole: int
    raw: memoryview


EMPTY = memoryview(b"")


class Wire:
    """Reads messages, and counts their fields so that no file takes for ever."""

    def __init__(self) -> None:
        self.left = MOST_FIELDS

    def fields(self, data: memoryview) -> Iterator[Field]:
        """Give the fields of a message.

        Raises:
            ModelError: the bytes are no message, or there are too many fields.
        """
        place, end = 0, len(data)
        while place < end:
            self.left -= 1
            if self.left < 0:
                raise ModelError(
                    f"the file has more than {MOST_FIELDS:,} fields",
                    hint="save the model with its weights in another file, as external data",
                )
            key, place = varint(data, place)
            number, way = key >> 3, key & 7
            if way == VARINT:
                whole, place = varint(data, place)
                yield Field(number, signed(whole), EMPTY)
                continue
            if way == BYTES:
                size, place = varint(data, place)
            elif way in {FIXED64, FIXED32}:
                size = 8 if way == FIXED64 else 4
            else:
                raise broken(f"there is no wire type {way}")
            if not number or size > end - place:
                raise broken(f"it ends within a field of {size:,} bytes")
            yield Field(number, 0, data[place : place + size])
            place += size


def varint(data: memoryview, place: int) -> tuple[int, int]:
    """Return the whole number that begins at a place, and where it ends."""
    found = 0
    for k in range(LONGEST_VARINT):
        if place + k >= len(data):
            break
        byte = data[place + k]
        found |= (byte & 0x7F) << 7 * k
        if byte < 0x80:
            return found & (2**64 - 1), place + k + 1
    raise broken("a number in it does not end")


def signed(whole: int) -> int:
    """Return the number of 64 bits with its sign."""
    return whole - 2**64 if whole >= 2**63 else whole


def packed(field: Field, most: int) -> list[int]:
    """Return the whole numbers of a field, which are written one by one or all in one."""
    if not field.raw:
        return [field.whole]
    found: list[int] = []
    place = 0
    while place < len(field.raw) and len(found) < most:
        whole, place = varint(field.raw, place)
        found.append(signed(whole))
    return found


def floating(raw: memoryview) -> float:
    """Return a number of four bytes."""
    return float(unpack("<f", raw)[0]) if len(raw) == 4 else 0.0


def text(raw: memoryview) -> str:
    """Return a text, cut if it is very long."""
    return bytes(raw[:200]).decode(errors="replace")


def broken(why: str) -> ModelError:
    """Return the error for bytes that are no message."""
    return ModelError(
        f"this is no ONNX file, or not all of it: {why}",
        hint="give a whole .onnx file, as it was exported",
    )
