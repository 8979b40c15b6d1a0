"""Where the links of a mail lead, and what they are called. The first is the one that is meant."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from curbside.consult import links
from curbside.consult.desk_list import UNPLACED
from curbside.consult.links import Purpose
from curbside.consult.waits import unplaced_for
from curbside.notify import explanations, reviews
from curbside.notify.models import Mail
from curbside.notify.rules import Kind
from curbside.notify.texts import Words
from curbside.people import queries as people
from curbside.people.person import DOCTOR, LEAD

REVISE = "revise"


def of(mail: Mail, words: Words) -> list[tuple[str, Any]]:
    """(path, what it is called) of each link, in the language that is active."""
    if mail.kind == Kind.REVIEW:
        path = reverse("review-by-mail", args=[reviews.token(mail)])
        says = (
            (reviews.RIGHT, words.link),
            (REVISE, _("I want to revise it")),
            (reviews.OUTDATED, _("It is outdated")),
        )
        return [(f"{path}?{urlencode({'say': what})}", label) for what, label in says]
    if mail.kind == Kind.EXPLANATIONS:
        return [(_where_explained(mail), words.link)]
    if mail.user is not None or mail.question is None:
        return [*_unplaced(mail), *_of_staff(mail, words)]
    question = mail.question
    if mail.kind == Kind.CONFIRM:
        key = links.key(question, Purpose.EMAIL)
        return [(reverse("mine-confirm", args=[question.public_id, key]), words.link)]
    name = "mine-publication" if mail.kind == Kind.PREVIEW else "mine"
    return [(reverse(name, args=[question.public_id, links.key(question)]), words.link)]


def _where_explained(mail: Mail) -> str:
    """The one that is to be read again, else the list of all."""
    named = explanations.standing(mail)
    if len(named) != 1:
        return reverse("review")
    return reverse("review-one", args=[named[0].version.explainer.public_id])


def _unplaced(mail: Mail) -> list[tuple[str, Any]]:
    """For a lead, the questions that somebody is to give a department."""
    if mail.kind != Kind.OVERDUE or mail.user is None:
        return []
    person = people.person(mail.user)
    if not person.lead_of or not unplaced_for(person):
        return []
    return [(f"{reverse('desk')}?show={UNPLACED}", _("Say to which department they belong"))]


def _of_staff(mail: Mail, words: Words) -> list[tuple[str, Any]]:
    """The desk; for an administrator, who has none, the people who could answer."""
    roles = set(mail.user.roles.values_list("kind", flat=True)) if mail.user else set()
    if roles & {DOCTOR, LEAD} or not roles:
        return [(reverse("desk"), words.link)]
    return [(reverse("manage-people"), _("See who can answer"))]
