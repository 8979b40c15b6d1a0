"""Taking the entry of a question out of the library, in the transaction that makes it necessary."""

from __future__ import annotations

from contextlib import suppress

from curbside.consult import trail
from curbside.consult.models import Question
from curbside.core.errors import Gone, NotFound
from curbside.library import operations as library


def take_out(question: Question) -> None:
    """Withdraw the entry, if there is one, and let go of it. Save ``entry`` yourself."""
    if question.entry is None:
        return
    with suppress(Gone, NotFound):  # an editor was first
        library.withdraw(question.entry.public_id, trail.ASKER, "the asker's wish")
    question.entry = None
