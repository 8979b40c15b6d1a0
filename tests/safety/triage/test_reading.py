"""How a text is read: repeats once, words run together apart, plain phrases in a row, points."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.safety.triage import Level, assess, points, repeats, rules, windows
from curbside.safety.triage.engine import codes
from curbside.safety.triage.runs import Runs

FITTED = 8  # the last round that the points of self-harm were fitted on
FRESH = Path(__file__).resolve().parents[3] / "evals" / "data" / "triage_fresh.jsonl"


@given(st.text(alphabet="ab 。", min_size=1, max_size=9), st.text(alphabet="xyz ", max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_is_left_of_repetition_is_the_text_itself(piece: str, other: str) -> None:
    text = other + piece * 5_000 + other[::-1] + piece * 3_000
    left, offsets = repeats.joined(text, range(len(text) + 1))
    assert [text[offset] for offset in offsets[:-1]] == list(left)
    assert offsets[-1] == len(text)
    assert left.startswith(text[:1000])
    assert left.endswith(text[-1000:])


def test_short_texts_and_what_only_resembles_itself_stay_whole() -> None:
    assert repeats.kept("no " * 2_000) == [(0, 6_000)]
    text = " ".join(str(number) for number in range(5_000))
    assert repeats.kept(text) == [(0, len(text))]


def test_spans_after_a_cut_stand_in_the_text_as_it_was_sent() -> None:
    text = "my knee aches. " * 3_000 + "I want to kill myself."
    (flag,) = assess(text).flags
    assert text[flag.start : flag.end] == "kill myself"


WORDS = ["rain", "house", "lamp", "green", "bread", "table", "cloud", "paper", "garden"]


def long_text(count: int) -> str:
    chance = random.Random(4)  # noqa: S311  # the same at every run
    return " ".join(
        " ".join(chance.choices(WORDS, k=8)) + chance.choice([".", ",", ""]) for _ in range(count)
    )


def test_a_text_that_a_form_takes_is_one_piece_and_a_longer_one_is_read_to_the_last_letter() -> (
    None
):
    assert len(windows.of(long_text(300))) == 1
    text = long_text(1_500)
    read = set[int]()
    for piece, offsets in windows.of(text):
        assert piece == "".join(text[offset] for offset in offsets[:-1])
        read.update(offsets[:-1])
    assert read == set(range(len(text)))


@pytest.mark.parametrize("place", range(0, 45_000, 1_111))
def test_a_sign_in_any_place_of_a_long_text_is_found_where_it_stands(place: int) -> None:
    text, sign = long_text(1_100), "my face droops on one side and my arm is weak"
    place = text.index(" ", place)
    said = f"{text[:place]}. {sign}. {text[place:]}"
    found = assess(said)
    assert found.level == Level.EMERGENCY
    assert place < found.flags[0].start < place + len(sign) + 2


def test_a_stretch_that_says_nothing_parts_no_sign() -> None:
    gap = " \u200b" * 4_000
    text = f"{long_text(800)}. my face{gap}droops and{gap}my arm is weak. {long_text(800)}"
    assert assess(text).level == Level.EMERGENCY


@pytest.mark.parametrize("run", ["iwanttodie", "idontwanttolive", "killmyself"])
def test_words_run_together_are_read(run: str) -> None:
    assert assess(run).level == Level.EMERGENCY


@pytest.mark.parametrize("word", ["nevertheless", "notwithstanding", "together", "therapist"])
def test_words_of_the_language_are_not_taken_apart(word: str) -> None:
    known = rules.load().concepts.lexicon
    assert " " not in known.key(word)


def test_a_run_must_be_filled_by_words_that_are_known() -> None:
    runs = Runs(["want", "to", "die", "i"])
    assert runs.parted("iwanttodie") == ["i", "want", "to", "die"]
    assert runs.parted("iwanttodiet") == []


def test_a_phrase_that_ends_with_its_clause_is_no_other() -> None:
    assert assess("I can't go on.").level == Level.EMERGENCY
    assert assess("I can't go on holiday with this cast, can I?").level < Level.EMERGENCY


def test_points_add_up_within_a_sentence_and_never_across_many() -> None:
    given = points.read("-200\t(every sentence)\n300\tlow\n300\tlow .. edge\n", {})
    assert given.words == {"low": 3.0}
    assert given.near == {"low": {"edge": 3.0}}
    assert given.base == -2.0


def test_every_line_of_points_can_be_read_and_every_concept_is_known() -> None:
    concepts = rules.load().concepts
    text = Path(points.__file__).with_name("concepts").joinpath("self_harm_points.tsv")
    for line in text.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, _, name = line.partition("\t")
            assert int(number)
            assert not name.startswith("[") or name[1:-1] in concepts.numbers, name


@pytest.mark.parametrize("rule", rules.load().rules, ids=lambda rule: rule.code)
def test_the_examples_of_a_rule(rule: rules.Rule) -> None:
    for text in rule.positive:
        assert rule.code in codes(text, age_band=rule.examples_age), text
    for text in rule.negative:
        assert rule.code not in codes(text, age_band=rule.examples_age), text


def test_no_fewer_fresh_messages_are_read_rightly() -> None:
    seen = [json.loads(line) for line in FRESH.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in seen if row["round"] <= FITTED]
    raised = {row["id"]: assess(row["text"]).level == Level.EMERGENCY for row in rows}
    meant = [raised[row["id"]] for row in rows if row["kind"] == "self_harm"]
    idle = [raised[row["id"]] for row in rows if row["kind"] == "near_miss"]
    assert sum(meant) >= 0.99 * len(meant)
    assert sum(idle) <= 0.08 * len(idle)


@given(st.lists(st.sampled_from(["my face droops and i cannot speak", "我胸口很痛，喘不過氣",
                                 "i want to die", "blood in my pee", "no fever"]), max_size=6))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_spans_lie_inside_and_never_overlap(parts: list[str]) -> None:
    text = ". ".join(parts)
    spans = sorted((flag.start, flag.end) for flag in assess(text).flags)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("My face droops on one side and my arm is weak.", Level.EMERGENCY),
        ("My mouth hangs on one side and my speech is slurred.", Level.EMERGENCY),
        ("My eyelid twitches.", Level.ROUTINE),
        ("One side of my face will not move, arms and speech are fine.", Level.URGENT),
        ("半邊臉歪掉，手也沒力", Level.EMERGENCY),
        ("眼皮跳", Level.ROUTINE),
        ("半邊臉動不了，手腳和講話都正常", Level.URGENT),
    ],
)
def test_the_case_of_the_facial_nerve(text: str, level: Level) -> None:
    assert assess(text).level == level
