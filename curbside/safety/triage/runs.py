"""Words that somebody wrote without a space between, such as "iwanttodie" or "killmyself".

Only words of a list are found, only a few letters long each, and only where they fill the whole
run: "nevertheless" must not become a denial. Says nothing of what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST, LONGEST = 8, 40
_TELLING = frozenset(["myself", "himself", "herself", "yourself", "suicide", "selfharm"])
_FEW, _LETTERS = 3, 2.4  # parts that a run has at least, and letters that they have on average


class Runs:
    """Knows words; ``parted`` finds those that a run is made of."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._longest = max(map(len, self._words), default=0)

    def parted(self, run: str) -> list[str]:
        """The fewest known words that ``run`` is made of; empty where it is not made of them."""
        if not SHORTEST <= len(run) <= LONGEST:
            return []
        best: list[list[str] | None] = [[]] + [None] * len(run)
        for start in range(len(run)):
            before = best[start]
            if before is None:  # nothing that is known ends here
                continue
            for end in range(start + 1, min(start + self._longest, len(run)) + 1):
                word, here = run[start:end], best[end]
                if word in self._words and (here is None or len(before) + 1 < len(here)):
                    best[end] = [*before, word]
        parts = best[len(run)] or []
        many = len(parts) >= _FEW and len(run) / len(parts) >= _LETTERS
        return parts if many or (len(parts) > 1 and not _TELLING.isdisjoint(parts)) else []
