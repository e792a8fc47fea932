"""Linear classifiers, written as programs of the language: what their numbers are, the engine says.

A setting (data, labels, weights, a loss, a penalty) becomes a program; what learns is that program,
by the rules of ``descent``.
"""
