"""The words of each mail: subject, what it says, what its link is called. No word about health, no
name of a department or a doctor: a subject is read on a locked screen, and by others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from curbside.notify.rules import Kind


@dataclass(frozen=True)
class Words:
    """The lazy translations of one mail; ``link`` is the button's text."""

    subject: Any
    body: Any
    link: Any


_SEE = _("See your question")
_DESK = _("Go to the desk")
WORDS: dict[str, Words] = {
    Kind.CONFIRM: Words(
        _("Please confirm your address"),
        _("Your question reaches a doctor once you have confirmed that this address is yours."),
        _("Confirm my address"),
    ),
    Kind.RECEIVED: Words(
        _("We have your question"),
        _("Thank you. We write to you as soon as there is an answer. This link is private."),
        _SEE,
    ),
    Kind.NEW_LINK: Words(
        _("Your new private link"),
        _("As you asked, the link you had before no longer works. This one does."),
        _SEE,
    ),
    Kind.ASKED_BACK: Words(
        _("The doctor would like to know more"),
        _("Your question is with a doctor, who needs one more thing from you."),
        _("Answer the doctor"),
    ),
    Kind.ANSWERED: Words(
        _("Your question has been answered"),
        _("A doctor has answered. Only this private link shows the answer."),
        _("Read the answer"),
    ),
    Kind.CORRECTED: Words(
        _("Your answer was corrected"),
        _("The doctor has changed something in the answer. Please read it again."),
        _("Read the answer"),
    ),
    Kind.ENDED: Words(
        _("News about your question"),
        _("Your question could not be answered here. The reason, and what you can do, is here."),
        _SEE,
    ),
    Kind.PREVIEW: Words(
        _("Please look before it is published"),
        _("You agreed that others may read your question without your name. See it first."),
        _("See what others would read"),
    ),
    Kind.PUBLISHED: Words(
        _("Your question helps others now"),
        _("It is published, without your name. You can have it taken down at any time."),
        _SEE,
    ),
    Kind.WITHDRAWN: Words(
        _("Your question was withdrawn"),
        _("It is withdrawn, as you asked. Nobody can read it any more."),
        _SEE,
    ),
    Kind.CLAIM_WARNED: Words(
        _("A question you took goes back soon"),
        _("It returns to the desk if you do not answer it or save a draft."),
        _DESK,
    ),
    Kind.CLAIM_EXPIRED: Words(
        _("A question you took went back"),
        _("It is on the desk again, for you or a colleague. Your draft is kept."),
        _DESK,
    ),
    Kind.CLARIFIED: Words(
        _("An asker has answered you"),
        _("What you asked for is there."),
        _DESK,
    ),
    Kind.FOLLOWED_UP: Words(
        _("An asker asks back"),
        _("Somebody you answered would like to know more."),
        _DESK,
    ),
    Kind.OVERDUE: Words(
        _("Questions have waited too long"),
        _("Nobody has answered them yet:"),
        _DESK,
    ),
    Kind.DIGEST: Words(
        _("What waits for you"),
        _("Your overview:"),
        _DESK,
    ),
    Kind.REVIEW: Words(
        _("Is a published answer still right?"),
        _(
            "A published answer is due to be read again. Each link opens a small page where you"
            " press one button; you need not sign in."
        ),
        _("It is still right"),
    ),
    Kind.EXPLANATIONS: Words(
        _("Explanations to be read again"),
        _("Somebody should read these again. Where one is still right, one button says so:"),
        _("Read them again"),
    ),
}
