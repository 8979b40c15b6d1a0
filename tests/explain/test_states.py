"""Which move follows which state, and who may make it: tables."""

from __future__ import annotations

import datetime as dt

import pytest

from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.explain import rules, texts
from curbside.explain.model import Citation, Composition, Section, Sentence
from curbside.explain.rules import Outcome
from curbside.explain.states import MOVES, Move, State, after, moves
from curbside.explain.texts import Text
from curbside.people.person import Person

ALLOWED = {
    ("draft", "edit"): "draft",
    ("draft", "sign"): "reviewed",
    ("draft", "retire"): "retired",
    ("reviewed", "send-back"): "draft",
    ("reviewed", "publish"): "published",
    ("reviewed", "retire"): "retired",
    ("published", "confirm"): "published",
    ("published", "retire"): "retired",
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_every_state_with_every_move(state: State, move: Move) -> None:
    wanted = ALLOWED.get((state.value, move.value))
    if wanted is None:
        with pytest.raises(Conflict):
            after(state, move)
    else:
        assert after(state, move) == wanted
    assert (move.value in moves(state)) == (wanted is not None)


def test_nothing_is_published_but_what_was_signed() -> None:
    assert {state for (state, move) in MOVES if move is Move.PUBLISH} == {State.REVIEWED}
    assert not moves(State.RETIRED)


def person(*roles: str, **fields: object) -> Person:
    values: dict[str, object] = {"second_factor": True, **fields}
    return Person(1, "p", "Ann", "a@example.org", roles=frozenset(roles), **values)  # type: ignore[arg-type]


MINE, OTHER = 7, 8
DOCTOR = {"departments": frozenset({MINE}), "may_answer": True}


@pytest.mark.parametrize(
    ("who", "review", "sign"),
    [
        (person("doctor", **DOCTOR), True, True),
        (person("doctor", **{**DOCTOR, "departments": frozenset({OTHER})}), False, False),
        (person("doctor", **{**DOCTOR, "may_answer": False}), False, False),
        (person("doctor", **{**DOCTOR, "second_factor": False}), False, False),
        (person("editor"), True, False),
        (person("editor", second_factor=False), False, False),
        (person("editor", "doctor", **DOCTOR), True, True),
        (person("lead", lead_of=frozenset({MINE})), False, False),
        (person("administrator"), False, False),
        (person(), False, False),
    ],
)
def test_who_may_review_and_sign(who: Person, review: bool, sign: bool) -> None:
    assert rules.may_review(who, MINE) is review
    assert rules.may_sign(who, MINE, editors_sign=False) is sign
    assert rules.may_sign(who, MINE, editors_sign=True) is review


def text(*said: str, facet: str = "what") -> Text:
    sentences = tuple(Sentence(one, (Citation("r#1", "", one, 1),)) for one in said)
    return texts.of(Composition("en", (Section(facet, sentences),), "extractive"))


OLD, NEW = text("Old."), text("New.")


@pytest.mark.parametrize(
    ("published", "draft", "state", "outcome"),
    [
        (None, None, "", Outcome.DRAFT),
        (NEW, None, "", Outcome.NOTHING),
        (OLD, None, "", Outcome.DRAFT),
        (None, NEW, "", Outcome.NOTHING),
        (OLD, NEW, "touched", Outcome.NOTHING),
        (None, OLD, "", Outcome.REPLACE),
        (OLD, OLD, "touched", Outcome.FLAG),
    ],
)
def test_what_a_new_composition_does(
    published: Text | None, draft: Text | None, state: str, outcome: Outcome
) -> None:
    assert rules.outcome(NEW, published, draft, state) is outcome


def test_what_stands_in_the_way_of_a_signature() -> None:
    assert rules.missing(NEW, set(), 0, read=False) == []
    assert rules.missing(text("x", facet="flags"), set(), 0, read=False) == ["nothing"]
    assert rules.missing(NEW, {1}, 2, read=False) == ["lost", "disagreements"]
    assert rules.missing(NEW, set(), 2, read=True) == []


def test_due() -> None:
    today = dt.date(2026, 11, 28)
    assert rules.is_due(today, today)
    assert not rules.is_due(today + dt.timedelta(1), today)
    assert not rules.is_due(None, today)


def test_a_text_survives_being_kept() -> None:
    assert texts.load(texts.dump(NEW)) == NEW
    assert texts.composition(NEW, "en", "x").sections[0].sentences[0].text == "New."


def test_citations_move_with_their_sentence() -> None:
    three = text("One.", "Two.", "Three.")
    order = [line.sentence for line in texts.lines(texts.moved(three, 3, down=False))]
    assert [one.text for one in order] == ["One.", "Three.", "Two."]
    assert [one.citations[0].quote for one in order] == ["One.", "Three.", "Two."]
    assert texts.moved(three, 1, down=False) == three
    assert texts.moved(three, 3, down=True) == three


def test_removing_the_last_line_removes_the_part() -> None:
    assert texts.removed(NEW, 1) == ()
    with pytest.raises(NotFound):
        texts.removed(NEW, 2)


def test_added_lines_get_numbers_of_their_own_and_stand_in_order() -> None:
    sentence = Sentence("More.", (Citation("r#2", "", "More.", 2),))
    grown = texts.added(text("One.", facet="get-help"), "causes", sentence)
    assert [part.facet for part in grown] == ["causes", "get-help"]
    assert [line.id for line in texts.lines(grown)] == [2, 1]
    for wrong in ("flags", "nonsense"):
        with pytest.raises(BadInput):
            texts.added(grown, wrong, sentence)


def test_what_the_safety_rules_say_cannot_be_changed() -> None:
    locked = text("Call now.", facet="flags")
    sentence = Sentence("Wait.", (Citation("r#1", "", "Wait.", 1),))
    for change in (
        lambda: texts.removed(locked, 1),
        lambda: texts.changed(locked, 1, sentence),
        lambda: texts.moved(locked, 1, down=True),
    ):
        with pytest.raises(BadInput):
            change()
