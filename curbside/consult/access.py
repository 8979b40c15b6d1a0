"""Finding a question for whoever asks for it, locked where it will be changed.

The wrong key, the wrong person and a wrong id give the same NotFound. Every operation locks the
question first and everything else after it, so that no two wait for each other.
"""

from __future__ import annotations

from django.db.models import QuerySet

from curbside.consult import links, rules
from curbside.consult.errors import no_question
from curbside.consult.links import Purpose
from curbside.consult.models import Claim, Question, Reply
from curbside.consult.policy import Policy
from curbside.consult.states import TAKEN, Move, State, after
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.people.person import Person


def by_key(
    public_id: str, key: str, *, purpose: Purpose = Purpose.LINK, lock: bool = False
) -> Question:
    """The asker's own question. Raises NotFound."""
    found = _questions(lock).filter(public_id=public_id).first()
    if found is None or not links.opens(found, key, purpose):
        raise no_question()
    return found


def for_doctor(public_id: str, person: Person) -> Question:
    """A question that the person may answer, locked. Raises NotFound."""
    found = _questions(lock=True).filter(public_id=public_id).first()
    if found is None or not person.may_answer_in(found.department_id):
        raise no_question()
    return found


def for_overseer(public_id: str, person: Person) -> Question:
    """A question that the person may answer or whose department they lead, locked."""
    found = _questions(lock=True).filter(public_id=public_id).first()
    if found is None or not (
        person.may_answer_in(found.department_id) or rules.may_oversee(person, found.department_id)
    ):
        raise no_question()
    return found


def for_placer(public_id: str, person: Person) -> Question:
    """A question whose department is not certain and that the person may place, locked."""
    found = _questions(lock=True).filter(public_id=public_id).first()
    if found is None or not rules.may_place(
        person, found.department_id, routed_by=found.routed_by, state=found.state
    ):
        raise no_question()
    return found


def for_colleague(reply: int, person: Person) -> tuple[Question, Reply]:
    """A reply, by its number, to a question the person may answer, which is locked."""
    question = Question.objects.filter(replies=reply).values_list("public_id", flat=True).first()
    found = for_doctor(question or "", person)
    known = found.replies.filter(pk=reply).first()
    if known is None:  # erased a moment ago
        raise no_question()
    return found, known


def _questions(lock: bool) -> QuerySet[Question]:
    return Question.objects.select_for_update(of=("self",)) if lock else Question.objects.all()


def open_claim(question: Question) -> Claim | None:
    """The open claim of a question that is locked."""
    return Claim.objects.filter(question=question, ended_at__isnull=True).first()


def own_claim(question: Question, person: Person) -> Claim:
    """The open claim, which must be the person's. Raises Conflict."""
    claim = open_claim(question) if question.state in TAKEN else None
    if claim is None:
        raise Conflict(
            "You no longer have this question.",
            "What you typed is kept; take the question again to go on.",
        )
    if claim.doctor_id != person.user_id:
        raise Conflict(
            "Another doctor has taken this question.", "Choose another one from the desk."
        )
    return claim


def move(question: Question, how: Move) -> None:
    """Bring a locked question into the state that ``how`` leads to; save it yourself.

    A pause for the asker ends with its state. Raises Conflict.
    """
    reached = after(question.state, how, question.round)
    now = clock.now()
    if question.state == State.CLARIFYING:
        question.paused_seconds += max(0, int((now - question.state_since).total_seconds()))
    question.state, question.state_since = reached, now


def end_claim(question: Question, how: Claim.Ended) -> Claim | None:
    """End the open claim of a locked question, if there is one."""
    claim = open_claim(question)
    if claim is not None:
        claim.ended_at, claim.ended_by = clock.now(), how
        claim.save(update_fields=["ended_at", "ended_by"])
    return claim


def refresh(claim: Claim, policy: Policy) -> None:
    """Give an open claim its whole time again: it is used, or could not be."""
    now = clock.now()
    claim.expires_at, claim.warn_at = now + policy.claim_time, now + policy.warn_time
    claim.warned_at = None
    claim.save(update_fields=["expires_at", "warn_at", "warned_at"])
