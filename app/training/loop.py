"""The training loop: one network on one set of samples, advanced update by update.

An update is a list of NumPy calls that were bound to their buffers beforehand: the gradient of the
loss summed over the batch, then the optimiser's step. No loss is computed unless it is watched.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from ..engine.compiled.steps import Call
from ..engine.ops.op import Array
from ..engine.stopping import may_go_on
from .batches import epoch_order
from .config import Config
from .forward import LARGE
from .networks import Network
from .optimizers import Memory
from .planning import Plan, Plans


def _dot_raises() -> bool:
    large = np.full((2, 2), 1e200)
    with np.errstate(over="raise"):
        try:
            np.dot(large, large)
        except FloatingPointError:
            return True
    return False


DOT_RAISES = _dot_raises()
"""Whether an overflow in a matrix product raises where that is asked for, as from NumPy 2.3 on.

Where it does not, every update is looked at for a parameter that is not finite."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """The update after which a parameter was no longer finite, and which: ``W1[2,0]``."""

    update: int
    parameter: str


@dataclass(slots=True)
class Place:
    """Where a run stands: updates made, whole epochs gone through, batches made of this one."""

    update: int = 0
    epoch: int = 0
    position: int = 0
    diverged: Divergence | None = None

    def among(self, before: int, now: int) -> "Place":
        """Return this place where an epoch has ``now`` batches and had ``before``.

        What was gone through stays gone through: the next batch is the one nearest to as far on.
        """
        epochs, position = divmod((2 * self.position * now + before) // (2 * before), now)
        return replace(self, epoch=self.epoch + epochs, position=position)


class Loop:
    """Updates of ``memory`` from ``inputs``, features × samples, and their labels.

    With ``watch`` the loss is computed at every update as well.
    """

    def __init__(
        self,
        network: Network,
        config: Config,
        inputs: Array,
        labels: Array,
        memory: Memory,
        place: Place | None = None,
        *,
        watch: bool = False,
    ) -> None:
        self.network = network
        self.memory = memory
        self.place = place or Place()
        self.plans = Plans(network, config, inputs, labels, memory, watch=watch)
        self._seed, self._samples = config.init.seed, len(labels)
        self._laid_out: int | None = None
        self._is_large = self.plans.batch * network.size > LARGE

    @property
    def epoch(self) -> float:
        """How often the samples have been gone through."""
        return self.place.epoch + self.place.position / max(len(self.plans.batches), 1)

    def advance(self, updates: int) -> int:
        """Make updates; returns how many.

        Fewer are made once a parameter is no longer finite, and none where there is no sample.
        """
        done = 0
        # An overflow, 0/0 and their like raise, which costs nothing while there is none.
        with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
            while done < updates and self.place.diverged is None and self.plans.batches:
                done += self._go_through(updates - done)
        return done

    def _go_through(self, most: int) -> int:
        """Make updates to the end of the epoch; returns how many.

        A single batch of all samples needs no laying out: many epochs are gone through at once.
        """
        self.lay_out()
        place, batches = self.place, self.plans.batches
        single = len(batches) == 1
        ahead = repeat(batches[0], most) if single else batches[place.position :][:most]
        plans: Iterable[Plan] = self._prepared(ahead) if self.plans.before else ahead
        made = 0
        for plan in plans:
            careful = not DOT_RAISES
            try:
                for call in self._asking(plan.gradient) if self._is_large else plan.gradient:
                    call()
            except FloatingPointError:
                self._find_gradient_carefully((place.position + made) % len(batches))
                careful = True
            step = iter(plan.step)
            try:
                for call in step:
                    call()
            except FloatingPointError:
                with np.errstate(all="ignore"):
                    for call in step:  # the one that raised has written its result
                        call()
                careful = True
            made += 1
            if careful and self.find_divergence(place.update + made):
                break
        place.update += made
        epochs, place.position = divmod(place.position + made, len(batches))
        place.epoch += epochs
        return made

    def _prepared(self, plans: Iterable[Plan]) -> Iterator[Plan]:
        """Yield the plans of the next updates, each once what it needs is done."""
        for update, plan in enumerate(plans, self.place.update):
            for prepare in self.plans.before:
                prepare(update)
            yield plan

    @staticmethod
    def _asking(calls: list[Call]) -> Iterator[Call]:
        """Yield the calls of a large update, and ask before each whether to go on."""
        for call in calls:
            may_go_on()
            yield call

    def batch(self) -> NDArray[np.intp]:
        """Return the samples that the next update is made from."""
        start = self.place.position * self.plans.batch
        return self._order()[start : start + self.plans.batch]

    @property
    def _size(self) -> int:
        """How many samples the next update is made from."""
        batch = self.plans.batch
        return min(batch, self._samples - self.place.position * batch)

    def lay_out(self) -> None:
        """Lay the batches of this epoch out, where that was not done yet."""
        if self._laid_out != self.place.epoch:
            if self._laid_out is None or len(self.plans.batches) > 1:
                self.plans.lay_out(self._order())
            self._laid_out = self.place.epoch

    def gradient(self) -> Array:
        """Return the gradient that the next update is made from, but for weight decay: the mean."""
        self.lay_out()
        (plan,) = self._prepared([self.plans.batches[self.place.position]])
        with np.errstate(over="raise", divide="raise", invalid="raise", under="ignore"):
            try:
                for call in plan.gradient:
                    call()
            except FloatingPointError:
                self._find_gradient_carefully(self.place.position)
        return self.plans.gradient / self._size

    def mask(self) -> Array | None:
        """Return which units the next update leaves out; ``None`` where there is no dropout."""
        masks = self.plans.masks
        return None if masks is None else masks.at(self.place.update)[:, : self._size]

    def _find_gradient_carefully(self, position: int) -> None:
        """Write the gradient of one batch, whatever the size of its logits."""
        with np.errstate(all="ignore"):
            for call in self.plans.careful(position):
                call()

    def find_divergence(self, update: int) -> bool:
        """Note the first parameter that is not finite, if there is one."""
        wrong = np.flatnonzero(~np.isfinite(self.memory.parameters))
        found = Divergence(update, self.network.parameter(int(wrong[0]))) if wrong.size else None
        self.place.diverged = found
        return found is not None

    def _order(self) -> NDArray[np.intp]:
        """Return the order of this epoch; it does not matter where all samples are one batch."""
        if len(self.plans.batches) == 1:
            return np.arange(self._samples)
        return epoch_order(self._seed, self.place.epoch, self._samples)
