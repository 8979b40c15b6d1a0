"""Making people, forms and questions for the consult room's tests, through its own operations."""

from __future__ import annotations

import itertools
from typing import Any

from curbside.catalog.models import Department
from curbside.consult import asking, desk, drafting, links
from curbside.consult.links import Purpose
from curbside.consult.models import Clarification, Question
from curbside.core import ids
from curbside.people.models import User
from curbside.people.person import DOCTOR, Person
from tests import factories

_number = itertools.count(1)
ADDRESS = "192.0.2.7"
TEXT = "My upper lip has been jumping since Sunday. It does not hurt and I can smile."
FORM: dict[str, object] = {
    "for_whom": "myself",
    "age_band": "20-29",
    "sex": "female",
    "title": "Lip keeps jumping",
    "text": TEXT,
    "since": "since Sunday",
    "wants": "Is it the facial nerve?",
    "email": "asker@example.org",
    "department": "neurology",
    "may_publish": True,
}


def make_user(name: str = "Somebody") -> User:
    return User.objects.create_user(f"user{next(_number)}-{ids.public_id()}@example.org", name=name)


def make_person(user: User | None = None, **fields: Any) -> Person:
    """A person with an account and, where none is given, no role."""
    user = user or make_user()
    return Person(
        user_id=user.pk, public_id=user.public_id, name=user.name, email=user.email, **fields
    )


def make_doctor(*departments: Department, **fields: Any) -> Person:
    """A doctor who may answer in these departments (neurology where none is given)."""
    chosen = departments or (factories.make_department(),)
    given: dict[str, Any] = {
        "roles": frozenset({DOCTOR}),
        "departments": frozenset(department.pk for department in chosen),
        "may_answer": True,
        "second_factor": True,
        **fields,
    }
    return make_person(make_user("Dr Amara Osei"), **given)


def make_form(**fields: object) -> str:
    """A form that may be sent; its token. Fields are those of ``FORM``."""
    factories.make_department()
    token = asking.start("en")
    asking.save(token, {**FORM, **fields})
    return token


def make_unverified(**fields: object) -> Question:
    email = fields.pop("email", f"asker{next(_number)}@example.org")
    return asking.submit(make_form(email=email, **fields), f"198.51.100.{next(_number) % 250}")


def make_question(**fields: object) -> Question:
    """A question that waits for a doctor."""
    question = make_unverified(**fields)
    return asking.confirm_email(question.public_id, links.key(question, Purpose.EMAIL))


def make_claimed(doctor: Person, **fields: object) -> Question:
    question = make_question(**fields)
    desk.claim(question.public_id, doctor)
    return fresh(question)


def make_answered(doctor: Person, text: str = "Sleep more.", **fields: object) -> Question:
    question = make_claimed(doctor, **fields)
    desk.reply(question.public_id, doctor, text, 0, form_id())
    return fresh(question)


def make_asked_back(doctor: Person, **fields: object) -> tuple[Question, Clarification]:
    question = make_claimed(doctor, **fields)
    asked = desk.ask_back(question.public_id, doctor, "Since when exactly?", form_id())
    return fresh(question), asked


def fresh(question: Question) -> Question:
    """The question as the database has it now."""
    return Question.objects.get(pk=question.pk)


def key(question: Question) -> str:
    return links.key(question)


def form_id() -> str:
    return ids.public_id()


def kinds(question: Question) -> list[str]:
    """What happened to the question, in order."""
    return list(question.events.order_by("id").values_list("kind", flat=True))


def draft_of(token: str) -> dict[str, Any]:
    return dict(drafting.read(token).fields)
