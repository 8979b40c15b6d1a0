"""Reminding reviewers by mail of explanations that are to be read again: their date has come, or a
source they rest on was replaced, has expired or is gone.

One mail a week to one person at most, however many there are; the same thing is told to the same
person once. It goes to whoever signed; to all who may sign in the department where that person no
longer can, or has not for ``rules.LEADS_AFTER``; to editors where nobody can sign. It counts when
it is sent, and leads to where one button says "still right". That takes signing in, because it puts
a name under a text once more.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils.translation import ngettext

from curbside.core import clock
from curbside.explain import following, shelves
from curbside.explain import rules as explain
from curbside.explain.models import Version
from curbside.notify import operations, rules
from curbside.notify.models import Mail, Named
from curbside.notify.rules import Kind
from curbside.people import queries as people
from curbside.people.models import User
from curbside.people.person import DOCTOR, EDITOR, Person

# What was told: a version as it then stood (its ``edit`` grows when it is read again), and why.
Thing = tuple[int, int, str]


@dataclass(frozen=True)
class Told:
    """Who was told of what, and when somebody was first."""

    to: frozenset[tuple[int, Thing]]
    first: Mapping[Thing, dt.datetime]


@transaction.atomic
def remind(day: dt.date) -> int:
    """Write and queue the mails; how many are new."""
    here = _reviewers(day)
    if not here:
        return 0
    told, news = _told(), defaultdict[int, list[Thing]](list)
    for version in following.to_read_again():
        thing = (version.pk, version.edit, following.why(version))
        for number in _asked(version, here, told.first.get(thing)):
            if (number, thing) not in told.to:
                news[number].append(thing)
    return sum(_write(here[number][0], day, things) for number, things in sorted(news.items()))


def _write(user: User, day: dt.date, things: Collection[Thing]) -> bool:
    cause = f"explanations:{day.isoformat()}"
    if not operations.queued(cause, Kind.EXPLANATIONS, user):
        return False
    mail = Mail.objects.get(cause=cause, kind=Kind.EXPLANATIONS, user=user)
    Named.objects.bulk_create(
        Named(mail=mail, version_id=number, edit=edit, why=why) for number, edit, why in things
    )
    return True


def _reviewers(day: dt.date) -> dict[int, tuple[User, Person]]:
    """Those who could review, are here, and had no such mail for a week."""
    lately = clock.now() - rules.EXPLANATIONS_EVERY
    had = Mail.objects.filter(kind=Kind.EXPLANATIONS, made_at__gt=lately).values("user")
    found = operations.staff(day, DOCTOR, EDITOR).exclude(pk__in=had)
    wanting = found.exclude(pk__in=operations.unsubscribed(Kind.EXPLANATIONS))
    return {user.pk: (user, people.person(user)) for user in wanting}


def _told() -> Told:
    named = Named.objects.exclude(mail__user=None)
    thing = ("version", "edit", "why")
    first = named.values_list(*thing).annotate(first=Min("mail__made_at")).order_by()
    return Told(
        to=frozenset((who, (v, e, w)) for who, v, e, w in named.values_list("mail__user", *thing)),
        first={(v, e, w): at for v, e, w, at in first},
    )


def _asked(
    version: Version, here: Mapping[int, tuple[User, Person]], first: dt.datetime | None
) -> list[int]:
    department = shelves.department(version.explainer).pk
    editors = settings.ENVIRONMENT.curbside_editors_sign
    able = [n for n, (_, p) in here.items() if explain.may_sign(p, department, editors)]
    if not _waited(version, first) and _signer_does(version, department, editors):
        return [n for n in able if n == version.reviewer_id]
    return able or [n for n, (_, p) in here.items() if explain.may_review(p, department)]


def _waited(version: Version, first: dt.datetime | None) -> bool:
    """Whether nobody has read it again for long."""
    told = first is not None and clock.now() >= first + rules.LEADS_AFTER
    due = version.review_by
    return told or (due is not None and clock.today() >= due + rules.LEADS_AFTER)


def _signer_does(version: Version, department: int, editors: bool) -> bool:
    """Whether who signed it can sign it again, and wants to be reminded, be they here or not."""
    signer = version.reviewer
    if signer is None or signer.pk in operations.unsubscribed(Kind.EXPLANATIONS):
        return False
    return signer.is_active and explain.may_sign(people.person(signer), department, editors)


def standing(mail: Mail) -> list[Named]:
    """What the mail names that is still to be read again, and by this person."""
    if mail.user is None:
        return []
    person = people.person(mail.user)
    versions = {version.pk: version for version in following.to_read_again()}
    found = []
    for named in mail.named.all():
        version = versions.get(named.version_id)
        if version is None or version.edit != named.edit:
            continue
        if explain.may_review(person, shelves.department(version.explainer).pk):
            found.append(named)
    return found


def lines(mail: Mail) -> list[str]:
    """How many there are, and why; none where nothing is left to be read."""
    why = [named.why for named in standing(mail)]
    due, evidence = why.count(following.DUE), why.count(following.EVIDENCE)
    counted = (
        (
            due,
            ngettext(
                "%(n)d explanation is due to be read again.",
                "%(n)d explanations are due to be read again.",
                due,
            ),
        ),
        (
            evidence,
            ngettext(
                "%(n)d explanation rests on a source that was replaced, has expired or is gone.",
                "%(n)d explanations rest on sources that were replaced, have expired or are gone.",
                evidence,
            ),
        ),
    )
    return [words % {"n": n} for n, words in counted if n]
