"""The asker's own page, as tests open it: by its link, with a browser that holds no cookie."""

from __future__ import annotations

import re

from django.test import Client

from curbside.consult.links import key
from curbside.consult.models import Question
from curbside.people.models import User
from curbside.people.person import Person
from tests.consult import room
from tests.factories import make_doctor

EVIL = "<script>alert(1)</script>"


def signing_doctor() -> Person:
    """A doctor with an account, and with the name that readers see."""
    person = room.make_doctor()
    make_doctor("Dr Amara Osei", user=User.objects.get(pk=person.user_id))
    return person


def address(question: Question, end: str = "") -> str:
    """The private address of the question's page, or of something on it."""
    return f"/en/mine/{question.public_id}/{key(question)}/{end}"


def read(question: Question) -> str:
    """The question's page, which must be there."""
    answer = Client().get(address(question))
    assert answer.status_code == 200
    return answer.content.decode()


def form_id(page: str) -> str:
    """The id that makes the form of the page count once."""
    return str(re.findall(r'name="form_id" value="([^"]+)"', page)[0])
