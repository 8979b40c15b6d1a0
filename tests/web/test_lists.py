"""Lists of entries as pages show them."""

from __future__ import annotations

from curbside.library.models import Entry
from curbside.web.lists import without_repeats


def test_a_question_that_several_doctors_answered_is_listed_once() -> None:
    entries = [
        Entry(public_id=str(n), headline=headline)
        for n, headline in enumerate(["Lip twitches", "Sore knee", "Lip Twitches", "Fever", "Rash"])
    ]
    assert [e.public_id for e in without_repeats(entries, 3)] == ["0", "1", "3"]
    assert without_repeats([], 3) == []
