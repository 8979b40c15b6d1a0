"""Proposing what could be public of an answered question, and again when its words change."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from curbside.consult import rules as consult
from curbside.consult.models import Question
from curbside.core import audit, clock, ids
from curbside.publishing import composing, marks
from curbside.publishing.composing import Text
from curbside.publishing.models import Mark, Part, Publication
from curbside.publishing.topics import proposed_topics
from curbside.search import headlines

ENDED = (Publication.State.STOPPED, Publication.State.WITHDRAWN)
SYSTEM = "system"


@transaction.atomic
def propose(question_id: int) -> Publication | None:
    """Make the proposal for a question, or bring it up to date; None where nothing may be
    published, or the asker has stopped it for good.

    A text that has changed is gone through again: a confirmation does not outlive what it was
    given for. An entry that is public already stays as it is until the change is confirmed.
    """
    question = Question.objects.select_for_update().filter(pk=question_id).first()
    if question is None or not consult.publishable(
        question.state, question.may_publish, question.erased_at is not None
    ):
        return None
    found = Publication.objects.select_for_update().filter(question=question).first()
    if found is not None and found.state in ENDED:
        return None
    texts = texts_of(question)
    if found is None:
        found = _made(question, texts)
    elif not _changed(found, texts):
        return found
    else:
        _again(found, texts, question.language)
    return found


def texts_of(question: Question) -> dict[str, Text]:
    """Part → text of what was asked and said, as it stands now."""
    turns = [
        *(composing.Turn(r.round, r.text, True, r.marked) for r in question.replies.all()),
        *(composing.Turn(f.round, f.text, False) for f in question.follow_ups.all()),
    ]
    return composing.texts(question.title, question.text, question.wants, turns)


def _made(question: Question, texts: Mapping[str, Text]) -> Publication:
    made = Publication.objects.create(
        question=question, ref=ids.public_id(), department=question.department
    )
    for position, (key, one) in enumerate(texts.items()):
        part = Part.objects.create(
            publication=made, key=key, position=position, text=one.text, in_markdown=one.marked
        )
        keep(part, marks.proposed(one.text, question.language, marked=one.marked))
    shown = {part.key: part.published() for part in made.parts.all()}
    # A first headline, for the editor to confirm or better.
    made.headline = headlines.propose(
        shown.get(composing.TITLE, ""), shown.get(composing.QUESTION, ""), question.language
    )
    made.topics = proposed_topics("\n".join(shown.values()), question)
    made.save(update_fields=["headline", "topics"])
    audit.record(SYSTEM, "publication.proposed", subject(made))
    return made


def _changed(found: Publication, texts: Mapping[str, Text]) -> bool:
    return {part.key: Text(part.text, part.in_markdown) for part in found.parts.all()} != texts


def _again(found: Publication, texts: Mapping[str, Text], language: str) -> None:
    """Bring parts and marks up to date, keep what was decided about the same words, and begin
    the way to the public anew.
    """
    known = {part.key: part for part in found.parts.all()}
    for key in known.keys() - texts.keys():
        known[key].delete()
    for position, (key, one) in enumerate(texts.items()):
        part = known.get(key) or Part(publication=found, key=key, text="")
        before, old = Text(part.text, part.in_markdown), part.marked() if part.pk else []
        part.position, part.text, part.in_markdown = position, one.text, one.marked
        part.save()
        if before != one:
            new = marks.carried_over(before.text, old, one.text, language, marked=one.marked)
            keep(part, new)
    found.state, found.version = Publication.State.PROPOSED, found.version + 1
    found.confirmed_by = found.confirmed_at = found.preview_until = None
    found.warnings_read = False
    found.proposed_at = clock.now()
    found.save()
    audit.record(SYSTEM, "publication.proposed-again", subject(found))


def keep(part: Part, wanted: list[marks.Marked]) -> None:
    """Replace the marks of a part."""
    part.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(
            part=part,
            start=mark.start,
            end=mark.end,
            type=mark.type,
            replacement=mark.replacement,
            origin=mark.origin,
            state=mark.state,
        )
        for mark in wanted
    )


def subject(publication: Publication) -> str:
    """How a publication is named in the audit."""
    return f"publication:{publication.ref}"
