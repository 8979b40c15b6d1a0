"""Giving and taking roles, closing accounts, lost second factors: one transaction each, audited.

An administrator cannot do these to themselves, so that one always remains.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from curbside.catalog.models import Department
from curbside.core import audit
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.people.models import Role, User
from curbside.people.person import ADMINISTRATOR, LEAD, Person
from curbside.people.rules import address_key

Kind = Role.Kind


@transaction.atomic
def give_role(by: Person, public_id: str, kind: str, department: str = "") -> None:
    """Give a role; of a lead the ``department`` (a slug) too. Giving it twice changes nothing.

    Raises NotFound for who is no administrator, BadInput for what is no role.
    """
    user = _other(by, public_id)
    _give(by.actor, user, kind, department)


@transaction.atomic
def take_role(by: Person, public_id: str, kind: str, department: str = "") -> None:
    """Take a role back. Raises as ``give_role``."""
    user = _other(by, public_id)
    gone = Role.objects.filter(user=user, kind=kind, department=_department(kind, department))
    if gone.delete()[0]:
        _follow(user)
        audit.record(by.actor, "role.taken", f"user:{public_id}", role=kind, of=department)


@transaction.atomic
def set_active(by: Person, public_id: str, active: bool) -> None:
    """Close an account, which ends its sessions at once, or open it again. Raises NotFound."""
    user = _other(by, public_id)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        audit.record(
            by.actor, "account.opened" if active else "account.closed", f"user:{public_id}"
        )


@transaction.atomic
def take_off_second_factor(by: Person, public_id: str) -> None:
    """Let somebody who has lost it set up another; recovery codes go too. Raises NotFound."""
    user = _other(by, public_id)
    if Authenticator.objects.filter(user=user).delete()[0]:
        audit.record(by.actor, "second-factor.taken-off", f"user:{public_id}")


@transaction.atomic
def appoint(email: str, kind: str, department: str, actor: str) -> User:
    """Give the account of this address a role, making it where there is none; for the operator.

    A new account is entered with a code sent to its address. Raises BadInput.
    """
    key = address_key(email)
    try:
        validate_email(key)
    except ValidationError:
        raise BadInput("This is no email address.", "It looks like ann@example.org.") from None
    user = User.objects.filter(email=key).first()
    if user is None:
        user = User.objects.create_user(key)
        EmailAddress.objects.create(user=user, email=key, primary=True, verified=False)
        audit.record(actor, "account.made", f"user:{user.public_id}")
    _give(actor, user, kind, department)
    return user


def describe(by: Person, name: str, language: str) -> None:
    """What people say of themselves: how to address them, and in which language to write."""
    if language not in User.Language.values or len(name) > 120:
        raise BadInput("That cannot be kept.", "Look at name and language again.")
    User.objects.filter(pk=by.user_id).update(name=" ".join(name.split()), language=language)


def _give(actor: str, user: User, kind: str, department: str) -> None:
    if kind not in Kind.values:
        raise BadInput("There is no such role.", "Choose doctor, lead, editor or administrator.")
    of = _department(kind, department)
    if Role.objects.get_or_create(user=user, kind=kind, department=of)[1]:
        _follow(user)
        audit.record(actor, "role.given", f"user:{user.public_id}", role=kind, of=department)


def _follow(user: User) -> None:
    """Keep Django's own mark of staff in step with the role."""
    user.is_staff = Role.objects.filter(user=user, kind=ADMINISTRATOR).exists()
    user.save(update_fields=["is_staff"])


def _department(kind: str, slug: str) -> Department | None:
    if kind != LEAD:
        return None
    found = Department.objects.filter(slug=slug).first()
    if found is None:
        raise BadInput("A lead leads a department.", "Say which one.")
    return found


def _other(by: Person, public_id: str) -> User:
    """The account, locked, after making sure that who acts is an administrator still.

    All rows of administrators are locked in one order, so that two who take each other's role at
    once cannot both succeed.
    """
    administrators = Role.objects.select_for_update().filter(kind=ADMINISTRATOR).order_by("id")
    present = {role.user_id for role in administrators}
    known = User.objects.select_for_update().filter(public_id=public_id, erased_at=None)
    user = known.first()
    still = User.objects.filter(pk=by.user_id, is_active=True).exists()
    if user is None or by.user_id not in present or not still:
        raise NotFound("There is no such person.", "Look at the list of people.")
    if user.pk == by.user_id:
        raise Conflict("This is your own account.", "Another administrator has to do that.")
    return user
