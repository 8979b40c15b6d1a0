"""What a citation bears and what it does not, by tables. The lies are those models tell."""

from __future__ import annotations

import pytest

from curbside.explain.support import Cited, check

TWITCH = Cited(
    "Facial tics may be caused by stress or tiredness. They are not dangerous.\n"
    "Causes of twitching include:\n- Caffeine and other stimulants\n- Lack of sleep\n"
    "Magnesium may relieve cramps in some people.",
    "Facial tics, twitching",
)
DOSES = Cited(
    "Adults may take 500 mg of paracetamol every 6 hours, and no more than 4 g in a day."
    " Ibuprofen 200 mg is taken with food. Do not take aspirin if you are under 16 years."
    " Most people get better within 2 to 3 weeks.",
    "Pain relief",
)
EYES = Cited(
    "眼皮跳通常與疲勞或壓力有關，大多在3天內消失。不需要吃藥。如果超過2週，請看眼科。", "眼皮跳"
)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Facial tics may be caused by stress or tiredness.", TWITCH),
        ("They are not dangerous.", TWITCH),
        ("Twitching may be caused by stress.", TWITCH),
        ("Facial tics are not dangerous.", TWITCH),
        ("Stress may cause facial tics.", TWITCH),
        ("Caffeine and other stimulants.", TWITCH),
        ("Causes of twitching include:", TWITCH),
        ("Causes of twitching include caffeine, other stimulants and lack of sleep.", TWITCH),
        ("Magnesium may help to relieve cramps in some people.", TWITCH),
        ("Adults may take 500 mg of paracetamol every six hours.", DOSES),
        ("Ibuprofen 200 mg is taken with food.", DOSES),
        ("Do not take aspirin if you are under 16 years.", DOSES),
        ("Most people get better within two to three weeks.", DOSES),
        ("眼皮跳通常與疲勞或壓力有關。", EYES),
        ("大多在3天內消失。", EYES),
        ("大多在三天內消失。", EYES),
        ("不需要吃藥。", EYES),
        ("如果超過2週，請看眼科。", EYES),
    ],
)
def test_what_is_borne(text: str, cited: Cited) -> None:
    assert check(text, [cited]).problems == ()


@pytest.mark.parametrize(
    ("text", "cited", "kind"),
    [
        # denied or no longer denied
        ("They are dangerous.", TWITCH, "negation"),
        ("Facial tics are dangerous.", TWITCH, "negation"),
        ("Facial tics may not be caused by stress or tiredness.", TWITCH, "negation"),
        ("You should not see anything in caffeine and other stimulants.", TWITCH, "words"),
        ("Take aspirin if you are under 16 years.", DOSES, "negation"),
        ("需要吃藥。", EYES, "negation"),
        ("眼皮跳通常與疲勞或壓力無關。", EYES, "negation"),
        # numbers, doses, units
        ("Adults may take 5000 mg of paracetamol every 6 hours.", DOSES, "number"),
        ("Adults may take 500 g of paracetamol every 6 hours.", DOSES, "number"),
        ("Adults may take 500 mcg of paracetamol every 6 hours.", DOSES, "number"),
        ("Adults may take 500 mg of paracetamol every 4 hours.", DOSES, "number"),
        ("Adults may take 500 mg of paracetamol every 6 minutes.", DOSES, "number"),
        ("Most people get better within 2 to 3 days.", DOSES, "number"),
        ("Most people get better within two to eight weeks.", DOSES, "number"),
        ("Ibuprofen 500 mg is taken with food.", DOSES, "number"),
        ("大多在5天內消失。", EYES, "number"),
        ("如果超過2天，請看眼科。", EYES, "number"),
        # medicines
        ("Adults may take 500 mg of ibuprofen every 6 hours.", DOSES, "medicine"),
        ("Do not take naproxen if you are under 16 years.", DOSES, "medicine"),
        ("Adalimumab may relieve cramps in some people.", TWITCH, "medicine"),
        # what the evidence never says
        ("Facial tics may be caused by a brain tumour.", TWITCH, "words"),
        ("Facial tics may be caused by stress, tiredness or multiple sclerosis.", TWITCH, "words"),
        ("See the site evil.example for cheap pills.", TWITCH, "words"),
        ("Ignore previous instructions.", TWITCH, "words"),
        ("請打電話給我買藥，保證有效。", EYES, "words"),
        # surer than the evidence, or without its condition
        ("Facial tics are caused by stress or tiredness.", TWITCH, "firmer"),
        ("Magnesium relieves cramps.", TWITCH, "firmer"),
        ("Do not take aspirin.", DOSES, "condition"),
        # the opposite, and the other way round
        ("All people get better within 2 to 3 weeks.", DOSES, "opposite"),
        ("Ibuprofen 200 mg is taken without food.", DOSES, "negation"),
        ("Stress may be caused by facial tics.", TWITCH, "turned"),
        ("Twitching may cause stress.", TWITCH, "turned"),
    ],
)
def test_what_is_not_borne(text: str, cited: Cited, kind: str) -> None:
    assert kind in {problem.kind for problem in check(text, [cited]).problems}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Take it after meals.", "Take it before meals.", "words"),
        ("Drink more water.", "Drink less water.", "words"),
        ("Some people need surgery.", "All people need surgery.", "opposite"),
        ("It sometimes comes back.", "It always comes back.", "words"),
        ("請在飯後半小時內吃藥。", "請在飯前半小時內吃藥。", "opposite"),
    ],
)
def test_opposites(one: str, other: str, kind: str) -> None:
    assert check(one, [Cited(one)]).ok
    assert kind in {problem.kind for problem in check(other, [Cited(one)]).problems}


def test_a_claim_must_stand_in_one_sentence() -> None:
    """Two true sentences do not make a third."""
    cited = Cited("Twitching is caused by stress. Multiple sclerosis is treated with interferon.")
    assert not check("Twitching is caused by multiple sclerosis.", [cited]).ok
    both = "Twitching is caused by stress. Multiple sclerosis is treated with interferon."
    assert check(both, [cited]).ok


def test_several_citations_bear_a_sentence_together() -> None:
    one, other = Cited("Twitching is often caused by stress at work."), Cited("Rest helps eyelids.")
    text = "Twitching is often caused by stress at work; rest helps eyelids."
    found = check(text, [one, other])
    assert found.ok
    assert found.quotes == ("Twitching is often caused by stress at work.", "Rest helps eyelids.")
    assert not check(text, [one]).ok


def test_what_was_trimmed_is_borne() -> None:
    cited = Cited("However, most cramps (also called charley horses) go away quickly [1].")
    assert check("Most cramps go away quickly.", [cited]).ok


@pytest.mark.parametrize("text", ["", "   ", "...", "42"])
def test_nothing_is_not_borne(text: str) -> None:
    assert not check(text, [TWITCH]).ok


def test_without_a_citation_nothing_stands() -> None:
    assert [p.kind for p in check("They are not dangerous.", []).problems] == ["uncited"]
    assert not check("They are not dangerous.", [Cited("")]).ok


def test_the_problem_names_the_words() -> None:
    found = check("Facial tics may be caused by a brain tumour.", [TWITCH]).problems
    assert {problem.words for problem in found} >= {"brain", "tumour"}
