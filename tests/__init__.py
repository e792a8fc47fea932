"""Every test of Chainrule; ``python -m tests`` runs them all."""
