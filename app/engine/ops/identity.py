"""The activation that is none: identity, the linear unit."""

import numpy as np

from .op import Op

OPS = (
    Op(
        name="identity",
        glyph="id",
        family="activations",
        arguments=("x",),
        forward=np.positive,
        vjps=(None,),
        formula="x",
        derivatives=("1",),
        behaviour="distributes",
        summary="Hands the upstream gradient on as it is: a linear unit, however many stand in a "
        "row.",
        numpy="np.positive({x})",
        numpy_vjps=("{g}",),
        torch="torch.clone({x})",
        torch_module="nn.Identity()",
        convention="Layers without another activation in between are one linear layer.",
    ),
)
"""The row of the gate."""
