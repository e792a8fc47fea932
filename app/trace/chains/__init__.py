"""How the gradient of one value is made: the chain from the output to it, factor by factor."""

from .chain import Chain, Link, Target, chain_of

__all__ = ["Chain", "Link", "Target", "chain_of"]
