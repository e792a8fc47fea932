"""Small images: what is drawn, and what a linear classifier and a hidden layer make of them."""

from collections.abc import Callable

import numpy as np
import pytest

from app.classifier.image_programs import HiddenLayer, hidden_program, linear_program
from app.classifier.image_sets import IMAGE_SETS
from app.classifier.images import Images, make_images
from app.descent.learner import Learner
from app.engine.ops.op import Array
from app.language import read_program
from app.training.config import OptimizerConfig
from app.training.errors import ConfigError

RATE, UPDATES, STRENGTH = 0.5, 100, 0.02
SEEDS = range(1, 11)
HORSES = pytest.mark.parametrize("seed", SEEDS)


def trained(text: str) -> Learner:
    learner = Learner(read_program(text, {}), OptimizerConfig(name="sgd", learning_rate=RATE))
    for _ in learner.run(UPDATES):
        pass
    return learner


def watched(learner: Learner, name: str) -> Array:
    return learner.value(learner.program.graph.names[name])


def right(learner: Learner, images: Images) -> Array:
    """Tell of which images the true class has the highest score."""
    found: Array = watched(learner, "scores").argmax(axis=1) == np.array(images.labels)
    return found


def of(images: Images, kind: str) -> Array:
    return np.array([one == kind for one in images.kinds])


def likeness(template: Array, images: Images, kind: str) -> float:
    """Return the correlation of a template with the mean image of a kind, less the mean of all."""
    mean = (images.pixels[of(images, kind)].mean(axis=0) - images.pixels.mean(axis=0)).ravel()
    return float(np.corrcoef(template.ravel(), mean)[0, 1])


@pytest.mark.parametrize("name", IMAGE_SETS)
def test_the_same_seed_makes_the_same_images(name: str) -> None:
    first, again, other = make_images(name, 7), make_images(name, 7), make_images(name, 8)
    assert first.pixels.shape == (40, 64)
    assert len(first.labels) == len(first.kinds) == 40
    np.testing.assert_array_equal(first.pixels, again.pixels)
    assert (first.pixels != other.pixels).any()
    assert first.kinds == other.kinds
    assert set(first.pixels.ravel().tolist()) == {0, 0.1, 0.2, 0.8, 0.9, 1}


@pytest.mark.parametrize("name", IMAGE_SETS)
def test_one_direction_is_the_mirror_image_of_the_other(name: str) -> None:
    left, right, *_ = IMAGE_SETS[name].kinds
    np.testing.assert_array_equal(left.ink, right.ink[:, ::-1])
    assert left.label == right.label == 0
    for kind in IMAGE_SETS[name].kinds[2:]:
        np.testing.assert_array_equal(kind.ink, kind.ink[:, ::-1])
        assert kind.label == 1


@pytest.mark.parametrize("name", IMAGE_SETS)
def test_noise_says_nothing_about_a_kind(name: str) -> None:
    images = make_images(name, 11)
    for kind in IMAGE_SETS[name].kinds:
        if not (of(images, kind.name)).any():
            continue
        assert (kind.alone + IMAGE_SETS[name].fours) % 4 == 0
        inks = np.zeros((2, 8, 8))
        inks[0, :7] = inks[1, 1:] = kind.ink
        mean = images.pixels[of(images, kind.name)].mean(axis=0).reshape(8, 8)
        np.testing.assert_allclose(mean, 0.1 + 0.8 * inks.mean(axis=0), atol=1e-12)


@pytest.mark.parametrize("name", ["horses", "arrows"])
def test_of_four_images_two_add_up_to_the_others(name: str) -> None:
    """So no linear classifier is right about all four: f(left) + f(right) = f(both) + f(none)."""
    images = make_images(name, 3)
    left, right, both, none = (
        images.pixels[of(images, kind.name)][: IMAGE_SETS[name].fours]
        for kind in IMAGE_SETS[name].kinds[:4]
    )
    np.testing.assert_allclose(left + right, both + none, atol=1e-12)


