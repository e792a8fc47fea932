"""The palette as an answer: its gates say what the gates page says of them."""

from functools import cache

from ..palette import BLOCKS, GATE_GROUPS, INPUTS, Block
from ..trace.formulas import equation, partial_derivative
from .composite_cards import shown_families
from .gate_cards import Card, symbol, written
from .models.common import Formula
from .models.palette import PaletteAnswer, PaletteGroupAnswer, PaletteItemAnswer


@cache
def palette() -> PaletteAnswer:
    """Describe every piece, made once."""
    cards = {card.gate.name: card for _, cards in shown_families() for card in cards}
    inputs = [
        PaletteItemAnswer(
            kind="input",
            name=one.name,
            title=one.title,
            glyph=one.glyph,
            summary=one.summary,
            takes=None,
            forward=[],
            backward=[],
        )
        for one in INPUTS
    ]
    groups = [
        PaletteGroupAnswer(title="Inputs", items=inputs),
        PaletteGroupAnswer(title="Blocks", items=[_block(block) for block in BLOCKS.values()]),
    ]
    for group in GATE_GROUPS:
        items = [_gate(cards[name]) for name in group.gates]
        groups.append(PaletteGroupAnswer(title=group.title, items=items))
    return PaletteAnswer(groups=groups)


def _gate(card: Card) -> PaletteItemAnswer:
    gate = card.gate
    return PaletteItemAnswer(
        kind="gate",
        name=gate.name,
        title=gate.name,
        glyph=gate.glyph,
        summary=gate.summary,
        takes=None,
        forward=[Formula.of(one) for one in card.value],
        backward=[Formula.of(one) for one in card.backward],
    )


def _block(block: Block) -> PaletteItemAnswer:
    rank = block.variants[0].ranks[0]
    learned = {leaf.name for leaf in block.variants[0].leaves((2,) * rank)}
    return PaletteItemAnswer(
        kind="block",
        name=block.name,
        title=block.title,
        glyph=block.glyph,
        summary=block.summary,
        takes=block.takes,
        forward=[_line(name, formula) for name, formula in block.forward],
        backward=[
            _gradient(name, formula) if name in learned or name == "x" else _line(name, formula)
            for name, formula in block.backward
        ],
    )


def _line(name: str, formula: str) -> Formula:
    return Formula.of(equation(symbol(name), written(formula)))


def _gradient(name: str, formula: str) -> Formula:
    slope = partial_derivative(symbol("L"), symbol(name))
    return Formula.of(equation(slope, written(formula)))
