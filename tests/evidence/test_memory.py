"""The order of passages, in memory: words, meaning, focus, and no article that fills the list."""

from __future__ import annotations

import dataclasses

from curbside.embedding import get_encoder
from curbside.evidence.facets import Facet
from curbside.evidence.memory import Memory
from curbside.evidence.passage import Passage
from curbside.evidence.ranking import PER_SOURCE

LIP = "My upper lip keeps twitching. Is it the coffee?"


def passage(ref: str, text: str, facet: Facet = Facet.CAUSES, subject: str = "x") -> Passage:
    return Passage(0, ref, subject, "The clinic", "", None, "en", facet, text, (subject,))


TWITCH = passage("a#1", "Coffee and stress cause it.", subject="twitching")
GOUT = passage("b#1", "Uric acid forms crystals in the joint.", subject="gout")


def test_what_is_asked_about_comes_first() -> None:
    for encode in (None, get_encoder("fake").encode):
        found = Memory([GOUT, TWITCH], encode).find(LIP, "en")
        assert found[0].passage is TWITCH
        assert all(0 < one.score <= 1 for one in found)


def test_a_focus_that_is_named_is_lifted() -> None:
    other = passage("c#1", TWITCH.text, subject="tremor")
    words = [dataclasses.replace(one, source="same title") for one in (other, TWITCH)]
    first, second = Memory(words).find("twitching coffee stress", "en")
    assert first.passage.ref == "a#1"
    assert first.score > second.score


def test_language_and_facets_are_kept_apart() -> None:
    memory = Memory([TWITCH, dataclasses.replace(TWITCH, ref="z#1", language="zh-hant")])
    assert [one.passage.ref for one in memory.find(LIP, "en")] == ["a#1"]
    assert memory.find(LIP, "en", facets=[Facet.OUTLOOK]) == []
    assert memory.find(LIP, "zh-hans") == []


def test_one_source_does_not_fill_the_list() -> None:
    many = [passage(f"a#{n}", f"Coffee makes it twitch, reason {n}.") for n in range(1, 20)]
    assert len(Memory(many).find(LIP, "en")) == PER_SOURCE


def test_nothing_is_found_in_nothing_and_for_nothing() -> None:
    assert Memory([]).find(LIP, "en") == []
    assert Memory([TWITCH]).find("", "en") == []
    assert Memory([TWITCH], get_encoder("fake").encode).find("   ", "en") == []
