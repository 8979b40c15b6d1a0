"""A model that stops when the tokens of the day are spent, counted across all processes.

A call's tokens are set aside before it is made, in one statement that fails where they do not fit,
so that many workers together stay within the budget. What was set aside too much is given back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Greatest

from curbside.core import clock
from curbside.core.errors import CurbsideError
from curbside.llm.errors import OverBudget
from curbside.llm.models import Spending
from curbside.llm.port import Answer, ChatModel, Prompt


@dataclass(frozen=True)
class Budgeted:
    """``model`` within ``tokens_a_day``. Keeps the port's promises; raises OverBudget besides."""

    model: ChatModel
    tokens_a_day: int

    @property
    def id(self) -> str:
        return self.model.id

    def complete(self, prompt: Prompt) -> Answer:
        aside = prompt.estimate() + prompt.most_tokens
        day = _set_aside(aside, self.tokens_a_day)
        try:
            answer = self.model.complete(prompt)
        except CurbsideError:
            _settle(day, aside, prompt.estimate())  # what was sent was perhaps counted over there
            raise
        _settle(day, aside, answer.tokens)
        return answer


def spent(day: dt.date) -> int:
    """The tokens of a day."""
    return Spending.objects.filter(day=day).values_list("tokens", flat=True).first() or 0


def _set_aside(tokens: int, most: int) -> dt.date:
    day = clock.today()
    Spending.objects.get_or_create(day=day)
    room = Spending.objects.filter(day=day, tokens__lte=most - tokens)
    if not room.update(tokens=F("tokens") + tokens, calls=F("calls") + 1):
        raise OverBudget("The language model's tokens of today are spent.", "It goes on tomorrow.")
    return day


def _settle(day: dt.date, aside: int, used: int) -> None:
    Spending.objects.filter(day=day).update(tokens=Greatest(F("tokens") + used - aside, 0))
