"""Who gets to see a page: the signed-in, or staff of a role with their second factor.

    @signed_in
    def mine(request): ...

    @staff_page("editor", "administrator")
    def publish(request): ...

The wrong person is told what anyone is told of a page that does not exist. What a person may do on
the page (this department, this question) is for the room to decide, from ``person_of(request)``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from curbside.core.errors import NotFound
from curbside.people import queries
from curbside.people.models import User
from curbside.people.permissions import Stop, stop
from curbside.people.person import Person

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]
_LEADS_TO = {
    Stop.SIGN_IN: "account_login",
    Stop.SET_UP_SECOND_FACTOR: "mfa_index",
    Stop.USE_SECOND_FACTOR: "mfa_reauthenticate",
}


def person_of(request: HttpRequest) -> Person:
    """Who is asking; read once a request. Raises NotFound for who is not signed in."""
    found = _person(request)
    if found is None:
        raise NotFound("There is no such page.", "Sign in, or start at the front page.")
    return found


def signed_in(view: View[Arguments]) -> View[Arguments]:
    """The view for anyone with an account; others are asked to sign in and come back."""
    return _guarded(view, ())


def staff_page(*roles: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """The view for people with one of these roles who have used their second factor."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        return _guarded(view, roles)

    return decorate


def stopped(request: HttpRequest, *roles: str) -> HttpResponseRedirect | None:
    """What to answer instead of a page for these roles; None when the person may see it.

    Raises NotFound for the wrong person.
    """
    found = _person(request)
    used = found is not None and used_second_factor(request)
    reason = stop(found, roles, used_second_factor=used)
    if reason is None:
        return None
    if reason is Stop.NOT_FOUND:
        raise NotFound("There is no such page.", "Start at the front page.")
    return HttpResponseRedirect(f"{reverse(_LEADS_TO[reason])}?{_back_to(request)}")


def used_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor was used in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _guarded(view: View[Arguments], roles: tuple[str, ...]) -> View[Arguments]:
    @wraps(view)
    def answer(
        request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponseBase:
        return stopped(request, *roles) or view(request, *args, **kwargs)

    return cast(View[Arguments], answer)


def _person(request: HttpRequest) -> Person | None:
    user: Any = request.user
    if not isinstance(user, User) and not user.is_authenticated:
        return None
    kept: Person | None = getattr(request, "person", None)
    if kept is None or kept.user_id != user.pk:
        kept = queries.person(user)
        vars(request)["person"] = kept
    return kept


def _back_to(request: HttpRequest) -> str:
    """Back to the page; a form that was sent cannot be sent again from there, its page can."""
    return urlencode({"next": request.get_full_path()})
