"""Making evidence, explainers and reviewers for tests of explaining, by the rooms' own ways."""

from __future__ import annotations

import itertools
from typing import Any

from curbside.catalog.models import Topic
from curbside.evidence import operations
from curbside.evidence.facets import Facet
from curbside.evidence.models import PassageRow, Source
from curbside.evidence.notes import Note, Section
from curbside.evidence.operations import NewSource
from curbside.evidence.preparing import prepare
from curbside.evidence.subjects import Subjects
from curbside.evidence.vectors import Maker
from curbside.explain import drafting, reviewing, shelves
from curbside.explain.drafting import Made
from curbside.explain.model import (
    CONCERN,
    DOCTOR,
    EXTRACTIVE,
    FLAGS,
    REPLY,
    Citation,
    Composition,
    Sentence,
)
from curbside.explain.model import Section as Written
from curbside.explain.models import Explainer, Version
from curbside.library.models import Entry
from curbside.people.models import User
from curbside.people.person import EDITOR, Person
from curbside.search.operations import encoder
from tests.consult import room as consult
from tests.factories import make_department, make_entry

_number = itertools.count(1)
TWITCH = "Facial twitching is a small movement of a muscle of the face. It is not dangerous."
CAUSES = "Facial twitching may be caused by stress, tiredness or too much caffeine."
HELP = "See a doctor if the twitching lasts longer than two weeks or the face becomes weak."
REST = "Rest more and drink less coffee."


def make_evidence(title: str = "Facial twitching", **fields: Any) -> Source:
    """A source with three passages: what it is, causes, when to get help."""
    sections = fields.pop("sections", ((TWITCH, "what"), (CAUSES, "causes"), (HELP, "get-help")))
    note = Note(
        ref=fields.pop("ref", f"note-{next(_number)}"),
        title=title,
        language=fields.pop("language", "en"),
        sections=tuple(Section(text, Facet(facet)) for text, facet in sections),
        publisher="Test Health Library",
        url="https://example.org/twitching",
        subjects=(title,),
        **fields,
    )
    new = NewSource(prepare(note, Subjects([])))
    vectors = Maker(encoder().encode).of(operations.said([new]))
    operations.put("tests", [new], vectors, "tests")
    return Source.objects.get(collection="tests", ref=note.ref)


def passage(source: Source, position: int = 1) -> PassageRow:
    return source.passages.get(position=position)


def cite(row: PassageRow, text: str) -> Sentence:
    where = Citation(f"{row.source.ref}#{row.position}", row.source.url, text, row.pk)
    return Sentence(text, (where,))


def composition(source: Source, *, made_by: str = EXTRACTIVE, flags: bool = True) -> Composition:
    """What a composer could make of the evidence and of the reply of ``make_entry``."""
    first, second = TWITCH.split(". ", maxsplit=1)[0] + ".", "It is not dangerous."
    rows = {row.position: row for row in source.passages.select_related("source")}
    sections = [
        Written(CONCERN, (cite(rows[1], first),)),
        Written("what", (cite(rows[1], second),)),
        Written("causes", (cite(rows[2], CAUSES),)),
        Written("get-help", (cite(rows[3], HELP),)),
    ]
    if flags:
        advice = "Call the emergency number now if half of the face droops."
        rule = Citation("safety:stroke", "", advice)
        sections.append(Written(FLAGS, (Sentence(advice, (rule,)),)))
    sections.append(Written(DOCTOR, (Sentence(REST, (Citation(REPLY, "", REST),)),)))
    return Composition(source.language, tuple(sections), made_by)


def make_draft(
    entry: Entry | None = None,
    source: Source | None = None,
    topic: Topic | None = None,
    **fields: Any,
) -> Version:
    """A draft beside an entry (made where none is given) or on a topic."""
    source = source or make_evidence()
    if topic is not None:
        shelf = drafting.shelf_of_topic(topic, source.language)
    else:
        shelf = drafting.shelf_of_entry(entry or make_entry())
    drafting.keep(shelf, Made(composition(source, **fields)))
    found = shelves.open_version(shelf)
    assert found is not None
    return found


def make_doctor(**fields: Any) -> Person:
    """A doctor of neurology who may sign, with a public signature."""
    from tests.publishing.room import make_signing_doctor

    person = make_signing_doctor(fields.pop("name", "Dr Amara Osei"))
    user = User.objects.get(pk=person.user_id)
    values = {**vars(person), "name": person.name or user.name, "doctor_id": user.doctor.pk}
    return Person(**{**values, **fields})


def make_editor(**fields: Any) -> Person:
    return consult.make_person(**{"roles": frozenset({EDITOR}), "second_factor": True, **fields})


def make_signed(entry: Entry | None = None, person: Person | None = None, **fields: Any) -> Version:
    draft = make_draft(entry, **fields)
    return sign(draft, person or make_doctor())


def make_published(
    entry: Entry | None = None, person: Person | None = None, **fields: Any
) -> Version:
    person = person or make_doctor()
    signed = make_signed(entry, person, **fields)
    return reviewing.publish(signed.explainer.public_id, person, signed.edit)


def sign(version: Version, person: Person) -> Version:
    return reviewing.sign(
        version.explainer.public_id,
        person,
        version.edit,
        reviewing.next_review(),
        disagreements_read=True,
    )


def fresh(version: Version) -> Version:
    return Version.objects.select_related("explainer").get(pk=version.pk)


def shelf(version: Version) -> Explainer:
    return Explainer.objects.get(pk=version.explainer_id)


def make_neurology() -> int:
    return make_department().pk
