"""Whether the quantities of one sentence stand in another, and of the same medicine. Pure."""

from __future__ import annotations

from curbside.explain import quantities, wording
from curbside.explain.quantities import Quantity

_DOSES = frozenset({"mg", "mcg", "g", "ml", "iu", "tablet", "drop", "%"})


def unborne(here: str, there: str) -> list[str]:
    """The quantities of ``here`` as written that ``there`` does not have, or has of another
    medicine.
    """
    known = quantities.read(there)
    out = []
    for one in quantities.read(here):
        if one.loose:
            continue
        same = [k for k in known if k.number == one.number and (k.unit == one.unit or not one.unit)]
        if not same or (one.unit in _DOSES and not _of_the_same(here, one, there, same)):
            out.append(one.written)
    return out


def _of_the_same(here: str, one: Quantity, there: str, same: list[Quantity]) -> bool:
    """Whether a dose is the dose of the same medicine in both."""
    mine, theirs = _places(here), _places(there)
    if not mine or not theirs:
        return True
    name = _nearest(mine, one.at)
    return any(_nearest(theirs, quantity.at) == name for quantity in same)


def _places(text: str) -> list[tuple[int, str]]:
    folded = text.casefold()
    return [(folded.index(name), name) for name in wording.medicines(text)]


def _nearest(places: list[tuple[int, str]], at: int) -> str:
    return min(places, key=lambda place: abs(place[0] - at))[1]
