"""What an asker can do: the one module that pages for askers call. Each call is one transaction.

Whoever asks has no account: a form is opened by its token, a question by its public id and key.
"""

from curbside.consult.confirming import (
    confirm_email,
    renew_link,
    send_again,
    set_consent,
    take_along,
)
from curbside.consult.drafting import add_photo, emergency_shown, read, remove_photo, save, start
from curbside.consult.erasing import erase
from curbside.consult.following import answer_clarification, follow_up
from curbside.consult.holding import held
from curbside.consult.preview import look_over, this_answers
from curbside.consult.submitting import submit
from curbside.consult.withdrawing import withdraw

__all__ = [
    "add_photo",
    "answer_clarification",
    "confirm_email",
    "emergency_shown",
    "erase",
    "follow_up",
    "held",
    "look_over",
    "read",
    "remove_photo",
    "renew_link",
    "save",
    "send_again",
    "set_consent",
    "start",
    "submit",
    "take_along",
    "this_answers",
    "withdraw",
]
