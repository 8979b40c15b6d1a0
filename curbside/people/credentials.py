"""Applying to answer as a doctor, and deciding on it: one transaction each, audited."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q

from curbside.core import audit, clock, generation
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.ids import slugify
from curbside.core.languages import HAN
from curbside.people import evidence as files
from curbside.people import letters
from curbside.people.applications import Application, cleaned
from curbside.people.models import Credential, Doctor, Evidence, Role, User
from curbside.people.person import ADMINISTRATOR, Person
from curbside.people.rules import display_name, name_key

State = Credential.State


@transaction.atomic
def apply(by: Person, application: Application, evidence: bytes) -> Credential:
    """Hand in a registration with its evidence. Raises BadInput, or Conflict while one waits."""
    application = cleaned(application, clock.today())
    media_type = files.media_type(evidence)
    doctor = _signature(by, application.name)
    try:
        with transaction.atomic():
            made = Credential.objects.create(
                doctor=doctor,
                registration_number=application.registration_number,
                authority=application.authority,
                specialty=application.specialty,
                expires_on=application.expires_on,
            )
    except IntegrityError:
        raise Conflict("An application of yours waits already.", "It will be looked at.") from None
    Evidence.objects.create(credential=made, media_type=media_type, content=evidence)
    audit.record(by.actor, "credential.applied", subject(made))
    return made


def verify(by: Person, public_id: str) -> Credential:
    """Vouch for a registration: its doctor may answer until it expires.

    Raises NotFound for who is no administrator, Conflict when it has been decided on, BadInput
    when it has expired or is one's own.
    """
    with transaction.atomic():
        credential = _to_decide(by, public_id, State.APPLIED)
        if credential.expires_on < clock.today():
            raise BadInput("This registration has expired.", "Ask for the renewed one.")
        _decide(by, credential, State.VERIFIED)
        _make_doctor(by, credential)
        return credential


def refuse(by: Person, public_id: str, reason: str) -> Credential:
    """Refuse an application, with a reason its doctor reads. Raises as ``verify`` does."""
    with transaction.atomic():
        credential = _to_decide(by, public_id, State.APPLIED)
        return _decide(by, credential, State.REFUSED, _given(reason))


def revoke(by: Person, public_id: str, reason: str) -> Credential:
    """Take a verification back at once, with a reason its doctor reads. Raises as ``verify``."""
    with transaction.atomic():
        credential = _to_decide(by, public_id, State.VERIFIED)
        return _decide(by, credential, State.REVOKED, _given(reason))


@transaction.atomic
def read_evidence(by: Person, public_id: str) -> Evidence:
    """The file as it was sent; that it was read is audited. Raises NotFound."""
    _administrator(by)
    found = Evidence.objects.filter(credential__public_id=public_id).first()
    if found is None:
        raise _unknown()
    audit.record(by.actor, "evidence.read", f"credential:{public_id}")
    return found


def subject(credential: Credential) -> str:
    """How the audit trail names a credential."""
    return f"credential:{credential.public_id}"


def _signature(by: Person, name: str) -> Doctor:
    """The row that this person signs with, made when they have none.

    Somebody else of the same name stays somebody else: the key then carries the account's id.
    """
    User.objects.select_for_update().get(pk=by.user_id)  # two forms at once make one row
    found = Doctor.objects.filter(user_id=by.user_id).first()
    if found is not None:
        return found
    key, slug, shown = name_key(name)[:140], slugify(name, 60), display_name(name)[:120]
    if Doctor.objects.filter(Q(name_key=key) | Q(slug=slug)).exists() or not slug.isascii():
        # Addresses are ASCII.
        key, slug = f"{key} {by.public_id}", f"dr-{by.public_id}"
    return Doctor.objects.create(
        user_id=by.user_id,
        name_en=shown,
        name_zh=shown[:60] if HAN.search(shown) else "",
        name_key=key,
        slug=slug,
    )


def _make_doctor(by: Person, credential: Credential) -> None:
    """The role, once; and what the registration is for, beside the name."""
    doctor = credential.doctor
    kind = Role.Kind.DOCTOR
    if doctor.user and Role.objects.get_or_create(user=doctor.user, kind=kind, department=None)[1]:
        audit.record(by.actor, "role.given", f"user:{doctor.user.public_id}", role=kind.value)
    if not doctor.credential_en:
        doctor.credential_en = credential.specialty
        doctor.save(update_fields=["credential_en"])
        generation.bump()  # question pages show it


def _to_decide(by: Person, public_id: str, state: str) -> Credential:
    """The credential, locked, in the state it must be in and not one's own."""
    _administrator(by)
    rows = Credential.objects.select_for_update(of=("self",)).select_related("doctor")
    credential = rows.filter(public_id=public_id).first()
    if credential is None:
        raise _unknown()
    if credential.doctor.user_id == by.user_id:
        raise BadInput("This is your own registration.", "Another administrator decides on it.")
    if credential.state != state:
        raise Conflict("This has been decided already.", "Look at it again.")
    return credential


def _decide(by: Person, credential: Credential, state: State, note: str = "") -> Credential:
    credential.state, credential.note = state, note
    credential.decided_by_id, credential.decided_at = by.user_id, clock.now()
    credential.save(update_fields=["state", "note", "decided_by", "decided_at"])
    audit.record(by.actor, f"credential.{state.value}", subject(credential))
    letters.queue(state.value, credential.pk)
    return credential


def _given(reason: str) -> str:
    reason = reason.strip()
    if not reason or len(reason) > 500:
        raise BadInput("The reason is missing or too long.", "Give one of at most 500 letters.")
    return reason


def _administrator(by: Person) -> None:
    if not by.has(ADMINISTRATOR):
        raise _unknown()


def _unknown() -> NotFound:
    return NotFound("There is no such application.", "Look at the list of applications.")
