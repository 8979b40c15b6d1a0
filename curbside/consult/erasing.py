"""Erasing questions for good. Their shells (states and dates) and the trail stay; no word does.

What the publishing room keeps of a question follows by itself, as after every event (``trail``).
"""

from __future__ import annotations

from django.db import transaction

from curbside.consult import access, claiming, trail, unpublishing, withdrawing
from curbside.consult.errors import no_question
from curbside.consult.models import Claim, Question, ReplyDraft, Snippet, Suggestion
from curbside.consult.states import Move, State
from curbside.core import clock
from curbside.people.person import Person

_WORDS = (
    "email", "for_whom", "age_band", "sex", "title", "text", "since", "onset", "better_worse",
    "conditions", "medicines", "tried", "wants",
)  # fmt: skip


@transaction.atomic
def erase(public_id: str, key: str, *, keep_entry: bool = False) -> Question:
    """Withdraw the question and erase every word of it, for good. Its entry leaves the library,
    or stays without any tie to whoever asked. A second time changes nothing. Raises NotFound.
    """
    question = access.by_key(public_id, key, lock=True)
    return _erased(question, trail.ASKER, keep_entry)


@transaction.atomic
def erase_about(person: Person, *, keep_entries: bool = False) -> None:
    """The same for every question of the account. Of a doctor: what they have taken goes back to
    its queue at once, unsent drafts and snippets go; what was said to askers stays with them.
    """
    asked = Question.objects.select_for_update(of=("self",)).filter(asker_id=person.user_id)
    for question in asked.order_by("pk"):
        _erased(question, person.actor, keep_entries)
    _let_go(person)
    ReplyDraft.objects.filter(doctor_id=person.user_id).delete()
    Snippet.objects.filter(doctor_id=person.user_id).delete()


@transaction.atomic
def erase_withdrawn(number: int) -> None:
    """Erase a withdrawn question by its row number, when its time has come."""
    question = Question.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if question is None or question.state != State.WITHDRAWN:
        raise no_question()
    _erased(question, trail.SYSTEM, keep_entry=True)


def _let_go(person: Person) -> None:
    """Nobody waits for a doctor who is gone."""
    who = person.user_id
    held = Claim.objects.filter(doctor_id=who, ended_at__isnull=True).values("question")
    taken = Question.objects.select_for_update(of=("self",)).filter(pk__in=held)
    for question in taken.order_by("pk"):
        claim = access.open_claim(question)
        if claim is not None and claim.doctor_id == who:
            claiming.give_back(question, Move.HAND_BACK, Claim.Ended.HANDED_BACK)
            trail.happened(question, "handed-back", person.actor, doctor=who)
    kept = Question.objects.filter(reserved_for_id=who)
    kept.update(reserved_for=None, reserved_until=None)


def _erased(question: Question, actor: str, keep_entry: bool) -> Question:
    if question.erased_at is not None:
        return question
    if question.state != State.WITHDRAWN:
        withdrawing.end(question, Move.WITHDRAW, actor, keep_entry=keep_entry)
    elif not keep_entry:
        unpublishing.take_out(question)
    for name in _WORDS:
        setattr(question, name, "")
    question.flags, question.route_reason, question.entry = [], [], None
    question.route_choices = []
    question.asker, question.may_publish = None, False
    question.erased_at = clock.now()
    question.save()
    for rows in (
        question.photos, question.clarifications, question.replies, question.follow_ups,
        question.decisions,
    ):  # fmt: skip
        rows.all().delete()
    ReplyDraft.objects.filter(question=question).delete()
    Suggestion.objects.filter(question=question).update(question=None)
    trail.happened(question, "erased", actor)
    return question
