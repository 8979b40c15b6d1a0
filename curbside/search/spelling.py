"""Did you mean: a word of the corpus for a word that nobody uses.

Only words that no document has are corrected, and only to words that at least two have, so that
a rare but right word is never argued with. Chinese is left alone.
"""

from __future__ import annotations

from django.db.models import F
from rapidfuzz import process
from rapidfuzz.distance import OSA

from curbside.core import generation
from curbside.search import analyser, bm25
from curbside.search.models import IndexTerm

SHORTEST = 4
_vocabulary: tuple[int, dict[str, int]] = (-1, {})


def suggest(text: str) -> str | None:
    """The text with its unknown words corrected, or None where there is nothing better."""
    unknown = [
        term
        for term in analyser.spans(text[:200])
        if term.surface.isascii() and term.surface.isalpha() and len(term.surface) >= SHORTEST
    ]
    ids = {bm25.term_id(term.term) for term in unknown}
    known = set(
        IndexTerm.objects.filter(dimension__in=ids)
        .annotate(total=F("in_questions") + F("in_replies"))
        .filter(total__gt=0)
        .values_list("dimension", flat=True)
    )
    out, moved, changed = text[:200], 0, False
    for term in unknown:
        if bm25.term_id(term.term) in known:
            continue
        better = nearest(term.surface)
        if better is None:
            continue
        out = out[: term.start + moved] + better + out[term.end + moved :]
        moved += len(better) - (term.end - term.start)
        changed = True
    return out if changed else None


def nearest(word: str) -> str | None:
    """The commonest word of the corpus at the least edit distance: 1, or 2 from six letters on."""
    words = _words()
    reach = 1 if len(word) < 6 else 2
    found = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=reach, limit=20)
    # Slips at the first letter are rare; between equals, the commoner word.
    ranked = sorted(found, key=lambda f: (f[1] + (f[0][0] != word[0]), -words[f[0]]))
    return ranked[0][0] if ranked else None


def _words() -> dict[str, int]:
    """Words of the corpus with how many documents have them; kept for one generation, so that a
    word that only withdrawn entries had is suggested to nobody from then on.
    """
    global _vocabulary  # noqa: PLW0603 - replaced whole, so threads need no lock
    present = generation.current()
    if _vocabulary[0] != present:
        rows = (
            IndexTerm.objects.annotate(total=F("in_questions") + F("in_replies"))
            .filter(total__gte=2, surface__regex=r"^[a-z]{4,}$")
            .values_list("surface", "total")
        )
        _vocabulary = (present, dict(rows))
    return _vocabulary[1]
