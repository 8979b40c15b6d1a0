"""Having something explained because a reviewer asks for it: an answer, or a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from curbside.catalog import queries as catalog
from curbside.core import audit, jobs
from curbside.explain import drafting, rules, shelves
from curbside.explain.following import COMPOSE
from curbside.library import queries as library

if TYPE_CHECKING:
    from curbside.explain.models import Explainer
    from curbside.people.person import Person

ANSWER, TOPIC = "q", "topics"


@transaction.atomic
def begin(person: Person, kind: str, name: str, language: str) -> str:
    """Queue the composing of an answer (``name`` is its public id) or of a topic (its slug) in the
    language; the explainer's public id. Raises NotFound or Gone, also for the wrong department.
    """
    shelf = _shelf(kind, name, language)
    if not rules.may_review(person, shelves.department(shelf).pk):
        raise shelves.none()
    jobs.queue(COMPOSE, explainer=shelf.pk)
    audit.record(person.actor, "explainer.asked-for", shelves.subject(shelf))
    return shelf.public_id


def _shelf(kind: str, name: str, language: str) -> Explainer:
    if kind == ANSWER:
        return drafting.shelf_of_entry(library.entry(library.version(name).id))
    return drafting.shelf_of_topic(catalog.topic(name), language)
