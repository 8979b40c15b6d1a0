"""The states of a question and the moves between them, as one table. Pure.

Deliberately says nothing of who may make a move (``rules``) or what else it does (the
operations).
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from curbside.core.errors import Conflict


class State(models.TextChoices):
    """Where a question stands. ``FOLLOWUP`` waits as ``WAITING`` does, in a later round."""

    UNVERIFIED = "unverified"
    WAITING = "waiting"
    CLAIMED = "claimed"
    CLARIFYING = "clarifying"
    ANSWERED = "answered"
    FOLLOWUP = "followup"
    DECLINED = "declined"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What can happen to a question."""

    CONFIRM = "confirm"
    LAPSE = "lapse"
    CLAIM = "claim"
    HAND_BACK = "hand-back"
    EXPIRE = "expire"
    ASK_BACK = "ask-back"
    CLARIFY = "clarify"
    GIVE_UP_ASKING = "give-up-asking"
    MOVE = "move"
    REFER = "refer"
    DECLINE = "decline"
    REPLY = "reply"
    FOLLOW_UP = "follow-up"
    WITHDRAW = "withdraw"


# Moves of the first round. In a later round the queue is FOLLOWUP, and what ends the round leaves
# the question answered, because it was (see ``after``).
TABLE: dict[State, dict[Move, State]] = {
    State.UNVERIFIED: {
        Move.CONFIRM: State.WAITING,
        Move.LAPSE: State.WITHDRAWN,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.WAITING: {
        Move.CLAIM: State.CLAIMED,
        Move.MOVE: State.WAITING,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.FOLLOWUP: {
        Move.CLAIM: State.CLAIMED,
        Move.MOVE: State.WAITING,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.CLAIMED: {
        Move.HAND_BACK: State.WAITING,
        Move.EXPIRE: State.WAITING,
        Move.ASK_BACK: State.CLARIFYING,
        Move.MOVE: State.WAITING,
        Move.REFER: State.REFERRED,
        Move.DECLINE: State.DECLINED,
        Move.REPLY: State.ANSWERED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.CLARIFYING: {
        Move.CLARIFY: State.CLAIMED,
        Move.GIVE_UP_ASKING: State.CLAIMED,
        Move.HAND_BACK: State.WAITING,
        Move.MOVE: State.WAITING,
        Move.REFER: State.REFERRED,
        Move.DECLINE: State.DECLINED,
        Move.REPLY: State.ANSWERED,
        Move.WITHDRAW: State.WITHDRAWN,
    },
    State.ANSWERED: {Move.FOLLOW_UP: State.FOLLOWUP, Move.WITHDRAW: State.WITHDRAWN},
    State.DECLINED: {Move.WITHDRAW: State.WITHDRAWN},
    State.REFERRED: {Move.WITHDRAW: State.WITHDRAWN},
    State.WITHDRAWN: {},
}
_LATER_ROUND = {
    State.WAITING: State.FOLLOWUP,
    State.DECLINED: State.ANSWERED,
    State.REFERRED: State.ANSWERED,
}

QUEUED = (State.WAITING, State.FOLLOWUP)
TAKEN = (State.CLAIMED, State.CLARIFYING)
OPEN = (*QUEUED, *TAKEN)
ENDED = (State.ANSWERED, State.DECLINED, State.REFERRED, State.WITHDRAWN)


def may(state: str, move: Move) -> bool:
    """Whether ``move`` is possible in ``state``."""
    return move in TABLE[State(state)]


def after(state: str, move: Move, round_number: int) -> State:
    """The state that ``move`` leads to in the round (0 is the first). Raises Conflict."""
    if not may(state, move):
        raise Conflict(
            f"This is not possible while the question is {State(state).value}.",
            "Load the page again to see where it stands.",
        )
    reached = TABLE[State(state)][move]
    return _LATER_ROUND.get(reached, reached) if round_number else reached
