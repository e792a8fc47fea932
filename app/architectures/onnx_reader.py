"""The operators of an ONNX file, in the order of the file, written as a program."""

from dataclasses import dataclass, field

from ..engine.errors import ArgumentError, ShapeError
from ..engine.ops.op import Shape, describe_shape
from ..engine.stopping import may_go_on
from ..language.names import nearest
from .errors import ModelError, Unreadable
from .found import Found, Layer, Unread, Value
from .onnx_file import Model, Operator, Tensor, parse_onnx
from .operators import OPERATORS, Node
from .unbuilt import why_unbuilt
from .writer import Writer

MOST_FILE_BYTES = 1_500_000
"""Bytes of a file without its weights, at most."""
DOMAINS = frozenset({"", "ai.onnx"})
MOST_WHOLES = 16
"""Whole numbers of a shape that the file computes."""


def read_onnx(data: bytes, shape: Shape | None = None) -> Found:
    """Read an ONNX file; ``shape`` is that of its first input, in place of its own.

    Weights are shapes here, so their numbers need not be in the file, and nothing is looked up in
    another one.

    Raises:
        ModelError: it is no such file, or nothing of it can be read.
        LimitError: it is too large.
    """
    if len(data) > MOST_FILE_BYTES:
        raise ModelError(
            f"the file has {len(data):,} bytes; at most {MOST_FILE_BYTES:,} are read",
            hint="leave the weights out: onnx.save(model, path, save_as_external_data=True)",
        )
    return _Reading(parse_onnx(data)).read(shape)