@HORSES
def test_a_linear_classifier_takes_two_heads_for_the_best_horse(seed: int) -> None:
    images = make_images("horses", seed)
    learner = trained(linear_program(images, STRENGTH))
    np.testing.assert_array_equal(right(learner, images), of(images, "two heads") == 0)
    scores = watched(learner, "scores")
    ahead = scores[:, 0] - scores[:, 1]
    assert ahead[of(images, "two heads")].min() > ahead[of(images, "facing left")].mean()
    assert ahead[of(images, "two heads")].min() > ahead[of(images, "facing right")].mean()


@HORSES
def test_its_one_template_looks_like_both_directions_at_once(seed: int) -> None:
    images = make_images("horses", seed)
    template = trained(linear_program(images, STRENGTH)).named()["W"][0]
    np.testing.assert_allclose(template.reshape(8, 8), template.reshape(8, 8)[:, ::-1], atol=0.05)
    left, right = (likeness(template, images, f"facing {way}") for way in ("left", "right"))
    assert min(left, right) > 0.2
    assert abs(left - right) < 0.02
    assert likeness(template, images, "two heads") > 1.5 * max(left, right)


@HORSES
@pytest.mark.parametrize("units", [6, 8])
def test_a_hidden_layer_has_a_template_for_each_direction(seed: int, units: int) -> None:
    images = make_images("horses", seed)
    learner = trained(hidden_program(images, HiddenLayer(units, seed=seed), STRENGTH))
    assert right(learner, images).all()
    votes = learner.named()["W2"]
    adds = watched(learner, "h") * (votes[0] - votes[1])
    left, right_ = (adds[of(images, f"facing {way}")].mean(axis=0) for way in ("left", "right"))
    for mine, others in ((left, right_), (right_, left)):
        best = int(mine.argmax())
        assert mine[best] > 1
        assert abs(others[best]) < mine[best] / 3
        template = learner.named()["W1"][best]
        ways = ("left", "right") if mine is left else ("right", "left")
        likes, dislikes = (likeness(template, images, f"facing {way}") for way in ways)
        assert likes > 0.4
        assert dislikes < -0.1


def test_few_units_may_all_begin_on_one_side() -> None:
    """Relu gives an image of the other side nothing then, and no gradient turns a unit round."""
    found = {}
    for units in (2, 4):
        learners = [(make_images("horses", seed), seed) for seed in SEEDS]
        found[units] = [
            right(trained(hidden_program(images, HiddenLayer(units, seed=seed), STRENGTH)), images)
            for images, seed in learners
        ]
    assert sum(one.all() for one in found[4]) == 9
    assert sum(one.all() for one in found[2]) == 6
    images, third = make_images("horses", 3), found[2][2]
    np.testing.assert_array_equal(third == 0, of(images, "facing right"))


def test_images_that_were_never_seen_are_judged_the_same_way() -> None:
    images = make_images("horses", 1)
    weights = trained(hidden_program(images, HiddenLayer(), STRENGTH)).named()
    for seed in range(101, 111):
        unseen = make_images("horses", seed)
        hidden = (unseen.pixels - images.pixels.mean(axis=0)) @ weights["W1"].T + weights["b1"]
        scores = np.maximum(hidden, 0) @ weights["W2"].T + weights["b2"]
        assert (scores.argmax(axis=1) == unseen.labels).all()


def test_horses_and_trees_need_no_hidden_layer() -> None:
    for seed in SEEDS:
        images = make_images("trees", seed)
        learner = trained(linear_program(images, STRENGTH))
        assert right(learner, images).all()
        template = learner.named()["W"][0]
        assert likeness(template, images, "facing left") > 0.7
        assert likeness(template, images, "facing right") > 0.7


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (lambda: HiddenLayer(units=1), "/units"),
        (lambda: HiddenLayer(units=9), "/units"),
        (lambda: HiddenLayer(activation="exp"), "/activation"),
        (lambda: make_images("dogs", 1), "/set"),
        (lambda: make_images("horses", -1), "/seed"),
        (lambda: make_images("horses", 2**32), "/seed"),
    ],
)
def test_what_cannot_be_made_is_said(make: Callable[[], object], where: str) -> None:
    with pytest.raises(ConfigError) as error:
        make()
    assert error.value.where == where
    assert error.value.hint
