"""Which department a text belongs to, with a probability for each. Pure once loaded.

``evidence`` finds what speaks for a department, the weights of ``training/routing.py`` add it up,
what an operator's own corpus taught (``learned``) is added where there is such a model, and
``confidence`` makes probabilities of it: that of the first is the chance that it is a right one.
Deliberately sends nobody anywhere: below ``confidence.UNSURE`` a person should.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from curbside.core import languages as scripts
from curbside.search import confidence, learned
from curbside.search.evidence import Evidence
from curbside.search.linking import Floats, LinkedTopic, Linker
from curbside.search.weights import Weights, shipped

THIN = 1.0  # the least a phrase can say


class DepartmentProbability(NamedTuple):
    """A department and how probable it is; those of one text sum to 1."""

    department: int
    slug: str
    probability: float


def route(
    links: Sequence[Sequence[LinkedTopic]],
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: npt.NDArray[Any],
) -> list[list[DepartmentProbability]]:
    """Every department of the catalogue for each text, best first.

    ``links`` as ``Linker.link`` gives them; ``vectors`` a row for each text.
    """
    evidence = load()
    departments = evidence.linker.catalogue.departments
    if not departments or not texts:
        return [[] for _ in texts]
    scores, thin = scored(evidence, links, texts, languages, vectors)
    taught = learned.current(evidence.slugs)
    if taught is not None:
        scores = taught.adapted(scores, texts, vectors)
    found = confidence.probabilities(scores, lines(texts, languages, thin, shipped(), taught))
    named = [(department.id, department.slug) for department in departments]
    order = np.argsort(-found, axis=1, kind="stable")
    return [
        [DepartmentProbability(named[d][0], named[d][1], row[d]) for d in best]
        for row, best in zip(found.tolist(), order.tolist(), strict=True)
    ]


def scored(
    evidence: Evidence,
    links: Sequence[Sequence[LinkedTopic]],
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: npt.NDArray[Any],
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The weighed evidence, shape (texts, departments), what any corpus taught left out; and in
    which texts little was found.
    """
    features = evidence.features(links, texts, languages, vectors)
    thin = is_thin(features)
    chinese = np.array([scripts.is_chinese(language) for language in languages], bool)
    return weighed(features, chinese, evidence.slugs, shipped()), thin


def is_thin(features: Floats) -> npt.NDArray[np.bool_]:
    """Where the vocabulary heard nothing at all; before ``weighed``."""
    return np.asarray(features[:, :, :2].sum(axis=(1, 2)) < THIN, bool)


def weighed(
    features: Floats, chinese: npt.NDArray[np.bool_], slugs: Sequence[str], weights: Weights
) -> Floats:
    """Features added up. Vocabulary counts by its shares once there is enough of it, so that
    a long text is no surer than a short one.
    """
    for kind in (0, 1):
        total = features[:, :, kind].sum(axis=1, keepdims=True)
        features[:, :, kind] *= np.minimum(1.0, weights.full / np.maximum(total, 1e-6))
    by_language = np.array([weights.english, weights.chinese], np.float32)[chinese.astype(int)]
    bias = np.array([weights.bias.get(slug, 0.0) for slug in slugs], np.float32)
    return np.asarray(np.einsum("tdk,tk->td", features, by_language) + bias, np.float32)


def lines(
    texts: Sequence[str],
    languages: Sequence[str],
    thin: npt.NDArray[np.bool_],
    weights: Weights,
    taught: learned.Learned | None,
) -> list[tuple[float, float]]:
    """Each text's line of calibration: a fragment's of its language, which a question with little
    in it shares, a taught one, or a question's.
    """
    question = weights.question if taught is None else taught.line
    return [
        weights.fragments[scripts.is_chinese(language)]
        if little or confidence.is_fragment(text)
        else question
        for text, language, little in zip(texts, languages, thin.tolist(), strict=True)
    ]


def load() -> Evidence:
    """The evidence of the present catalogue, kept until the catalogue or the encoder changes."""
    global _kept  # noqa: PLW0603 - a cache of the process
    linker = Linker.load()
    with _loading:  # as the linker is: by one thread
        if _kept is None or _kept.linker is not linker:
            _kept = Evidence.of(linker)
        return _kept


_kept: Evidence | None = None
_loading = Lock()
