"""The order of the boxes within each layer: few crossings, operands top to bottom.

The start is a depth-first walk from the outputs that visits operands in order, which draws any
tree without a crossing and as it is read. Then the layers are swept in both directions, each
sorted by the mean or median place of its neighbours (Sugiyama et al. 1981, Eades & Wormald 1994),
with adjacent exchanges after a sweep (the "transpose" of Gansner et al. 1993). An order replaces
an earlier one only if it has strictly fewer crossings.

A wire ends at its operand's place in the gate and not at the gate's centre. So two operands the
wrong way round are a crossing like any other, and operand order is kept wherever it costs no
more crossings than it saves.

A crossing of two main wires, which are trunks and wires of values that are used once, counts
`MAIN_CROSSING` times. That keeps an expression together, say the products of one neuron, and
leaves the crossings to the branches of shared values, which have to cross something anyway.
"""

from __future__ import annotations

from ...engine.stopping import may_go_on, step_by_step
from .crossings import count_inversions, exchange_gain, weighted_median
from .mesh import NONE, Mesh
from .reading import pair_inputs, read_depth_first

MAIN_CROSSING = 8
"""Cost of a crossing of two main wires; any other costs 1."""

SWEEPS = ((120, 24), (600, 12), (2500, 6), (12000, 4))
"""Sweeps allowed for meshes of up to so many vertices; `SWEEPS_AT_LEAST` for larger ones."""

SWEEPS_AT_LEAST = 2

PATIENCE = 4
"""Sweeps without a gain after which to stop."""

EXCHANGE_UP_TO = 4000
"""Vertices up to which adjacent exchanges are tried, the slowest step."""

EXCHANGE_ROUNDS = 4
"""Times that a layer is gone through for exchanges after each sweep."""


def order_layers(mesh: Mesh) -> None:
    """Put the vertices of each layer of `mesh` in order, top to bottom."""
    orderer = _Orderer(mesh)
    orderer.run()
    mesh.layers = orderer.best
    mesh.sort_links()


