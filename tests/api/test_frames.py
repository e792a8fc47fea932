"""Frames, byte for byte: the same two files are read by node's tests."""

import json
import time
from pathlib import Path

import numpy as np

from app.api.live.frame_pacer import FramePacer
from app.api.live.frames import encode_frame
from app.api.live.messages import Grid
from app.settings import Settings
from tests.api.streaming import Frame

DATA = Path(__file__).parent.parent / "data"
HEADER = {
    "frame": 7,
    "update": 1234,
    "epoch": 61.7,
    "running": True,
    "train_loss": 0.25,
    "test_loss": None,
    "data_loss": float("inf"),
    "penalty": float("nan"),
    "diverged": {"update": 1234, "parameter": "W1′[0,1]"},
    "history": {"first": 0, "last": 1234},
    "neuron": {"layer": 1, "units": [0, 2]},
    "extent": 5.5,
}
ARRAYS = [
    ("grid", np.linspace(0, 1, 18, dtype=np.float32).reshape(2, 3, 3)),
    ("layer1", np.arange(3, dtype=np.float32).reshape(3, 1, 1)),
    ("parameters", np.array([1.5, -0.0, np.inf, np.nan, 1e-300])),
    ("warp_points", np.empty((2, 0), np.float32)),
    ("confusion", np.array([[5, -1], [0, 2**31 - 1]], np.int32)),
]
"""The third starts where the one before ends within eight bytes."""


def test_the_golden_frame_is_what_is_written() -> None:
    assert encode_frame(HEADER, ARRAYS) == (DATA / "frame.bin").read_bytes()


def test_the_golden_frame_is_what_the_other_file_says() -> None:
    frame = Frame((DATA / "frame.bin").read_bytes())
    expected = json.loads((DATA / "frame.json").read_text())
    described = frame.header.pop("arrays")
    assert frame.header == expected["header"]
    assert frame.header["data_loss"] == "Infinity"
    for row, array in zip(described, expected["arrays"], strict=True):
        assert {name: row[name] for name in ("name", "dtype", "shape")} == {
            name: array[name] for name in ("name", "dtype", "shape")
        }
        values = [float(value) for value in array["data"]]
        assert np.array_equal(frame.arrays[row["name"]].ravel(), values, equal_nan=True)


def test_arrays_come_back_as_they_were() -> None:
    frame = Frame(encode_frame(HEADER, ARRAYS))
    for name, array in ARRAYS:
        assert frame.arrays[name].dtype == array.dtype
        assert np.array_equal(frame.arrays[name], array, equal_nan=True)


def test_a_view_that_is_not_contiguous_is_written_in_order() -> None:
    square = np.arange(9.0).reshape(3, 3)
    frame = Frame(encode_frame({"frame": 1}, [("turned", square.T)]))
    assert np.array_equal(frame.arrays["turned"], square.T)


class Interrupted(FramePacer):
    """One whose drawing waits in the middle, until others have had their turns."""

    def _draw(self, now: float, *, running: bool) -> bytes:
        time.sleep(0.3)
        self.owed = False
        self._sent += 1
        return b"drawn"


def test_the_time_in_which_drawing_waits_for_others_is_no_cost_of_it() -> None:
    pacer = Interrupted(Settings(), Grid(), 60)
    pacer.owed = True
    assert pacer.take(running=True) == b"drawn"
    pacer.acknowledge(1)
    assert pacer.take(running=True) is None  # drawing takes at most as long as training
    pacer.trained(0.1)
    assert pacer.take(running=True) == b"drawn"
