"""What is said of a gate on a card of its own: a loss read as a loss, its curve, its switches."""

from .card import Card, card_of

__all__ = ["Card", "card_of"]
