"""What an asker filled in, as a summary for a doctor: who, what, and the parts that were given.

Pure; leaves out the address, which no doctor needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from curbside.consult.form import DETAILS, TYPED
from curbside.consult.models import Question
from curbside.web.forms import ask
from curbside.web.views.desk.flags import Piece, Signs

_LABELS: dict[str, Any] = {
    name: field.label
    for form in (ask.Matter, ask.Wants)
    for name, field in form.base_fields.items()
}


@dataclass(frozen=True)
class Part:
    """One answer of the form; ``name`` is "text" for what is the matter."""

    name: str
    label: str
    pieces: list[Piece]


def who(question: Question) -> list[str]:
    """Whom it is about, in a few words each: for whom, age, sex."""
    found = [
        str(dict(ask.FOR_WHOM).get(question.for_whom, "")),
        question.age_band.replace("-", "–"),
        str(dict(ask.SEX).get(question.sex, "")),
    ]
    return [words for words in found if words]


def texts(question: Question) -> dict[str, str]:
    """The asker's own words by part, as red flags name the parts."""
    return {name: getattr(question, name) for name in TYPED}


def parts(question: Question, signs: Signs) -> list[Part]:
    """What was answered, with red flags marked; what was left empty is left out. What the asker
    wants to know stands last.
    """
    given = texts(question)
    return [
        Part(name, str(_LABELS[name]), signs.marked(name, given[name]))
        for name in ("text", *DETAILS)
        if given[name]
    ]


def asked(question: Question) -> str:
    """The question as one text, for finding similar ones; as ``consult.form.asked`` has it."""
    return "\n".join(filter(None, (question.title, question.text, question.wants)))
