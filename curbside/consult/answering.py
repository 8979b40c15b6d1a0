"""The reply: drafted without anything getting lost, sent once, corrected in the open."""

from __future__ import annotations

from django.db import transaction

from curbside.consult import access, texts, trail, withdrawing
from curbside.consult.errors import EditConflict
from curbside.consult.models import Claim, Question, Reply, ReplyDraft, Revision
from curbside.consult.policy import current as policy
from curbside.consult.rules import waited
from curbside.consult.states import TAKEN, Move, State
from curbside.core import clock
from curbside.core.errors import Conflict
from curbside.people.person import Person


@transaction.atomic
def save_draft(question: str, person: Person, text: str, version: int) -> int:
    """Keep what the doctor has typed; return its new version. 0 stands for "none yet".

    The doctor's claim, if it is open, counts as used. A draft is kept without one too, so that
    nothing typed is lost to a claim that ran out. Raises EditConflict, Invalid, NotFound.
    """
    found = access.for_doctor(question, person)
    typed = texts.accepted(text, texts.REPLY, required=False)
    draft = _draft(found, person)
    if draft.pk is None or draft.text != typed:
        if version != draft.version:
            raise EditConflict(typed, draft.text, draft.version)
        draft.text, draft.version, draft.saved_at = typed, draft.version + 1, clock.now()
        draft.save()
        claim = access.open_claim(found) if found.state in TAKEN else None
        if claim is not None and claim.doctor_id == person.user_id:
            access.refresh(claim, policy())
    return draft.version


@transaction.atomic
def reply(question: str, person: Person, text: str, draft_version: int, form_id: str) -> Reply:
    """Answer the question; ``draft_version`` is that of the draft the doctor saw. Once for a
    ``form_id``. Raises Invalid, Conflict, EditConflict, NotFound.
    """
    found = access.for_doctor(question, person)
    form_id = texts.form_id(form_id)
    known = found.replies.filter(form_id=form_id, doctor_id=person.user_id).first()
    if known is not None:
        return known
    said = texts.accepted(text, texts.REPLY)
    access.own_claim(found, person)
    draft = _draft(found, person)
    if draft.version != draft_version and draft.text != said:
        raise EditConflict(said, draft.text, draft.version)
    made = Reply.objects.create(
        question=found, doctor_id=person.user_id, round=found.round, text=said, form_id=form_id
    )
    _close(found)
    found.drafts.filter(doctor_id=person.user_id).delete()
    trail.happened(found, "replied", person.actor, reply=made.pk)
    return made


def _draft(question: Question, person: Person) -> ReplyDraft:
    """The doctor's draft, or a new one that is not stored yet."""
    known = question.drafts.filter(doctor_id=person.user_id).first()
    return known or ReplyDraft(question=question, doctor_id=person.user_id)


def _close(question: Question) -> None:
    """The round is answered."""
    now = clock.now()
    access.move(question, Move.REPLY)
    access.end_claim(question, Claim.Ended.REPLIED)
    withdrawing.close_clarification(question)
    if question.answered_at is None and question.queued_at is not None:
        question.answered_at = now
        question.answer_seconds = waited(now, question.queued_at, question.paused_seconds, None)
    question.save()


@transaction.atomic
def revise(reply: int, person: Person, text: str, reason: str, revisions: int) -> Reply:
    """Correct one's own reply (its number); what stood and the reason stay visible.

    ``revisions`` is how many there were when the page was made. Sent twice, it corrects once.
    Raises Invalid, Conflict for somebody else's, EditConflict, NotFound.
    """
    question, known = access.for_colleague(reply, person)
    said = texts.accepted(text, texts.REPLY)
    why = texts.accepted(reason, texts.REVISION_REASON, field="reason")
    if known.doctor_id != person.user_id or question.state == State.WITHDRAWN:
        raise Conflict("This reply is not yours to correct.", "Add a note under your own name.")
    if known.text == said:
        return known
    count = known.revisions.count()
    if count != revisions:
        raise EditConflict(said, known.text, count)
    Revision.objects.create(
        reply=known,
        number=count + 1,
        text=known.text,
        marked=known.marked,
        reason=why,
        by_id=person.user_id,
    )
    known.text, known.marked = said, True
    known.save(update_fields=["text", "marked"])
    trail.happened(question, "revised", person.actor, reply=known.pk, revision=count + 1)
    return known
