"""The real corpora as rows and as documents of the index. Deliberately measures nothing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curbside.search.documents import Document

DEPARTMENTS = 34  # documents are spread over as many as the default catalogue has


def rows(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of one file of ``shared``/data, in order."""
    with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def medquad(shared: Path, start: int = 1) -> list[Document]:
    """The 47,441 MedQuAD questions with their answers where there are any."""
    found = rows(shared, "medquad")
    return [
        _document(n, "en", r["question"], r["answer"] or "") for n, r in enumerate(found, start)
    ]


def doctor_answers(shared: Path, start: int = 1) -> list[Document]:
    """The 6,315 patients' questions with doctors' answers, the title as headline."""
    return [
        _document(n, "en", f"{r['title']}\n{r['question']}", r["answer"] or "")
        for n, r in enumerate(rows(shared, "doctor_answers"), start)
    ]


def scale(shared: Path, start: int = 1) -> list[Document]:
    """The 141,143 question texts, Chinese and English, without replies."""
    found = rows(shared, "scale_questions")
    return [_document(n, r["language"], r["text"], "") for n, r in enumerate(found, start)]


def _document(number: int, language: str, question: str, reply: str) -> Document:
    # Imported here because rooms with models need Django set up first.
    from curbside.search.documents import Document

    return Document(number, language, number % DEPARTMENTS + 1, question, reply)
