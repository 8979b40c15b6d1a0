"""Loading a catalogue into the database, and taking it out again for editing."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from curbside.catalog import files
from curbside.catalog.models import Department, FormerSlug, Topic
from curbside.core import audit, generation
from curbside.core.errors import Conflict


@transaction.atomic
def load(folder: Path, actor: str) -> tuple[int, int]:
    """Make the database's catalogue the one in ``folder``; return (departments, topics).

    Renames (``was``) keep their row and leave a redirect. A department that still has entries
    cannot vanish: raises Conflict. Raises BadInput for a folder that cannot be read.
    """
    catalogue = files.read(folder)
    _load_departments(catalogue.departments)
    _load_topics(catalogue.topics)
    gone = Department.objects.exclude(slug__in=[d.slug for d in catalogue.departments])
    held = gone.filter(entries__isnull=False).first()
    if held:
        raise Conflict(
            f"The department {held.slug!r} still has entries.",
            "Rename it with 'was', or move its entries first.",
        )
    gone.delete()
    audit.record(actor, "catalog.loaded", "catalogue", topics=len(catalogue.topics))
    generation.bump()
    return len(catalogue.departments), len(catalogue.topics)


def _load_departments(records: list[files.DepartmentRecord]) -> None:
    for position, record in enumerate(records):
        _rename(Department, FormerSlug.Kind.DEPARTMENT, record.slug, record.was)
        Department.objects.update_or_create(
            slug=record.slug,
            defaults={
                "name_en": record.name_en,
                "name_zh": record.name_zh,
                "description_en": record.description_en,
                "description_zh": record.description_zh,
                "position": position,
            },
        )


def _load_topics(records: list[files.TopicRecord]) -> None:
    departments = {d.slug: d for d in Department.objects.all()}
    for record in records:
        _rename(Topic, FormerSlug.Kind.TOPIC, record.slug, record.was)
    Topic.objects.exclude(slug__in=[record.slug for record in records]).delete()
    rows = [
        Topic(
            slug=record.slug,
            name_en=record.name_en,
            name_zh=record.name_zh,
            department=departments[record.department],
            synonyms_en=record.synonyms_en,
            synonyms_zh=record.synonyms_zh,
            position=position,
        )
        for position, record in enumerate(records)
    ]
    fields = ["name_en", "name_zh", "department", "synonyms_en", "synonyms_zh", "position"]
    Topic.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields
    )
    ids = dict(Topic.objects.values_list("slug", "id"))
    shared = Topic.also_in.through
    shared.objects.all().delete()
    shared.objects.bulk_create(
        shared(topic_id=ids[record.slug], department_id=departments[slug].id)
        for record in records
        for slug in record.also
    )


def _rename(
    model: type[Department] | type[Topic], kind: FormerSlug.Kind, slug: str, was: list[str]
) -> None:
    for former in was:
        model.objects.filter(slug=former).update(slug=slug)
        FormerSlug.objects.filter(kind=kind, current=former).update(current=slug)
        FormerSlug.objects.update_or_create(kind=kind, slug=former, defaults={"current": slug})
    FormerSlug.objects.filter(kind=kind, slug=slug).delete()


def export(folder: Path) -> None:
    """Write the present catalogue as a folder that ``load`` takes."""
    former: dict[tuple[str, str], list[str]] = {}
    for row in FormerSlug.objects.all():
        former.setdefault((row.kind, row.current), []).append(row.slug)
    departments = [
        files.DepartmentRecord(
            d.slug,
            d.name_en,
            d.name_zh,
            d.description_en,
            d.description_zh,
            former.get(("department", d.slug), []),
        )
        for d in Department.objects.all()
    ]
    topics = [
        files.TopicRecord(
            t.slug,
            t.name_en,
            t.name_zh,
            t.department.slug,
            t.synonyms_en,
            t.synonyms_zh,
            [d.slug for d in t.also_in.all()],
            former.get(("topic", t.slug), []),
        )
        for t in Topic.objects.select_related("department").prefetch_related("also_in")
    ]
    files.write(folder, files.Catalogue(departments, topics))
