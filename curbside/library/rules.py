"""What the index and the page make of an entry. Pure decisions, no queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from curbside.library.models import Entry
from curbside.people.person import Person
from curbside.search.documents import Document


def question_text(headline: str, title: str, question: str) -> str:
    """The question side as the index sees it; a part that repeats another is not counted twice."""
    parts: list[str] = []
    for part in (headline, title, question):
        if part and not any(same_words(part, other) for other in parts):
            parts.append(part)
    return "\n".join(parts)


def index_document(entry: Entry, replies: Sequence[str]) -> Document:
    """The entry as the index sees it."""
    return Document(
        number=entry.pk,
        language=entry.language,
        department=entry.department_id,
        question=question_text(entry.headline, entry.title, entry.question),
        reply="\n".join(replies),
    )


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in case, spaces and punctuation at most."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def may_review(person: Person, department: int, *, signed: bool) -> bool:
    """Whether the person may say that a published answer still holds: of a department they look
    after, or signed by them while they may answer at all.
    """
    return department in person.cares_for or (signed and person.may_answer)


def is_old(date: dt.date | None, today: dt.date, years: int) -> bool:
    """Whether a reply of ``date`` is so old that the page must say so. Unknown is not old."""
    return date is not None and (today - date).days > years * 365.25
