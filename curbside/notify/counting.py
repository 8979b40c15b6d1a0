"""The lines of mails that count: numbers as they are when the mail is sent, and nothing else."""

from __future__ import annotations

from django.utils.translation import ngettext

from curbside.consult.waits import overdue_for, unplaced_for, waits_for
from curbside.core import clock
from curbside.library.queries import count_due_for_review
from curbside.notify.rules import Kind
from curbside.people.person import Person

COUNTING = frozenset({Kind.DIGEST, Kind.OVERDUE, Kind.EXPLANATIONS})


def lines(kind: str, person: Person) -> list[str]:
    """What the mail of a counting kind says to the person; none where nothing waits (any more)."""
    return _overdue(person) if kind == Kind.OVERDUE else _waiting(person)


def _overdue(person: Person) -> list[str]:
    n = overdue_for(person)
    words = ngettext(
        "%(n)d question has waited longer than it should.",
        "%(n)d questions have waited longer than they should.",
        n,
    )
    unplaced = unplaced_for(person)
    place = ngettext(
        "%(n)d question waits for somebody to say to which department it belongs.",
        "%(n)d questions wait for somebody to say to which department they belong.",
        unplaced,
    )
    counted = ((n, words), (unplaced, place))
    return [said % {"n": count} for count, said in counted if count]


def _waiting(person: Person) -> list[str]:
    waits = waits_for(person)
    due = count_due_for_review(clock.today(), person.cares_for)
    counted = (
        (
            waits.queued,
            ngettext(
                "%(n)d question waits in your departments.",
                "%(n)d questions wait in your departments.",
                waits.queued,
            ),
        ),
        (
            waits.taken,
            ngettext(
                "%(n)d question that you took is not answered yet.",
                "%(n)d questions that you took are not answered yet.",
                waits.taken,
            ),
        ),
        (
            waits.kept,
            ngettext(
                "%(n)d follow-up is kept for you.",
                "%(n)d follow-ups are kept for you.",
                waits.kept,
            ),
        ),
        (
            due,
            ngettext(
                "%(n)d published answer is due to be read again.",
                "%(n)d published answers are due to be read again.",
                due,
            ),
        ),
    )
    return [words % {"n": n} for n, words in counted if n]
