"""Which subjects a body of questions has that the catalogue does not: topics proposed from texts.

A phrase is a subject when enough questions have it, when those questions lie near each other
(their vectors point one way) and keep to few departments; "years old" does neither. Phrases that
stand for the same questions are one subject. Pure: reads texts and vectors, writes nothing; what
becomes of a proposal is a person's decision.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curbside.search.mined_phrases import Phrase, phrases

Floats = npt.NDArray[np.float32]
Scored = tuple[float, Phrase]

LEAST, MOST_SHARE = 5, 0.05  # questions a subject has: at least, and at most of all,
ALWAYS = 50  # but so many may have it in a small corpus
COHERENCE = 0.14  # how much nearer its questions lie to each other than any two do
PLAIN = 0.10  # a word below this ("severe", "second") begins and ends no subject
AGAIN = 0.93  # cosine from which two questions are one, posted again
LONGER = 0.15  # a phrase's worth for each word more
SAMPLE = 200  # questions of a phrase compared
SAME = 0.5  # shared questions over all, from which two phrases are one subject
NEAR = 0.72  # cosine to a topic from which a subject is proposed as another word for it
EXAMPLES = 3


@dataclass(frozen=True)
class Text:
    """A question as the miner sees it. ``number`` is its owner's."""

    number: int
    text: str
    language: str
    department: int


@dataclass(frozen=True)
class Subject:
    """A proposed topic: its words, the likeliest first; the topic it may be another word for (a
    row of the catalogue's vectors); ``examples`` are numbers of texts, the most typical first.
    """

    words: tuple[str, ...]
    language: str
    department: int
    size: int
    score: float
    examples: tuple[int, ...]
    near: int | None = None


def mine(
    texts: Sequence[Text],
    vectors: Floats,
    known: frozenset[str],
    topics: Floats,
    limit: int = 100,
) -> list[Subject]:
    """The subjects of the texts, the best first, at most ``limit``.

    ``vectors``: a unit row a text. ``known``: the catalogue's phrases as ``mined_phrases.key``
    gives them, which are proposed to nobody. ``topics``: a unit row a topic of the catalogue.
    """
    if not texts:
        return []
    mean = vectors.mean(axis=0)
    found = phrases([text.text for text in texts], LEAST)
    measured = {one.key: _together(one, vectors, float(mean @ mean)) for one in found}
    plain = {name for name, (coherence, _) in measured.items() if coherence < PLAIN}
    scored = []
    for phrase in found:
        coherence, different = measured[phrase.key]
        if phrase.key in known or different < LEAST or coherence < COHERENCE:
            continue
        if len(phrase.texts) > max(MOST_SHARE * len(texts), ALWAYS) or phrase.ends & plain:
            continue
        scored.append((_worth(phrase, texts, coherence, different), phrase))
    scored.sort(key=lambda one: (-one[0], one[1].surface))
    return [_subject(group, texts, vectors, topics) for group in _grouped(scored, limit)]


def _together(phrase: Phrase, vectors: Floats, everywhere: float) -> tuple[float, int]:
    """How much nearer the phrase's questions lie to each other than any two do, and how many
    different ones there are: the same question posted again is not counted.
    """
    rows = vectors[sorted(phrase.texts)[:SAMPLE]]
    nearness = rows @ rows.T
    again = np.triu(nearness >= AGAIN, 1).any(axis=0)
    kept = nearness[np.ix_(~again, ~again)]
    count = len(kept)
    if count < 2:
        return 0.0, count
    # The mean cosine of different pairs: a text's nearness to itself says nothing.
    pairs = (float(kept.sum()) - float(np.trace(kept))) / (count * (count - 1))
    return pairs - everywhere, count


def _worth(phrase: Phrase, texts: Sequence[Text], coherence: float, different: int) -> float:
    """Coherence, times how many questions, times how few departments, more for longer phrases."""
    shares = Counter(texts[n].department for n in phrase.texts)
    top = shares.most_common(1)[0][1] / len(phrase.texts)
    longer = 1.0 + LONGER * (min(phrase.length, 3) - 1)
    return coherence * math.log(1 + different) * (0.5 + 0.5 * top) * longer


def _grouped(
    scored: Sequence[tuple[float, Phrase]], limit: int
) -> list[list[tuple[float, Phrase]]]:
    """Phrases that stand for the same questions together, led by the best of them."""
    groups: list[list[Scored]] = []
    for worth, phrase in scored:
        for group in groups:
            leader = group[0][1]
            both = len(phrase.texts & leader.texts)
            smaller = min(len(phrase.texts), len(leader.texts))
            if both >= SAME * len(phrase.texts | leader.texts) or (
                both >= 0.8 * smaller and phrase.overlaps(leader)
            ):
                group.append((worth, phrase))
                break
        else:
            if len(groups) < limit:
                groups.append([(worth, phrase)])
    return groups


def _subject(
    group: Sequence[Scored],
    texts: Sequence[Text],
    vectors: Floats,
    topics: Floats,
) -> Subject:
    held = sorted(set().union(*(phrase.texts for _, phrase in group)))
    centre = vectors[held].mean(axis=0)
    centre = centre / (float(np.linalg.norm(centre)) or 1.0)
    typical = sorted(held, key=lambda n: (-float(vectors[n] @ centre), n))[:EXAMPLES]
    nearness = topics @ centre if len(topics) else np.zeros(0, dtype=np.float32)
    best = int(nearness.argmax()) if len(nearness) else 0
    near = best if len(nearness) and float(nearness[best]) >= NEAR else None
    languages = Counter(texts[n].language for n in held)
    return Subject(
        words=tuple(dict.fromkeys(phrase.surface for _, phrase in group))[:8],
        language=languages.most_common(1)[0][0],
        department=Counter(texts[n].department for n in held).most_common(1)[0][0],
        size=len(held),
        score=group[0][0],
        examples=tuple(texts[n].number for n in typical),
        near=near,
    )
