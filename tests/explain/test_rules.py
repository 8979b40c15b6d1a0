"""The rules an explanation is composed by, as tables."""

from __future__ import annotations

import pytest

from curbside.evidence.facets import Facet
from curbside.explain import contradiction, cues, trimming, view
from curbside.explain.model import Asked
from curbside.explain.person import about_someone_else, person
from curbside.explain.reading import grade, syllables
from evals import explain_checks, explain_points


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("However, most people get better.", "Most people get better."),
        ("In addition, drink water every day.", "Drink water every day."),
        ("The lung (the organ of breath) swells.", "The lung swells."),
        ("Take one dose (not two) a day.", "Take one dose (not two) a day."),
        ("Wait for a week (7 days) at least.", "Wait for a week (7 days) at least."),
        ("It passes by itself.[1][2]", "It passes by itself."),
        ("So far nobody knows the cause of it.", "So far nobody knows the cause of it."),
        ("但是，多數人會自己好起來。", "多數人會自己好起來。"),
        ("Nothing is cut here.", "Nothing is cut here."),
    ],
)
def test_only_listed_trims(text: str, trimmed: str) -> None:
    assert trimming.trim(text) == trimmed
    assert explain_checks.stands_in(trimmed, text)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Most people never get better.", "Most people get better."),
        ("Take a day.", "Take one dose a day."),
        ("Wait for a week.", "Wait for a week (7 days)."),
        ("Some get better. All of them.", "Some get better."),
    ],
)
def test_the_checker_sees_what_is_no_trim(said: str, source: str) -> None:
    assert not explain_checks.stands_in(said, source)


def test_items_and_leading_lines_get_an_end() -> None:
    assert trimming.close("dehydration;") == "dehydration."
    assert trimming.close("發燒") == "發燒。"
    assert trimming.lead("Causes can include") == "Causes can include:"


@pytest.mark.parametrize(
    ("question", "sex", "child"),
    [
        ("My 5 year old daughter has a cough.", "female", True),
        ("I am a 34 year old man with a cough.", "male", False),
        ("My baby cries a lot.", "", True),
        ("I am pregnant and tired.", "female", False),
        ("I have a cough.", "", False),
    ],
)
def test_whom_a_question_is_about(question: str, sex: str, child: bool) -> None:
    found = person(Asked(question, "", "en"))
    assert (found.sex, found.child) == (sex, child)


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("Rest and drink water.", True),
        ("Older adults are at higher risk.", False),
        ("Babies should be seen at once.", False),
        ("Pregnant women should ask first.", False),
        ("An enlarged prostate can cause it.", False),
        ("Adults and children can get it.", True),
    ],
)
def test_sentences_for_a_young_woman(sentence: str, fits: bool) -> None:
    who = person(Asked("I feel ill.", "Rest.", "en", age_band="20-29", sex="female"))
    assert (about_someone_else(sentence, who) == "") is fits


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("I lost 30 pounds in a month without trying. How can I gain weight?", False),
        ("最近體重一直掉，吃不下。", False),
        ("I gained weight and want to lose weight.", True),
        ("I lost ten pounds and it is hard to lose more. What else can I do?", True),
        ("I have a cough.", True),
    ],
)
def test_nobody_who_wastes_away_is_told_to_slim(question: str, fits: bool) -> None:
    who = person(Asked(question, "", "en"))
    sentence = "Losing weight helps people with obesity."
    assert (about_someone_else(sentence, who) == "") is fits


def test_a_reply_is_read_for_what_it_says() -> None:
    reply = view.read(
        "Hello. It is not cancer. This seems to be a cold. You should rest. Hope this helps."
        " Take care."
    )
    assert [one.text for one in reply.said] == [
        "It is not cancer.", "This seems to be a cold.", "You should rest.",
    ]  # fmt: skip
    assert "cancer" in reply.denied
    assert "cold" in reply.held
    assert "rest" in reply.advised


def test_a_denial_ends_where_the_sentence_turns() -> None:
    reply = view.read("I don't think it is lupus and fibromyalgia fits better.")
    assert "lupus" in reply.denied
    assert "fibromyalgia" in reply.held


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("You should drink coffee.", "Avoid coffee and tea.", True),
        ("Do not stop breastfeeding.", "Breastfeeding should be stopped.", False),
        ("You need surgery.", "Surgery is not needed.", True),
        ("It is harmless.", "It is life-threatening.", True),
        ("Drink water.", "Drink plenty of water.", False),
        ("Rest in bed.", "Exercise helps.", False),
        ("Drink lots of water.", "Taking water pills may help.", True),
        ("記得多喝水。", "限制水分攝取。", True),
        ("Keep water pills out of reach.", "Limit how much salt you eat.", False),
        ("You can take another tablet now.", "Misuse is taking more than prescribed.", True),
        ("You should rest in bed.", "There is nothing you can do to prevent it.", True),
        ("It is a virus.", "There is nothing you can do to prevent it.", False),
        ("You can take one tablet now.", "Misuse is taking more than prescribed.", False),
    ],
)
def test_what_cannot_stand_together(one: str, other: str, clash: bool) -> None:
    assert bool(contradiction.reason(one, other)) is clash
    assert bool(contradiction.reason(other, one)) is clash


@pytest.mark.parametrize(
    ("sentence", "facet"),
    [
        ("Call your doctor if the pain lasts.", Facet.GET_HELP),
        ("Asthma is often caused by dust.", Facet.CAUSES),
        ("To diagnose asthma, your doctor will do a breathing test.", Facet.CHECKS),
        ("Avoid smoke and dust.", Facet.SELF_CARE),
        ("Treatment includes medicines.", Facet.TREATMENT),
        ("Asthma is a disease of the lungs.", None),
    ],
)
def test_what_a_sentence_is_for(sentence: str, facet: Facet | None) -> None:
    assert cues.facet_of(sentence, Facet.WHAT) is facet


@pytest.mark.parametrize(
    "sentence",
    ["It can also hurt.", "These symptoms pass.", "The condition is mild.", "In this case, rest."],
)
def test_what_leans_on_the_sentence_before(sentence: str) -> None:
    assert cues.hangs(sentence)
    assert not cues.hangs("Asthma is a disease of the lungs.")


def test_plain_words_have_a_low_grade() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 2
    hard = "Immunosuppressive pharmacotherapy necessitates continuous laboratory surveillance."
    assert grade(hard) > 15
    assert grade("") == 0.0
    assert grade("腎結石") == 0.0
    counts = {"stress": 1, "doctor": 2, "examination": 5, "medicine": 3, "people": 2, "idea": 3}
    assert {word: syllables(word) for word in counts} == counts


def test_key_points_match_whole_beginnings_of_words() -> None:
    point = explain_points.Point("rest", ("=rest|sleep + more",))
    assert point.covered(["Try to sleep more."])
    assert not point.covered(["Restless legs hurt more."])
    assert not point.covered(["Sleep well."])
