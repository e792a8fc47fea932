"""What a loop of mini-batches writes around its passes: the loss of all rows, and the next rows."""

import numpy as np

from ...engine.ops.op import Array
from .loop import MiniBatches
from .script import Script


def seed_of(batches: MiniBatches) -> Array | None:
    """Return the upstream gradient that makes the gradient of a batch stand for that of all."""
    shape = batches.program.graph.nodes[batches.program.output].shape
    return None if batches.scale == 1.0 else np.full(shape, batches.scale)


class MiniBatchLines:
    """The lines of one script; ``whole`` is the same script of all rows."""

    def __init__(self, script: Script, whole: Script, batches: MiniBatches) -> None:
        self._script, self._whole, self._batches = script, whole, batches
        names = script.names
        self._data = [script.values[leaf] for leaf in batches.leaves]
        self._all = [names.another(f"all_{name}") for name in self._data]
        self._loss = names.another("loss_of_all")
        self._order = names.another("order")
        self._start = names.another("start")
        self._rows = names.another("rows")

    def define_loss(self, number: str) -> str:
        """Write a function that gives the loss of all rows, as ``number``; return its call."""
        sheet, whole = self._script.sheet, self._whole
        data, kept = ", ".join(self._data), ", ".join(self._all)
        sheet.add(f"{kept} = {data}")
        sheet.add(f"\n\ndef {self._loss}():")
        whole.sheet = sheet
        whole.speak_as(self._script.names)
        with sheet.inside():
            sheet.add(f"{data} = {kept}")
            whole.write_forward()
            sheet.add(f"return {number}")
        sheet.add("\n")
        return f"{self._loss}()"

    def take(self, counter: str) -> None:
        """Write the data that an update is made from."""
        rows = self.choose(counter)
        taken = ", ".join(f"{name}[{rows}]" for name in self._all)
        self._script.sheet.add(f"{', '.join(self._data)} = {taken}")

    def choose(self, counter: str) -> str:
        """Write which rows an update is made from: those of its place in its epoch's order.

        Return what they are called.
        """
        batches, sheet = self._batches, self._script.sheet
        an_epoch = batches.rows // batches.size
        sheet.heading("mini-batch")
        sheet.add(
            f"{self._order} = np.random.default_rng(({batches.seed}, {counter} // {an_epoch}))"
            f".permutation({batches.rows})"
        )
        start = self._start
        sheet.add(f"{start} = {counter} % {an_epoch} * {batches.size}")
        sheet.add(f"{self._rows} = {self._order}[{start} : {start} + {batches.size}]")
        return self._rows
