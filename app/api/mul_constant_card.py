"""The layer that multiplies by a constant, as libraries have it: plain, or in the place of X."""

from ..engine.tape import Tape
from ..language import read_program
from ..trace.formulas import equation, partial_derivative
from .gate_cards import Card, InPlace, Link, draw_program, link_to, symbol, written
from .layer_parts import Parts
from .library import LAYERS
from .models.common import Formula
from .models.gates import GateAnswer

FAMILY = "made of gates"
NAME = "mul_constant"
PROGRAM = "X = [1, -2, 0.5]\na = const(3)\nY = a * X"
BACK = "X = [1, -2, 0.5]\na = {}\nY = a * X        # written over X\nback = Y / a     # X, put back"
INIT = """\
def __init__(self, a, inplace=False):
    self.a = a
    self.inplace = inplace"""
FORWARD = """\
def forward(self, X):
    if self.inplace:
        X *= self.a  # over X
        return X
    return self.a * X"""
BACKWARD = """\
def backward(self, Y, dY):
    dX = self.a * dY
    if self.inplace:
        Y /= self.a  # X again, or 0/0
    return [dX]"""


def mul_constant() -> Card:
    """Make the card."""
    kind, picture = draw_program(PROGRAM)
    value = equation(symbol("Y"), written("a * X"))
    backward = equation(partial_derivative(symbol("L"), symbol("X")), written("a * g"))
    elsewhere = LAYERS[NAME]
    gate = GateAnswer(
        name=NAME,
        aliases=[],
        glyph="a ·",
        family=FAMILY,
        arguments=["X"],
        variadic=False,
        pattern="block",
        params=[],
        formula=Formula.of(value),
        derivatives=[Formula.of(backward)],
        behaviour="scales",
        summary="Scales the upstream gradient by the constant that it scaled its input by.",
        convention="In place, the layer writes Y over X, which saves an array. Whoever reads X "
        "after the backward pass needs it back, and the layer divides by a: at a = 0 all of X "
        "became 0, and 0/0 brings nothing back. Without the option X was never touched.",
        definition="a * X",
        numpy="a * X",
        torch="a * X",
    )
    words = f"{NAME} mulconstant {FAMILY} scales inplace in place constant {' '.join(elsewhere)}"
    return Card(
        gate=gate,
        words=f"{words} containers a * x".lower(),
        value=[value],
        backward=[backward],
        program=PROGRAM,
        definition=gate.definition,
        numpy=gate.numpy,
        torch=gate.torch,
        picture=picture,
        kind=kind,
        readings="",
        links=_links(),
        layers=(Parts(("X",), INIT, FORWARD, BACKWARD, 1, 3),),
        elsewhere=elsewhere,
        in_place=tuple(map(_in_place, ("3", "0.5", "0"))),
    )


def _links() -> list[Link]:
    return [
        link_to(PROGRAM, "Open on the graph page", "the example of mul_constant"),
        link_to(BACK.format("0"), "in place at a = 0", "mul_constant"),
        Link("./?example=multiply-by-constant", "A layer that multiplies by a constant", "example"),
        Link("exercises#1/k=blanks&b=mul-constant", "Fill in its blanks", "mul_constant"),
    ]


def _in_place(a: str) -> InPlace:
    """Let the engine work out what comes back."""
    program = read_program(BACK.format(a))
    tape = Tape(program.graph, [program.output])
    tape.forward()

    def told(name: str) -> str:
        numbers = tape.values[program.graph.names[name]].tolist()
        return ", ".join(f"{number:g}" for number in numbers).replace("-", "−")

    return InPlace(a, told("X"), told("Y"), told("back"))
