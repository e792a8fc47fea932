"""Models of other tools read as programs: printouts of PyTorch modules, and ONNX files.

What comes out is a program whose leaves are shapes, with what was read as which line of it, and
what could not be read. No weight is loaded, nothing is run, and no file is opened.
"""

from .errors import ModelError
from .found import Found, Layer, Unread
from .onnx_reader import MOST_FILE_BYTES, read_onnx
from .sequence import read_printout

__all__ = [
    "MOST_FILE_BYTES",
    "Found",
    "Layer",
    "ModelError",
    "Unread",
    "read_onnx",
    "read_printout",
]
