"""A long text that says the same thing over and over, with the middle of each such stretch cut out.

Reading what stands between the first and the last times says nothing new, and whoever sends a
hundred thousand letters of it should not cost more than an ordinary letter does. Short texts, and
text that merely resembles itself, are never touched: only exact repetition is.
"""

from __future__ import annotations

from collections.abc import Sequence

SHORT = 8_000  # characters up to which a text is read as it is
_STEP = 1_000  # how far apart the places are at which repetition is looked for
_LOOK = 48  # characters that must come back
_PERIOD = 4_000  # the longest thing that is noticed to come back
_KEPT = 1_500  # characters kept at each end of a stretch, or two periods where those are longer


def kept(text: str) -> list[tuple[int, int]]:
    """The parts ``[start, end)`` of ``text`` that are worth reading, in order."""
    if len(text) <= SHORT:
        return [(0, len(text))]
    parts: list[tuple[int, int]] = []
    start = here = 0
    while here < len(text):
        period = text.find(text[here : here + _LOOK], here + 1, here + _LOOK + _PERIOD) - here
        end = _end(text, here, period) if period > 0 else here
        keep = max(_KEPT, 2 * period)
        spare = (end - here - 2 * keep) // period * period if period > 0 else 0
        if spare > 0:  # whole periods, so that what follows fits what comes before
            parts.append((start, here + keep))
            start = here + keep + spare
        here = max(end - _LOOK, here) + _STEP if spare > 0 else here + _STEP
    parts.append((start, len(text)))
    return parts


def _end(text: str, here: int, period: int) -> int:
    """Where the stretch ends that begins at ``here`` and repeats itself every ``period``."""
    same, step = here + period, _LOOK
    while step:
        size = min(step, len(text) - same)
        if size > 0 and text[same : same + size] == text[same - period : same - period + size]:
            same += size
            step = step * 2 if size == step else 0
        else:
            step //= 2
    return same


def joined(text: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    """``text`` without the middle of what repeats, and the ``offsets`` of what is left."""
    return kept_parts(text, offsets, kept(text))


def kept_parts(
    text: str, offsets: Sequence[int], parts: Sequence[tuple[int, int]]
) -> tuple[str, Sequence[int]]:
    """The ``parts`` of ``text`` put together, and the ``offsets`` of what is left."""
    if len(parts) == 1:
        return text, offsets
    left = [offset for start, end in parts for offset in offsets[start:end]]
    return "".join(text[start:end] for start, end in parts), [*left, offsets[len(text)]]
