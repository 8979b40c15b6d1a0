"""What the index is told about a document, and the row it becomes. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from curbside.search import analyser, bm25
from curbside.search.aspects import aspects

MAX_CHARACTERS = 60_000  # of each text; a tsvector holds at most 1 MiB


@dataclass(frozen=True)
class Document:
    """A text to be found: ``question`` (with its headline) and ``reply``, and what to filter by."""

    number: int
    language: str
    department: int
    question: str
    reply: str


@dataclass(frozen=True)
class Analysed:
    """A document's terms, before weighing."""

    document: Document
    question: list[str]
    reply: list[str]
    surfaces: dict[str, str] = field(repr=False)

    @property
    def duplicate_key(self) -> int:
        """Equal for questions that say the same words in the same order (63 bits)."""
        digest = hashlib.blake2b(" ".join(self.question).encode(), digest_size=8).digest()
        return int.from_bytes(digest) >> 1


def analyse(document: Document) -> Analysed:
    """Run the analyser over both texts, each cut at ``MAX_CHARACTERS``."""
    question = list(analyser.spans(document.question[:MAX_CHARACTERS]))
    reply = list(analyser.spans(document.reply[:MAX_CHARACTERS]))
    surfaces = {t.term: t.surface for t in reversed((*question, *reply))}
    return Analysed(document, [t.term for t in question], [t.term for t in reply], surfaces)


def row(analysed: Analysed, question_average: float, reply_average: float) -> tuple[object, ...]:
    """The values of ``IndexRow``'s columns, in order, as COPY takes them."""
    document = analysed.document
    return (
        document.number,
        document.language,
        document.department,
        analysed.duplicate_key,
        aspects(analysed.question),
        len(analysed.question),
        len(analysed.reply),
        bm25.to_sql(bm25.document_weights(analysed.question, question_average)),
        bm25.to_sql(bm25.document_weights(analysed.reply, reply_average)),
        " ".join(sorted(set(analysed.question))),
        " ".join(sorted(set(analysed.reply))),
    )


def document_frequencies(batch: list[Analysed]) -> tuple[Counter[str], Counter[str]]:
    """In how many questions and in how many replies of the batch each term occurs."""
    questions: Counter[str] = Counter()
    replies: Counter[str] = Counter()
    for analysed in batch:
        questions.update(set(analysed.question))
        replies.update(set(analysed.reply))
    return questions, replies
