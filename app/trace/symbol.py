"""How a value is written in words and formulas: plain text and MathML."""

from typing import NamedTuple

from .notation import ATOM, POWER


class Symbol(NamedTuple):
    """A name, a short expression, a description, or any other piece of a formula."""

    text: str
    mathml: str
    """Without its ``math`` element."""
    binds: int = ATOM
    """How tightly its text binds, from ``SUM`` to ``ATOM``."""
    mathml_binds: int = ATOM
    is_name: bool = False
    signed: bool = False
    """Whether its text begins with a minus."""
    number: float | None = None
    """The number that it is, where it is nothing else."""

    def after(self, letter: str) -> "Symbol":
        """Write a letter before it, such as the ∂ of a derivative; all but a name in brackets."""
        if self.is_name:
            text, mathml, binds = self.text, self.mathml, ATOM
        else:  # d(Wᵀ) transposed is (d(Wᵀ))ᵀ
            text, mathml, binds = f"({self.text})", fenced(self.mathml), POWER
        sign = (
            f'<mi mathvariant="normal">{letter}</mi>' if letter.isalpha() else f"<mo>{letter}</mo>"
        )
        return Symbol(f"{letter}{text}", f"<mrow>{sign}{mathml}</mrow>", binds, binds)


def fenced(mathml: str) -> str:
    """Put MathML in brackets."""
    return f"<mrow><mo>(</mo>{mathml}<mo>)</mo></mrow>"
