"""What speaks for each department in a text, before anything is weighed. Pure once loaded.

Six kinds, the ``weights.EVIDENCE``: the vocabulary of ``lexicon`` in the first line and in the
rest, the departments of the linked topics, the nearness of a department's own topics in meaning,
signs of a child or of medicines, and the single words of ``votes``. Deliberately decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from curbside.core import languages as scripts
from curbside.search import lexicon
from curbside.search.cues import cues
from curbside.search.lexicon import FULL, Lexicon
from curbside.search.linking import Floats, LinkedTopic, Linker, read
from curbside.search.votes import Votes, words_of
from curbside.search.weights import EVIDENCE

NEAREST = 3  # topics of a department whose nearness counts


class Evidence:
    """A catalogue made ready for weighing. Build with ``of``; safe to share by threads."""

    def __init__(self, linker: Linker, words: Sequence[tuple[str, float, str]]) -> None:
        self.linker = linker
        self.slugs = [department.slug for department in linker.catalogue.departments]
        self.columns = {slug: column for column, slug in enumerate(self.slugs)}
        known = [word for word in words if word[0] in self.columns]
        known += [
            (department.slug, FULL, name)
            for department in linker.catalogue.departments
            for name in (department.name_en, department.name_zh)
            if name
        ]
        self._lexicon = Lexicon(known)
        self._votes = self._from_words(known)
        self._rows = {topic.id: row for row, topic in enumerate(linker.catalogue.topics)}

    @classmethod
    def of(cls, linker: Linker) -> Evidence:
        """With the vocabulary that ships."""
        return cls(linker, list(lexicon.words()))

    def features(
        self,
        links: Sequence[Sequence[LinkedTopic]],
        texts: Sequence[str],
        languages: Sequence[str],
        vectors: npt.NDArray[Any],
    ) -> Floats:
        """All evidence, shape (texts, departments, kinds of evidence)."""
        out: Floats = np.zeros((len(texts), len(self.slugs), len(EVIDENCE)), np.float32)
        english = np.array([not scripts.is_chinese(language) for language in languages], bool)
        if english.any():  # the encoder reads no Chinese
            out[english, :, 3] = self._nearness(np.asarray(vectors, np.float32)[english])
        for n, text in enumerate(texts):
            seen = read(text)
            heard = self._lexicon.hear(seen)
            self._put(out[n, :, 0], heard.lead)
            self._put(out[n, :, 1], heard.rest)
            out[n, :, 2] = self._shares(links[n])
            self._put(out[n, :, 4], cues(text))
            out[n, :, 5] = self._votes.of(seen)
        return out

    def _put(self, row: Floats, found: Mapping[str, float]) -> None:
        for slug, value in found.items():
            column = self.columns.get(slug)
            if column is not None:
                row[column] = value

    def _from_words(self, words: Sequence[tuple[str, float, str]]) -> Votes:
        """Each topic with all its words is a text, and so is each phrase of the vocabulary."""
        membership = self.linker.membership
        shares = membership / membership.sum(axis=1, keepdims=True).clip(1e-6)
        texts = [
            (words_of(read("\n".join((*topic.english, *topic.chinese)))), shares[row])
            for row, topic in enumerate(self.linker.catalogue.topics)
        ]
        for slug, weight, phrase in words:
            share: Floats = np.zeros(len(self.slugs), np.float32)
            share[self.columns[slug]] = weight / FULL
            texts.append((words_of(read(phrase)), share))
        return Votes.learn(texts, len(self.slugs))

    def _shares(self, links: Sequence[LinkedTopic]) -> Floats:
        """The departments of the linked topics, by score and rank; about 0 to 2 each."""
        known = [(self._rows[link.topic], link.score) for link in links if link.topic in self._rows]
        weights = [score**2 / (1.0 + 0.5 * rank) for rank, (_, score) in enumerate(known)]
        picked = self.linker.membership[[row for row, _ in known]]
        return np.asarray(np.array(weights, dtype=np.float32) @ picked, dtype=np.float32)

    def _nearness(self, vectors: Floats) -> Floats:
        """Mean cosine of each department's nearest topics, shape (texts, departments)."""
        cosines = vectors @ self.linker.vectors.T
        out: Floats = np.zeros((len(vectors), len(self.slugs)), dtype=np.float32)
        for column in range(out.shape[1]):
            own = np.flatnonzero(self.linker.membership[:, column] == 1.0)
            if len(own):
                count = min(NEAREST, len(own))
                best = np.partition(cosines[:, own], len(own) - count, axis=1)[:, -count:]
                out[:, column] = best.sum(axis=1) / NEAREST
        return out
