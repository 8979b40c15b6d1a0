"""The real engine of red flags behind a form."""

from __future__ import annotations

import pytest

from curbside.consult import asking
from curbside.consult.errors import EmergencyFirst
from tests.consult import room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_triage")]
CHEST = "For an hour I have had crushing chest pain, and my left arm has gone numb."


def test_an_emergency_in_any_part_is_seen_and_its_words_found() -> None:
    token = room.make_form(since=CHEST)
    seen = asking.look_over(token)
    assert seen.unseen
    with pytest.raises(EmergencyFirst):
        asking.submit(token, room.ADDRESS)
    asking.emergency_shown(token, seen.unseen)
    question = asking.submit(token, room.ADDRESS)
    assert question.level == 2
    for flag in question.flags:
        words = getattr(question, flag["part"])[flag["start"] : flag["end"]]
        assert words
        assert words == words.strip()


def test_a_twitch_is_none() -> None:
    question = asking.submit(room.make_form(), room.ADDRESS)
    assert question.level == 0
