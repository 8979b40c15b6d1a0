"""Doctors with accounts, signed in as they are at their desk, and questions for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from curbside.catalog.models import Department
from curbside.consult import desk
from curbside.consult.models import Question
from curbside.people.models import User
from curbside.people.person import Person
from tests.consult import room
from tests.consult.conftest import two_phrases
from tests.factories import make_department, make_departments
from tests.people.accounts import make_doctor_account, make_user, person, sign_in

__all__ = ["two_phrases"]

HIDDEN = re.compile(r'name="(version|form_id|revisions)" value="([^"]*)"')


@dataclass
class Desk:
    """Somebody of the staff with a browser of their own."""

    user: User
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        sign_in(self.client, self.user)

    @property
    def person(self) -> Person:
        return person(self.user)

    def get(self, path: str = "", status: int = 200) -> str:
        """A page under /en/desk/, which must answer with this status."""
        answer = self.client.get(f"/en/desk/{path}")
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode()

    def page(self, question: Question, what: str = "") -> str:
        return self.get(f"q/{question.public_id}/{what}")

    def post(self, question: Question, what: str = "", **data: Any) -> Any:
        return self.client.post(f"/en/desk/q/{question.public_id}/{what}", data)

    def hidden(self, question: Question, what: str = "") -> dict[str, str]:
        """The hidden fields of the form on a page, as a browser would send them."""
        return dict(HIDDEN.findall(self.page(question, what)))

    def press(self, question: Question, go: str, text: str, **data: str) -> Any:
        """A button of the reply's form, on a page loaded just now."""
        return self.post(question, **{**self.hidden(question), "text": text, "go": go, **data})

    def take(self, question: Question) -> Question:
        desk.claim(question.public_id, self.person)
        return room.fresh(question)


def make_desk(*departments: Department, name: str = "") -> Desk:
    """A doctor who answers in these departments (neurology where none is given)."""
    return Desk(make_doctor_account(*(departments or (make_department(),)), name=name))


def make_lead(*departments: Department) -> Desk:
    """A lead who is no doctor."""
    return Desk(make_user(lead_of=departments or (make_department(),), name="Lin Lead"))


@pytest.fixture
def doctor(db: None) -> Desk:
    """A neurologist, in a house with three departments."""
    make_departments()
    return make_desk(name="Dr Amara Osei")


def shown(answer: Any) -> str:
    """The page of an answer."""
    body: str = answer.content.decode()
    return body


def with_flags(phrase: str = "high fever", **fields: Any) -> Question:
    """A question that waits, with a red flag of a level that stops nobody from sending."""
    return room.make_question(text=f"I have had a {phrase} since Sunday.", **fields)


Fields = Mapping[str, Any]
