"""One set of spans that never overlap, out of all candidates. Decides, never adds.

Candidates that touch or overlap and are longer win over shorter ones; what a loser covers beyond
the winner is kept as a piece of its own, so that nothing found is lost. The same input gives the
same output in any order.
"""

from __future__ import annotations

from collections.abc import Iterable

from curbside.safety.deidentify.model import Candidate

_WORTH = 2  # characters a remainder must have to be kept


def resolve(
    text: str, candidates: Iterable[Candidate], blocked: list[tuple[int, int]]
) -> list[Candidate]:
    """Winners in order of place, outside ``blocked`` places."""
    ranked = sorted(
        set(candidates),
        key=lambda c: (c.end - c.start, c.confidence, -c.start, c.type, c.rule),
        reverse=True,
    )
    taken = bytearray(len(text))
    for start, end in blocked:
        taken[start:end] = b"\x01" * (end - start)
    kept: list[Candidate] = []
    for candidate in ranked:
        for part in _free(taken, candidate.start, candidate.end):
            start, end = _stripped(text, *part)
            whole = (start, end) == (candidate.start, candidate.end)
            if whole or end - start >= _WORTH:
                kept.append(
                    Candidate(start, end, candidate.type, candidate.confidence, candidate.rule,
                              candidate.label)
                )  # fmt: skip
                taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda c: c.start)


def _free(taken: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a place that nobody has taken."""
    found: list[tuple[int, int]] = []
    position = start
    while position < end:
        begin = taken.find(b"\x00", position, end)
        if begin < 0:
            break
        stop = taken.find(b"\x01", begin, end)
        stop = end if stop < 0 else stop
        found.append((begin, stop))
        position = stop
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without the blanks and marks at its edges."""
    while start < end and not (text[start].isalnum() or text[start] in "@+("):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")/"):
        end -= 1
    return start, end
