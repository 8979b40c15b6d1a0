"""The second stage: which hits are looked at again, and what that may change."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from curbside.embedding import DIMENSIONS, Encoder, Pieces, get_encoder
from curbside.search import operations, queries, second
from curbside.search.documents import OPENING, Document, opening
from curbside.search.fusion import Hit
from curbside.search.models import IndexRow
from curbside.search.queries import Request


def hits(*scores: float) -> list[Hit]:
    return [Hit(number, score) for number, score in enumerate(scores, 1)]


def pieces(*rows: int) -> Pieces:
    """Pieces that are all different, by their numbers."""
    out = np.zeros((len(rows), DIMENSIONS), np.float32)
    out[range(len(rows)), rows] = 1
    return Pieces(np.ones(len(rows), np.float32), out, out)


@pytest.mark.parametrize(
    ("scores", "wanted"),
    [
        ((), []),
        ((0.8,), []),
        ((0.8, 0.7, 0.69), []),  # the first is clear
        ((0.8, 0.79), [1, 2]),
        ((0.8, 0.79, 0.5, 0.49), [1, 2, 3]),
        ((0.99, 0.7, 0.69, 0.6), [2, 3, 4]),  # the query's own text is no rival
        ((0.99, 0.7, 0.6), []),
    ],
)
def test_only_a_close_race_is_looked_at_again(scores: tuple[float, ...], wanted: list[int]) -> None:
    assert [hit.number for hit in second.contested(hits(*scores))] == wanted


def test_places_change_and_scores_stay() -> None:
    found = hits(0.99, 0.7, 0.69, 0.3)
    texts = {2: pieces(7, 8, 9), 3: pieces(1, 2, 3)}
    with patch.object(second, "WEIGHTS", (0.0, 0.0, 0.5, 0.5)):
        out = second.settled(found, pieces(1, 2, 3), texts)
    assert [hit.number for hit in out] == [1, 3, 2, 4]
    assert [hit.score for hit in out] == [0.99, 0.7, 0.69, 0.3]


def test_equal_texts_keep_the_order_of_the_first_stage() -> None:
    same = dict.fromkeys((1, 2, 3), pieces(4, 5))
    assert second.settled(hits(0.7, 0.7, 0.7), pieces(4), same) == hits(0.7, 0.7, 0.7)


def test_a_text_that_is_not_read_piece_by_piece_changes_nothing() -> None:
    found = hits(0.7, 0.69)
    assert second.settled(found, pieces(), {1: pieces(1), 2: pieces(2)}) == found
    assert second.settled(found, pieces(2), {1: pieces(), 2: pieces(2)}) == found


def test_nearness_by_hand() -> None:
    query, text = pieces(1, 2), pieces(2, 3, 4)
    weighed = Pieces(np.array([1.0, 3.0], np.float32), query.middle, query.last)
    assert second.nearness(weighed, text) == pytest.approx((0.75, 1 / 3, 0.75, 1 / 3))


def test_the_shipped_weights_tell_a_rewriting_from_a_lookalike() -> None:
    asked, same, other = get_encoder("onnx").pieces(
        [
            "Can I take ibuprofen while I am breastfeeding my baby?",
            "Is it safe for a nursing mother to use ibuprofen?",
            "Can I take my baby to the pool while I am breastfeeding?",
        ]
    )
    out = second.settled(hits(0.7, 0.7), asked, {1: other, 2: same})
    assert [hit.number for hit in out] == [2, 1]


@pytest.mark.parametrize("text", ["a\x00b", "\ud800 rash", "x" * 5000, "", "頭痛"])
def test_an_opening_can_be_kept(text: str) -> None:
    kept = opening(text)
    assert len(kept) <= OPENING
    assert "\x00" not in kept
    kept.encode()


class Telling:
    """An encoder whose pieces say that the document called ``wanted`` is meant."""

    def __init__(self, real: Encoder, wanted: str) -> None:
        self._real, self._wanted = real, wanted
        self.read: list[list[str]] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def pieces(self, texts: list[str]) -> list[Pieces]:
        self.read.append(texts)
        return [pieces(1), *(pieces(1 if t == self._wanted else 2) for t in texts[1:])]


@pytest.mark.django_db
def test_find_asks_the_second_stage_of_a_close_race_only() -> None:
    texts = ["pain in the left knee", "pain in the right knee", "a rash on my arm"]
    made = [Document(number, "en", 1, text, "") for number, text in enumerate(texts, 1)]
    operations.write(made, operations.encode(made))
    query = Request("pain in my knee", replies=False)
    assert IndexRow.objects.get(document=1).opening == texts[0]
    for wanted in (1, 2):
        told = Telling(operations.encoder(), texts[wanted - 1])
        with (
            patch.object(queries, "encoder", lambda told=told: told),
            patch.object(second, "WEIGHTS", (0.0, 0.0, 1.0, 1.0)),
        ):
            assert queries.find(query)[0].number == wanted
            assert queries.ranked(query)[0].number == wanted
        assert told.read[0][0] == query.text
        assert set(texts[:2]) <= set(told.read[0])
    IndexRow.objects.update(opening="")  # indexed before openings were kept
    told = Telling(operations.encoder(), texts[1])
    with patch.object(queries, "encoder", lambda: told):
        assert queries.find(query)
    assert not told.read
