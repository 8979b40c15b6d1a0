"""The addresses of asking: each step of a form, and the question it becomes."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.urls import reverse

from curbside.consult.links import key
from curbside.consult.models import Question

SEE_OTHER = 303


def start() -> str:
    """The first page."""
    return reverse("ask")


def step(token: str, name: str) -> str:
    """The address of a step, or of a page after the steps."""
    return reverse(f"ask-{name}", args=[token])


def receipt(question: Question) -> str:
    """The asker's own page."""
    return reverse("mine", args=[question.public_id, key(question)])


def see(address: str) -> HttpResponseRedirect:
    """Go there with GET, so that loading again sends nothing twice."""
    response = HttpResponseRedirect(address)
    response.status_code = SEE_OTHER
    return response
