"""A moment of a run as text, to go on from it elsewhere, bit for bit.

Base64 of a header and of all that a trainer works on: parameters, the optimiser's vectors and its
counters, as they lie in memory. The header names the configuration and the data by a fingerprint,
so a moment of another run is known as such; whatever a text says is checked before it is used.
"""

import binascii
import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from hashlib import blake2b
from struct import Struct

import numpy as np

from ..engine.errors import ChainruleError
from .config import Config
from .datasets import Data, settled
from .loop import Divergence, Place
from .networks import Network
from .optimizers import OPTIMIZERS, Memory
from .reading import to_json
from .trainer import State, Trainer

MARK = b"CRs1"
HEADER = Struct("<4s16s5q40s")
"""Mark, fingerprint, changes, update, epoch, position, update of the divergence, its parameter."""
NONE = -1
MOST = 2 * 10**9
"""Updates, epochs and changes are fewer."""
NUMBER = np.dtype("<f8")
PARAMETER = re.compile(r"[Wb]\d+′*\[\d+(,\d+)?\]")


class StateError(ChainruleError):
    """A text is no moment of the run that it is given to."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A moment that was read, before it is known whether it is one of this run."""

    fingerprint: bytes
    changes: int
    """How many changes of the run came before; −1 where nobody counted them."""
    place: Place
    numbers: bytes

    def state(self, config: Config, data: Data) -> State:
        """Return the moment as one of this configuration on these data.

        Raises:
            StateError: it is one of another run, or none.
        """
        if self.fingerprint != fingerprint(config, data):
            raise StateError(
                "the state is one of another configuration or of other data",
                hint="give it with the configuration and the log that it was kept with",
            )
        size = Network(config, len(config.features), data.classes).size
        rule = OPTIMIZERS[config.optimizer.name]
        if len(self.numbers) != NUMBER.itemsize * (size * (1 + rule.slots) + rule.counters):
            raise StateError("the state has not as many numbers as its network and its rule have")
        values = np.frombuffer(self.numbers, NUMBER).astype(np.float64)
        ends = [size, size * (1 + rule.slots)]
        parameters, slots, counters = (part.copy() for part in np.split(values, ends))
        memory = Memory(parameters, slots.reshape(rule.slots, size), counters)
        self._check(memory, data, config)
        return State(replace(self.place), memory)

    def _check(self, memory: Memory, data: Data, config: Config) -> None:
        samples = int(np.count_nonzero(~data.test))
        batches = -(-samples // (config.batch_size or samples or 1)) or 1
        if self.place.position >= batches:
            raise StateError("the state stands behind the last batch of its epoch")
        if self.place.diverged is None and (
            not np.isfinite(memory.parameters).all()
            or np.isnan(memory.slots).any()
            or np.isnan(memory.counters).any()
        ):
            raise StateError("the state holds what is no number, and does not say that it diverged")


def fingerprint(config: Config, data: Data) -> bytes:
    """Return 16 bytes that tell one configuration on some data from all others."""
    dataset = replace(settled(config.dataset, data), points=None)  # the data hold them
    told = replace(config, dataset=dataset)
    made = blake2b(json.dumps(to_json(told), sort_keys=True).encode(), digest_size=16)
    for array in (data.points, data.labels, data.test):
        made.update(f"{array.dtype.str}{array.shape}".encode())
        made.update(np.ascontiguousarray(array).tobytes())
    return made.digest()


def write_state(trainer: Trainer, changes: int | None) -> str:
    """Write the moment at which a trainer stands, after so many changes of its run."""
    state = trainer.state()
    place, diverged = state.place, state.place.diverged
    header = HEADER.pack(
        MARK,
        fingerprint(trainer.config, trainer.data),
        NONE if changes is None else changes,
        place.update,
        place.epoch,
        place.position,
        NONE if diverged is None else diverged.update,
        b"" if diverged is None else diverged.parameter.encode(),
    )
    numbers = b"".join(array.astype(NUMBER).tobytes() for array in state.memory.arrays)
    return b64encode(header + numbers).decode()


def read_state(text: str) -> Kept:
    """Read a moment.

    Raises:
        StateError: it is none.
    """
    try:
        raw = b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise StateError("the state is not base64") from None
    if len(raw) < HEADER.size or raw[: len(MARK)] != MARK:
        raise StateError("the state is none of this version", hint="keep the run anew")
    _, made_for, changes, update, epoch, position, when, what = HEADER.unpack_from(raw)
    whole = all(0 <= number <= MOST for number in (update, epoch, position))
    if not whole or not NONE <= changes <= MOST:
        raise StateError("the state counts what cannot be counted")
    place = Place(update, epoch, position, _divergence(when, what, update))
    return Kept(made_for, changes, place, raw[HEADER.size :])


def _divergence(when: int, what: bytes, update: int) -> Divergence | None:
    if when == NONE:
        return None
    name = what.rstrip(b"\0").decode("utf-8", "replace")
    if not 0 <= when <= update or not PARAMETER.fullmatch(name):
        raise StateError("the state diverged where it cannot have")
    return Divergence(when, name)
