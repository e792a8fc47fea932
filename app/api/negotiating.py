"""Which of the forms that an answer can have a client takes best, by its ``Accept``."""

import re
from collections.abc import Sequence

QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)

NOT_WANTED = (0.0, 0, 0)


def best_of(accept: str, offers: Sequence[str]) -> str:
    """Choose among media types, the first where nothing else is wanted, or nothing is acceptable.

    As HTTP has it: of the ranges that match an offer the most exact one says how much it is wanted,
    and ``q=0`` that it is not. Of offers that are wanted alike, the one that is named more exactly
    is taken, then the one that is named first, then the first one.
    """
    ranges = [_read(part) for part in accept.split(",") if part.strip()]
    best, most = offers[0], NOT_WANTED
    for offer in offers:
        found = [
            (exact, quality, -place)
            for place, (name, quality) in enumerate(ranges)
            if (exact := _exactness(name, offer))
        ]
        if found:
            exact, quality, place = max(found, key=lambda one: one[0])
            if quality > 0 and (quality, exact, place) > most:
                best, most = offer, (quality, exact, place)
    return best


def _read(part: str) -> tuple[str, float]:
    """Return a range and its quality; one that cannot be read as a quality is wanted fully."""
    name, *parameters = part.split(";")
    found = (QUALITY.fullmatch(parameter) for parameter in parameters)
    return name.strip().lower(), next((float(one[1]) for one in found if one), 1.0)


def _exactness(name: str, offer: str) -> int:
    """Return how exactly a range names an offer; 0 where it does not."""
    if name == offer:
        return 3
    if name == f"{offer.partition('/')[0]}/*":
        return 2
    return 1 if name == "*/*" else 0
