"""Topics proposed from texts: subjects are found, chatter and known words are not."""

from __future__ import annotations

import numpy as np
import pytest

from curbside.search import mined_phrases, mining
from curbside.search.mining import Floats, Text

SUBJECTS = {"restless elbow syndrome": 0, "purple toenail fever": 1}
OPENINGS = (
    "my mother worries about", "since a long holiday i live with", "what becomes of",
    "the nurse spoke about", "nobody explained", "i read on a leaflet about", "is it rare to get",
    "our teacher mentioned", "we were surprised by", "after the flight came",
)  # fmt: skip


def corpus() -> tuple[list[Text], Floats]:
    """Ten questions of each subject, each subject in a direction of its own, and ten of none."""
    texts: list[Text] = []
    rows = []
    rng = np.random.default_rng(5)
    for subject, direction in SUBJECTS.items():
        for opening in OPENINGS:
            texts.append(Text(len(texts) + 100, f"{opening} {subject}", "en", direction + 1))
            row = np.zeros(8)
            row[direction] = 1.0
            rows.append(row + rng.normal(0, 0.25, 8))
    for number, opening in enumerate(OPENINGS):
        texts.append(Text(len(texts) + 100, f"{opening} nothing at all {number}", "en", 3))
        rows.append(rng.normal(0, 1, 8))
    made = np.array(rows, dtype=np.float32)
    return texts, made / np.linalg.norm(made, axis=1, keepdims=True)


def mined(
    known: frozenset[str] = frozenset(), topics: Floats | None = None
) -> list[mining.Subject]:
    texts, vectors = corpus()
    rows = np.zeros((0, 8), np.float32) if topics is None else topics
    return mining.mine(texts, vectors, known, rows)


def test_the_subjects_are_found_with_their_department_and_examples() -> None:
    found = {subject.words[0]: subject for subject in mined()}
    assert set(found) == set(SUBJECTS)
    elbow = found["restless elbow syndrome"]
    assert (elbow.department, elbow.size, elbow.near) == (1, 10, None)
    assert len(elbow.examples) == 3
    assert all(100 <= number < 110 for number in elbow.examples)


def test_what_the_catalogue_knows_is_not_proposed() -> None:
    known = frozenset({mined_phrases.key("restless elbow syndrome")})
    assert "restless elbow syndrome" not in {subject.words[0] for subject in mined(known)}


def test_a_topic_that_lies_near_is_named() -> None:
    topics = np.eye(8, dtype=np.float32)[[4, 1]]
    near = {subject.words[0]: subject.near for subject in mined(topics=topics)}
    assert near == {"restless elbow syndrome": None, "purple toenail fever": 1}


def test_the_same_question_posted_again_counts_once() -> None:
    texts = [Text(n, "strange blue elbow", "en", 1) for n in range(12)]
    vectors = np.tile(np.eye(8, dtype=np.float32)[0], (12, 1))
    assert mining.mine(texts, vectors, frozenset(), np.zeros((0, 8), np.float32)) == []


def test_a_chinese_word_is_told_from_a_piece_of_it() -> None:
    around = "甲乙丙丁戊己庚辛"
    texts = [f"{char}青蛙肘症{around[-n - 1]}" for n, char in enumerate(around)]
    assert [phrase.key for phrase in mined_phrases.phrases(texts, 5)] == ["青蛙肘症"]


@pytest.mark.parametrize("text", ["", "😀😀", "的的的的", "a", "x" * 50_000, "頭" * 5_000])
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(mined_phrases.phrases([text] * 6, 5), list)
    assert (
        mining.mine([], np.zeros((0, 8), np.float32), frozenset(), np.zeros((0, 8), np.float32))
        == []
    )
