"""Making answered questions, proposals and editors for the publishing room's tests."""

from __future__ import annotations

from typing import Any

from curbside.consult import desk
from curbside.consult.models import Question
from curbside.people.models import Doctor, User
from curbside.people.person import EDITOR, Person
from curbside.publishing import editing, proposing, releasing
from curbside.publishing.models import Publication
from tests.consult import room as consult

REPLY = "Dear Ms Lin, sleep more and drink less coffee. Dr Osei"
TEXT = "My name is Mary Whitfield. My lip has been jumping since Sunday. Call me on 0912-345-678."


def make_editor(**fields: Any) -> Person:
    return consult.make_person(**{"roles": frozenset({EDITOR}), "second_factor": True, **fields})


def make_signing_doctor(name: str = "Dr Amara Osei") -> Person:
    """A doctor with a public signature, as every verified one has."""
    person = consult.make_doctor()
    made, _ = Doctor.objects.get_or_create(
        name_key=name.casefold(), defaults={"slug": f"d-{person.public_id}", "name_en": name}
    )
    made.user = User.objects.get(pk=person.user_id)
    made.save()
    return person


def make_answered(doctor: Person | None = None, reply: str = REPLY, **fields: Any) -> Question:
    doctor = doctor or make_signing_doctor()
    question = consult.make_claimed(doctor, **{"text": TEXT, **fields})
    desk.reply(question.public_id, doctor, reply, 0, consult.form_id())
    return consult.fresh(question)


def make_proposal(**fields: Any) -> Publication:
    found = proposing.propose(make_answered(**fields).pk)
    assert found is not None
    return fresh(found)


def make_confirmed(editor: Person | None = None, **fields: Any) -> Publication:
    """A proposal gone through and confirmed; the asker may look."""
    editor = editor or make_editor()
    found = make_proposal(**fields)
    version = editing.accept_rest(found.ref, editor, found.version)
    version = editing.describe(
        found.ref, editor, version, editing.Filing("Lip keeps jumping", "neurology", (), True)
    )
    return fresh(releasing.confirm(found.ref, editor, version))


def fresh(found: Publication) -> Publication:
    return Publication.objects.get(pk=found.pk)
