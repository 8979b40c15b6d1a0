"""Signing in, to the last step of each way; one's own account; the pages of administrators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from curbside.consult.models import Question
from curbside.core import clock
from curbside.library.models import Entry
from curbside.notify import reviews, sending
from curbside.notify.models import Mail
from curbside.people import invitations
from curbside.people.models import Credential
from tests.browser.rows.visits import NOBODY, PASSWORD, Row, Visit, World, signed_in
from tests.consult import room
from tests.factories import make_doctor, make_entry
from tests.people import accounts
from tests.web.surfaces import LANGUAGES

LOCAL = "django.core.mail.backends.locmem.EmailBackend"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)
LINK = re.compile(r"/accounts/sign-in/\S+")


def _plain(name: str) -> Row:
    return lambda w: [w.visit(NOBODY, name)]


def _own(name: str, *whose: str) -> Row:
    """The page as each of these people sees it."""
    return lambda w: [w.visit(who, name) for who in whose]


def _signing_in(w: World) -> Sequence[Visit]:
    wrong = (("[name=login]", "nobody@example.org"), ("[name=password]", "not it"))
    press = ("main form button[type=submit]", "")
    ways = ((), (*wrong, press))
    return [w.visit(NOBODY, "account_login", steps=way) for way in ways]


def _half_way(name: str, first: str, **sent: str) -> Row:
    """The page after a form was sent, in the browser of whoever sent it."""

    def visits(w: World) -> Sequence[Visit]:
        client = Client(SERVER_NAME="localhost")
        client.post(reverse(first), sent)
        return [w.visit(w.let_in(f"half way to {name}", client), name)]

    return visits


def _mailed(name: str, email: str, wanted: re.Pattern[str]) -> tuple[Client, str]:
    """The browser in which a mail was asked for, and what is wanted of the mail."""
    client = Client(SERVER_NAME="localhost")
    with override_settings(EMAIL_BACKEND=LOCAL):
        mail.outbox = []
        client.post(reverse(name), {"email": email})
    found = wanted.search(str(mail.outbox[-1].body))
    assert found
    return client, found.group()


def _new_password(w: World) -> Sequence[Visit]:
    """The last step of getting a new password, after the code of the mail."""
    client, code = _mailed("account_reset_password", w.asker.email, CODE)
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    who = w.let_in("half way to a new password", client)
    return [w.visit(who, "account_complete_password_reset")]


def _by_link(w: World) -> Sequence[Visit]:
    """The link of a mail, in the browser that asked for it and in another."""
    client, link = _mailed("account_request_login_code", w.asker.email, LINK)
    who, token = w.let_in("half way by link", client), link.strip("/").split("/")[-1]
    return [
        w.visit(who, "sign-in-by-link", token),
        w.visit(NOBODY, "sign-in-by-link", token, status=404),
    ]


def _second_factor(w: World) -> Sequence[Visit]:
    """Asked for at signing in."""
    user = accounts.make_user("editor", password=PASSWORD)
    client = Client(SERVER_NAME="localhost")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return [w.visit(w.let_in("half signed in", client), "mfa_authenticate")]


def _recovery_codes(w: World) -> Sequence[Visit]:
    """Shown once: as they are, and when they have been."""
    found = []
    for language in LANGUAGES:
        user = accounts.make_user("editor")
        RecoveryCodes.activate(user)
        who = w.let_in(f"with codes, {language}", signed_in(user))
        found += [w.visit(who, "mfa_view_recovery_codes", only=language)] * 2
    return found


def _keyed(w: World) -> tuple[str, int]:
    """Somebody with a passkey, and its number."""
    user = accounts.make_user("editor")
    kind, data = Authenticator.Type.WEBAUTHN, {"name": "Telephone", "credential": {}}
    key = Authenticator.objects.create(user=user, type=kind, data=data)
    return w.let_in(f"with key {key.pk}", signed_in(user)), key.pk


def _of_key(name: str) -> Row:
    def visits(w: World) -> Sequence[Visit]:
        who, number = _keyed(w)
        return [w.visit(who, name, *([] if name == "mfa_list_webauthn" else [number]))]

    return visits


def _without_factor(name: str) -> Row:
    """Who has yet to set a second factor up."""

    def visits(w: World) -> Sequence[Visit]:
        fresh = accounts.make_user("editor", second_factor=False)
        who = w.let_in(f"without a factor, {name}", signed_in(fresh))
        return [w.visit(who, name)]

    return visits


ENTERING: dict[str, Row] = {
    "account_login": _signing_in,
    "account_signup": _plain("account_signup"),
    "account_inactive": _plain("account_inactive"),
    "account_request_login_code": _plain("account_request_login_code"),
    "account_reset_password": _plain("account_reset_password"),
    "account_password_reset_completed": _plain("account_password_reset_completed"),
    "account_email_verification_sent": _half_way(
        "account_email_verification_sent", "account_signup", email="new@example.org"
    ),
    "account_confirm_login_code": _half_way(
        "account_confirm_login_code", "account_request_login_code", email="who@example.org"
    ),
    "account_confirm_password_reset_code": _half_way(
        "account_confirm_password_reset_code", "account_reset_password", email="who@example.org"
    ),
    "account_complete_password_reset": _new_password,
    "sign-in-by-link": _by_link,
    "mfa_authenticate": _second_factor,
    "socialaccount_login_cancelled": _plain("socialaccount_login_cancelled"),
    "socialaccount_login_error": lambda w: [
        w.visit(NOBODY, "socialaccount_login_error", status=401)
    ],
    "account_logout": _own("account_logout", "asker"),
    "account_reauthenticate": _own("account_reauthenticate", "asker"),
    "mfa_reauthenticate": _own("mfa_reauthenticate", "editor"),
    "mfa_index": lambda w: [w.visit("editor", "mfa_index"), *_without_factor("mfa_index")(w)],
    "mfa_activate_totp": _without_factor("mfa_activate_totp"),
    "mfa_deactivate_totp": _own("mfa_deactivate_totp", "editor"),
    "mfa_view_recovery_codes": _recovery_codes,
    "mfa_generate_recovery_codes": _own("mfa_generate_recovery_codes", "editor"),
    "mfa_add_webauthn": _own("mfa_add_webauthn", "editor"),
    "mfa_list_webauthn": _of_key("mfa_list_webauthn"),
    "mfa_edit_webauthn": _of_key("mfa_edit_webauthn"),
    "mfa_remove_webauthn": _of_key("mfa_remove_webauthn"),
}


def _invitation(w: World) -> Sequence[Visit]:
    """Read by nobody in particular, by the invited, and by another."""
    invited = invitations.invite(w.person("administrator"), w.asker.email, "en")
    link = invitations.token(invited)
    return [w.visit(who, "invitation", link) for who in (NOBODY, "asker", "editor")]


def _letter(w: World) -> Sequence[Visit]:
    """From a mail that asks whether a published answer is still right."""
    entry = make_entry(doctor=w.doctor.doctor, department=w.nerves)
    Entry.objects.filter(pk=entry.pk).update(review_by=clock.today())
    reviews.remind(clock.today())
    token = reviews.token(Mail.objects.filter(kind="review").latest("pk"))
    return [
        w.visit(NOBODY, "review-by-mail", token, query="?say=outdated"),
        w.visit(NOBODY, "review-by-mail", "forged", status=404),
    ]


def _unsubscribe(w: World) -> Sequence[Visit]:
    """From the link of an overview, before and after."""
    link = sending.unsubscribe_link(Mail(kind="digest", user=w.newcomer))
    token = link.split("/unsubscribe/")[1].strip("/")
    ways: tuple[Sequence[tuple[str, str]], ...] = ((), [("main form button", "")])
    return [w.visit(NOBODY, "unsubscribe", token, steps=way) for way in ways]


def _questions(w: World) -> Sequence[Visit]:
    question = room.make_answered(w.person("doctor"))
    Question.objects.filter(pk=question.pk).update(asker=w.asker)
    return [w.visit(who, "account-questions") for who in ("asker", "editor")]


def _application(w: World) -> Sequence[Visit]:
    """With nothing handed in, with registrations, and sent with nothing in it."""
    refused = accounts.make_doctor_account(w.nerves, name="Dr Refused", state="refused")
    who = w.let_in("refused", signed_in(refused))
    return [w.visit(one, "doctor-application") for one in ("asker", "doctor", who)]


def _people(w: World) -> Sequence[Visit]:
    """All of them, and a search that finds nobody."""
    return [w.visit("administrator", "manage-people", query=one) for one in ("", "?q=zzzz")]


def _person(w: World) -> Sequence[Visit]:
    """A doctor whose name an imported signature has too, the administrator, and an asker."""
    make_doctor("Dr Amara Osei")
    people = (w.doctor, w.administrator, w.asker)
    return [w.visit("administrator", "manage-person", one.public_id) for one in people]


def _applications(w: World) -> Sequence[Visit]:
    states = ("", "?state=verified", "?state=revoked")
    return [w.visit("administrator", "manage-applications", query=one) for one in states]


def _decided(w: World) -> Sequence[Visit]:
    """An application that waits, one that was verified, and one refused."""
    made = [accounts.make_credential(w.doctor.doctor, one) for one in ("applied", "refused")]
    verified = Credential.objects.filter(state="verified").latest("pk")
    return [
        w.visit("administrator", "manage-application", one.public_id) for one in (*made, verified)
    ]


OWN: dict[str, Row] = {
    "account-home": _own("account-home", "asker", "doctor", "lead", "editor", "administrator"),
    "account-details": _own("account-details", "asker"),
    "account-questions": _questions,
    "account-data": _own("account-data", "asker", "doctor"),
    "account-download": lambda w: [
        w.visit("doctor", "account-download", query="?as=html", saved=True)
    ],
    "account-erase": _own("account-erase", "asker", "doctor"),
    "account-erased": _own("account-erased", NOBODY),
    "account-mails": _own("account-mails", "doctor", "editor"),
    "account_email": _own("account_email", "asker"),
    "account_change_password": _own("account_change_password", "asker"),
    "account_set_password": _own("account_set_password", "editor"),
    "usersessions_list": _own("usersessions_list", "asker"),
    "socialaccount_connections": _own("socialaccount_connections", "asker"),
    "doctor-application": _application,
    "doctor-availability": _own("doctor-availability", "doctor"),
    "invitation": _invitation,
    "review-by-mail": _letter,
    "unsubscribe": _unsubscribe,
    "outbox": _own("outbox", NOBODY),
}
MANAGING: dict[str, Row] = {
    "manage-people": _people,
    "manage-person": _person,
    "manage-applications": _applications,
    "manage-application": _decided,
    "manage-invitations": _own("manage-invitations", "administrator"),
}
