"""Forward mode: tangents carried along with the values.

Griewank and Walther, *Evaluating Derivatives*, section 3.1.
"""

from collections.abc import Mapping

import numpy as np

from app.engine.ops.op import Array
from app.engine.tape import Tape


def carry_tangents(
    tape: Tape, seeds: Mapping[int, object]
) -> tuple[list[Array], list[Array | None]]:
    """Carry tangents forward through the values of a tape's last forward run.

    ``seeds`` gives the tangent of leaves, broadcast to their shape; all others are zero.

    Returns:
        The tangent of every node, and for every edge what it adds to its target's tangent
        (``None`` where nothing arrives).
    """
    graph = tape.graph
    incoming = graph.edges_into()
    tangents: list[Array] = []
    moving: list[bool] = []
    arrivals: list[Array | None] = [None] * len(graph.edges)
    with np.errstate(all="ignore"):
        for node in graph.nodes:
            total = np.zeros(node.shape)
            if node.op is None:
                total += np.asarray(seeds.get(node.id, 0.0), dtype=np.float64)
                moving.append(node.id in seeds)
                tangents.append(total)
                continue
            arrived = False
            for edge in incoming[node.id]:
                if not moving[edge.source] or not graph.differentiates(node, edge.slot):
                    continue
                moved = node.op.jvp(edge.slot)(
                    tangents[edge.source],
                    tape.values[node.id],
                    *tape.operands[node.id],
                    **node.params,
                )
                arrival: Array = np.asarray(moved)
                arrivals[edge.id] = arrival
                total += arrival
                arrived = True
            moving.append(arrived)
            tangents.append(total)
    return tangents, arrivals
