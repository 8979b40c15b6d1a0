"""Learning departments from a corpus: what is gained, what is kept, when it is not used."""

from __future__ import annotations

import numpy as np
import pytest

from curbside.core.models import AuditLine
from curbside.search import analyser, learned, teaching
from curbside.search.models import RoutingModel
from curbside.search.teaching import Lesson, Taught

SLUGS = ["knees", "ears"]
ENCODER = "fake-hashed-1"


def lessons(count: int, *, telling: bool = True) -> list[Lesson]:
    """Two departments that what ships cannot tell apart; only the word says which is which."""
    chance = np.random.default_rng(1)
    out = []
    for number in range(count):
        which = number % 2
        word = ("kneecap", "eardrum")[which] if telling else "thing"
        vector = chance.normal(size=8).astype(np.float32)
        out.append(
            Lesson(
                f"my {word} number {number} bothers me",
                which,
                np.zeros(2, np.float32),
                vector / np.linalg.norm(vector),
            )
        )
    return out


def taught(count: int = 400, *, telling: bool = True) -> Taught:
    found = teaching.teach(lessons(count, telling=telling), SLUGS, (0.0, 1.0), ENCODER)
    assert found is not None
    return found


def test_a_word_that_tells_is_learned_and_measured_on_others() -> None:
    found = taught()
    assert found.better
    assert found.before.top1 < 0.7 < found.after.top1
    assert found.after.loss < found.before.loss
    assert found.measured_on > 20


def test_nothing_to_learn_is_no_better() -> None:
    assert not taught(telling=False).better


def test_too_few_teach_nothing() -> None:
    assert teaching.teach(lessons(teaching.LEAST - 1), SLUGS, (0.0, 1.0), ENCODER) is None
    assert teaching.teach([], SLUGS, (0.0, 1.0), ENCODER) is None


def test_texts_that_say_the_same_stand_in_one_part() -> None:
    assert teaching.part_of("My Knee!") == teaching.part_of("my knee") == teaching.part_of("myknee")
    parts = {teaching.part_of(f"text {number}") for number in range(100)}
    assert parts == {"learn", "choose", "report"}


@pytest.mark.django_db
class TestKept:
    def test_the_same_after_reading_it_again(self) -> None:
        model = taught().model
        learned.keep(model, 400, {"before": {}}, "operator")
        held = learned.current(SLUGS)
        assert held is not None
        texts = ["my eardrum hurts", "my kneecap hurts", ""]
        scores, vectors = np.zeros((3, 2), np.float32), np.zeros((3, 8), np.float32)
        made = model.adapted(scores, texts, vectors)
        assert np.allclose(held.adapted(scores, texts, vectors), made, atol=0.01)
        assert made[0, 1] > made[0, 0]
        assert made[1, 0] > made[1, 1]
        assert AuditLine.objects.filter(action="routing.taught").count() == 1

    def test_only_for_the_departments_it_was_made_for(self) -> None:
        learned.keep(taught().model, 400, {}, "operator")
        assert learned.current(["knees", "eyes"]) is None

    def test_not_with_another_analyser_or_form(self) -> None:
        number = learned.keep(taught().model, 400, {}, "operator")
        RoutingModel.objects.filter(pk=number).update(analyser=f"{analyser.VERSION}-old")
        learned._kept = None
        assert learned.current(SLUGS) is None

    def test_forgotten(self) -> None:
        learned.keep(taught().model, 400, {}, "operator")
        assert learned.forget("operator")
        assert learned.current(SLUGS) is None
        assert not learned.forget("operator")

    def test_the_newest_counts(self) -> None:
        learned.keep(taught().model, 400, {}, "operator")
        first = learned.current(SLUGS)
        learned.keep(taught(600).model, 600, {}, "operator")
        assert learned.current(SLUGS) is not first
