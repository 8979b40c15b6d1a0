"""What was said about a question since it was sent, as a colleague reads it. Pure.

Asks no database: it takes what ``consult.queries.question_for`` has read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from curbside.consult.models import Clarification, Decision, FollowUp, Opinion, Reply, Revision
from curbside.consult.queries import DoctorsView, Turn
from curbside.people.models import Doctor
from curbside.people.person import Person
from curbside.web.views.desk.flags import Piece, Signs


@dataclass(frozen=True)
class Stated:
    """A reply in the shape that the pages of the library show."""

    position: int | str
    doctor: Doctor
    date: dt.date
    text: str
    link: str = ""
    marked: bool = True


@dataclass(frozen=True)
class Line:
    """One thing that was said or decided. ``asked`` are the asker's words, red flags marked;
    ``text`` those of a doctor. ``own``: by the person who reads.
    """

    kind: str
    at: dt.datetime
    who: str
    text: str = ""
    asked: Sequence[Piece] = ()
    round_number: int = 0
    reply: Stated | None = None
    revisions: Sequence[Revision] = ()
    opinions: Sequence[Opinion] = ()
    own: bool = False


def lines(seen: DoctorsView, person: Person, signs: Signs) -> list[Line]:
    """All that was said, in order."""
    return [_line(turn, person, signs) for turn in seen.turns]


def said_by_asker(turns: Sequence[Turn]) -> dict[str, str]:
    """What the asker has said later, by the part's name that red flags give it."""
    said = {f"clarification-{t.pk}": t.answer for t in turns if isinstance(t, Clarification)}
    return said | {f"follow-up-{t.round}": t.text for t in turns if isinstance(t, FollowUp)}


def name_of(user: Any) -> str:
    """The name that a doctor signs with."""
    doctor: Doctor | None = getattr(user, "doctor", None)
    return doctor.name if doctor else str(user.name)


def _line(turn: Turn, person: Person, signs: Signs) -> Line:
    if isinstance(turn, FollowUp):
        asked = signs.marked(f"follow-up-{turn.round}", turn.text)
        return Line("follow-up", turn.at, _("The asker"), asked=asked)
    if isinstance(turn, Clarification):
        asked = signs.marked(f"clarification-{turn.pk}", turn.answer)
        return Line("clarification", turn.asked_at, name_of(turn.doctor), turn.text, asked)
    if isinstance(turn, Decision):
        return Line(turn.kind, turn.at, _decided(turn), turn.text)
    return _replied(turn, person)


def _replied(turn: Reply, person: Person) -> Line:
    doctor: Doctor | None = getattr(turn.doctor, "doctor", None)
    return Line(
        "reply",
        turn.at,
        name_of(turn.doctor),
        turn.text,
        round_number=turn.round,
        reply=_stated(turn, doctor) if doctor else None,
        revisions=list(turn.revisions.all()),
        opinions=list(turn.opinions.all()),
        own=turn.doctor_id == person.user_id,
    )


def _stated(turn: Reply, doctor: Doctor) -> Stated:
    return Stated(turn.round, doctor, turn.at.date(), turn.text, marked=turn.marked)


def _decided(turn: Decision) -> str:
    name = name_of(turn.by)
    if turn.kind == Decision.Kind.MOVED and turn.from_department and turn.to_department:
        told = {"name": name, "a": turn.from_department.name, "b": turn.to_department.name}
        return _("%(name)s moved it from %(a)s to %(b)s") % told
    words = {
        Decision.Kind.LEVEL: _("%(name)s set the level"),
        Decision.Kind.REFERRED: _("%(name)s referred the asker"),
        Decision.Kind.DECLINED: _("%(name)s declined"),
    }
    return words.get(Decision.Kind(turn.kind), "%(name)s") % {"name": name}
