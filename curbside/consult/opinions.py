"""What a doctor says beside a reply, and keeps for the next: opinions and snippets."""

from __future__ import annotations

from django.db import transaction

from curbside.consult import access, texts, trail
from curbside.consult.errors import Invalid, no_question
from curbside.consult.models import Opinion, Snippet
from curbside.consult.states import State
from curbside.core import audit, clock
from curbside.core.errors import Conflict
from curbside.people.person import Person


@transaction.atomic
def give_opinion(reply: int, person: Person, stance: str, text: str) -> Opinion:
    """Agree with, or dissent from, a colleague's reply (its number); dissent says why.

    Given again, it replaces one's own. Raises Invalid, Conflict for one's own reply, NotFound.
    """
    question, known = access.for_colleague(reply, person)
    if stance not in Opinion.Stance.values:
        raise Invalid({"stance": "unknown"})
    said = texts.accepted(text, texts.OPINION, required=stance == Opinion.Stance.DISSENT)
    if known.doctor_id == person.user_id or question.state == State.WITHDRAWN:
        raise Conflict("There is no colleague's reply here.", "Correct your own with a revision.")
    given = Opinion.objects.filter(reply=known, by_id=person.user_id).first()
    if given is not None and (given.stance, given.text) == (stance, said):
        return given
    made, _ = Opinion.objects.update_or_create(
        reply=known,
        by_id=person.user_id,
        defaults={"stance": stance, "text": said, "at": clock.now()},
    )
    trail.happened(question, "opinion", person.actor, opinion=made.pk, stance=stance)
    return made


@transaction.atomic
def keep_snippet(person: Person, title: str, text: str) -> Snippet:
    """Keep a text under a title of the doctor's own, replacing what had that title.

    Raises Invalid, NotFound for whoever may not answer.
    """
    _may_answer(person)
    name = texts.accepted(title, texts.SNIPPET_TITLE, field="title")
    body = texts.accepted(text, texts.SNIPPET)
    made, _ = Snippet.objects.update_or_create(
        doctor_id=person.user_id, title=name, defaults={"text": body}
    )
    audit.record(person.actor, "snippet.kept", f"snippet:{made.pk}")
    return made


@transaction.atomic
def drop_snippet(person: Person, number: int) -> None:
    """Delete one's own snippet; one that is not there is no error."""
    gone, _ = Snippet.objects.filter(doctor_id=person.user_id, pk=number).delete()
    if gone:
        audit.record(person.actor, "snippet.dropped", f"snippet:{number}")


def snippets(person: Person) -> list[Snippet]:
    """The doctor's snippets, by title."""
    return list(Snippet.objects.filter(doctor_id=person.user_id))


def _may_answer(person: Person) -> None:
    if not person.may_answer:
        raise no_question()
