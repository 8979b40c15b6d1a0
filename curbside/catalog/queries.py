"""Reading departments and topics, with former slugs resolved."""

from __future__ import annotations

from curbside.catalog.models import Department, FormerSlug, Topic
from curbside.core.errors import NotFound


def departments() -> list[Department]:
    """All departments, biggest first."""
    return list(Department.objects.all())


def department(slug: str) -> Department:
    """The department with this slug. Raises NotFound."""
    found = Department.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such department.", "See the list of departments.")
    return found


def topic(slug: str) -> Topic:
    """The topic with this slug, its department beside it. Raises NotFound."""
    found = Topic.objects.select_related("department").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such topic.", "Search for it instead.")
    return found


def renamed(kind: FormerSlug.Kind, slug: str) -> str | None:
    """The present slug of something that was once called ``slug``."""
    return FormerSlug.objects.filter(kind=kind, slug=slug).values_list("current", flat=True).first()


def topics_of(department: Department) -> list[Topic]:
    """The topics of a department, its own first, then those it shares."""
    own = list(Topic.objects.filter(department=department).select_related("department"))
    shared = list(Topic.objects.filter(also_in=department).select_related("department"))
    return own + shared


def topic_ids() -> dict[str, int]:
    """The id of every topic by its slug."""
    return dict(Topic.objects.values_list("slug", "id"))


def topics_by_id() -> dict[int, Topic]:
    """Every topic with its department, by its number."""
    return {topic.pk: topic for topic in Topic.objects.select_related("department")}


def topics() -> list[Topic]:
    """All topics with their departments, department by department, by use."""
    return list(Topic.objects.select_related("department"))
