"""Graphs to lay out: the lecture examples, networks in scalar form, and awkward shapes."""

from __future__ import annotations

from random import Random

from app.drawing.layout import Box, Wire

Graph = tuple[list[Box], list[Wire]]


class Sketch:
    """Builds a graph box by box, in topological order; a box is named by its id."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.wires: list[Wire] = []

    def leaf(self, width: float = 30.0) -> int:
        """Add an input."""
        self.boxes.append(Box(len(self.boxes), width, 30.0))
        return self.boxes[-1].id

    def leaves(self, count: int) -> list[int]:
        """Add inputs."""
        return [self.leaf() for _ in range(count)]

    def gate(self, *operands: int, size: float = 44.0, port: bool = False) -> int:
        """Add a gate with these operands, top to bottom."""
        box = Box(len(self.boxes), size, 44.0, rank_right=port)
        self.boxes.append(box)
        for slot, operand in enumerate(operands):
            self.wires.append(Wire(len(self.wires), operand, box.id, slot, 46.0, 40.0))
        return box.id

    def port(self, operand: int) -> int:
        """Add an output port."""
        return self.gate(operand, size=24.0, port=True)

    def neuron(self, weights: list[int], inputs: list[int], bias: int) -> int:
        """Add products, their sum from left to right, and an activation."""
        total = bias
        for weight, value in zip(weights, inputs, strict=True):
            total = self.gate(total, self.gate(weight, value))
        return self.gate(total)

    def layer(self, inputs: list[int], neurons: int) -> list[int]:
        """Add neurons, each with its weights and its bias."""
        outputs = []
        for _ in range(neurons):
            weights, bias = self.leaves(len(inputs)), self.leaf()
            products = [self.gate(w, x) for w, x in zip(weights, inputs, strict=True)]
            total = products[0]
            for product in [*products[1:], bias]:
                total = self.gate(total, product)
            outputs.append(self.gate(total))
        return outputs

    @property
    def graph(self) -> Graph:
        """Return boxes and wires."""
        return self.boxes, self.wires


def product_of_sum() -> Graph:
    """(x + y) z, then the output port."""
    sketch = Sketch()
    x, y, z = sketch.leaves(3)
    sketch.port(sketch.gate(sketch.gate(x, y), z))
    return sketch.graph


def sigmoid_neuron() -> Graph:
    """1 / (1 + exp(-(w0 x0 + w1 x1 + w2))) in eight gates."""
    sketch = Sketch()
    w0, x0, w1, x1, w2 = sketch.leaves(5)
    total = sketch.gate(sketch.gate(w0, x0), sketch.gate(w1, x1))
    total = sketch.gate(total, w2)
    for _ in range(4):
        total = sketch.gate(total)
    sketch.port(total)
    return sketch.graph


def gate_patterns() -> Graph:
    """2 (x y + max(z, w))."""
    sketch = Sketch()
    x, y, z, w = sketch.leaves(4)
    sketch.port(sketch.gate(sketch.gate(sketch.gate(x, y), sketch.gate(z, w))))
    return sketch.graph


def square() -> Graph:
    """x * x."""
    sketch = Sketch()
    x = sketch.leaf()
    sketch.gate(x, x)
    return sketch.graph


def branches() -> Graph:
    """2x + x*x + max(x, y): a value used four times."""
    sketch = Sketch()
    x, y = sketch.leaves(2)
    total = sketch.gate(sketch.gate(x), sketch.gate(x, x))
    sketch.port(sketch.gate(total, sketch.gate(x, y)))
    return sketch.graph


def swapped() -> Graph:
    """(a + b) (b + 1): a fork between neighbours."""
    sketch = Sketch()
    a, b = sketch.leaves(2)
    sketch.gate(sketch.gate(a, b), sketch.gate(b))
    return sketch.graph


def fan_out(users: int) -> Graph:
    """One input used by many gates side by side, then summed."""
    sketch = Sketch()
    x = sketch.leaf()
    total = sketch.gate(x)
    for _ in range(users - 1):
        total = sketch.gate(total, sketch.gate(x))
    return sketch.graph


def net(*sizes: int) -> Graph:
    """A network in scalar form: sizes of its layers, inputs first; the outputs have ports."""
    sketch = Sketch()
    values = sketch.leaves(sizes[0])
    for size in sizes[1:]:
        values = sketch.layer(values, size)
    for value in values:
        sketch.port(value)
    return sketch.graph


def micrograd_net(*sizes: int) -> Graph:
    """The same as micrograd writes it: each neuron sums from its bias on."""
    sketch = Sketch()
    values = sketch.leaves(sizes[0])
    for size in sizes[1:]:
        values = [
            sketch.neuron(sketch.leaves(len(values)), values, sketch.leaf()) for _ in range(size)
        ]
    return sketch.graph


def block_net() -> Graph:
    """x -> W1 x + b1 -> relu -> W2 h + b2 -> softmax with y, in wide blocks."""
    sketch = Sketch()
    x, w1, b1, w2, b2, y = (sketch.leaf(56.0) for _ in range(6))
    hidden = sketch.gate(sketch.gate(w1, x), b1)
    hidden = sketch.gate(hidden, size=96.0)
    scores = sketch.gate(sketch.gate(w2, hidden), b2)
    sketch.port(sketch.gate(scores, y, size=132.0))
    return sketch.graph


def chain(length: int) -> Graph:
    """An input and so many gates in a row."""
    sketch = Sketch()
    value = sketch.leaf()
    for _ in range(length):
        value = sketch.gate(value)
    return sketch.graph


def chain_over(length: int) -> Graph:
    """A chain in which every gate uses one and the same input as well."""
    sketch = Sketch()
    x = sketch.leaf()
    value = sketch.gate(x)
    for _ in range(length - 1):
        value = sketch.gate(value, x)
    return sketch.graph


def crossing_chains(inputs: int) -> Graph:
    """The product of all inputs plus the sum of all inputs: every trunk is long."""
    sketch = Sketch()
    xs = sketch.leaves(inputs)
    value = xs[0]
    for x in xs[1:]:
        value = sketch.gate(value, x)
    for x in xs:
        value = sketch.gate(value, x)
    return sketch.graph


def ladder(rungs: int) -> Graph:
    """Diamonds in a row: each value goes two ways and meets itself again."""
    sketch = Sketch()
    value = sketch.leaf()
    for _ in range(rungs):
        value = sketch.gate(sketch.gate(value), sketch.gate(value))
    return sketch.graph


def two_parts() -> Graph:
    """Two expressions that share nothing."""
    sketch = Sketch()
    a, b, c, d = sketch.leaves(4)
    sketch.port(sketch.gate(a, b))
    sketch.port(sketch.gate(sketch.gate(c, d)))
    return sketch.graph


def loose(count: int) -> Graph:
    """Inputs that nothing uses."""
    sketch = Sketch()
    sketch.leaves(count)
    return sketch.graph


def random_graph(seed: int, boxes: int, wires: int, reach: int = 10**9) -> Graph:
    """A random graph of about so many wires; operands come from the last `reach` boxes."""
    random = Random(seed)
    sketch = Sketch()
    for box in range(boxes):
        expected = wires / boxes
        count = int(expected) + (random.random() < expected % 1)
        if box < 3 or random.random() < 0.1:
            count = 0
        operands = [random.randrange(max(0, box - reach), box) for _ in range(count)]
        if operands:
            sketch.gate(*operands)
        else:
            sketch.leaf()
    return sketch.graph


def mixed_sizes(seed: int) -> Graph:
    """A small random graph of narrow, wide, low and high boxes and labels."""
    random = Random(seed)
    boxes: list[Box] = []
    wires: list[Wire] = []
    for box in range(14):
        boxes.append(
            Box(box, random.choice([12.0, 44.0, 150.0]), random.choice([20.0, 44.0, 90.0]))
        )
        for slot in range(random.randint(1, 2) if box > 3 else 0):
            size = random.choice([20.0, 60.0]), random.choice([16.0, 40.0])
            wires.append(Wire(len(wires), random.randrange(box), box, slot, *size))
    return boxes, wires


ZOO: dict[str, Graph] = {
    "product of sum": product_of_sum(),
    "sigmoid neuron": sigmoid_neuron(),
    "gate patterns": gate_patterns(),
    "square": square(),
    "branches": branches(),
    "swapped": swapped(),
    "fan-out of 3": fan_out(3),
    "fan-out of 12": fan_out(12),
    "2-3-1 net": net(2, 3, 1),
    "3-4-4-1 net": net(3, 4, 4, 1),
    "2-4-2 net as micrograd writes it": micrograd_net(2, 4, 2),
    "block net": block_net(),
    "chain of 30": chain(30),
    "chain over one input": chain_over(12),
    "crossing chains": crossing_chains(6),
    "ladder": ladder(5),
    "two parts": two_parts(),
    "lone node": loose(1),
    "thirty lone nodes": loose(30),
    "mixed sizes": mixed_sizes(314),
    "random 40": random_graph(1, 40, 60),
    "random 120": random_graph(2, 120, 200, 30),
}
