"""Tokens of a day are spent once, whoever spends them."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from curbside.core import clock
from curbside.core.errors import Unavailable
from curbside.llm import OverBudget, Prompt
from curbside.llm.budget import Budgeted, spent
from curbside.llm.fake import Fails, FakeModel
from curbside.llm.models import Spending
from curbside.llm.registry import connected

PROMPT = Prompt("Rewrite.", "x" * 300, most_tokens=100)
TODAY = dt.datetime(2026, 11, 28, 23, 0, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_what_was_used_is_counted_and_the_rest_given_back() -> None:
    with clock.frozen(TODAY):
        answer = Budgeted(FakeModel(["Yes."]), 10_000).complete(PROMPT)
    assert spent(TODAY.date()) == answer.tokens
    assert Spending.objects.get().calls == 1


@pytest.mark.django_db
def test_over_the_budget_nothing_is_asked_until_tomorrow() -> None:
    model = FakeModel(["Yes."] * 9)
    small = Budgeted(model, PROMPT.estimate() + PROMPT.most_tokens)
    with clock.frozen(TODAY):
        small.complete(PROMPT)
        with pytest.raises(OverBudget) as raised:
            small.complete(PROMPT)
    assert raised.value.retryable
    assert len(model.asked) == 1
    with clock.frozen(TODAY + dt.timedelta(hours=2)):
        small.complete(PROMPT)
    assert len(model.asked) == 2


@pytest.mark.django_db
def test_a_call_that_failed_costs_what_was_sent() -> None:
    with clock.frozen(TODAY), pytest.raises(Unavailable):
        Budgeted(FakeModel([Fails("away")] * 3), 10_000).complete(PROMPT)
    assert spent(TODAY.date()) == PROMPT.estimate()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_at_once_stay_within_it() -> None:
    aside = PROMPT.estimate() + PROMPT.most_tokens
    model = Budgeted(FakeModel(["x" * 280] * 40), aside * 5)

    def one(_: int) -> bool:
        try:
            model.complete(PROMPT)
        except OverBudget:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(one, range(40)))
    assert 5 <= done < 40
    assert spent(clock.today()) <= aside * 5


def test_none_is_connected_by_default() -> None:
    assert connected("", "", "", 60, 1000) is None
    assert connected("https://llm.example.org/v1", "", "", 60, 1000) is None
    found = connected("https://llm.example.org/v1", "key", "some-model", 60, 1000)
    assert found is not None
    assert found.id == "some-model"
