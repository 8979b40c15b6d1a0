"""What a reviewer sees: the list of what waits, and one explainer with all that bears on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from curbside.core import audit, clock
from curbside.core.models import AuditLine
from curbside.evidence import queries as evidence
from curbside.evidence.passage import Found, Passage
from curbside.explain import cited, conflicts, editing, reviewing, rules, shelves, support, texts
from curbside.explain.cited import CitedPassage
from curbside.explain.disagreement import Disagreement
from curbside.explain.model import Asked
from curbside.explain.models import Explainer, Version
from curbside.explain.states import State
from curbside.explain.support import Problem
from curbside.people.person import EDITOR

if TYPE_CHECKING:
    from curbside.people.person import Person

PAGE, PASSAGES, HISTORY = 50, 12, 40
BESIDE = 6  # passages found for a sentence that is to cite something else


@dataclass(frozen=True)
class Waiting:
    """What waits for the person: to be reviewed, to be published, flagged, due."""

    drafts: list[Version]
    signed: list[Version]
    flagged: list[Version]
    due: list[Version]


@dataclass(frozen=True)
class Desk:
    """One explainer for its reviewer. Keys of ``doubts``, ``against`` and ``lost`` are numbers of
    lines; ``doubts`` are what ``support`` does not find in the citations.
    """

    explainer: Explainer
    asked: Asked
    version: Version | None
    published: Version | None
    text: texts.Text
    passages: dict[int, CitedPassage]
    against: dict[int, Disagreement]
    doubts: dict[int, tuple[Problem, ...]]
    lost: set[int]
    may_sign: bool
    history: list[Version]
    lines: list[AuditLine]


def waiting(person: Person) -> Waiting:
    """What waits, the flagged and the longest waiting first; of a doctor's departments only."""
    open_ones = _of(person).filter(state=State.DRAFT).order_by("made_at")
    public = _of(person).filter(state=State.PUBLISHED)
    return Waiting(
        drafts=list(open_ones[:PAGE]),
        signed=list(_of(person).filter(state=State.REVIEWED).order_by("reviewed_on")[:PAGE]),
        flagged=list(public.exclude(flags=[]).order_by("pk")[:PAGE]),
        due=list(public.filter(review_by__lte=clock.today()).order_by("review_by")[:PAGE]),
    )


def _of(person: Person) -> QuerySet[Version]:
    found = Version.objects.filter(explainer__in=shelves.readable()).select_related(
        "explainer__entry__department", "explainer__topic__department"
    )
    if not person.second_factor:
        return found.none()
    if EDITOR in person.roles:
        return found
    mine = list(person.departments) if person.may_answer else []
    return found.filter(
        Q(explainer__entry__department__in=mine) | Q(explainer__topic__department__in=mine)
    )


def desk(public_id: str, person: Person) -> Desk:
    """One explainer with its question, reply, evidence and history. Raises NotFound."""
    shelf = shelves.for_person(public_id, person)
    version, published = shelves.open_version(shelf), shelves.published_version(shelf)
    shown = version or published
    for one in (version, published):
        if one is not None:
            one.explainer = shelf
    text = shelves.text_of(shown) if shown else ()
    asked = shelves.asked(shelf)
    return Desk(
        explainer=shelf,
        asked=asked,
        version=version,
        published=published,
        text=text,
        passages=cited.passages(texts.passages(text)),
        against=conflicts.of(shown) if shown else {},
        doubts=_doubts(text, asked),
        lost=reviewing.lost(text),
        may_sign=rules.may_sign(
            person, shelves.department(shelf).pk, settings.ENVIRONMENT.curbside_editors_sign
        ),
        history=list(shelf.versions.select_related("doctor")[:HISTORY]),
        lines=audit.lines(shelves.subject(shelf), HISTORY),
    )


def _doubts(text: texts.Text, asked: Asked) -> dict[int, tuple[Problem, ...]]:
    """What the checker says of lines as they stand; a rule's advice is not its business."""
    found = {}
    for part in text:
        for line in part.lines if not part.locked else ():
            materials = editing.material(line.sentence.citations, asked)
            verdict = support.check(line.sentence.text, [one for _, one in materials])
            if not verdict.ok:
                found[line.id] = verdict.problems
    return found


def history(public_id: str, person: Person, number: int) -> tuple[Version, texts.Text]:
    """One version as it was, for comparing. Raises NotFound."""
    shelf = shelves.for_person(public_id, person)
    version = shelf.versions.filter(number=number).first()
    if version is None:
        raise shelves.none()
    version.explainer = shelf
    return version, shelves.text_of(version)


def citable(found: Desk, line: int) -> list[Passage]:
    """Passages that a sentence could cite: what it cites, the rest of the same sources, and what is
    found for its words; none for a line that is not there or is the rules' own.
    """
    part = next((p for p in found.text if any(o.id == line for o in p.lines)), None)
    if part is None or part.locked:
        return []
    sentence = texts.line(found.text, line).sentence
    numbers = [one.passage for one in sentence.citations if one.passage]
    near = evidence.find(sentence.text, found.explainer.language, BESIDE)
    known = [found.passages[n].passage for n in numbers if n in found.passages]
    known += [*evidence.beside(numbers, PASSAGES), *(one.passage for one in near)]
    return list({one.number: one for one in known}.values())


def evidence_for(found: Desk, words: str) -> list[Found]:
    """Passages a sentence could be added from: for the reviewer's words, else the question's."""
    said = words.strip() or f"{found.asked.headline}\n{found.asked.question}\n{found.asked.reply}"
    return evidence.find(said, found.explainer.language, PASSAGES)
