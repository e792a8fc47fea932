"""A descent as the loop of a script, in NumPy and in PyTorch."""

from ..language import Program
from ..language.code import Loop, MiniBatches, Varying
from ..training.torch_loop import keeps_velocity, rate_factor, torch_rule
from .asked import Descent
from .batches import Batches, leaves_of
from .code import settled
from .learner import Learner


def loop_of(program: Program, descent: Descent) -> Loop:
    """Return the loop that makes the updates of a descent.

    Raises:
        ArgumentError: a parameter is no input, or no gradient flows back to it; or there are no
            mini-batches of this program.
        ShapeError: the output is not one number.
    """
    options = descent.options
    factor = rate_factor(options.schedule, "{update}")
    slots, lines = settled(options, "{r}" if factor else options.learning_rate)
    learner = Learner(program, options, descent.parameters, descent.stochastic)
    return Loop(
        leaves=tuple(block.leaf for block in learner.parameters.blocks),
        updates=descent.updates,
        slots=slots,
        lines=lines,
        torch=torch_rule(options, "{parameters}", decayed=False),
        varying=Varying(
            rate=options.learning_rate,
            factor=factor,
            in_gradient=keeps_velocity(options.name),
            noise=descent.stochastic.noise,
            seed=descent.stochastic.seed,
            batches=None if learner.batches is None else _mini_batches(learner.batches),
        ),
    )


def _mini_batches(batches: Batches) -> MiniBatches:
    leaves, rows = leaves_of(batches.program), batches.rows
    return MiniBatches(
        program=batches.program,
        leaves=tuple(leaves[name] for name in rows.names),
        rows=rows.count,
        size=rows.batch,
        seed=rows.seed,
        scale=batches.scale,
    )
