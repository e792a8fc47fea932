"""An exported PyTorch script prints the numbers of the network that it was made of."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from app.engine.errors import EngineError
from app.engine.ops import OPS
from app.training.config import ACTIVATIONS
from app.training.optimizers import OPTIMIZERS
from app.training.torch_code import torch_code
from tests.training.with_torch import (
    DECAYED,
    HEADS,
    RECORDED,
    SCHEDULED,
    losses,
    networks,
    printed_by,
    shown,
)

RECORDS = json.loads(RECORDED.read_text("utf-8"))
NETWORKS = dict(networks())
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def test_every_activation_and_every_head_is_recorded() -> None:
    rules = [f"{rule} after some updates" for rule in OPTIMIZERS]
    assert [entry["name"] for entry in RECORDS] == [
        *ACTIVATIONS,
        *HEADS,
        *rules,
        *SCHEDULED,
        *DECAYED,
    ]


@pytest.mark.parametrize("entry", RECORDS, ids=lambda entry: entry["name"])
def test_the_script_is_as_recorded_and_printed_the_numbers_of_the_lab(
    entry: dict[str, str],
) -> None:
    """``python -m tests.training.with_torch record`` renews the file, by running PyTorch."""
    run = NETWORKS[entry["name"]]
    text = torch_code(run)
    assert NUMBER.sub("#", text) == NUMBER.sub("#", entry["script"])
    numbers, recorded = (list(map(float, NUMBER.findall(t))) for t in (text, entry["script"]))
    assert numbers == pytest.approx(recorded, rel=1e-9)
    outputs, trained = printed_by(entry["printed"])
    np.testing.assert_allclose(outputs, shown(run), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(trained, losses(run), rtol=1e-9)


def test_a_gate_without_a_module_is_refused_and_not_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(OPS, "relu", replace(OPS["relu"], torch_module=""))
    with pytest.raises(EngineError, match="no module of PyTorch for relu"):
        torch_code(NETWORKS["relu"])
