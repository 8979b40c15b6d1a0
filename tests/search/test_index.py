"""The index against a real PostgreSQL: exact BM25, the same after a rebuild, nothing left over."""

from __future__ import annotations

import pytest

from curbside.search import operations, queries
from curbside.search.documents import Document
from curbside.search.models import IndexRow, IndexTerm, IndexVector
from curbside.search.queries import Request

pytestmark = pytest.mark.django_db

TEXTS = [
    "my upper lip twitches and jumps",
    "the eyelid twitches after coffee",
    "chest pain when climbing stairs",
    "pain in the knee after running, knee swollen",
    "嘴角一直抽動怎麼辦",
]


def index(texts: list[str], start: int = 1) -> list[Document]:
    documents = [
        Document(number, "zh-hant" if ord(text[0]) > 255 else "en", 1, text, f"reply {number}")
        for number, text in enumerate(texts, start)
    ]
    operations.write(documents, operations.encode(documents))
    return documents


def test_finds_what_was_indexed() -> None:
    index(TEXTS)
    assert queries.find(Request("lip twitches"))[0].number == 1
    assert [hit.number for hit in queries.find(Request("嘴角抽动"))] == [5]


def test_removing_leaves_nothing() -> None:
    index(TEXTS)
    operations.remove([1, 2, 3, 4, 5])
    assert not IndexRow.objects.exists()
    assert not IndexVector.objects.exists()
    assert not IndexTerm.objects.exclude(in_questions=0, in_replies=0).exists()
