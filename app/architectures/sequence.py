"""The modules of a printout, one after another, written as a program."""

from collections.abc import Iterator

from ..engine.errors import ArgumentError, ShapeError
from ..engine.ops.op import Shape
from ..engine.stopping import may_go_on
from ..language.names import nearest
from .errors import Misfit, ModelError
from .folding import Block
from .found import Found, Layer, Unread, Value
from .known import attention_width, known_forward
from .layers import LAYERS, TOKENS, Given, first_shape
from .printout import Module, arguments_of, parse_printout
from .unbuilt import why_unbuilt
from .writer import Writer

MOST_MODULES = 2_000
EMPTY = frozenset({"Sequential", "ModuleList", "ModuleDict"})
"""What holds modules, and is printed on one line where it holds none."""
SIDES = (224, 32, 28, 64, 96, 128, 227, 256, 299, 384)
SMALL_SIDES = (28, 32, 224, 64, 96, 128, 227, 256, 299, 384)
"""Heights of pictures that are tried where nobody says; the second for pictures of one channel."""
AS_SEQUENTIAL = (
    "A printout says which modules a model has, and not how its forward calls them: they are taken "
    "one after another, as in Sequential. What forward calls without a module is not here."
)


def read_printout(text: str, shape: Shape | None = None) -> Found:
    """Read the printout of a PyTorch module; ``shape`` is that of its input.

    Where it is left out it is guessed from the first layer, such that as much as can be fits.

    Raises:
        ModelError: nothing of it can be read.
        LimitError: it is too large.
    """
    root, unread = parse_printout(text)
    if shape is not None:
        return _Walk(root, unread).read(_tokens(root, shape), guessed=False)
    found: list[tuple[int, Found]] = []
    for guess in _guesses(root):
        walk = _Walk(root, unread)
        one = walk.read(guess, guessed=True)
        if not walk.parts:
            return one
        found.append((len(walk.parts), one))
    return min(found, key=lambda each: each[0])[1]


def _guesses(root: Module) -> Iterator[Shape]:
    for module in _leaves(root):
        shape = _first(module, SIDES[0])
        if shape is None:
            continue
        if len(shape) < 4:
            yield shape
            return
        for side in SMALL_SIDES if shape[1] == 1 else SIDES:
            yield (*shape[:2], side, side)
        return
    yield (1, TOKENS)


def _leaves(module: Module) -> Iterator[Module]:
    """Give the modules that nothing stands in, and attentions, in order."""
    stack = [module]
    while stack:
        top = stack.pop()
        if top.children and top.kind != "MultiheadAttention":
            stack.extend(reversed(top.children))
        else:
            yield top


def _first(module: Module, side: int) -> Shape | None:
    """Return the shape that a module takes; ``None`` where it takes any, or says nothing."""
    try:
        if module.kind == "MultiheadAttention" and known_forward(module) is not None:
            return (1, TOKENS, attention_width(module)[0])
        row = LAYERS.get(module.kind)
        if row is None:
            return None
        return first_shape(module.kind, Given(module.kind, arguments_of(module, row.names)), side)
    except ArgumentError:
        return None


def _tokens(root: Module, shape: Shape) -> Shape:
    """Return the shape of one-hot rows where what comes first takes tokens by their number."""
    for module in _leaves(root):
        found = _first(module, SIDES[0])
        if found is not None:
            tokens = module.kind == "Embedding" and shape[-1] != found[-1]
            return (*shape, found[-1]) if tokens else shape
    return shape


