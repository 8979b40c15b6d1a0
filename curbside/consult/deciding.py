"""What a doctor does with a question other than answering it: each with words, kept and signed."""

from __future__ import annotations

from django.db import transaction

from curbside.catalog.models import Department
from curbside.consult import access, claiming, rules, texts, trail, withdrawing
from curbside.consult.errors import Invalid
from curbside.consult.models import Claim, Clarification, Decision, Question
from curbside.consult.states import QUEUED, Move
from curbside.people.person import Person
from curbside.safety.triage import Level


@transaction.atomic
def ask_back(question: str, person: Person, text: str, form_id: str) -> Clarification:
    """Ask the asker something; the clock pauses until the answer. Once for a ``form_id``.

    Raises Invalid, Conflict, NotFound.
    """
    found = access.for_doctor(question, person)
    form_id = texts.form_id(form_id)
    known = found.clarifications.filter(form_id=form_id, doctor_id=person.user_id).first()
    if known is not None:
        return known
    asked = texts.accepted(text, texts.CLARIFICATION)
    access.own_claim(found, person)
    access.move(found, Move.ASK_BACK)
    found.save(update_fields=["state", "state_since"])
    made = Clarification.objects.create(
        question=found, doctor_id=person.user_id, text=asked, form_id=form_id
    )
    trail.happened(found, "asked-back", person.actor, clarification=made.pk)
    return made


@transaction.atomic
def decline(question: str, person: Person, reason: str) -> Decision:
    """End a question without a reply, with a reason the asker can use; a follow-up leaves the
    question answered, as it was. Raises Invalid, Conflict, NotFound.
    """
    found = access.for_doctor(question, person)
    return _end(found, person, reason, Decision.Kind.DECLINED)


@transaction.atomic
def refer(question: str, person: Person, department: str | None, reason: str) -> Decision:
    """Refer to another department (its slug), where it waits on, or with None outside the
    service, which ends it; ``reason`` then tells the asker where to go.

    A question that waits may be moved by the department's lead, a taken one by whoever took it.
    Raises Invalid, Conflict, NotFound.
    """
    found = access.for_overseer(question, person)
    if department is None:
        return _end(found, person, reason, Decision.Kind.REFERRED)
    text = texts.accepted(reason, texts.REASON, field="reason")
    to = Department.objects.filter(slug=department).first()
    if to is None or to.pk == found.department_id:
        raise Invalid({"department": "unknown"})
    if found.state not in QUEUED or not rules.may_oversee(person, found.department_id):
        access.own_claim(found, person)
    made = Decision.objects.create(
        question=found,
        kind=Decision.Kind.MOVED,
        round=found.round,
        by_id=person.user_id,
        text=text,
        from_department_id=found.department_id,
        to_department=to,
    )
    found.department, found.routed_by = to, Question.RoutedBy.DOCTOR
    found.escalated = 0  # its new lead has not heard of it
    claiming.give_back(found, Move.MOVE, Claim.Ended.MOVED)
    actor = person.actor
    trail.happened(found, "moved", actor, department=to.pk, was=made.from_department_id)
    return made


def _end(question: Question, person: Person, reason: str, kind: Decision.Kind) -> Decision:
    text = texts.accepted(reason, texts.REASON, field="reason")
    access.own_claim(question, person)
    declined = kind == Decision.Kind.DECLINED
    access.move(question, Move.DECLINE if declined else Move.REFER)
    access.end_claim(question, Claim.Ended.DECLINED if declined else Claim.Ended.REFERRED)
    withdrawing.close_clarification(question)
    question.save()
    made = Decision.objects.create(
        question=question,
        kind=kind,
        round=question.round,
        by_id=person.user_id,
        text=text,
        from_department_id=question.department_id,
    )
    trail.happened(question, str(kind), person.actor, decision=made.pk)
    return made


@transaction.atomic
def set_level(question: str, person: Person, level: Level, reason: str) -> None:
    """Set the triage level by hand, the only way it can fall; signed and with a reason.

    Raises Invalid, NotFound.
    """
    found = access.for_overseer(question, person)
    text = texts.accepted(reason, texts.REASON, field="reason")
    was, found.level = found.level, int(level)
    found.level_set_by_id = person.user_id
    found.save(update_fields=["level", "level_set_by"])
    Decision.objects.create(
        question=found,
        kind=Decision.Kind.LEVEL,
        round=found.round,
        by_id=person.user_id,
        text=text,
    )
    trail.happened(found, "level-set", person.actor, level=int(level), was=was)