class _Orderer:
    """The sweeps; `layers` is the order being tried, `best` the one with fewest crossings."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.sources = [
            [mesh.link_source[link] for link in links if mesh.link_source[link] != NONE]
            for links in mesh.into
        ]
        self.layers = read_depth_first(mesh, self.sources)
        self.best = [layer[:] for layer in self.layers]
        self.place = [0] * len(mesh.layer_of)
        for layer in self.layers:
            self._number(layer)
        main = [
            target >= mesh.boxes or (source != NONE and len(mesh.out_of[source]) == 1)
            for source, target in zip(mesh.link_source, mesh.link_target, strict=True)
        ]
        self.main_sources = [
            [mesh.link_source[link] for link in links if main[link]] for links in mesh.into
        ]
        self.main_links = [[link for link in links if main[link]] for links in mesh.out_of]
        self.companion = pair_inputs(mesh, self.sources)
        self.rank = [0] * len(mesh.link_source)
        self.crossings = [0] * len(self.layers)  # in the gap left of each layer

    def run(self) -> None:
        """Sweep to and fro until nothing is gained or the number of sweeps is used up."""
        size = len(self.place)
        sweeps = next((most for limit, most in SWEEPS if size <= limit), SWEEPS_AT_LEAST)
        depth = len(self.layers)
        for gap in step_by_step(range(1, depth)):
            self.crossings[gap] = self._count(gap)
        fewest, idle = sum(self.crossings), 0
        for sweep in range(sweeps):
            if not fewest or idle == PATIENCE:
                break
            may_go_on()
            median = sweep % 4 > 1
            if sweep % 2 == 0:
                down = step_by_step(range(depth - 2, -1, -1))
                changed = [self._by_targets(at, median) for at in down][::-1]
                changed.append(False)
            else:
                changed = [False]
                up = step_by_step(range(1, depth))
                changed += [self._by_sources(at, median) for at in up]
            if size <= EXCHANGE_UP_TO:
                for at in step_by_step(range(depth)):
                    changed[at] |= self._exchange(at)
            for gap in step_by_step(range(1, depth)):
                if changed[gap] or changed[gap - 1]:
                    self.crossings[gap] = self._count(gap)
            total = sum(self.crossings)
            idle += 1
            if total < fewest:
                fewest, idle = total, 0
                self.best = [layer[:] for layer in self.layers]
        self._reunite()

    def _reunite(self) -> None:
        """Put inputs right beside their companions in the best order, where that costs nothing."""
        self.layers = self.best
        for layer in self.layers:
            self._number(layer)
        for at in range(1, len(self.layers) - 1):
            layer = self.layers[at]
            pairs = [vertex for vertex in layer if self.companion[vertex] is not None]
            together = len(self.place) > EXCHANGE_UP_TO
            for moved in step_by_step([pairs] if together else [[vertex] for vertex in pairs]):
                self._try_beside(at, moved)

    def _try_beside(self, at: int, moved: list[int]) -> None:
        before, cost = self.layers[at], self._count(at + 1)
        key: dict[int, float] = {vertex: place for place, vertex in enumerate(before)}
        for vertex in moved:
            pair = self.companion[vertex]
            if pair is not None:
                key[vertex] = key[pair[0]] + pair[1]
        if self._sort(at, key) and self._count(at + 1) > cost:
            self.layers[at] = before
            self._number(before)

    def _number(self, layer: list[int]) -> None:
        place = self.place
        for index, vertex in enumerate(layer):
            place[vertex] = index

    def _count(self, gap: int) -> int:
        place, layer = self.place, self.layers[gap]
        crossings = count_inversions([place[s] for vertex in layer for s in self.sources[vertex]])
        if crossings:
            places = [place[s] for vertex in layer for s in self.main_sources[vertex]]
            crossings += (MAIN_CROSSING - 1) * count_inversions(places)
        return crossings

    def _by_sources(self, at: int, median: bool) -> bool:
        """Sort a layer by the places of its operands; return whether the order changed."""
        layer, place = self.layers[at], self.place
        if len(layer) < 2:
            return False
        scale = len(self.layers[at - 1]) / len(layer)
        key: dict[int, float] = {}
        for index, vertex in step_by_step(enumerate(layer)):
            sources = self.sources[vertex]
            if len(sources) == 1:
                key[vertex] = place[sources[0]]
            elif not sources:
                key[vertex] = index * scale
            elif median and len(sources) > 2:
                key[vertex] = weighted_median(sorted([place[source] for source in sources]))
            else:
                key[vertex] = sum([place[source] for source in sources]) / len(sources)
        for vertex in layer:
            pair = self.companion[vertex]
            if pair is not None:
                key[vertex] = key[pair[0]] + pair[1]
        return self._sort(at, key)

    def _by_targets(self, at: int, median: bool) -> bool:
        """Sort a layer by the operand places that it feeds; return whether the order changed."""
        layer, rank, mesh = self.layers[at], self.rank, self.mesh
        if len(layer) < 2:
            return False
        count = self._rank_links(at + 1)
        scale = count / len(layer)
        key: dict[int, float] = {}
        for index, vertex in step_by_step(enumerate(layer)):
            links = mesh.out_of[vertex]
            if len(links) == 1:
                key[vertex] = rank[links[0]]
            elif not links:
                key[vertex] = index * scale
            elif median and len(links) > 2:
                key[vertex] = weighted_median(sorted([rank[link] for link in links]))
            else:
                key[vertex] = sum([rank[link] for link in links]) / len(links)
        return self._sort(at, key)

    def _sort(self, at: int, key: dict[int, float]) -> bool:
        layer = sorted(self.layers[at], key=key.__getitem__)
        if layer == self.layers[at]:
            return False
        self.layers[at] = layer
        self._number(layer)
        return True

    def _rank_links(self, at: int) -> int:
        """Number the links that enter a layer, top to bottom; return how many there are."""
        rank, into = self.rank, self.mesh.into
        count = 0
        for vertex in self.layers[at]:
            for link in into[vertex]:
                rank[link] = count
                count += 1
        return count

    def _exchange(self, at: int) -> bool:
        """Exchange neighbours in a layer while that saves crossings; return whether it did."""
        layer, place, rank = self.layers[at], self.place, self.rank
        if len(layer) < 2:
            return False
        if at + 1 < len(self.layers):
            self._rank_links(at + 1)
        ends = [
            (
                [place[source] for source in self.sources[vertex]],
                [rank[link] for link in self.mesh.out_of[vertex]],
                [place[source] for source in self.main_sources[vertex]],
                [rank[link] for link in self.main_links[vertex]],
            )
            for vertex in layer
        ]
        order = list(range(len(layer)))
        gains: dict[tuple[int, int], int] = {}
        changed = False
        for _ in range(EXCHANGE_ROUNDS):
            again = False
            for index in step_by_step(range(len(order) - 1)):
                pair = order[index], order[index + 1]
                gain = gains.get(pair)
                if gain is None:
                    upper, lower = ends[pair[0]], ends[pair[1]]
                    gain = exchange_gain(upper[0], lower[0]) + exchange_gain(upper[1], lower[1])
                    main = exchange_gain(upper[2], lower[2]) + exchange_gain(upper[3], lower[3])
                    gain += (MAIN_CROSSING - 1) * main
                    gains[pair] = gain
                if gain > 0:
                    order[index + 1], order[index] = pair
                    again = True
            if not again:
                break
            changed = True
        if changed:
            layer[:] = [layer[index] for index in order]
            self._number(layer)
        return changed
