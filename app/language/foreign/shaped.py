"""Forms that depend on the shapes of what they are given: ``x.squeeze()`` is ``x[:, 0]`` or so."""

import ast
from collections.abc import Mapping
from math import prod

from ...engine.ops.op import Shape
from .row import Given, Shaped

MOST_WRITTEN = 12
"""So many elements are written out one by one."""


def whole(node: ast.expr | None) -> int | None:
    """Return the whole number that is written, if one is."""
    try:
        value = None if node is None else ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return value if type(value) is int else None


def _squares(given: Given, shapes: Mapping[str, Shape], freedom: int) -> str | None:
    """Write a variance; ``freedom`` is what is taken from the number of elements by default."""
    options = {
        key: ast.unparse(given[key]) for key in ("ddof", "unbiased", "correction") if key in given
    }
    wanted = next(iter(options.values()), str(freedom))
    less = {"True": 1, "False": 0}.get(wanted, int(wanted) if wanted.isdigit() else None)
    if less is None:
        return None
    options_text = "axis=axis, keepdims=keepdims"
    squares = "(x - mean(x, axis=axis, keepdims=True))**2"
    if not less:
        return f"mean({squares}, {options_text})"
    return f"sum({squares}, {options_text}) / (N - {less})"


def variance(freedom: int) -> Shaped:
    """Return the form of a variance."""
    return lambda given, shapes: _squares(given, shapes, freedom)


def deviation(freedom: int) -> Shaped:
    """Return the form of a standard deviation."""

    def write(given: Given, shapes: Mapping[str, Shape]) -> str | None:
        squares = _squares(given, shapes, freedom)
        return None if squares is None else f"sqrt({squares})"

    return write


