"""Frames, byte for byte: the same two files are read by node's tests."""

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic_core import to_json

from app.api.live.frame_pacer import FramePacer
from app.api.live.frames import Named, encode_frame
from app.api.live.messages import Grid
from app.api.live.steps import Steps, in_steps
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
}
ARRAYS: list[Named] = [
    ("grid", in_steps(np.linspace(-0.5, 1, 9, dtype=np.float32)[None], (1, 3, 3))),
    ("layer1", in_steps(np.arange(12, dtype=np.float32).reshape(3, 4) ** 2, (3, 2, 2))),
    ("warp", in_steps(np.linspace(0, 3, 8, dtype=np.float32).reshape(2, 4), (2, 2, 2), np.uint16)),
    ("parameters", np.array([1.5, -0.0, np.inf, np.nan, 1e-300])),
    ("warp_points", np.empty((2, 0), np.float32)),
    ("confusion", np.array([[5, -1], [0, 2**31 - 1]], np.int32)),
]
"""Most start where the one before ends within eight bytes."""


def test_the_golden_frame_is_what_is_written() -> None:
    assert encode_frame(HEADER, ARRAYS) == (DATA / "frame.bin").read_bytes()


def test_the_golden_frame_is_what_the_other_file_says() -> None:
    expected = json.loads((DATA / "frame.json").read_text())
    assert expected == told((DATA / "frame.bin").read_bytes())
    assert expected["header"]["data_loss"] == "Infinity"


def told(message: bytes) -> dict[str, Any]:
    """Return what a frame says, as JSON can hold it."""
    frame = Frame(message)
    rows = [
        {
            "name": row["name"],
            "dtype": row["dtype"],
            "shape": row["shape"],
            "data": json.loads(
                to_json(frame.arrays[row["name"]].ravel().tolist(), inf_nan_mode="strings")
            ),
        }
        for row in frame.header.pop("arrays")
    ]
    return {"header": frame.header, "arrays": rows}


def test_arrays_come_back_as_they_were() -> None:
    frame = Frame(encode_frame(HEADER, ARRAYS))
    for name, array in ARRAYS:
        if not isinstance(array, Steps):
            assert frame.arrays[name].dtype == array.dtype
            assert np.array_equal(frame.arrays[name], array, equal_nan=True)


@pytest.mark.parametrize(("dtype", "most"), [(np.uint8, 255), (np.uint16, 65_535)])
def test_a_number_in_steps_is_at_most_half_a_step_away(dtype: type, most: int) -> None:
    rng = np.random.default_rng(1)
    rows = (rng.normal(size=(5, 400)) * [[1e-3], [1], [50], [1e6], [0]] + 3).astype(np.float32)
    frame = Frame(encode_frame({}, [("rows", in_steps(rows, (5, 20, 20), dtype))]))
    step = (rows.max(axis=1) - rows.min(axis=1)) / most
    apart = abs(frame.arrays["rows"].reshape(5, 400) - rows).max(axis=1)
    assert np.all(apart <= 0.5 * step + 3e-7 * abs(rows).max(axis=1))


def test_what_is_not_finite_is_told_as_the_nearest_that_is() -> None:
    rows = np.array([[1, np.inf, -np.inf, np.nan, 3], [np.nan] * 5], np.float32)
    frame = Frame(encode_frame({}, [("rows", in_steps(rows, (2, 5)))]))
    assert frame.arrays["rows"].tolist() == [[1, 3, 1, 1, 3], [0] * 5]


def test_a_view_that_is_not_contiguous_is_written_in_order() -> None:
    square = np.arange(9.0).reshape(3, 3)
    frame = Frame(encode_frame({"frame": 1}, [("turned", square.T)]))
    assert np.array_equal(frame.arrays["turned"], square.T)


class Interrupted(FramePacer):
    """One whose drawing waits in the middle, until others have had their turns."""

    def _draw(self, *, running: bool) -> bytes:
        time.sleep(0.3)
        self.owed = False
        return b"drawn"


def test_the_time_in_which_drawing_waits_for_others_is_no_cost_of_it() -> None:
    pacer = Interrupted(Settings(), Grid(), 60)
    pacer.owed = True
    assert pacer.take(running=True) == b"drawn"
    assert pacer.take(running=True) is None  # drawing takes at most as long as training
    pacer.trained(0.1)
    assert pacer.take(running=True) == b"drawn"


if __name__ == "__main__":
    golden = encode_frame(HEADER, ARRAYS)
    (DATA / "frame.bin").write_bytes(golden)
    (DATA / "frame.json").write_text(json.dumps(told(golden), indent=1, ensure_ascii=False) + "\n")
