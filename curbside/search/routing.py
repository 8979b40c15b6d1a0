"""Which department a text belongs to, with a probability for each. Pure once loaded.

Adds up what speaks for a department: its topics found in the text, its own names, the nearness of
its topics in meaning, signs of age and of medicines, neighbours whose department somebody chose.
A softmax makes probabilities of it. The weights were chosen on the tuning half of
``evals/routing.py``, which also reports on the other half. Deliberately no trained classifier: an
operator's catalogue has departments of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from curbside.core import languages as scripts
from curbside.search.cues import cues
from curbside.search.linking import Floats, LinkedTopic, Linker, read
from curbside.search.phrases import Phrases

LINKS = 2.5  # the departments of the linked topics
LINKS_CHINESE = 4.8  # their scores lack the part that the encoder gives, and so are lower
NEARNESS = 5.5  # the mean cosine of a department's NEAREST topics
NEAREST = 3
NAMES = 0.8
NEIGHBOURS = 2.0
PRIOR = 0.7  # for the biggest department against the smallest


@dataclass(frozen=True)
class DepartmentProbability:
    """A department and how probable it is; those of one text sum to 1."""

    department: int
    slug: str
    probability: float


def route(
    links: Sequence[Sequence[LinkedTopic]],
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: npt.NDArray[Any],
    neighbours: Sequence[Mapping[int, float]] | None = None,
) -> list[list[DepartmentProbability]]:
    """Every department of the catalogue for each text, best first.

    ``links`` as ``Linker.link`` gives them; ``vectors`` a row for each text; ``neighbours`` for
    each text the nearest documents' departments (id → summed cosine), where somebody chose them.
    """
    linker = Linker.load()
    departments = linker.catalogue.departments
    if not departments:
        return [[] for _ in texts]
    scores = evidence(linker, links, texts, languages, vectors)
    for row, near in enumerate(neighbours or ()):
        scores[row] += NEIGHBOURS * _shared_out(linker, near)
    probabilities = softmax(scores)
    out = []
    for row in probabilities:
        order = np.argsort(-row, kind="stable")
        out.append(
            [
                DepartmentProbability(departments[d].id, departments[d].slug, float(row[d]))
                for d in order
            ]
        )
    return out


def evidence(
    linker: Linker,
    links: Sequence[Sequence[LinkedTopic]],
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: npt.NDArray[Any],
) -> Floats:
    """What speaks for each department, shape (texts, departments)."""
    departments = linker.catalogue.departments
    slugs = {department.slug: n for n, department in enumerate(departments)}
    rows = {topic.id: n for n, topic in enumerate(linker.catalogue.topics)}
    scores: Floats = np.zeros((len(texts), len(departments)), dtype=np.float32)
    scores += PRIOR * np.linspace(1.0, 0.0, len(departments), dtype=np.float32)
    english = [not scripts.is_chinese(language) for language in languages]
    scores[english] += NEARNESS * _nearness(linker, np.asarray(vectors, np.float32)[english])
    names = Phrases([((d.name_en,), (d.name_zh,)) for d in departments])
    for n, text in enumerate(texts):
        weight = LINKS if english[n] else LINKS_CHINESE
        scores[n] += weight * _shares(linker, links[n], rows)
        for column, value in _named(names, text).items():
            scores[n, column] += NAMES * value
        for slug, value in cues(text).items():
            if slug in slugs:
                scores[n, slugs[slug]] += value
    return scores


def _shared_out(linker: Linker, near: Mapping[int, float]) -> Floats:
    """Each department's share of the neighbours, summing to at most 1."""
    total = sum(near.values()) or 1.0
    shares = [near.get(department.id, 0.0) / total for department in linker.catalogue.departments]
    return np.array(shares, dtype=np.float32)


def softmax(scores: Floats) -> Floats:
    """Rows that sum to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _shares(linker: Linker, links: Sequence[LinkedTopic], rows: Mapping[int, int]) -> Floats:
    """The departments of the linked topics, by score and rank; about 0 to 2 each."""
    known = [(rows[link.topic], link.score) for link in links if link.topic in rows]
    weights = [score**2 / (1.0 + 0.5 * rank) for rank, (_, score) in enumerate(known)]
    picked = linker.membership[[row for row, _ in known]]
    return np.asarray(np.array(weights, dtype=np.float32) @ picked, dtype=np.float32)


def _nearness(linker: Linker, vectors: Floats) -> Floats:
    """Mean cosine of each department's nearest topics, shape (texts, departments)."""
    cosines = vectors @ linker.vectors.T
    out: Floats = np.zeros((len(vectors), linker.membership.shape[1]), dtype=np.float32)
    for column in range(out.shape[1]):
        own = np.flatnonzero(linker.membership[:, column] == 1.0)
        if len(own):
            count = min(NEAREST, len(own))
            best = np.partition(cosines[:, own], len(own) - count, axis=1)[:, -count:]
            out[:, column] = best.sum(axis=1) / NEAREST
    return out


def _named(names: Phrases, text: str) -> dict[int, float]:
    seen = read(text)
    found = names.evidence(names.find(seen.terms, seen.headline_terms))
    if seen.chinese:
        for column, value in names.evidence(names.find_chinese(seen.folded, seen.headline)).items():
            found[column] = found.get(column, 0.0) + value
    return found
