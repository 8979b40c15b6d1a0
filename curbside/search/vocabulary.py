"""The catalogue as linking and routing see it: departments and topics with all their words.

The only database access of both. Kept per process and made anew when the catalogue changes: the
generation says when something changed, a digest of the catalogue whether it was the catalogue
(an import moves the generation with every batch). Deliberately judges no text.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from curbside.catalog.models import Topic
from curbside.catalog.queries import departments as all_departments
from curbside.core import generation

DIGEST = """
SELECT md5(concat(
  (SELECT string_agg(d::text, '|' ORDER BY d.id) FROM catalog_department d),
  (SELECT string_agg(t::text, '|' ORDER BY t.id) FROM catalog_topic t),
  (SELECT string_agg(a::text, '|' ORDER BY a.id) FROM catalog_topic_also_in a)))
"""


@dataclass(frozen=True)
class DepartmentWords:
    """A department and what it is called; in the order of ``position``, biggest first."""

    id: int
    slug: str
    name_en: str
    name_zh: str
    description_en: str = ""
    description_zh: str = ""


@dataclass(frozen=True)
class TopicWords:
    """A topic, the departments it belongs to, and its words; the first of each is its name."""

    id: int
    slug: str
    department: int
    also: tuple[int, ...]
    english: tuple[str, ...]
    chinese: tuple[str, ...]

    def sentence(self) -> str:
        """What the encoder is given to place the topic among texts."""
        return "; ".join(self.english or self.chinese)


@dataclass(frozen=True)
class Vocabulary:
    """The whole catalogue. Equal digests mean equal words."""

    digest: str
    departments: tuple[DepartmentWords, ...]
    topics: tuple[TopicWords, ...]


_kept: tuple[tuple[int, str], Vocabulary] | None = None


def current() -> Vocabulary:
    """The catalogue of the present generation; one small query when nothing changed."""
    global _kept  # noqa: PLW0603 - a cache of the process; both values are replaced together
    stamp = generation.stamp()
    if _kept is not None and _kept[0] == stamp:
        return _kept[1]
    digest = _digest()
    if _kept is not None and _kept[1].digest == digest:
        _kept = (stamp, _kept[1])
    else:
        _kept = (stamp, _read(digest))
    return _kept[1]


def _digest() -> str:
    with connection.cursor() as cursor:
        cursor.execute(DIGEST)
        return str(cursor.fetchone()[0])


def _read(digest: str) -> Vocabulary:
    shared: dict[int, list[int]] = {}
    for topic, department in Topic.also_in.through.objects.values_list("topic_id", "department_id"):
        shared.setdefault(topic, []).append(department)
    return Vocabulary(
        digest=digest,
        departments=tuple(
            DepartmentWords(d.pk, d.slug, d.name_en, d.name_zh, d.description_en, d.description_zh)
            for d in all_departments()
        ),
        topics=tuple(
            TopicWords(
                id=t.pk,
                slug=t.slug,
                department=t.department_id,
                also=tuple(sorted(shared.get(t.pk, ()))),
                english=tuple(filter(None, (t.name_en, *t.synonyms_en))),
                chinese=tuple(filter(None, (t.name_zh, *t.synonyms_zh))),
            )
            for t in Topic.objects.order_by("department__position", "position", "slug")
        ),
    )