@dataclass(slots=True)
class _Reading:
    model: Model
    w: Writer = field(default_factory=Writer)
    values: dict[str, Value] = field(default_factory=dict)
    parts: list[Value] = field(default_factory=list)
    """What nothing is made of any more, because the next operator could not be read."""
    made: set[str] = field(default_factory=set)
    """Names of values that are no inputs of the program."""
    _inputs: int = 0

    def read(self, shape: Shape | None) -> Found:
        """Write the program."""
        w, model = self.w, self.model
        title = model.name or "model"
        w.remark(f"{' '.join(title.split())[:60]}, read from an ONNX file")
        first = self.take_inputs(shape)
        for operator in model.operators:
            may_go_on()
            self.operator(operator)
        if not w.layers:
            unread = w.unread[0]
            raise ModelError(
                f"no operator of this file can be read: {unread.message}", hint=unread.hint
            )
        return Found(title, self.end(), first, False, w.layers, w.unread, w.notes)

    def take_inputs(self, shape: Shape | None) -> Shape:
        """Write the inputs; an axis that the file leaves open is that of the samples, if the first.

        Raises:
            ModelError: another axis is open.
        """
        found: Shape = shape or (1,)
        inputs = [each for each in self.model.inputs if each.name not in self.model.tensors]
        for k, each in enumerate(inputs):
            own = each.shape or (1,)
            own = (own[0] or 1, *own[1:])
            if k == 0:
                own = found = shape or own
            if 0 in own:
                raise ModelError(
                    f"the file leaves sizes of its input {each.name} open: "
                    f"{describe_shape(tuple(own))}, with 0 for those",
                    hint="give the shape of the input, such as (1, 3, 224, 224)",
                )
            self.values[each.name] = self.fresh(own)
        return found

    def fresh(self, shape: Shape) -> Value:
        """Write another input."""
        self._inputs += 1
        return self.w.data("x" if self._inputs == 1 else f"x{self._inputs}", shape)

    def operator(self, operator: Operator) -> None:
        """Write one operator, or tell why not and go on behind it."""
        w = self.w
        if self.constant(operator) or self.whole(operator):
            return
        mark, known = w.mark(), dict(self.values)
        before = w.parameters
        try:
            write = OPERATORS.get(operator.kind)
            if write is None or operator.domain not in DOMAINS:
                raise self.unknown(operator)
            node = Node(operator, w, self.values, self.model.tensors, self.model.opset)
            value = write(node)
        except (ArgumentError, ShapeError) as error:
            w.back(mark)
            self.values = known
            self.skip(operator, error)
            return
        if operator.outputs:
            self.values[operator.outputs[0]] = value
        if w.lines and w.lines[-1].startswith(f"{value.name} = "):
            self.made.add(value.name)
        path = operator.name or (operator.outputs or [operator.kind])[0]
        made = w.parameters - before
        place = len(w.lines)
        layer = Layer(path, operator.kind, None, value.name, place, value.shape, made)
        w.layers.append(layer)

    def constant(self, operator: Operator) -> bool:
        """Take a constant that stands among the operators."""
        if operator.kind != "Constant" or not operator.outputs:
            return False
        options = operator.options
        tensor = next((each.tensor for each in options.values() if each.tensor), None)
        if tensor is None:
            one = next(iter(options.values()), None)
            whole = one is not None and one.name in {"value_int", "value_ints"}
            numbers: list[float] = [] if one is None else [*one.wholes]
            if one is not None and one.name in {"value_int", "value_float"}:
                numbers = [one.whole if whole else one.number]
            shape = (len(numbers),) if one is not None and one.name == "value_ints" else ()
            tensor = Tensor("", shape, 7 if whole else 1, numbers)
        self.model.tensors[operator.outputs[0]] = tensor
        return True

    def whole(self, operator: Operator) -> bool:
        """Work out the whole numbers of a shape, which a file may compute as it runs."""
        found = self._whole(operator)
        if found is None or not operator.outputs:
            return False
        numbers, shape = found
        tensor = Tensor("", shape, 7, [*numbers])
        self.model.tensors[operator.outputs[0]] = tensor
        return True

    def _whole(self, operator: Operator) -> tuple[list[int], Shape] | None:
        inputs, tensors = operator.inputs, self.model.tensors
        if operator.kind == "Shape" and inputs and inputs[0] in self.values:
            sizes = self.values[inputs[0]].shape
            return [*sizes], (len(sizes),)
        held = [tensors[name].whole if name in tensors else None for name in inputs]
        given = [each for each in held if each is not None]
        if not given or len(given) < len(held):
            return None
        match operator.kind:
            case "Gather" if len(given) == 2:
                if any(not -len(given[0]) <= k < len(given[0]) for k in given[1]):
                    return None
                return [given[0][k] for k in given[1]], tensors[inputs[1]].shape
            case "Concat" if sum(map(len, given)) <= MOST_WHOLES:
                joined = [number for each in given for number in each]
                return joined, (len(joined),)
            case "Unsqueeze" | "Cast" | "Identity":
                return given[0], (len(given[0]),)
            case _:
                return None

    def unknown(self, operator: Operator) -> Unreadable:
        """Return the error for an operator that is not known."""
        kind = operator.kind if operator.domain in DOMAINS else f"{operator.domain}.{operator.kind}"
        why = why_unbuilt(operator.kind) if operator.domain in DOMAINS else None
        if why is not None:
            return Unreadable(f"{kind} is no operator that is read: {why[0]}", hint=why[1])
        close = nearest(operator.kind, OPERATORS)
        return Unreadable(
            f"{kind} is no operator that is read",
            hint=(f"did you mean {close}? " if close and close != operator.kind else "")
            + f"Known are {', '.join(OPERATORS)}",
        )

    def skip(self, operator: Operator, error: ArgumentError | ShapeError) -> None:
        """Tell of an operator, and go on with a new input where the file knows what it makes."""
        name = operator.name or (operator.outputs or [""])[0]
        hint = error.hint or "export the model anew"
        self.w.unread.append(Unread(None, f"{operator.kind} {name}", error.message, hint))
        came = [self.values[each] for each in operator.inputs if each in self.values]
        known = self.model.shapes.get(operator.outputs[0]) if operator.outputs else None
        shape = None if known is None or known.shape is None else known.shape
        shape = (shape[0] or 1, *shape[1:]) if shape else None
        if shape is None or 0 in shape or (came and came[0].shape == shape):
            if came and operator.outputs:
                self.values[operator.outputs[0]] = came[0]
            return
        self.values[operator.outputs[0]] = self.fresh(shape)
        self.parts += [value for value in came if value.name in self.made]

    def end(self) -> str:
        """Return the program, which ends in the output, and in all that nothing else is made of."""
        w = self.w
        outputs = [self.values[name] for name in self.model.outputs if name in self.values]
        ends = list(dict.fromkeys([*self.parts, *outputs])) or list(self.values.values())[-1:]
        return w.finish(ends, "several ends, side by side", repeats=True)
