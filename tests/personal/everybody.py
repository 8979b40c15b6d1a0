"""An asker, a doctor and an editor of whom something is held in every room."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore

from curbside.consult import asking, desk
from curbside.consult.models import Question
from curbside.core import clock
from curbside.notify import operations
from curbside.people.models import Away, Evidence, Invitation, User
from curbside.people.person import Person
from tests.consult import room
from tests.consult.test_asking import jpeg
from tests.factories import make_department
from tests.people.accounts import PDF, make_credential, make_doctor_account, make_user, person

WORD = "zebrafish"  # in all that a person typed or is called


def everything() -> str:
    """Every row of every table there is, as one text."""
    return "\n".join(
        str(list(model._default_manager.values()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed or model._meta.app_label == "procrastinate"
    )


def furnish(user: User) -> None:
    """What allauth, the sessions and the admin keep of an account."""
    session = SessionStore()
    session["said"] = WORD
    session.create()
    UserSession.objects.create(
        user=user, session_key=session.session_key, ip="192.0.2.9", user_agent=f"{WORD}/1.0"
    )
    SocialAccount.objects.create(
        user=user, provider="staff", uid=f"{WORD}{user.pk}", extra_data={"name": WORD}
    )
    Authenticator.objects.create(user=user, type="webauthn", data={"name": WORD})
    EmailAddress.objects.create(user=user, email=f"{WORD}{user.pk}@example.org", verified=True)
    Invitation.objects.create(email=user.email, expires_at=clock.now() + dt.timedelta(days=1))
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=user, content_type=kind, object_id=str(user.pk), object_repr=str(user), action_flag=2
    )


def make_asker(**fields: object) -> tuple[User, Question]:
    """An account with a question that a doctor has answered."""
    user = make_user(email=f"{WORD}@example.org", name=f"Ann {WORD}")
    furnish(user)
    given = {"text": f"A {WORD}.", "title": WORD, "wants": WORD, **fields}
    token = room.make_form(email=user.email, **given)
    asking.add_photo(token, jpeg())
    question = asking.submit(token, room.ADDRESS, person(user))
    doctor = room.make_doctor()
    desk.claim(question.public_id, doctor)
    desk.reply(question.public_id, doctor, f"A {WORD} is harmless.", 0, "f")
    tell(question)
    return user, room.fresh(question)


def make_doctor(name: str = f"Dr {WORD.capitalize()}") -> tuple[User, Person]:
    """A doctor with evidence, absences, and all that allauth keeps."""
    department = make_department()
    user = make_doctor_account(department, name=name)
    furnish(user)
    for credential in (user.doctor.credentials.get(), make_credential(user.doctor, "refused")):
        Evidence.objects.create(credential=credential, media_type="application/pdf", content=PDF)
    tomorrow = clock.today() + dt.timedelta(days=1)
    Away.objects.create(doctor=user.doctor, first=tomorrow, last=tomorrow)
    user.doctor.bio_en = f"Knows the {WORD}."
    user.doctor.save()
    return user, person(user)


def tell(question: Question) -> None:
    """Decide on the mails of everything that has happened to the question."""
    for event in question.events.all():
        operations.tell(event.pk)
