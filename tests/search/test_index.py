"""The index against a real PostgreSQL: exact BM25, the same after a rebuild, nothing left over."""

from __future__ import annotations

import pytest

from curbside.catalog import files
from curbside.catalog import operations as operations_of_the_catalogue
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


def test_a_reposted_question_is_shown_once() -> None:
    asked = (
        "burning stomach pain after meals for two weeks, antacids and small portions did nothing"
    )
    index([asked, "Hello doctor! " + asked + ", thank you", "stomach pain after running"])
    found = [hit.number for hit in queries.find(Request(asked))]
    assert found[0] in (1, 2)
    assert {1, 2} - set(found)
    assert {1, 2}.isdisjoint(
        hit.number for hit in queries.find(Request(asked, exclude=1, stored=True))
    )


def test_repeating_a_word_in_a_long_text_does_not_make_it_weigh_more() -> None:
    index(TEXTS)
    long = ["chest", "knee", "pain", "stair", "run", "coffe", "eyelid"]
    once = queries.weigh(long)
    assert once is not None
    assert queries.weigh([*long, "knee", "knee", "knee"]) == once


@pytest.fixture
def catalogue() -> None:
    operations_of_the_catalogue.load(files.DEFAULT, "tests")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("query", "wanted"),
    [("高血壓可以喝咖啡嗎", 1), ("I get migraines at night", 3)],
)
def test_a_search_crosses_languages_where_its_own_has_too_little(query: str, wanted: int) -> None:
    index(["high blood pressure and coffee", "a cut on my finger", "偏頭痛怎麼治療"])
    assert wanted in [hit.number for hit in queries.find(Request(query))]
    own = "zh" if wanted == 1 else "en"
    assert wanted not in [hit.number for hit in queries.find(Request(query, language=own))]


@pytest.mark.usefixtures("catalogue")
def test_what_names_no_topic_crosses_nothing() -> None:
    index(["high blood pressure and coffee"])
    assert queries.find(Request("你好")) == []
