"""How PyTorch's loop makes its updates differ: noise in the gradient, another rate."""

from collections.abc import Sequence

from .loop import Varying, drawn
from .script import Script


class VaryingLines:
    """The lines of one script, about one optimiser."""

    def __init__(self, script: Script, varying: Varying, optimizer: str) -> None:
        self._script, self._varying, self._optimizer = script, varying, optimizer
        self._random = script.names.another("random") if varying.noise else ""
        self._factor = script.names.another("factor") if varying.factor else ""

    def begin(self) -> None:
        """Write the line before the loop."""
        if self._random:
            self._script.sheet.add(f"{self._random} = np.random.default_rng({self._varying.seed})")

    def before(self, counter: str, leaves: Sequence[int]) -> None:
        """Write what is done to the gradients, and to the rate, before a step."""
        sheet, values, varying = self._script.sheet, self._script.values, self._varying
        if self._random:
            for leaf in leaves:
                numbers = drawn(self._random, self._script.graph, leaf)
                sheet.add(f"{values[leaf]}.grad += {varying.noise} * torch.tensor({numbers})")
        if not self._factor:
            return
        sheet.add(f"{self._factor} = {varying.factor.format(update=counter)}")
        if varying.in_gradient:  # what a velocity keeps has the rates that it was made with
            for leaf in leaves:
                sheet.add(f"{values[leaf]}.grad *= {self._factor}")
        else:
            sheet.add(f'{self._optimizer}.param_groups[0]["lr"] = {varying.rate} * {self._factor}')
