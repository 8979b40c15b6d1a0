"""The question form: its fields, their choices, and what is wrong with what was typed. Pure.

A draft keeps whatever was typed; only ``problems`` says what must be mended before it is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from curbside.consult import texts
from curbside.consult.errors import Invalid
from curbside.people.rules import address_key

FOR_WHOM = ("myself", "child", "other")
SEXES = ("female", "male", "other")
AGE_BANDS = (*(f"{start}-{start + 9}" for start in range(0, 90, 10)), "90+")
DETAILS = ("since", "onset", "better_worse", "conditions", "medicines", "tried", "wants")
TYPED = ("title", "text", *DETAILS)  # in the order they are read
CHOICES = {"for_whom": FOR_WHOM, "age_band": AGE_BANDS, "sex": SEXES}
REQUIRED = ("for_whom", "age_band", "sex", "text", "email")
LIMITS = {
    "title": texts.TITLE,
    "text": texts.QUESTION,
    **dict.fromkeys(DETAILS, texts.DETAIL),
    "email": 254,
}
NAMES = (*CHOICES, *TYPED, "email", "department", "may_publish")
MOST_KEPT = 50_000  # characters of a field that a draft keeps; longer is no typing


def kept(fields: Mapping[str, object]) -> dict[str, Any]:
    """The fields as a draft keeps them. Raises Invalid for a field the form does not have, for
    what is no text, and for what nobody can have typed.
    """
    problems: dict[str, str] = {}
    out: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in NAMES:
            problems[str(name)[:40]] = "unknown"
        elif name == "may_publish" and isinstance(value, bool):
            out[name] = value
        elif not isinstance(value, str) or name == "may_publish":
            problems[name] = "unreadable"
        elif len(value) > MOST_KEPT:
            problems[name] = "too-long"
        else:
            out[name] = texts.storable(value)
    if problems:
        raise Invalid(problems)
    return out


def problems(fields: Mapping[str, Any], departments: Collection[str]) -> dict[str, str]:
    """What must be mended before the form can be sent, by field; empty when nothing.

    ``departments``: the slugs there are. Codes as ``errors.Invalid`` has them.
    """
    out = {name: "required" for name in REQUIRED if not _text(fields, name)}
    for name, choices in CHOICES.items():
        if name not in out and _text(fields, name) not in choices:
            out[name] = "unknown"
    for name, limit in LIMITS.items():
        if len(_text(fields, name)) > limit:
            out[name] = "too-long"
    if "email" not in out and not _is_address(_text(fields, "email")):
        out["email"] = "unreadable"
    department = _text(fields, "department")
    if department and department not in departments:
        out["department"] = "unknown"
    return out


def sendable(fields: Mapping[str, Any], departments: Collection[str]) -> dict[str, str]:
    """The texts of a form that may be sent, by field, trimmed. Raises Invalid."""
    found = problems(fields, departments)
    if found:
        raise Invalid(found)
    out = {name: _text(fields, name) for name in (*CHOICES, *TYPED)}
    return {**out, "email": address_key(_text(fields, "email"))}


def checked_address(email: object) -> str:
    """An address to write to. Raises Invalid."""
    text = texts.accepted(email, LIMITS["email"], field="email")
    if not _is_address(text):
        raise Invalid({"email": "unreadable"})
    return address_key(text)


def is_empty(fields: Mapping[str, Any]) -> bool:
    """Whether nothing was typed and nothing chosen."""
    return not any(str(value).strip() for value in fields.values())


def asked(fields: Mapping[str, Any]) -> str:
    """What a form asks, as one text for routing and for finding similar answers."""
    parts = (_text(fields, name) for name in ("title", "text", "wants"))
    return "\n".join(part for part in parts if part)


def spoken(fields: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a form that hold the asker's own words, for triage, empty ones left out."""
    return {name: _text(fields, name) for name in TYPED if _text(fields, name)}


def _text(fields: Mapping[str, Any], name: str) -> str:
    return str(fields.get(name, "")).strip()


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
