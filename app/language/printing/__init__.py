"""Graph to text: a program that reads in again to the same graph."""

from .printer import print_program

__all__ = ["print_program"]
