"""A few explainers of sample answers, signed by sample doctors, so that the page can be seen.

Through the real operations, as any reviewer would. Invented, as everything that is sample; only
where sample people may sign in, and only once.
"""

from __future__ import annotations

from curbside.explain import drafting, reviewing, shelves
from curbside.explain.models import Explainer, Version
from curbside.library.models import Entry
from curbside.library.queries import visible
from curbside.people import queries as people
from curbside.people.models import User
from curbside.people.person import Person

EACH, TRIED = 3, 9  # explainers a sample doctor signs, and answers that are tried for them


def introduce() -> int:
    """Have sample answers explained, signed and published; how many. Nothing happens where there
    are explainers already.
    """
    if Explainer.objects.exists():
        return 0
    doctors = [people.person(user) for user in User.objects.filter(sample=True).order_by("pk")]
    return sum(_by(doctor) for doctor in doctors if doctor.may_answer)


def _by(doctor: Person) -> int:
    """What one doctor signs: answers of their departments, and the topic of the first of them."""
    entries = (
        visible()
        .filter(source__sample=True, department__in=doctor.departments)
        .exclude(explainer__isnull=False)
        .order_by("pk")[:TRIED]
    )
    done = 0
    for entry in entries:
        if done < EACH and drafting.compose_entry(entry.pk):
            done += _signed(drafting.shelf_of_entry(entry), doctor)
    return done + (_topic(entries[0], doctor) if entries else 0)


def _topic(entry: Entry, doctor: Person) -> int:
    topic = entry.topics.filter(department__in=doctor.departments).first()
    if topic is None:
        return 0
    shelf = drafting.shelf_of_topic(topic, entry.language)
    drafting.compose(shelf.pk)
    return _signed(shelf, doctor)


def _signed(shelf: Explainer, doctor: Person) -> int:
    """Sign and publish the draft, if there is one and nothing stands in the way; 1 or 0."""
    draft: Version | None = shelves.open_version(shelf)
    if draft is None:
        return 0
    signed = reviewing.sign(
        shelf.public_id, doctor, draft.edit, reviewing.next_review(), disagreements_read=True
    )
    reviewing.publish(shelf.public_id, doctor, signed.edit)
    return 1
