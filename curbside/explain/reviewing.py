"""What becomes of a version: signed, sent back, published, read again, retired, begun anew.

Each is one transaction, audited, refused over somebody else's change, and shows on the page at
once. Who may is decided by ``rules``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from curbside.core import audit, clock, generation, jobs
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.explain import cited, conflicts, rules, shelves, texts
from curbside.explain.following import COMPOSE
from curbside.explain.models import Explainer, Version
from curbside.explain.states import Move, State, after
from curbside.library import purging

if TYPE_CHECKING:
    from curbside.people.person import Person

DAYS_A_YEAR = 365.25


def next_review() -> dt.date:
    """When something read today should be read again."""
    years = settings.ENVIRONMENT.curbside_review_years
    return clock.today() + dt.timedelta(days=round(years * DAYS_A_YEAR))


@transaction.atomic
def sign(
    public_id: str, person: Person, edit: int, review_by: dt.date, *, disagreements_read: bool
) -> Version:
    """The person says that it is right and stands for it by name. Raises NotFound, Conflict, and
    BadInput where something stands in the way.
    """
    found = shelves.locked(public_id, person, State.DRAFT, edit, Move.SIGN)
    _signer(found, person)
    _future(review_by)
    text = shelves.text_of(found)
    disagree = conflicts.of(found)
    if rules.missing(text, lost(text), len(disagree), disagreements_read):
        raise BadInput("Something still stands in the way.", "See what the page marks.")
    _signed(found, person, review_by)
    _moved(found, person, Move.SIGN, disagreements=len(disagree))
    return found


@transaction.atomic
def send_back(public_id: str, person: Person, edit: int) -> Version:
    """Open a signed one to changes again; the signature goes. Raises NotFound and Conflict."""
    found = shelves.locked(public_id, person, State.REVIEWED, edit, Move.SEND_BACK)
    _unsigned(found)
    _moved(found, person, Move.SEND_BACK)
    return found


@transaction.atomic
def publish(public_id: str, person: Person, edit: int) -> Version:
    """Show a signed one to readers, in the place of what they saw before. Raises NotFound, Conflict
    and BadInput.
    """
    found = shelves.locked(public_id, person, State.REVIEWED, edit, Move.PUBLISH)
    text = shelves.text_of(found)
    if lost(text):
        raise BadInput("Some of its evidence is gone.", "Send it back and look at it again.")
    former = shelves.published_version(found.explainer)
    if former is not None:
        _retired(former)
    found.published_at = clock.now()
    _moved(found, person, Move.PUBLISH)
    _shown_at_once(found.explainer)
    return found


@transaction.atomic
def confirm(public_id: str, person: Person, edit: int) -> Version:
    """Note that what is published was read again today and still holds. Raises NotFound, Conflict,
    and BadInput where some of its evidence is gone.
    """
    found = shelves.locked(public_id, person, State.PUBLISHED, edit, Move.CONFIRM)
    _signer(found, person)
    if lost(shelves.text_of(found)):
        raise BadInput("Some of its evidence is gone.", "Change it: take those sentences out.")
    _signed(found, person, next_review())
    found.flags = []
    _moved(found, person, Move.CONFIRM)
    _shown_at_once(found.explainer)
    return found


@transaction.atomic
def retire(public_id: str, person: Person, state: str, edit: int) -> Version:
    """Take the version in this state away: from readers, if they saw it. Raises NotFound and
    Conflict.
    """
    if state not in set(State):
        raise NotFound("There is no such version.", "Look at where it stands now.")
    found = shelves.locked(public_id, person, state, edit, Move.RETIRE)
    _retired(found)
    audit.record(
        person.actor, "explainer.retire", shelves.subject(found.explainer), version=found.number
    )
    _shown_at_once(found.explainer)
    return found


@transaction.atomic
def reopen(public_id: str, person: Person) -> Version:
    """Begin a draft from what is published, which stays as it is meanwhile. Raises NotFound, and
    Conflict where there is a draft already.
    """
    shelf = shelves.for_person(public_id, person)
    list(Explainer.objects.select_for_update().filter(pk=shelf.pk))
    before = shelves.published_version(shelf)
    if before is None or shelves.open_version(shelf) is not None:
        raise Conflict("There is a draft already.", "Look at it first.")
    text = shelves.text_of(before)
    made = Version.objects.create(
        explainer=shelf,
        number=(shelf.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        made_by=before.made_by,
        model=before.model,
        text=before.text,
        composed=before.composed,
        sources=cited.sources(texts.passages(text)),
    )
    audit.record(person.actor, "explainer.reopened", shelves.subject(shelf), version=made.number)
    return made


@transaction.atomic
def again(public_id: str, person: Person, edit: int) -> None:
    """Give a draft up and have it composed anew. Raises NotFound and Conflict."""
    found = shelves.locked(public_id, person, State.DRAFT, edit, Move.RETIRE)
    _retired(found)
    jobs.queue(COMPOSE, explainer=found.explainer_id)
    audit.record(
        person.actor, "explainer.again", shelves.subject(found.explainer), version=found.number
    )
    _shown_at_once(found.explainer)


def lost(text: texts.Text) -> set[int]:
    """The lines that cite a passage which is gone."""
    known = cited.passages(texts.passages(text))
    return {
        line.id
        for line in texts.lines(text)
        if any(c.passage and c.passage not in known for c in line.sentence.citations)
    }


def _signer(found: Version, person: Person) -> None:
    editors = settings.ENVIRONMENT.curbside_editors_sign
    if not rules.may_sign(person, shelves.department(found.explainer).pk, editors):
        raise BadInput(
            "Only a doctor of the department can sign this.",
            "An operator can let editors sign: CURBSIDE_EDITORS_SIGN.",
        )


def _future(day: dt.date) -> None:
    if day <= clock.today():
        raise BadInput("The next review must lie in the future.", "Choose a later date.")


def _signed(found: Version, person: Person, review_by: dt.date) -> None:
    found.reviewer_id, found.doctor_id = person.user_id, person.doctor_id
    found.reviewer_name = person.name or person.public_id
    found.reviewed_on, found.review_by = clock.today(), review_by


def _unsigned(found: Version) -> None:
    found.reviewer = found.doctor = found.reviewed_on = found.review_by = None
    found.reviewer_name = ""


def _retired(found: Version) -> None:
    found.state, found.retired_at = State.RETIRED, clock.now()
    found.edit += 1
    found.save()


def _moved(found: Version, person: Person, move: Move, **detail: int) -> None:
    found.state = after(found.state, move)
    found.edit += 1
    found.save()
    subject = shelves.subject(found.explainer)
    audit.record(person.actor, f"explainer.{move}", subject, version=found.number, **detail)


def _shown_at_once(shelf: Explainer) -> None:
    """No page made before is served again, here or in a cache in front."""
    generation.bump()
    if shelf.entry is not None:
        purging.later(shelf.entry.public_id, shelf.entry.slug)
