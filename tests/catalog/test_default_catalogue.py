"""The shipped catalogue: complete against the real service's headings, consistent, loadable."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from curbside.catalog import files, operations
from curbside.catalog.models import Department, FormerSlug, Topic
from curbside.core.errors import BadInput, Conflict

CATALOGUE = files.read(files.DEFAULT)
DROPPED = Path(__file__).parents[2] / "evals/data/dropped_headings.jsonl"


def test_every_topic_has_names_and_synonyms_in_both_languages() -> None:
    for topic in CATALOGUE.topics:
        assert topic.name_en, topic.slug
        assert topic.name_zh, topic.slug
        assert topic.synonyms_en, topic.slug
        assert topic.synonyms_zh, topic.slug
        assert topic.department not in topic.also, topic.slug


def test_no_two_topics_share_a_name() -> None:
    for name in ("slug", "name_en", "name_zh"):
        counts = Counter(getattr(topic, name).casefold() for topic in CATALOGUE.topics)
        assert [n for n, count in counts.items() if count > 1] == []


def test_no_synonym_is_the_name_of_another_topic() -> None:
    owner = {t.name_en.casefold(): t.slug for t in CATALOGUE.topics}
    owner |= {t.name_zh: t.slug for t in CATALOGUE.topics}
    strays = [
        (topic.slug, word)
        for topic in CATALOGUE.topics
        for word in (*topic.synonyms_en, *topic.synonyms_zh)
        if owner.get(word.casefold(), topic.slug) != topic.slug
    ]
    assert strays == []


@pytest.mark.real_data
def test_every_heading_of_the_real_service_is_a_topic_or_dropped_with_a_reason(
    shared: Path,
) -> None:
    with gzip.open(shared / "data/taiwan_topics.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    words = {
        word.casefold()
        for topic in CATALOGUE.topics
        for word in (topic.name_zh, *topic.synonyms_zh)
    }
    dropped = {json.loads(line)["heading"] for line in DROPPED.open(encoding="utf-8")}
    assert len(rows) == 3287
    missing = {r["topic"] for r in rows} - dropped
    assert {heading for heading in missing if heading.casefold() not in words} == set()
    assert len({row["department"] for row in rows}) == len(CATALOGUE.departments) == 34


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    assert operations.load(files.DEFAULT, "test") == (34, len(CATALOGUE.topics))
    before = list(Topic.objects.order_by("slug").values_list("id", "slug", "department"))
    operations.load(files.DEFAULT, "test")
    assert list(Topic.objects.order_by("slug").values_list("id", "slug", "department")) == before


@pytest.mark.django_db
def test_export_edit_load_keeps_rows_and_leaves_redirects(tmp_path: Path) -> None:
    operations.load(files.DEFAULT, "test")
    number = Department.objects.get(slug="neurology").pk
    operations.export(tmp_path)
    assert files.read(tmp_path) == CATALOGUE
    for path in (tmp_path / "departments.jsonl", *(tmp_path / "topics").glob("*.jsonl")):
        text = path.read_text(encoding="utf-8")
        text = text.replace('"neurology"', '"brain-and-nerves"').replace(
            '"slug": "brain-and-nerves", ', '"slug": "brain-and-nerves", "was": ["neurology"], '
        )
        text = text.replace(', "was": []', "")
        path.write_text(text, encoding="utf-8")
    (tmp_path / "topics/neurology.jsonl").rename(tmp_path / "topics/brain-and-nerves.jsonl")
    operations.load(tmp_path, "test")
    assert Department.objects.get(slug="brain-and-nerves").pk == number
    assert FormerSlug.objects.get(slug="neurology").current == "brain-and-nerves"


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    operations_free = files.Catalogue(CATALOGUE.departments[:1], [])
    files.write(tmp_path, operations_free)
    path = tmp_path / "departments.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"departments.jsonl:2"):
        files.read(tmp_path)


@pytest.mark.django_db
def test_a_department_with_entries_cannot_vanish(tmp_path: Path) -> None:
    from tests.factories import make_entry

    operations.load(files.DEFAULT, "test")
    make_entry(department=Department.objects.get(slug="diving-medicine"))
    rest = [d for d in CATALOGUE.departments if d.slug != "diving-medicine"]
    topics = [
        t
        for t in CATALOGUE.topics
        if t.department != "diving-medicine" and "diving-medicine" not in t.also
    ]
    files.write(tmp_path, files.Catalogue(rest, topics))
    with pytest.raises(Conflict, match="diving-medicine"):
        operations.load(tmp_path, "test")
