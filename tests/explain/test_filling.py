"""Explaining what the library holds already: drafts only, each answer once, to be resumed."""

from __future__ import annotations

import pytest

from curbside.core.errors import NotFound, Unavailable
from curbside.evidence.models import Source
from curbside.explain import drafting, engine, filling
from curbside.explain.models import Explainer, Version
from curbside.library.models import Entry
from curbside.library.operations import withdraw
from tests.explain import room
from tests.factories import Said, make_department, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(monkeypatch: pytest.MonkeyPatch) -> Source:
    """A source, and a composer that makes something of it for whatever is asked."""
    source = room.make_evidence()
    monkeypatch.setattr(engine, "explain", lambda asked, country="": room.composition(source))
    return source


def composed(entry: Entry) -> list[str]:
    return list(Version.objects.filter(explainer__entry=entry).values_list("state", flat=True))


def test_every_answer_gets_a_draft_once(evidence: Source) -> None:
    entries = [make_entry() for _ in range(3)]
    heard: list[tuple[int, float]] = []
    done = filling.fill(told=lambda count, share: heard.append((count, share)))
    assert (done.drafts, done.lacking, done.failed, done.looked_at) == (3, 0, 0, 3)
    assert [composed(entry) for entry in entries] == [["draft"]] * 3
    assert heard == [(1, 1 / 3), (2, 2 / 3), (3, 1.0)]
    assert filling.fill().looked_at == 0
    assert Version.objects.count() == 3


def test_it_goes_on_where_it_ended(evidence: Source) -> None:
    old, new = make_entry(), make_entry()
    drafting.shelf_of_entry(old)  # as when it was ended while composing
    assert filling.fill(limit=1).drafts == 1
    assert (composed(old), composed(new)) == ([], ["draft"])
    assert filling.fill().drafts == 1
    assert composed(old) == ["draft"]


def test_what_has_an_explanation_in_whatever_state_is_passed_over() -> None:
    entry = make_entry()
    published = room.make_published(entry)
    assert filling.fill().looked_at == 0
    assert composed(entry) == ["published"]
    assert room.fresh(published).edit == published.edit


def test_too_little_evidence_is_noted_and_tried_again_only_when_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = make_entry()
    done = filling.fill()
    assert (done.drafts, done.lacking) == (0, 1)
    assert Explainer.objects.get(entry=entry).lacking
    source = room.make_evidence()
    monkeypatch.setattr(engine, "explain", lambda asked, country="": room.composition(source))
    assert filling.fill().looked_at == 0
    assert filling.fill(lacking=True).drafts == 1
    assert composed(entry) == ["draft"]


def test_only_public_answers_of_doctors_and_of_the_department(evidence: Source) -> None:
    gone, silent = make_entry(), make_entry(replies=(Said(None, "Me again."),))
    other = make_entry(department=make_department("cardiology"))
    mine = make_entry()
    withdraw(gone.public_id, "tests", "asked")
    assert list(filling.waiting("neurology")) == [mine]
    assert filling.fill("cardiology").drafts == 1
    assert (composed(other), composed(mine), composed(silent)) == (["draft"], [], [])
    with pytest.raises(NotFound):
        filling.fill("nowhere")


def test_one_that_cannot_be_explained_does_not_stop_the_others(
    evidence: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_entry(), make_entry()
    whole = drafting.compose_entry

    def breaks(number: int) -> object:
        if number == second.pk:
            raise Unavailable("It is busy.", "Try again.")
        return whole(number)

    monkeypatch.setattr(drafting, "compose_entry", breaks)
    done = filling.fill()
    assert (done.drafts, done.failed) == (1, 1)
    assert (composed(first), composed(second)) == (["draft"], [])
