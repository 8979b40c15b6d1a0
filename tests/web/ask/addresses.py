"""Every URL name of asking, and what its address takes: the tables of pages name them from here."""

from __future__ import annotations

from django.urls import reverse

OF_FORM = (
    "ask-who", "ask-matter", "ask-photos", "ask-wants", "ask-publish", "ask-email", "ask-check",
    "ask-now", "ask-answered", "ask-thanks", "ask-photo",
)  # fmt: skip
OF_QUESTION = (
    "mine", "mine-answer", "mine-follow-up", "mine-withdraw", "mine-publication", "mine-consent",
    "mine-resend", "mine-new-link", "mine-take", "mine-download", "mine-photo", "mine-confirm",
)  # fmt: skip
BY_LINK = (*OF_FORM, *OF_QUESTION)  # whoever holds the address, and nobody else
START = "ask"  # for everyone


def forged(name: str) -> str:
    """An address of the page with a key that nobody was given."""
    key = ["a" * 30] if name in OF_FORM else ["a" * 10, "b" * 43]
    return reverse(name, args=[*key, "c" * 10] if name.endswith("-photo") else key)