def norm(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write a norm: of all elements, or with ``ord`` the sum or the largest of their sizes."""
    order = ast.unparse(given["ord"]) if "ord" in given else "2"
    options = "axis=axis, keepdims=keepdims"
    vector = len(shapes["x"]) < 2 or whole(given.get("axis")) is not None
    if order in {"'fro'", "'euclidean'"} or (order == "2" and ("ord" not in given or vector)):
        return f"sqrt(sum(x**2, {options}))"
    if order == "1" and vector:
        return f"sum(abs(x), {options})"
    if order in {"np.inf", "inf", "float('inf')", "math.inf", "torch.inf"} and vector:
        return f"amax(abs(x), {options})"
    return None


def is_usual(given: Given, name: str, usual: object) -> bool:
    """Tell whether an argument is left out or given the value that it has anyway."""
    try:
        return name not in given or bool(ast.literal_eval(given[name]) == usual)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False


def _is_tiny(given: Given) -> bool:
    """Tell whether what is added lest something be divided by 0 is the usual, tiny number."""
    return is_usual(given, "eps", 1e-8) or is_usual(given, "eps", 1e-12)


def _along(given: Given, shape: Shape) -> str | None:
    """Return the axis of what works along the second axis unless it is told another."""
    if "axis" in given:
        return ast.unparse(given["axis"])
    return "1" if len(shape) > 1 else None


def normalized(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write an array whose vectors are made one long; none of them is as short as ``eps``."""
    if not (is_usual(given, "ord", 2) and _is_tiny(given)):
        return None
    axis = _along(given, shapes["x"])
    option = f", axis={axis}, keepdims=True" if axis else ""
    return f"x / sqrt(sum(x**2{option}))"


def similarity(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the cosine of the angle between vectors; none of them is as short as ``eps``."""
    if not _is_tiny(given):
        return None
    axis = _along(given, shapes["x"])
    option = f", axis={axis}" if axis else ""
    return f"sum(x * y{option}) / sqrt(sum(x**2{option}) * sum(y**2{option}))"


def flipped(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write an array in reverse order as an index."""
    deep = len(shapes["x"])
    axes = getattr(given.get("axis"), "elts", [given["axis"]] if "axis" in given else [])
    turned = [whole(axis) for axis in axes] or list(range(deep))
    if any(axis is None or not -deep <= axis < deep for axis in turned):
        return None
    if not deep:
        return "x"
    places = {axis % deep for axis in turned if axis is not None}
    items = ["::-1" if k in places else ":" for k in range(max(places) + 1)]
    return f"x[{', '.join(items)}]"


def widened(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write what adds an axis of one element as an index."""
    axis, deep = whole(given["axis"]), len(shapes["x"])
    if axis is None or not -deep - 1 <= axis <= deep:
        return None
    return f"x[{', '.join([':'] * (axis % (deep + 1)) + ['None'])}]"


def _parts(given: Given) -> list[str]:
    parts = given["parts"]
    return [ast.unparse(part) for part in getattr(parts, "elts", [])]


def joined_flat(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write arrays joined after each of them was made a vector."""
    parts = _parts(given)
    return f"concat({', '.join(f'flatten({part})' for part in parts)})" if len(parts) > 1 else None


def _joined(parts: list[str], suffix: str, axis: int) -> str | None:
    if len(parts) < 2:
        return None
    held = [part if part.isidentifier() or not suffix else f"({part})" for part in parts]
    option = f", axis={axis}" if axis else ""
    return f"concat({', '.join(part + suffix for part in held)}{option})"


def under(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write arrays one under the other."""
    return _joined(_parts(given), "[None]" if len(shapes["parts"]) == 1 else "", 0)


def beside(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write arrays side by side."""
    return _joined(_parts(given), "", 0 if len(shapes["parts"]) == 1 else 1)


def columns(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write vectors as the columns of a matrix."""
    return _joined(_parts(given), "[:, None]" if len(shapes["parts"]) == 1 else "", 1)


def product(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the product of a few elements, of all or along an axis."""
    shape = shapes["x"]
    axis = _place(given, shape)
    if axis is None and len(shape) > 1 and "axis" not in given:
        size = prod(shape)
        held, items = "flatten(x)", [str(k) for k in range(size)]
    elif axis is not None:
        size, before = shape[axis], ":, " * axis
        held, items = "x", [f"{before}{k}" for k in range(size)]
    else:
        return None
    return " * ".join(f"{held}[{item}]" for item in items) if size <= MOST_WRITTEN else None


def differences(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write each element less the one before it."""
    axis = _place(given, shapes["x"])
    if axis is None or not is_usual(given, "n", 1):
        return None
    before = ":, " * axis
    return f"x[{before}1:] - x[{before}:-1]"


def _place(given: Given, shape: Shape) -> int | None:
    """Return the axis along which to work, from 0; a vector has but one."""
    axis = whole(given.get("axis"))
    if axis is None:
        return 0 if len(shape) == 1 and "axis" not in given else None
    return axis % len(shape) if -len(shape) <= axis < len(shape) else None


def _mask(rows: int, columns: int, lower: bool) -> str:
    table = [[int(k <= i if lower else k >= i) for k in range(columns)] for i in range(rows)]
    return f"const({table})"


def running_sum(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write running sums as a product with a small triangle of ones."""
    shape = shapes["x"]
    axis = _place(given, shape)
    flat = axis is None and "axis" not in given and bool(shape)
    size = prod(shape) if flat else 0 if axis is None else shape[axis]
    if not 0 < size <= MOST_WRITTEN or (len(shape) > 2 and not flat):
        return None
    if axis == 1:
        return f"x @ {_mask(size, size, lower=False)}"
    return f"{_mask(size, size, lower=True)} @ {'x' if not flat else 'flatten(x)'}"


def lower(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the lower triangle of a small matrix."""
    return _triangle(shapes["x"], lower=True)


def upper(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the upper triangle of a small matrix."""
    return _triangle(shapes["x"], lower=False)


def _triangle(shape: Shape, lower: bool) -> str | None:
    if len(shape) != 2 or max(shape) > MOST_WRITTEN:
        return None
    return f"x * {_mask(*shape, lower=lower)}"


def diagonal(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the diagonal of a matrix as a vector, or a vector as a diagonal matrix."""
    shape = shapes["x"]
    if len(shape) == 1:
        return f"x * eye({shape[0]})"
    return f"sum(x * eye({shape[0]}), axis=1)" if len(shape) == 2 and len(set(shape)) == 1 else None


def trace(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the sum of the diagonal of a square matrix."""
    shape = shapes["x"]
    return f"sum(x * eye({shape[0]}))" if len(shape) == 2 and len(set(shape)) == 1 else None


def whole_softmax(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write a softmax over all elements."""
    return _over_all("softmax", shapes["x"])


def whole_log_softmax(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write the logarithm of a softmax over all elements."""
    return _over_all("log_softmax", shapes["x"])


def _over_all(gate: str, shape: Shape) -> str:
    return f"{gate}(x)" if len(shape) == 1 else f"reshape({gate}(flatten(x)), {shape})"


def flattened_from(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write what joins the axes from one to another."""
    shape = shapes["x"]
    start, end = whole(given["start"]), whole(given["end"])
    deep = len(shape)
    if start is None or end is None or not (-deep <= start < deep and -deep <= end < deep):
        return None
    start, end = start % deep, end % deep
    if start == 0 and end == deep - 1:
        return "flatten(x)"
    sizes = [*shape[:start], prod(shape[start : end + 1]), *shape[end + 1 :]]
    return f"reshape(x, ({', '.join(map(str, sizes))}))" if start <= end else None


def reshaped_by_columns(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write what takes elements column by column: the transpose, reshaped the other way round."""
    sizes = [ast.unparse(part) for part in getattr(given["shape"], "elts", [given["shape"]])]
    written = ", ".join(reversed(sizes))
    turned = f"reshape(x.T, ({written}{',' if len(sizes) == 1 else ''}))"
    return turned if len(sizes) == 1 else f"{turned}.T"


def swapped(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write an array with two of its axes swapped."""
    first, second = whole(given["axis0"]), whole(given["axis1"])
    deep = len(shapes["x"])
    if first is None or second is None or not all(-deep <= k < deep for k in (first, second)):
        return None
    first, second = first % deep, second % deep
    if first == second:
        return "x"
    axes = list(range(deep))
    axes[first], axes[second] = axes[second], axes[first]
    return "x.T" if deep == 2 else f"transpose(x, ({', '.join(map(str, axes))}))"


def implicit(gate: str) -> Shaped:
    """Return what writes a softmax along PyTorch's axis where none was given: 0, or 1 of two."""

    def write(given: Given, shapes: Mapping[str, Shape]) -> str | None:
        deep = len(shapes["x"])
        return f"{gate}, axis={0 if deep in {1, 3} else 1})" if deep else None

    return write


def weighted(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write a weighted average; weights of one axis are turned to stand along it."""
    shape, weights = shapes["x"], shapes["weights"]
    axis = _place(given, shape)
    held = "weights"
    if len(weights) == 1 and len(shape) > 1:
        if axis is None:
            return None
        held = f"weights[:{', None' * (len(shape) - 1 - axis)}]" if axis < len(shape) - 1 else held
    elif weights != shape:
        return None
    options = "axis=axis, keepdims=keepdims"
    below = "sum(weights)" if len(weights) < len(shape) else f"sum(weights, {options})"
    return f"sum({held} * x, {options}) / {below}"


def size(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write how many elements there are, along one axis or in all."""
    axis, shape = whole(given.get("axis")), shapes["x"]
    if axis is None:
        return str(prod(shape))
    return str(shape[axis]) if -len(shape) <= axis < len(shape) else None


def sizes(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write a shape as a group of numbers."""
    return str(shapes["x"])


def length(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write how many rows there are."""
    return str(shapes["x"][0]) if shapes["x"] else None


def depth(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write how many axes there are."""
    return str(len(shapes["x"]))


def drawn(maker: str) -> Shaped:
    """Return what writes random numbers, as many as another array has."""

    def write(given: Given, shapes: Mapping[str, Shape]) -> str | None:
        shape = shapes["x"]
        return f"{maker}({', '.join(map(str, shape))})" if shape else None

    return write


def full(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write an array as large as another, all of whose elements are one value."""
    shape = shapes["x"]
    return f"value * ones({', '.join(map(str, shape))})" if shape else "value"


def filled(number: int) -> Shaped:
    """Return what writes an array of ones or zeros as large as another."""
    maker = "ones" if number else "zeros"

    def write(given: Given, shapes: Mapping[str, Shape]) -> str | None:
        shape = shapes["x"]
        return f"{maker}({', '.join(map(str, shape))})" if shape else str(number)

    return write


def number(given: Given, shapes: Mapping[str, Shape]) -> str | None:
    """Write what becomes a plain number: a written one is one, and any other loses its gradient."""
    if isinstance(given["x"], ast.Constant | ast.UnaryOp):
        return "x"
    shape = shapes["x"]
    if prod(shape) > 1:
        return None
    return f"detach(x{'[' + ', '.join('0' * len(shape)) + ']' if shape else ''})"
