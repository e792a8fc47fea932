"""Attributes that are computed when they are first read."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lazily(Generic[T]):
    """What ``functools.cached_property`` is, without its lock.

    Up to Python 3.11 all objects of a class share that lock: while one thread computed where the
    nodes of a large graph are, no other thread got those of the smallest. Here two threads that
    read an attribute at once may both compute it.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> Self | T:
        """Compute it, and put it where it is found from now on."""
        if owner is None:
            return self
        value: T = self._compute(owner)
        owner.__dict__[self._name] = value
        return value
