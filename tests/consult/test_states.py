"""The table of moves, move by move: nothing is possible that is not written down here."""

from __future__ import annotations

import itertools

import pytest

from curbside.consult.states import ENDED, OPEN, QUEUED, TABLE, TAKEN, Move, State, after, may
from curbside.core.errors import Conflict

U, W, C, Y, A, F, D, R, X = (
    State.UNVERIFIED, State.WAITING, State.CLAIMED, State.CLARIFYING, State.ANSWERED,
    State.FOLLOWUP, State.DECLINED, State.REFERRED, State.WITHDRAWN,
)  # fmt: skip
# (state, move): where it leads in the first round, and in a later one (None: cannot be there).
EXPECTED: dict[tuple[State, Move], tuple[State | None, State | None]] = {
    (U, Move.CONFIRM): (W, None),
    (U, Move.LAPSE): (X, None),
    (U, Move.WITHDRAW): (X, None),
    (W, Move.CLAIM): (C, None),
    (W, Move.MOVE): (W, None),
    (W, Move.WITHDRAW): (X, None),
    (F, Move.CLAIM): (None, C),
    (F, Move.MOVE): (None, F),
    (F, Move.WITHDRAW): (None, X),
    (C, Move.HAND_BACK): (W, F),
    (C, Move.EXPIRE): (W, F),
    (C, Move.ASK_BACK): (Y, Y),
    (C, Move.MOVE): (W, F),
    (C, Move.REFER): (R, A),
    (C, Move.DECLINE): (D, A),
    (C, Move.REPLY): (A, A),
    (C, Move.WITHDRAW): (X, X),
    (Y, Move.CLARIFY): (C, C),
    (Y, Move.GIVE_UP_ASKING): (C, C),
    (Y, Move.HAND_BACK): (W, F),
    (Y, Move.MOVE): (W, F),
    (Y, Move.REFER): (R, A),
    (Y, Move.DECLINE): (D, A),
    (Y, Move.REPLY): (A, A),
    (Y, Move.WITHDRAW): (X, X),
    (A, Move.FOLLOW_UP): (F, F),
    (A, Move.WITHDRAW): (X, X),
    (D, Move.WITHDRAW): (X, None),
    (R, Move.WITHDRAW): (X, None),
}


@pytest.mark.parametrize(("state", "move"), list(itertools.product(State, Move)))
def test_every_pair(state: State, move: Move) -> None:
    first, later = EXPECTED.get((state, move), (None, None))
    assert may(state, move) == ((state, move) in EXPECTED)
    for round_number, reached in ((0, first), (1, later)):
        if reached is not None:
            assert after(state, move, round_number) == reached
    if (state, move) not in EXPECTED:
        with pytest.raises(Conflict):
            after(state, move, 0)


def test_the_states_are_shared_out() -> None:
    assert sorted([State.UNVERIFIED, *OPEN, *ENDED]) == sorted(State)
    assert sorted([*QUEUED, *TAKEN]) == sorted(OPEN)


def test_from_every_state_the_asker_can_withdraw_but_from_the_end() -> None:
    for state in State:
        assert may(state, Move.WITHDRAW) == (state != State.WITHDRAWN)


def test_every_open_question_can_reach_every_end() -> None:
    for state in OPEN:
        reached, new = {state}, {state}
        while new:
            new = {to for one in new for to in TABLE[one].values()} - reached
            reached |= new
        assert {State.ANSWERED, State.WITHDRAWN} <= reached
        assert {State.DECLINED, State.REFERRED} <= reached
