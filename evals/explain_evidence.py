"""MedQuAD and MedlinePlus as passages in memory, with a plain BM25 search."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np

from curbside.evidence import cleaning, cutting
from curbside.evidence.facets import Facet
from curbside.evidence.notes import Note, Section
from curbside.evidence.passage import Found, Passage
from curbside.importers.text import clean
from curbside.search import analyser, bm25
from evals import corpora

KINDS = {
    "information": Facet.WHAT, "considerations": Facet.WHAT, "symptoms": Facet.SYMPTOMS,
    "treatment": Facet.TREATMENT, "causes": Facet.CAUSES, "susceptibility": Facet.CAUSES,
    "exams and tests": Facet.CHECKS, "stages": Facet.CHECKS, "outlook": Facet.OUTLOOK,
    "complications": Facet.OUTLOOK, "prevention": Facet.PREVENTION, "inheritance": Facet.CAUSES,
    "genetic changes": Facet.CAUSES, "frequency": Facet.WHAT, "research": Facet.TREATMENT,
}  # fmt: skip
HEADINGS = [
    (r"when (do|should|to) .*(help|doctor|provider|call)|emergenc", Facet.GET_HELP),
    (r"symptom|sign|feel like|effects", Facet.SYMPTOMS),
    (r"cause|why|risk|who (is|gets|can)|spread|get ", Facet.CAUSES),
    (r"diagnos|test|screen|know if", Facet.CHECKS),
    (r"prevent|avoid|lower", Facet.PREVENTION),
    (r"home|yourself|self|manag|cope|what can i do|should i", Facet.SELF_CARE),
    (r"treat|medicine|cure", Facet.TREATMENT),
    (r"complication|outlook|happen", Facet.OUTLOOK),
]
PUBLISHERS = {
    "GHR": "Genetics Home Reference",
    "GARD": "Genetic and Rare Diseases Information Center",
    "MPlusHealthTopics": "MedlinePlus",
}


def _passages(note: Note, facet: Facet) -> Iterator[Passage]:
    if cleaning.refusal(note):
        return
    position = 0
    for section in cleaning.clean(note).sections:
        for piece in cutting.cut(section):
            position += 1
            head = piece.heading.lower()
            said = next((f for p, f in HEADINGS if head and re.search(p, head)), facet)
            yield Passage(
                0,
                f"{note.ref}#{position}",
                note.title,
                note.publisher,
                note.url,
                None,
                "en",
                said,
                piece.text,
                note.subjects,
            )


def passages(shared: Path) -> Iterator[Passage]:
    """All passages of both collections."""
    for r in corpora.rows(shared, "medquad"):
        if r["answer"]:
            text = re.sub(r"\s{2,}(?=- )|[ \t]{3,}", "\n", r["answer"])
            text = re.sub(r"^[\"\s]*Summary : |\"$", "", text)
            names = (r["focus"].lower(), *(s.lower() for s in r["synonyms"]))
            note = Note(
                r["id"],
                r["focus"],
                "en",
                (Section(clean(text)),),
                publisher=PUBLISHERS.get(r["source"], r["source"]),
                url=r["url"],
                subjects=names,
            )
            yield from _passages(note, KINDS.get(r["question_type"], Facet.WHAT))
    for r in corpora.rows(shared, "medlineplus_topics"):
        note = Note(
            r["id"],
            r["title"],
            "en",
            (Section(clean(r["text"])),),
            publisher="MedlinePlus",
            url=r["url"],
            subjects=(r["title"].lower(),),
        )
        yield from _passages(note, Facet.WHAT)


class Memory:
    def __init__(self, held: list[Passage]) -> None:
        self.held = held
        terms = [analyser.analyse(f"{p.subjects[0]} {p.text}") for p in held]
        mean = sum(map(len, terms)) / len(terms)
        post: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for n, t in enumerate(terms):
            for d, w in bm25.document_weights(t, mean).items():
                post[d].append((n, w))
        self.post = {
            d: (
                np.array([n for n, _ in v], dtype=np.int32),
                np.array([w for _, w in v], dtype=np.float32),
            )
            for d, v in post.items()
        }
        self.freq = {d: len(v[0]) for d, v in self.post.items()}
        self.facets = np.array([list(Facet).index(p.facet) for p in held])

    def find(
        self, text: str, language: str, limit: int = 60, facets: Collection[Facet] = ()
    ) -> list[Found]:
        q = bm25.query_weights(analyser.analyse(text), len(self.held), self.freq)
        score = np.zeros(len(self.held), dtype=np.float32)
        mass = sum(q.values()) * 2.2 or 1.0
        for d, w in q.items():
            ids, ws = self.post[d]
            score[ids] += w * ws
        if facets:
            wanted = [list(Facet).index(f) for f in facets]
            score[~np.isin(self.facets, wanted)] = 0
        best = np.argsort(-score)[:limit]
        return [Found(self.held[i], float(score[i] / mass)) for i in best if score[i] > 0]


def load(shared: Path) -> Memory:
    return Memory(list(passages(shared)))
