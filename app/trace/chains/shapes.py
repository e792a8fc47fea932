"""Which shape an expression over the values and gradients of a graph has."""

import ast

import numpy as np

from ...engine.errors import ShapeError
from ...engine.graph import Graph
from ...engine.ops import OPS
from ...engine.ops.op import Shape
from .terms import sizes_of

_FOLDING = frozenset({"sum", "mean"})


class Shapes:
    """Finds shapes; ``None`` where an expression holds what has none to be known."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def __call__(self, tree: ast.expr) -> Shape | None:
        """Return the shape of an expression."""
        try:
            return self._of(tree)
        except (KeyError, ShapeError, ValueError):
            return None

    def _of(self, tree: ast.expr) -> Shape:
        match tree:
            case ast.Constant():
                return ()
            case ast.Name(id=name) if name[:1] in {"n", "d"} and name[1:].isdigit():
                return self.graph.nodes[int(name[1:])].shape
            case ast.UnaryOp(operand=operand):
                return self._of(operand)
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                return OPS["matmul"].result_shape((self._of(left), self._of(right)), {})
            case ast.BinOp(left=left, right=ast.Call(func=ast.Name(id="onehot"))):
                return self._of(left)  # the program's gate has checked it
            case ast.BinOp(left=ast.Call(func=ast.Name(id="onehot")), right=right):
                return self._of(right)
            case ast.BinOp(left=left, right=right):
                return np.broadcast_shapes(self._of(left), self._of(right))
            case ast.Attribute(value=inner):
                return self._of(inner)[::-1]
            case ast.Compare(left=left, comparators=[right]):
                return np.broadcast_shapes(self._of(left), self._of(right))
            case ast.Call(func=ast.Name(id=name), args=args):
                return self._call(name, args)
        raise KeyError(ast.dump(tree))

    def _call(self, name: str, args: list[ast.expr]) -> Shape:
        match name, args:
            case "factor", [inner, _]:
                return self._of(inner)
            case "more", [inner]:
                return self._of(inner)
            case (("placed" | "through"), [_, ast.Constant(value=int() as edge), *_]):
                return self.graph.nodes[self.graph.edges[edge].source].shape
            case (("over" | "spread"), [*_, shape]):
                return sizes_of(shape)
            case "outer", [a, b]:
                return (*self._of(a), *self._of(b))
        if name in _FOLDING or len(args) != 1 or name in {"onehot", "argmax", "argmin"}:
            raise KeyError(name)
        return self._of(args[0])
