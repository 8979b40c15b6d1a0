"""A red flag stays one in whatever stands round it: any text, before and after, short or long."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.safety.triage import Level, assess

HERE = Path(__file__).parent
MOST = 2_000  # words on one side


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


HARMLESS = lines("harmless.txt")
FLAGS = [line for name in ("emergencies.txt", "self_harm.txt") for line in lines(name)]
ALONE = {line: assess(line).level for line in FLAGS}
WORDS = ["no", "not", "never", "if", "when", "chest", "pain", "blood", "die", "kill", "years", "ago", "for", "since", "my", "baby", "old", "沒有", "胸口", "痛", "如果", "以前", "三年", "孩子", "死"]  # fmt: skip
STOPS = [". ", "\n\n", "。", "! ", " ... "]

pieces = st.one_of(
    st.sampled_from(HARMLESS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.text(alphabet="abcdeiost xyz,;:-0123的我痛\u0301\uff41", min_size=1, max_size=20),
)
repeated = st.tuples(pieces, st.integers(1, MOST)).map(
    lambda pair: " ".join([pair[0]] * (pair[1] // (1 + pair[0].count(" ")) + 1))
)
around = st.lists(st.one_of(pieces, repeated), max_size=3)


@given(around, around, st.sampled_from(FLAGS), st.sampled_from(STOPS))
@settings(max_examples=60, deadline=None)
def test_no_text_round_a_red_flag_lowers_its_level(
    before: list[str], after: list[str], flag: str, stop: str
) -> None:
    text = stop.join([*before, flag, *after])
    assert assess(text).level >= ALONE[flag], text[:400]


@pytest.mark.parametrize("stop", STOPS)
def test_no_harmless_sentence_beside_a_red_flag_lowers_its_level(stop: str) -> None:
    beside = ["my thumb twitches when I am tired", "The sky is blue.", "我的拇指累的時候會跳"]
    lowered = [
        text
        for flag in FLAGS
        for other in beside
        for text in (flag + stop + other, other + stop + flag)
        if assess(text).level < ALONE[flag]
    ]
    assert lowered == []


@pytest.mark.parametrize("flag", FLAGS[:: len(FLAGS) // 24])
def test_it_is_found_in_the_middle_of_a_long_text_of_its_own_words(flag: str) -> None:
    chance = random.Random(flag)  # noqa: S311  # the same at every run
    words = flag.split() if " " in flag else list(flag)
    said = [" ".join(chance.sample(words, min(2, len(words)))) for _ in range(1_500)]
    text = ". ".join([*said, flag, *said[::-1]])
    assert assess(text).level >= ALONE[flag]


@pytest.mark.parametrize("flag", FLAGS[:: len(FLAGS) // 24])
def test_thousands_of_words_that_nobody_knows_do_not_hide_it(flag: str) -> None:
    chance = random.Random(1)  # noqa: S311  # likewise
    noise = " ".join("".join(chance.choices("bcdfgklmnprstvz", k=7)) for _ in range(4_000))
    assert assess(f"{noise}. {flag}. {noise}").level >= ALONE[flag]


def test_the_sentences_of_this_file_are_mostly_emergencies() -> None:
    assert sum(level == Level.EMERGENCY for level in ALONE.values()) >= 0.95 * len(ALONE)
