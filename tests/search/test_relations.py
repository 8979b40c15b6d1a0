"""What belongs together: the shipped data, and what linking makes of a little of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from curbside.catalog import files
from curbside.search import relations
from curbside.search.kin import BACK, Kin
from curbside.search.linking import Linker, read
from curbside.search.needs import Needs
from curbside.search.phrases import Phrases
from curbside.search.relations import Line, Relations
from tests.search.test_linking import SIZE, catalogue

NOTHING = np.zeros((1, SIZE), dtype=np.float32)


def linker(**related: tuple[Line, ...]) -> Linker:
    vectors = np.eye(len(catalogue().topics), SIZE, dtype=np.float32)
    return Linker(catalogue(), vectors, lambda: vectors, Relations(**related))


def slugs(made: Linker, text: str, language: str = "en") -> list[str]:
    return [topic.slug for topic in made.link([text], [language], NOTHING)[0]]


def test_every_line_names_topics_of_the_shipped_catalogue() -> None:
    known = {topic.slug for topic in files.read(files.DEFAULT).topics}
    shipped = relations.shipped()
    assert min(map(len, shipped)) > 5
    for kind in shipped:
        for line in kind:
            assert line.before, line
            assert line.topics, line
            assert set(line.topics) <= known, line
            assert len(set(line.topics)) == len(line.topics), line
    assert {head for line in shipped.kin for head in line.before} <= known


def test_no_name_is_empty_once_analysed() -> None:
    names = [name for line in relations.shipped().names for name in line.before]
    phrases = Phrases([], names=[(name, {0: 1.0}) for name in names])
    assert len(phrases.owners) > 0.9 * len(names)
    assert all(read(name).terms for name in names)


def test_kin_is_nearest_first_and_less_the_other_way_round() -> None:
    kin = Kin(["a", "b", "c"], [Line(("a",), ("b", "nowhere", "c"))])
    near = kin.of([0], [1.0])
    assert near[1] == 1.0 > near[2] > near[0] == 0.0
    assert kin.of([1], [1.0])[0] == pytest.approx(BACK)
    assert kin.of([1], [0.5])[0] == pytest.approx(BACK / 2)


def test_a_head_among_its_own_list_is_no_kin_of_itself() -> None:
    near = Kin(["a", "b"], [Line(("a", "b"), ("b", "a"))]).of([0], [1.0])
    assert near.tolist() == [0.0, 1.0]


def test_what_the_relations_name_beside_the_first_topic_follows_it() -> None:
    text = "I have chest pain"
    assert "rash" not in slugs(linker(), text)[:2]
    related = linker(kin=(Line(("chest-pain",), ("rash",)),))
    assert slugs(related, text)[:2] == ["chest-pain", "rash"]


@pytest.mark.parametrize(
    ("text", "language"), [("I take sumatriptan", "en"), ("我在吃英明格", "zh-hant")]
)
def test_a_name_brings_its_topics_to_mind(text: str, language: str) -> None:
    names = (Line(("sumatriptan", "英明格"), ("headache", "nowhere", "rash")),)
    assert slugs(linker(), text, language) == []
    assert slugs(linker(names=names), text, language)[:2] == ["headache", "rash"]


def test_a_name_is_no_word_of_the_catalogue() -> None:
    names = (Line(("sumatriptan",), ("headache",)),)
    assert "sumatriptan" not in linker(names=names).known()


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("my baby has it", True),
        ("she is ten months old", True),
        ("寶寶怎麼了", True),
        ("I have it", False),
        ("old", False),
        ("怎麼了", False),
    ],
)
def test_a_need_is_met_by_any_of_its_words(text: str, met: bool) -> None:
    needs = Needs(["rash", "teething"], [Line(("baby", "months old", "宝宝"), ("teething",))])
    assert needs.unmet(read(text)).tolist() == ([] if met else [1])


def test_a_topic_whose_word_is_missing_has_less_evidence() -> None:
    pointing = np.ones((1, SIZE), dtype=np.float32)
    needs = (Line(("son",), ("rash",)),)
    with_need = linker(needs=needs).evidence(["it hurts"], ["en"], pointing)[0]
    without = linker().evidence(["it hurts"], ["en"], pointing)[0]
    rash = next(n for n, t in enumerate(catalogue().topics) if t.slug == "rash")
    assert 0 < with_need[rash] < without[rash]
    assert np.delete(with_need, rash).tolist() == np.delete(without, rash).tolist()


def test_a_catalogue_without_these_topics_links_all_the_same() -> None:
    other = replace(catalogue(), topics=catalogue().topics[:1])
    vectors = np.eye(1, SIZE, dtype=np.float32)
    made = Linker(other, vectors, lambda: vectors)
    assert [t.slug for t in made.link(["lip twitching"], ["en"], NOTHING)[0]] == [
        "facial-twitching"
    ]
