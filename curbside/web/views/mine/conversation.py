"""What the asker's page tells: where the question stands, what happened when, who said what. Pure.

Every function takes what was read already and asks no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curbside.consult.models import (
    Clarification,
    Decision,
    FollowUp,
    Opinion,
    Question,
    Reply,
    Revision,
)
from curbside.consult.queries import AskersView, Turn
from curbside.consult.states import State
from curbside.people.models import Doctor

Kind = Literal["clarification", "reply", "follow-up", "decision"]

# What each state is called, and what it means for whoever waits.
STANDS: dict[str, tuple[Any, Any]] = {
    State.UNVERIFIED: (
        gettext_lazy("One thing left: confirm your email"),
        gettext_lazy("No doctor sees your question before you have opened the link in our mail."),
    ),
    State.WAITING: (
        gettext_lazy("Waiting for a doctor"),
        gettext_lazy("Your question has arrived. We write to you as soon as something happens."),
    ),
    State.CLAIMED: (
        gettext_lazy("A doctor has taken your question"),
        gettext_lazy("They are reading it, or writing to you already."),
    ),
    State.CLARIFYING: (
        gettext_lazy("The doctor asks you something"),
        gettext_lazy("They go on as soon as you have answered."),
    ),
    State.ANSWERED: (
        gettext_lazy("Your question is answered"),
        gettext_lazy("The answer stands below. Keep the link to this page, to read it again."),
    ),
    State.FOLLOWUP: (
        gettext_lazy("Your follow-up has arrived"),
        gettext_lazy("The doctor who answered gets it first."),
    ),
    State.DECLINED: (
        gettext_lazy("A doctor could not answer this here"),
        gettext_lazy("They say below why, and what you can do."),
    ),
    State.REFERRED: (
        gettext_lazy("Someone else can help you better"),
        gettext_lazy("The doctor says below where to turn to."),
    ),
    State.WITHDRAWN: (
        gettext_lazy("You have withdrawn this question"),
        gettext_lazy("No doctor sees it any more."),
    ),
}


@dataclass(frozen=True)
class Stated:
    """A reply in the shape that the pages of the library show."""

    position: int
    doctor: Doctor
    date: dt.date
    text: str
    link: str = ""
    marked: bool = True


@dataclass(frozen=True)
class Said:
    """One thing that was said: by a doctor, and what the asker answered where something is."""

    kind: Kind
    at: dt.datetime
    text: str
    doctor: Doctor | None = None
    name: str = ""
    answer: str = ""
    reply: Stated | None = None
    revisions: Sequence[Revision] = ()
    opinions: Sequence[Opinion] = ()


@dataclass(frozen=True)
class Moment:
    """A line of the timeline."""

    at: dt.datetime
    words: str


@dataclass(frozen=True)
class Conversation:
    """Everything the page tells."""

    heading: str
    words: str
    said: list[Said] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)


def conversation(seen: AskersView) -> Conversation:
    """The question's story as its asker reads it."""
    heading, words = STANDS[seen.question.state]
    return Conversation(
        heading=str(heading),
        words=str(words),
        said=[_said(turn) for turn in seen.turns],
        moments=moments(seen.question, seen.turns),
    )


def _said(turn: Turn) -> Said:
    if isinstance(turn, FollowUp):
        return Said("follow-up", turn.at, turn.text)
    user = turn.by if isinstance(turn, Decision) else turn.doctor
    doctor: Doctor | None = getattr(user, "doctor", None)
    name = doctor.name if doctor else user.name
    if isinstance(turn, Clarification):
        return Said("clarification", turn.asked_at, turn.text, doctor, name, answer=turn.answer)
    if isinstance(turn, Decision):
        return Said("decision", turn.at, turn.text, doctor, name)
    return _replied(turn, doctor, name)


def _replied(turn: Reply, doctor: Doctor | None, name: str) -> Said:
    day = turn.at.date()
    shown = Stated(turn.round, doctor, day, turn.text, marked=turn.marked) if doctor else None
    return Said(
        "reply",
        turn.at,
        turn.text,
        doctor,
        name,
        reply=shown,
        revisions=list(turn.revisions.all()),
        opinions=list(turn.opinions.all()),
    )


def moments(question: Question, turns: Sequence[Turn]) -> list[Moment]:
    """What happened when, the oldest first."""
    found = [Moment(question.submitted_at, _("You sent your question"))]
    if question.verified_at:
        found.append(Moment(question.verified_at, _("You confirmed your email address")))
    for turn in turns:
        found += _moments_of(turn)
    if question.state == State.WITHDRAWN:
        found.append(Moment(question.state_since, _("You withdrew it")))
    return sorted(found, key=lambda moment: moment.at)


def _moments_of(turn: Turn) -> list[Moment]:
    if isinstance(turn, Clarification):
        answered = turn.answered_at
        asked = [Moment(turn.asked_at, _("The doctor asked you something"))]
        return [*asked, Moment(answered, _("You answered"))] if answered else asked
    if isinstance(turn, Reply):
        return [Moment(turn.at, _("The doctor answered"))]
    if isinstance(turn, FollowUp):
        return [Moment(turn.at, _("You asked back"))]
    referred = turn.kind == Decision.Kind.REFERRED
    return [Moment(turn.at, _("The doctor referred you") if referred else _("The doctor declined"))]
