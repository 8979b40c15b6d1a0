"""Which topics of the catalogue a text is about, best first. Pure once loaded.

Two kinds of evidence: words (phrases of the catalogue and names that bring a topic to mind, where
they stand in the text, and words they share) and meaning (cosine of the text's vector and the
topic's). Topics of the department that the evidence points to are lifted, not forced, and so are
topics that belong beside the best ones (``relations``). Deliberately decides no department
(``routing``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from curbside.core import languages as scripts
from curbside.search import analyser, covers, relations, topic_vectors, vocabulary
from curbside.search.kin import Kin
from curbside.search.needs import Needs
from curbside.search.phrases import Phrases
from curbside.search.relations import Relations
from curbside.search.vocabulary import Vocabulary
from curbside.search.wordbag import WordBags

Floats = npt.NDArray[np.float32]

MAX_CHARACTERS = 6_000  # what a question is about stands in its beginning
WORDS, MEANING = 1.4, 3.0  # weights beside phrases, which count 1
MEANING_FLOOR = 0.15  # cosines of unrelated texts reach this
CHINESE_FLOOR = 0.22  # the same of the table that reads Chinese: 99 in 100 lie below
COHERENCE = 1.5  # how far a topic of the leading department is lifted
RELATED = 7.5  # for nearness to the leading topics, within the leading department
RELATED_FLOOR = 0.2  # cosines of unrelated topics reach this
KIN = 3.5  # for what the relations name beside the leading topics
UNMET = 0.4  # of a topic's evidence where the word is missing that it needs
SEEDS = 5  # how many topics lead
GIVEN = 0.5  # how much a department that is known already counts in that
ALSO = 0.5  # a department that shares a topic, beside the one that owns it
LEAST = 0.3  # evidence below this is no link; the rest is filled by nearness
SCALE = 2.5  # evidence at which a score passes 1 - 1/e


@dataclass(frozen=True)
class LinkedTopic:
    """A topic a text is about. ``department`` is its own; ``score`` is in (0, 1]."""

    topic: int
    slug: str
    department: int
    score: float


@dataclass(frozen=True)
class Read:
    """A text as the linker reads it: stems and folded characters, with the headline's share."""

    terms: list[str]
    headline_terms: int
    folded: str
    headline: int
    chinese: bool


def read(text: str) -> Read:
    """Analyse the beginning of a text; its first line is its headline."""
    text = text[:MAX_CHARACTERS]
    headline = text.find("\n") if "\n" in text else len(text)
    spans = list(analyser.spans(text))
    return Read(
        terms=[span.term for span in spans],
        headline_terms=sum(span.end <= headline for span in spans),
        folded=analyser.fold(text),
        headline=headline,
        chinese=scripts.HAN.search(text) is not None,
    )


