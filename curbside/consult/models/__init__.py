"""The tables of the consult room: the question, what is done with it, and the trail it leaves."""

from curbside.consult.models.answering import (
    Clarification,
    FollowUp,
    Opinion,
    Reply,
    ReplyDraft,
    Revision,
    Snippet,
)
from curbside.consult.models.handling import Claim, Decision, Event, Sending, Suggestion, Target
from curbside.consult.models.question import AskDraft, Photo, Question

__all__ = [
    "AskDraft",
    "Claim",
    "Clarification",
    "Decision",
    "Event",
    "FollowUp",
    "Opinion",
    "Photo",
    "Question",
    "Reply",
    "ReplyDraft",
    "Revision",
    "Sending",
    "Snippet",
    "Suggestion",
    "Target",
]
