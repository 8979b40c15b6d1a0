"""A document's neighbours found by its stored vector are those found by its text made anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curbside.search import operations, queries
from curbside.search.documents import Document
from curbside.search.models import IndexVector
from curbside.search.queries import Request

pytestmark = pytest.mark.django_db
TEXTS = [
    "my upper lip twitches and jumps",
    "the eyelid twitches after coffee",
    "upper lip twitches when I am tired",
    "pain in the knee after running, knee swollen",
    "swollen knee and pain at night",
]


def index() -> None:
    documents = [Document(n, "en", 1, text, f"reply {n}") for n, text in enumerate(TEXTS, 1)]
    operations.write(documents, operations.encode(documents))


@pytest.mark.parametrize("number", range(1, len(TEXTS) + 1))
def test_the_same_neighbours(number: int) -> None:
    index()
    made = Request(TEXTS[number - 1], exclude=number, replies=False)
    expected = queries.find(made)
    found = queries.find(replace(made, stored=True))
    assert [hit.number for hit in found] == [hit.number for hit in expected]
    assert [hit.score for hit in found] == pytest.approx([h.score for h in expected], abs=1e-3)


def test_no_text_is_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    index()

    def fail(texts: list[str]) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(operations.encoder(), "encode", fail)
    assert queries.find(Request(TEXTS[0], exclude=1, stored=True, replies=False))


def test_a_vector_of_another_encoder_is_not_compared() -> None:
    """Until the index is made anew, words alone decide."""
    index()
    IndexVector.objects.filter(document=1).update(encoder="an older one")
    hits = queries.find(Request(TEXTS[0], exclude=1, stored=True, replies=False))
    assert hits[0].number == 3
