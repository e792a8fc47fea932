"""Programs that were seen before: what does not depend on values is prepared once.

A structure is found again by the program's text, its level of detail, what is closed and opened
in place, how its names are written, what its wires are labelled with, its output, and the names
and shapes of the inputs; new numbers then only run its tape.
The least recently used ones go when there are too many, or when together they hold too much.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import NamedTuple

from ..choices import Labels, Names
from ..engine.ops.op import Array, Shape
from ..stories import Structure

WAIT_SECONDS = 0.005
"""For how long a thread waits for another one at a stretch."""


class Key(NamedTuple):
    """What a structure follows from."""

    program: str
    detail: str
    output: str | None
    shapes: frozenset[tuple[str, Shape]]
    """The name and the shape of every number that comes from outside the text."""
    closed: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    names: Names = "plain"
    labels: Labels = "numbers"

    @classmethod
    def of(
        cls,
        program: str,
        detail: str,
        output: str | None,
        values: Mapping[str, Array],
        closed: Collection[str] = (),
        opened: Collection[str] = (),
        names: Names = "plain",
        labels: Labels = "numbers",
    ) -> "Key":
        """Return the key of a program with these numbers from outside."""
        shapes = frozenset((name, array.shape) for name, array in values.items())
        parts = frozenset(closed), frozenset(opened)
        return cls(program, detail, output, shapes, *parts, names, labels)


class Structures:
    """The structures of one worker, safe to share between its threads."""

    def __init__(self, most: int, weight: int) -> None:
        self.most = most
        self.heaviest = weight
        self.weight = 0
        self._kept: OrderedDict[Key, Structure] = OrderedDict()
        self._makers: dict[Key, Lock] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key) -> Structure | None:
        """Return what is kept under a key.

        Numbers that only take the place of the program's own, in the same shapes, need no
        structure of their own.
        """
        with self._lock:
            structure = self._kept.get(key)
            if structure is None and key.shapes:
                plain = key._replace(shapes=frozenset())
                structure = self._kept.get(plain)
                if structure is None or not structure.takes(key.shapes):
                    return None
                key = plain
            if structure is not None:
                self._kept.move_to_end(key)
            return structure

    def find_or_make(
        self, key: Key, make: Callable[[], Structure], wait: Callable[[], object] = bool
    ) -> Structure:
        """Return what is kept under a key, or make it; of threads that ask at once one makes it.

        The others ``wait`` now and then, which may raise to end that.
        """
        with self._lock:
            maker = self._makers.setdefault(key, Lock())
        try:
            while not maker.acquire(timeout=WAIT_SECONDS):
                wait()
            try:
                structure = self.find(key)
                if structure is None:
                    structure = make()
                    self._keep(key, structure)
                return structure
            finally:
                maker.release()
        finally:
            with self._lock:
                self._makers.pop(key, None)

    def _keep(self, key: Key, structure: Structure) -> None:
        if structure.weight > self.heaviest:
            return
        with self._lock:
            replaced = self._kept.pop(key, None)
            self._kept[key] = structure
            self.weight += structure.weight - (replaced.weight if replaced else 0)
            while len(self._kept) > self.most or self.weight > self.heaviest:
                _, oldest = self._kept.popitem(last=False)
                self.weight -= oldest.weight
