"""Inviting a doctor by email: a signed link, used once, by the account of that address."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from curbside.core import audit, clock, jobs
from curbside.core.errors import BadInput, Conflict, Gone, NotFound
from curbside.people.models import Invitation, User
from curbside.people.person import ADMINISTRATOR, Person
from curbside.people.rules import address_key

HOLDS = dt.timedelta(days=14)
SEND = "people.send_invitation"
_signer = Signer(salt="curbside.people.invitation")


def token(invitation: Invitation) -> str:
    """What the link carries; never stored. Only the secret key makes it."""
    return _signer.sign(invitation.public_id)


@transaction.atomic
def invite(by: Person, email: str, language: str) -> Invitation:
    """Invite whoever reads this address; the mail is queued in the transaction.

    Raises NotFound for who is no administrator, BadInput, or Conflict while one is open.
    """
    _administrator(by)
    email = address_key(email)
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput("This is no email address.", "It looks like ann@example.org.") from None
    if language not in User.Language.values:
        raise BadInput("There is no such language.", "Choose one of the list.")
    past = Invitation.objects.filter(email=email, expires_at__lte=clock.now())
    past.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=clock.now())
    try:
        with transaction.atomic():
            made = Invitation.objects.create(
                email=email,
                language=language,
                invited_by_id=by.user_id,
                expires_at=clock.now() + HOLDS,
            )
    except IntegrityError:
        raise Conflict("This address is invited already.", "Withdraw that one first.") from None
    audit.record(by.actor, "invitation.made", f"invitation:{made.public_id}")
    jobs.queue(SEND, invitation=made.pk)
    return made


@transaction.atomic
def withdraw(by: Person, public_id: str) -> None:
    """Make an open invitation void. Raises NotFound."""
    _administrator(by)
    changed = _open().filter(public_id=public_id).update(withdrawn_at=clock.now())
    if not changed:
        raise NotFound("There is no such open invitation.", "Look at the list.")
    audit.record(by.actor, "invitation.withdrawn", f"invitation:{public_id}")


def read(link: str) -> Invitation:
    """The open invitation of a link. Raises NotFound for a forged one, Gone for a spent one."""
    try:
        public_id = _signer.unsign(link)
    except BadSignature:
        raise NotFound("There is no such invitation.", "Follow the link in the mail.") from None
    found = _open().filter(public_id=public_id).first()
    if found is None:
        raise Gone("This invitation no longer holds.", "Ask for another one.")
    return found


@transaction.atomic
def accept(by: Person, link: str) -> Invitation:
    """Use the invitation; answering still needs a verified registration.

    Raises as ``read``, and NotFound for another address than the one invited.
    """
    invitation = read(link)
    if invitation.email != by.email:
        raise NotFound("There is no such invitation.", "Sign in with the address it was sent to.")
    changed = _open().filter(pk=invitation.pk)
    if not changed.update(accepted_at=clock.now(), accepted_by_id=by.user_id):
        raise Gone("This invitation no longer holds.", "Ask for another one.")
    audit.record(by.actor, "invitation.accepted", f"invitation:{invitation.public_id}")
    return invitation


def _open() -> QuerySet[Invitation]:
    now = clock.now()
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


def _administrator(by: Person) -> None:
    if not by.has(ADMINISTRATOR):
        raise NotFound("There is no such page.", "Start at the front page.")
