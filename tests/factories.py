"""Making departments, topics, doctors and entries for tests, through the rooms' own operations.

Every argument has a default, so a test names only what it is about. Entries go in through
``library.operations.put`` with whatever encoder the settings name (the fake one in tests).
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from curbside.catalog.models import Department, Topic
from curbside.core import generation
from curbside.library.models import Entry, Source
from curbside.library.operations import NewEntry, NewReply, put
from curbside.library.rules import question_text
from curbside.people.models import Doctor
from curbside.people.rules import name_key
from curbside.search.operations import encoder

_number = itertools.count(1)
NAMES_ZH = {"neurology": "神經內科", "dermatology": "皮膚科", "cardiology": "心臟血管科"}


def make_department(
    slug: str = "neurology", name_en: str = "", name_zh: str = "", position: int | None = None
) -> Department:
    """The department with this slug, made when it is not there."""
    made, fresh = Department.objects.get_or_create(
        slug=slug,
        defaults={
            "name_en": name_en or slug.replace("-", " ").capitalize(),
            "name_zh": name_zh or NAMES_ZH.get(slug, "內科"),
            "description_en": f"What {slug.replace('-', ' ')} is about.",
            "description_zh": "這一科看什麼。",
            "position": Department.objects.count() if position is None else position,
        },
    )
    if fresh:
        generation.bump()
    return made


def make_departments(*slugs: str) -> list[Department]:
    """Several departments, in this order."""
    return [make_department(slug) for slug in slugs or ("neurology", "dermatology", "cardiology")]


def make_topic(
    slug: str = "facial-twitching",
    department: Department | None = None,
    name_en: str = "",
    *,
    name_zh: str = "顏面抽動",
    synonyms_en: Sequence[str] = ("twitchy face",),
    synonyms_zh: Sequence[str] = ("臉一直跳",),
) -> Topic:
    """The topic with this slug, made when it is not there."""
    made, fresh = Topic.objects.get_or_create(
        slug=slug,
        defaults={
            "department": department or make_department(),
            "name_en": name_en or slug.replace("-", " ").capitalize(),
            "name_zh": name_zh,
            "synonyms_en": list(synonyms_en),
            "synonyms_zh": list(synonyms_zh),
            "position": Topic.objects.count(),
        },
    )
    if fresh:
        generation.bump()
    return made


def make_doctor(
    name_en: str = "Dr Amara Osei",
    department: Department | None = None,
    kind: Doctor.Kind = Doctor.Kind.DOCTOR,
    **fields: object,
) -> Doctor:
    """The doctor (or publisher) of this name, made when not there; ``fields`` as in the model."""
    values = {
        "slug": name_key(name_en).replace(" ", "-"),
        "kind": kind,
        "name_en": name_en,
        "credential_en": "Consultant neurologist" if kind == Doctor.Kind.DOCTOR else "",
        "department": department,
        **fields,
    }
    made, _ = Doctor.objects.get_or_create(name_key=name_key(name_en), defaults=values)
    return made


def make_source(slug: str = "test", sample: bool = False, **fields: object) -> Source:
    """The source of this slug, made when it is not there."""
    made, _ = Source.objects.get_or_create(
        slug=slug, defaults={"name": slug.capitalize(), "sample": sample, **fields}
    )
    return made


@dataclass(frozen=True)
class Said:
    """A turn under a question: by a doctor, or by the asker where ``doctor`` is None."""

    doctor: Doctor | None
    text: str = ""
    link: str = ""
    date: dt.date | None = dt.date(2025, 3, 3)


def make_entry(
    headline: str = "Upper lip twitching for two days",
    question: str = "My upper lip jumps for three seconds at a time. Is it my facial nerve?",
    replies: Sequence[Said | str] = ("Rest more and drink less coffee.",),
    *,
    department: Department | None = None,
    topics: Sequence[Topic] = (),
    source: Source | None = None,
    doctor: Doctor | None = None,
    **fields: object,
) -> Entry:
    """A published entry. A reply given as a string is by ``doctor``, or by a default one.
    ``fields`` are those of ``NewEntry``: ref, language, title, asker_form, asked, …
    """
    department = department or make_department()
    signed = [
        reply if isinstance(reply, Said) else Said(doctor or make_doctor(), reply)
        for reply in replies
    ]
    values: dict[str, object] = {
        "ref": f"test-{next(_number)}",
        "language": "en",
        "department_by": Entry.RoutedBy.SOURCE,
        "asked": dt.date(2025, 3, 2),
        "topics": [(topic.pk, 1 / (rank + 1)) for rank, topic in enumerate(topics)],
        **fields,
    }
    new = NewEntry(
        department=department.pk,
        headline=headline,
        question=question,
        replies=[
            NewReply(said.doctor.pk if said.doctor else None, said.text, said.link, said.date)
            for said in signed
        ],
        **values,  # type: ignore[arg-type]
    )
    text = question_text(new.headline, new.title, new.question)
    source = source or make_source()
    put(source, [new], np.asarray(encoder().encode([text])), "tests")
    return Entry.objects.get(source=source, source_ref=new.ref)
