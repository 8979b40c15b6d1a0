"""Whether the index over passages agrees with the sources, and what making it anew mends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from curbside.core import clock
from curbside.evidence import consistency, operations, reindexing
from curbside.evidence.models import FacetVector, PassageRow, Source
from tests.evidence.making import GOUT, make_note, put

pytestmark = pytest.mark.django_db


def wrong() -> tuple[int, int, int]:
    now = consistency.examine()
    return now.without_words, now.without_vector, now.left_over


def test_what_was_put_and_what_was_withdrawn_agree() -> None:
    _, gout = put(make_note(), make_note("n2", GOUT, title="Gout"))
    assert consistency.examine().sources == 2
    assert wrong() == (0, 0, 0)
    operations.withdraw(gout.public_id, "tests", "old")
    assert consistency.examine().sources == 1
    assert wrong() == (0, 0, 0)


def test_a_source_that_expired_unnoticed_is_nothing_wrong() -> None:
    put(make_note())
    Source.objects.update(review_by=clock.today() - dt.timedelta(days=1))
    assert wrong() == (0, 0, 0)
    operations.expire()
    assert wrong() == (0, 0, 0)


def _words_gone() -> None:
    PassageRow.objects.update(lexemes=None, weights=None)


def _another_encoder() -> None:
    FacetVector.objects.update(encoder="another")


def _withdrawn_behind_the_back() -> None:
    Source.objects.filter(ref="n2").update(state="withdrawn")


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (_words_gone, (4, 0, 0)),
        (_another_encoder, (0, 2, 0)),
        (_withdrawn_behind_the_back, (0, 0, 2)),
    ],
)
def test_what_is_wrong_is_seen_and_mended(
    spoil: Callable[[], None], found: tuple[int, int, int]
) -> None:
    put(make_note(), make_note("n2", GOUT, title="Gout"))
    spoil()
    seen = wrong()
    assert [bool(n) for n in seen] == [bool(n) for n in found]
    assert seen[1] == found[1]
    reindexing.everything()
    assert wrong() == (0, 0, 0)
