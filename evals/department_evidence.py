"""The evidence of routing for many texts at once, and of headings as if no topic had them.

A heading of the Taiwan service is a topic of our catalogue, and so is a name of the catalogue's
own. Asked as it stands, it is looked up; so here, by eighths, the topics that have one of the
eighth's headings among their words are taken out of the catalogue, and the headings themselves
out of the vocabulary and out of the names that bring topics to mind. Measures nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from evals.department_sets import Item

if TYPE_CHECKING:
    from curbside.search.evidence import Evidence
    from curbside.search.linking import Linker

FOLDS = 8
LANGUAGES = {"headings": "zh-Hant", "names": "en"}  # kinds that are held out by topic
BATCH = 300


@dataclass(frozen=True)
class Seen:
    """Texts with their languages, vectors and features, a row each."""

    texts: list[str]
    languages: list[str]
    vectors: npt.NDArray[Any]
    features: npt.NDArray[np.float32]


def seen(items: Sequence[Item]) -> Seen:
    """All of the items, headings held out."""
    from curbside.core.languages import guess
    from curbside.search import routing
    from curbside.search.operations import encoder

    texts = [item.text for item in items]
    languages = [LANGUAGES.get(one.kind) or guess(one.text) for one in items]
    vectors = encoder().encode(texts)
    evidence = routing.load()
    shape = (len(items), len(evidence.slugs), 6)
    found = Seen(texts, languages, vectors, np.zeros(shape, np.float32))
    plain = [n for n, item in enumerate(items) if item.kind not in LANGUAGES]
    _fill(found, plain, evidence)
    for fold in range(FOLDS):
        mine = [n for n, i in enumerate(items) if i.kind in LANGUAGES and _fold(i.text) == fold]
        if mine:
            _fill(found, mine, held_out(evidence.linker, [texts[n] for n in mine]))
    return found


def held_out(linker: Linker, headings: Sequence[str]) -> Evidence:
    """Evidence from a catalogue and a vocabulary that do not have these headings."""
    from curbside.search import analyser, lexicon, relations
    from curbside.search.evidence import Evidence
    from curbside.search.linking import Linker
    from curbside.search.phrases import GENERIC_CHINESE

    topics = linker.catalogue.topics
    whole = {analyser.fold(heading) for heading in headings}
    bare = whole | {text.removesuffix(end) for text in whole for end in GENERIC_CHINESE}
    kept = [
        row
        for row, topic in enumerate(topics)
        if not any(analyser.fold(word) in whole for word in (*topic.chinese, *topic.english))
    ]
    fewer = replace(linker.catalogue, topics=tuple(topics[row] for row in kept))
    words = [word for word in lexicon.words() if analyser.fold(word[2]) not in bare]
    rows, chinese = linker.vectors[kept], linker.topic_rows(chinese=True)[kept]
    related = relations.shipped()
    names = (
        line._replace(before=tuple(n for n in line.before if analyser.fold(n) not in bare))
        for line in related.names
    )
    related = related._replace(names=tuple(names))
    return Evidence(Linker(fewer, rows, lambda: chinese, related), words)


def _fill(found: Seen, rows: Sequence[int], evidence: Evidence) -> None:
    for first in range(0, len(rows), BATCH):
        part = list(rows[first : first + BATCH])
        said, spoken = [found.texts[n] for n in part], [found.languages[n] for n in part]
        links = evidence.linker.link(said, spoken, found.vectors[part])
        found.features[part] = evidence.features(links, said, spoken, found.vectors[part])


def _fold(heading: str) -> int:
    return hashlib.blake2b(heading.encode(), digest_size=4).digest()[3] % FOLDS
