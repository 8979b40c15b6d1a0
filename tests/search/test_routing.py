"""Routing: cues by table, the rest on a small catalogue in the database."""

from __future__ import annotations

import numpy as np
import pytest

from curbside.catalog.models import Department, Topic
from curbside.core import generation
from curbside.search import confidence, routing, topic_vectors, vocabulary
from curbside.search.cues import MEDICINES, PEDIATRICS, cues
from curbside.search.linking import Linker
from curbside.search.models import TopicVector
from curbside.search.operations import encoder


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("my baby has a cough", {PEDIATRICS}),
        ("my son is 3 years old", {PEDIATRICS}),
        ("our four year old daughter, two yrs of cough", {PEDIATRICS}),
        ("she is 6 months old", {PEDIATRICS}),
        ("寶寶發燒", {PEDIATRICS}),
        ("I am 30 years old", set()),
        ("side effects of metformin", {MEDICINES}),
        ("can I take ibuprofen and aspirin together?", {MEDICINES}),
        ("这个药的副作用", {MEDICINES}),
        ("chest pain", set()),
        ("", set()),
    ],
)
def test_cues(text: str, named: set[str]) -> None:
    assert set(cues(text)) == named


def test_a_grown_son_is_no_child() -> None:
    assert PEDIATRICS not in cues("my son is 34 years old")


@pytest.fixture
def small_catalogue(db: None) -> dict[str, int]:
    """Two departments with topics; ids by slug."""
    words = {"neurology": ("Headache", "頭痛"), "dermatology": ("Rash", "疹子")}
    out = {}
    for position, (slug, (english, chinese)) in enumerate(words.items()):
        department = Department.objects.create(
            slug=slug, name_en=slug.title(), name_zh="", position=position
        )
        Topic.objects.create(
            slug=english.lower(),
            name_en=english,
            name_zh=chinese,
            department=department,
            position=0,
        )
        out[slug] = department.pk
    generation.bump()
    return out


def ranked(text: str, language: str = "en") -> list[tuple[str, float]]:
    vectors = encoder().encode([text])
    links = Linker.load().link([text], [language], vectors)
    found = routing.route(links, [text], [language], vectors)[0]
    return [(d.slug, d.probability) for d in found]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("headache since Monday", "en", "neurology"),
        ("a red rash", "en", "dermatology"),
        ("起疹子", "zh-hant", "dermatology"),
        ("dermatology please", "en", "dermatology"),
    ],
)
def test_first_department(
    small_catalogue: dict[str, int], text: str, language: str, first: str
) -> None:
    assert ranked(text, language)[0][0] == first


HOSTILE = [
    "",
    "   \n\n ",
    "😀😀",
    "headache",
    "cough " * 10_000,
    "頭痛" * 5_000,
    "headach and dizzines, 我頭痛 since Monday",
    "'; DROP TABLE catalog_department; --",
    "<script>alert(1)</script>\x00\x07",
    "\u202e\ufeff" * 50,
    "a" * 100_000,
    "\n" * 1_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_probabilities_sum_to_one_over_all_departments(
    small_catalogue: dict[str, int], text: str
) -> None:
    found = ranked(text)
    assert {slug for slug, _ in found} == set(small_catalogue)
    assert sum(p for _, p in found) == pytest.approx(1, abs=1e-5)
    assert [p for _, p in found] == sorted((p for _, p in found), reverse=True)


def test_a_changed_catalogue_is_seen_and_an_unchanged_one_kept(
    small_catalogue: dict[str, int],
) -> None:
    first = Linker.load()
    generation.bump()
    assert Linker.load() is first
    Topic.objects.filter(slug="rash").update(synonyms_en=["red spots"])
    generation.bump()
    assert Linker.load() is not first
    assert ranked("red spots")[0][0] == "dermatology"


@pytest.mark.parametrize("text", ["", "😀", "hello", "lorem ipsum dolor sit amet consectetur"])
def test_what_says_nothing_is_unsure(small_catalogue: dict[str, int], text: str) -> None:
    many = [f"d{number}" for number in range(30)]
    Department.objects.bulk_create(
        Department(slug=slug, name_en=slug.title(), name_zh="", position=9) for slug in many
    )
    generation.bump()
    assert confidence.unsure(ranked(text)[0][1])


def test_a_department_of_the_operators_own_is_found_by_its_name(
    small_catalogue: dict[str, int],
) -> None:
    Department.objects.create(slug="sleep-clinic", name_en="Sleep clinic", name_zh="", position=5)
    generation.bump()
    assert ranked("Is the sleep clinic the right place?")[0][0] == "sleep-clinic"


def test_topic_vectors_are_kept_and_made_again_when_words_change(
    small_catalogue: dict[str, int],
) -> None:
    topics = vocabulary.current().topics
    made = topic_vectors.matrix(topics)
    held = dict(TopicVector.objects.values_list("topic", "digest"))
    assert set(held) == {topic.id for topic in topics}
    assert np.allclose(topic_vectors.matrix(topics), made, atol=1e-3)
    Topic.objects.filter(slug="rash").update(synonyms_en=["red spots"])
    generation.bump()
    topic_vectors.matrix(vocabulary.current().topics)
    after = dict(TopicVector.objects.values_list("topic", "digest"))
    assert [t for t in held if held[t] != after[t]] == [Topic.objects.get(slug="rash").pk]
