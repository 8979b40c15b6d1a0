"""Mails about being a doctor here: invitations, decisions, reminders. No names, no reasons in them.

Queued in the transaction of their cause, composed when they are sent. Mails about questions are the
notify room's; codes for signing in are allauth's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from curbside.core import clock, jobs
from curbside.people import invitations
from curbside.people.models import Credential, Invitation

SEND = "people.send_letter"
EXPIRING = "expiring"  # beside the states of a credential, which are told too
ABOUT, INVITATION = "account/email/credential", "account/email/invitation"


def queue(kind: str, credential: int) -> None:
    """Have the doctor told, when the caller's transaction commits."""
    jobs.queue(SEND, kind=kind, credential=credential)


def about_credential(kind: str, credential: int) -> EmailMultiAlternatives | None:
    """The mail about a decision or the coming end; None where it is no longer so, or nobody's."""
    found = Credential.objects.select_related("doctor__user").filter(pk=credential).first()
    user = found.doctor.user if found else None
    state = Credential.State.VERIFIED if kind == EXPIRING else kind
    if found is None or user is None or not user.is_active or found.state != state:
        return None
    says = {"kind": kind, "expires_on": found.expires_on}
    key = f"{kind}-{found.reminded or 0}-{found.public_id}"
    return _composed(_Letter(ABOUT, user.email, user.language, key, "doctor-application", (), says))


def of_invitation(invitation: int) -> EmailMultiAlternatives | None:
    """The mail with the link; None when the invitation is not open any more."""
    found = Invitation.objects.filter(
        pk=invitation, accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    ).first()
    if found is None:
        return None
    says = {"expires_at": found.expires_at}
    key, link = f"invitation-{found.public_id}", (invitations.token(found),)
    return _composed(
        _Letter(INVITATION, found.email, found.language, key, "invitation", link, says)
    )


@dataclass(frozen=True)
class _Letter:
    """What a mail is made from. ``key`` tells it from every other; ``page`` and ``args`` name where
    its link leads.
    """

    template: str
    to: str
    language: str
    key: str
    page: str
    args: tuple[str, ...]
    says: dict[str, Any]


def _composed(letter: _Letter) -> EmailMultiAlternatives:
    """The mail in plain text and HTML. Sent twice it has one id, so that it counts as one."""
    with translation.override(letter.language):
        says = {
            "site_name": settings.ENVIRONMENT.curbside_site_name,
            "link": settings.BASE_URL + reverse(letter.page, args=letter.args),
            **letter.says,
        }
        text, html, subject = (
            render_to_string(f"{letter.template}_{part}", says)
            for part in ("message.txt", "message.html", "subject.txt")
        )
    host = urlsplit(settings.BASE_URL).hostname
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        to=[letter.to],
        headers={"Message-ID": f"<{letter.key}@{host}>"},
    )
    mail.attach_alternative(html, "text/html")
    return mail
