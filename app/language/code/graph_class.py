"""The class of a whole graph: one loop over its gates forward, one over the same list reversed."""

_SUMMED = '''\
def {sum}(gradient, shape):
    """Sum over the axes along which an array of this shape was repeated."""
    added = np.ndim(gradient) - len(shape)
    repeated = [axis for axis, size in enumerate(shape, added) if size == 1]
    axes = (*range(added), *repeated)
    return np.sum(gradient, axis=axes, keepdims=True).reshape(shape)'''

_GRAPH = '''\
class {graph}:
    """Gates in topological order: each comes after the gates whose values it takes."""

    def __init__(self, leaves, nodes, output):
        self.values = dict(leaves)
        self.nodes = nodes
        self.output = output

    def forward(self):
        for name, gate, operands in self.nodes:
            inputs = [self.values.get(operand, operand) for operand in operands]
            self.values[name] = gate.forward(*inputs)
        return self.values[self.output]
'''

_BACKWARD = """\

    def backward(self, upstream):
        self.gradients = {{self.output: upstream}}
        for name, gate, operands in reversed(self.nodes):
            if name not in self.gradients:
                continue  # the output does not depend on it
            for operand, gradient in zip(operands, gate.backward(self.gradients[name])):
                if operand in self.values and gradient is not None:{undo}
                    before = self.gradients.get(operand, 0)
                    self.gradients[operand] = before + gradient  # added up at a fork
        return self.gradients"""

_UNDO = """
                    gradient = {sum}(gradient, np.shape(self.values[operand]))"""


def summed_text(name: str) -> str:
    """Write the function that undoes broadcasting."""
    return _SUMMED.format(sum=name)


def graph_text(name: str, summed: str) -> str:
    """Write the class; ``summed`` is the function that undoes broadcasting, where there is any."""
    undo = _UNDO.format(sum=summed) if summed else ""
    return _GRAPH.format(graph=name) + _BACKWARD.format(undo=undo)


def line_of(text: str, begins: str) -> int:
    """Return the line of a text, from 0, that begins so."""
    found = [k for k, line in enumerate(text.split("\n")) if line.strip().startswith(begins)]
    return found[0]