class _Walk:
    """Goes through the modules once."""

    def __init__(self, root: Module, unread: list[Unread]) -> None:
        self.root = root
        self.w = Writer()
        self.w.unread = list(unread)
        self.parts: list[Value] = []
        """What was made before each place where the next module does not fit."""
        self._inputs = 1
        self._modules = 0

    def read(self, shape: Shape, guessed: bool) -> Found:
        """Write the program.

        Raises:
            ModelError: no module could be read.
        """
        w, kind = self.w, self.root.kind
        w.remark(f"{kind}, read from a printout: its modules one after another")
        w.note(AS_SEQUENTIAL)
        end = self.module(self.root, w.data("x", shape), "")
        if not w.layers:
            first = w.unread[0] if w.unread else None
            raise ModelError(
                f"no module of {kind} can be read" + (f": {first.message}" if first else ""),
                hint=first.hint if first else "paste what print(model) shows",
                line=first.line if first else self.root.line,
            )
        text = w.finish([*self.parts, end], "the parts that do not fit together, side by side")
        return Found(kind, text, shape, guessed, w.layers, w.unread, w.notes)

    def module(self, module: Module, x: Value, path: str) -> Value:
        """Write a module, or all those that are printed as one."""
        for key in module.copies():
            x = self._one(module, x, f"{path}.{key}" if path else key)
        return x

    def child(self, module: Module, key: str, x: Value, path: str) -> Value:
        """Write one module that stands in another."""
        return self.module(module.child(key), x, path)

    def _one(self, module: Module, x: Value, path: str) -> Value:
        may_go_on()
        self._modules += 1
        if self._modules > MOST_MODULES:
            raise ModelError(
                f"the model has more than {MOST_MODULES:,} modules",
                hint="paste one block of it",
                line=module.line,
            )
        if module.kind == "MultiheadAttention" and known_forward(module) is not None:
            return self._fitted(module, x, path)
        if module.children:
            return self._several(module, x, path)
        if module.kind not in LAYERS:
            if module.kind not in EMPTY and not module.opens:
                self._unknown(module, path)
            return x
        return self._fitted(module, x, path)

    def _several(self, module: Module, x: Value, path: str) -> Value:
        """Write a module with others in it, and where it stands."""
        w, first = self.w, len(self.w.lines)
        if path.count(".") < 2 and path:
            w.remark(f"{path}: {module.kind}")
        value = self._known(module, x, path)
        if value is None:
            value = x
            for child in module.children:
                value = self.module(child, value, path)
        if module.kind not in EMPTY and path:
            w.blocks.append(Block(first, len(w.lines), module.kind, path))
        return value

    def _known(self, module: Module, x: Value, path: str) -> Value | None:
        """Write a module whose way forward is known; ``None`` where it is not, or does not fit."""
        known = known_forward(module)
        if known is None:
            return None
        mark, parts, inputs = self.w.mark(), list(self.parts), self._inputs
        told = len(self.w.unread)
        try:
            value = known.forward(self, module, x, path)
        except (ArgumentError, ShapeError) as error:
            self.w.back(mark)
            del self.w.unread[told:]
            self.parts, self._inputs = parts, inputs
            self._tell(module, error)
            return None
        whose = "PyTorch" if module.kind.startswith("Transformer") else "torchvision"
        self.w.note(f"{module.kind} is read as {whose}'s: {known.says}.")
        return value

    def _fitted(self, module: Module, x: Value, path: str) -> Value:
        """Write a layer; where it does not fit, as the first of a part of its own."""
        w, mark = self.w, self.w.mark()
        try:
            return self._layer(module, x, path)
        except Misfit as error:
            w.back(mark)
            self._tell(module, error)
            wanted = error.wanted
        except (ArgumentError, ShapeError) as error:
            w.back(mark)
            self._tell(module, error)
            return x
        self._inputs += 1
        name = f"x{self._inputs}"
        w.remark(f"line {module.line} does not fit what comes before: a new input")
        start = w.data(name, wanted)
        try:
            value = self._layer(module, start, path)
        except (ArgumentError, ShapeError) as error:
            w.back(mark)
            self._tell(module, error)
            return x
        if not x.name.removeprefix("x").isdecimal() and x.name != "x":
            self.parts.append(x)
        return value

    def _layer(self, module: Module, x: Value, path: str) -> Value:
        w, before = self.w, self.w.parameters
        row, known = LAYERS.get(module.kind), known_forward(module)
        if row is not None:
            value = row.write(w, x, Given(module.kind, arguments_of(module, row.names)))
        else:
            assert known is not None
            value = known.forward(self, module, x, path)
            w.note(f"{module.kind} is read as PyTorch's: {known.says}.")
        w.layers.append(
            Layer(
                path or module.kind,
                module.kind,
                module.line,
                value.name,
                len(w.lines),
                value.shape,
                w.parameters - before,
            )
        )
        return value

    def _unknown(self, module: Module, path: str) -> None:
        why = why_unbuilt(module.kind)
        if why is not None:
            where = f" ({path})" if path else ""
            message = f"{module.kind}{where} is not read, and was left out with the weights it has"
            self._say(module, f"{message}: {why[0]}", why[1])
            return
        close = nearest(module.kind, LAYERS)
        loss = module.kind.endswith("Loss")
        hint = f"did you mean {close}? " if close else ""
        self._say(
            module,
            f"{module.kind} is not read, and was left out with the weights it has",
            "a loss takes labels: write it behind the program, as in L = mse(out, y)"
            if loss
            else f"{hint}Known are {', '.join(LAYERS)}",
        )

    def _tell(self, module: Module, error: ArgumentError | ShapeError) -> None:
        hint = error.hint or "see the gates page for what the gate takes"
        self._say(module, error.message, hint)

    def _say(self, module: Module, message: str, hint: str) -> None:
        self.w.unread.append(Unread(module.line, module.text, message, hint))
