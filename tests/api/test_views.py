"""What is shown: no more of it is computed or sent than a client looks at."""

from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.live.chosen import COARSE, Pair, Sizes
from app.api.live.messages import USUAL, VIEWS
from app.api.live.steps import Steps
from app.api.live.views import Views, coarser
from app.training.config import Config, DatasetConfig, LayerConfig
from app.training.datasets import make_data
from app.training.evaluating import Lively
from app.training.forward import Forward
from app.training.loop import Loop
from app.training.trainer import Trainer
from tests.api.streaming import talking

ARRAYS = {
    "plane": {"grid"},
    "maps": {"layer0", "layer1", "layer2", "layer3"},
    "parameters": {"parameters"},
    "space": {"warp", "warp_points"},
    "confusion": {"confusion"},
    "gradients": {"gradients"},
    "norms": {"norms"},
    "lively": {"lively"},
}
CURVES = {"recorded_at", "recorded"}
"""What every frame has after an update that was not told of yet."""
RUNS = {"plane": 1, "maps": 1, "space": 2}
"""How often a network is asked for its answers to show each; others take none."""


def test_two_views_of_one_gradient_compute_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config()
    trainer = Trainer(config, make_data(config.dataset))
    apart = [dict(Views(trainer, Sizes(), None).draw(trainer, [v])) for v in ("gradients", "norms")]
    asked: list[int] = []
    gradient = Loop.gradient

    def noted(self: Loop) -> Any:
        asked.append(1)
        return gradient(self)

    monkeypatch.setattr(Loop, "gradient", noted)
    both = dict(Views(trainer, Sizes(), None).draw(trainer, ["gradients", "norms"]))
    assert len(asked) == 1
    assert both.keys() == {"gradients", "norms"}
    for name, told in (apart[0] | apart[1]).items():
        np.testing.assert_array_equal(both[name], told)


@pytest.mark.parametrize("view", VIEWS)
def test_a_frame_holds_what_is_shown_and_nothing_else_is_computed(
    client: TestClient, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    run = Forward.run

    def noted(self: Forward, parameters: Any) -> None:
        asked.append(1)
        run(self, parameters)

    with talking(client) as talk:
        talk.say("start", running=False, views=[])
        assert set(talk.frame().arrays) == CURVES
        talk.say("neuron", layer=1, units=[0, 1])
        assert set(talk.frame().arrays) <= CURVES
        monkeypatch.setattr(Forward, "run", noted)
        frame = talk.do("views", show=[view])
        assert set(frame.arrays) - CURVES == ARRAYS[view]
        assert len(asked) == RUNS.get(view, 0)
        asked.clear()
        later = set(talk.do("step").arrays)
        assert later - CURVES == ARRAYS[view] - {"layer0"}  # that stays as it is, and is told once
        assert len(asked) == RUNS.get(view, 0)


def test_frames_are_small(client: TestClient) -> None:
    with talking(client) as talk:
        talk.say("start", running=False, views=["plane"])
        talk.frame()
        talk.do("step", updates=10)
        assert talk.bytes <= 6_000
        talk.do("views", show=list(VIEWS))
        talk.do("neuron", layer=1, units=[0, 1])
        talk.do("step", updates=10)
        assert 6_000 < talk.bytes <= 20_000


def test_what_is_shown_if_nothing_is_said_and_what_is_no_view(client: TestClient) -> None:
    with talking(client) as talk:
        expected = set[str]().union(*(ARRAYS[view] for view in USUAL if view != "space"))
        assert set(talk.begin().arrays) == expected | CURVES
        talk.say("views", show=["planes"])
        assert talk.refused("invalid-message")["errors"][0]["pointer"] == "/show/0"


@pytest.mark.parametrize("loss", ["softmax", "svm", "sigmoid", "regression"])
@pytest.mark.parametrize("classes", [2, 3])
def test_two_classes_are_one_grid_that_decides_as_the_outputs_do(loss: str, classes: int) -> None:
    config = Config(loss=loss)
    if loss != "regression":
        config = Config(loss=loss, dataset=DatasetConfig(classes=classes))
    trainer = Trainer(config, make_data(config.dataset))
    trainer.advance(200)
    views = Views(trainer, Sizes(size=20), None)
    told = views.plane(trainer.parameters)
    several = classes > 2 and loss != "regression"
    assert told.values.shape == (classes if several else 1, 20, 20)
    if several or loss == "regression":
        return
    outputs = views._plane.run(trainer.parameters, lambda forward: forward.outputs)
    middle = 0 if loss == "svm" else 0.5
    second = outputs[1] > outputs[0] if len(outputs) == 2 else outputs[0] > 0.5
    low, high = np.array([told.low, told.high])
    seen = low + (high - low) * told.values.ravel() / 255
    sure = abs(seen - middle) > (high - low) / 255
    assert np.array_equal((seen > middle)[sure], second[sure])
    assert sure.mean() > 0.9


def test_the_norms_are_those_of_each_layer_and_are_told_of_the_past(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        first = talk.do("views", show=["norms", "gradients"])
        blocks = talk.ready["network"]["blocks"]
        ends = [block["offset"] for block in blocks[1:]]
        expected = [np.linalg.norm(part) for part in np.split(first.arrays["gradients"], ends)]
        assert np.allclose(first.arrays["norms"], expected, rtol=1e-5)
        talk.say("views", show=[])
        later = talk.do("step", updates=8)
        norms = later.arrays["recorded"][:, 6:]
        assert norms.shape == (8, len(blocks))
        assert (norms > 0).all()


def test_dead_units_are_known() -> None:
    config = Config(layers=(LayerConfig(4, "relu"), LayerConfig(4, "relu")))
    trainer = Trainer(config, make_data(config.dataset))
    trainer.parameters[:3] = 0, 0, -1  # the first neuron is below zero at every point
    views = Views(trainer, Sizes(size=4), None)
    shown = dict(views.draw(trainer, {"lively", "gradients"}))
    gradient, lively = shown["gradients"], shown["lively"]
    assert not isinstance(gradient, Steps)
    assert not isinstance(lively, Steps)
    assert lively.shape == (8,)
    assert lively[0] == Lively.DEAD
    explained = trainer.explain()
    assert explained is not None
    assert np.allclose(explained.gradient, gradient, rtol=1e-5, atol=1e-7)


def test_to_look_at_a_run_changes_nothing_in_it() -> None:
    config = Config()
    looked, left = (Trainer(config, make_data(config.dataset)) for _ in range(2))
    views = Views(looked, Sizes(size=8), Pair(1, (0, 1)))
    for _ in range(70):
        list(views.draw(looked, VIEWS))
        looked.advance(3)
    left.advance(210)
    assert np.array_equal(looked.parameters, left.parameters)


def test_coarse_views_are_never_finer_than_asked_for() -> None:
    assert coarser(Sizes()) == COARSE
    assert coarser(Sizes(size=20, neurons=50, warp=5)) == Sizes(size=20, neurons=12, warp=5)
