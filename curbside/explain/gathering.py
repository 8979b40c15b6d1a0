"""What to look up for one question: its own words, the reply's, and then the subjects they name.

Works on any ``find`` with the signature of ``evidence.queries.find``; keeps the better score where
two searches find one passage. What ``near`` has encoded is not encoded again. Deliberately judges
no passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from curbside.evidence.passage import Found
from curbside.explain import thread as thread_
from curbside.explain import threads, view
from curbside.explain.lexicon import Lexicon
from curbside.explain.meaning import Near, Vectors
from curbside.explain.model import Asked
from curbside.explain.thread import Thread

FIRST, SUBJECT, ADVICE = 40, 28, 10  # passages asked for: by words, by subject, by what is advised
LONGEST = 800  # characters of a question or a reply that are searched with and encoded
MOST_NAMES = 3


class Find(Protocol):
    """A search for passages; ``vector`` is the text's, where it is known."""

    def __call__(
        self, text: str, language: str, limit: int, *, vector: Vectors | None = None
    ) -> list[Found]:
        """The best passages, best first."""


def searched(asked: Asked, reply: view.View) -> tuple[str, str]:
    """What is searched with: the question, and what the reply says."""
    question = f"{asked.headline} {asked.question}".strip()[:LONGEST]
    return question, " ".join(one.text for one in reply.said)[:LONGEST]


def gather(asked: Asked, lexicon: Lexicon, find: Find, near: Near | None = None) -> list[Found]:
    """The passages for a question, best first."""
    reply = view.read(asked.reply)
    found = []
    for n, text in enumerate(searched(asked, reply)):
        if text.strip():
            known = near.texts[n] if near is not None else None
            found.append(find(text, asked.language, FIRST, vector=known))
    first = best(found)
    subjects = threads.read(asked, reply, lexicon, first, near, threads.MOST_SEARCHED)
    words = _words(subjects, first)
    vectors: Sequence[Vectors | None] = [None] * len(words)
    if near is not None:
        vectors = list(near.meaning.vectors(words))
    for subject, text, vector in zip(subjects, words, vectors, strict=True):
        limit = ADVICE if subject.origins == {thread_.ADVICE} else SUBJECT
        found.append(find(text, asked.language, limit, vector=vector))
    return best(found)


def _words(subjects: Sequence[Thread], first: Sequence[Found]) -> list[str]:
    """For each subject its name, and those of the sources found that are about it."""
    kept: thread_.Names = {}
    titles = {hit.passage.source: hit.passage for hit in first}
    out = []
    for subject in subjects:
        same = [t for t, p in titles.items() if thread_.strength(p, subject, kept)]
        words = dict.fromkeys([subject.label.lower(), *(t.lower() for t in same[:MOST_NAMES])])
        out.append(" ".join(words))
    return out


def best(searches: Iterable[Iterable[Found]]) -> list[Found]:
    """All that was found, each passage once, with its best score."""
    kept: dict[str, Found] = {}
    for search in searches:
        for hit in search:
            held = kept.get(hit.passage.ref)
            if held is None or hit.score > held.score:
                kept[hit.passage.ref] = hit
    return sorted(kept.values(), key=lambda hit: -hit.score)
