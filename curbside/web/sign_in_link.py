"""The link in the mail of a sign-in without a password: how it is made, and what it stands for.

It is made from the code of the same mail and holds as long: until one of the two was used, for 15
minutes, until a newer mail or three wrong codes. As the code, it signs in nobody but the browser
that asked for it, so that a link which was forwarded, or which a mail program follows, opens
nothing. What comes after it, as the second factor, is the code's too: allauth's stages.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.signing import Signer
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

NAME = "sign-in-by-link"
SALT = "curbside.web.sign_in_link"


def key(email: str, code: str) -> str:
    """What the link holds: 43 characters, and nothing that gives the code away."""
    return Signer(salt=SALT).signature(f"{email}\n{code}")


def address(request: HttpRequest, email: str, code: str) -> str:
    """The link for a mail, with the page of ours that the person was on the way to. Never at the
    host that the request named.
    """
    onward = get_next_redirect_url(request)
    query = f"?{urlencode({REDIRECT_FIELD_NAME: onward})}" if onward else ""
    return settings.BASE_URL + reverse(NAME, args=[key(email, code)]) + query


def waiting(request: HttpRequest, given: str) -> Any:
    """The sign-in that this browser began and ``given`` is the key of; else None. Changes nothing,
    and says no more of an address that is known than of one that is not.
    """
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    if stage is None or "at" not in stage.state:
        return None
    process = LoginCodeVerificationProcess(stage=stage)
    email, code = stage.state.get("email", ""), process.code
    if not code or not process.is_valid():
        return None
    return process if constant_time_compare(key(email, code), given) else None
