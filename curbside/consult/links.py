"""The private keys in an asker's links: made from the secret key, never stored.

A key of one purpose does not serve another, so that the receipt's link, which the browser shows
at once, cannot confirm an address that only its owner's mail can.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Protocol

from django.core.signing import Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from curbside.core import ids

_SALT = "curbside.consult"


class Purpose(StrEnum):
    """What a key opens: the asker's pages, or the confirmation of the address."""

    LINK = "link"
    EMAIL = "email"


class Linked(Protocol):
    """What a key depends on: a question, or anything with these fields of it."""

    @property
    def public_id(self) -> str: ...
    @property
    def link_version(self) -> int: ...
    @property
    def email(self) -> str: ...


def key(question: Linked, purpose: Purpose = Purpose.LINK) -> str:
    """The key, 43 characters that a URL may hold. One for an address dies with a new address."""
    bound = question.email if purpose is Purpose.EMAIL else ""
    signer = Signer(salt=f"{_SALT}.{purpose}")
    return signer.signature(f"{question.public_id}:{question.link_version}:{bound}")


def opens(question: Linked, given: str, purpose: Purpose = Purpose.LINK) -> bool:
    """Whether ``given`` is the key; takes as long for a wrong one as for the right one."""
    return constant_time_compare(key(question, purpose), given)


def new_token() -> str:
    """A token for a form: 147 random bits."""
    return "".join(ids.public_id() for _ in range(3))


def token_hash(token: str) -> str:
    """What is stored of a token, 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def concealed(value: str) -> str:
    """A keyed hash by which equal addresses can be counted but not read, 64 digits."""
    return salted_hmac(f"{_SALT}.sending", value, algorithm="sha256").hexdigest()
