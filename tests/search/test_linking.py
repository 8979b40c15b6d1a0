"""Linking on a small catalogue made by hand: what counts, in what order, and odd input."""

from __future__ import annotations

import numpy as np
import pytest

from curbside.search.linking import Linker
from curbside.search.phrases import Phrases
from curbside.search.vocabulary import DepartmentWords, TopicWords, Vocabulary
from curbside.search.wordbag import WordBags

NEUROLOGY, CARDIOLOGY, SKIN = 1, 2, 3
SIZE = 8


def catalogue() -> Vocabulary:
    topics = [
        (
            "facial-twitching",
            NEUROLOGY,
            ("Facial twitching", "lip twitching"),
            ("顏面抽動", "嘴角抽動"),
        ),
        (
            "facial-nerve-palsy",
            NEUROLOGY,
            ("Facial nerve palsy", "Bell's palsy"),
            ("顏面神經麻痺",),
        ),
        ("headache", NEUROLOGY, ("Headache", "migraine"), ("頭痛",)),
        ("eyelid-problems", NEUROLOGY, ("Eyelid problems",), ("眼皮問題",)),
        ("chest-pain", CARDIOLOGY, ("Chest pain",), ("胸痛",)),
        ("hiv", SKIN, ("HIV infection", "HIV"), ("愛滋病", "HIV")),
        ("rash", SKIN, ("Rash", "red skin"), ("疹子",)),
    ]
    names = [(NEUROLOGY, "neurology"), (CARDIOLOGY, "cardiology"), (SKIN, "dermatology")]
    return Vocabulary(
        digest="hand",
        departments=tuple(DepartmentWords(n, slug, slug.title(), "") for n, slug in names),
        topics=tuple(
            TopicWords(number, slug, department, (), english, chinese)
            for number, (slug, department, english, chinese) in enumerate(topics, 101)
        ),
    )


@pytest.fixture(scope="module")
def linker() -> Linker:
    vectors = np.eye(len(catalogue().topics), SIZE, dtype=np.float32)
    return Linker(catalogue(), vectors, lambda: np.roll(vectors, 1, axis=1))


def slugs(linker: Linker, text: str, language: str = "en", **more: object) -> list[str]:
    nothing = np.zeros((1, SIZE), dtype=np.float32)
    return [t.slug for t in linker.link([text], [language], nothing, **more)[0]]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("My upper lip is twitching", "en", "facial-twitching"),
        ("Is this Bell’s palsy?", "en", "facial-nerve-palsy"),
        ("migraines every week", "en", "headache"),
        ("my left eyelid jumps", "en", "eyelid-problems"),
        ("嘴角抽动两天", "zh-hans", "facial-twitching"),
        ("眼皮一直跳", "zh-hant", "eyelid-problems"),
        ("擔心得到HIV怎麼辦", "zh-hant", "hiv"),
        ("Chest pain\nI once had a headache", "en", "chest-pain"),
        ("Headache\nI once had chest pain", "en", "headache"),
    ],
)
def test_first_topic(linker: Linker, text: str, language: str, first: str) -> None:
    assert slugs(linker, text, language)[0] == first


def test_an_acronym_is_a_word_not_a_part_of_one(linker: Linker) -> None:
    assert "hiv" not in slugs(linker, "I shiver and have a headache")[:1]
    found = linker.evidence(["I shiver"], ["en"], np.zeros((1, SIZE), np.float32))
    assert not found.any()


def test_meaning_counts_by_the_words_of_the_language(linker: Linker) -> None:
    pointing = np.zeros((1, SIZE), dtype=np.float32)
    pointing[0, 4] = 1.0
    assert linker.link(["it hurts here"], ["en"], pointing)[0][0].slug == "chest-pain"
    assert linker.link(["這裡不舒服"], ["zh-hant"], pointing)[0][0].slug == "eyelid-problems"


def test_a_name_inside_an_everyday_word_does_not_count() -> None:
    phrases = Phrases([(("fall",), ("性病",))], (("fell pregnant",), ("慢性病",)))
    assert phrases.evidence(phrases.find(["fell", "pregnant"], 0)) == {}
    assert phrases.evidence(phrases.find_chinese("这是慢性病", 0)) == {}
    assert 0 in phrases.evidence(phrases.find_chinese("慢性病与性病", 0))


def test_scores_fall_and_lie_between_zero_and_one(linker: Linker) -> None:
    nothing = np.zeros((1, SIZE), dtype=np.float32)
    links = linker.link(["facial nerve palsy, lip twitching, rash, chest pain"], ["en"], nothing)[0]
    scores = [link.score for link in links]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({link.topic for link in links}) == len(links)


def test_the_rest_is_filled_from_the_leading_department(linker: Linker) -> None:
    found = linker.link(["嘴角抽動"], ["zh-hant"], np.zeros((1, SIZE), np.float32), limit=4)[0]
    assert {link.department for link in found} == {NEUROLOGY}
    assert len(found) == 4


def test_a_known_department_gives_topics_to_a_text_that_says_nothing(linker: Linker) -> None:
    assert slugs(linker, "") == []
    assert slugs(linker, "", departments=[CARDIOLOGY]) == ["chest-pain"]


@pytest.mark.parametrize("text", ["", "😀", "痛", "a", "cough " * 10_000, "胸痛 chest pain 😀"])
def test_any_text_is_linked(linker: Linker, text: str) -> None:
    assert len(slugs(linker, text)) <= 10


def test_no_texts_and_no_topics() -> None:
    empty = Linker(
        Vocabulary("none", (), ()),
        np.zeros((0, SIZE), np.float32),
        lambda: np.zeros((0, SIZE), np.float32),
    )
    assert empty.link([], [], np.zeros((0, SIZE), np.float32)) == []
    assert empty.link(["a rash"], ["en"], np.zeros((1, SIZE), np.float32)) == [[]]


def test_a_phrase_inside_a_longer_one_counts_little() -> None:
    phrases = Phrases([(("nerve",), ()), (("facial nerve",), ())])
    found = phrases.evidence(phrases.find(["facial", "nerv"], 0))
    assert found[1] > 3 * found[0]


def test_the_headline_counts_more() -> None:
    phrases = Phrases([(("cough",), ()), (("rash",), ())])
    found = phrases.evidence(phrases.find(["cough", "rash"], headline_terms=1))
    assert found[0] > found[1]


def test_a_word_that_is_a_cover_and_a_topics_is_nobodys_by_itself() -> None:
    phrases = Phrases([(("dental implant", "4"), ())], (("4",), ()))
    assert phrases.evidence(phrases.find(["age", "4"], 0)) == {}
    assert set(phrases.evidence(phrases.find(["dental", "implant", "4"], 0))) == {0}


def test_numbers_and_what_topics_are_called_after_are_no_shared_words() -> None:
    bags = WordBags([("Tourette syndrome",), ("Type 1 diabetes",)])
    assert not {"syndrom", "1"} & set(bags.rarity)
    assert {"tourett", "diabet"} <= set(bags.rarity)
