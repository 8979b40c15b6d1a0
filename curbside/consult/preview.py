"""What an asker is shown before a form is sent: red flags, the department, similar answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from curbside.consult import drafting, form, triaging
from curbside.consult.models import AskDraft, Suggestion
from curbside.consult.routing import Routed, routed
from curbside.consult.suggesting import Similar, similar
from curbside.core import audit, clock
from curbside.core.errors import NotFound
from curbside.safety.triage import Triage


@dataclass(frozen=True)
class Preview:
    """``unseen`` holds the codes of the emergencies whose advice must be shown before sending."""

    triage: Triage
    unseen: frozenset[str]
    routed: Routed
    similar: list[Similar]


def look_over(token: str) -> Preview:
    """Triage, route and look for answers to the form as it is saved; note what was suggested.

    Works on a form that is not complete. Raises Conflict once it was sent, else NotFound.
    """
    draft = drafting.read(token)
    text = form.asked(draft.fields)
    triage = triage_of(draft)
    found = similar(text, draft.language) if text else []
    _note(draft, found)
    unseen = frozenset(triaging.emergency_codes(triage) - set(draft.emergency_shown))
    return Preview(triage, unseen, routed(text, draft.language), found)


def triage_of(draft: AskDraft) -> Triage:
    """The red flags of a form as it is saved."""
    fields = draft.fields
    given = (str(fields.get("age_band", "")), str(fields.get("sex", "")))
    return triaging.assess(form.spoken(fields), draft.language, *given)


def _note(draft: AskDraft, found: list[Similar]) -> None:
    Suggestion.objects.bulk_create(
        [
            Suggestion(draft=draft, entry=one.entry, position=position)
            for position, one in enumerate(found)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def this_answers(token: str, entry: str) -> None:
    """Count that a suggested entry (its public id) answered; the form stays, in case it did not.

    Raises NotFound for an entry that was not suggested.
    """
    draft = drafting.read(token)
    shown = Suggestion.objects.select_for_update().filter(draft=draft, entry__public_id=entry)
    found = shown.first()
    if found is None:
        raise NotFound("There is no such answer.", "Search for it instead.")
    if found.answered_at is None:
        found.answered_at = clock.now()
        found.save(update_fields=["answered_at"])
        audit.record("asker", "suggestion.answered", f"entry:{entry}")
