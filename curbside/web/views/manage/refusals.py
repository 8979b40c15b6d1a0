"""Saying what the people room refuses, in the reader's language, where the reader looks.

The room speaks English, as its errors are logged; what it says to people stands here once more, for
the translators. A test holds the two together.
"""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from curbside.core.errors import BadInput, Conflict

SENTENCES = (
    gettext_noop("That cannot be kept."),
    gettext_noop("Look at name and language again."),
    gettext_noop("There is no such role."),
    gettext_noop("A lead leads a department."),
    gettext_noop("Say which one."),
    gettext_noop("This is your own account."),
    gettext_noop("Another administrator has to do that."),
    gettext_noop("Something is left empty."),
    gettext_noop("Fill in every field."),
    gettext_noop("This name has no letter in it."),
    gettext_noop("Write the name you sign with."),
    gettext_noop("This registration has expired."),
    gettext_noop("Renew it first, then apply."),
    gettext_noop("No registration holds for so long."),
    gettext_noop("Look at the date again."),
    gettext_noop("There is no such language."),
    gettext_noop("Choose from the list."),
    gettext_noop("So many a week cannot be."),
    gettext_noop("An absence ends before it begins."),
    gettext_noop("Look at the dates again."),
    gettext_noop("These are too many absences."),
    gettext_noop("There is no such department."),
    gettext_noop("This is your own registration."),
    gettext_noop("Another administrator decides on it."),
    gettext_noop("This has been decided already."),
    gettext_noop("Look at it again."),
    gettext_noop("The reason is missing or too long."),
    gettext_noop("Give one of at most 500 letters."),
    gettext_noop("An application of yours waits already."),
    gettext_noop("It will be looked at."),
    gettext_noop("Ask for the renewed one."),
    gettext_noop("The file is empty."),
    gettext_noop("The file is too large."),
    gettext_noop("The picture has too many pixels."),
    gettext_noop("Send a smaller one."),
    gettext_noop("This file cannot be read."),
    gettext_noop("The PDF is cut short."),
    gettext_noop("Save it again, and send that."),
    gettext_noop("Choose one of the list."),
    gettext_noop("This is no email address."),
    gettext_noop("It looks like ann@example.org."),
    gettext_noop("This address is invited already."),
    gettext_noop("Withdraw that one first."),
    gettext_noop("Choose doctor, lead, editor or administrator."),
    gettext_noop("Say a smaller number."),
    gettext_noop("Keep fewer of them."),
    gettext_noop("This account signs nothing yet."),
    gettext_noop("It can once it has applied as a doctor."),
    gettext_noop("This signature is an account's own."),
    gettext_noop("Only an imported one can be joined."),
    gettext_noop("This signature is joined to another account."),
    gettext_noop("Part them there first."),
    gettext_noop("There is no such signature."),
    gettext_noop("Give its name, or the address of its page."),
    gettext_noop("You are the only administrator."),
    gettext_noop("Make somebody else one first, then come back."),
    gettext_noop("Send a PDF, a JPEG or a PNG of at most 5 MB."),
)


def tell(request: HttpRequest, form: Form | None, problem: BadInput | Conflict) -> None:
    """Put the refusal above the form, in which what was typed stays; or above the page."""
    words = f"{gettext(problem.message)} {gettext(problem.hint)}".strip()
    if form is None:
        messages.error(request, words)
    else:
        form.add_error(None, words)
