"""The training stream: what a client says and what it is told."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.api.live.curve_arrays import ROWS
from tests.api.streaming import SMALL, Frame, Talk, talking

WIDE = {"layers": [{"units": 3, "activation": "relu"}, {"units": 4, "activation": "maxout"}]}


def test_a_start_is_answered_with_all_of_the_run_and_a_frame(client: TestClient) -> None:
    with talking(client) as talk:
        talk.say("start", grid=SMALL, running=False)
        ready = talk.told("ready")
        assert ready["config"]["dataset"]["name"] == "spiral"
        assert ready["grid"] == {**SMALL, "extent": ready["data"]["extent"]}
        assert ready["history"] == {"first": 0, "last": 0}
        network, data = ready["network"], ready["data"]
        assert [layer["units"] for layer in network["layers"]] == [6, 2, 2]
        assert network["blocks"][0] == {
            "name": "layer1",
            "layer": 1,
            "piece": 0,
            "units": 6,
            "inputs": 2,
            "offset": 0,
            "bias": True,
        }
        assert len(data["points"]) == len(data["labels"]) == len(data["test"]) == 200
        frame = talk.frame()
        assert (frame.header["frame"], frame.update, frame.header["running"]) == (1, 0, False)
        shapes = {name: array.shape for name, array in frame.arrays.items()}
        assert shapes == {
            "grid": (1, 8, 8),
            "layer0": (2, 4, 4),
            "layer1": (6, 4, 4),
            "layer2": (2, 4, 4),
            "layer3": (2, 4, 4),
            "parameters": (network["size"],),
            "norms": (3,),
            "lively": (8,),
            "confusion": (2, 2),
            "recorded_at": (1,),
            "recorded": (1, 9),
        }
        assert 0 <= frame.arrays["grid"].min() < frame.arrays["grid"].max() <= 1
        assert frame.arrays["confusion"].sum() == 200


def test_the_grid_begins_at_the_top_left(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin({"layers": [], "loss": "regression", "dataset": {"name": "plane"}})
        frame = talk.do("put", parameters=[[0, 0.0], [1, 1.0], [2, 0.0]])
        rows = frame.arrays["grid"][0]
        extent = talk.ready["grid"]["extent"]
        assert rows[0, 0] == pytest.approx(extent * 7 / 8, rel=1e-6)
        assert np.all(rows[:, 0] == rows[:, -1])
        frame = talk.do("put", parameters=[[0, 1.0], [1, 0.0]])
        assert frame.arrays["grid"][0, 0, 0] == pytest.approx(-extent * 7 / 8, rel=1e-6)


def test_a_run_goes_on_learns_and_stops(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(running=True)
        while (frame := talk.frame()).header["train_accuracy"] < 0.9:
            assert frame.header["running"]
        assert frame.header["updates_per_second"] > 0
        update = talk.stop()
        assert talk.do("step").update == update + 1


def test_training_does_not_wait_for_frames_and_frames_wait_for_answers(client: TestClient) -> None:
    with talking(client) as talk:
        talk.silent = True
        first = talk.begin(running=True)
        # It was not answered: only answers come now, and each says that the run went on.
        update = first.update
        for _ in range(3):
            while (probed := talk.ask("probe", "probed", x=[0, 0]))["update"] == update:
                pass
            update = probed["update"]
        talk.say("ack", frame=first.header["frame"])
        assert talk.frame().header["frame"] == 2


def test_steps(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        assert talk.do("step").update == 1
        assert talk.do("step", updates=50).update == 51
        assert talk.do("step", epochs=1).header["epoch"] == 3.0
        assert talk.do("step", epochs=2).header["epoch"] == 5.0


def test_one_update_is_explained(client: TestClient) -> None:
    with talking(client) as talk:
        before = talk.begin()
        frame = talk.do("step", explain=True)
        assert frame.update == 1
        moved = frame.arrays["parameters"] - before.arrays["parameters"]
        assert np.allclose(moved, frame.arrays["delta"], atol=1e-6)
        assert frame.arrays["gradient"].shape == moved.shape
        assert len(frame.arrays["batch"]) == 10
        shapes = {
            name: frame.arrays[name].shape for name in ("values", "deltas", "outputs", "pulls")
        }
        rows = 6 + 2 + 2
        assert shapes == {
            "values": (rows, 10),
            "deltas": (rows, 10),
            "outputs": (2, 10),
            "pulls": (2, 10),
        }
        assert frame.header["batch_loss"] > 0
        assert "mask" not in frame.arrays
        assert "delta" not in talk.do("step").arrays
        talk.say("step", explain=True, updates=2)
        talk.refused("invalid-message")


def test_an_explained_update_tells_its_own_rate_and_the_units_that_it_had(
    client: TestClient,
) -> None:
    with talking(client) as talk:
        schedule = {"name": "step", "period": 2, "factor": 0.5}
        layers = [{"units": 6, "dropout": 0.5}, {"units": 3}]
        optimizer = {"name": "sgd", "learning_rate": 0.1, "schedule": schedule}
        assert talk.begin({"layers": layers, "optimizer": optimizer}).header["rate"] == 0.1
        assert talk.do("step").header["rate"] == 0.1
        frame = talk.do("step", explain=True)
        assert frame.header["rate"] == 0.1
        delta, gradient = frame.arrays["delta"], frame.arrays["gradient"]
        assert np.allclose(delta, -0.1 * gradient)
        mask = frame.arrays["mask"]
        assert mask.shape == (9, 10)
        assert set(mask[:6].ravel()) == {0, 1}
        assert mask[6:].all()
        assert talk.do("step").header["rate"] == 0.05


def test_the_moment_before_an_explained_update_is_shown(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        talk.say("resume")
        while talk.frame().update == 0:
            pass
        talk.say("put", parameters=[[0, 0.25]])
        talk.say("step", explain=True)
        before = after = talk.frame()
        while "delta" not in after.arrays:
            before, after = after, talk.frame()
        assert after.update == before.update + 1
        moved = after.arrays["parameters"] - before.arrays["parameters"]
        assert np.allclose(moved, after.arrays["delta"], atol=1e-6)


@pytest.mark.parametrize(
    ("until", "reached"),
    [
        ({"updates": 500}, lambda header: header["update"] == 500),
        ({"epochs": 7}, lambda header: header["epoch"] == 7),
        ({"accuracy": 0.8}, lambda header: header["train_accuracy"] >= 0.8),
        ({"loss": 0.4}, lambda header: header["train_loss"] <= 0.4),
    ],
    ids=["updates", "epochs", "accuracy", "loss"],
)
def test_a_run_stops_where_it_was_told_to(
    client: TestClient, until: dict[str, float], reached: Callable[[dict[str, Any]], bool]
) -> None:
    ends = []
    for _ in range(2):
        with talking(client) as talk:
            talk.begin()
            paused = talk.ask("resume", "paused", until=until)
            assert paused["reason"] == "until"
            frame = talk.frame()
            assert reached(frame.header)
            assert frame.update == paused["update"]
            ends.append(frame.update)
            assert talk.ask("resume", "paused", until=until)["update"] == frame.update
    assert ends[0] == ends[1]


def test_rates_change_while_it_runs(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(running=True)
        talk.frame()
        ready = talk.ask("set", "ready", learning_rate=0.5, l2=0.01, batch_size=20)
        assert ready["config"]["optimizer"]["learning_rate"] == 0.5
        assert ready["config"]["regularization"]["l2"] == 0.01
        assert ready["update"] > 0
        assert "data" not in ready
        assert talk.frame().header["running"]


def test_dropout_schedule_and_a_formula_are_set_while_it_runs(client: TestClient) -> None:
    layers = [{"units": 6, "dropout": 0.3}, {"units": 6, "residual": True}]
    schedule = {"name": "step", "period": 100, "factor": 0.5}
    with talking(client) as talk:
        talk.begin()
        talk.do("step", updates=150)
        ready = talk.ask("set", "ready", layers=layers, optimizer={"schedule": schedule})
        assert ready["update"] == 150
        assert ready["config"]["layers"][0]["dropout"] == 0.3
        assert ready["config"]["optimizer"]["schedule"]["factor"] == 0.5
        ready = talk.ask("set", "ready", features=["x1", "x2", "sin(3*x1)"])
        assert ready["network"]["features"] == ["x1", "x2", "sin(3*x1)"]
        talk.say("set", features=["x1", "sin(3*"])
        problem = talk.refused("syntax")
        assert problem["errors"][0]["pointer"] == "/features/1"
        assert problem["line"] == 1
        assert talk.do("step", updates=10).update == 160


def test_other_layers_keep_the_weights_that_both_have(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        old = talk.do("step", updates=100).arrays["parameters"]
        ready = talk.ask("set", "ready", layers=[{"units": 8}, {"units": 2}])
        new = talk.frame().arrays["parameters"]
        assert ready["update"] == 100
        assert np.array_equal(new[:18], old[:18])
        assert ready["network"]["size"] == len(new)


def test_other_data_keep_the_weights_and_another_seed_begins_anew(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        old = talk.do("step", updates=10).arrays["parameters"]
        ready = talk.ask("set", "ready", dataset={"name": "xor"})
        assert ready["data"]["names"] == ["x1", "x2"]
        assert np.array_equal(talk.frame().arrays["parameters"], old)
        assert talk.ask("set", "ready", init={"seed": 9})["update"] == 0
        assert not np.array_equal(talk.frame().arrays["parameters"], old)


def test_points_come_move_and_go_while_it_trains(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(running=True)
        talk.frame()
        data = talk.ask("points", "data", add=[[0.5, -0.5, 1]])
        assert len(data["points"]) == 201
        assert data["points"][-1] == [0.5, -0.5]
        assert data["config"]["dataset"]["name"] == "custom"
        data = talk.ask("points", "data", remove=[0, 1], move=[[200, 1, 2]])
        assert len(data["points"]) == 199
        assert data["points"][-1] == [1, 2]
        assert talk.ask("points", "ready", add=[[0, 0, 2]])["network"]["layers"][-1]["units"] == 3
        cleared = talk.ask("points", "ready", clear=True)
        assert cleared["data"]["points"] == []
        frame = talk.frame()
        while frame.header["train_loss"] is not None:
            frame = talk.frame()
        update = talk.ask("points", "data", add=[[0, 0, 0], [1, 1, 1]])["update"]
        while talk.frame().update <= update:
            pass


def test_the_plane_stays_where_it_is_while_points_are_placed_on_it(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        ready = talk.ask("set", "ready", dataset={"name": "pass_class", "samples": 20})
        extent, names = ready["data"]["extent"], ready["data"]["names"]
        data = talk.ask("points", "data", add=[[9.9, 0, 1]])
        assert (data["extent"], data["names"]) == (extent, names)
        assert talk.ask("points", "data", add=[[30, 0, 1]])["extent"] > extent


def test_seeking_is_exact_and_going_on_from_there_is_as_if_never_sought(
    client: TestClient,
) -> None:
    with talking(client) as talk:
        talk.begin()
        early = talk.do("step", updates=777)
        late = talk.do("step", updates=5_000)
        sought = talk.do("seek", update=777)
        assert sought.update == 777
        assert sought.header["history"] == {"first": 0, "last": 5_777}
        assert np.array_equal(sought.arrays["parameters"], early.arrays["parameters"])
        again = talk.do("seek", update=5_777)
        assert np.array_equal(again.arrays["parameters"], late.arrays["parameters"])
        talk.do("seek", update=777)
        resumed = talk.do("step", updates=5_000)
        assert np.array_equal(resumed.arrays["parameters"], late.arrays["parameters"])


def test_a_seek_across_a_change_tells_the_old_configuration(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        before = talk.do("step", updates=30)
        talk.ask("set", "ready", **WIDE)
        talk.frame()
        talk.do("step", updates=30)
        talk.say("seek", update=20)
        ready = talk.told("ready")
        assert [layer["units"] for layer in ready["network"]["layers"]] == [6, 2, 2]
        assert talk.told("paused")["reason"] == "seek"
        assert talk.frame().update == 20
        talk.do("step", updates=10)
        after = talk.do("put", parameters=[[0, float(before.arrays["parameters"][0])]])
        assert np.array_equal(after.arrays["parameters"], before.arrays["parameters"])
        talk.say("seek", update=60)
        assert "from 0 to 30" in talk.refused("invalid-message")["hint"]


def test_reset_goes_back_to_the_same_first_weights(client: TestClient) -> None:
    with talking(client) as talk:
        first = talk.begin()
        talk.do("step", updates=100)
        assert talk.ask("reset", "ready")["history"] == {"first": 0, "last": 0}
        frame = talk.frame()
        assert frame.update == 0
        assert np.array_equal(frame.arrays["parameters"], first.arrays["parameters"])


def test_a_run_that_diverges_says_so_stops_and_can_be_taken_back(client: TestClient) -> None:
    wild = {"optimizer": {"name": "sgd", "learning_rate": 1e9}, "loss": "regression"}
    with talking(client) as talk:
        talk.begin({**wild, "dataset": {"name": "plane"}, "layers": []})
        assert talk.ask("resume", "paused")["reason"] == "diverged"
        frame = talk.frame()
        assert frame.header["diverged"]["update"] == frame.update
        assert frame.header["diverged"]["parameter"].startswith(("W1[", "b1["))
        assert talk.ask("resume", "paused")["reason"] == "diverged"
        talk.frame()
        back = talk.do("seek", update=0)
        assert "diverged" not in back.header
        talk.ask("set", "ready", learning_rate=0.01)
        talk.frame()
        assert "diverged" not in talk.do("step", updates=200).header


def test_the_plane_as_two_neurons_see_it(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        frame = talk.do("neuron", layer=1, units=[0, 3])
        assert frame.header["neuron"] == {"layer": 1, "units": [0, 3]}
        assert frame.arrays["warp"].shape == (2, 5, 5)
        assert frame.arrays["warp_points"].shape == (2, 200)
        talk.say("neuron", layer=1, units=[0, 6])
        assert talk.refused("invalid-message")["errors"][0]["pointer"] == "/units/1"
        assert "warp" not in talk.do("neuron").arrays


def test_a_probe_tells_every_layer(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(WIDE)
        probed = talk.ask("probe", "probed", x=[1, -2])
        first, second, scores = probed["layers"]
        assert probed["features"] == [1, -2]
        assert first["after"] == [max(0, value) for value in first["before"]]
        assert second["after"] == [max(pair) for pair in zip(*second["before"], strict=True)]
        powers = np.exp(scores["before"])
        assert probed["outputs"] == pytest.approx(powers / powers.sum())


def test_grids_change_their_size(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        assert talk.ask("grid", "ready", size=12, extent=2)["grid"]["extent"] == 2
        frame = talk.frame()
        assert frame.arrays["grid"].shape == (1, 12, 12)
        assert frame.arrays["layer1"].shape == (6, 4, 4)
        talk.say("grid", size=100_000)
        assert talk.refused("invalid-message")["errors"][0]["pointer"] == "/size"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("", "malformed-json"),
        ("{", "malformed-json"),
        ('{"type": "put", "parameters": [[0, NaN]]}', "malformed-json"),
        ("[]", "invalid-message"),
        ("{}", "invalid-message"),
        ('{"type": "puase"}', "invalid-message"),
        ('{"type": 3}', "invalid-message"),
        ('{"type": "step", "updates": 0}', "invalid-message"),
        ('{"type": "step", "steps": 1}', "invalid-message"),
        ('{"type": "put", "parameters": [[0, "1"]]}', "invalid-message"),
        ('{"type": "put", "parameters": [[100000, 1]]}', "invalid-message"),
        ('{"type": "put", "parameters": [[0.5, 1]]}', "invalid-message"),
        ('{"type": "points", "remove": [-1]}', "invalid-message"),
        ('{"type": "points", "add": [[0, 0, 0.5]]}', "invalid-config"),
        ('{"type": "points", "add": [[0, 0, 77]]}', "invalid-config"),
        ('{"type": "set", "optimizer": {"learning_rate": "fast"}}', "invalid-config"),
        ('{"type": "set", "optimiser": {}}', "invalid-config"),
        ('{"type": "set", "layers": [{"units": 100000}]}', "invalid-config"),
        ('{"type": "set", "loss": "regresion"}', "invalid-config"),
        ('{"type": "graph", "sample": 200}', "invalid-message"),
        ('{"type": "start", "fps": 100000}', "invalid-message"),
        ('{"type": "start", "config": {"layers": 3}}', "invalid-config"),
    ],
    ids=range(22),
)
def test_a_wrong_message_is_explained_and_harms_nothing(
    client: TestClient, text: str, slug: str
) -> None:
    with talking(client) as talk:
        talk.begin()
        talk.socket.send_text(text)
        problem = talk.refused(slug)
        assert problem.get("hint") or problem.get("errors") or slug == "malformed-json"
        assert talk.do("step").update == 1


def test_before_a_start_there_is_nothing_to_do(client: TestClient) -> None:
    with talking(client) as talk:
        talk.say("resume")
        assert "start" in talk.refused("invalid-message")["hint"]
        talk.begin()


def test_binary_messages_and_long_ones_are_refused(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        talk.socket.send_bytes(b"{}")
        talk.refused("invalid-message")
        talk.socket.send_text('{"type": "pause", "' + "x" * 2_000_000)
        assert "2,000,000" in talk.refused("invalid-message")["detail"]
        assert talk.do("step").update == 1


def test_the_function_of_a_curve_is_pointed_into(client: TestClient) -> None:
    with talking(client) as talk:
        talk.say("start", config={"dataset": {"name": "curve", "function": "x1 + sn(x1)"}})
        problem = talk.refused("unknown-gate")
        assert (problem["line"], problem["column"]) == (1, 5)
        assert problem["errors"][0]["pointer"] == "/config/dataset/function"
        talk.begin({"dataset": {"name": "curve", "function": "x1**3 - x1", "noise": 0}})
        data = talk.ask("set", "ready", dataset={"samples": 50})["data"]
        for (x1, x2), label in zip(data["points"], data["labels"], strict=True):
            assert label == (x2 > x1**3 - x1)


def test_a_new_start_drops_the_run_before(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin(running=True)
        talk.frame()
        talk.say("start", grid=SMALL, running=False)
        assert talk.told("ready")["update"] == 0
        frame = talk.frame()
        assert (frame.header["frame"], frame.update) == (1, 0)


def played(talk: Talk) -> Frame:
    talk.begin({"dataset": {"test_fraction": 0.25}, "optimizer": {"name": "adam"}})
    talk.do("step", updates=123)
    talk.do("put", parameters=[[3, 0.25], [4, -1]])
    talk.do("step", updates=45)
    talk.say("points", add=[[1, 1, 0], [2, 2, 1]], remove=[5])
    talk.told("data")
    talk.frame()
    return talk.do("step", updates=321)


def test_the_same_messages_give_the_same_numbers(client: TestClient) -> None:
    with talking(client) as talk:
        first = played(talk)
    with talking(client) as talk:
        second = played(talk)
        for update in (10, 123, 150, 168, 489):
            talk.do("seek", update=update)
        third = talk.do("seek", update=489)
    for frame in (second, third):
        for name, array in first.arrays.items():
            if not name.startswith("recorded"):  # an update is told once
                assert np.array_equal(frame.arrays[name], array), name


@pytest.mark.parametrize("sample", [3, "batch"])
def test_the_network_of_this_moment_is_a_program(client: TestClient, sample: int | str) -> None:
    with talking(client) as talk:
        talk.begin()
        talk.do("step", updates=50)
        told = talk.ask("graph", "graph", sample=sample)
        assert told["update"] == 50
        asked = {"program": told["program"], "detail": told["detail"], "layout": False}
        answer = client.post("/api/v1/trace", json=asked)
        assert answer.status_code == 200, answer.text
        assert "W1" in answer.json()["gradients"]


def test_all_of_a_run_is_exported(client: TestClient) -> None:
    with talking(client) as talk:
        talk.begin()
        frame = talk.do("step", updates=50)
        told = talk.ask("export", "export")
        flat = np.hstack([told["parameters"]["W1"], np.transpose([told["parameters"]["b1"]])])
        assert np.array_equal(np.float32(flat.ravel()), frame.arrays["parameters"][:18])
        assert [row["update"] for row in told["history"]] == list(range(51))
        assert told["config"]["dataset"]["name"] == "spiral"
        assert "import torch" in told["torch"]


def test_every_early_update_is_told_at_the_fastest_pace_and_few_at_a_time(
    client: TestClient,
) -> None:
    with talking(client) as talk:
        frames = [talk.begin(running=True)]
        while frames[-1].header["running"] or len(frames) == 1:
            frames.append(talk.frame())
            if frames[-1].update > 600 and frames[-1].header["running"]:
                talk.say("pause")
        told = [update for frame in frames for update in frame.arrays.get("recorded_at", ())]
        assert sorted(told)[:512] == list(range(512))
        going = [frame for frame in frames if frame.header["running"]]
        assert max(len(frame.arrays.get("recorded_at", ())) for frame in going) <= ROWS
