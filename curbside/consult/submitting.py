"""Sending a form: it becomes one question, however often it is sent."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from curbside.catalog.queries import departments
from curbside.consult import drafting, form, limits, links, trail, triaging
from curbside.consult.errors import EmergencyFirst
from curbside.consult.models import AskDraft, Question
from curbside.consult.policy import current as policy
from curbside.consult.routing import routed
from curbside.consult.states import State
from curbside.core import clock, ids
from curbside.core.errors import NotFound
from curbside.people.person import Person
from curbside.people.rules import address_key
from curbside.safety.triage import Triage


@transaction.atomic
def submit(token: str, address: str, person: Person | None = None) -> Question:
    """Send the form from a network ``address``; sent again, the same question is returned.

    It waits for its email address to be confirmed, unless that is the address of ``person``, who
    is signed in. Raises Invalid, EmergencyFirst (show the page, call ``emergency_shown``, send
    again), TooMany, NotFound. Whatever is raised, the form stays as it was.
    """
    hashed = links.token_hash(token)
    draft = AskDraft.objects.select_for_update().filter(token_hash=hashed).first()
    already = drafting.sent(token)
    if already is not None:
        return already
    if draft is None or draft.expires_at <= clock.now():
        raise NotFound("This form is no longer kept.", "Start a new one.")
    known = {department.slug: department.pk for department in departments()}
    texts = form.sendable(draft.fields, known)
    triage = triaging.assess(form.spoken(texts), draft.language, texts["age_band"], texts["sex"])
    if not triaging.emergency_codes(triage) <= set(draft.emergency_shown):
        raise EmergencyFirst
    place = _place(draft, texts, known)
    limits.admit(texts["email"], address, policy(), person.public_id if person else "")
    question = _made(draft, texts, triage, place, person)
    draft.photos.update(draft=None, question=question)
    draft.suggestions.update(question=question)
    draft.delete()
    actor = trail.ASKER
    trail.happened(question, "submitted", actor, level=question.level, routed_by=place["routed_by"])
    if question.state == State.WAITING:
        trail.happened(question, "confirmed", actor)
    return question


def _place(draft: AskDraft, texts: dict[str, str], known: dict[str, int]) -> dict[str, Any]:
    """The department: the asker's choice, or where the text belongs, sure or not."""
    chosen = str(draft.fields.get("department", "")).strip()
    if chosen:
        return {"department_id": known[chosen], "routed_by": Question.RoutedBy.ASKER}
    found = routed(form.asked(texts), draft.language)
    return {
        "department_id": found.departments[0].department,
        "routed_by": Question.RoutedBy.UNSURE if found.unsure else Question.RoutedBy.ROUTING,
        "route_reason": found.topics,
        "route_choices": found.choices if found.unsure else [],
    }


def _made(
    draft: AskDraft,
    texts: dict[str, str],
    triage: Triage,
    place: dict[str, Any],
    person: Person | None,
) -> Question:
    now = clock.now()
    known = person is not None and address_key(person.email) == texts["email"]
    return Question.objects.create(
        public_id=ids.public_id(),
        state=State.WAITING if known else State.UNVERIFIED,
        state_since=now,
        asker_id=person.user_id if person is not None else None,
        language=draft.language,
        may_publish=draft.fields.get("may_publish") is True,
        level=int(triage.level),
        flags=triaging.stored(triage),
        emergency_shown_at=draft.emergency_shown_at,
        draft_token_hash=draft.token_hash,
        submitted_at=now,
        verified_at=now if known else None,
        queued_at=now if known else None,
        **texts,
        **place,
    )
