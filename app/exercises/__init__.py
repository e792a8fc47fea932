"""Exercises: a backward pass that is written by hand, checked line by line against the engine's."""

from .checking import Checked, Verdict, check_backward

__all__ = ["Checked", "Verdict", "check_backward"]
