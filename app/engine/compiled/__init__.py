"""How a network becomes a list of NumPy calls. Whoever reads the tape to learn can skip this room.

A configuration becomes an update in these stations::

    configuration   training/config.py      layers, loss, optimiser, batch size
      -> network    training/networks.py    its blocks of parameters, as one flat vector
      -> graph      training/networks.py    ``Network.build`` and ``loss``: the graph of one batch,
                                            gate by gate as the picture shows it
      -> fused      fusing.py, fused.py     fewer gates with the same values and gradients: a layer
                                            is one product, a loss of rows is one of columns
      -> placed     placing.py              where parameters, batch and gradient lie in memory, and
                                            a workspace that all batches of one size share
      -> tape       ../tape.py              plans the forward and the backward sweep once
         with rooms rooms.py                values that extend others share their memory, and the
                                            slopes of like gates are made in one pass
      -> calls      steps.py                each kernel says which NumPy calls it makes; they are
                                            bound to their buffers, and no Python runs between
      -> update     training/planning.py    the calls of the gradient, then those of the optimiser;
                    training/loop.py        which runs the lists of an epoch, batch by batch

The tape of a story is neither fused nor bound to memory of others: it runs the graph as it was
written, and every number of a picture is read from it. Both give the same numbers to rounding,
which tests hold.
"""
