"""Which move follows which state of a version of an explainer. Pure: a table.

draft → reviewed → published → retired. Whoever reads sees published ones; see ``queries``.
"""

from __future__ import annotations

from enum import StrEnum

from curbside.core.errors import Conflict


class State(StrEnum):
    DRAFT = "draft"  # composed or being edited; nobody has signed it
    REVIEWED = "reviewed"  # signed, not yet public
    PUBLISHED = "published"
    RETIRED = "retired"  # replaced by another, taken down, or never used


class Move(StrEnum):
    EDIT = "edit"
    SIGN = "sign"
    SEND_BACK = "send-back"  # a signed one is opened to changes again; the signature goes
    PUBLISH = "publish"
    CONFIRM = "confirm"  # read again, still right
    RETIRE = "retire"


OPEN = (State.DRAFT, State.REVIEWED)
MOVES: dict[tuple[State, Move], State] = {
    (State.DRAFT, Move.EDIT): State.DRAFT,
    (State.DRAFT, Move.SIGN): State.REVIEWED,
    (State.DRAFT, Move.RETIRE): State.RETIRED,
    (State.REVIEWED, Move.SEND_BACK): State.DRAFT,
    (State.REVIEWED, Move.PUBLISH): State.PUBLISHED,
    (State.REVIEWED, Move.RETIRE): State.RETIRED,
    (State.PUBLISHED, Move.CONFIRM): State.PUBLISHED,
    (State.PUBLISHED, Move.RETIRE): State.RETIRED,
}


def after(state: str, move: Move) -> State:
    """The state after the move. Raises Conflict where it cannot be made."""
    found = MOVES.get((State(state), move))
    if found is None:
        raise Conflict(
            f"This cannot be done with an explanation that is {state}.",
            "Look at where it stands now.",
        )
    return found


def moves(state: str) -> frozenset[str]:
    """The moves that can be made from a state."""
    return frozenset(move.value for one, move in MOVES if one == state)