class Linker:
    """The catalogue made ready for matching. Build with ``load``; safe to share by threads."""

    def __init__(
        self,
        catalogue: Vocabulary,
        vectors: Floats,
        chinese: Callable[[], Floats],
        related: Relations | None = None,
    ) -> None:
        """``vectors``: a unit row for each topic, shape (topics, dimensions); ``chinese`` makes the
        same for their Chinese words, and is asked at the first Chinese text. ``related``: what
        belongs together, the shipped where not given.
        """
        related = relations.shipped() if related is None else related
        slugs = [topic.slug for topic in catalogue.topics]
        rows = {slug: row for row, slug in enumerate(slugs)}
        self.catalogue = catalogue
        self.vectors = vectors
        self._make_chinese = chinese
        self._phrases = Phrases(
            [(t.english, t.chinese) for t in catalogue.topics],
            (covers.ENGLISH, covers.CHINESE),
            [
                (name, {rows[slug]: trust for slug, trust in topics.items() if slug in rows})
                for name, topics in relations.trusted(related.names)
            ],
        )
        self._kin = Kin(slugs, related.kin)
        self._needs = Needs(slugs, related.needs)
        self._bags = WordBags([t.english for t in catalogue.topics])
        columns = {d.id: n for n, d in enumerate(catalogue.departments)}
        shape = (len(catalogue.topics), len(catalogue.departments))
        self.membership: Floats = np.zeros(shape, dtype=np.float32)
        for row, topic in enumerate(catalogue.topics):
            for other in topic.also:
                self.membership[row, columns[other]] = ALSO
            self.membership[row, columns[topic.department]] = 1.0
        self._columns = columns
        # How near each topic is to each other; 10 MB for 1,600 topics, and a tenth of the time.
        self._nearness: Floats = vectors @ vectors.T

    @classmethod
    def load(cls) -> Linker:
        """The linker of the present catalogue, kept until the catalogue or the encoder changes."""
        global _kept  # noqa: PLW0603 - a cache of the process
        catalogue = vocabulary.current()
        key = (catalogue.digest, topic_vectors.encoder_id())
        with _loading:  # it takes seconds: who comes meanwhile waits rather than does it too
            if _kept is None or _kept[0] != key:
                topics = catalogue.topics
                rows = topic_vectors.matrix(topics)
                _kept = (key, cls(catalogue, rows, lambda: topic_vectors.chinese(topics)))
            return _kept[1]

    def link(
        self,
        texts: Sequence[str],
        languages: Sequence[str],
        vectors: npt.NDArray[Any],
        limit: int = 10,
        departments: Sequence[int | None] | None = None,
    ) -> list[list[LinkedTopic]]:
        """The topics of each text, best first, at most ``limit``.

        ``vectors`` has a row for each text. ``departments``: the department of each text where
        it is known already. A text that says nothing gets its department's first topics, and
        none where it has no department.
        """
        if not texts or not self.catalogue.topics:
            return [[] for _ in texts]
        evidence = self.evidence(texts, languages, vectors)
        given = departments or [None] * len(texts)
        return [self._ranked(row, known, limit) for row, known in zip(evidence, given, strict=True)]

    def known(self) -> frozenset[str]:
        """What the catalogue has a word for: its phrases, and single words of them, as stems."""
        return self._phrases.keys() | frozenset(self._bags.rarity)

    def topic_rows(self, chinese: bool) -> Floats:
        """A unit row a topic, to compare with vectors of texts in Chinese, or in English."""
        return self._chinese if chinese else self.vectors

    def evidence(
        self, texts: Sequence[str], languages: Sequence[str], vectors: npt.NDArray[Any]
    ) -> Floats:
        """What speaks for each topic, shape (texts, topics), at least 0, unbounded."""
        given = np.asarray(vectors, dtype=np.float32)
        chinese = np.array([scripts.is_chinese(language) for language in languages])
        nearness = np.zeros((len(texts), len(self.vectors)), dtype=np.float32)
        nearness[~chinese] = given[~chinese] @ self.topic_rows(chinese=False).T - MEANING_FLOOR
        if chinese.any():
            nearness[chinese] = given[chinese] @ self.topic_rows(chinese=True).T - CHINESE_FLOOR
        np.maximum(nearness, 0.0, out=nearness)
        nearness *= MEANING
        for row, text in enumerate(texts):
            self._add_words(nearness[row], read(text))
        return nearness

    @cached_property
    def _chinese(self) -> Floats:
        return self._make_chinese()

    def _add_words(self, row: Floats, text: Read) -> None:
        found = self._phrases.evidence(self._phrases.find(text.terms, text.headline_terms))
        if text.chinese:
            chinese = self._phrases.find_chinese(text.folded, text.headline)
            for topic, value in self._phrases.evidence(chinese).items():
                found[topic] = found.get(topic, 0.0) + value
        row += WORDS * self._bags.nearness(Counter(text.terms), text.terms[: text.headline_terms])
        row[self._needs.unmet(text)] *= UNMET
        if found:
            row[list(found)] += np.fromiter(found.values(), dtype=np.float32)

    def _ranked(self, row: Floats, known: int | None, limit: int) -> list[LinkedTopic]:
        leading = self._leading(row, known)
        lifted = row * (1.0 + COHERENCE * np.minimum(self.membership @ leading, 1.0))
        lifted += self._related(lifted, leading)
        count = min(limit, len(lifted))
        best = np.argpartition(-lifted, count - 1)[:count]
        best = best[np.argsort(-lifted[best], kind="stable")]
        best = best[lifted[best] >= LEAST]
        chosen = [(int(t), 1.0 - math.exp(-float(lifted[t]) / SCALE)) for t in best]
        if len(chosen) < count and leading.any():
            chosen += self._fill(chosen, int(leading.argmax()), count - len(chosen))
        topics = self.catalogue.topics
        return [
            LinkedTopic(topics[t].id, topics[t].slug, topics[t].department, max(score, 0.001))
            for t, score in chosen
        ]

    def _related(self, lifted: Floats, leading: Floats) -> Floats:
        """More for topics like the best ones: what a reader of those would want next."""
        count = min(SEEDS, len(lifted))
        best = np.argpartition(-lifted, count - 1)[:count]
        weights = lifted[best]
        total = float(weights.sum())
        if not total:
            return np.zeros_like(lifted)
        near = weights @ self._nearness[best] / total
        inside = self.membership @ leading
        alike = RELATED * inside * np.maximum(near - RELATED_FLOOR, 0.0)
        beside = self._kin.of(best.tolist(), (weights / total).tolist())
        return np.asarray(alike + KIN * beside, np.float32)

    def _leading(self, row: Floats, known: int | None) -> Floats:
        """The share of each department in the best evidence, summing to 1 (or all zero)."""
        count = min(20, len(row))
        best = np.argpartition(-row, count - 1)[:count]
        shares = (row[best] ** 2) @ self.membership[best]
        total = float(shares.sum())
        shares = shares / total if total else shares
        column = self._columns.get(known) if known is not None else None
        if column is not None:
            shares = shares * (1.0 - GIVEN)
            shares[column] += GIVEN
        return np.asarray(shares, dtype=np.float32)

    def _fill(
        self, chosen: list[tuple[int, float]], department: int, count: int
    ) -> list[tuple[int, float]]:
        """Topics of the department nearest to those chosen; its first ones where none was."""
        taken = [t for t, _ in chosen]
        inside = np.flatnonzero(self.membership[:, department])
        inside = inside[~np.isin(inside, taken)]
        if chosen:
            weights = np.array([score for _, score in chosen], dtype=np.float32)
            near = self.vectors[inside] @ (weights @ self.vectors[taken])
            inside = inside[np.argsort(-near, kind="stable")]
        else:
            inside = inside[np.argsort(-self.membership[inside, department], kind="stable")]
        ceiling = min(chosen[-1][1] if chosen else 0.1, 0.1)
        return [(int(t), ceiling * 0.9 ** (n + 1)) for n, t in enumerate(inside[:count])]


_kept: tuple[tuple[str, str], Linker] | None = None
_loading = Lock()
