"""The class of a whole graph: one loop over its gates forward, one over the same list reversed."""

from collections.abc import Iterator

_SUMMED = '''\
def {name}(gradient, shape):
    """Sum over the axes along which an array of this shape was repeated."""
    added = np.ndim(gradient) - len(shape)
    repeated = [axis for axis, size in enumerate(shape, added) if size == 1]
    axes = (*range(added), *repeated)
    return np.sum(gradient, axis=axes, keepdims=True).reshape(shape)'''

_GRAPH = '''\
class {name}:
    """Gates in topological order: each comes after the gates whose values it takes."""

    def __init__(self, leaves, nodes, output):
        self.values = dict(leaves)
        self.nodes = nodes
        self.output = output

    def forward(self):
        for name, gate, operands in self.nodes:
            inputs = [{inputs} for operand in operands]
            self.values[name] = gate.forward(*inputs)
        return self.values[self.output]

    def backward(self, upstream):
        self.gradients = {{self.output: upstream}}
        for name, gate, operands in reversed(self.nodes):
{loop}
        return self.gradients'''


def summed_text(name: str) -> str:
    """Write the function that undoes broadcasting."""
    return _SUMMED.format(name=name)


def graph_text(name: str, summed: str, *, numbers: bool, blocked: bool, idle: bool) -> str:
    """Write the class, with no more in it than the program needs.

    Args:
        name: what it is called.
        summed: the function that undoes broadcasting, where there is any.
        numbers: some operands are numbers and not nodes.
        blocked: some gates send nothing to some of their operands.
        idle: to some gates no gradient comes.
    """
    inputs = "self.values.get(operand, operand)" if numbers else "self.values[operand]"
    lines = _loop(summed, numbers=numbers, blocked=blocked, idle=idle)
    loop = "\n".join(f"            {line}" for line in lines)
    return _GRAPH.format(name=name, inputs=inputs, loop=loop)


def _loop(summed: str, *, numbers: bool, blocked: bool, idle: bool) -> Iterator[str]:
    """Yield what is done at each gate on the way back."""
    if idle:
        yield "if name not in self.gradients:"
        yield "    continue  # the output does not depend on it"
    yield "gradients = gate.backward(self.gradients[name])"
    yield "for operand, gradient in zip(operands, gradients):"
    wanted = ["operand in self.values"] * numbers + ["gradient is not None"] * blocked
    margin = "    "
    if wanted:
        yield f"    if {' and '.join(wanted)}:"
        margin *= 2
    if summed:
        yield f"{margin}gradient = {summed}(gradient, np.shape(self.values[operand]))"
    yield f"{margin}before = self.gradients.get(operand, 0)"
    yield f"{margin}self.gradients[operand] = before + gradient  # added up at a fork"


def line_of(text: str, begins: str) -> int:
    """Return the line of a text, from 0, that begins so."""
    return next(k for k, line in enumerate(text.split("\n")) if line.strip().startswith(begins))
